"""Comparisons: one borough's plan with its next, and many boroughs' plans with one another.

Names that the contract fixes are never renamed; fields beside them may be added. "Not mentioned" in a document is never
"not done": every field here speaks of what the documents say.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Record
from models.mention import MentionLabel
from models.plan import RagColour

COMPARISON_SCHEMA_VERSION = "1.0"

ActionStatus = Literal["unchanged", "changed", "new", "dropped"]
WordingStatus = Literal["same", "reworded"]
NarrativeStatus = Literal["same", "edited", "rewritten", "became_nil", "was_nil"]
RagDirection = Literal["improved", "worsened", "same", "first_rated", "no_longer_rated", "not_rated"]
PieceKind = Literal["kept", "inserted", "deleted", "moved_away", "moved_here"]
Decision = Literal["pin", "forbid"]


class PlanHeading(Record):
    """Which plan is meant, for headings and column titles."""

    plan_id: str = Field(description="Borough slug and plan year.")
    borough: str | None = Field(description="Name of the borough; null when the document does not tell.")
    plan_year: int | None = Field(description="Year the plan is for; null when the document does not tell.")
    template: str | None = Field(description="The template's year as printed.")
    title: str | None = Field(description="Title of the document.")
    actions: int = Field(ge=0, description="Actions in the plan.")
    nil_returns: int = Field(ge=0, description="Actions whose narrative is empty or says nothing.")


class Name(Record):
    """An agency, panel or service, as a comparison names it."""

    entity_id: str | None = Field(description="Stable id in the registry; null when not linked.")
    name: str = Field(description="The registry's name; the words of the document when not linked.")


class TextsInOut(Record):
    """Texts that only the later plan has, and that only the earlier one has."""

    added: tuple[str, ...] = Field(default=(), description="In the later plan only, as printed there.")
    removed: tuple[str, ...] = Field(default=(), description="In the earlier plan only, as printed there.")


class NamesInOut(Record):
    """Names that only the later narrative mentions, and that only the earlier one mentions."""

    added: tuple[Name, ...] = Field(default=(), description="Mentioned in the later plan only.")
    removed: tuple[Name, ...] = Field(default=(), description="Mentioned in the earlier plan only.")


class MentionsInOut(Record):
    """Mentions in and out: registry ids of all labels, then by label with those that are not linked."""

    added: tuple[str, ...] = Field(default=(), description="entity_id of those in the later plan only.")
    removed: tuple[str, ...] = Field(default=(), description="entity_id of those in the earlier plan only.")
    agencies: NamesInOut = Field(default=NamesInOut(), description="Agencies in and out.")
    panels: NamesInOut = Field(default=NamesInOut(), description="Panels in and out.")
    services: NamesInOut = Field(default=NamesInOut(), description="Services in and out.")


class TextPair(Record):
    """A field of both plans."""

    before: str | None = Field(default=None, description="In the earlier plan; null when it has none.")
    after: str | None = Field(default=None, description="In the later plan; null when it has none.")


class CountPair(Record):
    """A count in both plans."""

    before: int = Field(ge=0, description="In the earlier plan.")
    after: int = Field(ge=0, description="In the later plan.")


class NilPair(Record):
    """Whether an action is a nil return in each plan; null where there is no such action."""

    before: bool | None = Field(description="In the earlier plan.")
    after: bool | None = Field(description="In the later plan.")


class RagPair(Record):
    """RAG in both plans."""

    before: RagColour | None = Field(description="In the earlier plan; null when none is given or no such action.")
    after: RagColour | None = Field(description="In the later plan; null when none is given or no such action.")
    direction: RagDirection | None = Field(
        description="Which way it moved: red, amber, green, blue is upwards. Null for new and dropped actions."
    )


class Piece(Record):
    """A run of words of two texts laid over one another. White space after a word belongs to it."""

    kind: PieceKind = Field(
        description=(
            "kept: in both; inserted, deleted: in the later or earlier text only; "
            "moved_here, moved_away: in both, at another place, given at both places."
        )
    )
    text: str = Field(description="The words; for kept ones as the later text prints them.")


class Match(Record):
    """Why two actions are taken for the same one, or why an action has no partner."""

    score: float = Field(ge=0, le=1, description="How alike, 0 to 1; for an action alone, of its nearest candidate.")
    why: str = Field(description="The reason in plain words.")
    wording: float = Field(default=0, ge=0, le=1, description="Part of the score: likeness of the wordings.")
    theme: float = Field(default=0, ge=0, le=1, description="Part of the score: how far the themes correspond.")
    number: float = Field(default=0, ge=0, le=1, description="Part of the score: likeness of number and place.")
    narrative: float = Field(default=0, ge=0, le=1, description="Part of the score: a narrative carried over.")
    nearest_ref: str | None = Field(default=None, description="For an action alone: ref of its nearest candidate.")
    decided: Decision | None = Field(default=None, description="A decision from the pins file that settled it.")
    check: bool = Field(default=False, description="The score is close to the threshold or to another candidate's.")


class Related(Record):
    """An action that was cut in two or joined with another, where that is sure."""

    relation: Literal["split_from", "split_into", "merged_into", "merged_from"] = Field(description="What happened.")
    ref: str = Field(description="The action in the other plan.")
    share: float = Field(ge=0, le=1, description="Share of the smaller wording's distinctive words found in the other.")


class ActionChange(Record):
    """One action of either plan or, where they match, of both."""

    status: ActionStatus = Field(
        description="unchanged: nothing recorded here differs but, perhaps, the number; new and dropped: no partner."
    )
    before_ref: str | None = Field(description="ref in the earlier plan; null for a new action.")
    after_ref: str | None = Field(description="ref in the later plan; null for a dropped action.")
    renumbered: bool = Field(description="The two refs differ.")
    theme: TextPair = Field(description="Title of the theme in each plan.")
    mandatory_action: str = Field(description="The wording in the later plan; of a dropped action in the earlier.")
    match: Match = Field(description="Why these two belong together, or why this one is alone.")
    related: tuple[Related, ...] = Field(default=(), description="Splits and merges it had part in.")
    action_text: WordingStatus | None = Field(description="The wording; null for new and dropped actions.")
    wording_changes: tuple[Piece, ...] = Field(default=(), description="Both wordings laid over one another.")
    narrative: NarrativeStatus | None = Field(
        description=(
            "same: after folding white space, quotes and dashes; edited: at least half of the longer text is kept; "
            "rewritten: less; became_nil, was_nil: a nil return in one of the plans; null for new and dropped actions."
        )
    )
    narrative_similarity: float | None = Field(
        ge=0, le=1, description="Words kept as a share of the longer narrative; null for new and dropped actions."
    )
    narrative_changes: tuple[Piece, ...] = Field(default=(), description="Both narratives laid over one another.")
    narrative_words: CountPair = Field(description="Words of each narrative.")
    nil_return: NilPair = Field(description="Nil return in each plan.")
    copied_forward: bool = Field(description="The narrative is no nil return and the same in both plans.")
    rag: RagPair = Field(description="RAG in each plan.")
    lead_organisations: TextsInOut = Field(description="Lead organisations in and out.")
    named_leads: TextsInOut = Field(description="Named leads in and out.")
    timescale: TextPair = Field(description="Timescale in each plan.")
    outcome: TextPair = Field(description="Outcome in each plan.")
    details: dict[str, TextPair] = Field(
        default_factory=dict, description="Columns of declared roles without a field of their own here, by role."
    )
    other: dict[str, TextPair] = Field(default_factory=dict, description="Other columns whose text differs.")
    mentions: MentionsInOut = Field(description="Agencies, panels and services in and out of the narrative.")


class WordingCounts(Record):
    """Matched actions by what became of the wording."""

    same: int = Field(default=0, ge=0, description="Same wording.")
    reworded: int = Field(default=0, ge=0, description="Reworded.")


class NarrativeCounts(Record):
    """Matched actions by what became of the narrative."""

    same: int = Field(default=0, ge=0, description="Same words.")
    edited: int = Field(default=0, ge=0, description="At least half of the longer text kept.")
    rewritten: int = Field(default=0, ge=0, description="Less than half kept.")
    became_nil: int = Field(default=0, ge=0, description="Said something, now a nil return.")
    was_nil: int = Field(default=0, ge=0, description="Was a nil return, now says something.")


class RagCounts(Record):
    """Matched actions by the way the RAG moved."""

    improved: int = Field(default=0, ge=0, description="Towards green or blue.")
    worsened: int = Field(default=0, ge=0, description="Towards red.")
    same: int = Field(default=0, ge=0, description="The same colour in both.")
    first_rated: int = Field(default=0, ge=0, description="No RAG before, one now.")
    no_longer_rated: int = Field(default=0, ge=0, description="A RAG before, none now.")
    not_rated: int = Field(default=0, ge=0, description="No RAG in either.")


class RagFlow(Record):
    """How many actions went from one RAG to another; null on a side stands for no RAG given."""

    before: RagColour | None = Field(description="RAG in the earlier plan.")
    after: RagColour | None = Field(description="RAG in the later plan.")
    actions: int = Field(ge=1, description="Matched actions that did.")


class CopiedForward(Record):
    """How much of the later plan is the earlier one's words."""

    actions: int = Field(ge=0, description="Actions whose narrative is the same in both plans, nil returns left out.")
    of_actions: int = Field(ge=0, description="Actions of the later plan.")
    share: float = Field(ge=0, le=1, description="The first as a share of the second.")
    words: int = Field(ge=0, description="Words of the later plan's narratives kept from the matching earlier ones.")
    of_words: int = Field(ge=0, description="Words of the later plan's narratives.")
    word_share: float = Field(ge=0, le=1, description="The first as a share of the second.")


