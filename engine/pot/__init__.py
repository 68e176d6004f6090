"""The pot for people: questions and use cases with access and log, before the ledger."""
