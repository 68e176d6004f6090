"""The ledger of the gezamenlijke pot: events in, balanced boekingen out, nothing ever changed or deleted."""
