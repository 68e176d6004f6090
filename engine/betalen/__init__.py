"""Paying for people: propose, approve, write the file, read what the bank says."""
