"""What each table and column was taken for, and why, as `vvrap tables --why` says it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from assembler.neutral import document, heading, table
from extractors.assembler.reasons import why
from models.reference.columns import ColumnNames, using_columns
from models.reference.roles import shipped_roles

ROOT = Path(__file__).parents[2]
ROWS = (
    ("Nr", "Action", "Story so far"),
    ("1", "Hold a board of all partners every quarter.", "The board met in May and agreed its plan for the year."),
    ("2", "Agree a shared problem profile with the police.", "Analysts have drafted the profile, which is checked."),
    ("3", "Publish a directory of services for parents.", "It is kept by the family hubs and updated in March."),
)
CONTACTS = (("Name", "Telephone"), ("Front desk", "020 7946 0000"), ("Night desk", "020 7946 0001"))


def test_each_column_says_what_decided_and_what_else_it_could_be() -> None:
    tables = (table(CONTACTS), table(ROWS))
    contacts, plan = why(document(heading("Camden Violence Plan 2024"), *tables), tables)

    assert not contacts.is_plan
    assert plan.is_plan
    assert plan.header_rows == (0, 1)
    assert [column.role for column in plan.columns] == ["action_number", "mandatory_action", "narrative"]
    assert [column.decided_by for column in plan.columns] == ["its cells", "its name and its cells", "its cells"]
    for column in plan.columns:
        assert column.candidates[0].role == column.role
        assert column.candidates[0].behind == 0
        assert column.margin > 0


def test_the_shapes_a_table_may_have_are_told_with_their_scores() -> None:
    lead, status = ("Lead agency", "MPS", "NHS", "MPS"), ("RAG", "Red", "Green", "Amber")
    turned = table([*zip(*ROWS, strict=True), lead, status])
    (reason,) = why(document(heading("Camden Violence Plan 2024"), turned), (turned,))

    assert reason.shapes[0].shape == "on its side"
    assert reason.shapes[0].is_plan
    assert [shape.score for shape in reason.shapes] == sorted((shape.score for shape in reason.shapes), reverse=True)
    assert [column.role for column in reason.columns[:2]] == ["action_number", "mandatory_action"]


def test_what_the_user_told_decides() -> None:
    tables = (table(ROWS),)
    with using_columns(ColumnNames(shipped_roles(), {"story so far": "outcome"}, asked=("Story so far",))):
        (plan,) = why(document(heading("Camden Violence Plan 2024"), *tables), tables)

    assert (plan.columns[2].role, plan.columns[2].decided_by) == ("outcome", "the user")


def test_the_command_prints_it_in_words_and_as_json() -> None:
    def run(*options: str) -> str:
        command = [sys.executable, "-c", "from pipeline.cli.app import main; main()", "tables", *options]
        done = subprocess.run(
            [*command, "samples/hackney-2024.docx"],
            capture_output=True,
            check=True,
            cwd=ROOT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        return done.stdout

    assert "RAG status: rag, by its name and its cells" in run("--why")
    reasons = json.loads(run("--why", "--json"))["why"]
    assert [reason["table"] for reason in reasons] == list(range(1, len(reasons) + 1))
    assert any(reason["is_plan"] for reason in reasons)
