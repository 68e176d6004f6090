"""The pot: money and ledger. Knows a casus only as an opaque kenmerk."""