class YearsSummary(Record):
    """Counts of each kind of change."""

    unchanged: int = Field(ge=0, description="Matched actions in which nothing differs.")
    changed: int = Field(ge=0, description="Matched actions in which something differs.")
    new: int = Field(ge=0, description="Actions of the later plan alone.")
    dropped: int = Field(ge=0, description="Actions of the earlier plan alone.")
    matched: int = Field(ge=0, description="Actions found in both plans.")
    renumbered: int = Field(ge=0, description="Matched actions whose ref differs.")
    action_text: WordingCounts = Field(description="By wording.")
    narrative: NarrativeCounts = Field(description="By narrative.")
    rag: RagCounts = Field(description="By the way the RAG moved.")
    rag_flows: tuple[RagFlow, ...] = Field(description="By RAG before and after.")
    copied_forward: CopiedForward = Field(description="Words carried over unchanged.")
    nil_returns: CountPair = Field(description="Nil returns in each plan.")
    nil_in_both: int = Field(ge=0, description="Matched actions that are nil returns in both plans.")
    lead_organisations: TextsInOut = Field(description="Organisations that lead something in one of the plans only.")
    agencies: NamesInOut = Field(description="Agencies mentioned anywhere in one of the plans only.")
    panels: NamesInOut = Field(description="Panels mentioned anywhere in one of the plans only.")
    services: NamesInOut = Field(description="Services mentioned anywhere in one of the plans only.")
    matches_to_check: int = Field(ge=0, description="Matches a person should look at.")


