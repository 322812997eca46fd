"""Questions for leads: questions/<plan_id>.csv, one question a line. People may edit the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

from pydantic import Field, ValidationError

from models.base import Record
from pipeline.formulas import make_exact, make_safe
from pipeline.outputs.folder import Folder
from pipeline.outputs.paths import questions_file

COLUMNS = ("ref", "field", "question", "who", "when")
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for the encoding of its country


class Question(Record):
    """Something to ask the lead of an action."""

    ref: str = Field(description="Address of the action.")
    field: str = Field(description="The field it is about.")
    question: str = Field(min_length=1, description="What to ask.")
    who: str = Field(min_length=1, description="Who put it on the list.")
    when: date = Field(description="Date of the correction.")


def read_questions(folder: Folder, plan_id: str) -> tuple[Question, ...]:
    """The questions about a plan, the oldest first. Lines that are no questions are left out, and stay in the file."""
    return tuple(question for _, question in _lines(folder, plan_id) if question)


def add_question(folder: Folder, plan_id: str, question: Question, waiting: Callable[[], None] = lambda: None) -> None:
    """Put a question on the list, unless it is on it. Raises `OutputError`."""
    with folder.locked(waiting):
        lines = _lines(folder, plan_id)
        same = (question.ref, question.field, question.question)
        if not any(known and (known.ref, known.field, known.question) == same for _, known in lines):
            _write(folder, plan_id, [*(row for row, _ in lines), _row(question)])


def remove_question(
    folder: Folder, plan_id: str, ref: str, text: str, waiting: Callable[[], None] = lambda: None
) -> None:
    """Take a question off the list: it was answered. Raises `OutputError`."""
    with folder.locked(waiting):
        lines = _lines(folder, plan_id)
        kept = [row for row, known in lines if not (known and (known.ref, known.question) == (ref, text))]
        if len(kept) < len(lines):
            _write(folder, plan_id, kept)


def _lines(folder: Folder, plan_id: str) -> list[tuple[list[str], Question | None]]:
    """Each line of the file, and the question in it."""
    name = questions_file(plan_id)
    if not folder.exists(name):
        return []
    text = folder.read(name).decode("utf-8-sig", "replace")
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    return [(row, _question(row)) for row in rows[1:]]


def _question(row: list[str]) -> Question | None:
    cells = [make_exact(cell).strip() for cell in row]
    try:
        return Question.model_validate(dict(zip(COLUMNS, cells, strict=True)))
    except (ValidationError, ValueError):
        return None


def _row(question: Question) -> list[str]:
    return [
        make_safe(question.ref),
        question.field,
        make_safe(question.question),
        make_safe(question.who),
        question.when.isoformat(),
    ]


def _write(folder: Folder, plan_id: str, rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([list(COLUMNS), *rows])
    with folder.write(questions_file(plan_id)) as file:
        file.write((BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8", "replace"))
