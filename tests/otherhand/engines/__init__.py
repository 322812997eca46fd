"""Engines: each sets a document as the bytes of a file."""
