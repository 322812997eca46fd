"""The file of a plan's corrections, corrections/<plan_id>.csv: one correction or decision a line.

People write it by hand, with a spreadsheet, or with `vvrap correct`, which only ever adds lines. It is applied every
time the document is read, before the plan is tagged and checked, so a corrected narrative is searched for names like
any other. The last line about a field counts, so that a file can be added to and still tells its own history.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from datetime import date
from pathlib import PurePosixPath
from typing import Literal, get_args

from pydantic import Field

from models.base import Record
from models.errors import InputError
from models.plan import is_plan_id
from pipeline.corrections.fields import field_called
from pipeline.formulas import make_exact
from pipeline.outputs.folder import Folder
from pipeline.outputs.paths import CORRECTIONS, corrections_file

COLUMNS = ("ref", "field", "value", "who", "when", "why")
DOCUMENT_SAID = "document_said"
DECISION = "decision"
SEPARATORS = ",;\t"
"""Between cells. Spreadsheets of many languages write semicolons, and “Text” files have tabs."""

Decision = Literal["", "keep", "drop", "right"]
"""What a line decides: nothing (it is a correction), to keep one or to drop one, or that the document is right."""

_LARGEST_CELL = 64 * 1024 * 1024
csv.field_size_limit(_LARGEST_CELL)
"""Characters of a cell, as many as a plan's JSON may have bytes. Python takes 131,072 for the most that a cell holds; a
narrative that is corrected may be longer, and stands in the file as the document said it."""

_DECISIONS: tuple[Decision, ...] = get_args(Decision)

_ACTION = re.compile(r"\Aaction\s+", re.IGNORECASE)
_A_NUMBER = re.compile(r"\d+\.\d+")  # what a spreadsheet takes for one, and cuts a nought off its end: 4.10 to 4.1

_BRITISH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")  # how spreadsheets here show a date


class Correction(Record):
    """One line of the file."""

    line: int = Field(default=0, ge=0, description="Line of the file, the header being the first; 0 before it is in.")
    ref: str = Field(description="The action, `1.2~2` for the second that is numbered 1.2; empty for the whole plan.")
    field: str = Field(description="Field of the action or the plan.")
    value: str = Field(description="The correct value.")
    who: str = Field(description="Who makes the correction.")
    when: date = Field(description="When they said so.")
    why: str = Field(description="Why.")
    document: str | None = Field(
        default=None, description="What the document said when the line was written; null when the line does not say."
    )
    decision: Decision = Field(
        default="",
        description="Empty: a correction; keep, drop: what becomes of the one before; right: the document is right.",
    )
    cut: bool = Field(
        default=False, description="Whether a spreadsheet may have cut a nought off the ref: 4.1 may have been 4.10."
    )

    @property
    def key(self) -> tuple[str, str]:
        """What it is about: of lines with the same, the last counts."""
        return self.ref, self.field


class Refusal(Record):
    """A line that cannot be applied."""

    line: int = Field(ge=1, description="Line of the file.")
    reason: str = Field(description="What is wrong with it.")


class Corrections(Record):
    """The file of a plan."""

    file: str = Field(description="Its path inside the outputs folder.")
    sha256: str = Field(description="SHA-256 of its bytes; empty without a file.")
    lines: tuple[Correction, ...] = Field(default=(), description="What counts: the last line of each field.")
    history: tuple[Correction, ...] = Field(default=(), description="Every line that could be read, in order.")
    refused: tuple[Refusal, ...] = Field(default=(), description="Lines that say something else.")


def corrected_plans(folder: Folder) -> frozenset[str]:
    """The plan_ids that have a corrections file."""
    stems = (PurePosixPath(name).stem for name in folder.names(CORRECTIONS, ".csv"))
    return frozenset(stem for stem in stems if is_plan_id(stem))


def read_corrections(folder: Folder, plan_id: str) -> Corrections:
    """The corrections of a plan. A file that cannot be read at all is refused by its first line."""
    name = corrections_file(plan_id)
    try:
        return parse_corrections(folder.read(name), name)
    except InputError as error:
        return Corrections(file=name, sha256="", refused=(Refusal(line=1, reason=error.problem),))


def parse_corrections(data: bytes, name: str) -> Corrections:
    """The corrections in the bytes of a file."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        lines, refused = _parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        lines, refused = [], [Refusal(line=1, reason="The file is not UTF-8 text; save it as “CSV UTF-8”.")]
    except csv.Error as error:
        lines, refused = [], [Refusal(line=1, reason=f"The file is not CSV: {error}.")]
    last = {line.key: line for line in lines}
    counting = tuple(line for line in last.values() if line.decision != "drop")
    return Corrections(file=name, sha256=digest, lines=counting, history=tuple(lines), refused=tuple(refused))


def separator_of(text: str) -> str:
    """What stands between the cells of a file."""
    return max(SEPARATORS, key=text.split("\n", 1)[0].count)


def _parse(text: str) -> tuple[list[Correction], list[Refusal]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    header = [cell.strip().casefold() for cell in next(reader, [])]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        reason = f"There is no column {', '.join(missing)}; the first line must be {','.join(COLUMNS)}."
        return [], [Refusal(line=1, reason=reason)]
    lines: list[Correction] = []
    refused: list[Refusal] = []
    before = reader.line_num
    for row in reader:
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        try:
            lines.append(_line(line, header, row))
        except ValueError as error:
            refused.append(Refusal(line=line, reason=str(error)))
    if any(line.cut and line.ref.endswith("0") for line in lines):  # noughts are there, so none was cut off
        lines = [line.model_copy(update={"cut": False}) for line in lines]
    return lines, refused


def _line(number: int, header: list[str], row: list[str]) -> Correction:
    """A line. Raises ValueError with the reason when it is not one."""
    if any(cell.strip() for cell in row[len(header) :]):
        raise ValueError("It has too many cells; put text that contains commas or semicolons in double quotes.")
    cells = dict(zip(header, [*row, *[""] * len(header)], strict=False))
    stripped = {column: cells[column].strip() for column in COLUMNS}
    for column in ("field", "who", "when", "why"):
        if not stripped[column]:
            raise ValueError(f"It does not say {column}.")
    return Correction(
        line=number,
        ref=_ACTION.sub("", stripped["ref"], count=1),
        field=field_called(stripped["field"]),
        value=_text(cells["value"]),
        who=make_exact(stripped["who"]),
        when=_date(stripped["when"]),
        why=make_exact(stripped["why"]),
        document=_document(cells.get(DOCUMENT_SAID, "")),
        decision=_decision(cells.get(DECISION, "")),
        cut=_A_NUMBER.fullmatch(stripped["ref"]) is not None,
    )


def _text(cell: str) -> str:
    return make_exact(cell.replace("\r\n", "\n")).strip()


NOTHING_SAID = "(nothing)"
"""What stands under `document_said` where the document said nothing; an empty cell does not say what it said."""


def _document(cell: str) -> str | None:
    text = _text(cell)
    return "" if text == NOTHING_SAID else text or None


def _decision(cell: str) -> Decision:
    text = cell.strip().casefold()
    for decision in _DECISIONS:
        if text == decision:
            return decision
    raise ValueError(f"“{cell.strip()}” is not a decision; write keep, drop, right, or nothing.")


def _date(text: str) -> date:
    british = _BRITISH_DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in reversed(british.groups()))) if british else date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a date; write it as 2026-11-30 or 30/11/2026.") from error
