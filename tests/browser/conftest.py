"""A browser for tests: the machine's Chromium through Playwright, from the extra `browser`. Nothing is downloaded.

They take minutes, so they run only where VVRAP_BROWSER is `required`, as in `.ci/run`: without a browser they then
fail. Everywhere else they are skipped, and say so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import httpx2
import pytest

from builders.browser import BROWSER
from builders.names import review
from builders.runs import document
from builders.server import Visitor
from builders.serving import serving, small_document, wait_for

REQUIRED = os.environ.get("VVRAP_BROWSER") == "required"
INSTALL = "install Chromium and: pip install 'vvrap[browser]'"


def _without(why: str) -> NoReturn:
    pytest.fail(f"{why}; {INSTALL}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    if not REQUIRED:
        pytest.skip("the pages were not tested in a browser; to do so set VVRAP_BROWSER=required")
    if BROWSER is None:
        _without("no Chromium on this machine")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra
    except ImportError:
        _without("Playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ANN401 - Playwright's own
    """The address of a server with two boroughs and two years, doubts, and what could not be read."""
    del chromium  # nothing is served when there is no browser to look at it
    documents = {
        "camden-2023.html": small_document("Camden", 2023, rag="Red"),
        "camden-2024.pdf": small_document("Camden", 2024, rag="Ambr", kind="pdf"),
        "barnet-2024.docx": small_document("Barnet", 2024, kind="docx"),
        "unknown.html": small_document(None, 2024),
        "shopping.txt": b"Milk, bread and a pound of butter.",
    }
    folder = tmp_path_factory.mktemp("browser")
    registry = folder / "registry"
    (registry / "boroughs").mkdir(parents=True)
    (registry / "boroughs" / "camden.csv").write_text("id,label,name,scope\n", encoding="utf-8")
    review(folder / "outputs")
    with serving(folder / "outputs", registry=registry) as address:
        _drop(address, documents)
        _work(address)
        yield address


def _drop(address: str, documents: dict[str, bytes]) -> None:
    """Drop documents, and wait until they are dealt with."""
    with httpx2.Client(base_url=address, headers={"origin": address}) as client:
        token = client.get("/").text.partition('name="token" value="')[2].partition('"')[0]
        client.post("/documents", data={"token": token}, files=[("files", one) for one in documents.items()])

        def done() -> bool:
            drops = client.get("/index.json").json()["drops"]
            return all(one["state"] not in {"waiting", "reading"} for one in drops)

        wait_for(done)


def _work(address: str) -> None:
    """What people leave: a correction, a letter with a sentence of their own, a name decided, an edition added."""
    plan, check = "/plans/camden-2024", "/plans/camden-2024/actions/1.1"
    visitor = Visitor(address)
    done = [
        visitor.send(f"{check}/change", check, field="rag", value="blue", who="A. Officer", why="Agreed."),
        visitor.send(f"{plan}/letter", f"{plan}/letter", before="camden-2023", among="2024"),
        visitor.send("/names/decide", "/names", name="Zebedee House", choice="panel"),
        visitor.send("/templates", "/templates", files={"file": ("blank.html", document())}, name="2025 Refresh"),
    ]
    edits = {"missing/no-answer": "Please answer 2.1.", "version": visitor.json(f"{plan}/letter.json")["version"]}
    done.append(visitor.send(f"{plan}/letter/edit", f"{plan}/letter", **edits))
    visitor.close()
    assert done == [303] * len(done), done


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """An outputs folder that is not there yet."""
    return tmp_path / "outputs"
