"""The rules over all casussen at once, in columns (optional extra `landelijk`); the findings are the same."""
