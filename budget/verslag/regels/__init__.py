"""The arithmetic of the reports: pure, to the cent."""
