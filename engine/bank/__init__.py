"""The bank for people: reading files, the queue and matching, with access, before the ledger."""
