"""Input files of people: YAML or JSON, every fault at once, nothing half read."""
