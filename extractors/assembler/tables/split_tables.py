"""Puts tables that tell more of the same actions beside those that list them, row by row.

Where a page is too narrow for all columns of a plan, each theme may have two tables: number, wording and rating in the
first; leads and progress in the second, its rows under the same numbers, or in the same order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.assembler.cut_rows import FIRST_EMPTY
from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.labels import LONGEST_LABEL, NEARLY_ALL, label_of
from extractors.assembler.numbers import opening_number, read_number
from extractors.assembler.paragraphs import joined_blocks
from extractors.assembler.periods import is_of_another_time
from extractors.assembler.tables.stitch import Stitched
from models.catalogue import finding
from models.document import Block, Cell, Item, Join, Table
from models.finding import WHOLE_ACTION, Finding

FEWEST_ROWS = 3  # of actions, in all pairs of tables that have the same headers
FEWEST_PAIRS = 3  # of tables whose rows are alike in nothing but their order or count
FEWEST_WORDS = 4  # of a wording, in the middle; labels down the side of cards are shorter
LEAST_COLUMNS = 2
LEAST_TOLD = 0.5  # share of the actions about which the second table tells

COUNT = re.compile(r"\(?(?:\d+|[ivx]+|[a-z])[.):]*", re.IGNORECASE)
"""What numbers the rows of any table: 1, (iv), b)."""


@dataclass(slots=True)
class _Part:
    """A table under a header, its rows from `top` up to `end`.

    header: the label of each column. rows: those under it. across: what stands from side to side.
    """

    place: int
    grid: Grid
    top: int
    end: int
    header: tuple[str, ...]
    rows: list[int] = field(default_factory=list)
    across: list[Cell] = field(default_factory=list)

    def texts(self, column: int) -> list[str]:
        """What the rows say in a column, folded."""
        return [one_line(self.grid.at(row, column)).casefold().rstrip(" .:)") for row in self.rows]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two tables of the same actions.

    rows: the row of the first for each row of the second. again: columns of the second that the first has as well.
    keyed: whether they say so; else but their order does. weak: whether rows of any other table could be like these.
    """

    first: _Part
    second: _Part
    rows: Mapping[int, int]
    again: frozenset[int] = frozenset()
    keyed: bool = True
    weak: bool = False


def with_split_tables(stitched: Stitched) -> tuple[Stitched, list[Finding]]:
    """The items with such tables made one, and a doubt about those that only the order of their rows joins."""
    doubts: list[Finding] = []
    while pairs := _pairs(stitched.items):
        stitched = _joined(stitched, pairs)
        if in_order := [pair.second for pair in pairs.values() if not pair.keyed]:
            page = next(iter(in_order[0].grid.table.pages), None)
            fields = (WHOLE_ACTION,)
            doubts.append(finding("tables-joined-by-order", page=page, fields=fields, count=len(in_order)))
    return stitched, doubts


def _pairs(items: Sequence[Item]) -> dict[int, _Pair]:
    """The pairs of tables to join, by the place of the first."""
    parts = [_part(place, item) for place, item in enumerate(items) if isinstance(item, Table)]
    kinds: dict[tuple[tuple[str, ...], tuple[str, ...]], list[_Pair]] = {}
    for first, second in pairwise(parts):
        if first and second and not _tells_of_before(items[first.place + 1 : second.place]):
            pair = _pair(first, second)
            if pair:
                kinds.setdefault((first.header, second.header), []).append(pair)
    headers = Counter(part.header for part in parts if part)
    found = {
        pair.first.place: pair
        for (_, header), pairs in kinds.items()
        if len(pairs) >= NEARLY_ALL * headers[header] and _go_together(pairs)
        for pair in pairs
    }
    seconds = {pair.second.place for pair in found.values()}
    return {place: pair for place, pair in found.items() if place not in seconds}


def _tells_of_before(between: Sequence[Item]) -> bool:
    """Whether a line between two tables says that the second is of another time."""
    texts = (item.text for item in between if isinstance(item, Block))
    return any(len(text) <= LONGEST_LABEL and is_of_another_time(text) for text in texts)