class YearsComparison(Record):
    """One borough, two plans: what changed, action by action."""

    schema_version: str = Field(default=COMPARISON_SCHEMA_VERSION, description="Version of this schema.")
    kind: Literal["years"] = Field(default="years", description="Tells this comparison from one of boroughs.")
    before: str = Field(description="plan_id of the earlier plan.")
    after: str = Field(description="plan_id of the later plan.")
    headings: tuple[PlanHeading, PlanHeading] = Field(description="The earlier and the later plan.")
    headline: str = Field(description="The outcome in a sentence or two that can be said aloud.")
    summary: YearsSummary = Field(description="Counts of each.")
    actions: tuple[ActionChange, ...] = Field(
        description="In the order of the later plan; dropped actions follow the place they had."
    )
    notes: tuple[str, ...] = Field(default=(), description="What to bear in mind when reading this comparison.")


class CellMatch(Record):
    """How a borough's action came to stand in its row, when its wording is not the row's own."""

    score: float = Field(ge=0, le=1, description="How alike, 0 to 1.")
    why: str = Field(description="The reason in plain words.")


class Cell(Record):
    """What one plan says under one action."""

    ref: str = Field(description="ref in that plan.")
    rag: RagColour | None = Field(description="RAG status; null when none is given.")
    nil_return: bool = Field(description="The narrative is empty or says nothing.")
    lead_organisations: tuple[str, ...] = Field(default=(), description="Lead organisations as printed.")
    details: dict[str, str] = Field(
        default_factory=dict, description="Columns of declared roles without a field of their own here, by role."
    )
    services: tuple[str, ...] = Field(default=(), description="entity_id of services mentioned.")
    panels: tuple[str, ...] = Field(default=(), description="entity_id of panels mentioned.")
    agencies: tuple[str, ...] = Field(default=(), description="entity_id of agencies mentioned.")
    not_linked: tuple[str, ...] = Field(default=(), description="Names mentioned that the registry does not hold.")
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


