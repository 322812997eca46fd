"""What each column of a plan's table is, decided by its name and its cells together."""
