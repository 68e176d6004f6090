"""The money track: reserve, order, prefinance, find out who pays, settle; one instance per financieringslijn."""
