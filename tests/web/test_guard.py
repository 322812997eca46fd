"""What stands before every page: other sites, other names, strangers, too much at once."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from builders.records import plan, put_plans
from builders.serving import HOST, drop, send, serving, token, visit

PAGES = ("/", "/plans/camden-2024", "/plans/camden-2024/actions/1.1", "/board/2024", "/search", "/help")
WORD = "a-long-secret-word"


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return put_plans(tmp_path / "outputs", plan())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_forbids_what_is_not_ours(outputs: Path, address: str) -> None:
    answer = visit(outputs).get(address)

    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_script_or_style_inside(outputs: Path, address: str) -> None:
    text = visit(outputs).get(address).text

    assert "style=" not in text
    assert "<style" not in text
    assert " onclick" not in text
    assert all(" src=" in part.partition(">")[0] for part in text.split("<script")[1:])


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[::1", "10.0.0.7"]
)
def test_a_name_that_is_not_ours_gets_nothing(outputs: Path, host: str) -> None:
    answer = visit(outputs).get("/", headers={"host": host})

    assert answer.status_code == 421
    assert "Camden" not in answer.text


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_is_known_by_all_its_names(outputs: Path, host: str) -> None:
    assert visit(outputs).get("/", headers={"host": host}).status_code == 200


def test_a_name_that_was_allowed_is_ours(outputs: Path) -> None:
    client = visit(outputs, hosts=frozenset({"plans.example"}))

    assert client.get("/", headers={"host": "plans.example"}).status_code == 200
    assert client.get("/", headers={"host": "127.0.0.1"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:9000", "http://127.0.0.1"])
def test_a_form_from_another_site_is_refused(outputs: Path, origin: str) -> None:
    client = visit(outputs)

    answer = client.post(
        "/plans/camden-2024/remove", data={"token": token(client), "sure": "yes"}, headers={"origin": origin}
    )

    assert answer.status_code == 403
    assert client.get("/plans/camden-2024").status_code == 200


def test_a_form_from_another_site_that_hides_its_origin_is_refused(outputs: Path) -> None:
    client = visit(outputs)

    answer = client.post(
        "/plans/camden-2024/remove",
        data={"token": token(client), "sure": "yes"},
        headers={"sec-fetch-site": "cross-site"},
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("given", ["", "0" * 64])
def test_a_form_without_our_token_changes_nothing(outputs: Path, given: str) -> None:
    client = visit(outputs)
    client.get("/")

    answer = client.post("/plans/camden-2024/remove", data={"token": given, "sure": "yes"}, headers={"origin": HOST})

    assert answer.status_code == 403
    assert client.get("/plans/camden-2024").status_code == 200


def test_the_token_of_one_browser_is_not_that_of_another(outputs: Path) -> None:
    client = visit(outputs)
    mine = token(client)
    client.cookies.clear()

    assert token(client) != mine


def test_the_session_is_kept_from_script_and_from_other_sites(outputs: Path) -> None:
    cookie = visit(outputs).get("/").headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_read_and_sent_as_forms_only(outputs: Path, method: str) -> None:
    assert visit(outputs).request(method, "/").status_code == 405


# -- who may come in -------------------------------------------------------------------------------------------------


def test_with_a_token_a_stranger_is_asked_for_it(outputs: Path) -> None:
    client = visit(outputs, token=WORD)

    answer = client.get("/plans/camden-2024")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert client.get("/index.json").status_code == 401
    assert client.get("/plans/camden-2024/download/plan.json").status_code == 401
    assert client.get("/plans/camden-2024/download/document").status_code == 303
    assert client.get("/sign-in").status_code == 200


def test_who_knows_the_token_comes_in_and_who_does_not_stays_out(outputs: Path) -> None:
    client = visit(outputs, token=WORD)

    wrong = send(client, "/sign-in", "/sign-in", word="a-long-wrong-word")
    right = send(client, "/sign-in", "/sign-in", word=WORD)

    assert wrong.status_code == 403
    assert right.status_code == 303
    assert WORD not in right.headers["set-cookie"]
    assert client.get("/plans/camden-2024").status_code == 200


def test_a_form_from_a_stranger_changes_nothing(outputs: Path) -> None:
    client = visit(outputs, token=WORD)

    answer = send(client, "/plans/camden-2024/remove", "/sign-in", sure="yes")

    assert answer.status_code == 401
    assert (outputs / "plans" / "camden-2024.json").is_file()


def test_behind_a_proxy_that_signs_people_in_nobody_comes_in_without_a_name(outputs: Path) -> None:
    client = visit(outputs, user_header="X-Remote-User")

    assert client.get("/").status_code == 401
    assert client.get("/", headers={"x-remote-user": "A Person"}).status_code == 200


# -- read only, and too much -----------------------------------------------------------------------------------------


def test_pages_that_can_only_be_read_have_no_forms_and_take_none(outputs: Path) -> None:
    client = visit(outputs, read_only=True)
    client.get("/")

    answer = client.post("/plans/camden-2024/remove", data={"sure": "yes"}, headers={"origin": HOST})

    assert 'method="post"' not in client.get("/").text
    assert 'method="post"' not in client.get("/plans/camden-2024").text
    assert answer.status_code == 403
    assert (outputs / "plans" / "camden-2024.json").is_file()


def test_more_than_may_be_sent_at_a_time_is_refused_before_it_is_stored(outputs: Path) -> None:
    client = visit(outputs, most_upload_bytes=20_000)

    answer = drop(client, ("plan.docx", b"x" * 30_000))

    assert answer.status_code == 413
    assert list((outputs / ".vvrap").glob("dropped/*/document")) == []


def test_a_body_that_lies_about_its_size_is_cut_off(outputs: Path) -> None:
    client = visit(outputs, most_upload_bytes=20_000)

    def endless() -> Iterator[bytes]:
        yield from (b"x" * 10_000 for _ in range(5))

    answer = client.post(
        "/documents", content=endless(), headers={"origin": HOST, "content-type": "multipart/form-data; boundary=b"}
    )

    assert answer.status_code == 413


def test_who_sends_too_much_is_told_once_all_is_sent(outputs: Path) -> None:
    head = b"POST /documents HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: http://127.0.0.1\r\ncontent-length: 3000000\r\n\r\n"
    with serving(outputs, most_upload_bytes=20_000) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as line:
            line.sendall(head)
            for _ in range(30):
                time.sleep(0.01)  # a line that is slower than the answer
                line.sendall(b"x" * 100_000)

            said = b"".join(iter(partial(line.recv, 4096), b""))

    assert said.startswith(b"HTTP/1.1 413")
    assert b"Send fewer or smaller documents." in said


def test_a_document_that_is_too_large_is_refused_in_words(outputs: Path) -> None:
    client = visit(outputs, most_file_bytes=1024 * 1024)

    answer = drop(client, ("plan.docx", b"x" * (1024 * 1024 + 1)))

    assert answer.status_code == 400
    assert "A document may have no more than 1 MB." in answer.text
    assert list((outputs / ".vvrap").glob("dropped/*/document")) == []


def test_the_documents_sent_with_one_that_is_too_large_are_taken(outputs: Path) -> None:
    client = visit(outputs, most_file_bytes=1024 * 1024)

    answer = drop(client, ("large.docx", b"x" * (1024 * 1024 + 1)), ("small.docx", b"x"))

    assert answer.status_code == 400
    assert "not taken: “large.docx”. The other documents were taken." in answer.text
    assert [file.read_bytes() for file in (outputs / ".vvrap").glob("dropped/*/document")] == [b"x"]


@pytest.mark.parametrize("count", [3, 30])
def test_too_many_documents_at_a_time_are_refused_in_words(outputs: Path, count: int) -> None:
    client = visit(outputs, most_files=2)

    answer = drop(client, *[(f"plan-{number}.docx", b"x") for number in range(count)])

    assert answer.status_code == 400
    assert "Send no more than 2 documents at a time." in answer.text


def test_no_more_documents_are_taken_than_may_wait(outputs: Path) -> None:
    client = visit(outputs, most_waiting=2)

    first = drop(client, ("one.docx", b"1"), ("two.docx", b"2"))
    second = drop(client, ("three.docx", b"3"))

    assert first.status_code == 303
    assert second.status_code == 400
    assert "Too many documents are waiting" in second.text


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..\\..\\windows\\system.ini",
        "/etc/cron.d/x",
        "a\x00b.docx",
        ".bashrc",
        "C:evil.docx",
        "  ",
    ],
)
def test_the_name_of_a_document_is_never_a_path(outputs: Path, name: str) -> None:
    client = visit(outputs)
    before = {path for path in outputs.parent.rglob("*") if ".vvrap" not in path.parts}

    drop(client, (name, b"not a plan"))

    assert {path for path in outputs.parent.rglob("*") if ".vvrap" not in path.parts} == before
    assert all("/" not in one["filename"] for one in client.get("/index.json").json()["drops"])


@pytest.mark.parametrize(
    "address",
    [
        "/plans/..%2f..%2fetc",
        "/plans/camden-2024%00",
        "/plans/camden-2024/download/..%2f..%2fmanifest.json",
        "/assets/..%2fenvironment.py",
        "/plans/camden-2024/actions/%2e%2e",
        "/board/999999",
        "/plans/camden-2024/pages/1.png",
    ],
)
def test_an_address_that_leads_nowhere_says_so(outputs: Path, address: str) -> None:
    assert visit(outputs).get(address).status_code == 404
