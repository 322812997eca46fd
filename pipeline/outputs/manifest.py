"""The manifest: what became of every document that was ever given, kept beside the plans as manifest.json.

It holds the only figures in the outputs folder that differ from one run to the next, the `seconds` a reading took; all
else is the same for the same documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from models.base import Record
from models.catalogue import is_doubt
from models.finding import Finding

MANIFEST = "manifest.json"
MANIFEST_VERSION = "1.0"
FIRST_COMMAND = 1

Status = Literal["read", "read with doubts", "failed", "skipped"]
Reading = Literal["read", "read with doubts", "failed"]


class FindingCounts(Record):
    """Findings of a plan by severity, and the doubts among them."""

    error: int = Field(default=0, ge=0, description="Data may be wrong or lost.")
    warning: int = Field(default=0, ge=0, description="A person should look.")
    info: int = Field(default=0, ge=0, description="Good to know.")
    doubts: int = Field(default=0, ge=0, description="Warnings and errors about how the document was read.")

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> FindingCounts:
        """The counts of these findings."""
        findings = list(findings)
        counts = Counter(finding.severity for finding in findings)
        return cls.model_validate({**counts, "doubts": sum(map(is_doubt, findings))})

    @property
    def reading(self) -> Reading:
        """How a plan with these findings was read."""
        return "read with doubts" if self.doubts else "read"


class Entry(Record):
    """One document."""

    name: str = Field(description="Its name, with the folders between it and the one that was given.")
    sha256: str | None = Field(description="SHA-256 of its bytes; null when they could not be had.")
    status: Status = Field(description="What the run that was given it last did with it.")
    reading: Reading | None = Field(
        default=None, description="How its reading went, in this run or, for a skipped one, before; null without one."
    )
    reason: str | None = Field(default=None, description="Why it was skipped, or what is wrong and what to do.")
    code: str | None = Field(default=None, description="Code of the failure; null when it did not fail.")
    tool_version: str = Field(description="Version of vvrap that read it.")
    build: str = Field(description="Digest of that version's code and data files, which people may edit.")
    reader: str | None = Field(default=None, description="Reader that took it; null when none did.")
    media_type: str | None = Field(default=None, description="What it is, recognised from its content.")
    plan_id: str | None = Field(default=None, description="The plan it became.")
    read_as: str | None = Field(
        default=None, description="plan_id by its borough and year alone: another when two documents share them."
    )
    kept: str | None = Field(
        default=None,
        description="Where that plan is: in plans/, or in revisions/ once a newer document took its place.",
    )
    plan_sha256: str | None = Field(default=None, description="SHA-256 of that plan's JSON as it was written.")
    borough: str | None = Field(default=None, description="GSS code of the borough given with --borough.")
    year: int | None = Field(default=None, description="Year given with --year.")
    corrections: str | None = Field(default=None, description="SHA-256 of the corrections file that was applied.")
    registry: str | None = Field(
        default=None, description="SHA-256 of the registry folder given with --registry; null for the package's."
    )
    columns: str | None = Field(
        default=None, description="SHA-256 of the column names given by people; null when none were."
    )
    findings: FindingCounts = Field(default=FindingCounts(), description="Findings of the plan by severity.")
    seconds: float | None = Field(default=None, description="Seconds the reading took; differs from run to run.")

    @property
    def is_current(self) -> bool:
        """Whether the plan read from it is the one in plans/."""
        return self.kept is not None and self.kept.startswith("plans/")


class CorrectedValue(Record):
    """What a document said where a correction was first applied: later documents are compared with it."""

    ref: str = Field(description="The action; empty for the plan.")
    field: str = Field(description="The field.")
    value: str = Field(description="The corrected value.")
    document: str = Field(description="What the document said when the correction was made.")
    when: date | None = Field(default=None, description="Day of the correction; null in older manifests.")
    overtaken: bool = Field(default=False, description="Whether a later document has said something else since.")
    applied_to: str | None = Field(
        default=None, description="SHA-256 of the last document to which it was applied; null in older manifests."
    )


class Offer(Record):
    """When a document was first given: this alone decides which of two documents for one plan is newer."""

    command: int = Field(
        description="Number of the command that gave it first; of two documents given by one command neither is newer."
    )
    name: str = Field(description="Its name in that command.")
    plan_id: str | None = Field(default=None, description="The plan a person put it under; null: as the order has it.")
    part_of: str | None = Field(default=None, description="SHA-256 of the parts it was read with as one plan.")
    removed: bool = Field(default=False, description="Whether its plan was removed with `vvrap remove`.")


class Manifest(Record):
    """The file."""

    schema_version: str = Field(default=MANIFEST_VERSION, description="Version of this schema.")
    inputs: tuple[Entry, ...] = Field(default=(), description="Every document given, by name and content.")
    corrected: dict[str, tuple[CorrectedValue, ...]] = Field(
        default={}, description="By plan_id: what the document says where values were corrected."
    )
    offers: dict[str, Offer] = Field(
        default={}, description="By SHA-256, or by name where the bytes could not be had: when each document came."
    )


class Moved(Record):
    """A plan that another document's plan has moved, and where it is now."""

    sha256: str = Field(description="SHA-256 of the document.")
    plan_id: str = Field(description="plan_id it has now.")
    kept: str = Field(description="Where its JSON is now.")
    plan_sha256: str = Field(description="SHA-256 of that JSON.")
    findings: FindingCounts = Field(description="Its findings by severity.")


class JournalLine(Record):
    """What a run has done, written down at once and merged into the manifest at the end."""

    entry: Entry | None = Field(default=None, description="A document's outcome.")
    forced: bool = Field(default=False, description="The run read every document, known or not.")
    corrected: tuple[CorrectedValue, ...] = Field(default=(), description="As in the manifest, for its plan.")
    moved: Moved | None = Field(default=None, description="A plan that made way for another.")
    offers: dict[str, Offer | None] = Field(default={}, description="Offers made, changed, or (null) dropped.")
