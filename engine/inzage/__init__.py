"""Access: who may see a casus, the store of persons, and the log of who looked."""
