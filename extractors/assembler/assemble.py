"""Neutral document in, plan out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.assembler.columns import settle_columns
from extractors.assembler.conservation import account, words_of_records
from extractors.assembler.cover import Cover, read_cover
from extractors.assembler.fields import build_action
from extractors.assembler.forms import Form, read_form
from extractors.assembler.grid import Grid, cell_text, one_line, says
from extractors.assembler.headers import Column, Header, find_header
from extractors.assembler.identity import find_plan_borough, find_plan_year
from extractors.assembler.rows import ActionRow, Entry, RowReader, ThemeLine, continued
from extractors.assembler.stitch import Stitched, stitch
from extractors.assembler.theme_titles import opens_theme
from extractors.assembler.themes import ThemedAction, group_by_theme
from extractors.common.shapes import is_number
from models.catalogue import finding
from models.document import Block, Cell, Document, PageBox, Table
from models.errors import NotAPlan
from models.finding import Finding
from models.plan import Action, Borough, Plan, PlanColumn, PlanTable, Source
from models.reference.boroughs import slug

MOST_LOST_WORDS = 40  # words of a finding's message; the plan's coverage lists all
FEWEST_WORDS_OF_A_ROW = 4  # in one cell of a row with a number, which may be an action's; dates and sums have fewer
LONGEST_STRAP_LINE = 300  # characters of a paragraph between a theme's heading and its table


@dataclass(slots=True)
class _Tables:
    """What was read from the plan's tables."""

    entries: list[Entry] = field(default_factory=list)
    tables: list[PlanTable] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    beside: list[Finding] = field(default_factory=list)
    """About tables that are not the plan's: their words must not stand in for those of its own."""


def assemble(document: Document, *, borough: Borough | None = None, year: int | None = None) -> Plan:
    """Turn a document into a plan. `borough` and `year` overrule what the document says.

    Raises `NotAPlan` when no table of it is a plan's.
    """
    stitched = stitch(document)
    tables = _read_tables(stitched)
    if not tables.places:
        tables = _read_tables(stitched, is_plan=Header.may_be_plan)
    themed = group_by_theme(tables.entries)
    if not themed.actions:
        raise NotAPlan(
            f"No action plan was found in it: {_tables_held(len(document.tables()))}.",
            "Check that it is the plan itself; `vvrap tables` shows what was read.",
        )
    actions, findings, restated = _build_actions(themed.actions)
    cover = read_cover(document, stitched.items, tables.places[0])
    whose, doubts = _identify(document, cover, actions, borough=borough, year=year)
    findings = [*document.findings, *doubts, *tables.findings, *themed.findings, *findings]
    findings += [finding("text-left-over", text=text) for cell in themed.left_over if (text := one_line(cell))]
    records = words_of_records(actions, themed.themes, tables.tables, findings)
    coverage = account(_printed(stitched, tables), records, [*tables.repeated, *themed.repeated, *restated])
    if coverage.unaccounted:
        shown = " ".join(coverage.unaccounted[:MOST_LOST_WORDS])
        findings.append(finding("words-lost", count=len(coverage.unaccounted), words=shown))
    findings += tables.beside
    return Plan(
        plan_id=plan_id(whose.borough, whose.year, document.filename),
        borough=whose.borough,
        plan_year=whose.year,
        template=cover.template,
        title=cover.title,
        metadata=cover.metadata(),
        source=Source(
            filename=document.filename,
            sha256=document.sha256,
            media_type=document.media_type,
            page_count=document.page_count,
            reader=document.reader,
        ),
        themes=themed.themes,
        actions=tuple(actions),
        tables=tuple(tables.tables),
        coverage=coverage,
        findings=tuple(findings),
    )


def plan_id(borough: Borough | None, year: int | None, filename: str) -> str:
    """Borough slug and year; of a document that tells no borough, `unknown` and the file's name."""
    whose = borough.slug if borough else f"unknown-{slug(filename.rsplit('.', 1)[0]) or 'document'}"
    return f"{whose}-{year or 'undated'}"


def _tables_held(number: int) -> str:
    if not number:
        return "it holds no table"
    return "its one table is no plan's" if number == 1 else f"none of its {number} tables is a plan's"


@dataclass(frozen=True, slots=True)
class _Identity:
    borough: Borough | None
    year: int | None


def _identify(
    document: Document, cover: Cover, actions: Sequence[Action], *, borough: Borough | None, year: int | None
) -> tuple[_Identity, list[Finding]]:
    findings: list[Finding] = []
    if borough is None:
        borough, doubts = find_plan_borough(cover, document, [action.narrative for action in actions])
        findings += doubts
    if year is None:
        year, doubts = find_plan_year(cover, document)
        findings += doubts
    if cover.template is None:
        findings.append(finding("template-unknown"))
    return _Identity(borough, year), findings


