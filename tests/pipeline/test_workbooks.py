"""The workbook of a plan: what officers open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builders.records import action, plan
from builders.runs import contents, document, put, run, run_and_sum_up
from compare.test_workbook import Reader
from models.catalogue import finding
from models.correction import FieldCorrection
from models.plan import NamedLead, Plan
from pipeline.workbooks.plan_book import plan_workbook

LEAD = NamedLead(text="Head of Community Safety", role="Head of Community Safety")


def opened(now: Plan, before: Plan | None = None) -> Reader:
    return Reader(plan_workbook(now, before))


def column(reader: Reader, sheet: str, title: str) -> list[str | float | None]:
    header, *rows = reader.cells(sheet)
    place = next(letters for letters, text in header.items() if text == title)
    return [row.get(place) for row in rows]


def test_actions_have_their_numbers_as_text_and_their_rag_in_words() -> None:
    reader = opened(plan("Camden", 2024, action("4.1", rag="red"), action("4.10", rag="green", named_leads=(LEAD,))))

    assert column(reader, "Actions", "Action") == ["4.1", "4.10"]
    assert column(reader, "Actions", "RAG") == ["Red", "Green"]
    assert column(reader, "Actions", "Named leads") == [None, "Head of Community Safety"]


def test_a_corrected_rag_says_what_the_document_says() -> None:
    corrected = FieldCorrection(
        field="rag", value="green", document="amber", said="amber", who="A. Officer", when=date(2026, 5, 3), why="x",
        state="applied",
    )  # fmt: skip
    reader = opened(plan("Camden", 2024, action("4.1", rag="green", corrections=(corrected,))))

    assert column(reader, "Actions", "RAG corrected") == [
        "green, corrected by A. Officer on 2026-05-03, document says amber"
    ]


def test_findings_say_what_to_do_the_worst_first() -> None:
    found = (finding("nil-return", action_ref="4.1", text="TBC"), finding("no-rag", action_ref="4.1", fields=("rag",)))

    reader = opened(plan("Camden", 2024, action("4.1"), findings=found))

    assert column(reader, "Findings", "How much it matters") == ["To look at", "Good to know"]
    assert column(reader, "Findings", "Fields in doubt") == ["RAG", None]
    assert all(column(reader, "Findings", "What to do"))


def test_changes_are_those_since_the_last_document() -> None:
    before = plan("Camden", 2024, action("4.1", "Hold a meeting.", "It meets.", rag="amber"), filename="january.docx")
    now = plan("Camden", 2024, action("4.1", "Hold a meeting.", "It meets.", rag="green"), filename="june.docx")

    assert column(opened(now, before), "Changes", "RAG moved") == ["improved"]
    assert len(opened(now).rows("Changes")) == 1


def test_every_plan_has_a_workbook_that_is_written_again_only_when_it_changes(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    run(outputs, put(tmp_path / "plan.html", document()))
    made = contents(outputs)["workbooks/camden-2024.xlsx"]
    put(outputs / "workbooks" / "camden-2024.xlsx", b"edited")

    run(outputs, put(tmp_path / "lewisham.html", document("lewisham")))
    kept = contents(outputs)["workbooks/camden-2024.xlsx"]
    _, summary = run_and_sum_up(outputs, put(tmp_path / "june.html", document(offset=3)))

    assert kept == b"edited"
    assert contents(outputs)["workbooks/camden-2024.xlsx"] not in {kept, made}
    assert contents(outputs)["workbooks/camden-2024-edited-1.xlsx"] == b"edited"
    assert summary.notes == [
        "workbooks/camden-2024.xlsx was edited by somebody; it is kept as workbooks/camden-2024-edited-1.xlsx."
    ]


def test_a_workbook_that_a_killed_run_had_just_written_is_not_taken_for_edited(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    run(outputs, put(tmp_path / "plan.html", document()))
    before = contents(outputs)
    (outputs / ".vvrap" / "workbooks.json").unlink()

    run(outputs, tmp_path / "plan.html")

    assert contents(outputs) == before


def test_the_same_plan_gives_the_same_bytes() -> None:
    one = plan("Camden", 2024, action("4.1"))

    assert plan_workbook(one, None) == plan_workbook(one, None)
