"""The numbers of a plan: whether they count on, and whether the plan printed them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from models.catalogue import finding
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action, Plan

FEWEST_ACTIONS = 3  # of which something can be said together
MOST = 0.6  # share of the actions whose wording opens with a number, from which on these are the actions' numbers

_NUMBERED = (WHOLE_ACTION, "action_number")
_EVERY = (
    *_NUMBERED, "mandatory_action", "rag", "named_leads", "lead_organisations", "timescale", "outcome", "narrative",
    "other",
)  # fmt: skip
_NUMBER = re.compile(r"(\d+)([a-z]*)")
_OPENING = re.compile(
    r"(?:(?:action|item|ref|no)\b\.?\s*)?\(?(?:[A-Z]{1,5}[-/.]?)?\d{1,3}(?:\.\d{1,2})*[a-z]?[.):]?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""How a number opens a wording; one wording may open with a sum, but not most of a plan's."""
ROWS_IN_DOUBT = frozenset({
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
    in_tens = numbers_in_tens(plan)
    if in_tens:
        first, second = in_tens[:2]
        yield finding("zeros-added", fields=("action_number",), first=first, second=second, meant=first[:-1])
    for theme, group in groupby(plan.actions, key=lambda action: action.theme_number):
        actions = list(group)
        numbered = plain_numbers(actions)
        for number, action in numbered:
            if number != plain_number(action):
                due = ref_of(theme, number)
                yield finding("zero-lost", action_ref=action.ref, fields=_NUMBERED, ref=action.ref, due=due)
        if not in_tens:
            yield from _order(theme, numbered)
    yield from _made(plan)
    yield from _run_together(plan, times)


def plain_number(action: Action) -> int | None:
    """The number of an action without a letter after it; None where it has a code."""
    match = _NUMBER.fullmatch(action.action_number)
    return int(match[1]) if match else None


def plain_numbers(actions: Iterable[Action]) -> list[tuple[int, Action]]:
    """The plain numbers of a theme's actions, in the order of the document, with the zeros that a spreadsheet drops."""
    numbered = [(number, action) for action in actions if (number := plain_number(action)) is not None]
    for place, due in _zeros_lost([number for number, _ in numbered]):
        numbered[place] = due, numbered[place][1]
    return numbered


def _run_together(plan: Plan, times: Mapping[str, int]) -> Iterator[Finding]:
    """Wordings in which the number that follows the action's own opens a sentence, where no action has that number."""
    for action in plan.actions:
        match = _NUMBER.fullmatch(action.action_number)
        if match is None:
            continue
        number = int(match[1]) + 1
        due = [(ref_of(action.theme_number, number), rf"|{number}(?=[.)])")]
        due += [(ref_of(action.theme_number + 1, 1), "")] if action.theme_number is not None else []
        for following, short in due:
            printed = rf"[.;:!?\n]\s*(?:{re.escape(following)}{short})[.):]?\s+[A-Z]"
            if following not in times and re.search(printed, action.mandatory_action):
                yield finding("actions-run-together", action_ref=action.ref, fields=_EVERY, following=following)


def _order(theme: int | None, numbered: Sequence[tuple[int, Action]]) -> Iterator[Finding]:
    """Late inserts among the plain numbers of a theme."""
    highest = 0
    for number, action in numbered:
        if number < highest:
            before = ref_of(theme, highest)
            yield finding("out-of-order", action_ref=action.ref, fields=_NUMBERED, ref=action.ref, before=before)
        highest = max(highest, number)


def check_places(plan: Plan, found: Iterable[Finding]) -> Iterator[Finding]:
    """Whether numbers that were all made by place may be off, as a row is in doubt. found: what is doubted so far."""
    made = {one.action_ref for one in plan.findings if one.code in _MADE}
    if len(plan.actions) < FEWEST_ACTIONS or not all(action.ref in made for action in plan.actions):
        return
    rows = (
        one for one in found if one.code in ROWS_IN_DOUBT or (one.code == "rag-split" and WHOLE_ACTION in one.fields)
    )
    first = next((one for one in rows if one.action_ref), None)
    if first:
        yield finding("numbers-by-place", fields=("action_number",), first=first.action_ref)


def numbers_in_tens(plan: Plan) -> list[str]:
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


def ref_of(theme: int | None, number: int | str) -> str:
    """A number within a theme as an action's ref."""
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
