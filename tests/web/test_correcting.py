"""What people say about values: right, another, to be asked; two people at once; corrections that are held."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builders.records import action, plan, put_plans
from builders.serving import send, visit, words
from models.catalogue import finding
from pipeline.corrections.ledger import standings
from pipeline.outputs.store import Outputs

ACTION = "/plans/camden-2024/actions/1.1"
WHO = {"who": "A. Officer", "why": "The paper says so."}


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    doubt = finding("rag-not-understood", action_ref="1.1", fields=("rag",), text="Ambr")
    camden = plan("Camden", 2024, action("1.1", "Share.", "It is shared.", rag="amber"), findings=(doubt,))
    return put_plans(tmp_path / "outputs", camden)


@pytest.fixture
def client(outputs: Path) -> TestClient:
    return visit(outputs)


def value(client: TestClient, field: str) -> dict[str, object]:
    """A field as the page of the action shows it."""
    page = client.get(f"{ACTION}.json").json()
    found: dict[str, object] = next(one for one in page["values"] if one["field"] == field)
    return found


def test_a_change_is_saved_with_who_and_why_and_what_the_document_says(client: TestClient, outputs: Path) -> None:
    done = send(client, f"{ACTION}/change", ACTION, field="rag", value="green", seen="amber", **WHO)

    (standing,) = standings(Outputs(outputs).find_plan("camden-2024"))
    assert done.status_code == 303
    assert (standing.correction.value, standing.correction.document) == ("green", "amber")
    assert (standing.correction.who, standing.correction.why) == ("A. Officer", "The paper says so.")
    assert "The document says “Amber”." in words(client.get(ACTION).text)


def test_a_change_that_was_saved_is_said_at_the_top(client: TestClient) -> None:
    done = send(client, f"{ACTION}/change", ACTION, field="rag", value="green", seen="amber", **WHO)

    assert "The change is saved." in words(client.get(done.headers["location"].partition("#")[0]).text)


def test_a_doubt_is_settled_by_right(client: TestClient) -> None:
    assert client.get("/plans/camden-2024.json").json()["decide"] == 1

    send(client, f"{ACTION}/right", ACTION, field="rag", seen="amber", who="A. Officer")

    assert client.get("/plans/camden-2024.json").json()["decide"] == 0
    assert value(client, "rag")["doubts"] == []


def test_of_two_people_at_once_the_second_sees_the_change_of_the_first(client: TestClient, outputs: Path) -> None:
    send(client, f"{ACTION}/change", ACTION, field="rag", value="green", seen="amber", **WHO)

    late = send(
        client, f"{ACTION}/change", ACTION, field="rag", value="red", seen="amber", who="B. Officer", why="Late."
    )

    assert late.status_code == 400
    assert "Somebody else changed it meanwhile" in words(late.text)
    assert "your change was not saved." in words(late.text)
    assert Outputs(outputs).find_plan("camden-2024").actions[0].rag == "green"


@pytest.mark.parametrize(
    ("lacking", "said"), [("who", "Write your name."), ("why", "Write why, so that others can follow it.")]
)
def test_a_change_without_who_or_why_is_shown_again_with_what_was_entered(
    client: TestClient, outputs: Path, lacking: str, said: str
) -> None:
    answer = send(client, f"{ACTION}/change", ACTION, field="narrative", value="Mine.", **{**WHO, lacking: " "})

    assert answer.status_code == 400
    assert said in answer.text
    assert ">Mine.</textarea>" in answer.text
    assert not (outputs / "corrections").exists()


def test_a_value_that_does_not_fit_is_told(client: TestClient) -> None:
    answer = send(client, f"{ACTION}/change", ACTION, field="rag", value="purple", **WHO)

    assert answer.status_code == 400
    assert "is not a RAG status" in words(answer.text)


def test_what_the_document_says_already_is_told_without_words_of_the_command_line(client: TestClient) -> None:
    answer = send(client, f"{ACTION}/change", ACTION, field="rag", value="amber", **WHO)

    assert answer.status_code == 400
    assert "--" not in words(answer.text)


@pytest.mark.parametrize("field", ["plan_id", "nothing", "other/None"])
def test_a_field_that_is_none_changes_nothing(client: TestClient, outputs: Path, field: str) -> None:
    answer = send(client, f"{ACTION}/change", ACTION, field=field, value="x", **WHO)

    assert answer.status_code == 404
    assert not (outputs / "corrections").exists()


def test_the_name_that_was_given_is_there_the_next_time(client: TestClient) -> None:
    send(client, f"{ACTION}/change", ACTION, field="rag", value="green", **WHO)

    assert 'value="A. Officer"' in client.get(ACTION).text


def test_who_is_signed_in_cannot_write_under_another_name(outputs: Path) -> None:
    client = visit(outputs, user_header="X-Remote-User")
    client.headers["x-remote-user"] = "C. Officer"

    send(client, f"{ACTION}/change", ACTION, field="rag", value="green", **WHO)

    (standing,) = standings(Outputs(outputs).find_plan("camden-2024"))
    assert standing.correction.who == "C. Officer"


def test_a_question_for_the_lead_is_on_the_list_until_it_is_answered(client: TestClient) -> None:
    send(client, f"{ACTION}/ask", ACTION, field="narrative", who="A. Officer", why="Who shares it?")
    asked = client.get("/plans/camden-2024.json").json()["questions"]
    assert [(one["ref"], one["text"]) for one in asked] == [("1.1", "Who shares it?")]
    assert value(client, "narrative")["questions"] == ["Who shares it? (A. Officer)"]

    send(client, "/plans/camden-2024/answered", "/plans/camden-2024", ref="1.1", question="Who shares it?")

    assert client.get("/plans/camden-2024.json").json()["questions"] == []


def test_a_question_like_a_formula_is_text_in_a_spreadsheet(client: TestClient, outputs: Path) -> None:
    send(client, f"{ACTION}/ask", ACTION, field="narrative", who="A. Officer", why="=1+1")

    assert "'=1+1" in (outputs / "questions" / "camden-2024.csv").read_text(encoding="utf-8")
    assert client.get("/plans/camden-2024.json").json()["questions"][0]["text"] == "=1+1"


def test_the_board_and_the_action_say_what_was_corrected_and_what_the_document_says(client: TestClient) -> None:
    send(client, f"{ACTION}/change", ACTION, field="rag", value="green", seen="amber", **WHO)

    cell = client.get("/board/2024.json").json()["rows"]
    (corrected,) = [one["said"] for row in cell for one in row["cells"] if one["corrected"]]
    board, answers = words(client.get("/board/2024").text), words(client.get("/actions/1.1?year=2024").text)

    assert corrected.startswith("green, corrected by A. Officer on ")
    assert corrected.endswith(", document says amber")
    assert "Corrected by a person" in board
    assert corrected in board
    assert f"Corrected RAG: {corrected}" in answers
