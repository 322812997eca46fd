"""The letter of feedback: drawn from the records, edited by people, never saying that something is not done."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builders.records import action, naming, plan, put_plans
from models.errors import UsageError
from models.letter import Letter
from models.plan import Plan
from pipeline.letters.desk import edit, read_letter, write_letter
from pipeline.outputs.store import Outputs


def sentence(letter: Letter, key: str) -> str:
    section, _, name = key.partition("/")
    found = [one for part in letter.sections if part.id == section for one in part.sentences if one.id == name]
    return found[0].shown if found else ""


def now() -> Plan:
    return plan(
        "Camden",
        2024,
        action("1.1", "Hold a weekly tasking meeting.", "It meets on Mondays.", rag="red"),
        action("1.2", "Map local knife crime.", "", rag="green"),
        action("2.1", "Offer mentoring to young people.", "Mentors meet them.", rag="amber"),
    )


def last() -> Plan:
    return plan(
        "Camden",
        2023,
        action("1.1", "Hold a weekly tasking meeting.", "It meets on Mondays.", rag="red"),
        action("1.2", "Map local knife crime.", "A map is drawn.", rag="amber"),
    )


def other(borough: str) -> Plan:
    mentored = action("2.1", "Offer mentoring to young people.", "Safer Lives mentors them.")
    return plan(borough, 2024, naming(mentored, "service", "Safer Lives"))


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """An outputs folder with a plan, the one of the year before, and those of two other boroughs."""
    return Outputs(put_plans(tmp_path, now(), last(), other("Brent"), other("Lewisham")))


def test_the_letter_says_what_is_missing_with_its_actions(outputs: Outputs) -> None:
    letter = write_letter(outputs, "camden-2024")

    assert sentence(letter, "missing/no-answer") == (
        "The plan has no answer under action 1.2. That does not mean that nothing is done. Please say what is in place."
    )
    assert sentence(letter, "complete/answered") == "2 of 3 actions have an answer: all but 1.2."
    assert sentence(letter, "missing/no-lead") == "No action names a lead. Please name one."


def test_the_letter_asks_about_reds_whose_answer_has_not_changed(outputs: Outputs) -> None:
    letter = write_letter(outputs, "camden-2024", before="camden-2023")

    assert sentence(letter, "rag/red-copied") == (
        "Red in both plans with the same answer word for word: 1.1. Please say what is being done."
    )
    assert sentence(letter, "changes/became-nil").startswith("Answered last time but not this time: 1.2.")
    assert sentence(letter, "changes/new") == "New in this plan: 2.1."


def test_the_letter_tells_what_several_other_boroughs_name_and_this_one_does_not(outputs: Outputs) -> None:
    letter = write_letter(outputs, "camden-2024", among=2024)

    assert sentence(letter, "others/others-2.1") == (
        "Under 2.1, other boroughs name Safer Lives (Brent 2.1, Lewisham 2.1). Your plan does not mention it, which "
        "does not mean that you do not use it."
    )


def test_edits_are_kept_until_the_facts_change(outputs: Outputs) -> None:
    write_letter(outputs, "camden-2024", before="camden-2023")
    edit(outputs, "camden-2024", {"missing/no-answer": "Please tell us about 1.2.", "missing/no-lead": ""})

    again = write_letter(outputs, "camden-2024")
    answered = now().actions[1].model_copy(update={"nil_return": False, "narrative": "Done."})
    changed = now().model_copy(update={"actions": (now().actions[0], answered, action("2.1"))})
    put_plans(outputs.folder, changed)
    later = write_letter(outputs, "camden-2024")

    assert again.before == "camden-2023"
    assert (sentence(again, "missing/no-answer"), sentence(again, "missing/no-lead")) == (
        "Please tell us about 1.2.",
        "",
    )
    assert "under action 2.1" in sentence(later, "missing/no-answer")
    assert read_letter(outputs, "camden-2024") == later


def test_word_and_page_hold_what_is_shown_and_the_same_letter_gives_the_same_bytes(outputs: Outputs) -> None:
    write_letter(outputs, "camden-2024")
    edit(outputs, "camden-2024", {"missing/no-answer": "Tell us <more>."})
    word = outputs.files.read("letters/camden-2024.docx")

    write_letter(outputs, "camden-2024")

    assert b"Tell us &lt;more&gt;." in zipfile.ZipFile(BytesIO(word)).read("word/document.xml")
    assert b"<li>Tell us &lt;more&gt;.</li>" in outputs.files.read("letters/camden-2024.html")
    assert outputs.files.read("letters/camden-2024.docx") == word


def test_what_is_not_there_is_said(outputs: Outputs) -> None:
    with pytest.raises(UsageError, match="There is no letter for brent-2024"):
        edit(outputs, "brent-2024", {})
    with pytest.raises(UsageError, match="no plan of another borough for 2031"):
        write_letter(outputs, "camden-2024", among=2031)
    write_letter(outputs, "camden-2024")
    with pytest.raises(UsageError, match="has no sentence rag/none"):
        edit(outputs, "camden-2024", {"rag/none": "x"})
