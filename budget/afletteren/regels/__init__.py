"""The levels of matching, as pure rules over what is open: certain goes by itself, the rest is proposed."""
