"""A small share of the hard times that benchmarks/pages_hard.py gives the pages every night; no browser is needed."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from builders.crowds import Crowd, read_all_at_once, write_many
from builders.server import Visitor, drop_all, server
from builders.serving import small_document
from builders.survivors import Survivor
from hostile.folder import FILES

pytestmark = pytest.mark.skipif(
    os.environ.get("VVRAP_BROWSER") != "required",
    reason="they start servers, which takes long: set VVRAP_BROWSER=required",
)

SOME = ("no-bytes.pdf", "half.docx", "entities.docx", "links-that-lead-out.docx", "scripted.pdf")
CROWD = Crowd(people=6, seconds=3.0, look=(0.1, 0.4), drop_every=1.0)


def test_people_who_read_while_documents_are_dropped_see_no_error(tmp_path: Path) -> None:
    plan_ids = write_many(tmp_path / "outputs", 40)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "camden.html").write_bytes(small_document("Camden", 2030))

    with server(tmp_path / "outputs") as running:
        seen = read_all_at_once(running, plan_ids, CROWD, tmp_path / "in")

    assert seen.errors == []
    assert seen.milliseconds
    assert seen.dropped == 1


def test_a_killed_server_has_lost_nothing_that_it_answered(tmp_path: Path) -> None:
    survivor = Survivor(tmp_path / "outputs", seed=1)
    survivor.prepare()

    survivor.round()

    assert survivor.faults() == []


def test_each_hostile_document_gets_its_line_and_the_server_lives(tmp_path: Path) -> None:
    files = {name: FILES[name].make for name in SOME} | {"../../$(touch x).html": partial(small_document, "Camden")}

    with server(tmp_path / "outputs") as running:
        visitor = Visitor(running.address)
        said = drop_all(visitor, files)
        visitor.close()
        alive = running.alive()

    assert len(said) == len(files)
    assert all(said.values())
    assert sum(words == "read" for words in said.values()) == 2
    assert alive
    assert not list(tmp_path.rglob("x"))
