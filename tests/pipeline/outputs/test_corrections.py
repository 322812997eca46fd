"""People's corrections: read from their file, applied, kept through new documents, refused with line and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.records import action, plan
from builders.runs import document, put, run, run_and_sum_up, statuses
from models.plan import Action, LeadOrganisation, NamedLead, NarrativeBlock, Plan
from pipeline.outputs.correct import correct
from pipeline.outputs.corrections import Correction, Corrections, parse_corrections
from pipeline.outputs.manifest import CorrectedValue
from pipeline.store import Outputs

HEADER = "ref,field,value,who,when,why\n"


def parse(text: str) -> Corrections:
    return parse_corrections(text.encode("utf-8"), "corrections/camden-2024.csv")


def refusals(text: str) -> list[tuple[int, str]]:
    return [(refusal.line, refusal.reason) for refusal in parse(text).refused]


def line(ref: str, field: str, value: str) -> Correction:
    return Correction(
        line=2, ref=ref, field=field, value=value, who="A. Officer", when=date(2026, 3, 1), why="Misread."
    )


def corrected(read: Plan, *lines: Correction, before: tuple[CorrectedValue, ...] = ()) -> Plan:
    return correct(read, Corrections(file="corrections/x.csv", sha256="", lines=lines), before).plan


def test_lines_are_read_whatever_the_order_of_the_columns_and_the_form_of_the_date() -> None:
    text = "﻿When, Field ,ref,value,why,who,note\r\n30/11/2026,rag,1.2,amber,Wrong cell,A. Officer,seen\r\n\r\n"

    read = parse(text)

    assert read.refused == ()
    assert read.lines == (
        Correction(
            line=2,
            ref="1.2",
            field="rag",
            value="amber",
            who="A. Officer",
            when=date(2026, 11, 30),
            why="Wrong cell",
            cut=True,
        ),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_is_read_as_spreadsheets_of_any_language_save_it(separator: str) -> None:
    rows = (
        "ref,field,value,who,when,why",
        "1.1,Lead organisations,MPS,A,30/11/2026,Said so",
        "1.2,RAG,Red,A,1/12/2026,x",
    )

    read = parse("\ufeff" + "".join(f"{row.replace(',', separator)}\r\n" for row in rows))

    assert read.refused == ()
    assert [(one.ref, one.field, one.value) for one in read.lines] == [
        ("1.1", "lead_organisations", "MPS"),
        ("1.2", "rag", "Red"),
    ]


def test_two_lines_about_a_field_are_two_however_its_name_is_written() -> None:
    read = parse(HEADER + "1.1,RAG,red,A,2026-01-01,x\n1.1,rag,amber,B,2026-01-02,y\n")

    assert [one.value for one in read.lines] == ["amber"]


TENTH = plan("Camden", 2024, action("4.1", rag="green"), action("4.10", rag="green"))


@pytest.mark.parametrize(
    ("refs", "doubted"),
    [
        (["4.1"], ["4.1"]),
        (["action 4.1"], []),
        (["Action 4.10"], []),
        (["4.1", "4.10"], []),
        (["action 4.10", "4.1"], ["4.1"]),
    ],
)
def test_a_ref_that_a_spreadsheet_may_have_cut_is_a_doubt_until_it_is_written_as_text(
    refs: list[str], doubted: list[str]
) -> None:
    read = parse(HEADER + "".join(f"{ref},rag,red,A,2026-01-01,x\n" for ref in refs))

    result = correct(TENTH, read).plan

    assert [one.action_ref for one in result.findings if one.code == "correction-ref-unsure"] == doubted
    assert {one.ref for one in result.actions if one.rag == "red"} == {ref.split()[-1] for ref in refs}


def test_a_ref_is_no_doubt_where_the_plan_has_no_longer_one() -> None:
    read = parse(HEADER + "4.1,rag,red,A,2026-01-01,x\n")

    result = correct(plan("Camden", 2024, action("4.1", rag="green")), read).plan

    assert [one.code for one in result.findings] == ["correction-applied"]


def test_a_value_may_run_over_lines_and_the_lines_after_it_are_counted_right() -> None:
    text = HEADER + '1.1,narrative,"One.\nTwo.",A,2026-01-02,Cut off\n1.1,rag,teal,,2026-01-02,x\n'

    read = parse(text)

    assert read.lines[0].value == "One.\nTwo."
    assert [refusal.line for refusal in read.refused] == [4]


def test_a_value_copied_from_the_tables_is_taken_as_the_document_has_it() -> None:
    text = HEADER + "1.1,timescale,'-12 months,A,2026-01-02,Copied\n"

    assert parse(text).lines[0].value == "-12 months"


def test_the_last_line_about_a_field_counts() -> None:
    text = HEADER + "1.1,rag,red,A,2026-01-02,x\n1.2,rag,red,A,2026-01-02,x\n1.1,rag,green,B,2026-02-02,y\n"

    assert [(one.ref, one.value) for one in parse(text).lines] == [("1.1", "green"), ("1.2", "red")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1.1,rag,red,,2026-01-02,x", "It does not say who."),
        ("1.1,,red,A,2026-01-02,x", "It does not say field."),
        ("1.1,rag,red,A,,x", "It does not say when."),
        ("1.1,rag,red,A,2026-01-02,", "It does not say why."),
        ("1.1,rag,red", "It does not say who."),
        ("1.1,rag,red,A,soon,x", "“soon” is no date; write it as 2026-11-30 or 30/11/2026."),
        ("1.1,rag,red,A,31/02/2026,x", "“31/02/2026” is no date; write it as 2026-11-30 or 30/11/2026."),
        (
            "1.1,rag,red,A,2026-01-02,x, y",
            "It has too many cells; put a text that holds commas or semicolons in double quotes.",
        ),
    ],
)
def test_a_line_that_is_not_one_is_refused_with_its_number_and_the_reason(row: str, reason: str) -> None:
    text = f"{HEADER}1.2,rag,green,A,2026-01-02,x\n{row}\n"

    assert refusals(text) == [(3, reason)]
    assert len(parse(text).lines) == 1


def test_a_file_without_the_columns_is_refused_by_its_first_line() -> None:
    assert refusals("ref,value\n1.1,red\n") == [
        (1, "There is no column field, who, when, why; the first line must be ref,field,value,who,when,why.")
    ]
    assert refusals("")[0][0] == 1


def test_a_file_in_another_encoding_is_refused_by_its_first_line() -> None:
    read = parse_corrections(f"{HEADER}1.1,outcome,caf\xe9,A,2026-01-02,x\n".encode("latin-1"), "corrections/x.csv")

    assert [(one.line, one.reason) for one in read.refused] == [
        (1, "The file is not UTF-8 text; save it as “CSV UTF-8”.")
    ]


def test_a_file_with_an_open_quote_is_refused() -> None:
    ((number, reason),) = refusals(HEADER + '1.1,outcome,"never closed,A,2026-01-02,x\n')

    assert number == 1
    assert reason.startswith("The file is not CSV: ")


ACTION = action(
    "1.1",
    "Hold a meeting.",
    "MPS: It meets.\nNo more.",
    rag="amber",
    rag_source="fill",
    named_leads=(NamedLead(text="Head of Community Safety", role="Head of Community Safety"),),
    lead_organisations=(LeadOrganisation(text="MPS", entity_id="mps"),),
    timescale="Ongoing",
    other={"Next steps": "Recruit"},
)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("rag", "Green", {"rag": "green", "rag_source": None}),
        ("rag", "", {"rag": None, "rag_source": None}),
        ("mandatory_action", "Hold two meetings.", {"mandatory_action": "Hold two meetings."}),
        ("timescale", "", {"timescale": None}),
        ("outcome", "Fewer victims", {"outcome": "Fewer victims"}),
        ("nil_return", "TRUE", {"nil_return": True}),
        ("other/Next steps", "Report", {"other": {"Next steps": "Report"}}),
        (
            "named_leads",
            "Priya Sample, Head of Housing; Youth Justice Manager",
            {
                "named_leads": (
                    NamedLead(text="Priya Sample, Head of Housing", name="Priya Sample", role="Head of Housing"),
                    NamedLead(text="Youth Justice Manager", role="Youth Justice Manager"),
                )
            },
        ),
        (
            "lead_organisations",
            "MPS; Community Safety - VAWG",
            {"lead_organisations": (LeadOrganisation(text="MPS"), LeadOrganisation(text="Community Safety - VAWG"))},
        ),
        (
            "narrative",
            "MPS: It meets.\nMonthly.",
            {
                "narrative": "MPS: It meets.\nMonthly.",
                "narrative_blocks": (
                    NarrativeBlock(kind="para", text="MPS: It meets."),
                    NarrativeBlock(kind="para", text="Monthly."),
                ),
            },
        ),
        ("narrative", "No comment", {"narrative": "No comment", "nil_return": True}),
    ],
)
def test_a_field_is_corrected_and_a_finding_says_so(field: str, value: str, expected: dict[str, object]) -> None:
    result = corrected(plan("Camden", 2024, ACTION, action("1.2")), line("1.1", field, value))

    assert {name: getattr(result.actions[0], name) for name in expected} == expected
    assert result.actions[1] == action("1.2")
    (found,) = result.findings
    assert (found.code, found.action_ref, found.severity) == ("correction-applied", "1.1", "info")
    assert "by A. Officer on 2026-03-01 (Misread)." in found.message
    assert Action.model_validate(result.actions[0].model_dump()) == result.actions[0]


def test_title_and_template_of_the_plan_are_corrected_by_a_line_without_a_ref() -> None:
    result = corrected(plan("Camden", 2024, ACTION), line("", "title", "The plan"), line("", "template", ""))

    assert (result.title, result.template) == ("The plan", None)
    assert [found.action_ref for found in result.findings] == [None, None]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (line("9.9", "rag", "red"), "The plan has no action 9.9."),
        (line("1.3", "rag", "red"), "The plan has 2 actions 1.3."),
        (line("1.1", "rag", "teal"), "“teal” is no RAG status; write red, amber, green, blue, or nothing."),
        (line("1.1", "nil_return", "maybe"), "“maybe” is neither true nor false."),
        (line("1.1", "other/Cost", "1"), "The action has no column “Cost”; its other columns: Next steps."),
        (line("1.1", "pages", "1"), "“pages” cannot be corrected; these can: mandatory_action, rag, named_leads, "),
        (line("", "rag", "red"), "A line without a ref corrects title or template, not “rag”."),
        (
            line("", "plan_year", "2025"),
            "plan_year cannot be corrected here. Read the document with --year YYYY instead.",
        ),
    ],
)
def test_a_line_that_fits_nothing_is_refused_and_changes_nothing(one: Correction, reason: str) -> None:
    read = plan("Camden", 2024, ACTION, action("1.3"), action("1.3"))

    result = corrected(read, one)

    assert result.actions == read.actions
    (found,) = result.findings
    assert (found.code, found.severity) == ("correction-refused", "warning")
    assert found.message.startswith(f"corrections/x.csv, line 2: {reason}")


def test_a_document_that_says_what_the_correction_says_makes_it_needless() -> None:
    read = plan("Camden", 2024, ACTION)

    result = corrected(read, line("1.1", "rag", "amber"), line("1.1", "mandatory_action", "Hold  a MEETING."))

    assert [found.code for found in result.findings] == ["correction-agrees", "correction-agrees"]
    assert result.actions == read.actions
    assert result.actions[0].rag_source == "fill"


def test_a_document_that_says_something_new_is_a_reason_to_look_again() -> None:
    before = (CorrectedValue(ref="1.1", field="rag", value="green", document="red"),)

    result = corrected(plan("Camden", 2024, ACTION), line("1.1", "rag", "green"), before=before)

    (found,) = result.findings
    assert (found.code, found.severity) == ("correction-disagrees", "warning")
    assert found.message.startswith("The document now says “amber” for rag; it said “red” when A. Officer corrected it")
    assert result.actions[0].rag == "green"


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """An outputs folder with a plan whose action 1.1 is corrected from green to red."""
    folder = tmp_path / "outputs"
    run(folder, put(tmp_path / "plan.html", document()))
    put(folder / "corrections" / "camden-2024.csv", f"{HEADER}1.1,rag,red,A,2026-01-02,Off track\n".encode())
    return folder


def rag_and_findings(outputs: Path) -> tuple[str | None, list[str]]:
    read = Outputs(outputs).find_plan("camden-2024")
    return read.actions[0].rag, [found.code for found in read.findings if found.code.startswith("correction")]


def test_a_correction_is_applied_when_the_document_is_given_again(tmp_path: Path, outputs: Path) -> None:
    assert rag_and_findings(outputs) == ("green", [])

    first = run(outputs, tmp_path / "plan.html")
    second = run(outputs, tmp_path / "plan.html")

    assert (statuses(first), statuses(second)) == ({"plan.html": "read"}, {"plan.html": "skipped"})
    assert rag_and_findings(outputs) == ("red", ["correction-applied"])
    assert len(Outputs(outputs).revisions("camden-2024")) == 1


def test_a_correction_is_applied_to_a_document_never_seen_before(tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    put(folder / "corrections" / "camden-2024.csv", f"{HEADER}1.1,rag,red,A,2026-01-02,Off track\n".encode())

    run(folder, put(tmp_path / "plan.html", document()))

    assert rag_and_findings(folder) == ("red", ["correction-applied"])


def test_a_correction_outlives_a_new_document_that_changes_nothing_there(tmp_path: Path, outputs: Path) -> None:
    run(outputs, tmp_path / "plan.html")
    new = document().replace(b"No Comment", b"Nothing yet, more in June.")

    run(outputs, put(tmp_path / "june.html", new))

    assert rag_and_findings(outputs) == ("red", ["correction-applied"])


def test_a_new_document_that_agrees_makes_the_correction_needless(tmp_path: Path, outputs: Path) -> None:
    run(outputs, tmp_path / "plan.html")

    run(outputs, put(tmp_path / "june.html", document(offset=3)))

    assert rag_and_findings(outputs) == ("red", ["correction-agrees"])


def test_a_new_document_that_says_a_third_thing_is_a_doubt_until_the_line_is_written_anew(
    tmp_path: Path, outputs: Path
) -> None:
    run(outputs, tmp_path / "plan.html")
    june = put(tmp_path / "june.html", document(offset=1))

    run(outputs, june)
    doubted = rag_and_findings(outputs)
    put(
        outputs / "corrections" / "camden-2024.csv",
        f"{HEADER}1.1,rag,red,A,2026-01-02,Off track\n1.1,rag,blue,B,2026-06-02,Done\n".encode(),
    )
    run(outputs, june)

    assert doubted == ("red", ["correction-disagrees"])
    assert rag_and_findings(outputs) == ("blue", ["correction-applied"])


def test_a_correction_that_is_deleted_is_undone(tmp_path: Path, outputs: Path) -> None:
    run(outputs, tmp_path / "plan.html")
    (outputs / "corrections" / "camden-2024.csv").unlink()

    run(outputs, tmp_path / "plan.html")

    assert rag_and_findings(outputs) == ("green", [])


def test_corrections_of_a_twin_are_those_of_its_own_id(tmp_path: Path) -> None:
    outputs = tmp_path / "new"
    put(outputs / "corrections" / "camden-2024.csv", f"{HEADER}1.1,rag,red,A,2026-01-02,Off track\n".encode())
    put(outputs / "corrections" / "camden-2024-z-html.csv", f"{HEADER}1.2,rag,blue,A,2026-01-02,Done\n".encode())
    put(tmp_path / "inbox" / "a.html", document())
    put(tmp_path / "inbox" / "z.html", document(offset=8))

    run(outputs, tmp_path / "inbox")

    assert rag_and_findings(outputs)[0] == "red"
    twin = Outputs(outputs).find_plan("camden-2024-z-html")
    assert twin.actions[1].rag == "blue"
    assert {found.code for found in twin.findings if found.severity == "warning"} == {"same-plan-twice"}


def test_corrections_that_no_plan_has_or_has_not_yet_are_named(tmp_path: Path, outputs: Path) -> None:
    put(outputs / "corrections" / "brent-2023.csv", HEADER.encode())

    _, summary = run_and_sum_up(outputs, put(tmp_path / "lewisham.html", document("lewisham")))

    assert summary.notes == [
        "corrections/brent-2023.csv: there is no plan brent-2023, so nothing was corrected.",
        "corrections/camden-2024.csv: changed since camden-2024 was read; read plan.html again to apply it.",
    ]


def test_a_refused_line_is_told_with_file_line_and_reason(tmp_path: Path, outputs: Path) -> None:
    put(outputs / "corrections" / "camden-2024.csv", f"{HEADER}1.1,rag,teal,A,2026-01-02,x\n".encode())

    (outcome,) = run(outputs, tmp_path / "plan.html")

    assert any(
        told.startswith("  warning: corrections/camden-2024.csv, line 2: “teal” is no RAG status;")
        for told in outcome.lines
    )