class SharedPlace(Record):
    """Where a shared passage stands."""

    plan_id: str = Field(description="The plan.")
    ref: str = Field(description="The action.")
    start: int = Field(ge=0, description="First character in the narrative.")
    end: int = Field(ge=0, description="One past the last character in the narrative.")


class Passage(Record):
    """Words that narratives of several boroughs share exactly, but for case, punctuation and white space."""

    text: str = Field(description="The passage as it stands at the first place.")
    words: int = Field(ge=1, description="Its length in words.")
    plans: tuple[str, ...] = Field(description="plan_id of the plans that have it.")
    places: tuple[SharedPlace, ...] = Field(description="Every place it stands at.")


class Use(Record):
    """One narrative that mentions a name."""

    plan_id: str = Field(description="The plan.")
    ref: str = Field(description="The action.")
    text: str = Field(description="The name as written.")
    sentence: str = Field(description="The sentence it stands in.")


class DirectoryPlan(Record):
    """A plan that mentions a name, and where."""

    plan_id: str = Field(description="The plan.")
    refs: tuple[str, ...] = Field(description="Actions that mention it.")


class DirectoryEntry(Record):
    """A service, panel or agency, who mentions it and under which action."""

    entity_id: str | None = Field(description="Stable id in the registry; null when not linked.")
    name: str = Field(description="The registry's name; the words of the document when not linked.")
    label: MentionLabel = Field(description="agency, panel or service.")
    plans: tuple[DirectoryPlan, ...] = Field(description="Plans that mention it; the others do not mention it.")
    uses: tuple[Use, ...] = Field(description="Each mention with its sentence.")


class Measure(Record):
    """One respect in which plans are measured against one another."""

    name: str = Field(description="What is measured, in plain words.")
    value: float = Field(description="Of this plan.")
    middle: float = Field(description="The median of all plans compared.")
    distance: float = Field(ge=0, description="How far from the middle, in robust standard deviations.")


class PlanStanding(Record):
    """How one plan stands among the others."""

    plan_id: str = Field(description="The plan.")
    distance: float = Field(ge=0, description="The largest distance of its measures: how unlike the others it is.")
    unlike: tuple[str, ...] = Field(default=(), description="In what it stands apart; most telling first.")
    measures: tuple[Measure, ...] = Field(description="All measures.")


class BoroughsComparison(Record):
    """Many submissions of one template, or of several, action by action."""

    schema_version: str = Field(default=COMPARISON_SCHEMA_VERSION, description="Version of this schema.")
    kind: Literal["boroughs"] = Field(default="boroughs", description="Tells this comparison from one of years.")
    plans: tuple[str, ...] = Field(description="plan_id of each plan, in alphabetical order.")
    headings: tuple[PlanHeading, ...] = Field(description="The plans, in the same order.")
    headline: str = Field(description="The outcome in a few sentences that can be said aloud.")
    actions: tuple[AlignedAction, ...] = Field(description="Rows, in the order of the newest template.")
    services: tuple[DirectoryEntry, ...] = Field(description="Directory of services.")
    panels: tuple[DirectoryEntry, ...] = Field(description="Directory of panels.")
    agencies: tuple[DirectoryEntry, ...] = Field(description="Directory of agencies.")
    passages: tuple[Passage, ...] = Field(description="Passages shared between boroughs, widest first.")
    standings: tuple[PlanStanding, ...] = Field(description="How each plan stands among the others, most unlike first.")
    notes: tuple[str, ...] = Field(default=(), description="What to bear in mind when reading this comparison.")


Comparison = YearsComparison | BoroughsComparison
