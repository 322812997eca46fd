"""Titles of themes: number, title, strap-line."""

from __future__ import annotations

import pytest

from assembler.neutral import blocks, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.themes.titles import opens_theme, read_title
from models.document import Block

STRAP = "Ensuring co-ordinated referral and support to victims and those who are vulnerable"


@pytest.mark.parametrize(
    ("printed", "number", "title", "description"),
    [
        ("1. GOVERNANCE", 1, "GOVERNANCE", ""),
        ("2. ANALYSIS & ENFORCEMENT", 2, "ANALYSIS & ENFORCEMENT", ""),
        (f"6. SUPPORTING VICTIMS OF VIOLENCE {STRAP}", 6, "SUPPORTING VICTIMS OF VIOLENCE", STRAP),
        (
            f"6. Supporting victims of violence and vulnerability\n{STRAP}",
            6,
            "Supporting victims of violence and vulnerability",
            STRAP,
        ),
        (f"3. OUR PLACES – {STRAP}", 3, "OUR PLACES", STRAP),
        (f"Theme 5: Places\n{STRAP}", 5, "Places", STRAP),
        (
            f"**NEW SECTION:\n8. Tackling\nViolence\nAgainst Women\nand Girls:**\n{STRAP}",
            8,
            "Tackling Violence Against Women and Girls",
            STRAP,
        ),
        ("Weapons\nNobody is beyond help.", None, "Weapons", "Nobody is beyond help."),
        ("Outcome 1: Safer streets", 1, "Safer streets", ""),
        ("Governance (continued)", None, "Governance", ""),
    ],
)
def test_a_theme_is_taken_apart(printed: str, number: int | None, title: str, description: str) -> None:
    read = read_title(blocks(printed))

    assert (read.number.parts[0] if read.number else None, read.title, read.description) == (number, title, description)


@pytest.mark.parametrize(
    "line", ["Theme 1", "Priority 2.1: Shops", "1. Governance", "GOVERNANCE", "Reducing access to weapons"]
)
def test_a_line_that_names_a_theme_opens_one(line: str) -> None:
    assert opens_theme(line, alone=True)


@pytest.mark.parametrize(
    "line",
    [
        "Theme 8: Violence against Women and Girls ............... 9",
        "",
        "No comment received.",
        "The council and its partners meet every month to agree",
    ],
)
def test_other_lines_open_none(line: str) -> None:
    assert not opens_theme(line, alone=True)


def test_a_title_written_letter_under_letter_is_a_word() -> None:
    rows = [
        ("Theme", "Ref", "Action", "Lead agency", "Update"),
        ("G\nO\nV\nE\nR\nN", "1", "Meet.", "Police", "It met."),
    ]

    plan = assemble(document(heading("Camden Violence Plan 2024"), table(rows)))

    assert [theme.title for theme in plan.themes] == ["GOVERN"]
    assert plan.coverage.unaccounted == ()


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("S U P P O R T I N G V I C T I M S", "SUPPORTING VICTIMS"),
        ("g o v e r n a n c e", "governance"),
        ("W O R K I N G Z Q X", "WORKINGZQX"),
    ],
)
def test_letters_under_each_other_are_parted_where_known_words_end(printed: str, title: str) -> None:
    read = read_title([Block(kind="para", text=printed)])

    assert (read.title, read.dropped) == (title, (printed,))


def test_letters_that_open_all_titles_in_order_count_the_themes() -> None:
    header = ("No", "Action", "Lead agency", "Update")
    parts = [
        item
        for place, name in enumerate(("A. Governance", "B. Weapons", "D) Safer places"), start=1)
        for item in (heading(name), table([header, (str(place), "Meet.", "Police", "It met.")]))
    ]

    plan = assemble(document(heading("Camden Violence Plan 2024"), *parts))

    assert [(one.number, one.title) for one in plan.themes] == [(1, "Governance"), (2, "Weapons"), (4, "Safer places")]
    assert plan.coverage.unaccounted == ()


def _two_rows(theme: int) -> list[tuple[str, ...]]:
    return [(f"{theme}.1", "Meet.", "Police", "It met."), (f"{theme}.2", "Visit all shops.", "Police", "Done.")]


def test_a_letter_before_some_titles_alone_belongs_to_them() -> None:
    header = ("No", "Action", "Lead agency", "Update")
    parts = [
        item
        for place, name in enumerate(("A. Governance", "Weapons"), start=1)
        for item in (heading(name), table([header, *_two_rows(place)]))
    ]

    plan = assemble(document(heading("Camden Violence Plan 2024"), *parts))

    assert [one.title for one in plan.themes] == ["A. Governance", "Weapons"]
