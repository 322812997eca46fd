"""Reads PDFs: turns the characters, lines and fills of each page into blocks, tables and findings."""
