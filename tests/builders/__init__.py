"""Builders: one description of a plan, rendered as Word, PDF and HTML in many layouts, and what must come out of it."""
