"""Pure functions from what the engine answered to what a screen shows; no Textual, no database."""
