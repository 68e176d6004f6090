"""The process as data: states and transitions of the two tracks, pinned per casus to a version."""
