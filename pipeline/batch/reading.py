"""Reads one document: the work that a worker does."""

from __future__ import annotations

import pickle
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import Field, TypeAdapter
from pydantic_core import PydanticSerializationError

from extractors import read_plan
from extractors.common.progress import AtPage, listening
from extractors.converted.libreoffice import using_libreoffice
from extractors.readers import READERS, sha256
from models.base import Record
from models.catalogue import finding
from models.errors import InputError, VvrapError
from models.plan import Borough, Plan
from models.reference.columns import ColumnNames
from models.reference.template import Editions, using_editions
from models.rows import PlanRow
from pipeline.batch.children import allow_longer
from pipeline.batch.inputs import bytes_of, fingerprint
from pipeline.batch.limits import MOST_INPUT
from pipeline.corrections.correct import correct, settle
from pipeline.corrections.lines import Corrections
from pipeline.flatten import plan_row
from pipeline.outputs.manifest import CorrectedValue, FindingCounts
from pipeline.outputs.places import shortened
from pipeline.parts import join_parts, parts_sha256
from pipeline.plan_json import plan_json
from pipeline.registries import RegistryFolder, tagger_of
from pipeline.report import summarise
from pipeline.stages import default_stages

WORK = "pipeline.batch.reading:answer"
WARM_UP = "pipeline.batch.reading:warm_up"

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
OUT_OF_MEMORY = (
    "Reading it took more memory than one document may have.",
    "Save the plan's own pages as a separate file. You can also raise the limit with --memory-limit.",
)

_OURS = frozenset({"models", "extractors", "pipeline"})
_WARM_UP_TEXT = (
    b"RAG\tAction No\tVRU Mandatory Action\tNamed Lead and Role\tLead Organisation/Service\tNarrative\n"
    b"Green\t1\tShare information\tA Person, Manager\tCouncil\tThe council shares it.\n"
)
"""A plan of one action: reading it loads everything that every plan needs."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, and how.

    Attributes:
        location: path, or address that fsspec opens.
        filename: name to record.
        only_fingerprint: tell the SHA-256 and read nothing.
        borough, year: overrule what the document says.
        corrections: those of the plan_id it will be kept under.
        corrected: what documents said before where these corrections stand.
        registry: folder of names to tag by; None is the built-in one.
        names: what headers of columns mean; None when nobody said anything about them.
        editions: of the template, where people added some; None for those that come with the tool.
        parts: location and name of each document that is to be read as a part of one plan.
        pages_note: file in which to note the page that is being read; None to note nothing.
        libreoffice: the program that opens other kinds of documents; None for the one that is found.
    """

    location: str
    filename: str
    most_bytes: int = MOST_INPUT
    only_fingerprint: bool = False
    borough: Borough | None = None
    year: int | None = None
    corrections: Corrections | None = None
    corrected: tuple[CorrectedValue, ...] = ()
    registry: RegistryFolder | None = None
    names: ColumnNames | None = None
    editions: Editions | None = None
    parts: tuple[tuple[str, str], ...] = ()
    pages_note: str | None = None
    libreoffice: str | None = None


class PlanRead(Record):
    """The document became a plan; the plan's JSON follows in the answer."""

    kind: Literal["plan"] = "plan"
    sha256: str = Field(description="SHA-256 of the bytes that were read.")
    read_as: str = Field(description="plan_id by its borough and year.")
    media_type: str = Field(description="Told by content.")
    reader: str = Field(description="Reader that took it.")
    findings: FindingCounts = Field(description="By severity.")
    row: PlanRow = Field(description="Its row in plans.csv.")
    lines: tuple[str, ...] = Field(description="What to tell a person.")
    corrections: str | None = Field(description="SHA-256 of the corrections applied.")
    corrected: tuple[CorrectedValue, ...] = Field(description="What the document said where corrections stand.")
    seconds: float = Field(default=0.0, description="How long the reading took.")


class NotRead(Record):
    """The document did not become a plan."""

    kind: Literal["failure"] = "failure"
    sha256: str | None = Field(description="SHA-256 of its bytes; null when they could not be had.")
    code: str = Field(description="Code of the failure.")
    problem: str = Field(description="What is wrong.")
    remedy: str = Field(description="What to do.")
    seconds: float | None = Field(default=None, description="How long it took; null when nobody can tell.")


class Fingerprint(Record):
    """What the document is, unread."""

    kind: Literal["fingerprint"] = "fingerprint"
    sha256: str = Field(description="SHA-256 of its bytes.")


