"""Pages that are pictures are recognised, say so, and doubt what is hard to make out; nothing is fetched."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from builders.scans import Scanner, pictures_of, scanned
from builders.sheet import Sheet
from builders.simple import as_pdf
from extractors import read_document, read_plan
from extractors.pdf.pdf_reader import read_source
from extractors.pdf.scans import engine, source
from extractors.pdf.scans.certainty import doubtful_signs
from extractors.pdf.scans.grounds import grounds_of
from extractors.pdf.scans.layer import confirmed
from extractors.pdf.scans.lines_drawn import level_lines, upright_lines
from extractors.pdf.scans.lines_unseen import outer_edges, unseen_level, unseen_upright
from extractors.pdf.scans.need import needs_recognition
from extractors.pdf.scans.raster import pieces_of, runs_of
from extractors.pdf.scans.straight import skew_of
from extractors.pdf.scans.type import Sign, TypeLine
from extractors.pdf.source.model import Glyph, PageContent, Style
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.source.regions import Patch, Region
from extractors.pdf.upright import Frame
from extractors.pdf.visibility import seen_words
from extractors.pdf.words import gather_words
from models.document import PageBox, Table
from models.errors import ScannedFile
from models.plan import Plan

ROWS = (
    ("RAG", "No", "VRU Mandatory Action", "Named Lead", "Lead Organisation", "Narrative"),
    ("Green", "1.1", "Share information", "A Person, Manager", "Council", "The council shares it every week."),
    ("Amber", "1.2", "Review hotspots", "B Person, Officer", "MPS", "Hotspots are reviewed each month with partners."),
    ("Red", "1.3", "Train staff", "C Person, Lead", "NHS", "No training was held this year."),
)
WHITE, RED = (255, 255, 255), (253, 2, 2)


def plan_pdf() -> bytes:
    return as_pdf("Richmond upon Thames Violence and Vulnerability Action Plan 2024", ROWS)


def read(data: bytes) -> Plan:
    return read_plan(data, "richmond-2024.pdf")


@cache
def straight() -> Plan:
    return read(scanned(plan_pdf()))


ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(
    not engine.is_installed() and os.environ.get("VVRAP_OCR") != "required",
    reason="scans were not recognised; to do so install the extra ocr",
)


@pytest.fixture(scope="module", autouse=True)
def with_recognition() -> Iterator[None]:
    """What other tests must not rely on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "is_installed", engine.is_installed)
        yield


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_models_come_with_the_package() -> None:
    assert engine.is_installed()


def test_the_engine_leaves_nothing_in_the_home_of_whoever_runs_it(tmp_path: Path) -> None:
    load = "from extractors.pdf.scans.engine import load_engine; load_engine()"
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)

    subprocess.run([sys.executable, "-c", load], env=environment, check=True)

    assert list(tmp_path.rglob("*")) == []


@pytest.mark.usefixtures("no_network")
def test_a_scan_is_read_as_the_document_it_was_made_of() -> None:
    typed = read(plan_pdf())

    plan = straight()

    fields = {"ref", "rag", "mandatory_action", "narrative", "named_leads", "lead_organisations"}
    assert [one.model_dump(include=fields) for one in plan.actions] == [
        one.model_dump(include=fields) for one in typed.actions
    ]


def test_what_was_recognised_says_so_and_stands_where_it_was_typed() -> None:
    typed = read(plan_pdf())

    place = straight().actions[1].evidence["narrative"][0]

    there = typed.actions[1].evidence["narrative"][0]
    assert isinstance(place, PageBox)
    assert isinstance(there, PageBox)
    assert place.recognised
    assert place.bbox == pytest.approx(there.bbox, abs=3)
    assert [found.severity for found in straight().findings if found.code == "pages-recognised"] == ["error"]


def test_a_page_on_its_side_and_askew_is_set_right() -> None:
    plan = read(scanned(plan_pdf(), Scanner(skew=1.5, turn=90)))

    assert [(one.ref, one.rag) for one in plan.actions] == [("1.1", "green"), ("1.2", "amber"), ("1.3", "red")]
    assert [one.narrative for one in plan.actions] == [one.narrative for one in straight().actions]


def test_rulings_that_end_at_a_banner_do_not_go_on_through_it() -> None:
    banner, across = (100, 200, 900, 240), [(x, 240, x + 2, 400) for x in (300, 500, 700)]
    name, others = (110, 210, 250, 230), [(520, 210, 640, 230)]

    assert list(unseen_upright(across, [banner], [name])) == []
    assert len(list(unseen_upright(across, [banner], [name, *others]))) == 3


