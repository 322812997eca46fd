"""Small plans, made up, for the tests of the tagger."""

from __future__ import annotations

from models.plan import (
    Action,
    Borough,
    Coverage,
    LeadOrganisation,
    NarrativeBlock,
    Plan,
    PlanMetadata,
    Source,
)

RICHMOND = Borough(name="Richmond upon Thames", slug="richmond-upon-thames", gss_code="E09000027")
NO_METADATA = PlanMetadata(relevant_to=None, summary=None, author=None, unit=None, date_authored=None)


def make_action(number: int, *blocks: str, leads: tuple[str, ...] = ()) -> Action:
    """An action of theme 1 whose narrative has these blocks."""
    return Action(
        ref=f"1.{number}",
        theme_number=1,
        action_number=str(number),
        mandatory_action="Do it.",
        rag=None,
        rag_source=None,
        lead_organisations=tuple(LeadOrganisation(text=lead) for lead in leads),
        timescale=None,
        outcome=None,
        narrative="\n".join(blocks),
        narrative_blocks=tuple(NarrativeBlock(kind="para", text=block) for block in blocks),
        nil_return=not blocks,
    )


def make_plan(*actions: Action, borough: Borough | None = RICHMOND) -> Plan:
    """A plan with these actions."""
    return Plan(
        plan_id="richmond-upon-thames-2024",
        borough=borough,
        plan_year=2024,
        template=None,
        title=None,
        metadata=NO_METADATA,
        source=Source(filename="plan.docx", sha256="0" * 64, media_type="text/plain", page_count=None, reader="text"),
        themes=(),
        actions=actions,
        coverage=Coverage(words=0, accounted=0),
    )
