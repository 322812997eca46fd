"""The server while it runs: its address, and what it says when something of ours breaks."""

from __future__ import annotations

import logging
import socket
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from starlette.testclient import TestClient

from builders.records import plan, put_plans
from builders.serving import HOST, visit, words
from models.errors import UsageError
from pipeline.cli.app import run as run_command
from pipeline.web.app import create_app
from pipeline.web.running import WithoutText, run
from pipeline.web.settings import Settings
from pipeline.web.shelf import Shelf

WORDS = "what a document says"


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        code = run_command(["serve", "--outputs", str(tmp_path), "--port", str(port)])

    assert code == 2
    assert f"Port {port} is used by another program." in capsys.readouterr().err


def test_a_name_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path))

    with pytest.raises(UsageError, match="Nothing can be served at nowhere"):
        run(app, "nowhere.invalid", 0, behind_proxy=False, ready=lambda _: None)


def _broken(self: Shelf, plan_id: str) -> None:
    del self, plan_id
    raise RuntimeError(WORDS)


def test_a_fault_of_ours_is_a_page_in_words_without_text_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(Settings(put_plans(tmp_path / "outputs", plan())))
    client = TestClient(app, base_url=HOST, raise_server_exceptions=False)
    monkeypatch.setattr(Shelf, "plan", _broken)

    answer = client.get("/plans/camden-2024")

    assert answer.status_code == 500
    assert "Something went wrong" in words(answer.text)
    assert WORDS not in answer.text
    assert answer.headers["content-security-policy"]


def _fault() -> RuntimeError:
    try:
        _broken(cast("Shelf", None), "")
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_log_says_where_a_fault_happened_and_not_its_words() -> None:
    error = _fault()
    what = (RuntimeError, error, error.__traceback__)
    record = logging.LogRecord("uvicorn", logging.ERROR, "", 0, "Exception in ASGI application", None, what)

    said = WithoutText("%(levelname)s: %(message)s").format(record)

    assert "RuntimeError" in said
    assert Path(__file__).name in said
    assert WORDS not in said


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/documents", "/"),
        ("/plans/camden-2024/actions/1.1/change", "/plans/camden-2024/actions/1.1"),
        ("/plans/camden-2024/letter/edit", "/plans/camden-2024/letter"),
        ("/names/decide", "/names"),
    ],
)
def test_the_address_of_a_form_leads_to_its_page(tmp_path: Path, address: str, page: str) -> None:
    answer = visit(put_plans(tmp_path / "outputs", plan())).get(address)

    assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_a_page_that_says_what_is_wrong_offers_no_data(tmp_path: Path) -> None:
    client = visit(put_plans(tmp_path / "outputs", plan("Camden", 2024), plan("Camden", 2023)))

    assert "This page as data" not in client.get("/plans/nothing").text
    assert client.get("/board").text.count('href="/board.json"') == 1
    assert client.get("/board.json").json()["ways"] == [["Board 2024", "/board/2024"], ["Board 2023", "/board/2023"]]