def _go_together(pairs: Sequence[_Pair]) -> bool:
    """Whether tables that stand one after the other, each time under the same two headers, are of the same actions."""
    counts = [len(set(pair.rows.values())) for pair in pairs]
    if any(pair.weak for pair in pairs):
        return len(pairs) >= FEWEST_PAIRS and len(set(counts)) > 1
    return sum(counts) >= FEWEST_ROWS


def _part(place: int, table: Table) -> _Part | None:
    grid = Grid(table)
    top = next((row for row in range(grid.row_count) if not grid.is_across(row)), grid.row_count)
    if grid.column_count < LEAST_COLUMNS or top + 1 >= grid.row_count:
        return None
    names = grid.beginning(top)
    said = tuple(map(label_of, names))
    labels = tuple(label_of(grid.at(top, column)) for column in range(grid.column_count))
    if not all(labels) or len(set(said)) != len(said) or len(said) < LEAST_COLUMNS:
        return None
    end = top + max(cell.row_span for cell in names)
    part = _Part(place, grid, top, end, labels)
    for row in range(end, grid.row_count):
        if grid.is_across(row):
            part.across += filled(grid.beginning(row))
        elif tuple(map(label_of, grid.beginning(row))) != said:
            part.rows.append(row)
    return part if part.rows else None


def _pair(first: _Part, second: _Part) -> _Pair | None:
    """How the rows of two tables go together, if they do."""
    printed = {one_line(cell) for cell in first.across}
    cells = [cell for row in second.rows for cell in second.grid.beginning(row)]
    if second.end > second.top + 1 or len(set(second.header)) < len(second.header):
        return None
    if any(one_line(cell) not in printed for cell in second.across) or any(cell.column_span > 1 for cell in cells):
        return None
    pair = next(_by_key(first, second), None) or _by_order(first, second)
    return pair if pair and all(_is_whole(pair, cell) for cell in cells) else None


def _is_whole(pair: _Pair, cell: Cell) -> bool:
    """Whether the rows that a cell spans stand under each other in the first table too."""
    rows = [pair.rows[row] for row in range(cell.row, cell.row + cell.row_span) if row in pair.rows]
    return all(after - before in {0, 1} for before, after in pairwise(rows))


