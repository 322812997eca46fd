"""Parts the bar across the top of each card into a label and the number of the action: "Commitment SAF 1"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractors.assembler.grid import Grid, filled, grid_of, one_line
from extractors.assembler.labels import FEWEST_CARDS, LONGEST_LABEL, NEARLY_ALL
from extractors.assembler.numbers import read_number
from extractors.assembler.themes.titles import opens_theme
from models.document import Block, Cell
from models.reference.columns import is_column_name


def with_bars_parted(grids: Mapping[int, Grid]) -> dict[int, Grid]:
    """The tables, with "Commitment SAF 1" across the top of nearly every card made a label and its value."""
    bars = [cell for grid in grids.values() for cell in _bars(grid)]
    parts = {id(cell): part for cell in bars if (part := _words_and_number(one_line(cell)))}
    first = Counter(text for grid in grids.values() for text in _first_texts(grid))
    fewest = max(FEWEST_CARDS, NEARLY_ALL * max(first.values(), default=0))
    for words, count in Counter(said for said, _ in parts.values()).most_common(1):
        numbers = [number for said, number in parts.values() if said == words]
        if count >= fewest and all(one != two for one, two in pairwise(numbers)):
            counting = {key: part for key, part in parts.items() if part[0] == words}
            return {place: _with_values_beside(grid, counting) for place, grid in grids.items()}
    return dict(grids)


def _first_texts(grid: Grid) -> Iterator[str]:
    """What stands first in its row, beside other cells: labels among them."""
    for row in grid.table.rows:
        if row and row[0].column == 0 and row[0].column_span < grid.column_count:
            yield one_line(row[0])


def _bars(grid: Grid) -> Iterator[Cell]:
    """The cells that are alone in their rows and may be labels with numbers, not under a label of their own.

    Those that name a theme are none, nor is what is a number as it stands.
    """
    above = ""
    for row in range(grid.row_count if grid.column_count > 1 else 0):
        said = filled(grid.beginning(row))
        alone = len(said) == 1 and said[0].column == 0 and len(said[0].blocks) == 1
        text = one_line(said[0]) if alone else ""
        short = 0 < len(text) <= LONGEST_LABEL and not opens_theme(text, alone=True) and not read_number(text)
        if short and not is_column_name(above):
            yield said[0]
        above = text


def _words_and_number(text: str) -> tuple[str, str] | None:
    """The words before the number or code that a text ends with, and that."""
    words = text.split()
    ends = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words)))
    return next(((said, number) for said, number in ends if said[-1].isalpha() and read_number(number)), None)


def _with_values_beside(grid: Grid, parts: Mapping[int, tuple[str, str]]) -> Grid:
    """The table, with the label and the number that some cells, by `id`, are made of in cells of their own."""
    rows: list[Sequence[Cell]] = []
    for row in grid.table.rows:
        cells: list[Cell] = []
        for cell in row:
            if id(cell) not in parts:
                cells.append(cell)
                continue
            label, number = (Block(kind="para", text=text, evidence=cell.evidence) for text in parts[id(cell)])
            cells.append(cell.model_copy(update={"column_span": 1, "blocks": (label,)}))
            beside = {"column": 1, "column_span": max(1, cell.column_span - 1), "blocks": (number,)}
            cells.append(cell.model_copy(update=beside))
        rows.append(cells)
    return grid_of(grid.table, rows, grid.column_count)
