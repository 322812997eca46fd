"""Gaps in the numbers of a plan, and whether they are the document's or may hide an action that was not read.

Documents leave numbers out: actions are dropped from one year to the next, and a borough answers some of a template's.
A gap is a doubt about the reading where something near it is: a row, a text or a table in doubt, or the number itself
in another place. Elsewhere all that is printed there was read, and the document has the gap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from models.catalogue import finding, is_doubt
from models.finding import THEME_TITLE, WHOLE_ACTION, Finding
from models.plan import Action, Plan
from pipeline.checks.numbering import (
    FEWEST_ACTIONS,
    ROWS_IN_DOUBT,
    numbers_in_tens,
    plain_number,
    plain_numbers,
    ref_of,
)

LARGEST_GAP = 3  # among letters, parts and codes of which there are few

_LETTERED = re.compile(r"(.*\d)([a-z])")
_STEMMED = re.compile(r"([A-Z]+|.*\.)(\d+)")
_ABOUT_THEMES = frozenset({WHOLE_ACTION, "theme_number", THEME_TITLE})


@dataclass(frozen=True, slots=True)
class _Gap:
    """Numbers that lack in a theme. `before` is empty at the theme's start; `after` is the ref of an action."""

    theme: int | None
    missing: tuple[str, ...]
    before: str
    after: str
    between_themes: bool = False

    @property
    def refs(self) -> tuple[str, ...]:
        """The numbers as refs."""
        return tuple(ref_of(self.theme, number) for number in self.missing)


def check_gaps(plan: Plan, found: Sequence[Finding]) -> Iterator[Finding]:
    """Numbers of actions and themes that lack, as doubts or as the document's. found: all else that was found."""
    doubts = [one for one in found if is_doubt(one)]
    left_out: list[str] = []
    for gap in _gaps(plan):
        if not _is_in_doubt(gap, plan, doubts):
            left_out += gap.refs
            continue
        for ref in gap.refs:
            yield finding(
                "gap-in-numbering",
                action_ref=None if gap.between_themes else ref,  # of which of the two it would be is not known
                fields=(WHOLE_ACTION, "action_number"),
                theme=gap.theme if gap.theme is not None else "(none)",
                missing=ref,
                before=ref_of(gap.theme, gap.before) if gap.before else "the start",
                after=ref_of(gap.theme, gap.after),
            )
    themes = _themes_missing(plan)
    named = ", ".join(map(str, themes))
    if themes and any(_ABOUT_THEMES & {*one.fields} or _is_of_all(one) for one in doubts):
        yield finding("theme-left-out", fields=(WHOLE_ACTION, "theme_number"), missing=named)
    elif themes:
        yield finding("numbers-left-out", what="theme", missing=named)
    if left_out:
        yield finding("numbers-left-out", what="action", missing=", ".join(left_out))


def _is_in_doubt(gap: _Gap, plan: Plan, doubts: Iterable[Finding]) -> bool:
    """Whether the action that lacks may stand in the document."""
    below = next((place for place, action in enumerate(plan.actions) if _has_number(action, gap.theme, gap.after)), 0)
    above = plan.actions[below - 1] if below else None
    near = {None, *(action.ref for action in plan.actions[max(below - 1, 0) : below + 1])}
    of_rows = (one for one in doubts if WHOLE_ACTION in one.fields or one.code in ROWS_IN_DOUBT or _is_of_all(one))
    return any(one.action_ref in near for one in of_rows) or _is_printed(gap, above, plan)


def _has_number(action: Action, theme: int | None, number: str) -> bool:
    return action.theme_number == theme and number in {action.action_number, str(plain_number(action))}


def _is_of_all(doubt: Finding) -> bool:
    return doubt.severity == "error" and not doubt.action_ref and not doubt.fields


