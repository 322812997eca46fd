"""Helpers for tests of the HTML reader: a page in, plain values out."""

from __future__ import annotations

from extractors.html.reader import read
from models.document import Block, Cell, Document, Table


def read_page(body: str, css: str = "") -> Document:
    """The neutral document of a page with this body and style sheet."""
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{css}</style></head><body>{body}</body></html>"
    return read(page.encode("utf-8"), "plan.html")


def page_table(body: str, css: str = "") -> Table:
    """The one table of a page."""
    (table,) = read_page(body, css).tables()
    return table


def page_cell(content: str, css: str = "", attributes: str = "") -> Cell:
    """The second cell of a table of two, with this content and these attributes."""
    table = page_table(f"<table><tr><td>Label</td><td {attributes}>{content}</td></tr></table>", css)
    return table.rows[0][1]


def said(blocks: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    """Kind, marker and text of each block."""
    return [(block.kind, block.marker, block.text) for block in blocks]
