"""Is everything whole: the ledger, the events of each casus, the obligations and the access log."""
