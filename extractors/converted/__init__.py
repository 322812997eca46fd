"""Reads documents of other programs with LibreOffice, if it is installed."""
