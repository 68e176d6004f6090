"""${message}"""

from engine.migraties.uitvoeren import voer_uit

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    voer_uit(revision)
