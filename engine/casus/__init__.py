"""The casus: aanmelding, help track, events and what may be seen of it."""
