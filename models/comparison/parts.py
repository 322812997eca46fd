"""What both kinds of comparison are made of."""

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
    borough: str | None = Field(description="Name of the borough; null when the document does not say.")
    plan_year: int | None = Field(description="Year the plan is for; null when the document does not say.")
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


class NameToReview(Name):
    """A name that so far only the tagger took for one and that still need review."""

    label: MentionLabel = Field(description="agency, panel or service.")


class NamesToReview(Record):
    """Names not yet reviewed that one plan only mentions."""

    added: tuple[NameToReview, ...] = Field(default=(), description="Mentioned in the later plan only.")
    removed: tuple[NameToReview, ...] = Field(default=(), description="Mentioned in the earlier plan only.")


class MentionsInOut(Record):
    """Mentions in and out: registry ids of all labels, then by label with those that are not linked.

    A name that one of the plans mentions only in places that were not reviewed is neither in nor out.
    """

    added: tuple[str, ...] = Field(default=(), description="entity_id of those in the later plan only.")
    removed: tuple[str, ...] = Field(default=(), description="entity_id of those in the earlier plan only.")
    agencies: NamesInOut = Field(default=NamesInOut(), description="Agencies in and out.")
    panels: NamesInOut = Field(default=NamesInOut(), description="Panels in and out.")
    services: NamesInOut = Field(default=NamesInOut(), description="Services in and out.")
    not_reviewed: NamesToReview = Field(
        default=NamesToReview(), description="Names not yet reviewed in and out: not among those above."
    )


class TextPair(Record):
    """A field of both plans."""

    before: str | None = Field(default=None, description="In the earlier plan; null when it has none.")
    after: str | None = Field(default=None, description="In the later plan; null when it has none.")


class TextLists(Record):
    """Texts of either plan."""

    before: tuple[str, ...] = Field(default=(), description="Of the earlier plan.")
    after: tuple[str, ...] = Field(default=(), description="Of the later plan.")


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
    """A run of words from two compared texts. White space after a word belongs to it."""

    kind: PieceKind = Field(
        description=(
            "kept: in both; inserted, deleted: in the later or earlier text only; "
            "moved_here, moved_away: in both, at another place, given at both places."
        )
    )
    text: str = Field(description="The words; for kept ones as the later text prints them.")


class Match(Record):
    """Why two actions are treated as the same, or why an action has no partner."""

    score: float = Field(ge=0, le=1, description="How alike, 0 to 1; for an action alone, of its nearest candidate.")
    why: str = Field(description="The reason in plain words.")
    wording: float = Field(default=0, ge=0, le=1, description="Part of the score: likeness of the wordings.")
    theme: float = Field(default=0, ge=0, le=1, description="Part of the score: how far the themes correspond.")
    number: float = Field(default=0, ge=0, le=1, description="Part of the score: likeness of number and place.")
    narrative: float = Field(default=0, ge=0, le=1, description="Part of the score: a narrative carried over.")
    nearest_ref: str | None = Field(default=None, description="For an action alone: ref of its nearest candidate.")
    decided: Decision | None = Field(
        default=None,
        description="A person's decision that settled it: from the pins file, or on a pair of template editions.",
    )
    check: bool = Field(default=False, description="The score is close to the threshold or to another candidate's.")


class Related(Record):
    """An action that was cut in two or joined with another, where that is sure."""

    relation: Literal["split_from", "split_into", "merged_into", "merged_from"] = Field(description="What happened.")
    ref: str = Field(description="The action in the other plan.")
    share: float = Field(ge=0, le=1, description="Share of the smaller wording's distinctive words found in the other.")
