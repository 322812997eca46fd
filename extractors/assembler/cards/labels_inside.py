"""Parts labels from the values in their own cells: "Progress: it met." in card after card is a label and its value.

So is a line of its own over the value, in bold or with the name of a column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from extractors.assembler.grid import Grid, grid_of, says
from extractors.assembler.labelled.labels_alone import may_be_label
from extractors.assembler.labels import FEWEST_CARDS, has_label_before, label_of, opening_label
from models.document import Block, Cell
from models.reference.columns import fold_header, is_column_name
from models.reference.organisations import ends_like_organisation

FEWEST_CELLS = 3  # that open with a label of no known name
OFTEN = 0.6  # of the cards, those in which such a label stands: as many as have the commonest label of any kind


def with_labels_apart(grids: Mapping[int, Grid]) -> dict[int, Grid]:
    """The tables, with cells that open with a label parted into that and the value: each column is two then.

    Such labels stand in most cards, with different values: one mostly alone in its cell is a label beside a value. A
    body that speaks in some narratives is none.
    """
    said: defaultdict[str, list[str]] = defaultdict(list)
    for grid in grids.values():
        for label, rest in (opened for cell in grid.table.cells() if (opened := _opened(cell))):
            said[fold_header(label)].append(" ".join(map(says, rest)))
    told = {label: values for label, values in said.items() if 2 * sum(map(bool, values)) > len(values)}
    times = Counter({label: len(values) for label, values in told.items() if len(set(values)) > 1})
    others = Counter(label for grid in grids.values() for cell in grid.table.cells() if (label := label_of(cell)))
    cards = max((*times.values(), *others.values()), default=0)
    labels = {label for label, count in times.items() if count >= max(_fewest(label), OFTEN * cards)}
    return {place: _parted(grid, labels) for place, grid in grids.items()} if labels else dict(grids)


def _fewest(label: str) -> int:
    return FEWEST_CARDS if is_column_name(label) else FEWEST_CELLS


def _opened(cell: Cell) -> tuple[str, tuple[Block, ...]] | None:
    """The label that a cell may open with, and what follows it."""
    label, rest = opening_label(cell)
    if not label or not (has_label_before(cell.blocks[0]) or may_be_label(cell.blocks[0])):
        return None
    return None if ends_like_organisation(label) and not is_column_name(label) else (label, rest)


def _parted(grid: Grid, labels: set[str]) -> Grid:
    inside = {id(cell) for cell in grid.table.cells() if (found := _opened(cell)) and fold_header(found[0]) in labels}
    if not inside:
        return grid
    rows = [[part for cell in row for part in _doubled(cell, apart=id(cell) in inside)] for row in grid.table.rows]
    return grid_of(grid.table, rows, 2 * grid.column_count)


def _doubled(cell: Cell, *, apart: bool) -> Iterator[Cell]:
    """A cell where each column has become two: as wide as before, or its label and its value."""
    column, span = 2 * cell.column, 2 * cell.column_span
    if not apart:
        yield cell.model_copy(update={"column": column, "column_span": span})
        return
    text, rest = opening_label(cell)
    label = Block(kind="para", text=text, evidence=cell.blocks[0].evidence)
    yield Cell(row=cell.row, column=column, row_span=cell.row_span, blocks=(label,), evidence=cell.evidence)
    yield cell.model_copy(update={"column": column + 1, "column_span": span - 1, "blocks": rest})
