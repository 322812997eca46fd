"""How words look on a web page, signs of choice, and raised marks of notes."""

from __future__ import annotations

import pytest

from extractors.assembler.assemble import assemble
from extractors.html.html_reader import read
from models.plan import Action, ActionNote


def action_of(
    rag: str = "Red",
    *,
    narrative: str = "It met.",
    number: str = "1",
    body: str = "Police",
    style: str = "",
    after: str = "",
) -> Action:
    """The one action of a page."""
    header = "".join(f"<th>{name}</th>" for name in ("Ref", "RAG", "Action", "Lead organisation", "Narrative"))
    values = "".join(f"<td>{value}</td>" for value in (number, rag, "Set up a board.", body, narrative))
    page = (
        f"<html><head><style>{style}</style></head><body><h1>Richmond Violence Reduction Plan 2024</h1>"
        f"<h2>Theme 1: Governance</h2><table><tr>{header}</tr><tr>{values}</tr></table>{after}</body></html>"
    )
    (action,) = assemble(read(page.encode(), "plan.html")).actions
    return action


@pytest.mark.parametrize(
    "chosen",
    [
        "<b>Amber</b>",
        "<strong>Amber</strong>",
        "<u>Amber</u>",
        "<mark>Amber</mark>",
        '<span style="font-weight:700">Amber</span>',
        '<span style="text-decoration:underline">Amber</span>',
        '<span style="background:#ff0">Amber</span>',
        '<span style="color:#c00">Amber</span>',
        '<span style="border:1px solid #000">Amber</span>',
        '<span class="on">Amber</span>',
    ],
)
@pytest.mark.parametrize("between", [" / ", "<br>"])
def test_the_choice_that_stands_out_is_the_status(chosen: str, between: str) -> None:
    action = action_of(between.join(("Red", chosen, "Green")), style=".on { font-weight: bold }")

    assert (action.rag, action.rag_source) == ("amber", "text")


def test_the_choice_that_is_neither_struck_nor_greyed_is_the_status() -> None:
    assert action_of("<s>Red / Amber</s> / Green").rag == "green"
    grey = '<span style="color:#aaa">{}</span>'
    assert action_of(f"{grey.format('Red')} Amber {grey.format('Green')}").rag == "amber"


@pytest.mark.parametrize(
    ("empty", "ticked"),
    [
        ("☐", "☒"),
        ("○", "●"),
        ("□", "■"),
        ('<input type="checkbox">', '<input type="checkbox" checked>'),
        ('<input type="radio">', '<input type="radio" checked>'),
        ('<span style="font-family:Wingdings">o</span>', '<span style="font-family:Wingdings">þ</span>'),
        ('<font face="Wingdings">&#161;</font>', '<font face="Wingdings">l</font>'),
    ],
)
@pytest.mark.parametrize("between", [" ", "<br>"])
def test_the_ticked_choice_is_the_status(empty: str, ticked: str, between: str) -> None:
    text = between.join((f"{empty} Red", f"{ticked} Amber", f"{empty} Green"))

    assert action_of(text).rag == "amber"


def test_a_mark_raised_behind_words_is_no_part_of_them_and_its_note_is_kept() -> None:
    action = action_of(
        number="1<sup>2</sup>",
        narrative='It met 10<sup><a href="#n">[2]</a></sup> times on the 1<sup>st</sup> of 12 m<sup>2</sup>.',
        after="<p><sup>2</sup> Only the northern half.</p>",
    )

    assert action.ref == "1.1"
    assert action.narrative == "It met 10 times on the 1st of 12 m2."
    assert action.notes == (ActionNote(mark="2", text="Only the northern half."),)


def test_what_runs_against_its_direction_is_read_as_it_shows() -> None:
    assert action_of(narrative='<bdo dir="rtl">neerg</bdo> is the park').narrative == "green is the park"
    assert action_of(narrative="\u202eneerg\u202c is the park").narrative == "green is the park"
    turned = '<span style="unicode-bidi:bidi-override;direction:rtl">neerg</span> is the park'
    assert action_of(narrative=turned).narrative == "green is the park"
