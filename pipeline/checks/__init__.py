"""Checks whether a plan as a whole makes sense."""
