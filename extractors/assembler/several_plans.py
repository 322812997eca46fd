"""Tells whether a file holds the plans of several boroughs, years or quarters, bound into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.assembler.grid import cell_text, pages_of
from extractors.assembler.identity import named_borough, year_in
from models.catalogue import finding
from models.document import Item, SheetPlace, Table
from models.finding import Finding
from models.plan import Action

FEWEST_AGAIN = 4  # actions
SHARE_AGAIN = 0.6  # of the actions of the shorter of two stretches
LONGEST_TITLE = 25  # words of a line that titles a plan
_TITLES_PLAN = re.compile(r"\b(?:plans?|strategy|violence\s+reduction|vvrap)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Part:
    """What stands under one title: whose plan it is, its tables as places among the items, and its pages."""

    borough: str
    year: int | None
    tables: list[int] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    def is_of_another(self, other: _Part) -> bool:
        """Whether it names another borough, or the same of another year."""
        same_year = self.year is None or other.year is None or self.year == other.year
        return self.borough != other.borough or not same_year


def find_several_plans(
    items: Sequence[Item], places: Sequence[int], tables_of: Sequence[int], actions: Sequence[Action]
) -> Iterator[Finding]:
    """An error that names the boroughs, with their pages, when the file holds plans of several; nothing when of one.

    Where no title tells, an error says from where on the wordings of earlier actions come again.

    Args:
        items: the items of the document.
        places: the plan's tables among them.
        tables_of: for each action, the table that it was read from.
        actions: the actions.

    A line between tables that titles the plan of another borough begins another plan when its actions are in part
    those of the first again: the same numbers, or the same wordings.
    """
    parts = [part for part in _parts(items, frozenset(places)) if part.tables]
    held = [_held(part, tables_of, actions) for part in parts]
    begins = any(
        one.is_of_another(two) and mine & its for (one, mine), (two, its) in pairwise(zip(parts, held, strict=True))
    )
    if begins:
        whose = [f"{_whose(part, parts)} {_where(part, items)}" for part in parts]
        yield finding("several-plans", whose=" and ".join([", ".join(whose[:-1]), whose[-1]]))
        return
    again = _again(tables_of, actions)
    if again:
        table, count = again
        part = _Part("", None, [table], set(pages_of(items[table])))
        yield finding("plan-again", count=count, where=_sheet(items[table]) or _where(part, items)[1:-1])


def _parts(items: Sequence[Item], places: frozenset[int]) -> Iterator[_Part]:
    """The stretches of the document that a title opens; of titles of one plan, the first."""
    part: _Part | None = None
    for place, item in enumerate(items):
        titled = _titled(item) if place not in places else None
        if titled and (part is None or titled.is_of_another(part)):
            if part:
                yield part
            part = titled
        if part and place in places and isinstance(item, Table):
            part.tables.append(place)
            part.pages.update(item.pages)
    if part:
        yield part


def _titled(item: Item) -> _Part | None:
    """The plan that a line, or a row of a cover's table, titles; None when it titles none."""
    if not isinstance(item, Table) and item.aside:
        return None
    texts = [cell_text(cell) for cell in item.cells()] if isinstance(item, Table) else [item.text]
    for text in texts:
        if len(text.split()) <= LONGEST_TITLE and _TITLES_PLAN.search(text):
            borough = named_borough(text)
            if borough:
                return _Part(borough.name, year_in(text), pages=set(pages_of(item)))
    return None


def _held(part: _Part, tables_of: Sequence[int], actions: Sequence[Action]) -> frozenset[str]:
    """The numbers and the wordings of a part's actions."""
    mine = [action for table, action in zip(tables_of, actions, strict=True) if table in part.tables]
    wordings = (" ".join(action.mandatory_action.casefold().split()) for action in mine)
    return frozenset((*(action.ref for action in mine), *filter(None, wordings)))


def _again(tables_of: Sequence[int], actions: Sequence[Action]) -> tuple[int, int] | None:
    """The first table from which on the wordings of tables before come again, and how many of them do."""
    tables: dict[int, set[str]] = {}
    for table, action in zip(tables_of, actions, strict=True):
        tables.setdefault(table, set()).add(" ".join(action.mandatory_action.casefold().split()))
    before: set[str] = set()
    for place, (table, wordings) in enumerate(tables.items()):
        if wordings & before:
            rest = set().union(*list(tables.values())[place:])
            same = (rest & before) - {""}
            if len(same) >= max(FEWEST_AGAIN, SHARE_AGAIN * min(len(rest), len(before))):
                return table, len(same)
        before |= wordings
    return None


def _whose(part: _Part, parts: Sequence[_Part]) -> str:
    alone = len({other.borough for other in parts}) == len(parts)
    return part.borough if alone or part.year is None else f"{part.borough} {part.year}"


def _sheet(item: Item) -> str:
    """The sheet of a workbook that a table stands on, by its name."""
    held = (place for cell in item.cells() for place in cell.evidence) if isinstance(item, Table) else ()
    return next((f"sheet “{place.sheet}”" for place in held if isinstance(place, SheetPlace)), "")


def _where(part: _Part, items: Sequence[Item]) -> str:
    """The pages of a part; without pages its tables, counted as `vvrap tables` counts them."""
    if part.pages:
        return _ranged("page", sorted(part.pages))
    tables = [place for place, item in enumerate(items) if isinstance(item, Table)]
    return _ranged("table", [tables.index(place) + 1 for place in part.tables])


def _ranged(noun: str, numbers: Sequence[int]) -> str:
    first, last = numbers[0], numbers[-1]
    return f"({noun} {first})" if first == last else f"({noun}s {first} to {last})"
