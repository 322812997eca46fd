"""A header that is printed again over the rest of a row that a page break cut, without a line between the two."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading
from extractors.assembler.assemble import assemble
from extractors.assembler.headers import header_of
from extractors.assembler.headers_apart import header_parted
from models.document import Block, Cell, Table
from models.plan import Plan

TITLE = heading("Richmond Violence Plan 2024")
HEADER = ("Theme", "Reference number", "Key action", "RAG", "Lead agency", "Comments 2023/24")
FIRST = (
    "1. GOVERNANCE",
    "1.1",
    "Hold a weekly meeting of police and",
    "Green",
    "Police",
    "The board met in May and will meet",
)
REST = ("", "", "council about risk.", "", "", "again in June.")
NEXT = ("", "1.2", "Share data each week.", "Amber", "Council", "Shared.")
EDGES = tuple(float(100 * edge) for edge in range(len(HEADER) + 1))


def on_page(page: int, rows: list[tuple[Cell, ...]]) -> Table:
    return Table(rows=tuple(rows), column_count=len(HEADER), pages=(page,), column_edges=EDGES)


def row(number: int, texts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(cell(number, place, text) for place, text in enumerate(texts))


def under_its_name(*, one_block: bool) -> tuple[Cell, ...]:
    """The rest of the row in the cells of the header."""
    return tuple(
        Cell(row=0, column=place, blocks=tuple(Block(kind="para", text=text) for text in texts))
        for place, (name, rest) in enumerate(zip(HEADER, REST, strict=True))
        if (texts := ([f"{name} {rest}".strip()] if one_block else [text for text in (name, rest) if text]))
    )


def read(second: list[tuple[Cell, ...]]) -> Plan:
    return assemble(document(TITLE, on_page(1, [row(0, HEADER), row(1, FIRST)]), on_page(2, second)))


@pytest.mark.parametrize("one_block", [True, False])
def test_the_rest_of_a_row_under_the_names_of_its_columns_is_joined_to_it(*, one_block: bool) -> None:
    plan = read([under_its_name(one_block=one_block), row(1, NEXT)])

    first, second = plan.actions
    assert first.mandatory_action == "Hold a weekly meeting of police and council about risk."
    assert first.narrative == "The board met in May and will meet again in June."
    assert (first.rag, second.ref, second.narrative) == ("green", "1.2", "Shared.")
    assert plan.coverage.unaccounted == ()


def test_a_row_that_only_begins_like_one_name_stays_whole() -> None:
    plan = read([row(0, ("", "1.2", "Key action on data, each week.", "Amber", "Council", "Shared."))])

    assert [action.mandatory_action for action in plan.actions][1] == "Key action on data, each week."


def test_a_tick_that_stands_alone_under_the_name_of_its_column_is_its_cells_text() -> None:
    header = (*HEADER[:3], "Red", "Green", *HEADER[4:])
    first = (*FIRST[:3], "", "", *FIRST[4:])
    rest = (*REST[:3], "", "✓", *REST[4:])
    edges = tuple(float(100 * edge) for edge in range(len(header) + 1))
    under = tuple(
        Cell(
            row=0,
            column=place,
            blocks=(
                Block(kind="para", text=f"{name} {text}".strip() if text != "✓" else name),
                *((Block(kind="bullet", marker="✓", text=""),) if text == "✓" else ()),
            ),
        )
        for place, (name, text) in enumerate(zip(header, rest, strict=True))
    )
    pieces = [
        Table(rows=tuple(rows), column_count=len(header), pages=(page,), column_edges=edges)
        for page, rows in ((1, [row(0, header), row(1, first)]), (2, [under]))
    ]

    plan = assemble(document(TITLE, *pieces))

    assert plan.actions[0].rag == "green"


def test_the_second_lines_of_a_headers_cells_are_no_theme() -> None:
    rows = (
        ("Ref", "", "Action", "Progress RAG (see", "Evidence"),
        ("Priority area", "Ref", "", "guidance)", ""),
        ("Theme 1: Governance", "1.1", "Hold a weekly meeting of police.", "Red", "The board met in May."),
        ("", "1.2", "Share data each week.", "Amber", "The data was shared in June."),
    )
    cells = tuple(row(number, texts) for number, texts in enumerate(rows))

    plan = assemble(document(TITLE, Table(rows=cells, column_count=5)))

    assert [theme.title for theme in plan.themes] == ["Governance"]
    assert [action.rag for action in plan.actions] == ["red", "amber"]


def test_columns_without_names_open_no_cell() -> None:
    header = header_of(("Whose desk", "", "", ""))
    piece = Table(rows=(row(0, ("", "goes on here", "and here", "2024")),), column_count=4)

    assert header_parted(piece, header) is piece
