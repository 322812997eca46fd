"""Names of columns that the user gave for a document and that stand on no table of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.assembler.grid import one_line
from models.catalogue import finding
from models.document import Document
from models.finding import Finding
from models.plan import PlanTable
from models.reference.columns import columns_in_use, fold_header, without_period


def unused_names(document: Document, tables: Iterable[PlanTable]) -> Iterator[Finding]:
    """A finding for each name that no cell, label or column of the document has."""
    return (finding("column-name-unused", header=header) for header in unused_headers(document, tables))


def unused_headers(document: Document, tables: Iterable[PlanTable] = ()) -> tuple[str, ...]:
    """The names given for this run that no cell, label or column of the document has."""
    asked = columns_in_use().asked
    if not asked:
        return ()
    texts = {one_line(cell) for table in document.tables() for cell in table.cells()}
    texts |= {column.header for table in tables for column in table.columns}
    texts |= {block.text.partition(":")[0] for block in document.blocks()}
    printed = {fold_header(form) for text in texts for form in (text, without_period(text))}
    return tuple(header for header in asked if fold_header(header) not in printed)
