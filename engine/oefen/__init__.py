"""A practice quarter, told as data: who does what on which day, played through the real use cases."""
