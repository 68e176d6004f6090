"""Who and what the region consists of: organisations, people, functions, roles, mandates and agreements, all dated."""
