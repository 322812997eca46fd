"""Flattens plans to the rows of the CSV files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from models.catalogue import catalogue
from models.document import PageBox
from models.plan import Action, Plan
from models.rows import ActionRow, FindingRow, MentionRow, PlanRow, Row
from pipeline.details import declared_details, other_texts

SEPARATOR = "; "


def flatten(plans: Iterable[Plan]) -> dict[type[Row], list[Row]]:
    """The rows of every table over all plans, in the order of the plans."""
    rows: dict[type[Row], list[Row]] = {PlanRow: [], ActionRow: [], MentionRow: [], FindingRow: []}
    for plan in plans:
        rows[PlanRow].append(plan_row(plan))
        rows[ActionRow] += action_rows(plan)
        rows[MentionRow] += mention_rows(plan)
        rows[FindingRow] += finding_rows(plan)
    return rows


def plan_row(plan: Plan) -> PlanRow:
    """The row of a plan."""
    return PlanRow(
        plan_id=plan.plan_id,
        borough=plan.borough.name if plan.borough else None,
        gss_code=plan.borough.gss_code if plan.borough else None,
        plan_year=plan.plan_year,
        template=plan.template,
        title_=plan.title,
        actions=len(plan.actions),
        nil_returns=sum(action.nil_return for action in plan.actions),
        coverage=round(plan.coverage.share, 6),
        errors=sum(finding.severity == "error" for finding in plan.findings),
        warnings=sum(finding.severity == "warning" for finding in plan.findings),
        filename=plan.source.filename,
        sha256=plan.source.sha256,
    )


def action_rows(plan: Plan) -> Iterator[ActionRow]:
    """The rows of a plan's actions."""
    themes = {theme.number: theme.title for theme in reversed(plan.themes)}
    for position, action in enumerate(plan.actions, start=1):
        yield ActionRow(
            plan_id=plan.plan_id,
            borough=plan.borough.name if plan.borough else None,
            gss_code=plan.borough.gss_code if plan.borough else None,
            plan_year=plan.plan_year,
            template=plan.template,
            theme_number=action.theme_number,
            theme=themes.get(action.theme_number),
            action_number=action.action_number,
            ref=action.ref,
            mandatory_action=action.mandatory_action,
            rag=action.rag,
            rag_source=action.rag_source,
            named_leads=SEPARATOR.join(lead.text for lead in action.named_leads),
            lead_organisations=SEPARATOR.join(lead.text for lead in action.lead_organisations),
            timescale=action.timescale,
            outcome=action.outcome,
            narrative=action.narrative,
            nil_return=action.nil_return,
            pages=SEPARATOR.join(str(page) for page in pages_of(action)),
            other=SEPARATOR.join(f"{header}: {text}" for header, text in other_texts(action).items()),
            notes=SEPARATOR.join(f"{note.mark}: {note.text}" for note in action.notes),
            position=position,
            corrections=SEPARATOR.join(f"{one.field}: {one.in_words}" for one in action.corrections),
            details=declared_details(action),
        )


def pages_of(action: Action) -> list[int]:
    """Pages an action's fields stand on, in order."""
    places = (place for group in action.evidence.values() for place in group)
    return sorted({place.page for place in places if isinstance(place, PageBox)})


def mention_rows(plan: Plan) -> Iterator[MentionRow]:
    """The rows of a plan's mentions."""
    for position, action in enumerate(plan.actions, start=1):
        begins, speakers = _speakers(action)
        for mention in action.mentions:
            yield MentionRow(
                plan_id=plan.plan_id,
                ref=action.ref,
                label=mention.label,
                entity_id=mention.entity_id,
                canonical=mention.canonical,
                text=mention.text,
                start=mention.start,
                end=mention.end,
                speaker=_speaker_at(mention.start, begins, speakers),
                confidence=mention.confidence,
                method=mention.method,
                position=position,
            )


def _speakers(action: Action) -> tuple[list[int], list[tuple[int, str | None]]]:
    """Where each block of a narrative begins; where it ends, and whose words it holds."""
    begins, spans = [], []
    start = 0
    for block in action.narrative_blocks:
        begins.append(start)
        spans.append((start + len(block.text), block.speaker))
        start += len(block.text) + 1
    return begins, spans


def _speaker_at(place: int, begins: list[int], spans: list[tuple[int, str | None]]) -> str | None:
    """Whose words stand at a place of a narrative."""
    block = bisect_right(begins, place) - 1
    if block < 0:
        return None
    end, speaker = spans[block]
    return speaker if place < end else None


def finding_rows(plan: Plan) -> Iterator[FindingRow]:
    """The rows of a plan's findings."""
    for number, finding in enumerate(plan.findings, start=1):
        entry = catalogue().get(finding.code)
        yield FindingRow(
            plan_id=plan.plan_id,
            ref=finding.action_ref,
            page=finding.page,
            severity=finding.severity,
            code=finding.code,
            message=finding.message,
            fields=SEPARATOR.join(finding.fields),
            what_to_do=entry.action if entry else None,
            borough=plan.borough.name if plan.borough else None,
            document=plan.source.filename,
            number=number,
        )