def _is_printed(gap: _Gap, above: Action | None, plan: Plan) -> bool:
    """Whether one of the numbers opens a text of the action above the gap, or a header or title."""
    texts = [text for theme in plan.themes for text in (theme.title, theme.description)]
    texts += [column.header for table in plan.tables for column in table.columns]
    if above:
        texts += [above.mandatory_action, above.narrative, above.outcome or "", *above.other.values()]
    numbers = "|".join(map(re.escape, {*gap.missing, *gap.refs}))
    opening = re.compile(rf"(?:^|[.;:!?]\s)[^\w\n]*(?:action\s+)?(?:{numbers})(?:[.):]|\b)\s*(?:[A-Z]|$)", re.MULTILINE)
    return any(opening.search(text) for text in texts if text)


def _gaps(plan: Plan) -> Iterator[_Gap]:
    plain = [number for action in plan.actions if (number := plain_number(action)) is not None]
    through = frozenset(plain) if len({*plain}) == len(plain) else frozenset[int]()
    everywhere = {action.action_number for action in plan.actions}
    in_tens = numbers_in_tens(plan)
    last = 0
    for theme, group in groupby(plan.actions, key=lambda action: action.theme_number):
        actions = list(group)
        present = sorted({number for number, _ in plain_numbers(actions)})
        if present and not in_tens:
            yield from _among(theme, present, last, through)
        yield from _inside(theme, {action.action_number for action in actions}, everywhere)
        last = max(present, default=last)


def _among(theme: int | None, present: Sequence[int], last: int, through: frozenset[int]) -> Iterator[_Gap]:
    """Gaps among the plain numbers of a theme. last: the highest of the theme before.

    Numbers may begin again with each theme, or run on through all of them: then `through` holds all of them.
    """
    # an outlying number is a late insert from another numbering, not a gap of dozens
    runs_on = bool(last and (present[0] == last + 1 or (through and present[0] > last)))
    start = last if runs_on else 0
    for before, after in zip([start, *present], present, strict=False):
        missing = sorted({*range(before + 1, after)} - through)
        if missing and after - before <= max(len(present), FEWEST_ACTIONS):
            between = runs_on and before == last
            yield _Gap(theme, tuple(map(str, missing)), str(before or ""), str(after), between_themes=between)


def _inside(theme: int | None, numbers: Collection[str], everywhere: Collection[str]) -> Iterator[_Gap]:
    """Gaps among the letters of one number (1a, 1c), its parts (1.1, 1.3) and codes of one stem (GOV1, GOV3).

    everywhere: the numbers of all themes; codes may run on from one theme to the next.
    """
    found: dict[tuple[str, bool], set[int]] = {}
    for number in numbers:
        if match := _LETTERED.fullmatch(number):
            found.setdefault((match[1], True), set()).add(ord(match[2]) - ord("a") + 1)
        elif match := _STEMMED.fullmatch(number):
            found.setdefault((match[1], False), set()).add(int(match[2]))
    for (stem, lettered), present in sorted(found.items()):
        places = range(1, max(present) + 1)
        shown = {place: f"{stem}{chr(ord('a') + place - 1) if lettered else place}" for place in places}
        for before, after in pairwise((0, *sorted(present))):
            if not 1 < after - before <= max(len(present), LARGEST_GAP):
                continue
            over = shown.get(before, stem)
            missing = [shown[place] for place in range(before + 1, after)]
            if not lettered and stem.isalpha():
                missing = [number for number in missing if number not in everywhere]
            if missing:
                yield _Gap(theme, tuple(missing), over if over in numbers else "", shown[after])


def _themes_missing(plan: Plan) -> list[int]:
    """Numbers of themes that printed numbers leave out, where they are fewer than those that are there."""
    inferred = any(one.code == "theme-number-inferred" for one in plan.findings)
    present = {action.theme_number for action in plan.actions if action.theme_number is not None}
    missing = sorted({*range(1, max(present, default=0) + 1)} - present)
    return missing if not inferred and len(missing) < len(present) else []