def _by_key(first: _Part, second: _Part) -> Iterator[_Pair]:
    """Pairs by a column of numbers, or of wordings under the same header, that both tables have."""
    for key in range(second.grid.column_count):
        keys = second.texts(key)
        said = [text for text in keys if text]
        if not keys[0] or len(set(said)) != len(said):
            continue
        numbers = all(map(read_number, said))
        for column in range(first.grid.column_count):
            known = first.texts(column)
            if numbers and not set(said) <= set(known):
                known = [opened[0].printed.casefold() if (opened := opening_number(text)) else "" for text in known]
            places = {text: row for text, row in zip(known, first.rows, strict=True) if text}
            whole = len(places) == len(list(filter(None, known)))
            if not whole or not set(said) <= set(places) or len(said) < LEAST_TOLD * len(places):
                continue
            counts = all(map(COUNT.fullmatch, said))
            coded = all(any(map(str.isdigit, text)) for text in said)
            words = sorted(len(text.split()) for text in said)[len(said) // 2]
            again = _said_again(first, second, key)
            alike = first.header[column] == second.header[key] and said == list(places)
            if (numbers and not counts) or (alike and (counts or coded or words >= FEWEST_WORDS)):
                rows = _following(second.rows, [places.get(text) for text in keys])
                pair = _Pair(first, second, rows, frozenset({key, *again}), weak=counts)
                if all(_says_same(pair, column) for column in again):
                    yield pair


def _said_again(first: _Part, second: _Part, key: int) -> list[int]:
    return [column for column, label in enumerate(second.header) if column != key and label in first.header]


def _says_same(pair: _Pair, column: int) -> bool:
    """Whether what both tables have under the same header is the same in each row."""
    there = pair.first.header.index(pair.second.header[column])
    for row, other in pair.rows.items():
        one, same = pair.second.grid.at(row, column), pair.first.grid.at(other, there)
        if one_line(one) != one_line(same) or (one and one.fill) != (same and same.fill):
            return False
    return True


def _by_order(first: _Part, second: _Part) -> _Pair | None:
    """Both tables with as many rows, those whose first cell is empty left to the row above if need be."""
    if set(first.header) & set(second.header):
        return None
    for theirs in (second.rows, _opened(second)):
        for ours in (first.rows, _opened(first)):
            if len(ours) == len(theirs) and second.rows[:1] == theirs[:1]:
                places = dict(zip(theirs, ours, strict=True))
                rows = _following(second.rows, [places.get(row) for row in second.rows])
                return _Pair(first, second, rows, keyed=False, weak=True)
    return None


def _opened(part: _Part) -> list[int]:
    return [row for row, text in zip(part.rows, part.texts(0), strict=True) if text]


def _following(rows: Sequence[int], places: Sequence[int | None]) -> dict[int, int]:
    """The place of each row; one without a place goes on with the row above."""
    found: dict[int, int] = {}
    last = 0
    for row, place in zip(rows, places, strict=True):
        last = last if place is None else place
        found[row] = last
    return found


def _joined(stitched: Stitched, pairs: Mapping[int, _Pair]) -> Stitched:
    seconds = {pair.second.place for pair in pairs.values()}
    items: list[Item] = []
    repeated: dict[int, tuple[Cell, ...]] = {}
    for place, item in enumerate(stitched.items):
        if place in seconds:
            continue
        pair = pairs.get(place)
        again = stitched.repeated.get(place, ())
        if pair:
            again += (*stitched.repeated.get(pair.second.place, ()), *_left_out(pair))
        if again:
            repeated[len(items)] = again
        items.append(_beside(pair) if pair else item)
    return Stitched(tuple(items), repeated)


def _left_out(pair: _Pair) -> Iterator[Cell]:
    """The cells of the second table that say what the first says too, or its header again."""
    for row in range(pair.second.grid.row_count):
        for cell in pair.second.grid.beginning(row):
            if cell.column in pair.again or (row != pair.second.top and row not in pair.rows):
                yield cell


def _beside(pair: _Pair) -> Table:
    """The first table, with the columns of the second after its own."""
    table, more = pair.first.grid.table, pair.second.grid.table
    columns = [column for column in range(more.column_count) if column not in pair.again]
    width = table.column_count + len(columns)
    across = {row for row in range(len(table.rows)) if pair.first.grid.is_across(row)}
    cells = [cell.model_copy(update={"column_span": width}) if cell.row in across else cell for cell in table.cells()]
    for place, column in enumerate(columns, start=table.column_count):
        cells += _column(pair, column, place)
    return table.model_copy(
        update={
            "rows": make_rows(cells, len(table.rows)),
            "column_count": width,
            "column_edges": (),
            "pages": tuple(dict.fromkeys((*table.pages, *more.pages))),
            "joins": (*table.joins, *_joins(pair)),
        }
    )


def _column(pair: _Pair, column: int, place: int) -> list[Cell]:
    """A column of the second table, as one of the first; a row that goes on with the one above is put into it."""
    cells: dict[int, Cell] = {}
    for row in (pair.second.top, *pair.rows):
        cell = pair.second.grid.at(row, column)
        if cell is None or cell.row != row:
            continue
        end = cell.row + cell.row_span - 1
        there = pair.rows.get(row, pair.first.top)
        span = (pair.rows[end] if row in pair.rows else pair.first.end - 1) - there + 1
        known = cells.get(there)
        if known:
            blocks = joined_blocks(known.blocks, cell.blocks, frozenset())
            said = {"marks": known.marks + cell.marks, "unread": known.unread + cell.unread}
            cell = cell.model_copy(update={**said, "blocks": blocks, "evidence": known.evidence + cell.evidence})
            cell = cell.model_copy(update={"fill": known.fill or cell.fill})
        cells[there] = cell.model_copy(update={"row": there, "column": place, "row_span": span})
    return list(cells.values())


def _joins(pair: _Pair) -> Iterator[Join]:
    """The page breaks inside rows of the second table, by the rows of the first."""
    rows = list(pair.rows)
    above = dict(pairwise(rows))
    goes_on = {after for before, after in above.items() if pair.rows[before] == pair.rows[after]}
    for join in pair.second.grid.table.joins:
        if join.row in pair.rows and (join.kind == "row" or join.row in goes_on):
            reason = join.reason if join.kind == "row" else FIRST_EMPTY
            yield join.model_copy(update={"kind": "row", "row": pair.rows[join.row], "reason": reason})
