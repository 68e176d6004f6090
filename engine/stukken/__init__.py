"""Documents for people and other programs: one form of blocks, set as PDF or another kind of file."""
