"""Editions of the template in the browser: the known ones, a new one from a blank template, pairs confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from builders.runs import document
from builders.serving import HOST, send, token, visit, words

NAME = "2025 Refresh"
PAIRS = "/templates/2025-refresh"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return visit(tmp_path / "outputs")


def add(client: TestClient, data: bytes, name: str = NAME, filename: str = "blank.html") -> Response:
    sent = {"file": (filename, data, "application/octet-stream")}
    form = {"token": token(client, "/templates"), "name": name}
    return client.post("/templates", data=form, files=sent, headers={"origin": HOST})


def test_the_editions_that_come_with_the_tool_are_listed(client: TestClient) -> None:
    page = client.get("/templates.json").json()

    assert ("2023", 53, True) in [(one["name"], one["actions"], one["complete"]) for one in page["editions"]]


def test_a_blank_template_becomes_an_edition_whose_pairs_are_confirmed(client: TestClient) -> None:
    done = add(client, document())
    pairs = client.get(f"{PAIRS}.json").json()
    first = next(one for one in (*pairs["unsure"], *pairs["sure"]) if one["ref"] and one["before_ref"])
    field = f"{first['ref']}/{first['before_ref']}"

    send(client, PAIRS, "/templates", **{field: "no"})
    refused = client.get(f"{PAIRS}.json").json()["decided"]
    send(client, PAIRS, "/templates", **{field: "open"})

    assert done.headers["location"] == f"{PAIRS}?done=added"
    assert [(one["ref"], one["before_ref"], one["confirmed"]) for one in refused] == [
        (first["ref"], first["before_ref"], "no")
    ]
    assert client.get(f"{PAIRS}.json").json()["decided"] == []
    assert "9" in words(client.get("/templates").text)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("", b"x", "Write the name of the edition."),
        ("2023", b"x", "“2023” is built in already."),
        (NAME, b"Milk and bread.", "There is a problem"),
        (NAME, b"%PDF-1.7 broken", "There is a problem"),
    ],
)
def test_what_is_no_blank_template_is_told_and_adds_nothing(
    client: TestClient, name: str, data: bytes, said: str
) -> None:
    answer = add(client, data, name, "../../blank.pdf")

    assert answer.status_code == 400
    assert said in words(answer.text)
    assert "--" not in words(answer.text)
    assert NAME not in [one["name"] for one in client.get("/templates.json").json()["editions"]]
