"""A comparison of boroughs: many plans, action by action."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Record
from models.comparison.parts import COMPARISON_SCHEMA_VERSION, PlanHeading
from models.mention import MentionLabel
from models.plan import RagColour


class CellMatch(Record):
    """Why a borough's action is in its row, when its wording differs from the row's."""

    score: float = Field(ge=0, le=1, description="How alike, 0 to 1.")
    why: str = Field(description="The reason in plain words.")


class CellName(Record):
    """A name that a narrative mentions, once however often it does."""

    label: MentionLabel = Field(description="agency, panel or service.")
    entity_id: str | None = Field(description="Stable id in the registry; null when not linked.")
    name: str = Field(description="The registry's name; the words of the document when not linked.")
    reviewed: bool = Field(description="False while it still needs review: counted separately.")


class Cell(Record):
    """What one plan says under one action."""

    ref: str = Field(description="ref in that plan.")
    theme: str | None = Field(default=None, description="Title of the theme in that plan.")
    wording: str | None = Field(
        default=None, description="The action's wording in that plan; null when it is the row's own."
    )
    rag: RagColour | None = Field(description="RAG status; null when none is given.")
    nil_return: bool = Field(description="The narrative is empty or says nothing.")
    narrative: str = Field(default="", description="The answer in full; blocks joined by line feeds.")
    named_leads: tuple[str, ...] = Field(default=(), description="Named leads as printed.")
    lead_organisations: tuple[str, ...] = Field(default=(), description="Lead organisations as printed.")
    timescale: str | None = Field(default=None, description="Timescale as printed.")
    outcome: str | None = Field(default=None, description="Outcome as printed.")
    details: dict[str, str] = Field(
        default_factory=dict, description="Columns of declared roles without a field of their own here, by role."
    )
    other: dict[str, str] = Field(
        default_factory=dict, description="Columns with no field of their own: header as printed to text."
    )
    notes: tuple[str, ...] = Field(default=(), description="Footnotes that its cells cite, each with its mark.")
    corrections: tuple[str, ...] = Field(
        default=(), description="What people corrected, each with its field and what the document says."
    )
    names: tuple[CellName, ...] = Field(
        default=(), description="Every agency, panel and service mentioned, linked or not, reviewed or not."
    )
    services: tuple[str, ...] = Field(default=(), description="entity_id of services mentioned.")
    panels: tuple[str, ...] = Field(default=(), description="entity_id of panels mentioned.")
    agencies: tuple[str, ...] = Field(default=(), description="entity_id of agencies mentioned.")
    not_linked: tuple[str, ...] = Field(default=(), description="Names mentioned that are not in the registry.")
    narrative_words: int = Field(ge=0, description="Words of the narrative; 0 for a nil return.")
    copied_from: tuple[str, ...] = Field(
        default=(),
        description=(
            "plan_id of other boroughs' plans that share a passage of it, at any action. Plans of a later year are "
            "left out; for plans of one year it does not say who wrote first."
        ),
    )
    shared_words: int = Field(default=0, ge=0, description="Words of the narrative inside passages shared so.")
    match: CellMatch | None = Field(default=None, description="Null when the wording is the row's own.")


class AlignedAction(Record):
    """One action across the plans. A plan without a cell has no such action; the work may be done all the same."""

    key: str = Field(description="Names the row: ref in the newest template, or ref and plan for others.")
    theme: str | None = Field(description="Title of the theme in the plan the row's wording is from.")
    mandatory_action: str = Field(description="The wording, as in the newest template that has it.")
    cells: dict[str, Cell] = Field(description="By plan_id.")
    nil_returns: int = Field(ge=0, description="Plans whose cell is a nil return.")
    returned_nothing: tuple[str, ...] = Field(
        default=(), description="plan_id of the plans whose cell is a nil return."
    )
    no_named_lead: tuple[str, ...] = Field(default=(), description="plan_id of the plans whose cell names no lead.")


class SharedPlace(Record):
    """Where a shared passage is."""

    plan_id: str = Field(description="The plan.")
    ref: str = Field(description="The action.")
    start: int = Field(ge=0, description="First character in the narrative.")
    end: int = Field(ge=0, description="One past the last character in the narrative.")


class Passage(Record):
    """Words that narratives of several boroughs share exactly, but for case, punctuation and white space."""

    text: str = Field(description="The passage as in the first place.")
    words: int = Field(ge=1, description="Its length in words.")
    plans: tuple[str, ...] = Field(description="plan_id of the plans that have it.")
    places: tuple[SharedPlace, ...] = Field(description="Every place it is in.")


class Use(Record):
    """One narrative that mentions a name."""

    plan_id: str = Field(description="The plan.")
    ref: str = Field(description="The action.")
    text: str = Field(description="The name as written.")
    sentence: str = Field(description="The sentence it is in.")
    reviewed: bool = Field(default=True, description="False while this mention still needs review.")


class DirectoryPlan(Record):
    """A plan that mentions a name, and where."""

    plan_id: str = Field(description="The plan.")
    refs: tuple[str, ...] = Field(description="Actions that mention it.")


class DirectoryEntry(Record):
    """A service, panel or agency, who mentions it and under which action."""

    entity_id: str | None = Field(description="Stable id in the registry; null when not linked.")
    entity_ids: tuple[str, ...] = Field(
        default=(), description="All its ids: registries of several boroughs may each have their own."
    )
    name: str = Field(description="The registry's name; the words of the document when not linked.")
    label: MentionLabel = Field(description="agency, panel or service.")
    plans: tuple[DirectoryPlan, ...] = Field(description="Plans that mention it; the others do not mention it.")
    actions: int = Field(default=0, ge=0, description="Actions whose narratives mention it, over all plans.")
    to_review: tuple[DirectoryPlan, ...] = Field(
        default=(), description="Actions where only mentions not yet reviewed name it: not counted above."
    )
    uses: tuple[Use, ...] = Field(description="Each mention with its sentence.")


class Measure(Record):
    """One respect in which plans are measured against one another."""

    name: str = Field(description="What is measured, in plain words.")
    value: float = Field(description="Of this plan.")
    middle: float = Field(description="The median of all plans compared.")
    distance: float = Field(
        ge=0,
        description=("Distance from the median: 1 is the usual distance (1.4826 times the median absolute deviation)."),
    )


class PlanStanding(Record):
    """How one plan compares with the others."""

    plan_id: str = Field(description="The plan.")
    distance: float = Field(ge=0, description="The largest of its distances: how different it is from the others.")
    unlike: tuple[str, ...] = Field(default=(), description="What sets it apart, most telling first.")
    measures: tuple[Measure, ...] = Field(description="All measures.")


class Submission(Record):
    """One plan in a few figures, and where it says nothing."""

    plan_id: str = Field(description="The plan.")
    borough: str | None = Field(description="Name of the borough; null when the document does not say.")
    plan_year: int | None = Field(description="Year the plan is for; null when the document does not say.")
    template: str | None = Field(description="The template's year as printed.")
    actions: int = Field(ge=0, description="Actions in the plan.")
    returned_nothing: tuple[str, ...] = Field(description="Actions whose narrative is empty or says nothing.")
    no_named_lead: tuple[str, ...] = Field(description="Actions for which no lead is named.")
    red: int = Field(ge=0, description="Actions rated red.")
    amber: int = Field(ge=0, description="Actions rated amber.")
    green: int = Field(ge=0, description="Actions rated green.")
    blue: int = Field(ge=0, description="Actions rated blue.")
    no_rag: int = Field(ge=0, description="Actions without RAG.")
    narrative_words: int = Field(ge=0, description="Words of the narratives, nil returns left out.")
    shared_words: int = Field(ge=0, description="Of these, words in passages shared with another borough.")
    services: int = Field(ge=0, description="Services mentioned.")
    panels: int = Field(ge=0, description="Panels mentioned.")
    agencies: int = Field(ge=0, description="Agencies mentioned.")
    not_reviewed: int = Field(ge=0, description="Names that still need review: not counted.")
    unlike: tuple[str, ...] = Field(default=(), description="What sets it apart, most telling first.")


class NotSubmitted(Record):
    """Authorities of which the comparison has no plan for a year. They may have sent one elsewhere."""

    plan_year: int | None = Field(description="The year; null when no plan states its year.")
    boroughs: tuple[str, ...] = Field(description="Names of the London authorities, of 33, in alphabetical order.")


class BoroughsComparison(Record):
    """Many submissions of one template, or of several, action by action."""

    schema_version: str = Field(default=COMPARISON_SCHEMA_VERSION, description="Version of this schema.")
    kind: Literal["boroughs"] = Field(
        default="boroughs", description="Distinguishes this comparison from one of years."
    )
    plans: tuple[str, ...] = Field(description="plan_id of each plan, in alphabetical order.")
    headings: tuple[PlanHeading, ...] = Field(description="The plans, in the same order.")
    headline: str = Field(description="The outcome in a few sentences that can be said aloud.")
    submissions: tuple[Submission, ...] = Field(description="Each plan in figures, in the same order.")
    not_submitted: tuple[NotSubmitted, ...] = Field(description="Authorities without a plan here, by year.")
    actions: tuple[AlignedAction, ...] = Field(description="Rows, in the order of the newest template.")
    services: tuple[DirectoryEntry, ...] = Field(description="Directory of services.")
    panels: tuple[DirectoryEntry, ...] = Field(description="Directory of panels.")
    agencies: tuple[DirectoryEntry, ...] = Field(description="Directory of agencies.")
    passages: tuple[Passage, ...] = Field(description="Passages shared between boroughs, widest first.")
    standings: tuple[PlanStanding, ...] = Field(
        description="How each plan compares with the others, most different first."
    )
    notes: tuple[str, ...] = Field(default=(), description="What to bear in mind when reading this comparison.")
