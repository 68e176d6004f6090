"""Reports for a financier, a kassier and their accountants: with access, a line in the log, and figures that add up."""
