"""Exports for people, with access and a line in the log."""