def _read_tables(stitched: Stitched, is_plan: Callable[[Header], bool] = Header.is_plan) -> _Tables:
    """Read every plan table of the document, in order; a table without a header takes that of the one before it.

    is_plan: tells by its header whether a table is a plan's.
    """
    read = _Tables()
    last: Header | None = None
    last_form: Form | None = None
    between: list[Block] = []
    unread: list[Table] = []
    for place, item in enumerate(stitched.items):
        if isinstance(item, Block):
            between.append(item)
            continue
        grid = Grid(item)
        form = last_form = read_form(grid, place, after=last_form)
        if form:
            entries = _finish_last(read, list(form.entries))
            _keep(read, place, item, form.columns, [*_heading(between, entries), *entries])
            read.repeated += form.repeated
            between = []
            continue
        header = find_header(grid)
        if header is None or not is_plan(header):
            header = _header_of(last, grid) if header is None else None
        if header is None:
            between = []
            unread.append(item)
            continue
        last = header
        settled = settle_columns(grid, header)
        entries = RowReader(place, grid, header, settled).read()
        if not any(column.field == "theme" for column in settled.columns):
            entries = [*_heading(between, entries), *entries]
        read.findings += settled.findings
        _keep(read, place, item, _plan_columns(settled.columns), entries)
        read.repeated += [cell_text(cell) for cell in stitched.repeated.get(place, ())]
        read.repeated += _header_words_again(grid, header)
        between = []
    widths = {table.column_count for place in read.places if isinstance(table := stitched.items[place], Table)}
    read.beside = [found for table in unread if table.column_count in widths for found in _numbered_rows(table)]
    return read


def _numbered_rows(table: Table) -> Iterator[Finding]:
    """Doubts about a table of the plan's width that no header makes the plan's: its rows that carry a number."""
    for row in table.rows:
        texts = [one_line(cell) for cell in row]
        if any(map(is_number, texts)) and max(len(text.split()) for text in texts) >= FEWEST_WORDS_OF_A_ROW:
            yield finding("text-left-over", text=" ".join(texts), page=_page_of(row))


def _page_of(row: Sequence[Cell]) -> int | None:
    return next((place.page for cell in row for place in cell.evidence if isinstance(place, PageBox)), None)


def _finish_last(read: _Tables, entries: list[Entry]) -> list[Entry]:
    """Give the rest of a form that a page break cut to the action it belongs to."""
    last = read.entries[-1] if read.entries else None
    first = entries[0]
    if isinstance(first, ActionRow) and isinstance(last, ActionRow) and not first.stands_alone():
        read.entries[-1] = continued(last, first, "the form goes on over a page break")
        return entries[1:]
    return entries


def _keep(read: _Tables, place: int, table: Table, columns: tuple[PlanColumn, ...], entries: list[Entry]) -> None:
    rows = len({entry.row for entry in entries if not isinstance(entry, ThemeLine) and hasattr(entry, "row")})
    read.tables.append(PlanTable(pages=table.pages, rows=rows, columns=columns))
    read.places.append(place)
    read.entries += entries
    read.findings += [
        finding("joined-across-pages", page=join.page, reason=join.reason)
        for join in table.joins
        if join.kind == "row" and join.page is not None
    ]


def _header_of(last: Header | None, grid: Grid) -> Header | None:
    """The header of the plan table before, for a table of as many columns that prints none."""
    if last is None or grid.column_count != len(last.columns) or grid.column_count < 3:
        return None
    return Header(0, 0, last.columns, last.texts)


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


def _heading(between: Sequence[Block], entries: Sequence[Entry]) -> list[ThemeLine]:
    """The heading over a table that names its theme, with the strap-line under it."""
    banner = any(isinstance(entry, ThemeLine) and not entry.in_column for entry in entries[:1])
    blocks = [block for block in between if block.kind != "furniture" and block.text]
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        # over a banner, only a heading that surely names a theme does; the banner is then a section of it
        if opens_theme(says(block), alone=block.kind == "heading" and not banner):
            strap = [line for line in blocks[place + 1 :] if len(line.text) <= LONGEST_STRAP_LINE]
            return [ThemeLine((block,), description=tuple(strap[:1]))]
    return []


def _build_actions(themed: Sequence[ThemedAction]) -> tuple[list[Action], list[Finding], list[str]]:
    """The actions, the doubts about them, and printed texts that their fields restate."""
    actions: list[Action] = []
    findings: list[Finding] = []
    restated: list[str] = []
    numbering = _Numbering()
    for item in themed:
        number, inferred = numbering.number(item)
        ref = f"{item.theme}.{number}" if item.theme is not None else number
        built = build_action(item, number, ref)
        if inferred:
            findings.append(finding("number-inferred", action_ref=ref, page=item.row.page))
        actions.append(built.action)
        findings += built.findings
        restated += built.restated
    return actions, findings, restated


class _Numbering:
    """Numbers actions as printed, and those without a number by their place."""

    def __init__(self) -> None:
        self.theme: int | None = None
        self.last = ""
        self.count = 0
        self.inserted = 0

    def number(self, item: ThemedAction) -> tuple[str, bool]:
        """The number within the theme, and whether it was inferred."""
        if item.theme != self.theme:
            self.theme, self.last, self.count, self.inserted = item.theme, "", 0, 0
        if item.row.number:
            self.last, self.inserted = item.row.number.in_theme(item.theme), 0
            return self.last, False
        if self.last:
            # between or after printed numbers: 3+1 is the first after 3
            self.inserted += 1
            return f"{self.last}+{self.inserted}", True
        self.count += 1
        return str(self.count), True


def _printed(stitched: Stitched, tables: _Tables) -> list[str]:
    """The texts of all blocks inside the plan's tables, headers printed again included."""
    cells: list[Cell] = []
    for place in tables.places:
        table = stitched.items[place]
        if isinstance(table, Table):
            cells += table.cells()
        cells += stitched.repeated.get(place, ())
    return [says(block) for cell in cells for block in cell.blocks]
