"""Finds the plan in a long document of which it is only a part, as an appendix of a committee's pack is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.assembler.choosing import LIKELY
from extractors.assembler.cover import read_cover
from extractors.assembler.grid import cell_text, pages_of
from extractors.assembler.shapes import Reading, readings_of
from extractors.assembler.tables.stitch import stitch
from models.catalogue import finding
from models.document import Block, Document, Item, Table
from models.reference.phrases import CoverField, speaks_of_violence

FEWEST_PAGES = 40
"""Pages from which on a document may be a pack; the longest plan seen has 41, all of them its own."""
MOST_SHARE = 0.6
"""Share of the pages that a plan takes at most where the document is more than the plan."""
APART = 3
"""Pages without a table of a plan from which on tables are of different documents."""
CLEARLY = 3.0
"""Times that the best stretch of tables must outweigh the next."""
SPEAKING = 10.0
"""Times that tables under the title of a plan against violence, or about violence, outweigh others of as many rows."""
ROWS_SPEAKING = 0.3
"""Share of the rows of tables about violence that name it; of a register of all a council's risks it is less."""
OF_A_PLAN: CoverField = "relevant_to"
"""What the cover of a plan states and that of a committee's papers does not."""
AROUND = 1
"""Pages before and after the tables that are looked at too: a cover, notes."""
COVER_COLUMNS = 4
"""Most columns of a table on a cover: labels and values, twice."""
LABELLED = 2
"""Columns of a cover of labels and values, which is no plan by itself."""
LONGEST_TITLE = 20  # words
OPENING_PAGES = 3
"""Pages on which a document that is all about its plan says so."""

