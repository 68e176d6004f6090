"""The schema of the database: one chain of migrations for SQLite and PostgreSQL."""
