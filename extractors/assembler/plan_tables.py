"""Finds the plan's tables among a document's and reads their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.assembler.choosing import Seen, choose_tables
from extractors.assembler.columns import settle_columns
from extractors.assembler.continuing import MOST_STRANGE, has_other_numbers, strangeness
from extractors.assembler.doubts import UNTOLD, Near, recorded
from extractors.assembler.forms import Form, read_form
from extractors.assembler.grid import Grid, cell_text, filled, one_line, says
from extractors.assembler.headers import Column, Header
from extractors.assembler.left_out import tables_left_out, text_left_out
from extractors.assembler.rows import ActionRow, Entry, LeftOver, RowReader, ThemeLine, continued
from extractors.assembler.section_headings import section_headings
from extractors.assembler.shapes import Shape, choose_shapes
from extractors.assembler.stacked import unstack
from extractors.assembler.stitch import Stitched
from extractors.assembler.theme_titles import is_caption, opens_theme
from extractors.assembler.turned import Turned, turn
from models.catalogue import finding
from models.document import Block, Cell, Item, Join, PageBox, Table
from models.finding import WHOLE_ACTION, Finding
from models.plan import PlanColumn, PlanTable
from models.reference.columns import fold_header, is_column_name

NAMED_COLUMNS = 3  # columns named in the first row of a table that has a header of its own; rows hold one such word
LONGEST_STRAP_LINE = 300  # characters of a paragraph between a theme's heading and its table


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


def read_tables(stitched: Stitched, *, speaks_of_plan: bool = True) -> PlanTables:
    """Read every plan table of the document, in order; a table without a header takes that of the one before it.

    speaks_of_plan: whether the document calls itself a plan, so that tables unlike the templates' may be its.
    """
    read = PlanTables()
    last: Seen | None = None
    last_form: Form | None = None
    between: list[Block] = []
    turned = {place: turn(item) for place, item in enumerate(stitched.items) if isinstance(item, Table)}
    grids = {place: _upright(stitched.items[place], found) for place, found in turned.items()}
    chosen = choose_tables(grids, speaks_of_plan=speaks_of_plan)
    named = {place for place, seen in chosen.items() if seen.is_plan and seen.header.names_plan()}
    others = {
        place: item for place, item in enumerate(stitched.items) if isinstance(item, Table) and place not in named
    }
    shapes = choose_shapes(others, speaks_of_plan=speaks_of_plan)
    sections = section_headings(stitched.items, grids, chosen)
    for place, item in enumerate(stitched.items):
        if isinstance(item, Block):
            between.append(item)
            continue
        shape = shapes.get(place)
        if shape and _is_better(shape, chosen.get(place)):
            _read_shape(read, place, shape, between)
            last = last_form = None
            between = []
            continue
        grid, on_its_side = grids[place], turned[place]
        form = last_form = None if on_its_side else read_form(grid, place, after=last_form)
        if form:
            entries = _finish_last(read, list(form.entries))
            entries = [*_heading(between, entries), *entries]
            _keep(read, place, item, form.columns, entries)
            read.repeated += form.repeated
            between = []
            continue
        seen = chosen.get(place)
        taken = seen if seen and seen.is_plan else _as_last(read, last, seen, grid)
        if taken is None:
            between = []
            continue
        last = taken
        header, settled = taken.header, taken.settled
        entries = RowReader(place, grid, header, settled).read()
        if on_its_side:
            entries = [*map(_title_of, on_its_side.titles), *entries]
        if not any(column.field == "theme" for column in settled.columns):
            entries = [*_heading(between, entries, sections), *entries]
        read.findings += (one for one in settled.findings if one not in read.findings)
        _keep(read, place, item, _plan_columns(settled.columns), entries)
        again = [cell_text(cell) for cell in stitched.repeated.get(place, ())]
        read.repeated += [*again, *_header_words_again(grid, header)]
        between = []
    read.beside += tables_left_out(stitched.items, read.places, read.tables)
    read.near_beside, about_themes = text_left_out(stitched.items, read.places, read.entries)
    read.beside += about_themes
    return read


def _is_better(shape: Shape, seen: Seen | None) -> bool:
    """Whether a table is rather of another shape than upright."""
    if seen is None or not seen.is_plan:
        return True
    if {fold_header(label) for label in shape.upright.labels} <= seen.header.texts:
        return False  # its labels are the header, printed again for each theme
    return not seen.header.names_plan() and seen.likelihood < shape.seen.likelihood


def _read_shape(read: PlanTables, place: int, shape: Shape, between: Sequence[Block]) -> None:
    """Read a table of another shape as it stands upright."""
    upright, settled = shape.upright, shape.seen.settled
    entries = RowReader(place, Grid(upright.table), shape.seen.header, settled).read()
    entries = [*map(_title_of, upright.titles), *_finish_last(read, entries)]
    if not any(column.field == "theme" for column in settled.columns):
        entries = [*_heading(between, entries), *entries]
    read.findings += (one for one in settled.findings if one not in read.findings)
    _keep(read, place, upright.table, _plan_columns(settled.columns), entries)
    read.repeated += upright.repeated


def _upright(item: Item, turned: Turned | None) -> Grid:
    """The grid of a table, turned or unstacked where it has to be."""
    if not isinstance(item, Table):
        raise TypeError("not a table")
    return Grid(turned.table if turned else unstack(item) or item)


def _title_of(cell: Cell) -> Entry:
    """What a cell across the top of a table that lies on its side is: a theme's name, or nothing known."""
    return ThemeLine(cell.blocks, (cell,)) if opens_theme(one_line(cell), alone=True) else LeftOver((cell,))


