"""The letter of feedback is written, edited and downloaded in the browser; the .json keeps it, as with the command."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from builders.records import action, plan, put_plans
from builders.serving import send, visit, words
from pipeline.letters.desk import read_letter
from pipeline.outputs.store import Outputs

LETTER = "/plans/camden-2024/letter"


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    before = plan("Camden", 2023, action("1.1", "Share.", "Nothing is shared yet.", rag="red"))
    after = plan("Camden", 2024, action("1.1", "Share.", "It is shared.", rag="amber"), action("1.2", "Name a lead."))
    other = plan("Barnet", 2024, action("1.1", "Share.", "It is shared here too."))
    return put_plans(tmp_path / "outputs", before, after, other)


@pytest.fixture
def client(outputs: Path) -> TestClient:
    return visit(outputs)


def written(client: TestClient, **choices: str) -> dict[str, str]:
    """Write the letter; gives its sentences by their names in the form."""
    send(client, LETTER, LETTER, before="camden-2023", **choices)
    return sentences(client)


def sentences(client: TestClient) -> dict[str, str]:
    page = client.get(f"{LETTER}.json").json()
    return {one["key"]: one["text"] for section in page["sections"] for one in section["sentences"]}


def save(client: TestClient, **fields: str) -> int:
    version = client.get(f"{LETTER}.json").json()["version"]
    return send(client, f"{LETTER}/edit", LETTER, **{"version": version, **fields}).status_code


def test_before_a_letter_is_written_the_plans_it_may_look_at_are_offered(client: TestClient) -> None:
    page = client.get(f"{LETTER}.json").json()

    assert (page["written"], page["before"], page["among"]) == (False, "camden-2023", "2024")
    assert page["befores"] == [["camden-2023", "Camden 2023"]]


def test_a_sentence_that_is_changed_stays_when_the_letter_is_written_again(client: TestClient, outputs: Path) -> None:
    assert "missing/no-answer" in written(client, among="2024")

    assert save(client, **{"missing/no-answer": "Please answer 1.2."}) == 303
    again = written(client, among="2024")

    assert again["missing/no-answer"] == "Please answer 1.2."
    letter = read_letter(Outputs(outputs), "camden-2024")
    assert letter is not None
    assert (letter.before, letter.among) == ("camden-2023", ("barnet-2024",))


def test_a_sentence_without_text_is_left_out_and_can_come_back(client: TestClient) -> None:
    original = written(client)["missing/no-answer"]

    save(client, **{"missing/no-answer": " "})
    empty = sentences(client)["missing/no-answer"]
    save(client, **{"missing/no-answer": "", "back:missing/no-answer": "yes"})

    assert empty == ""
    assert sentences(client)["missing/no-answer"] == original


def test_the_word_document_holds_what_was_written(client: TestClient, tmp_path: Path) -> None:
    written(client)
    save(client, **{"missing/no-answer": "Please answer 1.2."})

    answer = client.get(f"{LETTER}/docx")

    (tmp_path / "letter.docx").write_bytes(answer.content)
    assert "attachment" in answer.headers["content-disposition"]
    assert "Please answer 1.2." in [one.text for one in docx.Document(str(tmp_path / "letter.docx")).paragraphs]


def test_of_two_people_at_once_the_second_is_told_and_keeps_what_they_wrote(client: TestClient) -> None:
    written(client)
    seen = client.get(f"{LETTER}.json").json()["version"]
    save(client, **{"missing/no-answer": "The first."})

    late = send(client, f"{LETTER}/edit", LETTER, version=seen, **{"missing/no-answer": "The second."})

    assert late.status_code == 400
    assert "Somebody else changed the letter meanwhile." in words(late.text)
    assert ">The second.</textarea>" in late.text
    assert sentences(client)["missing/no-answer"] == "The first."


def test_a_letter_older_than_its_plan_says_so(client: TestClient) -> None:
    written(client)
    assert "The plan has changed" not in words(client.get(LETTER).text)

    correction = {"field": "rag", "value": "green", "seen": "amber", "who": "A. Officer", "why": "Agreed."}
    send(client, "/plans/camden-2024/actions/1.1/change", "/plans/camden-2024/actions/1.1", **correction)

    assert "The plan has changed since this letter was written." in words(client.get(LETTER).text)


def test_a_letter_in_pages_that_can_only_be_read_has_no_form(client: TestClient, outputs: Path) -> None:
    written(client)
    reader = visit(outputs, read_only=True)

    assert "<textarea" not in reader.get(LETTER).text
    assert "no answer under action 1.2" in words(reader.get(LETTER).text)
