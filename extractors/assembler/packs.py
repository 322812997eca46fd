"""Finds the plan in a long document of which it is only a part, as an appendix of a committee's pack is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractors.assembler.choosing import LIKELY
from extractors.assembler.cover import read_cover
from extractors.assembler.shapes import Reading, readings_of
from extractors.assembler.stitch import stitch
from models.catalogue import finding
from models.document import Document, Item, PageBox, Table
from models.reference.phrases import CoverField

FEWEST_PAGES = 40
"""Pages from which on a document may be a pack; the longest plan seen has 41, all of them its own."""
MOST_SHARE = 0.6
"""Share of the pages that a plan takes at most where the document is more than the plan."""
APART = 3
"""Pages without a table of a plan from which on tables are of different documents."""
CLEARLY = 3.0
"""Times that the best stretch of tables must outweigh the next."""
OF_A_PLAN: CoverField = "relevant_to"
"""What the cover of a plan states and that of a committee's papers does not."""
AROUND = 1
"""Pages before and after the tables that are looked at too: a cover, notes."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tables that may be a plan's on pages near one another, and how much speaks for them: rows likely a plan's."""

    first: int
    last: int
    weight: float


def plan_part(document: Document) -> Document:
    """The pages around the plan, of a pack; any other document whole."""
    pages = document.page_count or 0
    if pages < FEWEST_PAGES:
        return document
    items = stitch(document).items
    tables = {place: item for place, item in enumerate(items) if isinstance(item, Table)}
    stretches = sorted(_stretches(tables, readings_of(tables, speaks_of_plan=True)), key=lambda one: -one.weight)
    if not stretches or (len(stretches) > 1 and stretches[0].weight < CLEARLY * stretches[1].weight):
        return document
    begins = next(place for place, table in tables.items() if stretches[0].first in table.pages)
    if OF_A_PLAN in read_cover(document, items, begins).labels:
        return document  # a strategy with its plan at the end, under one cover: all of it is about the plan
    first, last = max(stretches[0].first - AROUND, 1), min(stretches[0].last + AROUND, pages)
    if last - first + 1 > MOST_SHARE * pages:
        return document
    kept = tuple(item for item in document.items if _stands_on(item, first, last))
    others = sorted({page for table in tables.values() for page in table.pages if not first <= page <= last})
    told = finding("plan-in-pack", first=first, last=last, pages=pages, count=len(others))
    near = [one for one in document.findings if one.page is None or first <= one.page <= last]
    return document.model_copy(update={"items": kept, "findings": (*near, told)})


def _stretches(tables: Mapping[int, Table], readings: Mapping[int, Sequence[Reading]]) -> Iterable[_Stretch]:
    found: list[_Stretch] = []
    for place, table in tables.items():
        best = next((one for one in readings[place] if one.seen.is_plan and one.seen.likelihood >= LIKELY), None)
        if best is None or not table.pages:
            continue
        weight = best.seen.likelihood * len(table.rows) * len(best.seen.settled.roles)
        first, last = min(table.pages), max(table.pages)
        if found and first - found[-1].last <= APART:
            found[-1] = _Stretch(found[-1].first, max(last, found[-1].last), found[-1].weight + weight)
        else:
            found.append(_Stretch(first, last, weight))
    return found


def _stands_on(item: Item, first: int, last: int) -> bool:
    pages = item.pages if isinstance(item, Table) else _pages_of(item.evidence)
    return any(first <= page <= last for page in pages)


def _pages_of(evidence: Iterable[object]) -> list[int]:
    return [place.page for place in evidence if isinstance(place, PageBox)]
