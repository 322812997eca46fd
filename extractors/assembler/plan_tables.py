"""Finds the plan's tables among a document's and reads their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.assembler.cards.gathered import Upright
from extractors.assembler.choosing import Seen
from extractors.assembler.columns import Settled, settle_columns
from extractors.assembler.continuing import MOST_STRANGE, has_other_numbers, strangeness
from extractors.assembler.doubts import UNTOLD, Near, recorded
from extractors.assembler.grid import Grid, cell_text, filled, one_line
from extractors.assembler.headers import Column, Header
from extractors.assembler.left_out import tables_left_out, text_left_out
from extractors.assembler.level_rows import parted_rows
from extractors.assembler.rag_in_texts import with_statuses_in_texts
from extractors.assembler.rag_key import meanings_used, read_key, with_key
from extractors.assembler.rows import (
    ActionRow,
    Entry,
    LeftOver,
    RowReader,
    ThemeLine,
    continued,
    open_with_numbers,
)
from extractors.assembler.shapes import Reading, readings_of
from extractors.assembler.tables.stitch import Stitched
from extractors.assembler.themes.headings import theme_headings, theme_over, with_names_over_headers
from extractors.assembler.themes.titles import opens_theme
from models.catalogue import finding
from models.document import Block, Cell, Item, Join, PageBox, Table
from models.finding import WHOLE_ACTION, Finding
from models.plan import PlanColumn, PlanTable
from models.reference.columns import is_column_name

NAMED_COLUMNS = 3  # columns named in the first row of a table that has a header of its own; rows hold one such word
FEWEST_COLUMNS = 3  # of a table that takes the columns of the one before it


@dataclass(slots=True)
class PlanTables:
    """What was read from the plan's tables."""

    entries: list[Entry] = field(default_factory=list)
    tables: list[PlanTable] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    beside: list[Finding] = field(default_factory=list)
    """About what is not the plan's, or beside its tables: these words must not stand in for those of its own."""
    near: list[Near] = field(default_factory=list)
    near_beside: list[Near] = field(default_factory=list)

    @property
    def actions(self) -> list[ActionRow]:
        """The actions read so far."""
        return [entry for entry in self.entries if isinstance(entry, ActionRow)]


@dataclass(slots=True)
class _Taken:
    """A table that is the plan's, as it is to be read, and the blocks between the table before it and this one."""

    place: int
    reading: Reading
    between: Sequence[Block]

    @property
    def settled(self) -> Settled:
        return self.reading.seen.settled


def read_tables(stitched: Stitched, *, speaks_of_plan: bool = True) -> PlanTables:
    """Read every plan table of the document, in order.

    speaks_of_plan: whether the document calls itself a plan, so that tables unlike the templates' may be its.
    """
    read = PlanTables()
    taken = _take(stitched.items, read.beside, speaks_of_plan=speaks_of_plan)
    readers = [
        RowReader(
            one.place,
            Grid(one.reading.upright.table),
            one.reading.seen.header,
            one.settled,
            of_cards=one.reading.shape != "upright",
        )
        for one in taken
    ]
    open_with_numbers(readers)
    meanings = meanings_used([cell for reader in readers for cell in reader.grid.table.cells()])
    if meanings:
        read.findings.append(finding("rag-by-key", fields=("rag",), meanings=meanings))
    entries = with_names_over_headers([_entries(one, reader) for one, reader in zip(taken, readers, strict=True)])
    named = theme_headings(
        [(one.between, rows) for one, rows in zip(taken, entries, strict=True)],
        upright=all(one.reading.shape == "upright" for one in taken),
    )
    for one, rows in zip(taken, entries, strict=True):
        themes = [] if one.settled.of("theme") else theme_over(one.between, rows, named)
        _keep(read, one, rows, themes)
        if one.reading.shape == "upright":
            read.repeated += [cell_text(cell) for cell in stitched.repeated.get(one.place, ())]
    read.entries, around = with_statuses_in_texts(read.entries, read_key(stitched.items))
    read.repeated += around
    read.beside += tables_left_out(stitched.items, read.places, read.tables, read.actions)
    read.near_beside, about_themes = text_left_out(stitched.items, read.places, read.entries)
    read.beside += about_themes
    return read


def _take(items: Sequence[Item], beside: list[Finding], *, speaks_of_plan: bool) -> list[_Taken]:
    """The plan's tables; one without a header takes that of the table before it. beside: gets doubts about others."""
    key = read_key(items)
    tables = {place: with_key(item, key) for place, item in enumerate(items) if isinstance(item, Table)}
    readings = readings_of(tables, speaks_of_plan=speaks_of_plan)
    taken: list[_Taken] = []
    last: Reading | None = None
    between: list[Block] = []
    for place, item in enumerate(items):
        if isinstance(item, Block):
            between.append(item)
            continue
        ways = [way for way in readings[place] if way.seen.is_plan]
        if not ways and not any(way.shape == "upright" for way in readings[place]):
            ways = _as_last(last, item, beside)
        if ways:
            taken.append(_Taken(place, ways[0], between))
            last = ways[0] if ways[0].shape == "upright" else None
        between = []
    return taken


def _entries(one: _Taken, reader: RowReader) -> list[Entry]:
    rows = reader.read()
    parted = rows if reader.numbered else [part for row in rows for part in parted_rows(row)]
    return [*map(_title_of, one.reading.upright.titles), *parted]


