"""Reads the text copy of a plan: lines, tab-separated rows with scraps of HTML, pipe tables."""

from __future__ import annotations

import hashlib
from collections import Counter

from extractors.common.encoding import decode
from extractors.common.limits import refuse_too_many_cells
from extractors.common.markup import read_blocks
from extractors.common.shapes import is_number, words
from extractors.common.signs import read_marks
from extractors.text.columns import lay_on_columns
from extractors.text.drawn import comma_separated
from extractors.text.lines import split_lines
from extractors.text.passages import passage_blocks
from extractors.text.segments import Passage, RawTable, Row, segment
from models.catalogue import finding
from models.document import Cell, CellPlace, Document, Item, Table
from models.errors import UnsupportedKind
from models.finding import Finding

MEDIA_TYPE = "text/plain"

_OVERFLOW_SHARE = 0.2
"""Rows wider than the header widen the table when they are more than this share of it; fewer have a stray tab."""
_SPARSE_SHARE = 0.5
"""A column that groups rows (a merged cell down the side) is filled in fewer than half of them."""
_LONG_TEXT_WORDS = 8


def read(data: bytes, filename: str) -> Document:
    """Read a text copy. Raises `UnsupportedKind` for bytes that are no text, `OversizedFile` for too many cells."""
    text = decode(data)
    if text is None:
        raise UnsupportedKind("The file is not text.", "Save it as Word (.docx) or PDF.")
    items: list[Item] = []
    findings: list[Finding] = []
    tables = 0
    for part in segment(split_lines(_with_tabs(text))):
        if isinstance(part, Passage):
            items.extend(passage_blocks(part))
            continue
        table, restored = _build(part, tables)
        tables += 1
        items.append(table)
        if restored:
            findings.append(finding("ragged-row", count=restored))
    return Document(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        reader="text",
        items=tuple(items),
        findings=tuple(findings),
    )


def _with_tabs(text: str) -> str:
    """The text, a table of comma-separated values in it turned into one with tabs."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    separated = comma_separated(plain) if "\t" not in plain else None
    return text if separated is None else "\n".join(separated)


def _build(raw: RawTable, index: int) -> tuple[Table, int]:
    width = _width(raw.rows)
    refuse_too_many_cells(len(raw.rows) * width)
    laid, restored = lay_on_columns(raw.rows, width)
    place = _lone_place([fields for row, fields in zip(raw.rows, laid, strict=True) if not row.lone and not row.header])
    rows = []
    for number, (row, fields) in enumerate(zip(raw.rows, laid, strict=True)):
        if row.lone:
            rows.append(_lone_row(fields[0], index, number, place, width))
        else:
            rows.append(
                tuple(_cell(text, (index, number, column), header=row.header) for column, text in enumerate(fields))
            )
    return Table(rows=tuple(rows), column_count=width), restored


def _cell(text: str, place: tuple[int, int, int], *, header: bool = False, column_span: int = 1) -> Cell:
    table, row, column = place
    evidence = (CellPlace(table=table, row=row, column=column),)
    return Cell(
        row=row,
        column=column,
        column_span=column_span,
        blocks=read_blocks(text, evidence),
        marks=read_marks(text),
        header=header,
        evidence=evidence,
    )


def _lone_row(text: str, table: int, row: int, place: int | None, width: int) -> tuple[Cell, ...]:
    if place is None:
        return (_cell(text, (table, row, 0), column_span=width),)
    return tuple(_cell(text if column == place else "", (table, row, column)) for column in range(width))


def _width(rows: list[Row]) -> int:
    """Columns of the table: those of its first row, or of the widest rows when there are many of these."""
    widths = Counter(_filled_width(row) for row in rows if not row.lone)
    first = _filled_width(rows[0]) if rows[0].header else 0
    total = widths.total()
    wider = sorted((width for width in widths if width > first), reverse=True)
    for width in wider:
        if sum(widths[other] for other in wider if other >= width) > _OVERFLOW_SHARE * total:
            return width
    return max(first, 1)


def _filled_width(row: Row) -> int:
    return max((number + 1 for number, text in enumerate(row.fields) if text.strip()), default=1)


def _lone_place(rows: list[list[str]]) -> int | None:
    """The column for text that stood between rows: the one that groups rows, left of the long texts.

    None when no column does: then the text spans the table, as a banner.
    """
    if not rows:
        return None
    for column in range(len(rows[0])):
        texts = [row[column] for row in rows if row[column].strip()]
        if not texts and column == 0:
            return 0
        lengths = [len(words(text)) for text in texts]
        if texts and len(texts) >= _SPARSE_SHARE * len(rows) and sum(lengths) > _LONG_TEXT_WORDS * len(texts):
            return None
        groups = texts and len(texts) < _SPARSE_SHARE * len(rows) and len(set(texts)) == len(texts)
        if groups and not any(map(is_number, texts)):
            return column
    return None
