"""Finds the header of a table and says what each of its columns is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.assembler.grid import Grid, filled, one_line, says
from extractors.assembler.numbers import read_number
from extractors.assembler.roles.header_rows import SEARCHED_ROWS, header_likelihood
from extractors.common.symbols import CHOICES
from models.document import Cell, Table
from models.reference.columns import (
    ColumnField,
    columns_in_use,
    details_in_use,
    fold_header,
    is_column_name,
    told_role,
    understand_header,
    without_period,
)

LONGEST_HEADER = 110  # characters of one header cell; longer ones are prose
FEWEST_NAMES = 3  # in a row that several tables begin with, to be their header
SHORTEST_SENTENCE = 5  # words
LIKELY = 0.5  # how likely a row must be a header by its look
LIKELY_IF_SAID = 0.1  # the same for one that the file calls a header, or that pages print again
LONGEST_GROUP = 4  # rows of one header
FEWEST_MERGED = 2  # cells of a header that reach into a row which is then its too

FEWEST_PARTS = 2  # cells of a row that say parts of the names of their columns when it is the header's
WHOLE_NAMES = 0.6  # share of a header's cells that must be printed whole where it stands again

ESSENTIAL: frozenset[ColumnField] = frozenset({"mandatory_action", "narrative"})


@dataclass(frozen=True, slots=True)
class Column:
    """A grid column: its header as printed and the field it fills (None when not understood).

    name: what the header calls the column, without advice or the names of groups over it.
    """

    index: int
    header: str
    field: ColumnField | None
    guessed: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows (first, and one past the last) and its columns."""

    first_row: int
    end_row: int
    columns: tuple[Column, ...]
    texts: frozenset[str]

    def fields(self) -> frozenset[ColumnField]:
        """The fields that some column fills."""
        return frozenset(column.field for column in self.columns if column.field)

    def names_plan(self) -> bool:
        """Whether the names are those of a plan's columns: an action's wording, and at least two facts about it."""
        facts = self.facts()
        if any(column.field == "mandatory_action" and told_role(column.header) for column in self.columns):
            return True
        return "mandatory_action" in self.fields() and (
            len(facts) >= 2 or (len(facts) == 1 and "action_number" in self.fields())
        )

    def facts(self) -> frozenset[ColumnField]:
        """What the columns tell about an action."""
        details = {role.name for role in details_in_use()}
        return self.fields() - {"theme", "action_number", "other", "mandatory_action"} - details


def first_rows_again(grids: Iterable[Grid]) -> frozenset[tuple[str, ...]]:
    """First rows that several tables of a document print alike: names of columns, whatever they say."""
    rows = Counter(_first_row(grid) for grid in grids)
    return frozenset(texts for texts, count in rows.items() if count > 1 and texts)


def _first_row(grid: Grid) -> tuple[str, ...]:
    """What the first row says, folded; nothing where it may be no header."""
    cells = filled(grid.beginning(0)) if grid.row_count > 1 else ()
    texts = tuple(map(one_line, cells))
    if len(cells) < FEWEST_NAMES or any(len(text) > LONGEST_HEADER or _is_content(text) for text in texts):
        return ()
    return tuple(map(fold_header, texts))


def _is_content(text: str) -> bool:
    """Whether a text is what a column holds and no name of one: a number, a sentence, boxes to tick."""
    sentence = text.endswith(".") and len(text.split()) >= SHORTEST_SENTENCE
    return read_number(text) is not None or sentence or not CHOICES.isdisjoint(text)


def header_again(grid: Grid, again: frozenset[tuple[str, ...]]) -> Header | None:
    """The header of a table whose first row other tables print too; see `first_rows_again`."""
    return _header_from(grid, 0) if _first_row(grid) in again else None


def find_header(grid: Grid) -> Header | None:
    """The first header in the table's upper rows; None when there is none."""
    for row in range(min(SEARCHED_ROWS, grid.row_count)):
        if _is_header_row(grid, row):
            return _header_from(grid, row)
    return None


def look_for_header(grid: Grid) -> Header | None:
    """The header of a table: by the names it prints, else by its look; None when there is none."""
    named = find_header(grid)
    if named is not None:
        return named
    if any(_is_header_row(grid, row) for row in range(SEARCHED_ROWS, grid.row_count)):
        return None  # its header stands below rows of its own: another row above would be no better
    for row in range(min(SEARCHED_ROWS, grid.row_count)):
        cells = filled(grid.beginning(row))
        below = filled(grid.covering(row + 1)) if row + 1 < grid.row_count else ()
        if len(cells) == 1 and len(below) >= FEWEST_NAMES:
            continue  # a name over some of the columns, or a title
        counted = any(_is_own_number(one_line(cell)) for cell in cells)
        least = LIKELY_IF_SAID if all(cell.header for cell in cells) else LIKELY
        if not counted and header_likelihood(grid, row) > least:
            return _header_from(grid, row)
    return None


