"""What a person is told about a plan that was read."""

from __future__ import annotations

from builders.records import action, plan
from models.catalogue import catalogue, finding
from models.finding import Finding
from pipeline.report import summarise


def told(*findings: Finding) -> list[str]:
    return list(summarise(plan("Camden", 2024, action(narrative="The panel meets."), findings=findings)))


def test_the_first_line_says_what_was_read() -> None:
    lines = told()

    assert lines == ["Camden, 2024: 1 action in 3 themes, 0 nil returns, 1 without a named lead -> camden-2024"]


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    (line,) = summarise(plan(None, None))

    assert line.startswith("borough unknown, year unknown: ")


def test_a_single_doubt_is_told_with_its_place_and_what_to_do() -> None:
    lines = told(finding("rag-split", action_ref="1.1", page=4, colours="amber and green", taken="amber"))

    todo = catalogue()["rag-split"].action
    assert lines[1:] == [f"  warning: action 1.1, page 4: The RAG cell shows amber and green; amber was used. {todo}"]


def test_errors_stand_before_warnings_and_notes_are_left_to_the_findings() -> None:
    lines = told(
        finding("no-narrative", action_ref="1.1"),
        finding("template-unknown"),
        finding("words-lost", count=1, words="x"),
    )

    assert [line.split(":")[0].strip() for line in lines[1:]] == ["error", "warning"]


def test_many_of_a_kind_are_told_in_one_line_with_the_first_places() -> None:
    lines = told(*(finding("no-narrative", action_ref=f"1.{number}") for number in range(1, 11)))

    assert len(lines) == 2
    assert lines[1].startswith("  warning: No narrative, 10 times (action 1.1, action 1.2, ")
    assert "action 1.8 and 2 more). " in lines[1]


def test_many_of_a_kind_without_a_place_are_only_counted() -> None:
    lines = told(*(finding("text-left-over", text=text) for text in ("one", "two")))

    assert lines[1] == f"  warning: Text left over in a table, 2 times. {catalogue()['text-left-over'].action}"


def test_columns_in_doubt_are_named_and_what_to_do_is_said_once() -> None:
    lines = told(*(finding("column-name-unused", header=f"Heading {number}") for number in range(10)))

    assert len(lines) == 2
    assert lines[1].startswith("  warning: No table in the document has a column named “Heading 0”, ")
    assert "“Heading 7”" in lines[1]
    assert "“Heading 8”" not in lines[1]
    assert lines[1].endswith(f" And 2 more. {catalogue()['column-name-unused'].action}")


def test_lines_of_a_corrections_file_are_told_one_by_one() -> None:
    refused = [finding("correction-refused", file="corrections/x.csv", line=line, reason="No.") for line in (2, 5)]

    lines = told(*refused)

    assert [line.split(": ")[1] for line in lines[1:]] == ["corrections/x.csv, line 2", "corrections/x.csv, line 5"]
