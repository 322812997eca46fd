"""Takes the number over a form into it: a heading "Action GOV-01" over the labels and values of that action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.assembler.grid import filled, make_rows, says
from extractors.assembler.labels import FEWEST_CARDS, FEWEST_NAMES, label_of
from extractors.assembler.numbers import read_number
from models.document import Block, Cell, Item, Table
from models.reference.columns import is_column_name, understand_header


def with_numbers_inside(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with such numbers in a row over the labels; tables of one kind have the same labels."""
    kinds: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for above, below, labels in _numbered(items):
        kinds[labels].append((above, below))
    pairs = [pair for kind in kinds.values() if len(kind) >= FEWEST_CARDS for pair in kind]
    numbers = {below: items[above] for above, below in pairs}
    taken = {above for above, _ in pairs}
    return tuple(
        _with(numbers[place], item) if place in numbers else item
        for place, item in enumerate(items)
        if place not in taken
    )


def _numbered(items: Sequence[Item]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The places of a number and of the form right under it, with the form's labels."""
    last: int | None = None
    for place, item in enumerate(items):
        if isinstance(item, Table):
            labels = _labels(item)
            if last is not None and len(labels) >= FEWEST_NAMES and not any(map(_names_number, labels)):
                yield last, place, labels
            last = None
        elif not item.aside and item.text:
            last = place if read_number(says(item)) else None


def _labels(table: Table) -> tuple[str, ...]:
    """What the rows of a form open with; nothing where some open with no label."""
    first = [row[0] for row in table.rows if filled(row)]
    labels = tuple(label_of(cell) for cell in first if cell.column == 0)
    return labels if table.column_count > 1 and all(labels) and len(set(labels)) == len(labels) else ()


def _names_number(label: str) -> bool:
    return is_column_name(label) and understand_header(label) == "action_number"


def _with(number: Item, table: Item) -> Item:
    if not isinstance(number, Block) or not isinstance(table, Table):
        return table
    block = number.model_copy(update={"kind": "para"})
    cell = Cell(row=0, column=0, column_span=table.column_count, blocks=(block,), evidence=number.evidence)
    moved = [each.model_copy(update={"row": each.row + 1}) for each in table.cells()]
    rows = make_rows([cell, *moved], len(table.rows) + 1)
    joins = tuple(join.model_copy(update={"row": join.row + 1}) for join in table.joins)
    return table.model_copy(update={"rows": rows, "joins": joins})
