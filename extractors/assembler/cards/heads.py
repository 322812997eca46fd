"""Gives the row that runs across the top of each card its label, where it is the wording of the action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.assembler.codes import opening_numbers
from extractors.assembler.grid import Grid, filled, grid_of, one_line
from extractors.assembler.labelled.narratives import WORDING
from extractors.assembler.labels import FEWEST_CARDS, NEARLY_ALL, Labels, label_of, name_wording
from extractors.assembler.numbers import read_number
from extractors.assembler.themes.titles import opens_theme
from models.document import Block, Cell


def with_wordings_labelled(grids: Mapping[int, Grid], labels: Mapping[int, Labels]) -> dict[int, Grid]:
    """The tables, with a label before the row across the top of each card, and its number in a row over it.

    So where nearly all cards of tables have such a row, each says something else, and no label names the wording.
    """
    following = dict(pairwise(grids))
    labels = _without_headers(grids, labels)
    heads = {
        place: found
        for place, grid in grids.items()
        if (found := _heads(grid, labels[place], goes_on=_opens_with_label(following.get(place), grids, labels)))
    }
    cells = [cell for found in heads.values() for cell in found]
    texts = [one_line(cell) for cell in cells]
    own = {label for place in heads for label in _first_labels(grids[place], labels[place])}
    cards = Counter(
        label for place, grid in grids.items() for label in _first_labels(grid, labels[place]) if label in own
    )
    if (
        len(cells) < max(FEWEST_CARDS, NEARLY_ALL * max(cards.values(), default=0))
        or len(set(texts)) < NEARLY_ALL * len(texts)
        or name_wording(grids.values(), own)
    ):
        return dict(grids)
    numbers = opening_numbers([cell.blocks[0] for cell in cells])
    over = sum(_stands_over_labels(grids[place], cell, labels[place]) for place in heads for cell in heads[place])
    return {
        place: _labelled(grid, heads[place], numbers, over=over > len(cells) / 2) if place in heads else grid
        for place, grid in grids.items()
    }


def _opens_with_label(place: int | None, grids: Mapping[int, Grid], labels: Mapping[int, Labels]) -> bool:
    return place is not None and _opens_card(grids[place], 0, labels[place])


def _heads(grid: Grid, labels: Labels, *, goes_on: bool) -> list[Cell]:
    """The cells alone in their rows over the first label of a card; that a row runs across is not always drawn.

    goes_on: whether the table after it opens with a label, so that the card of the last row may go on there.
    """
    if grid.column_count < 2:
        return []
    found: list[Cell] = []
    for row in range(grid.row_count):
        said = filled(grid.beginning(row))
        text = one_line(said[0]) if len(said) == 1 else ""
        alone = bool(text) and not said[0].column and label_of(said[0]) not in labels
        if not alone or _is_value(grid, row, labels) or read_number(text) or opens_theme(text, alone=False):
            continue
        rest = (each for each in range(row + 1, grid.row_count) if filled(grid.beginning(each)))
        first = next(rest, None)
        if goes_on if first is None else _opens_card(grid, first, labels):
            found.append(said[0])
    return found


def _opens_card(grid: Grid, row: int, labels: Labels) -> bool:
    cells = grid.beginning(row)
    return bool(cells) and cells[0].column_span < grid.column_count and label_of(cells[0]) in labels


def _without_headers(grids: Mapping[int, Grid], labels: Mapping[int, Labels]) -> dict[int, Labels]:
    """The labels of each table without the first of a header: under such a row, rows of values follow each other."""
    headers = {
        label_of(said[0])
        for place, grid in grids.items()
        for row in range(grid.row_count - 2)
        if _are_labels(said := filled(grid.beginning(row)), labels[place])
        and all(_are_values(filled(grid.beginning(row + step)), labels[place]) for step in (1, 2))
    }
    return (
        {place: replace(own, texts=own.texts - headers) for place, own in labels.items()} if headers else dict(labels)
    )


def _are_labels(said: Sequence[Cell], labels: Labels) -> bool:
    return len(said) > 1 and all(label_of(cell) in labels for cell in said)


def _are_values(said: Sequence[Cell], labels: Labels) -> bool:
    return len(said) > 1 and sum(label_of(cell) in labels for cell in said) < len(said) / 2


def _stands_over_labels(grid: Grid, head: Cell, labels: Labels) -> bool:
    """Whether the row under a head has labels alone, whose values stand under them in turn."""
    return head.row + 1 < grid.row_count and _are_labels(filled(grid.beginning(head.row + 1)), labels)


def _is_value(grid: Grid, row: int, labels: Labels) -> bool:
    """Whether the row above is but a label, so that the row is its value; a value beside it may be empty."""
    above = filled(grid.beginning(row - 1)) if row else ()
    return len(above) == 1 and label_of(above[0]) in labels and not _stand_beside(grid, labels)


def _stand_beside(grid: Grid, labels: Labels) -> bool:
    """Whether values stand beside labels: beside one and the same stand different texts."""
    beside: dict[str, set[str]] = {}
    for row in range(grid.row_count):
        said = filled(grid.beginning(row))
        if len(said) > 1 and label_of(said[0]) in labels:
            beside.setdefault(label_of(said[0]), set()).add(one_line(said[1]))
    return any(len(texts) > 1 for texts in beside.values())


def _first_labels(grid: Grid, labels: Labels) -> list[str]:
    first = [grid.beginning(row)[0] for row in range(grid.row_count) if grid.beginning(row)]
    return [label for cell in first if cell.column == 0 and (label := label_of(cell)) in labels]


def _labelled(grid: Grid, heads: Sequence[Cell], numbers: Mapping[int, int], *, over: bool) -> Grid:
    """The table with the label of the wording before each head, or over it, and over that the number it opens with."""
    of_heads = {id(cell) for cell in heads}
    rows: list[Sequence[Cell]] = []
    for row in grid.table.rows:
        head = next((cell for cell in row if id(cell) in of_heads), None)
        rows += _parted(head, numbers[id(head.blocks[0])], grid.column_count, over=over) if head else [row]
    return grid_of(grid.table, rows, grid.column_count)


def _parted(head: Cell, number: int, width: int, *, over: bool) -> Iterator[tuple[Cell, ...]]:
    first, *others = head.blocks
    if number:
        printed = Block(kind="para", text=first.text[:number].strip(" –—-"), evidence=first.evidence)
        yield (Cell(row=0, column=0, column_span=width, blocks=(printed,)),)
    label = Cell(row=0, column=0, column_span=width if over else 1, blocks=(Block(kind="para", text=WORDING),))
    wording = first.after(number).model_copy(update={"kind": "para"})
    value = head.model_copy(update={"column_span": width, "blocks": (wording, *others), "fill": None})
    if over:
        yield (label,)
        yield (value,)
    else:
        yield label, value.model_copy(update={"column": 1, "column_span": width - 1})
