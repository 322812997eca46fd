"""Says in words what was read, what is doubtful and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.catalogue import catalogue
from models.finding import Finding
from models.plan import Plan

MOST_PLACES = 8  # refs or pages listed for one kind of finding


def summarise(plan: Plan, path: str) -> Iterator[str]:
    """A line on what was read, then a line for each kind of doubt, the worst first."""
    nil = sum(action.nil_return for action in plan.actions)
    whose = plan.borough.name if plan.borough else "borough unknown"
    yield (
        f"{path}: {whose}, {plan.plan_year or 'year unknown'}: {_count(len(plan.actions), 'action')} "
        f"in {_count(len(plan.themes), 'theme')}, {_count(nil, 'nil return')}, "
        f"{plan.coverage.share:.1%} of the table's words accounted for -> {plan.plan_id}"
    )
    for severity in ("error", "warning"):
        yield from _grouped(severity, (found for found in plan.findings if found.severity == severity))


def _grouped(severity: str, findings: Iterable[Finding]) -> Iterator[str]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        groups[found.code].append(found)
    for code, group in groups.items():
        entry = catalogue()[code]
        if len(group) == 1:
            place = _place(group[0])
            yield f"  {severity}: {place}{group[0].message} {entry.action}"
        else:
            places = [_place(found).strip(" :") for found in group]
            named = [place for place in dict.fromkeys(places) if place]
            more = f" and {len(named) - MOST_PLACES} more" if len(named) > MOST_PLACES else ""
            where = f" ({', '.join(named[:MOST_PLACES])}{more})" if named else ""
            yield f"  {severity}: {entry.title}, {len(group)} times{where}. {entry.action}"


def _place(found: Finding) -> str:
    parts = []
    if found.action_ref:
        parts.append(f"action {found.action_ref}")
    if found.page:
        parts.append(f"page {found.page}")
    return f"{', '.join(parts)}: " if parts else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
