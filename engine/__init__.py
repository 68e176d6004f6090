"""The casus: rules, use cases and questions."""
