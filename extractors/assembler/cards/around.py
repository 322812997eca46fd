"""Takes into each card what stands over or under it: its number, its wording, the rest of its last value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractors.assembler.grid import Grid, across, filled, make_rows, one_line, says
from extractors.assembler.labelled.forms import FEWEST_ACTIONS
from extractors.assembler.labelled.labels_alone import is_set_apart
from extractors.assembler.labelled.narratives import WORDING
from extractors.assembler.labels import (
    FEWEST_CARDS,
    FEWEST_NAMES,
    NEARLY_ALL,
    OFTEN,
    Labels,
    label_of,
    labels_in,
    name_wording,
)
from extractors.assembler.numbers import opening_number, read_number
from extractors.assembler.paragraphs import SENTENCE_END
from extractors.assembler.themes.titles import is_caption, opens_theme, titles_plan
from models.document import Block, Cell, Item, Table
from models.reference.columns import is_column_name, understand_header

LONG = 30  # characters of a value that is a sentence, if an unfinished one


@dataclass(frozen=True, slots=True)
class _Opened:
    """A table that opens with a label, and the places of what stands right over it; none where that is something else.

    labels: those that stand in it, folded. beside: whether each row opens with another. headed: whether it opens with a
    row across it over the first label instead.
    """

    place: int
    above: tuple[int, ...]
    labels: tuple[str, ...]
    beside: bool
    is_card: bool
    headed: bool


def with_numbers_inside(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with the number over each card in a row over its labels: the same in all, none that of a number."""
    kinds: defaultdict[tuple[str, ...], list[_Opened]] = defaultdict(list)
    for one in _opened(items, lambda block: bool(read_number(says(block))), goes_on=False):
        if (
            one.above
            and one.beside
            and not one.headed
            and len(one.labels) >= FEWEST_NAMES
            and not any(map(_names_number, one.labels))
        ):
            kinds[one.labels].append(one)
    return _with_inside(items, [one for kind in kinds.values() if len(kind) >= FEWEST_CARDS for one in kind])


