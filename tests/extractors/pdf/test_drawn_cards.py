"""Cards in a PDF whose first row runs across, however they are drawn: boxes with gaps, frames, level lines, grounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from builders.sheet import BOLD, Sheet
from extractors import read_plan
from extractors.pdf.pdf_reader import read
from models.document import Block

TITLE = "Merton Violence and Vulnerability Action Plan 2024"
LABELS = ("Lead agency:", "Named officer:", "By when:", "RAG rating:", "Delivery to date:")
LEFT, MIDDLE, RIGHT = 50.0, 170.0, 540.0
HEIGHT = 18.0
GROUND = "#e8f5e9"
THEMES = (
    ("How we run the partnership", ("Agree one risk register", "Report yearly to scrutiny", "Share what is known")),
    ("Standing with communities", ("Fund small groups of residents", "Build a network of parents", "Walk the parks")),
)

Draw = Callable[[Sheet, float, float], None]
"""Draws what parts the rows of a card from one height to another."""


def in_boxes(sheet: Sheet, top: float, bottom: float) -> None:
    """Each cell is a box of its own, with white between."""
    count = round((bottom - top) / HEIGHT)
    for place in range(count):
        upper, lower = top + place * HEIGHT, top + (place + 1) * HEIGHT - 4.5
        for x0, x1 in ((LEFT, RIGHT),) if place == 0 else ((LEFT, MIDDLE - 4.5), (MIDDLE, RIGHT)):
            sheet.grid((x0, x1), (upper, lower))


def in_boxes_that_touch(sheet: Sheet, top: float, bottom: float) -> None:
    """The same, with gaps so narrow that level lines run on over them."""
    for place in range(round((bottom - top) / HEIGHT)):
        upper, lower = top + place * HEIGHT, top + (place + 1) * HEIGHT - 3.0
        for x0, x1 in ((LEFT, RIGHT),) if place == 0 else ((LEFT, MIDDLE - 3.0), (MIDDLE, RIGHT)):
            sheet.grid((x0, x1), (upper, lower))


def in_a_frame(sheet: Sheet, top: float, bottom: float) -> None:
    """A frame with round corners, and level lines from side to side."""
    sheet.canvas.setLineWidth(0.75)
    sheet.canvas.roundRect(LEFT, sheet.height - bottom, RIGHT - LEFT, bottom - top, 5, stroke=1, fill=0)
    for place in range(1, round((bottom - top) / HEIGHT)):
        sheet.line(LEFT, top + place * HEIGHT, RIGHT, top + place * HEIGHT)


def between_lines(sheet: Sheet, top: float, bottom: float) -> None:
    """Level lines alone."""
    for place in range(round((bottom - top) / HEIGHT) + 1):
        sheet.line(LEFT, top + place * HEIGHT, RIGHT, top + place * HEIGHT)


def values(place: int) -> tuple[str, ...]:
    return (
        "Police" if place % 2 else "Public Health, Libraries",
        "Jo Ellis, Head of Service" if place % 3 else "",
        f"{place + 1} May 2025",
        ("Red", "Amber", "Green")[place % 3],
        f"The board met {place + 2} times and agreed what each partner would do.",
    )


def card(sheet: Sheet, top: float, head: str, place: int, draw: Draw) -> float:
    """A card, its head across on a ground of corners without a radius; the place below it."""
    bottom = top + HEIGHT * (len(LABELS) + 1)
    sheet.canvas.setFillColor(GROUND)
    sheet.canvas.roundRect(LEFT, sheet.height - top - HEIGHT + 5, RIGHT - LEFT, HEIGHT - 5, 0, stroke=0, fill=1)
    draw(sheet, top, bottom)
    sheet.text(LEFT + 4, top + 10, head, font=BOLD)
    for row, (label, value) in enumerate(zip(LABELS, values(place), strict=True), start=1):
        sheet.text(LEFT + 4, top + row * HEIGHT + 10, label, font=BOLD)
        sheet.text(MIDDLE + 4, top + row * HEIGHT + 10, value)
    return bottom + 16


def plan_of(draw: Draw) -> bytes:
    """A theme a page, each with a heading; a foot with the page's number far to the right; a watermark that stands."""
    sheet = Sheet()
    for number, (theme, wordings) in enumerate(THEMES, start=1):
        if number == 1:
            sheet.text(LEFT, 60, TITLE, font=BOLD, size=16).text(LEFT, 84, "3. Our action plan", font=BOLD, size=13)
        sheet.text(LEFT, 104, theme, font=BOLD, size=12)
        sheet.turned(300, 700, "DRAFT", 90, size=60)
        top = 112.0
        for place, wording in enumerate(wordings, start=1):
            top = card(sheet, top, f"{place} {wording}", place + 3 * number, draw)
        sheet.text(LEFT, 800, "Safer Merton", size=8).text(RIGHT - 10, 800, str(number), size=8)
        if number < len(THEMES):
            sheet.next_page()
    return sheet.pdf()


