"""A comparison of years: one borough's plan with its next."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Record
from models.comparison.parts import (
    COMPARISON_SCHEMA_VERSION,
    ActionStatus,
    CountPair,
    Match,
    MentionsInOut,
    Name,
    NarrativeStatus,
    NilPair,
    Piece,
    PlanHeading,
    RagPair,
    Related,
    TextLists,
    TextPair,
    TextsInOut,
    WordingStatus,
)
from models.plan import RagColour

PointCode = Literal[
    "red_twice_copied",
    "improved_copied",
    "worsened_copied",
    "worsened",
    "red_twice",
    "improved",
    "became_nil",
    "nil_twice",
    "new",
    "dropped",
    "copied",
]


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
    related: tuple[Related, ...] = Field(default=(), description="Splits and merges it was part of.")
    action_text: WordingStatus | None = Field(description="The wording; null for new and dropped actions.")
    wording_changes: tuple[Piece, ...] = Field(default=(), description="Both wordings in one, with what changed.")
    narrative: NarrativeStatus | None = Field(
        description=(
            "same: but for case, white space, quotes, dashes and full stops; edited: at least half of the longer text "
            "is kept; "
            "rewritten: less; became_nil, was_nil: a nil return in one of the plans; null for new and dropped actions."
        )
    )
    narrative_similarity: float | None = Field(
        ge=0, le=1, description="Words kept as a share of the longer narrative; null for new and dropped actions."
    )
    narrative_changes: tuple[Piece, ...] = Field(default=(), description="Both narratives in one, with what changed.")
    narrative_words: CountPair = Field(description="Words of each narrative.")
    nil_return: NilPair = Field(description="Nil return in each plan.")
    copied_forward: bool = Field(description="The narrative is the same in both plans and not a nil return.")
    rag: RagPair = Field(description="RAG in each plan.")
    lead_organisations: TextsInOut = Field(description="Lead organisations in and out.")
    named_leads: TextsInOut = Field(description="Named leads in and out.")
    timescale: TextPair = Field(description="Timescale in each plan.")
    outcome: TextPair = Field(description="Outcome in each plan.")
    details: dict[str, TextPair] = Field(
        default_factory=dict, description="Columns of declared roles without a field of their own here, by role."
    )
    other: dict[str, TextPair] = Field(default_factory=dict, description="Other columns whose text differs.")
    notes: TextsInOut = Field(default=TextsInOut(), description="Footnotes in and out, each with its mark.")
    corrections: TextLists = Field(
        default=TextLists(), description="What people corrected in each plan, with what the document says."
    )
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
    """How many actions went from one RAG to another; null means that no RAG was given."""

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


class PlacedName(Name):
    """A name, and where the plan mentions it."""

    refs: tuple[str, ...] = Field(description="Actions of that plan whose narratives mention it.")


class PlacedNamesInOut(Record):
    """Names that only one of the plans mentions anywhere, with the actions that mention them."""

    added: tuple[PlacedName, ...] = Field(default=(), description="Mentioned in the later plan only.")
    removed: tuple[PlacedName, ...] = Field(default=(), description="Mentioned in the earlier plan only.")


class PointAction(Record):
    """An action that a key point is about."""

    before_ref: str | None = Field(description="ref in the earlier plan.")
    after_ref: str | None = Field(description="ref in the later plan.")
    mandatory_action: str = Field(description="Its wording.")
    rag: RagPair = Field(description="RAG in each plan.")


class KeyPoint(Record):
    """Something that whoever answers for the plan must know, with every action it is true of."""

    code: PointCode = Field(description="Names the point.")
    title: str = Field(description="The point in plain words.")
    actions: tuple[PointAction, ...] = Field(description="The actions, in the order of the comparison.")


class YearsSummary(Record):
    """Key points and counts of each kind of change."""

    points: tuple[KeyPoint, ...] = Field(
        description="What to know first, most pressing first; a point that is true of no action is left out."
    )

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
    agencies: PlacedNamesInOut = Field(description="Agencies mentioned anywhere in one of the plans only.")
    panels: PlacedNamesInOut = Field(description="Panels mentioned anywhere in one of the plans only.")
    services: PlacedNamesInOut = Field(description="Services mentioned anywhere in one of the plans only.")
    not_reviewed: CountPair = Field(description="Names in each plan that still need review.")
    matches_to_check: int = Field(ge=0, description="Matches a person should look at.")


class YearsComparison(Record):
    """One borough, two plans: what changed, action by action."""

    schema_version: str = Field(default=COMPARISON_SCHEMA_VERSION, description="Version of this schema.")
    kind: Literal["years"] = Field(default="years", description="Distinguishes this comparison from one of boroughs.")
    before: str = Field(description="plan_id of the earlier plan.")
    after: str = Field(description="plan_id of the later plan.")
    headings: tuple[PlanHeading, PlanHeading] = Field(description="The earlier and the later plan.")
    headline: str = Field(description="The outcome in a sentence or two that can be said aloud.")
    summary: YearsSummary = Field(description="Counts of each.")
    actions: tuple[ActionChange, ...] = Field(
        description="In the order of the later plan; dropped actions follow the place they had."
    )
    notes: tuple[str, ...] = Field(default=(), description="What to bear in mind when reading this comparison.")
