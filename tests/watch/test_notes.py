"""The note beside a document says in plain words what was read, what is doubtful and what to do, and quotes nothing."""

from __future__ import annotations

from pathlib import Path

from builders.records import action, plan
from models.catalogue import catalogue, finding
from models.finding import Finding
from models.plan import Plan
from pipeline.watch.notes import WIDTH, headline, note_on
from pipeline.watch.reading import Reading

SECRET = "Operation Nightingale in Acacia Road"  # noqa: S105 - words of a document, no password
DOUBTS = (
    finding("words-lost", count=3, words=SECRET),
    finding("row-without-key", action_ref="1.1", page=3, reason=SECRET),
    finding("row-without-key", action_ref="1.2", page=4, reason=SECRET),
    finding("nil-return", action_ref="1.1", text=SECRET),
)


def reading(read: Plan | None, **facts: object) -> Reading:
    values = {"path": Path("inbox/plan.docx"), "sha256": "ab12", "plan": read, **facts}
    return Reading(**values)  # type: ignore[arg-type] # facts are fields of a reading


def doubtful() -> Plan:
    return plan("Camden", 2024, action("1.1", SECRET, SECRET), action("1.2", SECRET), findings=DOUBTS)


def test_a_note_says_what_was_read_and_that_there_is_nothing_to_do() -> None:
    note = note_on(reading(plan("Camden", 2024, action(narrative="Words."))))

    assert note.text == (
        "Document: plan.docx\n"
        "Note: 0000 0004 3794\n"
        "\n"
        "Read.\n"
        "\n"
        "What was read\n"
        "  Camden, 2024: 1 action in 3 themes, 0 nil returns, 1 without a named lead.\n"
        "  Nothing to look at.\n"
        "  It is kept as camden-2024.\n"
        "\n"
        "What to do\n"
        "  Nothing.\n"
        "  Everything that was read is in the workbook camden-2024.xlsx.\n"
    )
    assert note.signed in note.text.splitlines()


def test_a_note_says_what_is_doubtful_where_and_what_to_do() -> None:
    note = note_on(reading(doubtful()))

    text = " ".join(note.text.split())
    kept = catalogue()["row-without-key"]
    assert "Read, with doubts." in text
    assert f"{catalogue()['words-lost'].title}." in text
    assert f"{kept.title}, 2 times (action 1.1, action 1.2)." in text
    assert f"{kept.title}: {kept.action}" in text


def test_a_note_tells_what_the_document_lacks_apart_from_doubts_about_the_reading() -> None:
    lacking = finding("no-rag", action_ref="1.1", fields=("rag",))

    text = " ".join(note_on(reading(plan(findings=(lacking,)))).text.split())

    assert "Read. What was read" in text
    assert f"What to look at in the document Warning: {catalogue()['no-rag'].title} (action 1.1)." in text
    assert catalogue()["no-rag"].action in text


def test_a_headline_counts_only_doubts_about_the_reading() -> None:
    lacking = finding("no-rag", action_ref="1.1", fields=("rag",))

    assert headline(reading(plan(findings=(lacking,)))).endswith(", no doubts")
    assert headline(reading(plan(findings=(lacking, DOUBTS[1])))).endswith(", 1 doubt")


def test_a_note_quotes_nothing_of_the_document() -> None:
    note = note_on(reading(doubtful()))

    assert "Nightingale" not in note.text
    assert "Acacia" not in note.text


def test_a_note_is_not_wider_than_a_page() -> None:
    note = note_on(reading(doubtful()))

    assert max(map(len, note.text.splitlines())) <= max(WIDTH, len(note.signed))


def test_a_note_on_what_could_not_be_read_says_why_and_what_to_do() -> None:
    note = note_on(reading(None, code="damaged-file", problem="The file is cut short.", remedy="Copy it again."))

    assert note.text == (
        "Document: plan.docx\n"
        "Note: 0000 0004 3794\n"
        "\n"
        "Not read. Nothing was taken from this document.\n"
        "\n"
        "What is wrong\n"
        "  The file is cut short.\n"
        "\n"
        "What to do\n"
        "  Copy it again.\n"
        "  Then put the document into the inbox again.\n"
    )


def test_a_note_on_bytes_nobody_could_read_says_so() -> None:
    note = note_on(reading(None, sha256=None, problem="It cannot be opened.", remedy="Ask for it."))

    assert note.signed == "Note: the document could not be opened"


def test_a_note_on_a_document_read_before_says_so() -> None:
    note = note_on(reading(plan(), known=True, replaced=True))

    assert "had been read before" in note.text
    assert "A newer document is now the current camden-2024" in note.text


def test_a_note_names_the_document_on_one_line() -> None:
    note = note_on(reading(None, path=Path("two\nlines \u202e.docx"), problem="No.", remedy="Do."))

    assert note.text.splitlines()[0] == "Document: two\\nlines \\u202e.docx"


def test_a_note_knows_findings_of_other_versions() -> None:
    older = Finding(code="of-another-version", severity="error", message=SECRET)

    note = note_on(reading(plan(findings=(older,))))

    assert "Error: of-another-version." in note.text


def test_a_headline_counts_the_doubts() -> None:
    assert headline(reading(doubtful())).endswith("1 nil return, 2 without a named lead, 3 doubts")
    assert headline(reading(plan())).endswith("no doubts")
    assert headline(reading(None, problem="Cut.", remedy="Copy.")) == "not read. Cut. Copy."


def test_a_note_names_the_actions_without_an_answer_and_what_changed_since_the_last_document() -> None:
    read = plan("Camden", 2024, action("1.1", narrative="Words."), action("1.2"))

    text = note_on(reading(read, changes="Actions: 1 changed (1.1).")).text

    assert "  Without an answer: 1.2.\n" in text
    assert "Since the last document\n  Actions: 1 changed (1.1).\n" in text


def test_no_note_speaks_of_commands() -> None:
    every = tuple(Finding(code=code, severity="warning", message="It is so.") for code in catalogue())

    assert "`" not in note_on(reading(plan(findings=every))).text
    assert "vvrap" not in note_on(reading(plan(findings=every))).text
