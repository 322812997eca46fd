"""Compares what was read of a drawn document with its truth: exact, told and silent cells.

White space, the shape of quotes and dashes, and bullets do not count, typed dashes among them. People and bodies are
compared by their words.
A wrong cell is told when a warning or error about reading could be meant by it: one that names its action (or none)
and its field (or none); one that names neither must be an error. Any other wrong cell is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from builders.description import ExpectedAction, Lead
from builders.score import fold
from models.catalogue import is_doubt
from models.finding import Finding
from models.plan import Action, Plan

Verdict = Literal["exact", "told", "silent"]
FIELDS = (
    "number", "theme", "mandatory_action", "rag", "named_leads", "lead_organisations", "timescale", "outcome",
    "narrative", "other",
)  # fmt: skip
FIELD_NAMES = {"number": ("action_number", "theme_number", "ref"), "theme": ("theme", "theme_number")}
SAME_WORDING = 85.0  # of 100: likeness from which two wordings are held to be of one action
WORDS = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One scored cell of an expected action."""

    ref: str
    field: str
    verdict: Verdict
    got: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one document. `refused`: why no plan came out, else empty."""

    cells: tuple[Cell, ...]
    lost: int = 0
    extra: int = 0
    silent_extra: int = 0
    false_alarms: tuple[str, ...] = ()
    refused: str = ""

    def count(self, verdict: Verdict) -> int:
        """How many cells have this verdict."""
        return sum(cell.verdict == verdict for cell in self.cells)

    @property
    def exact_share(self) -> float:
        """Share of cells that are exact."""
        return self.count("exact") / len(self.cells)

    @property
    def all_right(self) -> bool:
        """Whether every cell is exact and there is no action too many."""
        return self.count("exact") == len(self.cells) and not self.extra


def refusal(actions: tuple[ExpectedAction, ...], themes: Mapping[int, str], why: str) -> Score:
    """The score of a document that no plan was read from: all of it is missing, and that was said."""
    cells = [
        Cell(action.ref, field, "told", "", wanted)
        for action in actions
        for field, _, wanted in compared(None, action, themes, {})
    ]
    return Score(tuple(cells), lost=len(actions), refused=why)


def score(plan: Plan, actions: tuple[ExpectedAction, ...], themes: Mapping[int, str]) -> Score:
    """The score of a plan that was read."""
    doubts = tuple(finding for finding in plan.findings if is_doubt(finding))
    titles = {theme.number: theme.title for theme in plan.themes if theme.number is not None}
    pairs = dict(matched(plan.actions, actions))
    cells: list[Cell] = []
    for place, action in enumerate(actions):
        got = plan.actions[pairs[place]] if place in pairs else None
        for field, seen, wanted in compared(got, action, themes, titles):
            cells.append(_judged(action.ref, got, field, seen, wanted, doubts))
    taken = set(pairs.values())
    extra = [action for place, action in enumerate(plan.actions) if place not in taken]
    silent = sum(not any(tells(doubt, {action.ref}, "action") for doubt in doubts) for action in extra)
    found = Score(tuple(cells), len(actions) - len(pairs), len(extra), silent)
    alarms = tuple(doubt.code for doubt in doubts) if found.all_right else ()
    return Score(found.cells, found.lost, found.extra, found.silent_extra, alarms)


def wrong_cells(score: Score) -> list[str]:
    """What is wrong with each cell that is not exact, for people: what was read, and what should have been."""
    return [
        f"{cell.ref} {cell.field} {cell.verdict}\n  got    {cell.got}\n  wanted {cell.wanted}"
        for cell in score.cells
        if cell.verdict != "exact"
    ]


def _judged(ref: str, got: Action | None, field: str, seen: str, wanted: str, doubts: tuple[Finding, ...]) -> Cell:
    if seen == wanted:
        return Cell(ref, field, "exact")
    refs = {ref, got.ref} if got else {ref}
    asked = (field, "action") if got is None else (field,)
    told = any(tells(doubt, refs, name) for doubt in doubts for name in asked)
    return Cell(ref, field, "told" if told else "silent", seen, wanted)


def tells(finding: Finding, refs: set[str], field: str) -> bool:
    """Whether a doubt could be meant by a wrong cell."""
    fields = finding.fields
    if not finding.action_ref and not fields:
        return finding.severity == "error"
    if finding.action_ref and finding.action_ref not in refs:
        return False
    names = {field, *FIELD_NAMES.get(field, ())}
    return not fields or field == "action" or any(name in names or name.startswith(f"{field}/") for name in fields)


def matched(got: tuple[Action, ...], wanted: tuple[ExpectedAction, ...]) -> Iterator[tuple[int, int]]:
    """Places of expected actions and of those read that are the same action: by number, else by wording."""
    left = dict(enumerate(got))
    pending: list[int] = []
    for place, action in enumerate(wanted):
        same = [number for number, seen in left.items() if seen.ref == action.ref]
        alike = [number for number in same if _likeness(left[number], action) >= SAME_WORDING]
        if alike:
            del left[alike[0]]
            yield place, alike[0]
        else:
            pending.append(place)
    unsure: list[int] = []
    for place in pending:
        best = max(left, key=lambda number: _likeness(left[number], wanted[place]), default=None)
        if best is not None and _likeness(left[best], wanted[place]) >= SAME_WORDING:
            del left[best]
            yield place, best
        else:
            unsure.append(place)
    for place in unsure:
        same = [number for number, seen in left.items() if seen.ref == wanted[place].ref]
        if same:
            del left[same[0]]
            yield place, same[0]


def _likeness(got: Action, wanted: ExpectedAction) -> float:
    return fuzz.ratio(fold(got.mandatory_action), fold(wanted.mandatory_action))


def compared(
    got: Action | None, wanted: ExpectedAction, themes: Mapping[int, str], titles: Mapping[int, str]
) -> Iterator[tuple[str, str, str]]:
    """Each scored cell: field, what was read, what must be read, both without what does not count."""
    title = titles.get(got.theme_number, "") if got and got.theme_number is not None else ""
    yield "number", f"{got.theme_number}.{got.action_number}" if got else LOST, wanted.ref
    yield (
        "theme",
        _title(title, themes[wanted.theme_number]) if got else LOST,
        fold(themes[wanted.theme_number]).lower(),
    )
    yield "mandatory_action", fold(got.mandatory_action) if got else LOST, fold(wanted.mandatory_action)
    yield "rag", got.rag or "" if got else LOST, wanted.rag or ""
    leads = " ".join(lead.text for lead in got.named_leads) if got else LOST
    yield "named_leads", _words(leads) if got else LOST, _words(" ".join(map(_lead, wanted.named_leads)))
    bodies = " ".join(body.text for body in got.lead_organisations) if got else LOST
    yield "lead_organisations", _words(bodies) if got else LOST, _words(" ".join(wanted.lead_organisations))
    yield "timescale", fold(got.timescale) if got else LOST, fold(wanted.timescale)
    yield "outcome", fold(got.outcome) if got else LOST, fold(wanted.outcome)
    yield "narrative", fold(got.narrative) if got else LOST, fold(wanted.narrative)
    for header, text in wanted.other:
        yield "other", _other(got, header, text) if got else LOST, fold(text)


LOST = "(no such action)"


def _title(got: str, wanted: str) -> str:
    """The title read; a strap-line that follows it on the same line is not held against it."""
    seen, whole = fold(got).lower(), fold(wanted).lower()
    return whole if whole and seen.startswith(whole) else seen


def _other(got: Action, header: str, text: str) -> str:
    """What was kept under the header, as printed or with the header over it."""
    for name, kept in got.other.items():
        if fold(header).lower() in fold(name).lower() and fold(kept) == fold(text):
            return fold(kept)
    return next((fold(kept) for name, kept in got.other.items() if fold(name).lower() == fold(header).lower()), "")


def _lead(lead: Lead) -> str:
    return " ".join(part for part in (lead.name, lead.role) if part)


def _words(text: str) -> str:
    return " ".join(sorted(WORDS.findall(fold(text).lower())))
