"""Terms: which day something must be done, and why that day."""
