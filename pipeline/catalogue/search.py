"""Searches the catalogue: ranked passages with the borough, year and action they stand under."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.catalogue.name_uses import NameUse, name_uses
from pipeline.catalogue.passages import CLOSE, OPEN, Passage, Span, pick_passage
from pipeline.catalogue.query import Term, match_all, match_any, parse_query
from pipeline.catalogue.schema import NAMES

DEFAULT_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must come from. None of a field: anything will do."""

    gss_code: str | None = None
    year: int | None = None
    theme: str | None = None
    label: str | None = None
    ref: str | None = None
    rag: str | None = None
    nil: bool = False
    copied: bool = False

    def conditions(self) -> tuple[str, list[str | int]]:
        """SQL over the columns of `actions`, and its values."""
        conditions, values = self._of_plan()
        if self.label is not None:
            conditions.append(f"{NAMES[self.label]} <> ''")
        if self.ref is not None:
            conditions.append("ref = ? COLLATE NOCASE")
            values.append(self.ref)
        if self.rag is not None:
            conditions.append("rag IS NULL" if self.rag == NOT_RATED else "rag = ?")
            values += [] if self.rag == NOT_RATED else [self.rag]
        if self.nil:
            conditions.append("nil_return")
        if self.copied:
            conditions.append(_COPIED)
        return " AND ".join(conditions), values

    def _of_plan(self) -> tuple[list[str], list[str | int]]:
        """What limits a search to plans and themes."""
        conditions = []
        values: list[str | int] = []
        if self.gss_code is not None:
            conditions.append("gss_code = ?")
            values.append(self.gss_code)
        if self.year is not None:
            conditions.append("plan_year = ?")
            values.append(self.year)
        if self.theme is not None and self.theme.strip().isdecimal():
            conditions.append("theme_number = ?")
            values.append(int(self.theme))
        elif self.theme is not None:
            conditions.append("instr(lower(theme), ?) > 0")
            values.append(self.theme.strip().lower())
        return conditions, values


NOT_RATED = "none"
"""In place of a colour: actions without RAG."""

_COPIED = """EXISTS (SELECT 1 FROM actions AS earlier WHERE earlier.narrative_key = actions.narrative_key
AND earlier.gss_code = actions.gss_code AND earlier.plan_year = (
  SELECT max(plan_year) FROM plans WHERE plans.gss_code = actions.gss_code AND plans.plan_year < actions.plan_year))"""
"""The narrative stood word for word in the borough's plan before: in that of the latest year that is earlier."""


