"""Plans that print the name of each theme in the head of its pages alone."""

from __future__ import annotations

from typing import Literal

import pytest

from assembler.neutral import EDGES, HEADER, action, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Item, PageBox, Table

TITLE = heading("Richmond Violence Plan 2024", page=1)
THEMES = ("Community voice", "Ways out", "Safer nights")


def head(page: int, text: str, kind: Literal["furniture", "para"] = "furniture", top: float = 30) -> Block:
    return Block(kind=kind, text=text, evidence=(PageBox(page=page, bbox=(40, top, 200, top + 12)),))


def rows(number: int) -> list[tuple[str, ...]]:
    """Two actions, numbered on from theme to theme."""
    return [action(str(number), "Meet every month")[1:], action(str(number + 1), "Share what is known")[1:]]


def actions(page: int, number: int, *, header: bool = False) -> Table:
    """Two actions on a page."""
    plain = table([*[HEADER[1:]] * header, *rows(number)], page=page, edges=EDGES[1:])
    placed = [
        tuple(
            cell.model_copy(update={"evidence": (PageBox(page=page, bbox=(40, 60 + 20 * row, 800, 78 + 20 * row)),)})
            for cell in cells
        )
        for row, cells in enumerate(plain.rows)
    ]
    return plain.model_copy(update={"rows": tuple(placed)})


def themes(*items: Item) -> list[str]:
    plan = assemble(document(TITLE, *items).model_copy(update={"page_count": 5}))
    return [title.title for title in plan.themes if title.title]


def test_a_head_that_changes_from_page_to_page_names_the_theme() -> None:
    found = themes(
        head(2, THEMES[0]), actions(2, 1, header=True),
        head(3, THEMES[0]), actions(3, 3),
        head(4, THEMES[1], "para"), actions(4, 5, header=True),
        head(5, THEMES[2], "para"), actions(5, 7, header=True),
    )  # fmt: skip

    assert found == list(THEMES)


@pytest.mark.parametrize(
    "heads",
    [
        ("Richmond upon Thames",) * 4,
        ("Page 2", "Page 3", "Page 4", "Page 5"),
        (THEMES[0], THEMES[1], THEMES[0], THEMES[1]),
        ("SAMPL", "SAMPL", "AMPL", "AMPLE"),
    ],
)
def test_a_head_that_stays_or_comes_again_names_none(heads: tuple[str, ...]) -> None:
    pages = [(head(page, text), actions(page, 2 * page - 3, header=page == 2)) for page, text in enumerate(heads, 2)]

    assert themes(*(item for page in pages for item in page)) == []


def test_a_line_below_other_text_is_no_head() -> None:
    items: list[Item] = []
    for page, name in enumerate(THEMES, start=2):
        above = head(page, "The board met and agreed what each partner does.", "para", top=10)
        items += [above, head(page, name, "furniture"), actions(page, 2 * page - 3, header=page == 2)]

    assert themes(*items) == []


def test_the_heads_of_a_word_document_s_sections_name_themes() -> None:
    tables = [table([HEADER[1:], *rows(number)]) for number in (1, 3, 5)]
    pages = zip((Block(kind="furniture", text=name) for name in THEMES), tables, strict=True)

    plan = assemble(document(TITLE, *(item for page in pages for item in page)))

    assert [theme.title for theme in plan.themes] == list(THEMES)
