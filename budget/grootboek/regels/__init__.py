"""How every event becomes lines: pure functions of an event and the state of the ledger."""
