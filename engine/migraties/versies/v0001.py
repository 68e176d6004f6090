"""The schema with which the product began."""

from engine.migraties.uitvoeren import voer_uit

revision = "0001"
down_revision = None


def upgrade() -> None:
    voer_uit(revision)
