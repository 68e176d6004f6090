"""Pure rules on who pays."""
