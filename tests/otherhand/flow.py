"""What a document is made of, before any engine sets it: paragraphs, tables, page breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TableUse = Literal["plan", "other", "boxes"]
Shape = Literal["", "dot", "square", "triangle", "tick"]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `label` opens it in bold; `size` is a share of the body's; `shape` is drawn before it in `ink`.

    `level` is that of a heading, 0 for running text. `counted`: where the word processor counts, its list; the text
    is then what it will show.
    """

    text: str
    label: str = ""
    bullet: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 1.0
    ink: str = ""
    level: int = 0
    shape: Shape = ""
    indent: bool = False
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `across` and `down` are the columns and rows that it covers."""

    paras: tuple[Para, ...] = ()
    across: int = 1
    down: int = 1
    fill: str = ""
    head: bool = False
    turned: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the cells that begin in it. `whole`: a page break never cuts it."""

    cells: tuple[Cell, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Widths are shares of the page; the first `head` rows are printed again on each page if `again`.

    `share`: how much of the page's width it takes; `aside`: at the right, beside what follows.
    """

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    head: int = 0
    again: bool = False
    use: TableUse = "plan"
    whole: bool = False
    share: float = 1.0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, from which on the running head is another, where it has one; or a new sheet of a name."""

    head: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """White space, in lines."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with the place of its upper left corner in the grid."""

    row: int
    column: int
    cell: Cell


Item = Para | Table | Break | Gap
Flow = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A flow with the words around it on each page."""

    flow: Flow
    title: str
    running_head: str = ""
    running_foot: str = ""
    watermark: str = ""
    notes: tuple[str, ...] = field(default=())


def places(table: Table) -> list[Place]:
    """Where each cell stands, those covered from above left out."""
    taken: set[tuple[int, int]] = set()
    found: list[Place] = []
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            found.append(Place(at, column, cell))
            for down in range(cell.down):
                taken.update((at + down, column + across) for across in range(cell.across))
            column += cell.across
    return found


def plain(paras: tuple[Para, ...]) -> str:
    """The words of paragraphs, one a line."""
    return "\n".join(f"{each.label}{each.bullet and each.bullet + ' '}{each.text}" for each in paras)
