"""Reads documents of other programs by way of LibreOffice, where it is installed."""
