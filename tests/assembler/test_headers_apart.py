"""A header that is printed again over the rest of a row that a page break cut, without a line between the two."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading
from extractors.assembler.assemble import assemble
from extractors.assembler.headers import header_of
from extractors.assembler.tables.headers_apart import header_parted
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


@pytest.mark.parametrize("parted", [False, True])
def test_a_header_printed_again_for_each_theme_is_known_in_rows_of_its_lines_too(*, parted: bool) -> None:
    names = ("Plan thematic area", "Item no.", "Lead agency", "Key action", "RAG", "Update")
    lines = [("Plan", "", "Lead agency", "Key action", "RAG", "Update"), ("thematic area", "Item no.", "", "", "", "")]
    rows: list[tuple[str, ...]] = []
    for theme in range(3):
        rows += lines if parted and theme else [names]
        rows.append(
            (f"Calm homes {theme}", f"{theme + 1}.1", "Police", f"Hold board {theme}.", "Red", "It met in May.")
        )
    cells = tuple(row(number, texts) for number, texts in enumerate(rows))

    plan = assemble(document(TITLE, Table(rows=cells, column_count=len(names))))

    assert [
        (theme.title, action.mandatory_action) for theme, action in zip(plan.themes, plan.actions, strict=True)
    ] == [(f"Calm homes {theme}", f"Hold board {theme}.") for theme in range(3)]


def test_a_name_over_some_columns_on_the_ground_of_the_header_is_of_it() -> None:
    rows = (
        ("Reference", "", "", "", "", ""),
        ("Strand", "Min std no", "Ask of the partnership", "Is it on course", "Party", "Partnership account"),
        ("Calm homes", "1.1", "Hold a weekly meeting of police.", "Red", "Police", "The board met in May."),
        ("Calm homes", "1.2", "Share data each week.", "Amber", "Council", "The data was shared in June."),
    )
    pieces = []
    for page in (1, 2):
        cells = tuple(
            tuple(cell(number, place, text, fill="#e7e6e6" if number < 2 else None) for place, text in enumerate(texts))
            for number, texts in enumerate(rows if page == 1 else (*rows[:2], (*rows[2][:1], "1.3", *rows[2][2:])))
        )
        pieces.append(on_page(page, list(cells)))

    plan = assemble(document(TITLE, *pieces))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3"]
    assert plan.coverage.unaccounted == ()
