"""Reads web pages: HTML as browsers, Word and content management systems write it."""
