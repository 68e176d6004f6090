"""Paying: what the pot owes goes to the bank as a payment file, and its status comes back."""
