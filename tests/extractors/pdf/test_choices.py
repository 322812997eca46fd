"""How words look in a PDF, signs of choice, and text that a file states or hides behind odd letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from builders.sheet import BODY, BOLD, LANDSCAPE, SIZE, Sheet
from extractors.assembler.assemble import assemble
from extractors.pdf.pdf_reader import read
from models.document import Block
from models.plan import Plan
from pipeline.check import check

XS = (50.0, 90.0, 230.0, 420.0, 520.0, 780.0)
HEADER = ("Ref", "RAG", "Action", "Lead organisation", "Narrative")
TOP, HEIGHT = 120.0, 46.0
AT = 94.0
"""Where the words of the RAG cell begin."""

Draw = Callable[[Sheet, float], object]
"""Draws the RAG of the row whose first base line is given."""


def plan_of(*rags: Draw, narrative: str = "The board met in May.") -> Plan:
    """The plan of a page with an action for each way of drawing its RAG."""
    sheet = (
        Sheet(LANDSCAPE)
        .text(50, 60, "Richmond Violence Reduction Plan 2024", size=16)
        .text(50, 90, "Theme 1: Governance", size=13)
    )
    ys = [TOP + HEIGHT * row for row in range(len(rags) + 2)]
    sheet.grid(XS, ys)
    for x, name in zip(XS, HEADER, strict=False):
        sheet.text(x + 4, TOP + 13, name, font=BOLD)
    for row, draw in enumerate(rags, start=1):
        base = ys[row] + 13
        sheet.text(54, base, str(row)).text(234, base, "Set up a board for it.").text(424, base, "Police")
        sheet.text(524, base, narrative)
        draw(sheet, base)
    return assemble(read(sheet.pdf(), "plan.pdf"))


def choices(chosen: str, draw: Callable[[Sheet, float, float, str], object], *, stacked: bool) -> Draw:
    """Three statuses, the chosen one drawn in a way of its own."""

    def drawn(sheet: Sheet, base: float) -> None:
        x, y = AT, base
        for word in ("Red", "Amber", "Green"):
            (draw if word == chosen else _plain)(sheet, x, y, word)
            if stacked:
                y += 12
            else:
                x += stringWidth(word, BOLD, SIZE)
                if word != "Green":
                    sheet.text(x + 3, y, "/")
                x += 9

    return drawn


def _plain(sheet: Sheet, x: float, y: float, word: str) -> object:
    return sheet.text(x, y, word)


def _bold(sheet: Sheet, x: float, y: float, word: str) -> object:
    return sheet.text(x, y, word, font=BOLD)


def _underlined(sheet: Sheet, x: float, y: float, word: str) -> object:
    return sheet.text(x, y, word).line(x, y + 1.2, x + stringWidth(word, BODY, SIZE), y + 1.2)


def _highlighted(sheet: Sheet, x: float, y: float, word: str) -> object:
    return sheet.fill(x, y - 8, x + stringWidth(word, BODY, SIZE), y + 2, "#ffff00").text(x, y, word)


def _coloured(sheet: Sheet, x: float, y: float, word: str) -> object:
    return sheet.text(x, y, word, ink="#c00000")


def _boxed(sheet: Sheet, x: float, y: float, word: str) -> object:
    end = x + stringWidth(word, BODY, SIZE) + 1.5
    sheet.text(x, y, word)
    for x0, y0, x1, y1 in ((x - 1.5, y - 8, end, y - 8), (x - 1.5, y + 2.5, end, y + 2.5)):
        sheet.line(x0, y0, x1, y1)
    return sheet.line(x - 1.5, y - 8, x - 1.5, y + 2.5).line(end, y - 8, end, y + 2.5)


def _ringed(sheet: Sheet, x: float, y: float, word: str) -> object:
    sheet.text(x, y, word)
    end = x + stringWidth(word, BODY, SIZE)
    return sheet.canvas.ellipse(x - 3, sheet.height - y - 4, end + 3, sheet.height - y + 9, stroke=1, fill=0)


@pytest.mark.parametrize("draw", [_bold, _underlined, _highlighted, _coloured, _boxed, _ringed])
@pytest.mark.parametrize("stacked", [False, True])
def test_the_choice_that_stands_out_is_the_status(
    draw: Callable[[Sheet, float, float, str], object], *, stacked: bool
) -> None:
    plan = plan_of(*(choices(word, draw, stacked=stacked) for word in ("Green", "Amber", "Red")))

    assert [(action.rag, action.rag_source) for action in plan.actions] == [
        ("green", "text"),
        ("amber", "text"),
        ("red", "text"),
    ]


def test_the_choice_that_is_not_struck_is_the_status() -> None:
    def struck(sheet: Sheet, base: float) -> None:
        end = AT + stringWidth("Red / Amber", BODY, SIZE)
        sheet.text(AT, base, "Red / Amber / Green").line(AT, base - 2.5, end, base - 2.5)

    (action,) = plan_of(struck).actions

    assert action.rag == "green"


@pytest.mark.parametrize(
    ("font", "empty", "ticked"), [("ZapfDingbats", "❏", "✔"), ("ZapfDingbats", "❍", "●"), ("ZapfDingbats", "❏", "■")]
)
@pytest.mark.parametrize("stacked", [False, True])
def test_the_ticked_choice_is_the_status(font: str, empty: str, ticked: str, *, stacked: bool) -> None:
    def draw(sheet: Sheet, base: float) -> None:
        for number, word in enumerate(("Red", "Amber", "Green")):
            x, y = (AT, base + 12 * number) if stacked else (AT + 45 * number, base)
            sheet.text(x, y, ticked if word == "Amber" else empty, font=font).text(x + 12, y, word)

    (action,) = plan_of(draw).actions

    assert (action.rag, action.rag_source) == ("amber", "text")


def _square(sheet: Sheet, x: float, base: float) -> None:
    sheet.canvas.rect(x, sheet.height - base, 8, 8, stroke=1, fill=0)


def _square_of_lines(sheet: Sheet, x: float, base: float) -> None:
    sheet.line(x, base - 8, x + 8, base - 8).line(x, base, x + 8, base)
    sheet.line(x, base - 8, x, base).line(x + 8, base - 8, x + 8, base)


def _square_of_fills(sheet: Sheet, x: float, base: float) -> None:
    sheet.fill(x, base - 8, x + 8, base, "#333333").fill(x + 0.7, base - 7.3, x + 7.3, base - 0.7, "#ffffff")


def _square_of_bands(sheet: Sheet, x: float, base: float) -> None:
    for x0, top, x1, bottom in ((0, 8, 8, 7.4), (0, 0.6, 8, 0), (0, 8, 0.6, 0), (7.4, 8, 8, 0)):
        sheet.fill(x + x0, base - top, x + x1, base - bottom, "#000000")


def _ring(sheet: Sheet, x: float, base: float) -> None:
    sheet.canvas.circle(x + 4, sheet.height - base + 4, 4, stroke=1, fill=0)


def _tick(sheet: Sheet, x: float, base: float) -> None:
    path = sheet.canvas.beginPath()
    path.moveTo(x + 1, sheet.height - base + 4)
    path.lineTo(x + 3, sheet.height - base + 1)
    path.lineTo(x + 10, sheet.height - base + 9)
    sheet.canvas.drawPath(path, stroke=1, fill=0)


def _cross(sheet: Sheet, x: float, base: float) -> None:
    sheet.line(x + 1, base - 7, x + 7, base - 1).line(x + 1, base - 1, x + 7, base - 7)


def _full(sheet: Sheet, x: float, base: float) -> None:
    sheet.fill(x + 1.5, base - 6.5, x + 6.5, base - 1.5, "#000000")


def _green(sheet: Sheet, x: float, base: float) -> None:
    sheet.fill(x, base - 8, x + 8, base, "#92d050")


def _point(sheet: Sheet, x: float, base: float) -> None:
    sheet.dot(x + 4, base - 4, 2.2, "#000000")


def _letter(sheet: Sheet, x: float, base: float) -> None:
    sheet.text(x + 1.2, base - 1, "X", size=8)


DrawBox = Callable[[Sheet, float, float], None]


def boxes(outline: DrawBox, mark: DrawBox, *marked: str, stacked: bool, after: bool = False) -> Draw:
    """Three statuses, each beside a box, and a mark in some of the boxes."""

    def draw(sheet: Sheet, base: float) -> None:
        for number, word in enumerate(("Red", "Amber", "Green")):
            x, y = (AT, base + 12 * number) if stacked else (AT + 44 * number, base)
            box = x + stringWidth(word, BODY, SIZE) + 3 if after else x
            outline(sheet, box, y)
            if word in marked:
                mark(sheet, box, y)
            sheet.text(x if after else x + 11, y, word)

    return draw


@pytest.mark.parametrize("outline", [_square, _square_of_lines, _square_of_fills, _square_of_bands, _ring])
@pytest.mark.parametrize("mark", [_tick, _cross, _full, _point, _letter, _green])
@pytest.mark.parametrize("stacked", [False, True])
@pytest.mark.parametrize("after", [False, True])
def test_the_choice_whose_drawn_box_is_marked_is_the_status(
    outline: DrawBox, mark: DrawBox, *, stacked: bool, after: bool
) -> None:
    words = ("Green", "Amber", "Red")
    plan = plan_of(*(boxes(outline, mark, word, stacked=stacked, after=after) for word in words))

    assert [action.rag for action in plan.actions] == ["green", "amber", "red"]


@pytest.mark.parametrize("outline", [_square, _ring])
@pytest.mark.parametrize("stacked", [False, True])
def test_an_action_for_which_no_drawn_box_is_marked_has_no_status(outline: DrawBox, *, stacked: bool) -> None:
    plan = plan_of(boxes(outline, _tick, stacked=stacked), boxes(outline, _tick, "Green", stacked=stacked))

    assert [action.rag for action in plan.actions] == [None, "green"]
    assert [found.action_ref for found in check(plan).findings if found.code == "no-rag"] == ["1.1"]


@pytest.mark.parametrize("marked", [("Red", "Amber", "Green"), ("Red", "Green")])
@pytest.mark.parametrize("outline", [_square, _ring])
@pytest.mark.parametrize("stacked", [False, True])
def test_drawn_boxes_that_mark_no_single_choice_give_no_status_and_the_cell_is_quoted(
    marked: tuple[str, ...], outline: DrawBox, *, stacked: bool
) -> None:
    plan = plan_of(boxes(outline, _tick, *marked, stacked=stacked), boxes(outline, _tick, "Green", stacked=stacked))

    assert [action.rag for action in plan.actions] == [None, "green"]
    (found,) = [found for found in plan.findings if found.code == "rag-not-understood"]
    assert found.action_ref == "1.1"
    assert "Amber" in found.message


def test_a_full_square_among_empty_ones_is_the_choice() -> None:
    def draw(sheet: Sheet, base: float) -> None:
        for number, word in enumerate(("Red", "Amber", "Green")):
            x = AT + 44 * number
            (_square if word != "Amber" else lambda s, a, b: s.fill(a, b - 8, a + 8, b, "#000000"))(sheet, x, base)
            sheet.text(x + 11, base, word)

    (action,) = plan_of(draw).actions

    assert action.rag == "amber"


def test_lights_drawn_without_words_are_read_by_their_colour() -> None:
    def lights(sheet: Sheet, base: float) -> None:
        for number in range(3):
            _ring(sheet, AT + 14 * number, base)
        sheet.dot(AT + 28 + 4, base - 4, 3.6, "#00b050")

    (action,) = plan_of(lights).actions

    assert (action.rag, action.rag_source) == ("green", "shape")


def test_a_letter_in_a_drawn_square_is_the_letter() -> None:
    def letter(sheet: Sheet, base: float) -> None:
        sheet.canvas.rect(AT - 2, sheet.height - base - 3, 11, 11, stroke=1, fill=0)
        sheet.text(AT, base, "G")

    (action,) = plan_of(letter).actions

    assert (action.rag, action.rag_source) == ("green", "text")


def test_words_that_printed_markup_replaces_are_left_out_and_quoted() -> None:
    def revised(sheet: Sheet, base: float) -> None:
        end = AT + stringWidth("Green", BODY, SIZE)
        sheet.text(AT, base, "Green", ink="#c00000").line(AT, base - 2.5, end, base - 2.5, ink="#c00000")
        sheet.text(end, base, "Amber", ink="#c00000")
        sheet.line(end, base + 1.2, end + stringWidth("Amber", BODY, SIZE), base + 1.2, ink="#c00000")

    plan = plan_of(revised)

    assert plan.actions[0].rag == "amber"
    (found,) = [found for found in plan.findings if found.code == "struck-through"]
    assert "“Green”" in found.message
    assert "left out" in found.message


def test_text_that_is_no_language_is_an_error_about_its_field() -> None:
    words = "The profile was shared with every partner in spring."
    moved = "".join(chr((ord(char) - 97 + 23) % 26 + 97) if char.islower() else char for char in words)

    plan = plan_of(lambda sheet, base: sheet.text(AT, base, "Green"), narrative=moved)

    (found,) = [found for found in plan.findings if found.code == "text-garbled"]
    assert (found.severity, found.action_ref, found.fields) == ("error", "1.1", ("narrative",))


def read_words(content: str) -> Block:
    """The block of a page whose contents are these operators."""
    sheet = Sheet(LANDSCAPE)
    sheet.grid((50, 90, 400), (100, 150)).text(54, 113, "1")
    sheet.canvas.setFont(BODY, SIZE)
    sheet.canvas._code.append(content)
    (table,) = read(sheet.pdf(), "page.pdf").tables()
    return table.rows[0][1].blocks[0]


def test_text_that_marked_content_states_fills_in_for_signs_without_one() -> None:
    unread = r"BT /F1 9 Tf 94 482 Td (informa) Tj /Span << /ActualText (ti) >> BDC (\001) Tj EMC (on) Tj ET"
    shown = r"BT /F1 9 Tf 94 482 Td /Span << /ActualText (Green) >> BDC (Red) Tj EMC ET"

    assert read_words(unread).text == "information"
    assert read_words(shown).text == "Red"


def test_a_pale_dot_is_the_status_of_its_colour() -> None:
    colours = {"green": "#c6efce", "amber": "#ffeb9c", "red": "#ffc7ce"}

    plan = plan_of(*(dot(colour) for colour in colours.values()))

    assert [(action.rag, action.rag_source) for action in plan.actions] == [(status, "shape") for status in colours]


def dot(colour: str) -> Draw:
    return lambda sheet, base: sheet.text(AT, base, "•", ink=colour)
