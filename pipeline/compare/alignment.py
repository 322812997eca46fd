"""Lines up the actions of many plans in rows, whatever their templates number or call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.comparison import CellMatch
from models.plan import Plan
from models.reference.template import Editions
from pipeline.compare.action_texts import ActionText, WordWeights, action_texts
from pipeline.compare.editions import Crosswalk, with_editions
from pipeline.compare.matching import match_left_over
from pipeline.compare.pins import Decisions

_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(slots=True)
class Row:
    """One action across plans: the text it began with, and each plan's action by index of the plan."""

    key: str
    action_text: ActionText
    plan: int
    cells: dict[int, int] = field(default_factory=dict)
    matches: dict[int, CellMatch] = field(default_factory=dict)


def align(plans: Sequence[Plan], editions: Editions | None = None) -> list[Row]:
    """The rows, in the order of the newest template; an action it lacks follows the one it stood after in its own plan.

    The plan of the newest template with the most actions gives the first rows. Every other plan is matched with the
    rows there are: as a person paired the editions of the template, then those of the very same words, then by what
    they say. An action that matches none begins a row.
    """
    said = [action_texts(plan) for plan in plans]
    weights = WordWeights(_distinct(said))
    order = sorted(range(len(plans)), key=lambda number: _precedence(plans[number]))
    rows: list[Row] = []
    keys: Counter[str] = Counter()
    crosswalk = Crosswalk(editions)
    for turn, number in enumerate(order):
        suffix = "" if turn == 0 else f" ({plans[number].plan_id})"
        newcomer = _Newcomer(number, said[number], suffix, _decided(rows, plans, number, crosswalk))
        _place(newcomer, rows, weights, keys)
    return rows


def _decided(rows: Sequence[Row], plans: Sequence[Plan], number: int, crosswalk: Crosswalk) -> Decisions:
    """What the pairs of editions say of the rows and the actions of a plan, both by their places."""
    began = {(row.plan, row.cells[row.plan]): place for place, row in enumerate(rows)}
    decided = Decisions()
    for plan in {row.plan for row in rows}:
        linked = crosswalk.between(plans[plan], plans[number])
        here = with_editions(Decisions(), linked)
        for found, kept in ((here.pinned, decided.pinned), (here.forbidden, decided.forbidden)):
            kept.update({(began[plan, old], new): line for (old, new), line in found.items() if (plan, old) in began})
    return decided


def _precedence(plan: Plan) -> tuple[int, int, str]:
    """Newest template first, then most actions, then by id."""
    years = [int(year) for year in _YEAR.findall(plan.template or "")]
    return (-max(years, default=0), -len(plan.actions), plan.plan_id)


def _distinct(said: Iterable[Sequence[ActionText]]) -> list[ActionText]:
    """One text for each wording: else a template's words would weigh by how many plans use it."""
    by_text: dict[str, ActionText] = {}
    for side in said:
        for action_text in side:
            by_text.setdefault(action_text.squeezed, action_text)
    return list(by_text.values())


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A plan that is to be put into the rows there are; decided: what a person said of rows and its actions."""

    plan: int
    said: Sequence[ActionText]
    suffix: str
    decided: Decisions


def _place(newcomer: _Newcomer, rows: list[Row], weights: WordWeights, keys: Counter[str]) -> None:
    """Put each action of a plan in its row, or in a new one after the row of the action before it."""
    plan, said, decided = newcomer.plan, newcomer.said, newcomer.decided
    same = _same_words(said, rows).items()
    placed = {action: rows[place] for action, place in same if decided.allows((place, action))}
    taken = {row.key for row in placed.values()}
    left = {action: at for at, action in enumerate(one for one in range(len(said)) if one not in placed)}
    free = {place: at for at, place in enumerate(one for one, row in enumerate(rows) if row.key not in taken)}
    known = [(row.action_text, said[action]) for action, row in placed.items()]
    matches = match_left_over(
        [rows[place].action_text for place in free],
        [said[action] for action in left],
        weights,
        known,
        decided.among(free, left),
    )
    rows_of, actions_of = list(free), list(left)
    for (first, second), match in matches.items():
        action, row = actions_of[second], rows[rows_of[first]]
        placed[action] = row
        row.matches[plan] = CellMatch(score=match.score, why=match.why)
    position = 0
    for action, action_text in enumerate(said):
        if action not in placed:
            placed[action] = _begin_row(plan, action_text, newcomer.suffix, keys)
            rows.insert(position, placed[action])
        placed[action].cells[plan] = action
        position = rows.index(placed[action]) + 1


def _begin_row(plan: int, action_text: ActionText, suffix: str, keys: Counter[str]) -> Row:
    key = f"{action_text.ref}{suffix}"
    keys[key] += 1
    # A plan may give one ref to two actions.
    return Row(key if keys[key] == 1 else f"{key} ({keys[key]})", action_text, plan)


def _same_words(said: Sequence[ActionText], rows: Sequence[Row]) -> dict[int, int]:
    """Place of the row by action, where both have the very same words, which come once in the plan and in the rows."""
    in_plan = Counter(action_text.squeezed for action_text in said)
    in_rows = Counter(row.action_text.squeezed for row in rows)
    by_text = {row.action_text.squeezed: place for place, row in enumerate(rows)}
    return {
        action: by_text[action_text.squeezed]
        for action, action_text in enumerate(said)
        if action_text.squeezed and in_plan[action_text.squeezed] == 1 and in_rows[action_text.squeezed] == 1
    }
