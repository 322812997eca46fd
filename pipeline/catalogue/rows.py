"""The rows of a plan as the catalogue holds them: those of the CSV files with the keys in front."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from models.errors import DamagedFile
from models.plan import Action, Plan
from models.rows import ActionRow, FindingRow, MentionRow, PlanRow, Row
from pipeline.catalogue.schema import NAMES, storable
from pipeline.datapackage import Column, columns_of
from pipeline.flatten import SEPARATOR, action_rows, finding_rows, mention_rows, plan_row
from pipeline.folding import essence
from pipeline.naming import is_reviewed, name_key, name_of

NOT_REVIEWED = "(not yet reviewed)"
"""After a name that a person has still to say something about."""

_KEY_DIGITS = 24  # hexadecimal: enough that no two of millions of narratives share a key by chance
LARGEST_INTEGER = 2**63 - 1  # what SQLite holds

Value: TypeAlias = str | int | float | None
Values: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What a plan puts into each table."""

    plan: Values
    actions: list[Values]
    mentions: list[Values]
    findings: list[Values]


def rows_of(plan: Plan) -> PlanRows:
    """The rows of a plan, keys first, values as SQLite takes them. Raises `DamagedFile` for a number it cannot."""
    ids = action_ids(plan)
    first = {action.ref: key for action, key in reversed(list(zip(plan.actions, ids, strict=True)))}
    mentions = [mention for action in plan.actions for mention in action.mentions]
    of_actions, of_mentions, of_findings = columns_of(ActionRow), columns_of(MentionRow), columns_of(FindingRow)
    return PlanRows(
        plan=_values(columns_of(PlanRow), plan_row(plan)),
        actions=[
            (key, *_names(action), narrative_key(action), *_values(of_actions, row))
            for key, action, row in zip(ids, plan.actions, action_rows(plan), strict=True)
        ],
        mentions=[
            (ids[row.position - 1], storable(name_key(mention)[1]), *_values(of_mentions, row))
            for mention, row in zip(mentions, mention_rows(plan), strict=True)
        ],
        findings=[(first.get(row.ref or ""), *_values(of_findings, row)) for row in finding_rows(plan)],
    )


def action_ids(plan: Plan) -> list[str]:
    """A key for each action that a person can read and that stays when other plans come and go.

    The plan's id and the ref; where a ref stands at several actions, the later ones are counted.
    """
    times: Counter[str] = Counter()
    ids = []
    for action in plan.actions:
        times[action.ref] += 1
        again = f" ({times[action.ref]})" if times[action.ref] > 1 else ""
        ids.append(storable(f"{plan.plan_id} {action.ref}{again}"))
    return ids


def _names(action: Action) -> Iterator[Value]:
    """For each label the names in the narrative, each once, in the order they first stand there."""
    for label in NAMES:
        found = [mention for mention in action.mentions if mention.label == label]
        counted = dict.fromkeys(name_of(mention) for mention in found if is_reviewed(mention))
        waiting = dict.fromkeys(name_of(mention) for mention in found if name_of(mention) not in counted)
        yield storable(SEPARATOR.join((*counted, *(f"{name} {NOT_REVIEWED}" for name in waiting))))


def narrative_key(action: Action) -> str | None:
    """The same for two narratives that say the same; None for a nil return, which says nothing."""
    if action.nil_return:
        return None
    return hashlib.sha256(essence(action.narrative).encode("utf-8", "backslashreplace")).hexdigest()[:_KEY_DIGITS]


def _values(columns: tuple[Column, ...], row: Row) -> Values:
    return tuple([_value(column.value(row)) for column in columns])


def _value(value: object) -> Value:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        raise DamagedFile(
            f"It contains the number {value:.3g}, which is out of range for a plan.", "Read the document again."
        )
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"A row holds a {type(value).__name__}, which has no column type.")