def header_of(labels: Iterable[str]) -> Header:
    """The header of a table that prints these labels in its first row."""
    names = tuple(labels)
    fields = (told_role(name) or understand_header(name) for name in names)
    columns = tuple(
        Column(index, name, field, name=name) for index, (name, field) in enumerate(zip(names, fields, strict=True))
    )
    return Header(0, 1, _with_stand_ins(columns), frozenset(map(fold_header, filter(None, names))))


def repeats_header(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row only prints words of the header again.

    A page may cut the last line off a few of its cells; the other cells are then enough to tell.
    """
    return prints_header(filled(grid.beginning(row)), header)


def prints_header(cells: Sequence[Cell], header: Header) -> bool:
    """Whether cells of a row, each of which says something, only print words of the header again.

    Its lines may stand in rows of their own, each part of a name in the column of that.
    """
    if len(cells) >= FEWEST_PARTS and all(_is_part_of_own_name(cell, header) for cell in cells):
        return True
    whole = 0
    for cell in cells:
        text = fold_header(one_line(cell))
        if text in header.texts:
            whole += 1
        elif not (" " in text and any(name.startswith(text) for name in header.texts)):
            return False
    return bool(cells) and whole >= WHOLE_NAMES * len(cells)


def _is_part_of_own_name(cell: Cell, header: Header) -> bool:
    """Whether a cell says whole words of the name of its column."""
    own = next((column.header for column in header.columns if column.index == cell.column), "")
    return f" {fold_header(one_line(cell))} " in f" {fold_header(own)} "


def with_headers_marked(table: Table) -> Table:
    """The table with the cells of its header, and of headers printed again inside it, marked as such."""
    grid = Grid(table)
    header = look_for_header(grid)
    if header is None:
        return table
    rows = {row for row in range(grid.row_count) if repeats_header(grid, row, header)}
    rows.update(range(header.first_row, header.end_row))
    return rows_marked(table, rows)


def rows_marked(table: Table, rows: Container[int]) -> Table:
    """The table with the cells of some rows marked as a header's."""
    marked = tuple(
        tuple(cell.model_copy(update={"header": True}) if number in rows else cell for cell in cells)
        for number, cells in enumerate(table.rows)
    )
    return table.model_copy(update={"rows": marked})


def _header_from(grid: Grid, first: int) -> Header:
    end = first + 1
    while end < min(grid.row_count, first + LONGEST_GROUP) and (
        _belongs_to_header(grid, end) or _parts_groups(grid, end - 1, end) or _reaches_into(grid, first, end)
    ):
        end += 1
    while first > 0 and (_groups_columns(grid, first - 1) or _on_same_ground(grid, first - 1)):
        first -= 1
    columns = _with_stand_ins(tuple(_column(grid, index, first, end) for index in range(grid.column_count)))
    texts = frozenset(fold_header(one_line(cell)) for row in range(first, end) for cell in filled(grid.covering(row)))
    return Header(first, end, columns, texts)


def _is_header_row(grid: Grid, row: int) -> bool:
    cells = filled(grid.beginning(row))
    texts = [_name(cell) for cell in cells]
    if len(cells) < 2 or any(len(text) > LONGEST_HEADER or _is_own_number(text) for text in texts):
        return False
    if any(not CHOICES.isdisjoint(one_line(cell)) for cell in cells):
        return False
    if any(map(told_role, texts)) and not _has_labels_below(grid, row):
        return True
    fields = [understand_header(text) for text in texts]
    understood = {field for field in fields if field and field != "other"}
    exact = sum(map(is_column_name, texts))
    if not understood & ESSENTIAL or exact < 2:
        return False
    share = sum(field is not None for field in fields) / len(fields)
    return (len(understood) >= 3 and share >= 0.5) or (len(understood) == 2 and share == 1 and len(cells) >= 3)


def _is_own_number(text: str) -> bool:
    """Whether a text is an action's number with a name before it, "Action 1", as beside a card's label."""
    return read_number(text) is not None and understand_header(text) in {"mandatory_action", "action_number"}


def _has_labels_below(grid: Grid, row: int) -> bool:
    """Whether the row is one of labels among others, and no header.

    In a form or a table on its side the next row begins with one too; labels over their values stand two rows below.
    """
    first = [one_line(grid.at(place, 0)) for place in range(row, min(row + 2, grid.row_count))]
    if len(first) == 2 and all(map(is_column_name, first)):
        return True
    below = filled(grid.beginning(row + 2)) if row + 2 < grid.row_count else ()
    return len(below) >= 2 and all(is_column_name(one_line(cell).rstrip(" :")) for cell in below)


def _name(cell: Cell) -> str:
    """What a header's cell calls its column: all it says, unless that is long, as with advice on how to fill it in."""
    whole = one_line(cell)
    first = next((says(block) for block in cell.blocks if says(block)), "")
    shorter = (whole, without_period(whole), first, without_period(first))
    short = [" ".join(text.split()) for text in shorter if len(text) <= LONGEST_HEADER and text.strip()]
    return next(filter(understand_header, short), short[0] if short else whole)


def _belongs_to_header(grid: Grid, row: int) -> bool:
    """Whether a row under a header row is its second line: nothing but short known names."""
    cells = filled(grid.beginning(row))
    if not cells:
        return not grid.beginning(row) or all(cell.header for cell in grid.beginning(row))
    if all(cell.header for cell in cells):
        return True
    texts = [_name(cell) for cell in cells]
    return all(len(text) <= LONGEST_HEADER and is_column_name(text) for text in texts) or _ends_header(grid, row)


def _ends_header(grid: Grid, row: int) -> bool:
    """Whether a row has the second lines of a header's cells, and a name under none: "REF", "GUIDANCE)", "OFFICER"."""
    cells = filled(grid.beginning(row))
    texts = [_name(cell) for cell in cells]
    brief = all(len(text.split()) < SHORTEST_SENTENCE and not read_number(text) for text in texts)
    names = [cell for cell, text in zip(cells, texts, strict=True) if is_column_name(text)]
    under_none = any(not one_line(grid.at(row - 1, cell.column)) for cell in names)
    return brief and under_none and 2 * len(names) >= len(texts) > 1


def _goes_on(grid: Grid, row: int) -> bool:
    """Whether a row of a header has the second lines of names: those that end it, or those a page break cut off."""
    cut = any(join.kind == "table" and join.row == row for join in grid.table.joins)
    return cut or _ends_header(grid, row)


def _parts_groups(grid: Grid, group: int, row: int) -> bool:
    """Whether a row names the columns under the spanning cells of the header row above, and nothing else."""
    spanned = {
        column
        for cell in filled(grid.beginning(group))
        if 1 < cell.column_span < grid.column_count and cell.row_span == 1
        for column in range(cell.column, cell.column + cell.column_span)
    }
    cells = filled(grid.beginning(row))
    texts = [one_line(cell) for cell in cells]
    if len(cells) < 2 or any(cell.column not in spanned or cell.column_span > 1 for cell in cells):
        return False
    if any(len(text) > LONGEST_HEADER // 2 or read_number(text) for text in texts):
        return False
    understood = sum(understand_header(text) is not None or _is_period(text) for text in texts)
    return 2 * understood >= len(texts) or header_likelihood(grid, row) > LIKELY


def _reaches_into(grid: Grid, first: int, row: int) -> bool:
    """Whether cells of a header, several of them, are merged with those under them in a row."""
    over = [cell for above in range(first, row) for cell in filled(grid.beginning(above))]
    return sum(cell.row + cell.row_span > row for cell in over) >= FEWEST_MERGED


def _is_period(text: str) -> bool:
    """Whether a text is nothing but a month, a quarter or years: "2020-2025"."""
    return bool(text.strip()) and not any(map(str.isalnum, without_period(text)))


def _groups_columns(grid: Grid, row: int) -> bool:
    """Whether a row over a header row names groups of its columns: short cells, at least one of them spanning."""
    cells = filled(grid.beginning(row))
    if len(cells) < 2 or any(len(one_line(cell)) > LONGEST_HEADER // 2 for cell in cells):
        return False
    spanning = any(1 < cell.column_span < grid.column_count for cell in cells)
    return spanning and all(
        cell.row_span > 1 or cell.column_span > 1 or understand_header(one_line(cell)) for cell in cells
    )


def _on_same_ground(grid: Grid, row: int) -> bool:
    """Whether a row over a header row is on the same fill from side to side, and brief: names over some columns.

    What runs over all of them is a banner.
    """
    fills = {cell.fill for place in (row, row + 1) for cell in grid.covering(place)}
    cells = filled(grid.beginning(row))
    if any(cell.column_span >= grid.column_count for cell in cells):
        return False
    brief = all(len(one_line(cell)) <= LONGEST_HEADER // 2 for cell in cells)
    return len(fills) == 1 and None not in fills and brief and not any(_is_content(one_line(cell)) for cell in cells)


def _column(grid: Grid, index: int, first: int, end: int) -> Column:
    path: list[str] = []
    names: list[str] = []
    covering: Cell | None = None
    for row in range(first, end):
        cell = grid.at(row, index)
        if cell is None or cell is covering:
            continue
        over, covering = covering, cell
        text = one_line(cell)
        if text and path and over and over.column_span == cell.column_span and _goes_on(grid, row):
            path[-1] = f"{path[-1]} {text}"
            names += [_name(cell), f"{names[-1]} {text}"]
        elif text and text not in path:
            path.append(text)
            names.append(_name(cell))
    named = [(name, understand_header(name)) for name in reversed(names)]
    name, field = next(((name, field) for name, field in named if field), (names[-1] if names else "", None))
    header = " / ".join(path)
    return Column(index, header, told_role(header) or field, name=name)


def stand_ins(fields: Iterable[ColumnField | None]) -> dict[ColumnField | None, ColumnField]:
    """What the roles that take another's place fill beside these.

    Partners lead, and local actions are the wordings, where no other column says; else they stand beside.
    """
    roles = columns_in_use().roles
    known = {name for name in fields if name}
    known |= {field for name in known for field in roles.by_name[name].fills}
    return {role.name: "other" if role.instead in known else role.instead for role in roles if role.instead}


def _with_stand_ins(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    fields = stand_ins(column.field for column in columns)
    return tuple(replace(column, field=fields.get(column.field, column.field)) for column in columns)
