"""Takes the row that runs across the table under the row of each action into that row, as a column of its own.

Where a table has no room for the narrative beside the other columns, it is printed under them, from side to side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.assembler.grid import Grid, filled, make_rows, one_line, says
from extractors.assembler.labels import LONGEST_LABEL, NEARLY_ALL, label_of
from extractors.assembler.labels_inside import LABEL
from extractors.assembler.theme_titles import opens_theme
from models.document import Block, Cell, Item, Table
from models.reference.columns import fold_header, is_column_name

FEWEST_COLUMNS = 3
FEWEST_PAIRS = 3  # rows of actions with one under them, in all tables with the same header
LONG = 30  # characters that the texts under the rows have at the least, in the middle: they are no titles


@dataclass(slots=True)
class _Rows:
    """What the rows of a table are: those of its header, one that names what stands below, and pairs.

    head: the row of the header; a banner may stand over it. below: the row under that of an action, by that row. late:
    rows under a header or banner that a page prints again between them. rest: rows that go on with one of them, as a
    page cut it. alone: rows of an action with none under them.
    """

    place: int
    grid: Grid
    header: tuple[str, ...]
    head: int = 0
    first: Cell | None = None
    below: dict[int, Cell] = field(default_factory=dict)
    late: dict[int, list[Cell]] = field(default_factory=dict)
    rest: set[int] = field(default_factory=set)
    alone: int = 0
    banners: int = 0


def with_rows_below(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with such tables made to have a row an action."""
    kinds: dict[tuple[str, ...], list[_Rows]] = {}
    for place, item in enumerate(items):
        if isinstance(item, Table) and (rows := _rows(place, item)):
            kinds.setdefault(rows.header, []).append(rows)
    made: dict[int, Table] = {}
    for kind in kinds.values():
        pairs = [cell for rows in kind for cell in rows.below.values()]
        long = sorted(len(one_line(cell)) for cell in pairs)
        if len(pairs) < max(FEWEST_PAIRS, NEARLY_ALL * (len(pairs) + sum(rows.alone for rows in kind))):
            continue
        if long[len(long) // 2] < LONG:
            continue
        again = _label_again(pairs)
        for rows in kind:
            _take_late(rows, again)
            label = None if again else _label(rows, kind)
            made[rows.place] = _widened(rows, label, again)
    return tuple(made.get(place, item) for place, item in enumerate(items))


def _rows(place: int, table: Table) -> _Rows | None:
    grid = Grid(table)
    head = int(_is_across(grid, filled(grid.beginning(0)))) if grid.row_count > 1 else 0
    tall = grid.row_count - head > FEWEST_PAIRS - 1
    header = filled(grid.beginning(head)) if tall and grid.column_count > 1 else ()
    if len(header) < max(FEWEST_COLUMNS, grid.column_count - 1) or not all(map(label_of, header)):
        return None
    rows = _Rows(place, grid, tuple(map(label_of, header)), head)
    last = head
    for row in range(head + 1, grid.row_count):
        said = filled(grid.beginning(row))
        if tuple(map(label_of, said)) == rows.header:
            continue  # printed again for a theme or a page
        if not _is_across(grid, said):
            last = row
            rows.alone += 1
        elif row == head + 1:
            rows.first = said[0]
        elif last == row - 1 and not _is_theme(said[0]):
            rows.below[last] = said[0]
            rows.alone -= 1
        elif last in rows.below and not label_of(known := rows.below[last]) and _goes_on(said[0]):
            evidence = (*known.evidence, *said[0].evidence)
            rows.below[last] = known.model_copy(update={"blocks": known.blocks + said[0].blocks, "evidence": evidence})
            rows.rest.add(row)
        else:
            rows.banners += 1
            if last > head and last not in rows.below:
                rows.late.setdefault(last, []).append(said[0])
    return rows


def _is_across(grid: Grid, said: Sequence[Cell]) -> bool:
    """Whether one cell says all that a row does, from its left on."""
    return len(said) == 1 and said[0].column == 0 and said[0].row_span == 1 and grid.column_count > 1


def _is_theme(cell: Cell) -> bool:
    return len(one_line(cell)) <= LONGEST_LABEL and opens_theme(one_line(cell), alone=False)


def _goes_on(cell: Cell) -> bool:
    """Whether a text is a sentence or the end of one, and no title."""
    text = one_line(cell)
    return not opens_theme(text, alone=True) and (text[-1:] in {".", ";"} or len(text) > LONGEST_LABEL)


def _label_again(pairs: Sequence[Cell]) -> str:
    """The label, folded, that opens nearly all of them, on a line of its own or before their words, or none."""
    opened = [_opened(cell) for cell in pairs]
    openings = Counter(fold_header(label) for label, _ in opened if len(label) <= LONGEST_LABEL)
    label, times = next(iter(openings.most_common(1)), ("", 0))
    told = any(blocks for _, blocks in opened)
    return label if label and told and times >= NEARLY_ALL * len(pairs) else ""


def _take_late(rows: _Rows, again: str) -> None:
    """Give rows that open with the label, under a header or banner that a page prints again, to the action above."""
    for row, cells in rows.late.items():
        named = [cell for cell in cells if again and fold_header(_opened(cell)[0]) == again]
        if len(named) == 1:
            rows.below[row] = named[0]


def _opened(cell: Cell) -> tuple[str, tuple[Block, ...]]:
    """What may be the label that opens a cell, and the rest of the cell."""
    first, *others = cell.blocks
    match = LABEL.match(first.text)
    if match and match.end() < len(first.text):
        return match["label"], (first.after(match.end()), *others)
    return says(first), tuple(others)


def _label(rows: _Rows, kind: Sequence[_Rows]) -> Cell | None:
    """The row under the header, where it names what stands below, and not a theme."""
    cell = rows.first
    text = label_of(cell)
    if cell is None or not text or opens_theme(one_line(cell), alone=False):
        return None
    firsts = [label_of(other.first) for other in kind]
    if is_column_name(text) or (len(firsts) > 1 and firsts.count(text) == len(firsts)):
        return cell
    return (
        cell
        if len(kind) == 1
        and ((rows.head + 2 not in rows.below and _is_banner(rows, rows.head + 2)) or not rows.banners)
        else None
    )


def _is_banner(rows: _Rows, row: int) -> bool:
    return row < rows.grid.row_count and _is_across(rows.grid, filled(rows.grid.beginning(row)))


def _widened(rows: _Rows, label: Cell | None, again: str) -> Table:
    """The table with one column more, and what stood under a row at its end."""
    grid = rows.grid
    last = grid.column_count
    inside = {cell.row for cell in rows.below.values()} | rows.rest | ({label.row} if label else set())
    places = {row: place for place, row in enumerate(row for row in range(grid.row_count) if row not in inside)}
    named = (cell for cell in rows.below.values() if again and fold_header(_opened(cell)[0]) == again)
    name = label or next(map(_opening, named), None)
    cells = list(_kept(grid, places))
    if name is not None:
        cells.append(
            name.model_copy(update={"row": places[rows.head], "column": last, "column_span": 1, "header": True})
        )
    for row, cell in rows.below.items():
        opening, rest = _opened(cell)
        blocks = rest if again and fold_header(opening) == again else cell.blocks
        cells.append(
            cell.model_copy(
                update={"row": places[row], "column": last, "column_span": 1, "blocks": blocks, "fill": None}
            )
        )
    kept = make_rows(cells, len(places))
    return grid.table.model_copy(update={"rows": kept, "column_count": last + 1, "column_edges": (), "joins": ()})


def _opening(cell: Cell) -> Cell:
    return cell.model_copy(update={"blocks": (Block(kind="para", text=_opened(cell)[0]),)})


def _kept(grid: Grid, places: dict[int, int]) -> Iterator[Cell]:
    """The cells of the rows that stay; those from side to side stay so."""
    for cell in grid.table.cells():
        if cell.row in places:
            across = cell.column == 0 and cell.column_span == grid.column_count
            yield cell.model_copy(
                update={"row": places[cell.row], "column_span": cell.column_span + 1 if across else cell.column_span}
            )