Result = TypeVar("Result")

Said: TypeAlias = Annotated[PlanRead | NotRead | Fingerprint, Field(discriminator="kind")]

_SAID: TypeAdapter[PlanRead | NotRead | Fingerprint] = TypeAdapter(Said)


def answer(task: bytes) -> bytes:
    """Work on a pickled `Request`: a line of JSON; after it the plan's JSON if there is one."""
    return _answer(begin(pickle.loads(task)))  # noqa: S301 - tasks come from the run that started this process


def begin_task(task: bytes) -> tuple[bytes, float]:
    """The first half of `answer`, to be handed to `complete_task`, and the processor time it took, in seconds."""
    begun = begin(pickle.loads(task))  # noqa: S301 - likewise
    return pickle.dumps(begun), begun.spent


def complete_task(begun: bytes) -> bytes:
    """The second half of `answer`."""
    return _answer(pickle.loads(begun))  # noqa: S301 - it comes from a child of this run


def _answer(begun: Begun) -> bytes:
    said, plan = complete(begun)
    return said.model_dump_json().encode() + b"\n" + plan


def parse_answer(data: bytes) -> tuple[PlanRead | NotRead | Fingerprint, bytes]:
    """What was said and the plan's JSON, empty when there is none. Raises ValueError for anything else."""
    head, _, plan = data.partition(b"\n")
    return _SAID.validate_json(head), plan


def read(request: Request) -> tuple[PlanRead | NotRead | Fingerprint, bytes]:
    """Read a document. What is wrong with it is part of the answer and never an exception."""
    return complete(begin(request))


@dataclass(frozen=True, slots=True)
class Begun:
    """A document whose reader and assembler are done, so that what is left needs the tagger and no reader.

    Attributes:
        outcome: the plan as read, or all that there is to say.
        seconds: how long it took by the clock.
        spent: seconds of the processor time that a document may take, without what was granted beside it.
    """

    request: Request
    outcome: Plan | NotRead | Fingerprint
    seconds: float
    spent: float


def begin(request: Request) -> Begun:
    """Read a document; corrections, names and checks are left to `complete`. Raises as `read`: nothing."""
    began, at_work = time.monotonic(), time.process_time()
    seen: list[str] = []  # what the document is, once its bytes are there
    granted: list[float] = []  # seconds of processor time over and above the limit

    def more_time(seconds: float) -> None:
        granted.append(seconds)
        allow_longer(seconds)

    with listening(_noting(request.pages_note) if request.pages_note else None, more_time):
        outcome = _guarded(lambda: _as_read(request, seen), lambda: seen[0] if seen else None)
    spent = time.process_time() - at_work
    return Begun(request, outcome, time.monotonic() - began, max(spent - sum(granted), 0.0))


def complete(begun: Begun) -> tuple[PlanRead | NotRead | Fingerprint, bytes]:
    """The answer on a document that has been read. Raises as `read`: nothing."""
    began = time.monotonic()
    said: PlanRead | NotRead | Fingerprint
    if isinstance(begun.outcome, Plan):
        plan = begun.outcome
        finished = _guarded(lambda: _finish(plan, begun.request), lambda: plan.source.sha256)
        said, data = (finished, b"") if isinstance(finished, NotRead) else finished
    else:
        said, data = begun.outcome, b""
    if isinstance(said, Fingerprint):
        return said, data
    return said.model_copy(update={"seconds": round(begun.seconds + time.monotonic() - began, 3)}), data


def _noting(place: str) -> AtPage:
    """Notes the page in a file. Whoever shows it does without when it cannot be written: no reading fails for that."""

    def note(page: int, pages: int) -> None:
        with suppress(OSError):
            Path(place).write_text(f"{page} {pages}", encoding="ascii")

    return note


def _as_read(request: Request, seen: list[str]) -> Plan | Fingerprint:
    """The plan as read; puts down in `seen` what the document is as soon as that is known."""
    if request.only_fingerprint:
        return Fingerprint(sha256=fingerprint(request.location, request.most_bytes))
    if request.parts:
        datas = [(bytes_of(place, request.most_bytes), name) for place, name in request.parts]
        seen.append(parts_sha256(sha256(data) for data, _ in datas))
        return join_parts([_read(data, name, request) for data, name in datas])
    data = bytes_of(request.location, request.most_bytes)
    seen.append(sha256(data))
    return _read(data, request.filename, request)


