"""Consent to share and to help: who must have said yes, on which day, and what may go to whom."""
