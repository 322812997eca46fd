"""A table of three rows and columns on one page, where it stands, and the only table of what is read of it."""

from __future__ import annotations

from models.document import Document, Table

XS = (50.0, 120.0, 200.0, 400.0)
YS = (100.0, 130.0, 160.0, 190.0)
TEXTS = (("No", "RAG", "Action"), ("1", "Green", "Hold a board"), ("2", "Red", "Write a plan"))


def only_table(document: Document) -> Table:
    """The table of a document that has one."""
    (table,) = document.tables()
    return table