def _finish_last(read: PlanTables, entries: list[Entry]) -> list[Entry]:
    """Give the rest of a form that a page break cut to the action it belongs to."""
    last = read.entries[-1] if read.entries else None
    first = entries[0] if entries else None
    if isinstance(first, ActionRow) and isinstance(last, ActionRow) and not first.stands_alone():
        read.entries[-1] = continued(last, first, "the form goes on over a page break")
        return entries[1:]
    return entries


def _keep(read: PlanTables, place: int, table: Table, columns: tuple[PlanColumn, ...], entries: list[Entry]) -> None:
    rows = len({entry.row for entry in entries if not isinstance(entry, ThemeLine) and hasattr(entry, "row")})
    read.tables.append(PlanTable(pages=table.pages, rows=rows, columns=columns))
    read.places.append(place)
    before = len(read.actions)
    read.entries += entries
    read.near += _joined_rows(table.joins, [entry for entry in entries if isinstance(entry, ActionRow)], before)


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


def _as_last(read: PlanTables, last: Seen | None, seen: Seen | None, grid: Grid) -> Seen | None:
    """The columns of the plan table before, for a table of as many columns that prints none.

    A table whose first row names columns of its own (Risk, Likelihood, Owner) is another one, and so is one whose rows
    cannot stand under these; if it is but their numbers that cannot, that is told.
    """
    if seen or last is None or grid.column_count != len(last.settled.columns) or grid.column_count < 3:
        return None
    first = [one_line(cell) for cell in filled(grid.beginning(0))]
    if len(first) >= NAMED_COLUMNS and 2 * sum(map(is_column_name, first)) > len(first):
        return None
    header = Header(0, 0, last.header.columns, last.header.texts)
    if strangeness(last.settled, grid) > MOST_STRANGE:
        return None
    if has_other_numbers(last.settled, grid):
        page = next(iter(grid.table.pages), None)
        shown = ", ".join(first)
        read.beside.append(finding("table-not-taken", fields=(WHOLE_ACTION,), page=page, headers=shown))
        return None
    return Seen(header, settle_columns(grid, header), is_plan=True)


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


def _heading(between: Sequence[Block], entries: Sequence[Entry], sections: Sequence[Block] = ()) -> list[ThemeLine]:
    """The heading over a table that names its theme, with the strap-line under it.

    sections: headings that name themes by their place, where none does by its words.
    """
    banner = any(isinstance(entry, ThemeLine) and not entry.in_column for entry in entries[:1])
    blocks = [block for block in between if not block.aside and block.text]
    # over a banner, only a heading that surely names a theme does; the banner is then a section of it
    naming = [opens_theme(says(block), alone=block.kind == "heading" and not banner) for block in blocks]
    if not any(naming) and not banner:
        naming = [any(block is section for section in sections) for block in blocks]
    for place in range(len(blocks) - 1, -1, -1):
        if naming[place]:
            below = [line for line in blocks[place + 1 :] if not is_caption(line.text)]
            strap = [line for line in below if len(line.text) <= LONGEST_STRAP_LINE]
            return [ThemeLine((blocks[place],), description=tuple(strap[:1]))]
    # some plans name a theme in the page header of its own section only
    running = (block for block in reversed(between) if block.kind == "furniture" and not banner)
    return [ThemeLine((block,)) for block in running if opens_theme(says(block), alone=False)][:1]