def test_words_at_the_edge_of_an_area_do_not_make_it_narrower() -> None:
    picture = np.full((160, 480, 3), 255, dtype=np.uint8)
    picture[60:100, 40:440] = (31, 56, 100)
    picture[68:92, 48:100:6] = 255

    boxes = [ground.box for ground in grounds_of(picture)]

    assert boxes == [(40, 60, 440, 100)]


def test_a_dark_header_has_edges_where_its_pale_lines_are_not_seen() -> None:
    header, level, across = (100, 200, 900, 260), [(100, 400, 900, 402)], [(500, 200, 502, 402)]

    edges, sides = outer_edges([header], level, across)

    assert edges == [(100, 200, 900, 202), (100, 260, 900, 262)]
    assert sides == [(100, 200, 102, 260), (900, 200, 902, 260)]
    assert outer_edges([header], [*level, *edges], [*across, *sides]) == ([], [])
    assert outer_edges([header], level, []) == ([], [])


def test_pale_thin_lines_around_a_dark_header_are_read_askew() -> None:
    xs, ys = [40 + 80 * place for place in range(7)], [80 + 40 * row for row in range(5)]
    sheet = Sheet().fill(xs[0], ys[0], xs[-1], ys[1], "#403152")
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1], ink="#a6a6a6")
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y, ink="#a6a6a6")
    for row, texts in enumerate(
        ((*ROWS[0][:2], "Action", *ROWS[0][3:]), *(("Red", *one[1:2], *"abcd") for one in ROWS[1:]))
    ):
        for x, text in zip(xs, texts, strict=False):
            sheet.text(x + 3, ys[row] + 14, text, size=8, ink="#000000" if row else "#ffffff")

    table = next(
        item for item in read_document(scanned(sheet.pdf(), Scanner(skew=1.5)), "x").items if isinstance(item, Table)
    )

    assert [cell.text for cell in table.rows[0]][:3] == ["RAG", "No", "Action"]


def test_without_the_extra_a_scan_is_refused_with_the_command_that_adds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "is_installed", lambda: False)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (60, 85), 200)), 0, 0, *A4)
    canvas.save()

    with pytest.raises(ScannedFile) as caught:
        read(buffer.getvalue())

    assert "pip install 'vvrap[ocr]'" in caught.value.remedy


def test_no_more_pages_are_recognised_than_there_is_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_PAGES", 0)

    with pytest.raises(ScannedFile):
        read(scanned(plan_pdf()))


def content_of(data: bytes) -> PageContent:
    with PlumberSource(data) as opened:
        return next(opened.pages())


def test_a_page_with_text_of_its_own_is_not_recognised() -> None:
    assert not needs_recognition(content_of(plan_pdf()))


