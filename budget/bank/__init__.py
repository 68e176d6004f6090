"""The bank side of the pot: statements in, judged before anything is posted."""
