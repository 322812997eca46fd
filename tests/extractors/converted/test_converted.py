"""Documents of other programs are read by way of LibreOffice, or refused in one line where it is not installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders.cases import PLAIN_TEMPLATE, TEMPLATE_CASES
from builders.layout import Layout
from builders.nightly import by_day
from builders.slides import render_slides
from builders.small_books import HEADER, book, rows
from builders.word import render_word
from builders.workbook import render_workbook
from extractors import kinds, read_plan
from extractors.converted import libreoffice
from extractors.converted.libreoffice import convert, find_libreoffice, using_libreoffice
from layoutspace.engines.kept import made_once
from models.errors import ConversionFailed, UnsupportedKind
from models.plan import Plan

ROOT = Path(__file__).parents[3]
CASE = TEMPLATE_CASES[0]
SLIDES = Layout("slides", PLAIN_TEMPLATE[1:], theme="heading", number="dotted", rag="fill_and_word")
RTF = rb"{\rtf1\ansi A plan.}"
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed on this machine"
)


def has_impress() -> bool:
    """Whether the part of LibreOffice for slides is there; systems install it by itself."""
    program = find_libreoffice()
    return program is not None and (Path(program).resolve().parents[1] / "share/registry/impress.xcd").is_file()


@cache
def saved_as(ending: str) -> bytes:
    """The plan as LibreOffice saves it: texts from the Word file, sheets from the workbook."""
    if ending in {"xls", "ods"}:
        return made_by_libreoffice(render_workbook(CASE.plan, CASE.layout), "xlsx", ending)
    return made_by_libreoffice(render_word(CASE.plan, CASE.layout), "docx", ending)


def made_by_libreoffice(data: bytes, kind: str, ending: str) -> bytes:
    """The document in another format; made once on a machine, for what is tested is how it is read."""
    program = find_libreoffice()
    assert program is not None
    return made_once(f"libreoffice-{ending}", data, lambda: convert(program, data, kind, ending))


def records(plan: Plan) -> list[dict[str, Any]]:
    """The plan's actions without the places they were read from."""
    return [action.model_dump(exclude={"evidence"}) for action in plan.actions]


@cache
def records_of_the_word_file() -> list[dict[str, Any]]:
    """What is read from the document that LibreOffice saves otherwise."""
    return records(read_plan(render_word(CASE.plan, CASE.layout), "plan.docx"))


@needs_libreoffice
@pytest.mark.parametrize("ending", by_day(["doc", "odt", "ods", "rtf", "xls"], every=2))
def test_a_plan_of_another_kind_gives_the_same_records(ending: str) -> None:
    data = saved_as(ending)

    plan = read_plan(data, f"plan.{ending}")

    assert records(plan) == records_of_the_word_file()
    places = [place for action in plan.actions for group in action.evidence.values() for place in group]
    assert all(place.converted for place in places)
    assert plan.source.media_type == next(kind.media_type for kind in kinds.CONVERTIBLE if kind.ending == ending)


@pytest.mark.skipif(not has_impress(), reason="LibreOffice has no part for slides (Impress) on this machine")
@pytest.mark.parametrize("ending", by_day(["pptx", "ppt", "odp"], every=3))
def test_tables_on_slides_give_the_records_of_the_word_file(ending: str) -> None:
    data = made_by_libreoffice(render_slides(CASE.plan, SLIDES), "fodp", ending)

    plan = read_plan(data, f"plan.{ending}")

    typed = read_plan(render_word(CASE.plan, SLIDES), "plan.docx")
    assert records(plan) == records(typed)
    assert (plan.title, plan.themes, plan.metadata) == (typed.title, typed.themes, typed.metadata)
    places = [place for action in plan.actions for group in action.evidence.values() for place in group]
    assert all(place.converted for place in places)