@pytest.mark.parametrize("draw", [in_boxes, in_boxes_that_touch, in_a_frame, between_lines])
def test_the_row_across_each_card_is_its_number_and_wording(draw: Draw) -> None:
    plan = read_plan(plan_of(draw), "merton.pdf")

    assert [theme.title for theme in plan.themes] == [theme for theme, _ in THEMES]
    assert [action.ref for action in plan.actions] == [f"{theme}.{place}" for theme in (1, 2) for place in (1, 2, 3)]
    assert [action.mandatory_action for action in plan.actions] == [text for _, texts in THEMES for text in texts]
    expected = [values(place + 3 * number) for number in (1, 2) for place in (1, 2, 3)]
    assert [action.narrative for action in plan.actions] == [said[4] for said in expected]
    assert [action.timescale for action in plan.actions] == [said[2] for said in expected]
    assert [action.rag for action in plan.actions] == [said[3].lower() for said in expected]
    assert plan.coverage.unaccounted == ()


def furniture(pages: Sequence[Callable[[Sheet], Sheet]]) -> list[str]:
    sheet = Sheet()
    for place, draw in enumerate(pages):
        draw(sheet if place == 0 else sheet.next_page())
    items = read(sheet.pdf(), "plan.pdf").items
    return [item.text for item in items if isinstance(item, Block) and item.kind == "furniture"]


def test_a_number_far_beside_few_words_is_the_page_s_where_it_counts_three_pages() -> None:
    def page(number: int) -> Callable[[Sheet], Sheet]:
        def draw(sheet: Sheet) -> Sheet:
            for row in range(12):
                sheet.text(LEFT, 200 + 20 * row + 7 * number, f"Line {row} of what page {number} says about the plan.")
            return sheet.text(LEFT, 800, "Safer Merton").text(RIGHT - 10, 800, str(number))

        return draw

    assert furniture([page(1), page(2), page(3)]) == ["Safer Merton 1", "Safer Merton 2", "Safer Merton 3"]
    assert furniture([page(1), page(2)]) == []


def test_the_last_row_of_a_framed_card_is_no_foot_though_it_says_the_same_on_all_pages() -> None:
    def page(number: int) -> Callable[[Sheet], Sheet]:
        def draw(sheet: Sheet) -> Sheet:
            top, bottom = 800 - 5 * HEIGHT, 800.0
            in_a_frame(sheet, top, bottom)
            for row, (label, value) in enumerate(zip(LABELS, (*values(number)[:4], "Nil return"), strict=True)):
                sheet.text(LEFT + 4, top + row * HEIGHT + 12, label).text(MIDDLE, top + row * HEIGHT + 12, value)
            return sheet

        return draw

    assert furniture([page(number) for number in (1, 4, 7)]) == []


FOUR = (50.0, 150.0, 330.0, 430.0, 545.0)
TASKS = ("Use orders against those who exploit others", "Find the people most at risk of harm", "Ask young people")
REASONS = "with the views of all who use the service, each"


def four_columns(sheet: Sheet, top: float, place: int) -> float:
    """A card between level lines, a second label and its value in two of its rows, the third on two lines."""
    names = ("Colin Reid", "", "Zoe Ann Fox, Chief Inspector")
    rows = (
        ("No.", str(place + 1), "Who to ask", names[place]),
        ("Mandatory action", f"{TASKS[place]}, {REASONS}\nmonth.", "", ""),
        ("Agency in charge", ("Libraries", "Police", "Schools and the youth team")[place], "Health", "Green"),
        (
            "What is done",
            f"The board met {place + 2} times and agreed what each partner would do.",
            "",
            "",
        ),
    )
    sheet.line(FOUR[0], top, FOUR[-1], top)
    for texts in rows:
        for column, (x, text) in enumerate(zip(FOUR, texts, strict=False)):
            for index, line in enumerate(text.split("\n") if text else ()):
                font = BOLD if column % 2 == 0 else "Helvetica"
                sheet.text(x + 4, top + 11 + 11 * index, line, font=font)
        top += 18 + 11 * (texts[1].count("\n"))
        sheet.line(FOUR[0], top, FOUR[-1], top)
    return top + 24


def test_cards_of_two_labels_a_row_share_their_columns_though_long_texts_run_over_them() -> None:
    sheet = Sheet().text(50, 60, TITLE, font=BOLD, size=16).text(50, 84, "1. Governance", font=BOLD, size=13)
    top = 96.0
    for place in range(len(TASKS)):
        top = four_columns(sheet, top, place)

    plan = read_plan(sheet.pdf(), "merton.pdf")

    wordings = [" ".join(action.mandatory_action.split()) for action in plan.actions]
    assert wordings == [f"{task}, {REASONS} month." for task in TASKS]
    assert [action.action_number for action in plan.actions] == ["1", "2", "3"]
    assert [action.rag for action in plan.actions] == ["green"] * 3
    assert [len(action.named_leads) for action in plan.actions] == [1, 0, 1]
    assert all(action.narrative.startswith("The board met") for action in plan.actions)
