"""Boxes of one column, labels over values in each, are cards; other boxes are text with a frame."""

from __future__ import annotations

from collections.abc import Sequence

from builders.sheet import BOLD, Sheet
from extractors import read_plan
from extractors.pdf.pdf_reader import read

LABELS = ("Control", "Standard", "Statement of the borough")
TITLE = "Merton Violence and Vulnerability Action Plan 2024"
GREEN, AMBER, RED = "#00b050", "#ffc000", "#ff0000"
CARDS = (
    (GREEN, "Hold a weekly tasking meeting.", "The partnership met each week and shared what it knows with schools."),
    (AMBER, "Map the services for victims.", "The map was drawn in May and all partners have agreed to keep it true."),
    (RED, "Train all staff in safeguarding.", "The course was cut short, and a new provider is being looked for."),
    (GREEN, "Visit shops that sell knives.", "31 shops were visited, of which four sold a knife to a child."),
)
HEIGHT = 18.0


def box(sheet: Sheet, top: float, rows: Sequence[tuple[str, str, str]]) -> float:
    """A box with rows of a label or a value, and a dot in a colour; the place below it."""
    tops = [top + HEIGHT * place for place in range(len(rows) + 1)]
    sheet.grid((50, 540), tops)
    for at, (text, font, ink) in zip(tops, rows, strict=False):
        sheet.text(54, at + 12, text, font=font)
        if ink:
            sheet.dot(295, at + HEIGHT / 2, 4, ink)
    return tops[-1]


def rows_of(card: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    ink, *values = card
    said = [("", "Helvetica", ink), *((value, "Helvetica", "") for value in values)]
    return [row for label, value in zip(LABELS, said, strict=True) for row in ((label, BOLD, ""), value)]


def test_labels_over_values_in_boxes_are_actions_with_the_colours_of_their_dots() -> None:
    sheet = Sheet().text(50, 60, TITLE, font=BOLD, size=16)
    top = 80.0
    for card in CARDS:
        top = box(sheet, top, rows_of(card)) + 14

    plan = read_plan(sheet.pdf(), "merton.pdf")

    assert [action.rag for action in plan.actions] == ["green", "amber", "red", "green"]
    assert [(action.mandatory_action, action.narrative) for action in plan.actions] == [card[1:] for card in CARDS]


def test_a_card_that_a_page_cuts_is_one_action() -> None:
    sheet = Sheet().text(50, 60, TITLE, font=BOLD, size=16)
    top = 80.0
    for card in CARDS[:3]:
        top = box(sheet, top, rows_of(card)) + 14
    cut = rows_of(CARDS[3])
    box(sheet, top, cut[:3])
    box(sheet.next_page(), 40.0, cut[3:])

    plan = read_plan(sheet.pdf(), "merton.pdf")

    assert [(action.mandatory_action, action.narrative) for action in plan.actions] == [card[1:] for card in CARDS]


def test_boxes_around_texts_that_say_something_else_each_are_no_tables() -> None:
    sheet = Sheet()
    top = 80.0
    for ink, *texts in CARDS:
        top = box(sheet, top, [(text, "Helvetica", "") for text in (ink, *texts)]) + 14

    assert not list(read(sheet.pdf(), "plan.pdf").tables())
