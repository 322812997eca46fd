"""A browser without a screen for tests: sends requests to the pages, keeps cookies, fills forms in."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import uvicorn
from httpx2 import Response
from starlette.testclient import TestClient

from builders.simple import RENDERERS
from pipeline.web.app import create_app
from pipeline.web.settings import Settings

HOST = "http://127.0.0.1:8000"
PATIENCE_SECONDS = 400.0  # a busy machine may take long to start a process
_TOKEN = re.compile(r'name="token" value="([0-9a-f]*)"')


def visit(outputs: Path, **settings: Any) -> TestClient:  # noqa: ANN401 - as Settings has them
    """The pages of an outputs folder. Nothing is read in the background unless it is used as a context."""
    return TestClient(create_app(Settings(outputs, **settings)), base_url=HOST, follow_redirects=False)


def token(client: TestClient, address: str = "/") -> str:
    """The token of the forms on a page."""
    found = _TOKEN.search(client.get(address).text)
    assert found is not None, f"no form on {address}"
    return found.group(1)


def send(client: TestClient, address: str, page: str = "/", **fields: str) -> Response:
    """Send a form, as from a page that holds it."""
    return client.post(address, data={"token": token(client, page), **fields}, headers={"origin": HOST})


def drop(client: TestClient, *files: tuple[str, bytes], **fields: str) -> Response:
    """Drop documents into the inbox."""
    sent = [("files", (name, data, "application/octet-stream")) for name, data in files]
    return client.post("/documents", data={"token": token(client), **fields}, files=sent, headers={"origin": HOST})


def inbox(client: TestClient) -> dict[str, Any]:
    """What the inbox shows, as data."""
    value: dict[str, Any] = client.get("/index.json").json()
    return value


def settled(client: TestClient) -> list[dict[str, Any]]:
    """The documents dropped, when all are dealt with; the newest first."""
    wait_for(lambda: all(one["state"] not in {"waiting", "reading"} for one in inbox(client)["drops"]))
    drops: list[dict[str, Any]] = inbox(client)["drops"]
    return drops


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.2)


def words(text: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


HEADER = ("Action No", "RAG", "VRU Mandatory Action", "Named Lead and Role", "Lead Organisation/Service", "Narrative")


def small_document(
    borough: str | None = "Camden",
    year: int | None = 2024,
    *,
    narrative: str = "",
    rag: str = "Amber",
    kind: str = "html",
) -> bytes:
    """A plan of three actions, in any format that `builders.simple` makes."""
    rows = [
        HEADER,
        (
            "1.1",
            "Green",
            "Share what is known about serious violence",
            "A Person, Manager",
            "Council",
            "The council shares it weekly.",
        ),
        (
            "1.2",
            rag,
            "Name a senior lead for violence reduction",
            "B Person, Director",
            "Council",
            narrative or "A director leads.",
        ),
        (
            "2.1",
            "Red",
            "Hold a panel for children at risk of exploitation",
            "C Person, Head",
            "Police",
            "No comment received",
        ),
    ]
    title = " ".join(str(part) for part in (borough, "Violence Reduction Action Plan", year) if part)
    return RENDERERS[kind](title, rows)


@contextmanager
def serving(outputs: Path, **settings: Any) -> Iterator[str]:  # noqa: ANN401 - as Settings has them
    """A server of its own on a free port; gives its address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Settings(outputs, **settings))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
