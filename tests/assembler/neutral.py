"""Small neutral documents for tests: tables from lists of texts."""

from __future__ import annotations

from collections.abc import Sequence

from models.document import Block, Cell, Document, Item, PageBox, Table

HEADER = ("Theme", "Action No", "RAG", "VRU Mandatory Action", "Named Lead", "Lead Organisation", "Narrative")
EDGES = (40.0, 110.0, 150.0, 180.0, 350.0, 420.0, 500.0, 800.0)


def blocks(text: str) -> tuple[Block, ...]:
    """A block a line."""
    return tuple(Block(kind="para", text=line) for line in text.split("\n") if line)


def cell(row: int, column: int, text: str = "", *, spans: tuple[int, int] = (1, 1), fill: str | None = None) -> Cell:
    """A cell with a block a line; `spans` are rows and columns."""
    return Cell(row=row, column=column, row_span=spans[0], column_span=spans[1], blocks=blocks(text), fill=fill)


def table(rows: Sequence[Sequence[str]], *, page: int | None = None, edges: Sequence[float] = ()) -> Table:
    """A table without spans; with `page`, a piece that stands on that page."""
    cells = tuple(
        tuple(cell(number, column, text) for column, text in enumerate(texts)) for number, texts in enumerate(rows)
    )
    return Table(
        rows=cells,
        column_count=max(len(texts) for texts in rows),
        pages=(page,) if page else (),
        column_edges=tuple(edges),
    )


def heading(text: str, *, page: int | None = None) -> Block:
    """A heading outside tables."""
    evidence = (PageBox(page=page, bbox=(0, 0, 10, 10)),) if page else ()
    return Block(kind="heading", text=text, evidence=evidence)


def document(*items: Item, filename: str = "document") -> Document:
    """A document of these items."""
    return Document(filename=filename, sha256="0" * 64, media_type="test", reader="test", items=items)


def action(
    number: str, wording: str, narrative: str = "Done.", *, theme: str = "", organisation: str = "MPS"
) -> tuple[str, ...]:
    """A row under `HEADER`."""
    return (theme, number, "", wording, "", organisation, narrative)
