"""A plan and its actions: the records that leave the project as JSON and CSV.

Field names are fixed: other people's spreadsheets and scripts read them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from models.base import Record
from models.correction import FieldCorrection
from models.document import Evidence
from models.finding import Finding
from models.mention import Mention

SCHEMA_VERSION = "1.2"
READABLE_VERSIONS = frozenset({"1.0", "1.1", SCHEMA_VERSION})
"""Versions whose plans are plans of this one: fields were added since, none changed."""

RagColour = Literal["red", "amber", "green", "blue"]
RagSource = Literal["fill", "shape", "text"]


PLAN_ID = r"[^\W_]+(?:-[^\W_]+)*"
"""Letters and digits, with single hyphens between them: what may stand in the name of a file anywhere."""

LONGEST_PLAN_ID = 240
"""Bytes. A name of a file has at most 255 on common systems."""


def is_plan_id(text: str) -> bool:
    """Whether a text can be a plan_id, from which names of files are made."""
    return re.fullmatch(PLAN_ID, text) is not None and len(text.encode("utf-8", "replace")) <= LONGEST_PLAN_ID


def _checked(plan_id: str) -> str:
    if re.fullmatch(PLAN_ID, plan_id) is None:
        raise ValueError("it must be letters and digits with single hyphens between them")
    return plan_id


PlanId = Annotated[str, AfterValidator(_checked)]


class Borough(Record):
    """One of the 33 London authorities."""

    name: str = Field(description="Name as the authority is commonly called.")
    slug: str = Field(description="Name in lower case with hyphens.")
    gss_code: str = Field(pattern=r"^E09\d{6}$", description="Government Statistical Service code, e.g. E09000027.")


class PlanMetadata(Record):
    """What the cover states, as printed."""

    relevant_to: str | None = Field(default=None, description="Whom the plan concerns.")
    summary: str | None = Field(default=None, description="Summary or purpose.")
    author: str | None = Field(default=None, description="Author or authors.")
    unit: str | None = Field(default=None, description="Team or partnership that wrote it.")
    date_authored: str | None = Field(default=None, description="Date as printed.")


class Source(Record):
    """The file a plan was read from."""

    filename: str = Field(description="Name of the file, without its folder.")
    sha256: str = Field(description="SHA-256 of the bytes, hexadecimal.")
    media_type: str = Field(description="Media type, recognised from the content.")
    page_count: int | None = Field(default=None, description="Pages of the file; null when the format has none.")
    reader: str = Field(description="Name of the reader.")


class Theme(Record):
    """A theme of the plan."""

    number: int | None = Field(description="Number as printed, or by order of appearance when none is.")
    title: str = Field(description="Title without number, 'NEW SECTION' flag, emphasis marks or closing colon.")
    description: str = Field(default="", description="The strap-line under the title, else empty.")


class NamedLead(Record):
    """A person or post named as lead."""

    text: str = Field(description="As printed.")
    name: str | None = Field(default=None, description="The person's name, when one is given.")
    role: str | None = Field(default=None, description="The post, when one is given.")
    entity_id: str | None = Field(
        default=None,
        description="Stable id in the registry of the body that the post belongs to; null when not linked.",
    )


class LeadOrganisation(Record):
    """One organisation named as lead."""

    text: str = Field(description="As printed.")
    entity_id: str | None = Field(default=None, description="Stable id in the registry; null when not linked.")


class NarrativeBlock(Record):
    """A paragraph or bullet of a narrative."""

    kind: Literal["para", "bullet"] = Field(description="Paragraph or list item.")
    text: str = Field(description="The words, without the bullet glyph.")
    speaker: str | None = Field(
        default=None, description="entity_id of the agency whose words these are; null when not said."
    )


class ActionNote(Record):
    """A footnote or endnote that an action's cells cite."""

    mark: str = Field(description="The mark as printed: 2, a, *.")
    text: str = Field(default="", description="What the note says; empty when it was not found.")


