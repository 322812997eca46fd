"""What a person is asked to look at in a plan, and what they have settled already."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from models.base import Record
from models.catalogue import catalogue, is_doubt
from models.finding import Finding, Severity
from models.plan import Action, Plan
from pipeline.pages.remedies import in_a_browser
from pipeline.remedies import without_commands

HELD = "correction-held"
"""Finding on a correction that a newer document contradicts."""


class Doubt(Record):
    """Something to look at."""

    code: str = Field(description="Code in the catalogue of findings.")
    severity: Severity = Field(description="How much it matters.")
    message: str = Field(description="What was found.")
    what_to_do: str = Field(description="What to do about it.")
    ref: str | None = Field(description="The action's ref; null when it is about the whole plan.")
    fields: tuple[str, ...] = Field(description="Fields in doubt.")
    page: int | None = Field(description="Page of the document.")
    held: bool = Field(description="Whether it is a correction that the document now contradicts.")


def to_decide(plan: Plan) -> tuple[Doubt, ...]:
    """Doubts about how the plan was read that nobody has settled, and corrections that are held."""
    return tuple(as_doubt(found) for found in plan.findings if found.code == HELD or is_doubt(found))


def as_doubt(found: Finding) -> Doubt:
    """A finding with what to do about it."""
    entry = catalogue().get(found.code)
    return Doubt(
        code=found.code,
        severity=found.severity,
        message=without_commands(found.message) or found.message,
        what_to_do=in_a_browser(found.code, entry.action) if entry else "",
        ref=found.action_ref,
        fields=found.fields,
        page=found.page,
        held=found.code == HELD,
    )


def asks(action: Action) -> tuple[str, ...]:
    """What has to be asked of the borough about an action: what the plan does not say."""
    return tuple(
        what
        for what, lacking in (
            ("no answer", action.nil_return),
            ("no RAG", action.rag is None),
            ("no lead organisation", not action.lead_organisations and not action.named_leads),
        )
        if lacking
    )


def doubtful_refs(doubts: Iterable[Doubt]) -> frozenset[str]:
    """The actions that have something to decide."""
    return frozenset(doubt.ref for doubt in doubts if doubt.ref)