def _title_of(cell: Cell) -> Entry:
    """What a cell across the top of a table that lies on its side is: a theme's name, or nothing known."""
    return ThemeLine(cell.blocks, (cell,)) if opens_theme(one_line(cell), alone=True) else LeftOver((cell,))


def _finish_last(read: PlanTables, entries: list[Entry]) -> list[Entry]:
    """Give the rest of a form that a page break cut to the action it belongs to."""
    last = read.entries[-1] if read.entries else None
    first = entries[0] if entries else None
    if not isinstance(first, ActionRow) or first.stands_alone():
        return entries
    if isinstance(last, ActionRow):
        read.entries[-1] = continued(last, first, "the form continues over a page break")
        return entries[1:]
    said = [cell for group in first.cells.values() for cell in group] + [cell for _, cell in first.other]
    return [LeftOver(filled((*said, *first.theme_cells))), *entries[1:]]


def _keep(read: PlanTables, one: _Taken, entries: list[Entry], themes: list[ThemeLine]) -> None:
    """Add what was read from a table. themes: the heading over it that names its theme."""
    upright = one.reading.upright
    if upright.shape == "upright":
        read.repeated += _header_words_again(Grid(upright.table), one.reading.seen.header)
    else:
        entries = _finish_last(read, entries)
        read.repeated += upright.repeated
    entries = [*themes, *entries]
    rows = len({entry.row for entry in entries if not isinstance(entry, ThemeLine) and hasattr(entry, "row")})
    read.findings += (found for found in one.settled.findings if found not in read.findings)
    read.tables.append(PlanTable(pages=upright.table.pages, rows=rows, columns=_plan_columns(one.settled.columns)))
    read.places.append(one.place)
    before = len(read.actions)
    read.entries += entries
    actions = [entry for entry in entries if isinstance(entry, ActionRow)]
    read.near += _joined_rows(upright.table.joins, actions, before)


def _joined_rows(joins: Iterable[Join], actions: Sequence[ActionRow], before: int) -> Iterator[Near]:
    """What to tell of rows that page breaks cut. before: how many actions stand before those of the table."""
    for join in joins:
        if join.kind == "row" and join.page is not None:
            rows = [place for place, action in enumerate(actions) if action.row <= join.row]
            place = rows[-1] if rows else 0
            fields = _fields_from(actions[place], join.page) if actions else UNTOLD
            code = "joined-across-pages" if join.sure else "joined-unsurely"
            yield Near(finding(code, page=join.page, fields=fields, reason=join.reason), before + place)


def _fields_from(action: ActionRow, page: int) -> tuple[str, ...]:
    """The fields of an action that have words on a page or after."""
    named = ((name, cell) for name, cells in action.cells.items() for cell in cells)
    every = [*named, *(("theme", cell) for cell in action.theme_cells), *((None, cell) for _, cell in action.other)]
    pages = ((name, place.page) for name, cell in every for place in _boxes(cell))
    fields = dict.fromkeys(name for name, here in pages if here >= page)
    return tuple(dict.fromkeys(part for name in fields for part in recorded(name))) or UNTOLD


def _boxes(cell: Cell) -> Iterator[PageBox]:
    return (place for block in cell.blocks for place in block.evidence if isinstance(place, PageBox))


def _as_last(last: Reading | None, table: Table, beside: list[Finding]) -> list[Reading]:
    """The columns of the upright plan table before, for a table of as many columns that prints none.

    A table whose first row names columns of its own (Risk, Likelihood, Owner) is another one, and so is one whose rows
    cannot stand under these; if it is but their numbers that cannot, that is told.
    """
    if last is None or table.column_count != len(last.seen.settled.columns) or table.column_count < FEWEST_COLUMNS:
        return []
    grid = Grid(table)
    first = [one_line(cell) for cell in filled(grid.beginning(0))]
    if len(first) >= NAMED_COLUMNS and 2 * sum(map(is_column_name, first)) > len(first):
        return []
    if strangeness(last.seen.settled, grid) > MOST_STRANGE:
        return []
    if has_other_numbers(last.seen.settled, grid):
        page, shown = next(iter(table.pages), None), ", ".join(first)
        beside.append(finding("table-not-taken", fields=(WHOLE_ACTION,), page=page, headers=shown))
        return []
    header = Header(0, 0, last.seen.header.columns, last.seen.header.texts)
    seen = Seen(header, settle_columns(grid, header), is_plan=True)
    return [Reading("upright", Upright("upright", table, ()), seen, last.score)]


def _plan_columns(columns: Iterable[Column]) -> tuple[PlanColumn, ...]:
    return tuple(
        PlanColumn(header=column.header, field=None if column.field == "other" else column.field) for column in columns
    )


def _header_words_again(grid: Grid, header: Header) -> list[str]:
    """Words of a header that its columns do not hold: cells that span several columns or rows are printed once."""
    printed: Counter[str] = Counter()
    held: Counter[str] = Counter()
    cells = dict.fromkeys(cell for row in range(header.first_row, header.end_row) for cell in grid.beginning(row))
    for cell in cells:
        printed[one_line(cell)] += 1
    for column in header.columns:
        held.update(dict.fromkeys(column.header.split(" / "), 1))
    again = printed - held
    return [text for text, times in again.items() for _ in range(times)]
