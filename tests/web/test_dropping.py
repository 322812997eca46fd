"""Documents dropped into the inbox: read, refused, the same, newer, unsure, and there again after a stop."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builders import broken
from builders.serving import drop, inbox, send, settled, visit, wait_for
from builders.serving import small_document as document
from pipeline.outputs.lock import LOCK, locked
from pipeline.web.kept_drops import KeptDrops

CAMDEN = document("Camden", 2024)
"""A web page that holds a small plan."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    """A server whose process for reading is warm: starting one for each test would take long."""
    outputs = tmp_path_factory.mktemp("served") / "outputs"
    with visit(outputs) as client:
        yield client, outputs


@pytest.fixture
def client(served: tuple[TestClient, Path]) -> TestClient:
    """The server with nothing on the list of documents and no plan."""
    client, _ = served
    for one in settled(client):
        send(client, f"/documents/{one['id']}/seen")
    for plan in inbox(client)["plans"]:
        send(client, f"/plans/{plan['plan_id']}/remove", sure="yes")
    return client


def test_a_document_becomes_a_plan(client: TestClient) -> None:
    answer = drop(client, ("camden.html", CAMDEN))

    (done,) = settled(client)
    assert answer.status_code == 303
    assert (done["state"], done["filename"], done["plan_id"]) == ("done", "camden.html", "camden-2024")
    assert done["said"].startswith("Camden 2024: ")
    assert client.get("/plans/camden-2024").status_code == 200


def test_what_is_no_plan_says_what_is_wrong_and_what_to_do(client: TestClient) -> None:
    drop(client, ("shopping.txt", b"Milk, bread and a pound of butter."), ("empty.docx", b""))

    done = {one["filename"]: one for one in settled(client)}
    assert {one["state"] for one in done.values()} == {"failed"}
    assert all(one["problem"] and one["remedy"] for one in done.values())
    assert [one["remedy"] for one in done.values() if "--" in one["remedy"] or "`" in one["remedy"]] == []


def test_the_same_document_again_is_told_and_changes_nothing(client: TestClient) -> None:
    drop(client, ("barnet.html", document("Barnet", 2024)))
    settled(client)

    drop(client, ("copy of barnet.html", document("Barnet", 2024)))

    newest, _ = settled(client)
    assert (newest["state"], newest["said"]) == ("same", "It was read before as Barnet 2024.")
    assert [plan["version"] for plan in inbox(client)["plans"]] == [1]


def test_a_newer_document_replaces_the_plan_and_can_be_put_back(client: TestClient) -> None:
    drop(client, ("brent.html", document("Brent", 2024)))
    settled(client)

    drop(client, ("brent-new.html", document("Brent", 2024, narrative="All of it is new.")))

    newest, _ = settled(client)
    assert newest["replaced"] == 1
    assert newest["notes"][0].startswith("It replaces version 1, brent.html.")
    send(client, "/plans/brent-2024/restore", number="1")
    assert client.get("/plans/brent-2024.json").json()["filename"] == "brent.html"


def test_documents_sent_together_are_all_read(client: TestClient) -> None:
    boroughs = ("Bexley", "Bromley", "Croydon")

    drop(client, *[(f"{name}.html", document(name, 2024)) for name in boroughs])

    assert {one["plan_id"] for one in settled(client)} == {"bexley-2024", "bromley-2024", "croydon-2024"}


def test_a_document_without_a_borough_asks_for_it_and_is_read_again(client: TestClient) -> None:
    drop(client, ("plan.html", document(None, 2024)))
    (asked,) = settled(client)
    assert (asked["state"], asked["asks_borough"], asked["asks_year"]) == ("asking", True, False)

    wrong = send(client, f"/documents/{asked['id']}/say", borough="Atlantis")
    send(client, f"/documents/{asked['id']}/say", borough="Ealing")

    (done,) = settled(client)
    assert "Choose one of the 33 London authorities." in wrong.text
    assert (done["state"], done["plan_id"]) == ("done", "ealing-2024")
    assert [plan["plan_id"] for plan in inbox(client)["plans"]] == ["ealing-2024"]


def test_a_borough_and_year_given_with_a_document_overrule_it(client: TestClient) -> None:
    drop(client, ("plan.html", document("Hackney", 2024)), borough="Newham", year="2025")

    (done,) = settled(client)
    assert done["plan_id"] == "newham-2025"


@pytest.mark.parametrize(("field", "value"), [("year", "24"), ("year", "20x4"), ("borough", "Atlantis")])
def test_a_borough_or_year_that_is_none_is_told_at_its_field(client: TestClient, field: str, value: str) -> None:
    answer = drop(client, ("plan.html", CAMDEN), **{field: value})

    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert inbox(client)["drops"] == []


def test_no_document_at_all_is_told(client: TestClient) -> None:
    answer = send(client, "/documents")

    assert answer.status_code == 400
    assert "Choose a document, or drop one here." in answer.text


def test_a_plan_that_was_removed_comes_back_when_its_document_is_read_again(client: TestClient) -> None:
    drop(client, ("merton.html", document("Merton", 2024)))
    settled(client)
    send(client, "/plans/merton-2024/remove", sure="yes")
    drop(client, ("merton.html", document("Merton", 2024)))
    newest = settled(client)[0]
    assert (newest["state"], newest["plan_id"]) == ("same", None)

    send(client, f"/documents/{newest['id']}/again")

    assert settled(client)[0]["plan_id"] == "merton-2024"


def test_a_document_is_kept_so_that_it_can_be_had_again(client: TestClient) -> None:
    drop(client, ("sutton.html", document("Sutton", 2024)))
    settled(client)

    answer = client.get("/plans/sutton-2024/download/document")

    assert answer.content == document("Sutton", 2024)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "attachment" in answer.headers["content-disposition"]


def test_nothing_is_read_while_another_run_writes_and_all_is_read_after(
    served: tuple[TestClient, Path], client: TestClient
) -> None:
    _, outputs = served
    with locked(outputs / ".vvrap" / LOCK, lambda: None):
        drop(client, ("lambeth.html", document("Lambeth", 2024)))
        wait_for(lambda: inbox(client)["drops"][0]["state"] == "reading")
        assert client.get("/").status_code == 200

    assert settled(client)[0]["plan_id"] == "lambeth-2024"


def test_a_document_taken_in_before_a_stop_is_there_after_it(tmp_path: Path) -> None:
    stopped = visit(tmp_path)
    drop(stopped, ("camden.html", CAMDEN))

    after = KeptDrops(tmp_path)

    (kept,) = after.all()
    assert (kept.drop.filename, kept.drop.state) == ("camden.html", "waiting")
    assert after.document(kept).read_bytes() == CAMDEN


def test_a_document_that_was_not_whole_when_the_server_ended_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / ".vvrap" / "dropped" / "0123456789abcdef01"
    folder.mkdir(parents=True)
    (folder / "document").write_bytes(b"half")

    after = KeptDrops(tmp_path)

    assert after.all() == []
    assert not folder.exists()


def test_a_correction_that_a_newer_document_contradicts_is_held_and_decided(client: TestClient) -> None:
    action = "/plans/enfield-2024/actions/1.2"
    drop(client, ("enfield.html", document("Enfield", 2024)))
    settled(client)
    said = {"who": "A. Officer", "why": "Agreed at the board."}
    send(client, f"{action}/change", action, field="rag", value="green", seen="amber", **said)

    drop(client, ("enfield-new.html", document("Enfield", 2024, rag="Red")))
    settled(client)

    rag = next(one for one in client.get(f"{action}.json").json()["values"] if one["field"] == "rag")
    assert rag["held"].startswith(
        "The document now says “Red”. It said “Amber” when “Green” was entered by A. Officer on"
    )
    assert rag["said"] == "Red"
    assert client.get("/plans/enfield-2024.json").json()["held"] != []
    send(client, f"{action}/decide", action, field="rag", take="keep", seen="red", **said)
    rag = next(one for one in client.get(f"{action}.json").json()["values"] if one["field"] == "rag")
    assert (rag["said"], rag["held"]) == ("Green", "")


def test_the_documents_of_an_archive_are_on_the_list_each_by_itself(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("plans/bexley.html", document("Bexley", 2019))
        archive.writestr("logo.png", broken.png())

    drop(client, ("pack.zip", packed.getvalue()))

    done = {one["filename"]: one for one in settled(client)}
    assert {name: one["state"] for name, one in done.items()} == {
        "pack.zip": "opened",
        "pack.zip/plans/bexley.html": "done",
    }
    assert done["pack.zip"]["notes"] == ["pack.zip/logo.png was left out. It is a PNG picture."]
