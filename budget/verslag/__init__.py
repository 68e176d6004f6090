"""Figures for reports, read from the journal: who has what in the pot, how old it is, and what was known when."""