@dataclass(frozen=True, slots=True)
class FieldPassage:
    """A passage, and the field of the action it stands in."""

    field: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Found:
    """An action that answers a search, and the passages of it that do so best.

    names: those of the label searched for, as the narrative mentions them.
    passages: one of the field that has most of the words found, then of those that have the rest of them.
    """

    plan_id: str
    borough: str | None
    plan_year: int | None
    theme_number: int | None
    theme: str | None
    ref: str
    mandatory_action: str
    rag: str | None
    names: tuple[str, ...]
    passages: tuple[FieldPassage, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gave.

    all_words: the passages have all of the words; when no text has them all, those with some of them are given.
    unknown: words and phrases that stand nowhere in the plans the search was limited to.
    searched: how many actions were searched: those that the search was limited to.
    total: how many actions answer, of which `found` are the first.
    names: where the text is that of a name, how widely it is used, counted as comparisons do.
    ranked: the best come first; else actions are listed in full, by borough and year.
    """

    all_words: bool
    unknown: tuple[str, ...]
    searched: int
    total: int
    found: tuple[Found, ...]
    names: tuple[NameUse, ...] = ()
    ranked: bool = True


def search(
    connection: sqlite3.Connection, text: str, filters: Filters | None = None, limit: int = DEFAULT_LIMIT
) -> Answer:
    """Search for the words of `text`; see `pipeline.catalogue.query` for what they may be.

    Best first by BM25 (Robertson and others, 1994, as SQLite's FTS5 has it), the narrative weighing more than the
    template's wording; with a label, actions in which a name of that label holds one of the words come before others.
    A text that is the number of an action gives the actions of that number, and so does no text at all with filters:
    every action that they let through, by borough and year.
    Raises `UsageError` when there is neither a word in the text nor a filter.
    """
    filters = filters or Filters()
    number = text.strip()
    if _REF.fullmatch(number) and _count_searched(connection, replace(filters, ref=number)):
        return _listed(connection, replace(filters, ref=number), limit)
    if not number and filters != Filters():
        return _listed(connection, filters, limit)
    terms = parse_query(text)
    expression = match_all(terms)
    total = _count(connection, expression, filters)
    unknown: tuple[str, ...] = ()
    if not total:
        counts = {term: _count(connection, term.expression, filters) for term in terms}
        unknown = tuple(term.text for term, count in counts.items() if not count)
        expression = match_any(terms)
        total = _count(connection, expression, filters) if any(counts.values()) else 0
    all_words = not unknown and expression == match_all(terms)
    found = tuple(_found(connection, expression, terms, filters, limit)) if total else ()
    names = name_uses(connection, text, *filters.conditions())
    return Answer(all_words, unknown, _count_searched(connection, filters), total, found, names)


_REF = re.compile(r"\d{1,2}\.\d{1,3}[a-z]?", re.IGNORECASE)


def _listed(connection: sqlite3.Connection, filters: Filters, limit: int) -> Answer:
    """The actions that the filters let through, in full, by borough and year."""
    conditions, values = filters.conditions()
    rows = connection.execute(
        f"SELECT {_SHOWN}, rowid, narrative FROM actions WHERE {conditions} "  # noqa: S608 - conditions of our own
        "ORDER BY borough IS NULL, borough, plan_year, plan_id, position LIMIT ?",
        [*values, limit],
    ).fetchall()
    total = _count_searched(connection, filters)
    found = tuple(_in_full(connection, row, filters) for row in rows)
    return Answer(all_words=True, unknown=(), searched=total, total=total, found=found, ranked=False)


def _in_full(connection: sqlite3.Connection, row: tuple[Any, ...], filters: Filters) -> Found:
    plan_id, borough, plan_year, theme_number, theme, ref, wording, rag, place, narrative = row
    names, _ = _of_label(connection, place, filters.label) if filters.label else ((), [])
    texts = {"mandatory_action": wording, "narrative": narrative}
    passages = tuple(FieldPassage(field, Passage(text, ())) for field, text in texts.items() if text)
    return Found(plan_id, borough, plan_year, theme_number, theme, ref, wording, rag, names, passages)


def _count(connection: sqlite3.Connection, expression: str, filters: Filters) -> int:
    where, values = _where(filters)
    sql = f"SELECT count(*) FROM actions_fts WHERE actions_fts MATCH ?{where}"  # noqa: S608 - conditions of our own
    count: int = connection.execute(sql, [expression, *values]).fetchone()[0]
    return count


def _count_searched(connection: sqlite3.Connection, filters: Filters) -> int:
    conditions, values = filters.conditions()
    sql = f"SELECT count(*) FROM actions{f' WHERE {conditions}' if conditions else ''}"  # noqa: S608 - conditions of our own
    count: int = connection.execute(sql, values).fetchone()[0]
    return count


def _where(filters: Filters) -> tuple[str, list[str | int]]:
    conditions, values = filters.conditions()
    # The plus sign keeps the full-text index in the lead: the set of rows is made once, and only those are ranked.
    return (f" AND +rowid IN (SELECT rowid FROM actions WHERE {conditions})" if conditions else ""), values  # noqa: S608 - conditions of our own


def _found(
    connection: sqlite3.Connection, expression: str, terms: tuple[Term, ...], filters: Filters, limit: int
) -> Iterator[Found]:
    fields = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info('actions_fts')")]
    highlights = ", ".join(f"highlight(actions_fts, {number}, '{OPEN}', '{CLOSE}')" for number in range(len(fields)))
    for place in _best(connection, expression, terms, filters, limit):
        marked = connection.execute(
            f"SELECT {highlights} FROM actions_fts WHERE actions_fts MATCH ? AND rowid = ?",  # noqa: S608 - columns of our own
            (expression, place),
        ).fetchone()
        names, wanted = _of_label(connection, place, filters.label) if filters.label else ((), [])
        passages = _passages(dict(zip(fields, marked, strict=True)), wanted)
        shown = connection.execute(f"SELECT {_SHOWN} FROM actions WHERE rowid = ?", (place,)).fetchone()  # noqa: S608 - columns of our own
        plan_id, borough, plan_year, theme_number, theme, ref, wording, rag = shown
        yield Found(plan_id, borough, plan_year, theme_number, theme, ref, wording, rag, names, passages)


_SHOWN = "plan_id, borough, plan_year, theme_number, theme, ref, mandatory_action, rag"


_IN_ORDER = "(SELECT plan_id FROM actions WHERE actions.rowid = actions_fts.rowid), rowid"
"""Of actions that answer equally well; those of a plan have been put in one after the other."""


def _best(
    connection: sqlite3.Connection, expression: str, terms: tuple[Term, ...], filters: Filters, limit: int
) -> list[int]:
    """Row numbers of the actions that answer best, in order."""
    where, values = _where(filters)
    order = f"rank, {_IN_ORDER}"
    holding: list[str] = []
    if filters.label is not None:
        held = " OR ".join(f"instr(lower({NAMES[filters.label]}), ?)" for _ in terms)
        order = f"(SELECT {held} FROM actions WHERE actions.rowid = actions_fts.rowid) DESC, {order}"  # noqa: S608 - columns of our own
        holding = [term.text.lower() for term in terms]
    sql = f"SELECT rowid FROM actions_fts WHERE actions_fts MATCH ?{where} ORDER BY {order} LIMIT ?"  # noqa: S608 - conditions of our own
    return [place for (place,) in connection.execute(sql, [expression, *values, *holding, limit])]


def _of_label(connection: sqlite3.Connection, place: int, label: str) -> tuple[tuple[str, ...], list[Span]]:
    """The names of a label in an action's narrative, each once, and where they stand."""
    rows = connection.execute(
        'SELECT coalesce(canonical, text), "start", "end" FROM mentions WHERE label = ? AND action_id = '
        '(SELECT action_id FROM actions WHERE rowid = ?) ORDER BY "start"',
        (label, place),
    ).fetchall()
    return tuple(dict.fromkeys(name for name, _, _ in rows)), [Span(start, end) for _, start, end in rows]


def _passages(marked: dict[str, str | None], wanted: list[Span]) -> tuple[FieldPassage, ...]:
    """Passages of as few fields as hold all of the words found; of equal fields the first."""
    left = [
        FieldPassage(field, pick_passage(text, wanted if field == "narrative" else ()))
        for field, text in marked.items()
        if text and OPEN in text
    ]
    missing = frozenset[str]().union(*(one.passage.words() for one in left))
    taken = []
    while missing and left:
        best = max(left, key=lambda one: len(one.passage.words() & missing))
        missing -= best.passage.words()
        left = [one for one in left if one.passage.words() & missing]
        taken.append(best)
    return tuple(taken)
