"""Reads text copies of a document: tab-separated rows with scraps of HTML, pipe tables, plain lines."""