def _guarded(work: Callable[[], Result], what: Callable[[], str | None]) -> Result | NotRead:
    """What the work gives, or what is wrong. what: tells the SHA-256 of the document."""
    try:
        return work()
    except InputError as error:
        return NotRead(sha256=what(), code=error.code, problem=error.problem, remedy=error.remedy)
    except VvrapError as error:
        return NotRead(sha256=what(), code="reference-data", problem=error.problem, remedy=error.remedy)
    except MemoryError:
        problem, remedy = OUT_OF_MEMORY
        return NotRead(sha256=what(), code="memory", problem=problem, remedy=remedy)
    except Exception as error:  # noqa: BLE001 - the one guard around a single document: the others must go on
        return _fault(error, what())


def _fault(error: Exception, digest: str | None) -> NotRead:
    """What to say of a fault of our own: where it is, and nothing of what the document says."""
    root = Path(__file__).parents[2]
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [(path.relative_to(root), line) for path, line in frames if path.is_relative_to(root)]
    *_, (path, line) = [(path, line) for path, line in inside if path.parts[0] in _OURS]
    return NotRead(
        sha256=digest,
        code="fault",
        problem=f"A fault in this tool ({type(error).__name__} at {path.as_posix()}:{line}) stopped the reading.",
        remedy="Report this line and the document's layout; the other documents are not affected.",
    )


def _read(data: bytes, filename: str, request: Request) -> Plan:
    with using_libreoffice(request.libreoffice):
        return without_surrogates(
            read_plan(data, filename, borough=request.borough, year=request.year, names=request.names)
        )


def _finish(plan: Plan, request: Request) -> tuple[PlanRead, bytes]:
    """The plan as read, corrected, tagged and checked."""
    read_as = shortened(plan.plan_id)
    plan = plan.model_copy(update={"plan_id": read_as})
    corrected: tuple[CorrectedValue, ...] = ()
    if request.corrections:
        result = correct(plan, request.corrections, request.corrected)
        plan, corrected = result.plan, result.values
    with using_editions(request.editions):
        for stage in default_stages(request.registry):
            plan = stage(plan)
        plan = settle(plan)
        lines = tuple(summarise(plan))
    facts = PlanRead(
        sha256=plan.source.sha256,
        read_as=read_as,
        media_type=plan.source.media_type,
        reader=plan.source.reader,
        findings=FindingCounts.of(plan.findings),
        row=plan_row(plan),
        lines=lines,
        corrections=request.corrections.sha256 if request.corrections else None,
        corrected=corrected,
    )
    return facts, plan_json(plan)


def without_surrogates(plan: Plan) -> Plan:
    """The plan with halves of UTF-16 characters, which no file can hold, as replacement characters, and a finding.

    Some documents have them in their text. Each takes the place of one character, so offsets still hold.
    """
    try:
        plan.model_dump_json()
    except PydanticSerializationError:
        values, count = _clean(plan.model_dump())
        doubt = finding("unreadable-characters", count=count)
        return Plan.model_validate({**values, "findings": [*values["findings"], doubt.model_dump()]})
    return plan


def _clean(value: Any) -> tuple[Any, int]:  # noqa: ANN401 - a plan's values, whatever their types
    """The value without lone surrogates, and how many there were."""
    if isinstance(value, str):
        clean = "".join(REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in value)
        return clean, sum(old != new for old, new in zip(value, clean, strict=True))
    if isinstance(value, dict):
        pairs = [(_clean(key), _clean(inside)) for key, inside in value.items()]
        return {key: inside for (key, _), (inside, _) in pairs}, sum(k + v for (_, k), (_, v) in pairs)
    if isinstance(value, list | tuple):
        parts = [_clean(inside) for inside in value]
        return [part for part, _ in parts], sum(count for _, count in parts)
    return value, 0


def load_tagger(registry: RegistryFolder | None = None) -> None:
    """Load what `complete` needs. Raises `VvrapError` for a data file of ours that holds a fault."""
    if registry is None:
        from pipeline.tagging.tagger import load_tagger as load  # noqa: PLC0415 - loading spaCy takes its time

        load()
    else:
        tagger_of(registry)


def warm_up(registry: RegistryFolder | None = None) -> None:
    """Load what every document needs. Raises `VvrapError` for a data file of ours that holds a fault."""
    for reader in READERS:
        import_module(reader.module)
    with suppress(InputError):
        plan = read_plan(_WARM_UP_TEXT, "warm-up.txt")
        for stage in default_stages(registry):
            plan = stage(plan)
        plan_json(plan)
