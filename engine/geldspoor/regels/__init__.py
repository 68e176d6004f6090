"""Pure rules of the money track."""
