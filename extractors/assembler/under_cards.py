"""Takes into each card the rest of its last value, where that stands under it as paragraphs.

No line may end a card, so that only its first lines were seen to be of a table, or its last label alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.assembler.grid import Grid, filled, make_rows, one_line, says
from extractors.assembler.labels import FEWEST_CARDS, OFTEN, Labels, label_of, labels_in
from extractors.assembler.over_cards import may_be_wording
from extractors.assembler.paragraphs import SENTENCE_END
from extractors.assembler.theme_titles import opens_theme
from models.document import Block, Cell, Item, Table

LONG = 30  # characters of a value that is a sentence, if an unfinished one


def with_values_below(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with such paragraphs in the tables above them.

    So in tables that end with the same label: under an unfinished sentence, or a label that no value stands beside.
    """
    grids = {place: Grid(item) for place, item in enumerate(items) if isinstance(item, Table)}
    labels = labels_in(grids)
    ends: defaultdict[str, dict[int, tuple[Cell, ...]]] = defaultdict(dict)
    for place, grid in grids.items():
        if said := _last_row(grid, labels[place]):
            ends[label_of(said[0])][place] = said
    taken: dict[int, list[int]] = {}
    for tables in ends.values():
        over = all(len(said) == 1 for said in tables.values())
        for place, said in tables.items() if len(tables) >= FEWEST_CARDS else ():
            if over if len(said) == 1 else _is_unfinished(said[-1]):
                taken[place] = _below(items, place)
    inside = {below for places in taken.values() for below in places}
    return tuple(
        _with(item, [items[below] for below in taken[place]]) if isinstance(item, Table) and taken.get(place) else item
        for place, item in enumerate(items)
        if place not in inside
    )


def _last_row(grid: Grid, labels: Labels) -> tuple[Cell, ...]:
    """What the last row of a card says, where that is a label and at most the parts of its value."""
    rows = [said for row in range(grid.row_count) if (said := filled(grid.beginning(row)))]
    first = [label_of(said[0]) in labels.sure for said in rows if not said[0].column]
    ends = len(rows) > 1 and sum(first) >= OFTEN * len(rows) and label_of(rows[-1][0]) in labels.sure
    alone = ends and not any(label_of(cell) in labels.sure for cell in rows[-1][2:])
    return rows[-1] if alone and rows[-1][0].row == grid.row_count - 1 else ()


def _is_unfinished(cell: Cell) -> bool:
    text = one_line(cell)
    return len(text) >= LONG and not SENTENCE_END.search(text)


def _below(items: Sequence[Item], place: int) -> list[int]:
    """The places of the paragraphs under a table, up to what opens something else."""
    found: list[int] = []
    for below in range(place + 1, len(items)):
        item = items[below]
        if isinstance(item, Block) and (item.aside or not item.text):
            continue
        if not isinstance(item, Block) or item.kind == "heading" or _opens(item):
            break
        found.append(below)
    return found


def _opens(block: Block) -> bool:
    return may_be_wording(block) or opens_theme(says(block), alone=False)


def _with(table: Table, below: Sequence[Item]) -> Table:
    """The table with paragraphs at the end of its last value, or as a row across it under its last label."""
    blocks = tuple(block for block in below if isinstance(block, Block))
    evidence = tuple(place for block in blocks for place in block.evidence)
    last = filled(table.rows[-1])
    if len(last) == 1:
        row = len(table.rows)
        cell = Cell(row=row, column=0, column_span=table.column_count, blocks=blocks, evidence=evidence)
        return table.model_copy(update={"rows": make_rows([*table.cells(), cell], row + 1)})
    longer = last[-1].model_copy(update={"blocks": last[-1].blocks + blocks, "evidence": last[-1].evidence + evidence})
    cells = [longer if cell is last[-1] else cell for cell in table.cells()]
    return table.model_copy(update={"rows": make_rows(cells, len(table.rows))})
