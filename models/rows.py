"""The rows of the CSV files: one record a row, its fields the columns. Lists in a cell are joined by "; "."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.base import Record
from models.finding import Severity
from models.mention import Confidence, MentionLabel
from models.plan import RagColour, RagSource


class Row(Record):
    """A row of one of the CSV files."""

    file: ClassVar[str]
    title: ClassVar[str]
    key: ClassVar[tuple[str, ...]]


class PlanRow(Row):
    """A plan."""

    file = "plans.csv"
    title = "Plans, one a row"
    key = ("plan_id",)

    plan_id: str = Field(description="Borough slug and plan year.")
    borough: str | None = Field(description="The authority's common name.")
    gss_code: str | None = Field(description="Government Statistical Service code of the authority.")
    plan_year: int | None = Field(description="Year the plan is for or was issued.")
    template: str | None = Field(description="The template's year as printed.")
    title_: str | None = Field(serialization_alias="title", description="Title of the document.")
    actions: int = Field(description="Actions read.")
    nil_returns: int = Field(description="Actions whose narrative says nothing.")
    coverage: float = Field(description="Share of the words in the plan's tables found again in the records, 0 to 1.")
    errors: int = Field(description="Findings of severity error.")
    warnings: int = Field(description="Findings of severity warning.")
    filename: str = Field(description="Name of the file the plan was read from.")
    sha256: str = Field(description="SHA-256 of that file.")


class ActionRow(Row):
    """An action."""

    file = "actions.csv"
    title = "Actions, one a row, in document order"
    key = ("plan_id", "position")

    plan_id: str = Field(description="The plan, as in plans.csv.")
    borough: str | None = Field(description="The authority's common name.")
    gss_code: str | None = Field(description="Government Statistical Service code of the authority.")
    plan_year: int | None = Field(description="Year the plan is for or was issued.")
    template: str | None = Field(description="The template's year as printed.")
    theme_number: int | None = Field(description="Number of the theme.")
    theme: str | None = Field(description="Title of the theme.")
    action_number: str = Field(description="Number within the theme.")
    ref: str = Field(description="Theme number, dot, action number.")
    mandatory_action: str = Field(description="The action's wording.")
    rag: RagColour | None = Field(description="RAG status.")
    rag_source: RagSource | None = Field(description="Where the RAG was read.")
    named_leads: str = Field(description="Named leads as printed.")
    lead_organisations: str = Field(description="Lead organisations as printed.")
    timescale: str | None = Field(description="Timescale as printed.")
    outcome: str | None = Field(description="Outcome as printed.")
    narrative: str = Field(description="What is done.")
    nil_return: bool = Field(description="The narrative says nothing.")
    pages: str = Field(description="Pages the action is on; empty without pages.")
    other: str = Field(description="Columns without a field of their own, as header: text.")
    notes: str = Field(description="Footnotes and endnotes that the action's cells cite, as mark: text.")
    position: int = Field(description="Place of the action in the document, from 1.")
    corrections: str = Field(
        default="", description="What people corrected, as field: green, corrected by …, document says amber."
    )
    details: dict[str, str] = Field(
        default_factory=dict, description="By role: columns of declared roles without a field, each a column here too."
    )


class MentionRow(Row):
    """A mention."""

    file = "mentions.csv"
    title = "Agencies, panels and services named in narratives, one mention a row"
    key = ("plan_id", "ref", "start", "position")

    plan_id: str = Field(description="The plan, as in plans.csv.")
    ref: str = Field(description="The action.")
    label: MentionLabel = Field(description="agency, panel or service.")
    entity_id: str | None = Field(description="Stable id in the registry; empty when not linked.")
    canonical: str | None = Field(description="The registry's name for it.")
    text: str = Field(description="The name as written.")
    start: int = Field(description="First character in the narrative.")
    end: int = Field(description="One past the last character.")
    speaker: str | None = Field(description="entity_id of the agency whose words contain the mention.")
    confidence: Confidence = Field(description="high, medium, or to be reviewed.")
    method: str = Field(description="What found it.")
    position: int = Field(description="Place of the action in the document, from 1.")


class FindingRow(Row):
    """A finding."""

    file = "findings.csv"
    title = "Doubts and notable facts, one a row"
    key = ("plan_id", "number")

    plan_id: str = Field(description="The plan, as in plans.csv.")
    ref: str | None = Field(description="The action it is about; empty when about the whole plan.")
    page: int | None = Field(description="Page of the file.")
    severity: Severity = Field(description="error, warning or info.")
    code: str = Field(description="Code in the catalogue of findings.")
    message: str = Field(description="What was found.")
    fields: str = Field(description="Fields of the action that are in doubt, by name; empty when about the whole.")
    what_to_do: str | None = Field(description="What to do about it; empty for a code that is no longer in use.")
    borough: str | None = Field(description="The authority's common name.")
    document: str = Field(description="Name of the file the plan was read from.")
    number: int = Field(description="Place of the finding in the plan's list, from 1.")


TABLES: tuple[type[Row], ...] = (PlanRow, ActionRow, MentionRow, FindingRow)
