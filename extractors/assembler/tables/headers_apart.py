"""Parts a header that is printed again from the row under it, where no line stands between the two.

A row that a page break cuts goes on under the header without a line of its own above it, and the reader takes both for
one row. The words of the header tell where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembler.grid import Grid, distinct, make_rows
from extractors.assembler.headers import WHOLE_NAMES, Header
from models.document import Block, Cell, Table
from models.reference.columns import fold_header

FEWEST = 2  # cells that open with the name of their column, by which a header is told


def header_parted(piece: Table, header: Header) -> Table:
    """The piece of a table with a row between its header and what follows that in the same cells; else as it is."""
    last = header.end_row - header.first_row - 1
    grid = Grid(piece)
    if last >= grid.row_count:
        return piece
    names = {column.index: column.header.split(" / ") for column in header.columns}
    bottom = distinct(grid.covering(last))
    parted = {cell: _longest(cell.blocks, names.get(cell.column, [])) for cell in bottom}
    opened = sum(parts is not None for parts in parted.values())
    said = sum(bool(cell.blocks) for cell in bottom)
    if opened < max(FEWEST, WHOLE_NAMES * said) or not any(parts and parts[1] for parts in parted.values()):
        return piece
    cells: list[Cell] = []
    for cell in piece.cells():
        if cell.row > last:
            cells.append(cell.model_copy(update={"row": cell.row + 1}))
        elif cell not in parted:
            cells.append(cell)
        else:
            above, below = parted[cell] or ((), cell.blocks)
            rows = cell.row + cell.row_span - last
            cells.append(cell.model_copy(update={"blocks": above, "row_span": last + 1 - cell.row, "marks": ()}))
            cells.append(cell.model_copy(update={"row": last + 1, "blocks": _bare_sign(below), "row_span": rows}))
    return piece.model_copy(update={"rows": make_rows(cells, grid.row_count + 1)})


def _bare_sign(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What is left of a cell: a sign alone, which opened a line under the header, is a tick or a dot and no bullet."""
    if len(blocks) == 1 and blocks[0].marker and not blocks[0].text:
        return (blocks[0].model_copy(update={"kind": "para", "text": blocks[0].marker, "marker": ""}),)
    return blocks


def _longest(blocks: Sequence[Block], path: Sequence[str]) -> tuple[tuple[Block, ...], tuple[Block, ...]] | None:
    """The same, of a name with the names of groups over it, or of as much of that as is printed again."""
    names = (" ".join(path[place:]) for place in range(len(path)))
    return next((parts for name in names if (parts := _parted(blocks, name))), None)


def _parted(blocks: Sequence[Block], name: str) -> tuple[tuple[Block, ...], tuple[Block, ...]] | None:
    """The blocks that print a name, and those after them; None where they do not open with it."""
    wanted = fold_header(name).split()
    if not wanted:
        return None  # a column without a name
    for place, block in enumerate(blocks):
        if not wanted:
            return tuple(blocks[:place]), tuple(blocks[place:])
        words = block.text.split()
        printed = 0
        while wanted and printed < len(words):
            folded = fold_header(words[printed]).split()
            if folded != wanted[: len(folded)]:
                return None
            wanted = wanted[len(folded) :]
            printed += 1
        if printed < len(words):
            text = " ".join(words[:printed])
            if not block.text.startswith(f"{text} "):
                return None
            above = block.model_copy(update={"text": text, "looks": ()})
            return (*blocks[:place], above), (block.after(len(text) + 1), *blocks[place + 1 :])
    return (tuple(blocks), ()) if blocks and not wanted else None