def layered(text: str) -> bytes:
    """A picture of a page with text that another program laid over it without ink."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (60, 85), 200)), 0, 0, *A4)
    over = canvas.beginText(72, 700)
    over.setTextRenderMode(3)
    over.textLine(text)
    canvas.drawText(over)
    canvas.save()
    return buffer.getvalue()


def test_a_scan_under_a_layer_of_text_without_ink_is_recognised() -> None:
    assert needs_recognition(content_of(layered("The council shares information with all of its partners weekly.")))


def page_of(text: str, *, unsure: bool) -> PageContent:
    style = Style("recognised", 10, 2, bold=False, italic=False, colour="#000000", unsure=unsure)
    glyphs = tuple(Glyph(sign, 72 + 5 * place, 100, 77 + 5 * place, 110, style) for place, sign in enumerate(text))
    return PageContent(1, 595, 842, glyphs, (), (), (), ())


@pytest.mark.parametrize(("typed", "unsure"), [("4.10", False), ("4.18", True)])
def test_a_doubtful_word_is_sure_where_the_text_over_the_scan_says_the_same(typed: str, *, unsure: bool) -> None:
    page = confirmed(page_of("4.10", unsure=True), page_of(typed, unsure=False))

    assert {glyph.style.unsure for glyph in page.glyphs} == {unsure}


@pytest.mark.parametrize(("word", "doubted"), [("within", False), ("Smith", True), ("4.10", True)])
def test_more_certainty_is_asked_of_numbers_and_names(word: str, *, doubted: bool) -> None:
    line = TypeLine([Sign(sign, 0, 1, 0.85) for sign in word], 10, 10, "#000000")

    assert set(doubtful_signs(line)) == {doubted}


@pytest.mark.parametrize("degrees", [-2.0, 0.0, 1.5])
def test_the_skew_of_a_page_is_found(degrees: float) -> None:
    picture = pictures_of(plan_pdf(), Scanner(skew=degrees))[0]

    assert skew_of(np.asarray(picture)) == pytest.approx(degrees, abs=0.06)


def blank(height: int = 300, width: int = 400) -> engine.Picture:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def test_rulings_are_told_from_letters_over_one_another() -> None:
    picture = blank()
    picture[20:280, 100:103] = 0  # a ruling
    picture[150:152, 100:380] = 90
    for top in range(20, 280, 26):  # the stems of letters, line under line
        picture[top : top + 20, 200:203] = 0
    grey = picture.max(axis=2).astype(np.int16)

    assert [line[0] for line in upright_lines(grey)] == [100]
    assert [(line[0], line[2]) for line in level_lines(grey)] == [(103, 380)]


def test_light_rulings_on_a_dark_ground_are_told() -> None:
    grey = np.full((200, 300), 253, dtype=np.int16)
    grey[50:150, 20:280] = 98
    grey[99:101, 20:280] = 130

    (line,) = [box for box in level_lines(grey) if box[2] - box[0] > 100 and 60 < box[1] < 140]

    assert line[1] in range(97, 101)


def test_a_ruling_that_is_not_seen_on_a_colour_goes_on_through_it() -> None:
    left, right, ground, word = (10, 100, 200, 102), (260, 100, 400, 102), (202, 40, 258, 180), (210, 90, 250, 112)

    assert list(unseen_level([left, right], [ground], [])) == [(202, 100, 258, 102)]
    assert list(unseen_level([left], [ground], [])) == [(202, 100, 258, 102)]
    assert list(unseen_level([left, right], [ground], [word])) == []
    assert list(unseen_level([(10, 100, 150, 102)], [ground], [])) == []


def test_an_upright_ruling_goes_on_through_the_header_over_it() -> None:
    header, ruling = (40, 60, 800, 100), (300, 101, 302, 500)

    assert list(unseen_upright([ruling], [header], [])) == [(300, 60, 302, 100)]


def test_what_was_recognised_is_not_taken_for_hidden_by_the_colour_of_its_ground() -> None:
    dark = Style("recognised", 9.0, 2.0, bold=False, italic=False, colour="#1f3762")
    glyphs = tuple(Glyph(sign, 20 + 5 * place, 20, 25 + 5 * place, 30, dark) for place, sign in enumerate("Ref"))
    ground = Patch(Region((10, 10, 90, 40)), "#1f3762", 0)
    content = PageContent(1, 200, 200, glyphs, (), (), (), (), patches=(ground,), recognised=True)
    words = gather_words(enumerate(glyphs))

    assert [word.text for word in seen_words(words, content, Frame(0, 200, 200)).words] == ["Ref"]


def test_areas_are_told_by_colour_with_the_words_on_them_and_no_paper_between() -> None:
    picture = blank()
    picture[40:100, 40:200] = RED
    for stem in range(80, 160, 12):  # words on it
        picture[60:80, stem : stem + 3] = 0
    picture[140:200, 40:200] = RED

    found = [(ground.box, ground.colour) for ground in grounds_of(picture)]

    assert found == [((40, 40, 200, 100), "#fd0202"), ((40, 140, 200, 200), "#fd0202")]


def test_words_on_a_colour_are_not_of_the_one_above_and_below_it() -> None:
    picture = blank()
    amber = (253, 192, 3)
    picture[40:80, 40:200] = picture[160:200, 40:200] = RED
    picture[80:160, 40:200] = amber
    for stem in range(80, 160, 24):  # large letters
        picture[84:156, stem : stem + 18] = 0

    colours = {ground.box: ground.colour for ground in grounds_of(picture)}

    assert [box for box, colour in colours.items() if colour == "#fd0202"] == [(40, 40, 200, 80), (40, 160, 200, 200)]


def test_pieces_hang_together_over_neighbouring_rows() -> None:
    mask = np.zeros((4, 8), dtype=bool)
    mask[0, 0:2] = mask[1, 1:3] = mask[3, 1:3] = mask[0, 5:7] = True
    runs = runs_of(mask)

    assert sorted(runs.box(members) for members in pieces_of(runs)) == [(0, 0, 3, 2), (1, 3, 3, 4), (5, 0, 7, 1)]


def test_a_source_of_pages_may_be_read_without_recognition() -> None:
    with PlumberSource(plan_pdf()) as opened:
        document = read_source(opened, "plan.pdf", "0" * 64)

    assert not any(found.code == "pages-recognised" for found in document.findings)