def with_wordings_inside(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with the headings or lines over cards in them that word their actions.

    So where nearly all tables that open with one label are cards with something else over each, or in a row at their
    top, and none of their labels names the wording. A header over one row is a card too.
    """
    kinds: defaultdict[str, list[_Opened]] = defaultdict(list)
    for one in _opened(items, may_be_wording, goes_on=True):
        kinds[one.labels[0]].append(one)
    worded = [
        one for kind in kinds.values() if _lacks_wording(items, kind) for one in kind if one.above and not one.headed
    ]
    return _with_inside(items, worded)


def _lacks_wording(items: Sequence[Item], kind: Sequence[_Opened]) -> bool:
    labels = {label for one in kind for label in one.labels}
    fields = {understand_header(label) for label in labels}
    grids = (Grid(item) for one in kind if isinstance(item := items[one.place], Table))
    over = [items[place] for one in kind if one.is_card and not one.headed for place in one.above[:1]]
    texts = [says(block) for block in over if isinstance(block, Block)]
    texts += [one_line(item.rows[0][0]) for one in kind if one.headed and isinstance(item := items[one.place], Table)]
    enough = len(texts) >= max(FEWEST_ACTIONS, NEARLY_ALL * len(kind)) and len(set(texts)) >= NEARLY_ALL * len(texts)
    return enough and len(fields - {None}) >= FEWEST_NAMES and not name_wording(grids, labels)


def _opened(items: Sequence[Item], opens: Callable[[Block], bool], *, goes_on: bool) -> Iterable[_Opened]:
    """The tables that open with a label, but for those that follow one that ends with a row across: that is over them.

    opens: what else may stand over them; goes_on: and more paragraphs of it below.
    """
    grids = {place: Grid(item) for place, item in enumerate(items) if isinstance(item, Table)}
    labels = labels_in(grids)
    above: tuple[int, ...] = ()
    opened = False
    for place, item in enumerate(items):
        if isinstance(item, Table):
            labels_of = _labels(grids[place], labels[place])
            if labels_of and not opened:
                yield _Opened(place, above, *labels_of)
            above, opened = (), _ends_across(grids[place], labels[place])
        elif not item.aside and item.text:
            starts = (place,) if opens(item) else ()
            above = starts or ((*above, place) if above and goes_on and item.kind != "heading" else ())
            opened = False


def _labels(grid: Grid, labels: Labels) -> tuple[tuple[str, ...], bool, bool, bool] | None:
    """The labels of a table that opens with one or with a row over one, and what `_Opened` tells of them."""
    rows = [said for row in range(grid.row_count) if (said := filled(grid.beginning(row)))]
    headed = len(rows) > 1 and len(rows[0]) == 1 and label_of(rows[0][0]) not in labels
    rows = rows[headed:]
    if not rows or label_of(rows[0][0]) not in labels.sure or grid.column_count < 2:
        return None
    first = [label for said in rows if not said[0].column and (label := label_of(said[0])) in labels.sure]
    found = tuple(label for said in rows for cell in said if (label := label_of(cell)) in labels.sure)
    beside = len(set(first)) == len(rows)
    return found, beside, len(rows) > 1 and len(first) >= OFTEN * len(rows), headed


def _ends_across(grid: Grid, labels: Labels) -> bool:
    said = filled(grid.beginning(grid.row_count - 1))
    return len(said) == 1 and not said[0].column and label_of(said[0]) not in labels


def _names_number(label: str) -> bool:
    return is_column_name(label) and understand_header(label) == "action_number"


def may_be_wording(block: Block) -> bool:
    """Whether a paragraph may be the wording of an action: set apart by its look or a number, and no other title."""
    text = says(block)
    apart = is_set_apart(block) or opening_number(text) is not None
    return apart and not (read_number(text) or opens_theme(text, alone=False) or is_caption(text) or titles_plan(text))


def _with_inside(items: Sequence[Item], cards: Iterable[_Opened]) -> tuple[Item, ...]:
    inside = {one.place: one for one in cards}
    taken = {place for one in inside.values() for place in one.above}
    return tuple(
        _with_above([items[above] for above in inside[place].above], item, beside=inside[place].beside)
        if isinstance(item, Table) and place in inside
        else item
        for place, item in enumerate(items)
        if place not in taken
    )


def _with_above(above: Sequence[Item], table: Table, *, beside: bool) -> Table:
    """The table with what stands over it in a row across; as a column of its own where it is a header over one row."""
    one = across(0, table.column_count, above)
    if len(table.rows) == 2 and not beside:
        label = Cell(row=0, column=0, header=True, blocks=(Block(kind="para", text=WORDING),))
        moved = [cell.model_copy(update={"column": cell.column + 1}) for cell in table.cells()]
        rows = make_rows([label, one.model_copy(update={"row": 1, "column_span": 1}), *moved], 2)
        return table.model_copy(update={"rows": rows, "column_count": table.column_count + 1, "column_edges": ()})
    moved = [cell.model_copy(update={"row": cell.row + 1}) for cell in table.cells()]
    joins = tuple(join.model_copy(update={"row": join.row + 1}) for join in table.joins)
    return table.model_copy(update={"rows": make_rows([one, *moved], len(table.rows) + 1), "joins": joins})


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
                taken[place] = _paragraphs_below(items, place)
    inside = {below for places in taken.values() for below in places}
    return tuple(
        _with_below(item, [items[below] for below in taken[place]])
        if isinstance(item, Table) and taken.get(place)
        else item
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


def _paragraphs_below(items: Sequence[Item], place: int) -> list[int]:
    """The places of the paragraphs under a table, up to what opens something else."""
    found: list[int] = []
    for below in range(place + 1, len(items)):
        item = items[below]
        if isinstance(item, Block) and (item.aside or not item.text):
            continue
        if (
            not isinstance(item, Block)
            or item.kind == "heading"
            or may_be_wording(item)
            or opens_theme(says(item), alone=False)
        ):
            break
        found.append(below)
    return found


def _with_below(table: Table, below: Sequence[Item]) -> Table:
    """The table with paragraphs at the end of its last value, or as a row across it under its last label."""
    last, row = filled(table.rows[-1]), len(table.rows)
    cell = across(row, table.column_count, below)
    if len(last) == 1:
        return table.model_copy(update={"rows": make_rows([*table.cells(), cell], row + 1)})
    said = {"blocks": last[-1].blocks + cell.blocks, "evidence": last[-1].evidence + cell.evidence}
    cells = [one.model_copy(update=said) if one is last[-1] else one for one in table.cells()]
    return table.model_copy(update={"rows": make_rows(cells, row)})
