"""Play a pot-scenario/1 file on an empty practice pot and compare with what it expects."""
