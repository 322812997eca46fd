"""Chooses the plan's tables among those of a document, by their names and cells, tables with one header together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from extractors.assembler.codes import without_number
from extractors.assembler.columns import Settled, settle_together
from extractors.assembler.grid import Grid, filled
from extractors.assembler.headers import Header, first_rows_again, header_again, header_of, look_for_header
from extractors.assembler.roles.decide import ColumnChoice
from models.catalogue import finding
from models.document import Document
from models.finding import WHOLE_ACTION
from models.reference.columns import ColumnField, told_role

LIKELY = 0.6
"""How likely a table must be a plan's to be taken for one, in a document that calls itself a plan."""
LIKELY_ANYWHERE = 0.99  # in one that does not
LIKELY_BESIDE = 0.9
"""How likely a table must be where another table with another header is the plan's for sure."""
FEWEST_ROWS = 3  # of a table without a header, by whose cells its columns are told
FEWEST_COLUMNS = 4  # of one, all of them told: number or theme, wording, narrative, and one fact more
NEEDED: frozenset[ColumnField] = frozenset({"mandatory_action", "narrative"})
LEADS: frozenset[ColumnField] = frozenset({"leads", "named_leads", "lead_organisations"})
BEYOND_DOUBT = 5.0
"""How far every other role of such a column is behind where a table is taken that is else not like a plan's; see
`roles.decide.ColumnChoice`."""

MOSTLY = 0.8  # share of the wordings that open with a number where they are numbered

_PLAN = re.compile(
    r"\b(?:action|delivery|reduction|improvement|implementation|strategic)\s+plans?\b|\bviolence\b.*\bplan\b|\bVVRAP\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with a header: what its columns are, and whether it was read as the plan's."""

    header: Header
    settled: Settled
    is_plan: bool

    @property
    def likelihood(self) -> float:
        """How likely it is a plan's, 0 to 1."""
        return self.settled.likelihood


def choose_tables(grids: Mapping[int, Grid], *, speaks_of_plan: bool) -> dict[int, Seen]:
    """What each table with a header is, by its place.

    grids: the document's tables, by place. speaks_of_plan: whether the document calls itself a plan. Cells of tables
    with the same header are asked together.
    """
    again = first_rows_again(grids.values())
    headers = {
        place: header for place, grid in grids.items() if (header := header_again(grid, again) or look_for_header(grid))
    }
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, header in headers.items():
        alike[tuple(column.header.casefold() for column in header.columns)].append(place)
    seen: dict[int, Seen] = {}
    for places in alike.values():
        together = settle_together([(grids[place], headers[place]) for place in places])
        for place, settled in zip(places, together, strict=True):
            taken = is_taken(headers[place], settled, speaks_of_plan=speaks_of_plan)
            seen[place] = Seen(headers[place], settled, taken)
    return without_lesser({place: seen[place] for place in grids if place in seen})


def has_needed(settled: Settled, grid: Grid) -> bool:
    """Whether the columns that every plan has are there beyond doubt, by enough rows.

    These are wordings, what was done or who leads, and numbers, which may open the wordings.
    """
    sure = {
        column.field
        for column, chosen in zip(settled.columns, settled.choice.columns, strict=True)
        if chosen.filled >= FEWEST_ROWS and _margin(column.field, chosen) >= BEYOND_DOUBT
    }
    numbered = "action_number" in sure
    return "mandatory_action" in sure and (
        ("narrative" in sure and (numbered or _number_wordings(settled, grid))) or (numbered and bool(sure & LEADS))
    )


def _margin(field: ColumnField | None, chosen: ColumnChoice) -> float:
    """How far a column's other roles are behind; all kinds of leads are one, and none else may be near."""
    if field not in LEADS:
        return chosen.margin
    return min((one.behind for one in chosen.candidates if one.role not in LEADS), default=inf)


def _number_wordings(settled: Settled, grid: Grid) -> bool:
    """Whether the wordings of a table, those under banners among them, open with numbers."""
    columns = {column.index for column in settled.columns if column.field == "mandatory_action"}
    rows = (filled(grid.beginning(row)) for row in range(1, grid.row_count))
    wordings = [cell for cells in rows if len(cells) > 1 for cell in cells if cell.column in columns]
    numbered = sum(without_number(cell) is not None for cell in wordings)
    return len(wordings) >= FEWEST_ROWS and numbered >= MOSTLY * len(wordings)


def taken_unsurely(one: Seen) -> Seen:
    """A table taken for the plan's for want of a better one, and told of."""
    headers = ", ".join(column.header for column in one.header.columns if column.header)
    told = finding("table-taken-unsurely", fields=(WHOLE_ACTION,), headers=headers)
    return replace(one, settled=replace(one.settled, findings=(*one.settled.findings, told)), is_plan=True)


def without_headers(grids: Mapping[int, Grid]) -> dict[int, Seen]:
    """Tables that print no header and that their cells alone tell to be a plan's."""
    seen: dict[int, Seen] = {}
    for place, grid in grids.items():
        if grid.row_count < FEWEST_ROWS or grid.column_count < FEWEST_COLUMNS:
            continue
        header = replace(header_of([""] * grid.column_count), end_row=0)
        settled = settle_together([(grid, header)])[0]
        if settled.likelihood > LIKELY_BESIDE and settled.roles >= NEEDED and len(settled.roles) >= FEWEST_COLUMNS:
            seen[place] = Seen(header, settled, is_plan=True)
    return seen


def without_lesser(seen: Mapping[int, Seen]) -> dict[int, Seen]:
    """The tables, those not taken that are like the plan's only as long as the plan's own table is not looked at.

    Beside a table with the names of a plan's columns, one with other names is none. Beside one that is the plan's by
    its cells, one with another header must be as sure, and number its actions as well.
    """
    sure = [one for one in seen.values() if one.is_plan and (one.header.names_plan() or one.likelihood > LIKELY_BESIDE)]
    best = max(sure, key=lambda one: (len(one.settled.roles), one.likelihood), default=None)
    if best is None:
        return dict(seen)
    return {place: one if _stands_beside(one, best) else replace(one, is_plan=False) for place, one in seen.items()}


def _stands_beside(one: Seen, best: Seen) -> bool:
    if one.header.texts == best.header.texts or one.header.names_plan() or _is_told(one.settled):
        return True
    if best.header.names_plan():
        return False
    numbered = "action_number" in one.settled.roles or "action_number" not in best.settled.roles
    return one.likelihood > LIKELY_BESIDE and numbered


def _is_told(settled: Settled) -> bool:
    return any(told_role(column.header) for column in settled.of("mandatory_action"))


def is_taken(header: Header, settled: Settled, *, speaks_of_plan: bool) -> bool:
    """Whether a table with these columns is read as the plan's, other tables left out of account."""
    if _is_told(settled) or header.names_plan():
        return True
    return settled.likelihood >= (LIKELY if speaks_of_plan else LIKELY_ANYWHERE)


def speaks_of_plan(document: Document) -> bool:
    """Whether the document calls itself a plan, so that tables and paragraphs unlike the templates' may be its."""
    texts = (document.title or "", document.filename.replace("_", " "), *(block.text for block in document.blocks()))
    return any(map(names_plan, texts))


def names_plan(text: str) -> bool:
    """Whether a text speaks of a plan of action, as its title and the heading over all its tables do."""
    return bool(_PLAN.search(text))
