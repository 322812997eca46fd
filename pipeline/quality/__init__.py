"""Finds doubtful text in a plan: dates that have passed, promises, funding that ends, text left in by mistake."""
