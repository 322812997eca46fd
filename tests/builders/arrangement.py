"""A plan cut into headings, paragraphs and tables of cells: what every renderer draws, each in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from builders.description import TextBlock
from builders.layout import Role

RowKind = Literal["header", "banner", "action", "plain"]


@dataclass(frozen=True, slots=True)
class ArrangedCell:
    """A cell at the place where it stands in `ArrangedRow.cells`; spanned places hold None.

    `strapline`: the last block is no part of a title. `list_number`: the number that an automatic list would print.
    """

    blocks: tuple[TextBlock, ...] = ()
    role: Role | None = None
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None
    dot: str | None = None
    highlight: str | None = None
    bold: bool = False
    strapline: bool = False
    list_number: str = ""

    @property
    def text(self) -> str:
        """The blocks' texts joined by line feeds."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class ArrangedRow:
    """A row; as many places as the table has columns."""

    cells: tuple[ArrangedCell | None, ...]
    kind: RowKind = "plain"


@dataclass(frozen=True, slots=True)
class ArrangedTable:
    """A table. `header_rows` open it and may be printed again on each page."""

    weights: tuple[float, ...]
    rows: tuple[ArrangedRow, ...]
    header_rows: int = 0
    repeat_header: bool = False
    plan: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the document's title. `list_number` opens the text where no automatic list prints it."""

    text: str
    level: int = 1
    list_number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Part: TypeAlias = Heading | Paragraph | PageBreak | ArrangedTable


def text_cell(text: str, *, bold: bool = False, fill: str | None = None) -> ArrangedCell:
    """A cell with one paragraph, or none when the text is empty."""
    blocks = tuple(TextBlock(line) for line in text.split("\n")) if text else ()
    return ArrangedCell(blocks=blocks, bold=bold, fill=fill)


def plain_table(
    rows: tuple[tuple[str, ...], ...], weights: tuple[float, ...], *, header: bool = False
) -> ArrangedTable:
    """A table that is no plan's, e.g. a cover or document control; `header` makes its first row bold."""
    arranged = tuple(
        ArrangedRow(
            tuple(
                text_cell(text, bold=(header and row_index == 0) or (not header and column == 0))
                for column, text in enumerate(row)
            )
        )
        for row_index, row in enumerate(rows)
    )
    return ArrangedTable(weights=weights, rows=arranged, header_rows=1 if header else 0, plan=False)
