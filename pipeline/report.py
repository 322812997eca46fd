"""Says in words what was read, what is doubtful and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.catalogue import catalogue
from models.finding import Finding
from models.plan import Plan
from pipeline.headline import headline

MOST_PLACES = 8  # refs or pages listed for one kind of finding

_EACH_ON_ITS_OWN = frozenset({"correction-refused", "correction-held", "correction-ref-unsure"})
"""Findings that say which line of a person's file they are about: counted together they would be of no use."""
_BY_HEADER = frozenset(
    {"column-guessed", "column-doubtful", "column-not-understood", "column-name-unused", "table-not-taken"}
)
"""Findings that name a header, without which nobody could say what its column is; what to do is said once."""


def summarise(plan: Plan) -> Iterator[str]:
    """A line on what was read, then a line for each kind of doubt, the worst first."""
    yield f"{headline(plan)} -> {plan.plan_id}"
    for severity in ("error", "warning"):
        yield from _grouped(severity, (found for found in plan.findings if found.severity == severity))


def _grouped(severity: str, findings: Iterable[Finding]) -> Iterator[str]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        groups[found.code].append(found)
    for code, group in groups.items():
        if len(group) == 1 or code in _EACH_ON_ITS_OWN:
            yield from (_alone(severity, found) for found in group)
        else:
            yield _together(severity, code, group)


def _alone(severity: str, found: Finding) -> str:
    place = _place(found)
    return f"  {severity}: {place}{': ' if place else ''}{found.message} {catalogue()[found.code].action}"


def _together(severity: str, code: str, group: list[Finding]) -> str:
    entry = catalogue()[code]
    places = list(dict.fromkeys(place for found in group if (place := _place(found))))
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    where = f" ({', '.join(places[:MOST_PLACES])}{more})" if places else ""
    if code in _BY_HEADER:
        messages = [found.message for found in group]
        left = f" And {len(messages) - MOST_PLACES} more." if len(messages) > MOST_PLACES else ""
        return f"  {severity}: {' '.join(messages[:MOST_PLACES])}{left} {entry.action}"
    return f"  {severity}: {entry.title}, {len(group)} times{where}. {entry.action}"


def _place(found: Finding) -> str:
    parts = []
    if found.action_ref:
        parts.append(f"action {found.action_ref}")
    if found.page:
        parts.append(f"page {found.page}")
    return ", ".join(parts)
