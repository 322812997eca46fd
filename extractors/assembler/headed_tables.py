"""Takes the headings over small tables into them, where each is the wording of the action that the table tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.assembler.grid import Grid, filled, make_rows, one_line, says
from extractors.assembler.labelled_blocks import FEWEST_ACTIONS, WORDING
from extractors.assembler.labels import FEWEST_NAMES
from extractors.assembler.theme_titles import is_caption, opens_theme, titles_plan
from models.document import Block, Cell, Item, Table
from models.reference.columns import fold_header, understand_header

Headed = tuple[int, int]
"""The places of a heading and of the table right under it."""


def with_headings_inside(items: Sequence[Item]) -> tuple[Item, ...] | None:
    """The items, with the headings in the tables under them; None where they are no wordings of actions.

    Tables with the same labels, none of them an action's wording, each of one action: labels beside their values, or
    a header over one row.
    """
    alike: defaultdict[tuple[int, frozenset[str]], list[Headed]] = defaultdict(list)
    for above, below, table in _headed(items):
        labels = _labels(table)
        fields = {understand_header(label) for label in labels}
        if len(fields - {None}) >= FEWEST_NAMES and not fields & {"mandatory_action", "theme"}:
            heading = items[above]
            level = heading.level if isinstance(heading, Block) else 0
            alike[level, frozenset(map(fold_header, labels))].append((above, below))
    pairs = max(alike.values(), key=len, default=[])
    if len(pairs) < FEWEST_ACTIONS:
        return None
    inside = {below: above for above, below in pairs}
    taken = set(inside.values())
    return tuple(
        _with(items[inside[place]], item) if place in inside else item
        for place, item in enumerate(items)
        if place not in taken
    )


def _headed(items: Sequence[Item]) -> list[tuple[int, int, Table]]:
    found: list[tuple[int, int, Table]] = []
    last: int | None = None
    for place, item in enumerate(items):
        if isinstance(item, Block) and (item.aside or not item.text):
            continue
        if isinstance(item, Table) and last is not None:
            found.append((last, place, item))
        last = place if isinstance(item, Block) and _may_be_wording(item) else None
    return found


def _may_be_wording(block: Block) -> bool:
    text = says(block)
    return block.kind == "heading" and not (opens_theme(text, alone=False) or is_caption(text) or titles_plan(text))


def _labels(table: Table) -> list[str]:
    """The labels down the side of a form, or over the only row of a table."""
    if table.column_count == 2 and len(table.rows) > 2:
        return [one_line(row[0]).rstrip(" :") for row in table.rows if filled(row)]
    if len(table.rows) == 2 and table.column_count > 2:
        return [one_line(cell) for cell in filled(table.rows[0])]
    return []


def _with(heading: Item, item: Item) -> Item:
    """The table with the heading as a value of its own."""
    if not isinstance(heading, Block) or not isinstance(item, Table):
        return item
    wording = Cell(row=0, column=0, blocks=(heading.model_copy(update={"kind": "para"}),), evidence=heading.evidence)
    label = Cell(row=0, column=0, header=True, blocks=(Block(kind="para", text=WORDING),))
    grid = Grid(item)
    beside = item.column_count == 2
    moved = [
        cell.model_copy(update={"row": cell.row + 1} if beside else {"column": cell.column + 1})
        for cell in item.cells()
    ]
    value = wording.model_copy(update={"column": 1} if beside else {"row": 1})
    rows = make_rows([label, value, *moved], grid.row_count + beside)
    return item.model_copy(update={"rows": rows, "column_count": item.column_count + (not beside), "column_edges": ()})
