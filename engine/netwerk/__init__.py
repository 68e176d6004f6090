"""The network of actors round a casus: who is involved, who holds the regie, what is missing, whom to ask."""
