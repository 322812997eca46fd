"""What actions of a plan lack: a theme, a RAG status, a named lead."""

from __future__ import annotations

from collections.abc import Iterator

from models.catalogue import finding
from models.finding import THEME_TITLE, Finding
from models.plan import Plan
from models.reference.columns import understand_header

FEWEST_ACTIONS = 3  # of a plan that must have themes; a sample of one or two may do without

_COLOURLESS = frozenset({"text"})
"""Readers of formats that keep no colours."""


def check_lacking(plan: Plan) -> Iterator[Finding]:
    """What the plan lacks altogether, and what some of its actions lack."""
    themeless = [action for action in plan.actions if action.theme_number is None]
    if len(plan.actions) >= FEWEST_ACTIONS and themeless:
        yield finding(
            "theme-missing",
            action_ref=themeless[0].ref if len(themeless) == 1 else None,
            fields=("theme_number", THEME_TITLE),
            count=len(themeless),
            actions=len(plan.actions),
        )
    unrated = [action for action in plan.actions if action.rag is None]
    if len(unrated) < len(plan.actions):
        yield from (finding("no-rag", action_ref=action.ref, fields=("rag",)) for action in unrated)
    elif unrated:
        header = _header_of(plan, "rag")
        if header and plan.source.reader not in _COLOURLESS:
            yield finding("rag-column-not-read", fields=("rag",), header=header)
        else:
            yield finding("no-rag-at-all", fields=("rag",))
    nameless = [action for action in plan.actions if not action.named_leads]
    if len(nameless) < len(plan.actions):
        yield from (finding("no-named-lead", action_ref=action.ref, fields=("named_leads",)) for action in nameless)


def _header_of(plan: Plan, field: str) -> str:
    """What the plan prints over the column of a field, by its name where its cells say otherwise; empty for none."""
    columns = [column for table in plan.tables for column in table.columns]
    headers = (one.header for one in columns if field in {one.field, one.field or understand_header(one.header)})
    return next(filter(None, headers), "")
