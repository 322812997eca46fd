"""Names are decided in the browser, through the review and the registry of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builders.names import registry_rows, review
from builders.records import action, plan, put_plans
from builders.serving import send, small_document, visit, wait_for, words
from pipeline.cli.app import run


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    (folder / "boroughs").mkdir(parents=True)
    (folder / "boroughs" / "camden.csv").write_text("id,label,name,scope\n", encoding="utf-8")
    return folder


@pytest.fixture
def client(tmp_path: Path, registry: Path) -> TestClient:
    return visit(review(tmp_path / "outputs").folder, registry=registry)


def test_a_folder_that_nobody_has_looked_through_says_how_to_begin(tmp_path: Path) -> None:
    said = words(visit(tmp_path / "nothing").get("/names").text)

    assert "Look through the plans" in said
    assert "to decide" not in said


def test_each_name_is_one_row_over_all_boroughs_with_its_best_guess_and_sentences(client: TestClient) -> None:
    page = client.get("/names.json").json()
    said = words(client.get("/names").text)

    assert [one["name"] for one in page["waiting"]] == ["Blue Lantern", "Blue Lanterns", "Zebedee House"]
    assert page["waiting"][0]["met"] == "Met 6 times in Brent and Camden"
    assert "Blue Lantern probably a service" in said
    assert page["waiting"][0]["sentences"][0]["name"] == "Blue Lantern"
    assert "Camden 2024, action 1.1" in said


def test_what_a_name_is_goes_into_the_registry_and_can_be_undone(client: TestClient, registry: Path) -> None:
    done = send(client, "/names/decide", "/names", name="Zebedee House", choice="panel")
    decided = client.get("/names.json").json()
    entered = registry_rows(registry, "camden")
    send(client, "/names/undo", "/names", name="Zebedee House")

    assert done.headers["location"].startswith("/names?done=named")
    assert [(one["name"], one["decided"]) for one in decided["decided"]] == [("Zebedee House", "Panel")]
    assert entered == {("zebedee-house", "panel", "Zebedee House")}
    assert registry_rows(registry, "camden") == set()
    assert client.get("/names.json").json()["total"] == 3


def test_a_name_may_be_the_same_as_a_known_one_by_its_name(client: TestClient) -> None:
    send(client, "/names/decide", "/names", name="Zebedee House", choice="same", same="Redthread")

    assert client.get("/names.json").json()["decided"][0]["decided"] == "The same as Redthread"


def test_the_same_as_nothing_known_is_told_at_the_field(client: TestClient) -> None:
    answer = send(client, "/names/decide", "/names", name="Zebedee House", choice="same", same="Nowhere", at="name-2")

    assert answer.status_code == 400
    assert "No entry is called “Nowhere”." in words(answer.text)
    assert 'href="#name-2-same"' in answer.text


def test_what_is_decided_here_is_what_the_command_line_reads(
    client: TestClient, registry: Path, tmp_path: Path
) -> None:
    send(client, "/names/decide", "/names", name="Zebedee House", choice="none")

    code = run(["registry", "apply", "--outputs", str(tmp_path / "outputs"), "--registry", str(registry)])

    assert code == 0
    assert registry_rows(registry, "camden") == {("zebedee-house", "rejected", "Zebedee House")}


def test_looking_through_the_plans_lists_names_and_uses_what_was_decided(tmp_path: Path, registry: Path) -> None:
    camden = plan("Camden", 2024, action("1.1", "Share.", "Officers attend the Riverbank Oversight Panel each week."))
    outputs = put_plans(tmp_path / "outputs", camden)
    client = visit(outputs, registry=registry)

    def look() -> None:
        send(client, "/names/look", "/names")
        wait_for(lambda: client.get("/names.json").json()["looking"] != "looking")

    look()
    waiting = client.get("/names.json").json()["waiting"][0]
    send(client, "/names/decide", "/names", name=waiting["name"], choice="panel")
    look()

    assert waiting["name"] == "Riverbank Oversight Panel"
    assert waiting["name"] not in [one["name"] for one in client.get("/names.json").json()["waiting"]]
    assert "names changed in 1." in words(client.get("/names").text)
    (mention,) = client.get("/plans/camden-2024/download/plan.json").json()["actions"][0]["mentions"]
    assert mention["entity_id"] == "riverbank-oversight-panel"


def test_values_can_be_corrected_after_a_name_was_decided(tmp_path: Path, registry: Path) -> None:
    (tmp_path / "camden.html").write_bytes(small_document())
    outputs, place = tmp_path / "outputs", ["--registry", str(registry)]
    run(["extract", str(tmp_path / "camden.html"), "--outputs", str(outputs), "--jobs", "0", *place])
    (registry / "boroughs" / "camden.csv").write_text(
        "id,label,name,scope\nzebedee-house,panel,Zebedee House,camden\n", encoding="utf-8"
    )
    page, said = "/plans/camden-2024/actions/1.1", {"who": "A. Officer", "why": "Agreed."}

    done = send(visit(outputs, registry=registry), f"{page}/change", page, field="rag", value="blue", **said)
    code = run(["correct", "camden-2024", "1.2", "rag", "red", *who(said), "--outputs", str(outputs), *place])

    assert done.status_code == 303
    assert code == 0


def who(said: dict[str, str]) -> list[str]:
    """What a person says of themselves, for the command line."""
    return [part for name, text in said.items() for part in (f"--{name}", text)]


def test_nobody_decides_where_pages_can_only_be_read(tmp_path: Path) -> None:
    client = visit(review(tmp_path / "outputs").folder, read_only=True)

    answer = client.post("/names/decide", data={"name": "Zebedee House", "choice": "panel"})

    assert answer.status_code == 403
    assert "<button" not in client.get("/names").text
