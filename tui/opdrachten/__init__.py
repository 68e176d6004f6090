"""The commands, one module per family, loaded when named."""
