"""Parts labels from what stands in their own cells.

"Progress: it met." in card after card is a label and its value, and so is a line of its own over the value, in bold or
with the name of a column. "Youth priority 3" is label and number of the third card.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.assembler.grid import Grid, grid_of, one_line, says
from extractors.assembler.labelled.labels_alone import may_be_label
from extractors.assembler.labels import FEWEST_CARDS, LONGEST_LABEL, counted, has_label_before, label_of, opening_label
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


def with_numbers_apart(grids: Mapping[int, Grid]) -> dict[int, Grid]:
    """The tables, with the number of each label that counts in a row of its own over it.

    Such labels stand first in their rows and end with 1, 2, 3 and so on through the document, each once.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for grid in grids.values():
        for cell in _first_cells(grid):
            stem, number = counted(one_line(cell))
            if number:
                found[fold_header(stem)].append(number)
    counting = {
        stem
        for stem, numbers in found.items()
        if len(numbers) >= FEWEST_CARDS and numbers == [str(place) for place in range(1, len(numbers) + 1)]
    }
    return {place: _with_numbers_over(grid, counting) for place, grid in grids.items()} if counting else dict(grids)


def _first_cells(grid: Grid) -> list[Cell]:
    if grid.column_count == 1:
        return []
    first = [row[0] for row in grid.table.rows if row and row[0].column == 0]
    return [cell for cell in first if cell.column_span < grid.column_count and len(one_line(cell)) <= LONGEST_LABEL]


def _with_numbers_over(grid: Grid, counting: set[str]) -> Grid:
    """The table with a row for the number of each label that counts, and the label under it without that."""
    parts = {id(cell): counted(one_line(cell)) for cell in _first_cells(grid)}
    rows: list[Sequence[Cell]] = []
    for row in grid.table.rows:
        stem, number = parts.get(id(row[0]), ("", "")) if row else ("", "")
        if not number or fold_header(stem) not in counting:
            rows.append(row)
            continue
        text = Block(kind="para", text=number, evidence=row[0].evidence)
        label = row[0].model_copy(update={"blocks": (row[0].blocks[0].model_copy(update={"text": stem}),)})
        rows += [(Cell(row=0, column=0, column_span=grid.column_count, blocks=(text,)),), (label, *row[1:])]
    return grid_of(grid.table, rows, grid.column_count)
