"""Who pays: spending rules, place of residence, matrix and payer advice."""
