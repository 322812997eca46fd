"""What the pages show of an outputs folder, as HTML and as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builders.records import action, naming, plan, put_plans
from builders.serving import send, visit, words
from pipeline.outputs.store import Outputs

HARMFUL = '<script>alert("x")</script><img src=x onerror=y>'


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    camden = plan(
        "Camden",
        2024,
        naming(
            action("1.1", "Share what is known.", "The council meets Safer Streets each week.", rag="amber"),
            "service",
            "Safer Streets",
        ),
        action("1.2", "Name a lead.", rag="red"),
        action("2.1", "Hold a panel.", "A panel is held every month.", rag="green"),
    )
    earlier = plan("Camden", 2023, action("1.1", "Share what is known.", "Nothing is shared yet.", rag="red"))
    barnet = plan("Barnet", 2024, action("1.1", "Share what is known.", HARMFUL, rag="blue"))
    return put_plans(tmp_path / "outputs", camden, earlier, barnet)


@pytest.fixture
def client(outputs: Path) -> TestClient:
    return visit(outputs)


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    said = words(visit(tmp_path / "nothing").get("/").text)

    assert "Drop a plan here." in said
    assert "It stays on this machine." in said
    assert "There are no plans here yet." in said


def test_the_inbox_lists_each_plan_with_what_it_lacks(client: TestClient) -> None:
    camden = next(one for one in client.get("/index.json").json()["plans"] if one["plan_id"] == "camden-2024")

    assert (camden["name"], camden["no_answer"], camden["no_lead"], camden["version"]) == ("Camden 2024", 1, 3, 1)


def test_the_list_can_be_narrowed_to_a_borough(client: TestClient) -> None:
    found = client.get("/index.json?wanted=camden").json()

    assert [one["plan_id"] for one in found["plans"]] == ["camden-2024", "camden-2023"]


def test_a_plan_counts_what_to_ask_for_and_what_is_fine(client: TestClient) -> None:
    page = client.get("/plans/camden-2024.json").json()

    assert (page["decide"], page["ask"], page["fine"]) == (0, 3, 0)
    assert [what for what, _ in page["asked"]] == ["no lead organisation", "no answer"]


def test_a_plan_says_what_changed_since_last_year(client: TestClient) -> None:
    said = words(client.get("/plans/camden-2024").text)

    assert "Since Camden 2023" in said
    assert "RAG improved 1: 1.1" in said


def test_an_action_says_where_each_value_was_read_or_that_nothing_was(client: TestClient) -> None:
    page = client.get("/plans/camden-2024/actions/1.2.json").json()

    values = {value["field"]: value for value in page["values"]}
    assert values["rag"]["said"] == "Red"
    assert values["narrative"]["said"] == "No answer"
    assert (page["before"], page["after"]) == ("1.1", "2.1")


def test_the_second_action_of_a_number_has_an_address_of_its_own(tmp_path: Path) -> None:
    twice = plan("Camden", 2024, action("1.1", "First.", "One."), action("1.1", "Second.", "Two."))
    client = visit(put_plans(tmp_path / "outputs", twice))

    assert client.get("/plans/camden-2024/actions/1.1.json").json()["wording"] == "First."
    assert client.get("/plans/camden-2024/actions/1.1~1.json").json()["after"] == "1.1~2"
    assert client.get("/plans/camden-2024/actions/1.1~2.json").json()["wording"] == "Second."
    assert client.get("/plans/camden-2024/actions/1.1~3").status_code == 404


def test_a_board_has_a_row_for_each_borough_received_or_not(client: TestClient) -> None:
    page = client.get("/board/2024.json").json()

    rows = {row["name"]: row for row in page["rows"]}
    assert len(rows) == 33
    assert [cell["mark"] for cell in rows["Camden"]["cells"]] == ["A", "R", "G"]
    assert [cell["nil"] for cell in rows["Camden"]["cells"]] == [False, True, False]
    assert rows["Barnet"]["cells"][1]["said"] == "not in this plan"
    assert rows["Hackney"]["cells"] == []
    assert "not received" in client.get("/board/2024").text


def test_a_board_of_one_plan_is_a_board(client: TestClient) -> None:
    assert client.get("/board/2023.json").json()["received"] == 1


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("layer=changed", ["▲", "+", "+"]),
        ("layer=copied", ["", "+", "+"]),
        ("layer=names", ["●", "", ""]),
        ("layer=names&service=safer-streets", ["●", "", ""]),
        ("layer=names&service=another", ["", "", ""]),
        ("layer=nonsense", ["A", "R", "G"]),
    ],
)
def test_a_layer_shows_its_own_marks(client: TestClient, query: str, marks: list[str]) -> None:
    page = client.get(f"/board/2024.json?{query}").json()

    camden = next(row for row in page["rows"] if row["name"] == "Camden")
    assert [cell["mark"] for cell in camden["cells"]] == marks


def test_a_filter_leaves_the_other_cells_weak(client: TestClient) -> None:
    page = client.get("/board/2024.json?only=red").json()

    camden = next(row for row in page["rows"] if row["name"] == "Camden")
    assert [cell["dim"] for cell in camden["cells"]] == [True, False, True]


def test_boroughs_can_be_put_in_order_by_what_they_lack(client: TestClient) -> None:
    page = client.get("/board/2024.json?sort=nil").json()

    assert page["rows"][0]["name"] == "Camden"


def test_an_action_shows_what_every_borough_wrote(client: TestClient) -> None:
    page = client.get("/actions/1.1.json?year=2024").json()

    assert [answer["borough"] for answer in page["answers"]] == ["Barnet", "Camden"]
    assert page["names"] == [{"entity_id": "safer-streets", "name": "Safer Streets", "plans": 1}]


@pytest.mark.parametrize(
    ("query", "boroughs"), [("rag=blue", ["Barnet"]), ("name=safer-streets", ["Camden"]), ("nil=yes", [])]
)
def test_answers_can_be_narrowed(client: TestClient, query: str, boroughs: list[str]) -> None:
    page = client.get(f"/actions/1.1.json?year=2024&{query}").json()

    assert [answer["borough"] for answer in page["answers"]] == boroughs


def test_search_finds_words_and_says_when_there_are_none(client: TestClient) -> None:
    found = client.get("/search.json?q=panel").json()
    nothing = words(client.get("/search?q=unicorns").text)

    assert [one["ref"] for one in found["found"]] == ["2.1"]
    assert "Not mentioned in these plans. That does not mean it is not done." in nothing


@pytest.mark.parametrize("address", ["/plans/barnet-2024/actions/1.1", "/actions/1.1?year=2024", "/search?q=alert"])
def test_what_a_document_says_is_text_and_never_a_page(client: TestClient, address: str) -> None:
    text = client.get(address).text

    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "onerror=y>" in words(text)


@pytest.mark.parametrize(
    ("name", "begins"), [("actions.csv", b"\xef\xbb\xbfref,theme"), ("plan.json", b'{\n  "schema_version"')]
)
def test_files_are_saved_and_never_shown(client: TestClient, name: str, begins: bytes) -> None:
    answer = client.get(f"/plans/camden-2024/download/{name}")

    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "address", ["/index.csv", "/plans/camden-2024.csv", "/board/2024.csv", "/actions/1.1.csv?year=2024"]
)
def test_lists_can_be_had_as_csv(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) >= 2


def test_a_plan_is_taken_out_only_when_a_person_is_sure(client: TestClient, outputs: Path) -> None:
    unsure = send(client, "/plans/camden-2024/remove")
    assert (unsure.status_code, (outputs / "plans" / "camden-2024.json").is_file()) == (400, True)

    sure = send(client, "/plans/camden-2024/remove", sure="yes")

    assert sure.status_code == 303
    assert client.get("/plans/camden-2024").status_code == 404
    assert list((outputs / "revisions" / "camden-2024").glob("*.json")) != []


def test_an_earlier_version_can_be_made_the_current_one(client: TestClient, outputs: Path) -> None:
    newer = plan("Camden", 2024, action("1.1", "Newer.", "It is newer."), filename="newer.docx")
    Outputs(outputs).write_plan(newer)
    assert client.get("/plans/camden-2024.json").json()["filename"] == "newer.docx"

    done = send(client, "/plans/camden-2024/restore", number="1")

    assert done.status_code == 303
    assert client.get("/plans/camden-2024.json").json()["filename"] == "plan.docx"


def test_a_plan_that_is_damaged_is_told_and_the_others_are_shown(client: TestClient, outputs: Path) -> None:
    (outputs / "plans" / "camden-2023.json").write_text("{", encoding="utf-8")

    page = client.get("/index.json").json()

    assert {one["plan_id"] for one in page["plans"]} == {"camden-2024", "barnet-2024"}
    assert client.get("/plans/camden-2023").status_code == 422
    assert client.get("/board/2024").status_code == 200


def test_a_change_by_the_command_line_is_seen_at_once(client: TestClient, outputs: Path) -> None:
    assert client.get("/plans/camden-2024.json").json()["filename"] == "plan.docx"

    put_plans(outputs, plan("Camden", 2024, action("1.1", "Newer.", "It is newer."), filename="newer.docx"))

    assert client.get("/plans/camden-2024.json").json()["filename"] == "newer.docx"


def test_a_search_is_narrowed_by_rag(client: TestClient) -> None:
    def found(rag: str) -> list[str]:
        return [one["ref"] for one in client.get(f"/search.json?q=share&borough=Camden&rag={rag}").json()["found"]]

    assert (found("amber"), found("red"), found("blue")) == (["1.1"], ["1.1"], [])
