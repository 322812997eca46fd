"""Lines up the actions of many plans in rows, whatever their templates number or call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.comparison import CellMatch
from models.plan import Plan
from pipeline.compare.matching import match_left_over
from pipeline.compare.sayings import Saying, WordWeights, sayings

_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(slots=True)
class Row:
    """One action across plans: the saying it began with, and each plan's action by index of the plan."""

    key: str
    saying: Saying
    plan: int
    cells: dict[int, int] = field(default_factory=dict)
    matches: dict[int, CellMatch] = field(default_factory=dict)


def align(plans: Sequence[Plan]) -> list[Row]:
    """The rows, in the order of the newest template; an action it lacks follows the one it stood after in its own plan.

    The plan of the newest template with the most actions gives the first rows. Every other plan is matched with the
    rows there are, those of the very same words first; an action that matches none begins a row.
    """
    said = [sayings(plan) for plan in plans]
    weights = WordWeights(_distinct(said))
    order = sorted(range(len(plans)), key=lambda number: _precedence(plans[number]))
    rows: list[Row] = []
    keys: Counter[str] = Counter()
    for turn, number in enumerate(order):
        suffix = "" if turn == 0 else f" ({plans[number].plan_id})"
        _place(number, said[number], rows, weights, suffix, keys)
    return rows


def _precedence(plan: Plan) -> tuple[int, int, str]:
    """Newest template first, then most actions, then by id."""
    years = [int(year) for year in _YEAR.findall(plan.template or "")]
    return (-max(years, default=0), -len(plan.actions), plan.plan_id)


def _distinct(said: Iterable[Sequence[Saying]]) -> list[Saying]:
    """One saying for each wording: else a template's words would weigh by how many plans use it."""
    by_text: dict[str, Saying] = {}
    for side in said:
        for saying in side:
            by_text.setdefault(saying.squeezed, saying)
    return list(by_text.values())


def _place(
    plan: int, said: Sequence[Saying], rows: list[Row], weights: WordWeights, suffix: str, keys: Counter[str]
) -> None:
    """Put each action of a plan in its row, or in a new one after the row of the action before it."""
    placed = _same_words(said, rows)
    taken = {row.key for row in placed.values()}
    left = [action for action in range(len(said)) if action not in placed]
    free = [row for row in rows if row.key not in taken]
    known = [(row.saying, said[action]) for action, row in placed.items()]
    matches = match_left_over([row.saying for row in free], [said[action] for action in left], weights, known)
    for (first, second), match in matches.items():
        action, row = left[second], free[first]
        placed[action] = row
        row.matches[plan] = CellMatch(score=match.score, why=match.why)
    position = 0
    for action, saying in enumerate(said):
        if action not in placed:
            placed[action] = _begin_row(plan, saying, suffix, keys)
            rows.insert(position, placed[action])
        placed[action].cells[plan] = action
        position = rows.index(placed[action]) + 1


def _begin_row(plan: int, saying: Saying, suffix: str, keys: Counter[str]) -> Row:
    key = f"{saying.ref}{suffix}"
    keys[key] += 1
    # A plan may give one ref to two actions.
    return Row(key if keys[key] == 1 else f"{key} ({keys[key]})", saying, plan)


def _same_words(said: Sequence[Saying], rows: Sequence[Row]) -> dict[int, Row]:
    """Row by action, where both have the very same words, which come once in the plan and once in the rows."""
    in_plan = Counter(saying.squeezed for saying in said)
    in_rows = Counter(row.saying.squeezed for row in rows)
    by_text = {row.saying.squeezed: row for row in rows}
    return {
        action: by_text[saying.squeezed]
        for action, saying in enumerate(said)
        if saying.squeezed and in_plan[saying.squeezed] == 1 and in_rows[saying.squeezed] == 1
    }