_TITLES_PLAN = re.compile(r"\b(?:plans?|strategy|refresh|vvrap)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tables that may be a plan's on pages near one another, and how much speaks for them: rows likely a plan's."""

    first: int
    last: int
    weight: float
    speaks: bool
    headers: frozenset[tuple[str, ...]]

    def goes_on_with(self, other: _Stretch) -> bool:
        """Whether another that comes next is of the same document: near, and about violence as this or headed alike."""
        near = other.first - self.last <= APART
        return near and (self.speaks == other.speaks or bool(self.headers & other.headers))

    def with_next(self, other: _Stretch) -> _Stretch:
        """Both as one."""
        return _Stretch(
            self.first,
            max(self.last, other.last),
            self.weight + other.weight,
            self.speaks or other.speaks,
            self.headers | other.headers,
        )


def plan_part(document: Document) -> Document:
    """The pages around the plan, of a pack; any other document whole."""
    pages = document.page_count or 0
    if pages < FEWEST_PAGES:
        return document
    items = stitch(document).items
    tables = {place: item for place, item in enumerate(items) if isinstance(item, Table)}
    titled = _titled(items, MOST_SHARE * pages)
    readings = readings_of(tables, speaks_of_plan=True)
    stretches = sorted(_stretches(tables, readings, titled), key=lambda one: -one.weight)
    if _is_clear(stretches) and (stretches[0].speaks or not titled):
        opening = [item for item in items if max(pages_of(item), default=0) <= OPENING_PAGES]
        table = next(table for table in tables.values() if stretches[0].first in table.pages)
        if OF_A_PLAN in read_cover(document, [*opening, table], len(opening)).labels:
            return document  # a strategy with its plan at the end, under one cover: all of it is about the plan
        part = _cut(document, stretches[0].first, stretches[0].last)
        return part if stretches[0].speaks else _told(part, stretches[:1])
    if any(page <= OPENING_PAGES for page in titled):
        return document
    if titled and not any(one.speaks for one in stretches):  # the names of its columns may be in no list
        return _cut(document, titled[-1], _end_under(titled[-1], tables.values(), stretches, pages))
    several = len({header for one in stretches for header in one.headers}) > 1
    return _told(document, stretches) if several else document


def _is_clear(stretches: Sequence[_Stretch]) -> bool:
    """Whether the first of some stretches outweighs by far all that may be a plan's; the heaviest come first.

    Where it alone speaks of violence, the registers and action logs of other papers are no rivals.
    """
    if not stretches:
        return False
    best, *others = stretches
    rivals = [one.weight for one in others if one.speaks or not best.speaks]
    return best.weight >= CLEARLY * max(rivals, default=0.0)


def _end_under(title: int, tables: Iterable[Table], stretches: Iterable[_Stretch], pages: int) -> int:
    """The last page of a plan without a table that looks like one's, from the page of its title on.

    Tables about violence that follow the title are its own; where there is none, all is up to the next table of
    something else.
    """
    end = title
    found = False
    for table in tables:
        if table.pages and table.pages[-1] >= end and title <= table.pages[0] <= end + APART and _speaks(table):
            end = table.pages[-1]
            found = found or end > title or table.column_count > LABELLED
    if found:
        return end
    return min((one.first - 1 for one in stretches if one.first > title), default=pages)


def _cut(document: Document, first: int, last: int) -> Document:
    """The part of a document that is the plan, with its cover and what is said after it; else the whole."""
    pages = document.page_count or 0
    begin, end = max(first - AROUND, 1), min(last + AROUND, pages)
    if end - begin + 1 > MOST_SHARE * pages:
        return document
    kept = tuple(item for item in document.items if _belongs(item, first, last))
    others = {page for table in document.tables() for page in table.pages if not any(each is table for each in kept)}
    told = finding("plan-in-pack", first=begin, last=end, pages=pages, count=len(others))
    near = [one for one in document.findings if one.page is None or begin <= one.page <= end]
    return document.model_copy(update={"items": kept, "findings": (*near, told)})


def _belongs(item: Item, first: int, last: int) -> bool:
    """Whether an item is on the plan's pages, or beside them what a cover or a closing page has."""
    pages = pages_of(item)
    if any(first <= page <= last for page in pages):
        return True
    if isinstance(item, Table):
        return item.column_count <= COVER_COLUMNS and any(first - AROUND <= page < first for page in pages)
    return any(first - AROUND <= page <= last + AROUND for page in pages)


def _told(document: Document, stretches: Iterable[_Stretch]) -> Document:
    """The document, with an error that names the pages whose tables may be the plan's or may not."""
    ordered = sorted(stretches, key=lambda one: one.first)
    named = (str(one.first) if one.first == one.last else f"{one.first} to {one.last}" for one in ordered)
    told = finding("plan-not-singled-out", pages=document.page_count or 0, places="; ".join(named))
    return document.model_copy(update={"findings": (*document.findings, told)})


def _stretches(
    tables: Mapping[int, Table], readings: Mapping[int, Sequence[Reading]], titled: Sequence[int]
) -> Iterator[_Stretch]:
    last: _Stretch | None = None
    for place, table in tables.items():
        best = next((one for one in readings[place] if one.seen.is_plan and one.seen.likelihood >= LIKELY), None)
        if best is None or not table.pages:
            continue
        speaks = _speaks(table) or any(min(table.pages) - AROUND <= page <= max(table.pages) for page in titled)
        weight = best.seen.likelihood * len(table.rows) * len(best.seen.settled.roles) * (SPEAKING if speaks else 1.0)
        headers = frozenset({tuple(column.header.casefold() for column in best.seen.header.columns)})
        one = _Stretch(min(table.pages), max(table.pages), weight, speaks, headers)
        if last and last.goes_on_with(one):
            last = last.with_next(one)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _speaks(table: Table) -> bool:
    """Whether enough rows of a table are about violence."""
    rows = [" ".join(map(cell_text, row)) for row in table.rows]
    return sum(map(speaks_of_violence, rows)) > ROWS_SPEAKING * len(rows)


def _titled(items: Iterable[Item], most: float) -> list[int]:
    """The pages with the title of a plan against violence, be it their running head; not one of most pages."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for item in items:
        if isinstance(item, Block) and _titles_plan(item.text):
            pages[item.text if item.kind == "furniture" else ""].update(pages_of(item))
    return sorted({page for text, under in pages.items() if not text or len(under) <= most for page in under})


def _titles_plan(text: str) -> bool:
    """Whether a line is the title of a plan against violence."""
    short = len(text.split()) <= LONGEST_TITLE
    return short and bool(_TITLES_PLAN.search(text)) and speaks_of_violence(text)
