"""Alembic's entry: run the chain on the connection that `maak_schema` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["verbinding"], target_metadata=None)
with context.begin_transaction():
    context.run_migrations()
