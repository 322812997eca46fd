"""What other parts of the tool call: corrections added, decided on and applied, and what they leave behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.runs import contents, document, put, run, run_and_sum_up, statuses
from models.errors import ChangedMeanwhile, UsageError
from pipeline.corrections import ledger
from pipeline.corrections.ledger import Verdict, Wish
from pipeline.outputs.store import Outputs

PLAN = "camden-2024"
FILE = "corrections/camden-2024.csv"
DAY = date(2026, 5, 3)


def wish(ref: str = "1.1", field: str = "rag", value: str = "red") -> Wish:
    return Wish(ref=ref, field=field, value=value, who="A. Officer", when=DAY, why="Off track, says the board")


def verdict(decision: str, ref: str = "1.1", field: str = "rag") -> Verdict:
    facts = {"ref": ref, "field": field, "decision": decision, "who": "B. Manager", "when": DAY, "why": "Seen"}
    return Verdict.model_validate(facts)


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """An outputs folder with one plan, whose action 1.1 is green."""
    run(tmp_path / "outputs", put(tmp_path / "plan.html", document()))
    return Outputs(tmp_path / "outputs")


def rag(outputs: Outputs) -> str | None:
    return outputs.find_plan(PLAN).actions[0].rag


def codes(outputs: Outputs) -> list[str]:
    return [found.code for found in outputs.find_plan(PLAN).findings if found.code.startswith("correction")]


def test_a_correction_is_written_and_applied_at_once(outputs: Outputs) -> None:
    standing = ledger.add(outputs, PLAN, wish(field="RAG"))

    assert standing.correction.in_words == "red, corrected by A. Officer on 2026-05-03, document says green"
    assert rag(outputs) == "red"
    assert outputs.files.read(FILE).decode("utf-8-sig").splitlines() == [
        "ref,field,value,who,when,why,document_said,decision",
        'action 1.1,rag,red,A. Officer,2026-05-03,"Off track, says the board",green,',
    ]
    assert b"red, corrected by A. Officer on 2026-05-03, document says green" in outputs.files.read("actions.csv")


def test_what_is_applied_at_once_is_what_reading_the_document_again_gives(tmp_path: Path, outputs: Outputs) -> None:
    ledger.add(outputs, PLAN, wish())
    ledger.add(outputs, PLAN, wish(field="narrative", value="MPS: It meets with Catch22 every month."))
    ledger.add(outputs, PLAN, wish("1.2", "named_leads", "Head of Housing"))
    at_once = contents(outputs.folder)

    outcomes = run(outputs.folder, tmp_path / "plan.html")
    (outputs.folder / "manifest.json").unlink()
    run(outputs.folder, tmp_path / "plan.html")

    assert statuses(outcomes) == {"plan.html": "skipped"}
    assert contents(outputs.folder) == at_once


def test_a_dropped_correction_leaves_the_plan_as_it_was_read(outputs: Outputs) -> None:
    before = outputs.files.read(f"plans/{PLAN}.json")
    ledger.add(outputs, PLAN, wish(field="narrative", value="No comment"))

    ledger.decide(outputs, PLAN, verdict("drop", field="narrative"))

    assert outputs.files.read(f"plans/{PLAN}.json") == before
    assert ledger.read(outputs, PLAN).lines == ()
    assert [one.decision for one in ledger.read(outputs, PLAN).history] == ["", "drop"]


@pytest.mark.parametrize(
    ("decision", "expected", "code"), [("keep", "red", ["correction-applied"]), ("drop", "amber", [])]
)
def test_a_held_correction_is_decided_on(
    tmp_path: Path, outputs: Outputs, decision: str, expected: str, code: list[str]
) -> None:
    ledger.add(outputs, PLAN, wish())
    run(outputs.folder, put(tmp_path / "june.html", document(offset=1)))
    held = (rag(outputs), codes(outputs))

    ledger.decide(outputs, PLAN, verdict(decision))
    decided = (rag(outputs), codes(outputs))
    run(outputs.folder, tmp_path / "june.html", options=None)

    assert held == ("amber", ["correction-held"])
    assert decided == (rag(outputs), codes(outputs)) == (expected, code)


def test_a_kept_correction_is_held_again_by_the_next_change(tmp_path: Path, outputs: Outputs) -> None:
    ledger.add(outputs, PLAN, wish(value="blue"))
    run(outputs.folder, put(tmp_path / "june.html", document(offset=1)))
    ledger.decide(outputs, PLAN, verdict("keep"))

    run(outputs.folder, put(tmp_path / "july.html", document(offset=3)))

    assert (rag(outputs), codes(outputs)) == ("red", ["correction-held"])


def test_a_document_found_right_settles_its_doubts_until_it_changes(tmp_path: Path, outputs: Outputs) -> None:
    standing = ledger.decide(outputs, PLAN, verdict("right"))
    run(outputs.folder, put(tmp_path / "june.html", document(offset=1)))

    assert standing is not None
    assert standing.correction.in_words == "green, confirmed by B. Manager on 2026-05-03"
    assert (rag(outputs), codes(outputs)) == ("amber", [])


def test_a_value_that_somebody_changed_meanwhile_is_not_overwritten(outputs: Outputs) -> None:
    ledger.add(outputs, PLAN, wish(), seen="Green")
    before = contents(outputs.folder)

    with pytest.raises(ChangedMeanwhile, match="it says red now"):
        ledger.add(outputs, PLAN, wish(value="blue"), seen="green")

    assert contents(outputs.folder) == before


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (wish("9.9"), "has no action 9.9"),
        (wish(field="pages"), "“pages” cannot be corrected"),
        (wish(value="teal"), "“teal” is not a RAG status"),
        (wish(value="GREEN"), "The document already says green for RAG of 1.1"),
        (wish("", "rag"), "A line without a ref corrects title or template"),
    ],
)
def test_a_wish_that_fits_nothing_writes_nothing(outputs: Outputs, wanted: Wish, problem: str) -> None:
    before = contents(outputs.folder)

    with pytest.raises(UsageError, match=problem):
        ledger.add(outputs, PLAN, wanted)

    assert contents(outputs.folder) == before


def test_nothing_is_decided_where_there_is_nothing_to_decide(outputs: Outputs) -> None:
    with pytest.raises(UsageError, match=r"There is no correction of RAG of 1\.1"):
        ledger.decide(outputs, PLAN, verdict("drop"))
    ledger.add(outputs, PLAN, wish())
    with pytest.raises(UsageError, match="is not waiting for a decision"):
        ledger.decide(outputs, PLAN, verdict("keep"))


@pytest.mark.parametrize(
    "older",
    [
        "ref;field;value;who;when;why;note\r\n1.2;outcome;“Fewer; safer”;A;30/11/2026;Said so;by phone\r\n",
        "\ufeffwhen,who,why,ref,field,value\n2026-11-30,A,x,action 1.2,Outcome,None given",
        'ref,field,value,who,when,why\n1.2,narrative,"One.\nTwo.",A,2026-01-02,Cut off\n\n',
    ],
)
def test_an_older_file_is_added_to_without_loss(outputs: Outputs, older: str) -> None:
    older = older.replace("“Fewer; safer”", '"Fewer; safer"')
    put(outputs.folder / FILE, older.encode())
    lines = ledger.read(outputs, PLAN).history

    ledger.add(outputs, PLAN, wish())

    text = outputs.files.read(FILE).decode()
    header, _, rest = older.partition("\n")
    assert text.startswith(header.rstrip("\r"))
    assert rest in text
    now = ledger.read(outputs, PLAN)
    assert now.refused == ()
    assert now.history[:-1] == lines
    assert now.history[-1].document == "green"


def test_nothing_is_added_to_a_file_that_cannot_be_read(outputs: Outputs) -> None:
    put(outputs.folder / FILE, "ref,field,value,who,when,why\n1.1,outcome,caf\xe9,A,2026-01-02,x\n".encode("latin-1"))

    with pytest.raises(UsageError, match=r"cannot be extended\. The file is not UTF-8 text"):
        ledger.add(outputs, PLAN, wish())


def test_text_that_a_spreadsheet_would_run_is_made_safe_and_comes_back_as_it_was(outputs: Outputs) -> None:
    ledger.add(outputs, PLAN, wish(field="outcome", value="=1+1, and more"))

    assert b'"\'=1+1, and more"' in outputs.files.read(FILE)
    assert outputs.find_plan(PLAN).actions[0].outcome == "=1+1, and more"


def test_files_changed_by_hand_are_applied_without_the_document(tmp_path: Path, outputs: Outputs) -> None:
    put(outputs.folder / FILE, b"ref,field,value,who,when,why\n1.1,rag,red,A,2026-01-02,Off track\n")
    (tmp_path / "plan.html").unlink()

    applied = ledger.apply_changed(outputs)
    read = rag(outputs)
    (outputs.folder / FILE).unlink()

    assert (applied, read) == ((PLAN,), "red")
    assert ledger.apply_changed(outputs) == (PLAN,)
    assert (rag(outputs), ledger.apply_changed(outputs)) == ("green", ())


def test_a_run_applies_corrections_of_plans_it_does_not_read(tmp_path: Path, outputs: Outputs) -> None:
    put(outputs.folder / FILE, b"ref,field,value,who,when,why\n1.1,rag,red,A,2026-01-02,Off track\n")

    _, summary = run_and_sum_up(outputs.folder, put(tmp_path / "lewisham.html", document("lewisham")))

    assert rag(outputs) == "red"
    assert summary.notes == ["corrections/camden-2024.csv: applied to camden-2024."]


def test_a_plan_that_an_older_version_corrected_waits_until_it_is_read_again(tmp_path: Path, outputs: Outputs) -> None:
    put(outputs.folder / FILE, b"ref,field,value,who,when,why\n1.1,rag,red,A,2026-01-02,Off track\n")
    run(outputs.folder, tmp_path / "plan.html")
    name = outputs.folder / "plans" / f"{PLAN}.json"
    read = outputs.find_plan(PLAN)
    plain = tuple(one.model_copy(update={"corrections": (), "as_read": None}) for one in read.actions)
    outputs.write_plan(read.model_copy(update={"actions": plain}))

    with pytest.raises(UsageError, match="Read its document again first"):
        ledger.add(outputs, PLAN, wish("1.2"))
    run(outputs.folder, tmp_path / "plan.html")

    assert name.is_file()
    assert ledger.add(outputs, PLAN, wish("1.2")).correction.state == "applied"
    assert rag(outputs) == "red"
