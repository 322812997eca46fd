"""People's corrections: read from their file, applied, kept through new documents, refused with line and reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.records import action, plan
from builders.runs import document, put, run, run_and_sum_up, statuses
from models.catalogue import finding
from models.plan import Action, LeadOrganisation, NamedLead, NarrativeBlock, Plan
from pipeline.corrections.correct import correct, settle, uncorrected
from pipeline.corrections.fields import field_of_plan
from pipeline.corrections.lines import Correction, Corrections, parse_corrections
from pipeline.outputs.manifest import CorrectedValue
from pipeline.outputs.store import Outputs

HEADER = "ref,field,value,who,when,why\n"


def parse(text: str) -> Corrections:
    return parse_corrections(text.encode("utf-8"), "corrections/camden-2024.csv")


def line(ref: str, field: str, value: str) -> Correction:
    return Correction(
        line=2, ref=ref, field=field, value=value, who="A. Officer", when=date(2026, 3, 1), why="Misread."
    )


def corrected(read: Plan, *lines: Correction, before: tuple[CorrectedValue, ...] = ()) -> Plan:
    return correct(read, Corrections(file="corrections/x.csv", sha256="", lines=lines), before).plan


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
        (line("1.3", "rag", "red"), "The plan has 2 actions 1.3; write 1.3~1 or 1.3~2."),
        (line("1.1", "rag", "teal"), "“teal” is not a RAG status; write red, amber, green, blue, or nothing."),
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
    assert result.actions[0].model_copy(update={"corrections": ()}) == ACTION
    assert result.actions[0].corrections[0].in_words == (
        "amber, as corrected by A. Officer on 2026-03-01, document now says the same"
    )


def test_a_correction_is_held_when_the_document_says_something_else() -> None:
    before = (CorrectedValue(ref="1.1", field="rag", value="green", document="red"),)

    result = corrected(plan("Camden", 2024, ACTION), line("1.1", "rag", "green"), before=before)

    (found,) = result.findings
    assert (found.code, found.severity, found.fields) == ("correction-held", "warning", ("rag",))
    assert found.message.startswith("RAG: the document now says “amber”, which is shown. It said “red” when A. Officer")
    assert result.actions[0].rag == "amber"
    assert result.actions[0].corrections[0].in_words == (
        "amber, correction to green by A. Officer on 2026-03-01 is held: document said red then"
    )


def test_a_line_that_says_what_the_document_said_needs_no_memory() -> None:
    wrote = line("1.1", "rag", "green").model_copy(update={"document": "red"})

    result = corrected(plan("Camden", 2024, ACTION), wrote)

    assert [found.code for found in result.findings] == ["correction-held"]


@pytest.mark.parametrize("field", ["RAG", "rag rating", "RAG Status", "rag"])
def test_a_field_is_known_by_the_names_that_plans_print_over_it(field: str) -> None:
    assert parse(f"{HEADER}1.1,{field},red,A,2026-01-02,x\n").lines[0].field == "rag"


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        ("Named Lead and Role", "named_leads"),
        ("Lead Organisation/Service", "lead_organisations"),
        ("Narrative of Current Provision/Delivery", "narrative"),
        ("VRU Mandatory Action", "mandatory_action"),
        ("Timescales", "timescale"),
        ("other/Next steps", "other/Next steps"),
        ("Next steps", "other/Next steps"),
        ("next  STEPS", "other/Next steps"),
    ],
)
def test_the_names_printed_in_the_plan_are_taken_for_its_fields(printed: str, field: str) -> None:
    assert field_of_plan(plan("Camden", 2024, ACTION), printed) == field


def test_the_second_action_of_a_number_is_corrected_by_its_address() -> None:
    read = plan("Camden", 2024, action("1.2", rag="amber"), action("1.2", rag="amber"))

    result = corrected(read, line("1.2~2", "rag", "green"))

    assert [one.rag for one in result.actions] == ["amber", "green"]


def test_a_corrected_action_keeps_what_the_document_says_and_gives_it_back() -> None:
    read = plan("Camden", 2024, ACTION, action("1.2"))

    result = corrected(
        read, line("1.1", "rag", "green"), line("1.1", "narrative", "No comment"), line("", "title", "A")
    )

    assert uncorrected(result) == read.model_copy(
        update={
            "actions": (
                ACTION.model_copy(update={"lead_organisations": (LeadOrganisation(text="MPS"),)}),
                read.actions[1],
            )
        }
    )
    assert (
        result.actions[0].corrections[0].in_words == "green, corrected by A. Officer on 2026-03-01, document says amber"
    )


def test_a_correction_settles_the_doubts_about_its_field_and_no_others() -> None:
    doubts = (
        finding("rag-colour-unclear", action_ref="1.1", fields=("rag",), colour="#ffcc99"),
        finding("rag-colour-unclear", action_ref="1.2", fields=("rag",), colour="#ffcc99"),
    )
    read = plan("Camden", 2024, ACTION, action("1.2"), findings=doubts)

    result = settle(corrected(read, line("1.1", "rag", "green")))

    assert [(one.action_ref, one.severity) for one in result.findings if one.code == "rag-colour-unclear"] == [
        ("1.1", "info"),
        ("1.2", "warning"),
    ]
    assert uncorrected(result).findings == doubts


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
    assert Outputs(outputs).revisions("camden-2024") == []


def test_a_correction_is_applied_to_a_document_never_seen_before(tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    put(folder / "corrections" / "camden-2024.csv", f"{HEADER}1.1,rag,red,A,2026-01-02,Off track\n".encode())

    run(folder, put(tmp_path / "plan.html", document()))

    assert rag_and_findings(folder) == ("red", ["correction-applied"])


def test_a_correction_outlives_a_new_document_that_changes_nothing_there(tmp_path: Path, outputs: Path) -> None:
    run(outputs, tmp_path / "plan.html")
    new = document().replace(b"Cookies", b"Cookies set")

    run(outputs, put(tmp_path / "june.html", new))

    assert rag_and_findings(outputs) == ("red", ["correction-applied"])


def test_a_new_document_that_agrees_makes_the_correction_needless(tmp_path: Path, outputs: Path) -> None:
    run(outputs, tmp_path / "plan.html")

    run(outputs, put(tmp_path / "june.html", document(offset=3)))

    assert rag_and_findings(outputs) == ("red", ["correction-agrees"])


def test_a_new_document_that_says_a_third_thing_holds_the_correction_until_a_line_is_added(
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

    assert doubted == ("amber", ["correction-held"])
    assert rag_and_findings(outputs) == ("blue", ["correction-applied"])


def test_a_document_that_goes_back_to_what_it_said_has_overtaken_the_correction(tmp_path: Path, outputs: Path) -> None:
    run(outputs, tmp_path / "plan.html")
    run(outputs, put(tmp_path / "june.html", document(offset=3)))  # says red, as the correction does

    back = document().replace(b"Cookies", b"Cookies set")
    run(outputs, put(tmp_path / "july.html", back))

    assert rag_and_findings(outputs) == ("green", ["correction-held"])


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


def test_corrections_of_plans_that_a_run_does_not_read_are_applied_and_those_of_no_plan_named(
    tmp_path: Path, outputs: Path
) -> None:
    put(outputs / "corrections" / "brent-2023.csv", HEADER.encode())

    _, summary = run_and_sum_up(outputs, put(tmp_path / "lewisham.html", document("lewisham")))

    assert summary.notes == [
        "corrections/camden-2024.csv: applied to camden-2024.",
        "corrections/brent-2023.csv: there is no plan brent-2023, so nothing was corrected.",
    ]


def test_a_refused_line_is_told_with_file_line_and_reason(tmp_path: Path, outputs: Path) -> None:
    put(outputs / "corrections" / "camden-2024.csv", f"{HEADER}1.1,rag,teal,A,2026-01-02,x\n".encode())

    (outcome,) = run(outputs, tmp_path / "plan.html")

    assert any(
        told.startswith("  warning: corrections/camden-2024.csv, line 2: “teal” is not a RAG status;")
        for told in outcome.lines
    )
