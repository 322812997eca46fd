"""Every link of the pages leads somewhere: to a page, to data, to a place on a page."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from builders.records import action, naming, plan, put_plans
from builders.serving import visit
from models.catalogue import finding

_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r'(?:href|src)="([^"]+)"')
KINDS = {"", ".json", ".csv"}


def everything(client: TestClient) -> dict[str, str]:
    """All addresses that the pages lead to, from the first on, with what they hold. Fails at one that leads nowhere."""
    found: dict[str, str] = {}
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        answer = client.get(address)
        assert answer.status_code in {200, 303}, address
        found[address] = answer.text if answer.headers.get("content-type", "").startswith("text/html") else ""
        waiting.extend(link.partition("#")[0] for link in links(found[address]) if not link.startswith("#"))
    return found


def links(text: str) -> list[str]:
    """Where a page leads to."""
    return [unescape(link) for link in _LINK.findall(text)]


def test_every_link_leads_somewhere_and_every_place_is_there_once(tmp_path: Path) -> None:
    doubt = finding("rag-not-understood", action_ref="1.1", fields=("rag",), text="Ambr")
    served = naming(action("1.1", "Share.", "Safer Streets shares it.", rag="amber"), "service", "Safer Streets")
    twice = (served, action("1.2 (ü)", "Odd.", "It is."), action("2.1", "Twice."), action("2.1", "Again.", "It is."))
    outputs = put_plans(
        tmp_path / "outputs",
        plan("Camden", 2024, *twice, findings=(doubt,)),
        plan("Camden", 2023, served),
        plan(None, 2024),
    )

    pages = everything(visit(outputs))

    repeated = [(page, name) for page, text in pages.items() for name, n in Counter(_ID.findall(text)).items() if n > 1]
    lost = [
        (page, link)
        for page, text in pages.items()
        for link in links(text)
        if link.startswith("#") and link[1:] not in _ID.findall(text)
    ]
    assert (repeated, lost) == ([], [])
    assert {kind for kind in KINDS if any(page.partition("?")[0].endswith(f"2024{kind}") for page in pages)} == KINDS
    assert any(page.startswith("/years/") for page in pages)