class Action(Record):
    """One action of a plan."""

    ref: str = Field(min_length=1, description="Theme number, dot, action number, e.g. 4.7.")
    theme_number: int | None = Field(description="Number of the theme the action is under.")
    action_number: str = Field(description="Number within the theme, e.g. 7 or 4a.")
    mandatory_action: str = Field(description="The action's wording; blocks joined by line feeds.")
    rag: RagColour | None = Field(default=None, description="RAG status; null when none is given.")
    rag_source: RagSource | None = Field(
        default=None, description="Where the RAG was read: cell fill, coloured shape, or text."
    )
    named_leads: tuple[NamedLead, ...] = Field(default=(), description="Named leads, in the order printed.")
    lead_organisations: tuple[LeadOrganisation, ...] = Field(
        default=(), description="Lead organisations, in the order printed."
    )
    timescale: str | None = Field(default=None, description="Timescale, target date or milestone as printed.")
    outcome: str | None = Field(default=None, description="Outcome or target as printed.")
    other: dict[str, str] = Field(
        default_factory=dict, description="Columns with no field of their own: header as printed to text."
    )
    details: dict[str, str] = Field(
        default_factory=dict,
        description="Columns of a declared role without a field of its own here: name of the role to text.",
    )
    narrative: str = Field(default="", description="What is done; blocks joined by line feeds, bullet glyphs left out.")
    narrative_blocks: tuple[NarrativeBlock, ...] = Field(
        default=(), description="The narrative's paragraphs and bullets."
    )
    notes: tuple[ActionNote, ...] = Field(
        default=(), description="Footnotes and endnotes that its cells cite, in the order of their marks."
    )
    nil_return: bool = Field(description="The narrative is empty or says nothing, e.g. 'No comment received'.")
    mentions: tuple[Mention, ...] = Field(
        default=(), description="Agencies, panels and services named in the narrative."
    )
    evidence: dict[str, tuple[Evidence, ...]] = Field(
        default_factory=dict,
        description="Field name (for `other`: 'other/' and the header) to the places it was read from.",
    )
    corrections: tuple[FieldCorrection, ...] = Field(
        default=(), description="What people corrected in it, each with what the document says."
    )
    as_read: Action | None = Field(
        default=None,
        description="The action as the document alone has it, without mentions; null where no correction is applied.",
    )


class PlanColumn(Record):
    """A column of a plan's table: the header as printed and what it was taken to be."""

    header: str = Field(description="Header as printed; a header of several rows is joined by ' / '.")
    field: str | None = Field(description="Field of the action it fills; null when kept under `other`.")


class PlanTable(Record):
    """A table of the document from which actions were read."""

    pages: tuple[int, ...] = Field(default=(), description="Pages it is on; empty without pages.")
    rows: int = Field(ge=0, description="Rows read, headers and banners left out.")
    columns: tuple[PlanColumn, ...] = Field(description="Its columns, left to right.")


class Coverage(Record):
    """Conservation: how many words of the plan's tables ended in a field, a header, a theme or a finding."""

    words: int = Field(ge=0, description="Words inside the plan's tables.")
    accounted: int = Field(ge=0, description="Words that are found again in the records.")
    unaccounted: tuple[str, ...] = Field(default=(), description="The words that are not, in document order.")

    @property
    def share(self) -> float:
        """Share of words accounted for, 0 to 1; 1 when there are none."""
        return self.accounted / self.words if self.words else 1.0


class Plan(Record):
    """One borough's plan, with everything known about it."""

    schema_version: str = Field(default=SCHEMA_VERSION, description="Version of this schema.")
    plan_id: PlanId = Field(description="Borough slug and plan year, e.g. richmond-upon-thames-2024.")
    borough: Borough | None = Field(description="The authority; null when the document does not say.")
    plan_year: int | None = Field(
        ge=date.min.year,
        le=date.max.year,
        description="Year the plan is for or was issued, as its title or cover says.",
    )
    template: str | None = Field(description="The template's year as printed over the table, e.g. 2023 Refresh.")
    title: str | None = Field(description="Title of the document.")
    metadata: PlanMetadata = Field(description="What the cover states.")
    source: Source = Field(description="The file it was read from.")
    themes: tuple[Theme, ...] = Field(description="Themes, in document order.")
    actions: tuple[Action, ...] = Field(description="Actions, in document order.")
    tables: tuple[PlanTable, ...] = Field(default=(), description="The tables the actions were read from.")
    coverage: Coverage = Field(description="Words of those tables that are found again in the records.")
    corrections: tuple[FieldCorrection, ...] = Field(
        default=(), description="What people corrected in its title and template, each with what the document says."
    )
    findings: tuple[Finding, ...] = Field(default=(), description="Doubts and notable facts.")
