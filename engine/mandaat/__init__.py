"""Who may decide and commit what: the mandate register and the mandate check."""
