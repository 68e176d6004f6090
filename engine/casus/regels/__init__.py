"""The rules of the help track: requirements of each transition."""
