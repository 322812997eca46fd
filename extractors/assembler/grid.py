"""A table as a grid of places, so that spans are looked up and not worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from models.document import Block, Cell, Item, PageBox, Table

SLIVER = 12.0  # points: the narrowest column with words, of a turned line, is wider


class Grid:
    """Every place of a table and the cell that covers it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.row_count = len(table.rows)
        self.column_count = table.column_count
        self._places: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in table.cells():
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.column_count)):
                    self._places[row][column] = cell

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the place; None where the row is shorter than the table."""
        return self._places[row][column]

    def covering(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, left to right, each once."""
        return distinct(self._places[row])

    def beginning(self, row: int) -> tuple[Cell, ...]:
        """The cells whose first row this is, left to right."""
        return tuple(cell for cell in self.table.rows[row])

    def is_across(self, row: int) -> bool:
        """Whether one cell from side to side is all that a row says."""
        said = filled(self.beginning(row))
        return len(said) == 1 and said[0].column_span >= self.column_count


def says(block: Block) -> str:
    """What a block says: its text, after its number when an automatic list made one. Bullet glyphs are left out."""
    if block.marker and block.kind != "bullet":
        return f"{block.marker} {block.text}".strip()
    return block.text


def cell_text(cell: Cell | None) -> str:
    """What a cell says; blocks joined by line feeds."""
    if cell is None or not cell.blocks:
        return ""
    if len(cell.blocks) == 1:
        return says(cell.blocks[0])
    return "\n".join(filter(None, (says(block) for block in cell.blocks)))


def one_line(cell: Cell | None) -> str:
    """What a cell says, on one line."""
    return " ".join(cell_text(cell).split())


def filled(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells that say something."""
    return tuple(cell for cell in cells if any(says(block).strip() for block in cell.blocks))


def distinct(cells: Iterable[Cell | None]) -> tuple[Cell, ...]:
    """Each cell once, in order: one that covers several places stands at each of them.

    Told apart as objects, not by what they say: comparing all that a cell holds took longer than reading it.
    """
    return tuple({id(cell): cell for cell in cells if cell is not None}.values())


def make_rows(cells: Sequence[Cell], row_count: int) -> tuple[tuple[Cell, ...], ...]:
    """Sort cells into the rows they begin in."""
    rows: list[list[Cell]] = [[] for _ in range(row_count)]
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell)
    return tuple(tuple(row) for row in rows)


def grid_of(table: Table, rows: Iterable[Sequence[Cell]], column_count: int) -> Grid:
    """The grid of a table that is made anew of rows, each cell in the row it is given in."""
    placed = (tuple(cell.model_copy(update={"row": row}) for cell in cells) for row, cells in enumerate(rows))
    return Grid(Table(rows=tuple(placed), column_count=column_count, pages=table.pages))


def across(row: int, column_count: int, items: Iterable[Item]) -> Cell:
    """A cell from side to side of a table that holds paragraphs from outside; headings are words in it."""
    blocks = [item for item in items if isinstance(item, Block)]
    plain = tuple(block.model_copy(update={"kind": "para"}) if block.kind == "heading" else block for block in blocks)
    evidence = tuple(place for block in blocks for place in block.evidence)
    return Cell(row=row, column=0, column_span=column_count, blocks=plain, evidence=evidence)


def without_slivers(table: Table) -> Table:
    """The table without narrow columns in which nothing stands: a frame or its padding made them."""
    narrow = {place for place, (x0, x1) in enumerate(pairwise(table.column_edges)) if x1 - x0 <= SLIVER}
    empty = narrow - {cell.column for cell in table.cells() if shows(cell)}
    if not empty or len(empty) == table.column_count:
        return table
    cells = []
    for cell in table.cells():
        span = set(range(cell.column, cell.column + cell.column_span)) - empty
        if span:
            before = sum(column < cell.column for column in empty)
            cells.append(cell.model_copy(update={"column": cell.column - before, "column_span": len(span)}))
    kept = sorted(set(range(table.column_count)) - empty)
    edges = tuple(table.column_edges[edge] for edge in (0, *kept[1:], table.column_count)) if table.column_edges else ()
    rows = make_rows(cells, len(table.rows))
    return table.model_copy(
        update={"rows": rows, "column_count": table.column_count - len(empty), "column_edges": edges}
    )


def shows(cell: Cell) -> bool:
    """Whether a cell says or shows anything: words, a colour, a mark, something that was not read."""
    return bool(cell.blocks or cell.fill or cell.marks or cell.unread)


def page_of(one: Cell | Block) -> int | None:
    """First page that a cell or paragraph stands on; None without pages."""
    inner = (place for block in one.blocks for place in block.evidence) if isinstance(one, Cell) else ()
    return next((place.page for place in (*one.evidence, *inner) if isinstance(place, PageBox)), None)


def pages_of(item: Item) -> list[int]:
    """The pages that a table or paragraph stands on."""
    if isinstance(item, Block):
        return [place.page for place in item.evidence if isinstance(place, PageBox)]
    return [*item.pages]
