"""Parts labels from the values in their own cells: "Progress: it met." in card after card is a label and its value.

So is a line of its own over the value, in bold or with the name of a column.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from extractors.assembler.grid import Grid, make_rows, one_line
from extractors.assembler.labels import FEWEST_CARDS, label_of
from extractors.assembler.labels_alone import may_be_label
from models.document import Block, Cell, Table
from models.reference.columns import fold_header, is_column_name
from models.reference.organisations import ends_like_organisation

FEWEST_CELLS = 3  # that open with a label of no known name
OFTEN = 0.6  # of the cards, those in which such a label stands: as many as have the commonest label of any kind
LABEL = re.compile(r"(?P<label>#|[^\W\d][^:]{1,58}?)\s*:(?:\s+|$)")
"""A label before the words of a cell, or alone in it."""
_LINE = re.compile(r"(?P<label>\S.*\S|#)\s*")
"""A label that is a line of its own over the words of a cell."""


def with_labels_apart(grids: Mapping[int, Grid]) -> dict[int, Grid]:
    """The tables, with cells that open with a label parted into that and the value: each column is two then.

    Such labels stand in most cards, with different values: one mostly alone in its cell is a label beside a value. A
    body that speaks in some narratives is none.
    """
    said: defaultdict[str, list[str]] = defaultdict(list)
    for grid in grids.values():
        for label, value in (opened for cell in grid.table.cells() if (opened := _opened(cell))):
            said[fold_header(label)].append(value)
    told = {label: values for label, values in said.items() if 2 * sum(map(bool, values)) > len(values)}
    times = Counter({label: len(values) for label, values in told.items() if len(set(values)) > 1})
    others = Counter(label for grid in grids.values() for cell in grid.table.cells() if (label := label_of(cell)))
    cards = max((*times.values(), *others.values()), default=0)
    labels = {label for label, count in times.items() if count >= max(_fewest(label), OFTEN * cards)}
    return {place: _parted(grid, labels) for place, grid in grids.items()} if labels else dict(grids)


def _fewest(label: str) -> int:
    return FEWEST_CARDS if is_column_name(label) else FEWEST_CELLS


def _opened(cell: Cell) -> tuple[str, str] | None:
    """The label that a cell may open with, and what follows it."""
    match = _label(cell)
    if match is None or (ends_like_organisation(match["label"]) and not is_column_name(match["label"])):
        return None
    return match["label"], one_line(cell)[match.end() :]


def _label(cell: Cell) -> re.Match[str] | None:
    first = cell.blocks[0] if cell.blocks else None
    if first is None:
        return None
    return LABEL.match(first.text) or (_LINE.fullmatch(first.text) if may_be_label(first) else None)


def _parted(grid: Grid, labels: set[str]) -> Grid:
    inside = {id(cell) for cell in grid.table.cells() if (found := _opened(cell)) and fold_header(found[0]) in labels}
    if not inside:
        return grid
    cells = [part for cell in grid.table.cells() for part in _doubled(cell, apart=id(cell) in inside)]
    rows = make_rows(cells, grid.row_count)
    return Grid(Table(rows=rows, column_count=2 * grid.column_count, pages=grid.table.pages))


def _doubled(cell: Cell, *, apart: bool) -> Iterator[Cell]:
    """A cell where each column has become two: as wide as before, or its label and its value."""
    column, span = 2 * cell.column, 2 * cell.column_span
    match = _label(cell) if apart else None
    if match is None:
        yield cell.model_copy(update={"column": column, "column_span": span})
        return
    first, *others = cell.blocks
    label = Block(kind="para", text=match["label"], evidence=first.evidence)
    yield Cell(row=cell.row, column=column, row_span=cell.row_span, blocks=(label,), evidence=cell.evidence)
    rest = first.after(match.end())
    blocks = (rest, *others) if rest.text else tuple(others)
    yield cell.model_copy(update={"column": column + 1, "column_span": span - 1, "blocks": blocks})
