"""Reads cards, one an action: labels beside or over their values, in tables of any make."""
