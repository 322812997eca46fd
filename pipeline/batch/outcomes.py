"""What becomes of documents in a run, and of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.errors import InputError
from models.plan import Borough
from models.rows import PlanRow
from pipeline.batch.limits import Limits
from pipeline.column_names import Told
from pipeline.outputs.manifest import Entry
from pipeline.redaction.plans import Removed
from pipeline.registries import RegistryFolder


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read.

    Attributes:
        borough, year: overrule what the documents say.
        force: read every document, also one that was read before and has not changed.
        safe: CSV text that a spreadsheet would take for a formula is made safe (see `pipeline.formulas`).
        limits: what one document may take.
        registry: folder of names to tag by; None is the built-in one.
        columns: what people said that headers of columns mean.
        redact_names: leave people's names out of everything that is written.
        pages_notes: by location of a document, the file in which to note the page that is being read.
        libreoffice: the program that opens other kinds of documents; None for the one that is found.
    """

    borough: Borough | None = None
    year: int | None = None
    force: bool = False
    safe: bool = True
    limits: Limits = field(default_factory=Limits)
    registry: RegistryFolder | None = None
    columns: Told = field(default_factory=Told)
    redact_names: bool = False
    pages_notes: Mapping[str, str] = field(default_factory=dict)
    libreoffice: str | None = None

    @property
    def registry_sha256(self) -> str | None:
        """What the registry folder holds; None for the built-in one."""
        return self.registry.sha256 if self.registry else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        location: where it was, as it was given.
        entry: its entry in the manifest.
        problem, remedy: of a document that failed.
        lines: what to tell a person about a plan that was read.
        row: the plan's row in plans.csv; None unless it was read in this run.
    """

    location: str
    entry: Entry
    problem: str = ""
    remedy: str = ""
    lines: tuple[str, ...] = ()
    row: PlanRow | None = None

    @property
    def failed(self) -> bool:
        """Whether there is no plan of it."""
        return self.entry.status == "failed"


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        statuses: how many documents were read, read with doubts, failed and skipped.
        failures: the documents that failed, in their order.
        faults: plans in the folder that could not be taken into the CSV files.
        notes: other things a person should know, each a sentence or two.
        removed: the names that were left out.
        seconds: how long it took.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    failures: list[Outcome] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def documents(self) -> int:
        """All documents."""
        return self.statuses.total()

    @property
    def failed(self) -> int:
        """Documents that failed."""
        return self.statuses["failed"]

    def count(self, outcome: Outcome) -> None:
        """Take an outcome in."""
        self.statuses[outcome.entry.status] += 1
        if outcome.failed:
            self.failures.append(outcome)
