"""What stands in the workbook of a plan: its actions, what to look at, and what changed since the last document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.addresses import address_of
from models.catalogue import catalogue
from models.finding import Finding, Severity
from models.plan import Action, Plan
from models.reference.columns import details_in_use
from pipeline.compare.palette import RAG_WORDS
from pipeline.compare.sheets import Column, Part, WorkbookWriter
from pipeline.compare.values import Rag, Shown
from pipeline.compare.wording import DIRECTION_WORDS, STATUS_WORDS, narrative_words
from pipeline.corrections.fields import label_of
from pipeline.details import other_texts
from pipeline.flatten import SEPARATOR, pages_of
from pipeline.headline import headline
from pipeline.remedies import ASK_THE_KEEPER, without_commands

if TYPE_CHECKING:
    from models.comparison import ActionChange

_SEVERITY_WORDS: dict[Severity, str] = {"error": "Error", "warning": "To look at", "info": "Good to know"}
_IN_ORDER: tuple[Severity, ...] = ("error", "warning", "info")
_ELSEWHERE = {"action": "Whether it is an action", "theme": "Theme"}


def plan_workbook(plan: Plan, before: Plan | None) -> bytes:
    """The bytes of the workbook: the same for the same plans. before: of the document before; None without one."""
    whose = f"{plan.borough.name if plan.borough else 'Borough unknown'}, {plan.plan_year or 'year unknown'}"
    book = WorkbookWriter(f"{whose}: {plan.title}" if plan.title else whose)
    found = _sorted(plan.findings)
    changes = _changes(before, plan) if before else []
    facts = list(_summary(plan, before, len(changes)))
    part = Part("At a glance", [Column("What", 34), Column("In this plan", 70)], facts)
    book.add_summary(
        "Summary", whose, [part], ["A service, panel or agency that is not mentioned may still be in use."]
    )
    book.add_sheet("Actions", _action_columns(plan), _action_rows(plan), frozen_columns=1)
    book.add_sheet("Findings", _FINDING_COLUMNS, map(_finding_row, found))
    book.add_sheet("Changes", _CHANGE_COLUMNS, map(_change_row, changes), frozen_columns=1)
    return book.finish()


def _summary(plan: Plan, before: Plan | None, changed: int) -> Iterator[Sequence[Shown]]:
    yield "Plan", plan.title
    yield "Document", plan.source.filename
    yield "Template", plan.template
    yield "Read", headline(plan).partition(": ")[2]
    nil = [action.ref for action in plan.actions if action.nil_return]
    yield "Without an answer", _listed(nil)
    nameless = [action.ref for action in plan.actions if not action.named_leads]
    yield "Without a named lead", _listed(nameless) if len(nameless) < len(plan.actions) else "all of them"
    for colour, words in RAG_WORDS.items():
        refs = [action.ref for action in plan.actions if action.rag == colour]
        if refs:
            yield f"RAG: {words.casefold() if colour else 'none'}", _listed(refs)
    yield "Errors", str(sum(one.severity == "error" for one in plan.findings))
    yield "To look at", str(sum(one.severity == "warning" for one in plan.findings))
    corrected = [address_of(plan, place) for place, action in enumerate(plan.actions) if action.corrections]
    yield "Corrected", _listed(corrected)
    yield "Since the last document", _about_changes(before, plan, changed)


def _listed(refs: Sequence[str]) -> str:
    return f"{len(refs)}: {', '.join(refs)}" if refs else "none"


def _action_columns(plan: Plan) -> list[Column]:
    return [
        Column("Action", 9), Column("Theme", 22), Column("Mandatory action", 50), Column("RAG", 10),
        Column("RAG corrected", 26), Column("Named leads", 26), Column("Lead organisations", 26),
        Column("Timescale", 16), Column("Outcome", 24),
        *(Column(role.label, 24) for role in details_in_use()),
        *(Column(header, 24) for header in _own_headers(plan)),
        Column("Narrative", 90), Column("No answer", 9), Column("Services named", 30), Column("Panels named", 30),
        Column("Agencies named", 30), Column("Notes", 24), Column("Corrections", 40), Column("Pages", 8),
    ]  # fmt: skip


def _own_headers(plan: Plan) -> list[str]:
    return list(dict.fromkeys(header for action in plan.actions for header in other_texts(action)))


def _action_rows(plan: Plan) -> Iterator[Sequence[Shown]]:
    themes = {theme.number: theme.title for theme in reversed(plan.themes)}
    headers = _own_headers(plan)
    for action in plan.actions:
        own = other_texts(action)
        yield (
            action.ref,
            " ".join(str(part) for part in (action.theme_number, themes.get(action.theme_number)) if part is not None),
            action.mandatory_action,
            Rag(action.rag),
            next((one.in_words for one in action.corrections if one.field == "rag"), None),
            SEPARATOR.join(lead.text for lead in action.named_leads) or None,
            SEPARATOR.join(lead.text for lead in action.lead_organisations) or None,
            action.timescale,
            action.outcome,
            *(action.details.get(role.name) for role in details_in_use()),
            *(own.get(header) for header in headers),
            action.narrative,
            "no answer" if action.nil_return else None,
            *(_named(action, label) for label in ("service", "panel", "agency")),
            "\n".join(f"{note.mark} {note.text}".strip() for note in action.notes) or None,
            "\n".join(f"{label_of(one.field)}: {one.in_words}" for one in action.corrections) or None,
            SEPARATOR.join(map(str, pages_of(action))) or None,
        )


def _named(action: Action, label: str) -> str | None:
    names = dict.fromkeys(one.canonical or one.text for one in action.mentions if one.label == label)
    return SEPARATOR.join(names) or None


_FINDING_COLUMNS = [
    Column("How much it matters", 14), Column("Action", 9), Column("Page", 7), Column("What was found", 70),
    Column("What to do", 60), Column("Fields in doubt", 26), Column("Code", 26),
]  # fmt: skip


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: _IN_ORDER.index(one.severity))


def _finding_row(found: Finding) -> Sequence[Shown]:
    entry = catalogue().get(found.code)
    return (
        _SEVERITY_WORDS[found.severity],
        found.action_ref,
        found.page,
        found.message,
        without_commands(entry.action) or ASK_THE_KEEPER if entry else None,
        SEPARATOR.join(_ELSEWHERE.get(field) or label_of(field) for field in found.fields) or None,
        found.code,
    )


_CHANGE_COLUMNS = [
    Column("Action", 9), Column("Action before", 9), Column("What happened to it", 14), Column("RAG before", 12),
    Column("RAG now", 12), Column("RAG moved", 14), Column("Narrative", 20), Column("Wording", 12),
    Column("Organisations in", 24), Column("Organisations out", 24), Column("Leads in", 24), Column("Leads out", 24),
    Column("Named in the narrative now", 30), Column("No longer named", 30), Column("Mandatory action", 50),
]  # fmt: skip


def _changes(before: Plan, after: Plan) -> list[ActionChange]:
    from pipeline.compare.years import compare_two_years  # noqa: PLC0415 - most plans that are read have none before

    return [change for change in compare_two_years(before, after).actions if change.status != "unchanged"]


def _about_changes(before: Plan | None, plan: Plan, count: int) -> str:
    if before is None:
        return "This is the first document of this plan, so there is nothing to compare it with."
    return f"{count} of {len(plan.actions)} actions differ from the last document, {before.source.filename}."


def _change_row(change: ActionChange) -> Sequence[Shown]:
    named = (change.mentions.services, change.mentions.panels, change.mentions.agencies)
    both = change.before_ref is not None and change.after_ref is not None
    return (
        change.after_ref,
        change.before_ref,
        STATUS_WORDS[change.status],
        None if change.before_ref is None else Rag(change.rag.before),
        None if change.after_ref is None else Rag(change.rag.after),
        DIRECTION_WORDS[change.rag.direction] if both else None,
        narrative_words(change),
        change.action_text,
        SEPARATOR.join(change.lead_organisations.added) or None,
        SEPARATOR.join(change.lead_organisations.removed) or None,
        SEPARATOR.join(change.named_leads.added) or None,
        SEPARATOR.join(change.named_leads.removed) or None,
        SEPARATOR.join(name.name for kind in named for name in kind.added) or None,
        SEPARATOR.join(name.name for kind in named for name in kind.removed) or None,
        change.mandatory_action,
    )
