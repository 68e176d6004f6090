"""Matching bank lines with what they are for: levels, evidence, proposals, allocations that can be undone."""
