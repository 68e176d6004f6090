"""The command line and the terminal screens; every decision is asked of engine."""
