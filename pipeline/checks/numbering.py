"""The numbers of a plan: whether they count on, and whether the plan printed them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from models.catalogue import finding
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action, Plan

FEWEST_ACTIONS = 3  # of which something can be said together
LARGEST_GAP = 3  # among letters, parts and codes of which there are few
MOST = 0.6  # share of the actions whose wording opens with a number, from which on these are the actions' numbers

_NUMBERED = (WHOLE_ACTION, "action_number")
_NUMBERED_TEXTS = (WHOLE_ACTION, "action_number", "mandatory_action", "narrative")
_NUMBER = re.compile(r"(\d+)([a-z]*)")
_LETTERED = re.compile(r"(.*\d)([a-z])")
_STEMMED = re.compile(r"([A-Z]+|.*\.)(\d+)")
_OPENING = re.compile(
    r"(?:action\s+)?\(?\d{1,2}(?:\.\d{1,2})+[a-z]?[.):]?\s|(?:action\s+)?\d{1,2}[a-z]?[.):]\s", re.IGNORECASE
)
_ROWS_IN_DOUBT = frozenset({
    "joined-unsurely", "row-not-taken", "row-without-key", "text-after-table", "text-between-tables", "text-cut",
    "text-left-over",
})  # fmt: skip
_MADE = frozenset({"number-inferred", "number-missing"})
_ZERO_LOST = 9  # 4.10 follows 4.9, 4.20 follows 4.19: what a spreadsheet shows as 4.1 and 4.2


def check_numbers(plan: Plan) -> Iterator[Finding]:
    """Doubts about the numbers."""
    times = Counter(action.ref for action in plan.actions)
    for ref, count in times.items():
        if count > 1:
            yield finding("repeated-number", action_ref=ref, fields=_NUMBERED, ref=ref, count=count)
    before = 0
    through = _numbered_through(plan)
    everywhere = {action.action_number for action in plan.actions}
    in_tens = _in_tens(plan)
    if in_tens:
        first, second = in_tens[:2]
        yield finding("zeros-added", fields=("action_number",), first=first, second=second, meant=first[:-1])
    for theme, group in groupby(plan.actions, key=lambda action: action.theme_number):
        actions = list(group)
        numbered = [(int(match[1]), action) for action in actions if (match := _NUMBER.fullmatch(action.action_number))]
        for place, due in _zeros_lost([number for number, _ in numbered]):
            action = numbered[place][1]
            yield finding("zero-lost", action_ref=action.ref, fields=_NUMBERED, ref=action.ref, due=_ref(theme, due))
            numbered[place] = due, action
        if not in_tens:
            yield from _order(theme, numbered, before, through)
        yield from _gaps_inside(theme, {action.action_number for action in actions}, everywhere)
        before = max((number for number, _ in numbered), default=before)
    yield from _themes_missing(plan)
    yield from _made(plan)
    yield from _run_together(plan, times)


def _run_together(plan: Plan, times: Mapping[str, int]) -> Iterator[Finding]:
    """Wordings in which the number that follows the action's own opens a sentence, where no action has that number."""
    for action in plan.actions:
        match = _NUMBER.fullmatch(action.action_number)
        if match is None:
            continue
        following = _ref(action.theme_number, int(match[1]) + 1)
        printed = rf"(?:{re.escape(following)}|{int(match[1]) + 1}(?=[.)]))"
        if following not in times and re.search(rf"[.;:!?\n]\s*{printed}[.):]?\s+[A-Z]", action.mandatory_action):
            yield finding("actions-run-together", action_ref=action.ref, fields=_NUMBERED_TEXTS, following=following)


def check_places(plan: Plan, found: Iterable[Finding]) -> Iterator[Finding]:
    """Whether numbers that were all made by place may be off, as a row is in doubt. found: what is doubted so far."""
    made = {one.action_ref for one in plan.findings if one.code in _MADE}
    if len(plan.actions) < FEWEST_ACTIONS or not all(action.ref in made for action in plan.actions):
        return
    first = next((one for one in found if one.code in _ROWS_IN_DOUBT and one.action_ref), None)
    if first:
        yield finding("numbers-by-place", fields=("action_number",), first=first.action_ref)


def _numbered_through(plan: Plan) -> frozenset[int]:
    """The plain numbers of a plan that numbers its actions through all themes; none where themes begin anew."""
    plain = [int(match[1]) for action in plan.actions if (match := _NUMBER.fullmatch(action.action_number))]
    return frozenset(plain) if len(set(plain)) == len(plain) else frozenset()