@needs_libreoffice
def test_a_picture_that_a_document_links_is_not_fetched() -> None:
    asked = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        link = rb'{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/p.png" \\d}{\fldrslt x}}' % port

        def listen() -> None:
            while not done.is_set():
                try:
                    server.accept()[0].close()
                    asked.set()
                except TimeoutError:
                    continue

        done = threading.Event()
        listener = threading.Thread(target=listen)
        listener.start()
        program = find_libreoffice()
        assert program is not None
        made = convert(program, rb"{\rtf1\ansi " + link + rb"\par A plan.}", "rtf", "docx")
        done.set()
        listener.join()

    assert kinds.is_docx(made)
    assert not asked.is_set()


def test_where_libreoffice_is_not_installed_the_refusal_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_NAMES", ())
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())

    with pytest.raises(UnsupportedKind, match=r"RTF document.*not installed here.*--libreoffice"):
        read_plan(RTF, "plan.rtf")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Path]:
    """A program in the place of LibreOffice, whose lines a test writes."""
    path = tmp_path / "soffice"
    with using_libreoffice(str(path)):
        yield path


def write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


def test_a_program_that_crashes_is_one_line(program: Path) -> None:
    write(program, "kill -9 $$")

    with pytest.raises(ConversionFailed, match="could not open the file"):
        read_plan(RTF, "plan.rtf")


def test_slides_that_cannot_be_opened_name_the_part_of_libreoffice_they_need(program: Path) -> None:
    write(program, "exit 1")

    with pytest.raises(ConversionFailed, match=r"for slides, Impress, is not installed") as caught:
        convert(str(program), b"PK", "pptx", "pdf")

    assert "apt install libreoffice-impress" in caught.value.remedy


def test_a_program_that_hangs_is_ended_with_all_it_started(
    program: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    write(program, f"sleep 60 & echo $! > {child}", "wait")
    monkeypatch.setattr(libreoffice, "LONGEST_SECONDS", 1.5)
    monkeypatch.setattr(libreoffice, "_cut_off", tuple)

    with pytest.raises(ConversionFailed, match="did not finish"):
        read_plan(RTF, "plan.rtf")

    wait_for_the_end_of(int(child.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes in /proc")
def test_a_program_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    program, child = tmp_path / "soffice", tmp_path / "child"
    write(program, f"sleep 60 & echo $! > {child}.part; mv {child}.part {child}", "wait")
    convert_it = "from extractors.converted.libreoffice import convert; convert(sys.argv[1], b'', 'rtf', 'docx')"
    command = [sys.executable, "-c", f"import sys; {convert_it}", str(program)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while not child.exists():
            assert process.poll() is None
            time.sleep(0.01)

        process.kill()

    wait_for_the_end_of(int(child.read_text()))


def wait_for_the_end_of(number: int) -> None:
    """Killed processes may take their time on busy machines."""
    status = Path(f"/proc/{number}/status")
    ends = time.monotonic() + 30
    while status.exists() and "zombie" not in status.read_text():
        assert time.monotonic() < ends, "it goes on alone"
        time.sleep(0.02)


def test_a_program_that_is_not_there_is_one_line(program: Path) -> None:
    assert not program.exists()

    with pytest.raises(ConversionFailed, match="could not be started"):
        read_plan(RTF, "plan.rtf")


def test_what_a_program_makes_is_not_converted_again(program: Path) -> None:
    write(
        program,
        "for last; do :; done",
        "while [ $# -gt 0 ]; do [ $1 = --outdir ] && folder=$2; shift; done",
        'mkdir -p "$folder"; cp "$last" "$folder/document.docx"',
    )

    with pytest.raises(UnsupportedKind, match="does not read"):
        read_plan(RTF, "plan.rtf")


@pytest.mark.parametrize(
    ("data", "ending"),
    [(RTF, "rtf"), (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le"), "doc")],
    ids=["rtf", "doc"],
)
def test_kinds_to_convert_are_told_by_their_content(data: bytes, ending: str) -> None:
    kind = kinds.convertible(data)

    assert kind is not None
    assert kind.ending == ending


def test_what_is_read_as_it_is_is_not_converted() -> None:
    assert kinds.convertible(book(rows(HEADER))) is None
