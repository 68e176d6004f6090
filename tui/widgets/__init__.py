"""Own widgets: head, foot and a table that keeps its place."""