def _order(
    theme: int | None, numbered: Sequence[tuple[int, Action]], last: int, elsewhere: frozenset[int]
) -> Iterator[Finding]:
    """Gaps and late inserts among the plain numbers of a theme. last: the highest of the theme before.

    Numbers may begin again with each theme, or run on through all of them: then `elsewhere` holds all of them.
    """
    highest = 0
    for number, action in numbered:
        if number < highest:
            before_it = _ref(theme, highest)
            yield finding("out-of-order", action_ref=action.ref, fields=_NUMBERED, ref=action.ref, before=before_it)
        highest = max(highest, number)
    present = sorted({number for number, _ in numbered})
    # an outlying number is a late insert from another numbering, not a gap of dozens
    runs_on = present and last and (present[0] == last + 1 or (elsewhere and present[0] > last))
    start = last if runs_on else 0
    for before, after in zip([start, *present], present, strict=False):
        if 1 < after - before <= max(len(present), FEWEST_ACTIONS):
            for missing in sorted({*range(before + 1, after)} - elsewhere):
                yield finding(
                    "gap-in-numbering",
                    # of which of two themes a number between them would be is not known
                    action_ref=None if runs_on and before == last else _ref(theme, missing),
                    fields=_NUMBERED,
                    theme=theme if theme is not None else "(none)",
                    missing=_ref(theme, missing),
                    before=_ref(theme, before) if before else "the start",
                    after=_ref(theme, after),
                )


def _themes_missing(plan: Plan) -> Iterator[Finding]:
    """Numbers of themes that printed numbers leave out, where they are fewer than those that are there."""
    inferred = any(one.code == "theme-number-inferred" for one in plan.findings)
    present = {action.theme_number for action in plan.actions if action.theme_number is not None}
    missing = sorted({*range(1, max(present, default=0) + 1)} - present)
    if missing and not inferred and len(missing) < len(present):
        named = ", ".join(map(str, missing))
        yield finding("theme-left-out", fields=(WHOLE_ACTION, "theme_number"), missing=named)


def _in_tens(plan: Plan) -> list[str]:
    """The numbers of a theme, where each counts 1.10, 1.20 to 1.90: a spreadsheet shows 1.1 with two decimals so."""
    found: list[str] = []
    for theme, group in groupby(plan.actions, key=lambda action: action.theme_number):
        actions = list(group)[:_ZERO_LOST]
        if theme is None or any(one.action_number != str(10 * place) for place, one in enumerate(actions, 1)):
            return []
        if len(actions) >= FEWEST_ACTIONS and not found:
            found = [action.ref for action in actions]
    return found


def _zeros_lost(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places of numbers where ten times as much is due, and that: 4.1 after 4.9, as a spreadsheet shows 4.10.

    Where the next counts on, the numbers begin again instead.
    """
    for place, (before, number, after) in enumerate(zip((0, *numbers), numbers, (*numbers[1:], 0), strict=False)):
        due = before + 1
        if before % 10 == _ZERO_LOST and due == 10 * number and due not in numbers and after != number + 1:
            yield place, due


def _gaps_inside(theme: int | None, numbers: Collection[str], everywhere: Collection[str]) -> Iterator[Finding]:
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
            for missing in (shown[place] for place in range(before + 1, after)):
                if not lettered and stem.isalpha() and missing in everywhere:
                    continue
                yield finding(
                    "gap-in-numbering",
                    action_ref=_ref(theme, missing),
                    fields=_NUMBERED,
                    theme=theme if theme is not None else "(none)",
                    missing=_ref(theme, missing),
                    before=_ref(theme, over) if over in numbers else "the start",
                    after=_ref(theme, shown[after]),
                )


def _ref(theme: int | None, number: int | str) -> str:
    return str(number) if theme is None else f"{theme}.{number}"


def _made(plan: Plan) -> Iterator[Finding]:
    """Numbers that the tool made for all actions, though the plan seems to print some."""
    made = {found.action_ref for found in plan.findings if found.code in _MADE}
    if len(plan.actions) < FEWEST_ACTIONS or not all(action.ref in made for action in plan.actions):
        return
    opened = sum(bool(_OPENING.match(action.mandatory_action)) for action in plan.actions)
    if opened >= MOST * len(plan.actions):
        yield finding("number-in-wording", fields=("action_number", "mandatory_action"), count=opened)
    headers = [column.header for table in plan.tables for column in table.columns if column.field == "action_number"]
    if any(headers):
        yield finding("numbers-not-read", fields=("action_number",), header=next(filter(None, headers)))
