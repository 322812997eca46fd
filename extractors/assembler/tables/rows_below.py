"""Takes the row that runs across the table under the row of each action into that row, as a column of its own.

Where a table has no room for the narrative beside the other columns, it is printed under them, from side to side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.labels import LONGEST_LABEL, NEARLY_ALL, OFTEN, has_label_before, label_of, opening_label
from extractors.assembler.themes.titles import opens_theme
from models.document import Block, Cell, Item, Table
from models.reference.columns import fold_header, is_column_name

FEWEST_ROWS = 3  # a header, an action and what stands under it
FEWEST_COLUMNS = 3
FEWEST_PAIRS = 3  # rows of actions with one under them, in all tables with the same header
LONG = 30  # characters that the texts under the rows have at the least, in the middle: they are no titles


@dataclass(slots=True)
class _Rows:
    """What the rows of a table are: those of its header, one that names what stands below, and pairs.

    top: that of its header, under rows that run across it; None where it has none of its own.
    below: the row under that of an action, by that row. late: rows under a header or banner that a page prints again
    between them. rest: rows that go on with one of them, as a page cut it. alone: rows of an action with none under
    them.
    """

    place: int
    grid: Grid
    header: tuple[str, ...]
    top: int | None
    first: Cell | None = None
    below: dict[int, Cell] = field(default_factory=dict)
    late: dict[int, list[Cell]] = field(default_factory=dict)
    rest: set[int] = field(default_factory=set)
    alone: int = 0
    banners: int = 0


def with_rows_below(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with such tables made to have a row an action."""
    kinds: dict[tuple[str, ...], list[_Rows]] = {}
    last: _Rows | None = None
    for place, item in enumerate(items):
        if isinstance(item, Table):
            last = _rows(place, Grid(item), last)
            if last:
                kinds.setdefault(last.header, []).append(last)
    made: dict[int, Table] = {}
    for kind in kinds.values():
        pairs = [cell for rows in kind for cell in rows.below.values()]
        long = sorted(len(one_line(cell)) for cell in pairs)
        if len(pairs) < max(FEWEST_PAIRS, NEARLY_ALL * (len(pairs) + sum(rows.alone for rows in kind))):
            continue
        if long[len(long) // 2] < LONG:
            continue
        again = _labels_again(pairs)
        for rows in kind:
            _take_late(rows, again)
            label = None if again else _label(rows, kind)
            made[rows.place] = _widened(rows, label, again)
    return tuple(made.get(place, item) for place, item in enumerate(items))


def _rows(place: int, grid: Grid, before: _Rows | None) -> _Rows | None:
    """What the rows of a table are; before: those of the table before, whose header this one may go on under."""
    if grid.row_count < FEWEST_ROWS or grid.column_count < 2:
        return None
    top = next((row for row in range(grid.row_count) if not _is_across(grid, row)), 0)
    header = filled(grid.beginning(top))
    named = len(header) >= max(FEWEST_COLUMNS, grid.column_count - 1) and all(map(_names_column, header))
    if named:
        return _read(_Rows(place, grid, tuple(map(label_of, header)), top))
    if before and before.grid.column_count == grid.column_count and not top:
        return _read(_Rows(place, grid, before.header, None))
    return None


def _names_column(cell: Cell) -> bool:
    """Whether a cell may name a column, and is no label with its value."""
    return bool(label_of(cell)) and ":" not in one_line(cell).rstrip(" :")


def _read(rows: _Rows) -> _Rows:
    """Tell what each row under the header is."""
    grid, under = rows.grid, -1 if rows.top is None else rows.top
    last: int | None = None
    for row in range(under + 1, grid.row_count):
        if tuple(map(label_of, filled(grid.beginning(row)))) == rows.header:
            continue  # printed again for a theme or a page
        if not _is_across(grid, row):
            last = row
            rows.alone += 1
            continue
        cell = filled(grid.beginning(row))[0]
        if rows.top is not None and row == under + 1:
            rows.first = cell
        elif last is not None and last == row - 1 and not _is_theme(cell):
            rows.below[last] = cell
            rows.alone -= 1
        elif last is not None and last in rows.below and not label_of(known := rows.below[last]) and _goes_on(cell):
            evidence = (*known.evidence, *cell.evidence)
            rows.below[last] = known.model_copy(update={"blocks": known.blocks + cell.blocks, "evidence": evidence})
            rows.rest.add(row)
        else:
            rows.banners += 1
            if last is not None and last not in rows.below:
                rows.late.setdefault(last, []).append(cell)
    return rows


def _is_across(grid: Grid, row: int) -> bool:
    """Whether one cell says all that a row does, from its left on; what spans several rows may stand before it."""
    said = filled(grid.beginning(row))
    if len(said) != 1 or said[0].row_span > 1:
        return False
    before = (grid.at(row, column) for column in range(said[0].column))
    return all(cell is not None and cell.row < row for cell in before)


def _is_theme(cell: Cell) -> bool:
    return len(one_line(cell)) <= LONGEST_LABEL and opens_theme(one_line(cell), alone=False)


def _goes_on(cell: Cell) -> bool:
    """Whether a text is a sentence or the end of one, and no title."""
    text = one_line(cell)
    return not opens_theme(text, alone=True) and (text[-1:] in {".", ";"} or len(text) > LONGEST_LABEL)


def _labels_again(pairs: Sequence[Cell]) -> tuple[str, ...]:
    """The labels, folded, of paragraphs in nearly all of them, and with these names of columns in many.

    A label may stand on a line of its own or before its words; where nothing is said it may be left out.
    """
    every = Counter(name for cell in pairs for name in {fold_header(_label_of_block(block)) for block in cell.blocks})
    told = any(opening_label(cell)[1] for cell in pairs)
    if not told or not any(name and count >= NEARLY_ALL * len(pairs) for name, count in every.items()):
        return ()
    return tuple(
        name
        for name, count in every.most_common()
        if name and count >= (OFTEN if is_column_name(name) else NEARLY_ALL) * len(pairs)
    )


def _label_of_block(block: Block) -> str:
    cell = Cell(row=0, column=0, blocks=(block,))
    label = opening_label(cell)[0] if has_label_before(block) else label_of(cell)
    return label if len(label) <= LONGEST_LABEL else ""


def _take_late(rows: _Rows, again: Collection[str]) -> None:
    """Give rows that open with a label, under a header or banner that a page prints again, to the action above."""
    for row, cells in rows.late.items():
        named = [cell for cell in cells if fold_header(opening_label(cell)[0]) in again]
        if len(named) == 1:
            rows.below[row] = named[0]


def _label(rows: _Rows, kind: Sequence[_Rows]) -> Cell | None:
    """The row under the header, where it names what stands below, and not a theme."""
    cell = rows.first
    text = label_of(cell)
    if cell is None or not text or opens_theme(one_line(cell), alone=False):
        return None
    firsts = [label_of(other.first) for other in kind]
    if is_column_name(text) or (len(firsts) > 1 and firsts.count(text) == len(firsts)):
        return cell
    under = cell.row + 1
    banner = under not in rows.below and under < rows.grid.row_count and _is_across(rows.grid, under)
    return cell if len(kind) == 1 and (banner or not rows.banners) else None


def _widened(rows: _Rows, label: Cell | None, again: Sequence[str]) -> Table:
    """The table with a column more for each label, and what stood under a row at its end."""
    grid = rows.grid
    inside = {cell.row for cell in rows.below.values()} | rows.rest | ({label.row} if label else set())
    places = {row: place for place, row in enumerate(row for row in range(grid.row_count) if row not in inside)}
    cells = list(_kept(grid, places, len(again) or 1))
    names = {0: one_line(label)} if label else {}
    for row, cell in rows.below.items():
        for place, (name, blocks) in _parts(cell, again).items():
            names.setdefault(place, name)
            moved = {"row": places[row], "column": grid.column_count + place, "column_span": 1, "fill": None}
            cells.append(cell.model_copy(update={**moved, "blocks": blocks}))
    if rows.top is not None:
        for place, name in names.items():
            text = (Block(kind="para", text=name),) if name else ()
            cells.append(Cell(row=places[rows.top], column=grid.column_count + place, blocks=text, header=True))
    kept = make_rows(cells, len(places))
    width = grid.column_count + (len(again) or 1)
    return grid.table.model_copy(update={"rows": kept, "column_count": width, "column_edges": (), "joins": ()})


def _parts(cell: Cell, again: Sequence[str]) -> dict[int, tuple[str, tuple[Block, ...]]]:
    """What a cell says under each of some labels, by their places: the label as printed, and the text.

    What stands before them is of the first.
    """
    parts: dict[int, tuple[str, tuple[Block, ...]]] = {}
    place = 0
    for block in cell.blocks:
        label, rest = opening_label(cell.model_copy(update={"blocks": (block,)}))
        opens = fold_header(label) in again
        place = again.index(fold_header(label)) if opens else place
        name, said = parts.get(place, ("", ()))
        parts[place] = (name or label if opens else name), (*said, *(rest if opens else (block,)))
    return parts


def _kept(grid: Grid, places: dict[int, int], more: int) -> Iterator[Cell]:
    """The cells of the rows that stay; those from side to side stay so. more: columns that the table gets."""
    for cell in grid.table.cells():
        if cell.row in places:
            across = cell.column == 0 and cell.column_span == grid.column_count
            span = sum(row in places for row in range(cell.row, cell.row + cell.row_span))
            columns = cell.column_span + more * across
            yield cell.model_copy(update={"row": places[cell.row], "row_span": span, "column_span": columns})
