"""Rows without numbers and lines that were read as one: their statuses show where each begins."""

from __future__ import annotations

from assembler.neutral import document, heading
from extractors.assembler.assemble import assemble
from models.document import Block, Cell, Look, Mark, PageBox, Table
from models.plan import Plan

DOTS = {"red": "#ff0000", "amber": "#ffc000", "green": "#00b050"}


def block(text: str, top: float, *, kind: str = "para", colour: str = "") -> Block:
    looks = (Look(kind="coloured", start=0, end=len(text), colour=DOTS[colour]),) if colour else ()
    place = PageBox(page=1, bbox=(0, top, 10, top + 8))
    return Block(kind=kind, text=text, looks=looks, evidence=(place,))  # type: ignore[arg-type] # a kind of block


def row(place: int, *cells: tuple[Block, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            row=place,
            column=column,
            blocks=blocks,
            marks=tuple(Mark(kind="text", colour=look.colour or "") for one in blocks for look in one.looks),
        )
        for column, blocks in enumerate(cells)
    )


def read(*rows: tuple[tuple[Block, ...], ...]) -> Plan:
    header = tuple((block(text, 0),) for text in ("Action", "RAG", "Lead officer"))
    cells = tuple(row(place, *one) for place, one in enumerate((header, *rows)))
    table = Table(rows=cells, column_count=3, pages=(1,))
    return assemble(document(heading("Camden Violence Plan 2024"), heading("Theme 1: Governance"), table))


def test_statuses_level_with_paragraphs_of_the_wording_part_a_row() -> None:
    both = (
        (block("Open a hub", 40), block("for young people;", 50, kind="bullet"), block("Train the staff", 60)),
        (block("●", 40, colour="red"), block("●", 60, colour="green")),
        (block("Jane Smith", 40), block("Ali Khan", 61)),
    )
    alone = ((block("Meet monthly", 20),), (block("●", 20, colour="amber"),), (block("Mary Jones", 20),))

    plan = read(alone, both)

    assert [one.mandatory_action for one in plan.actions] == [
        "Meet monthly", "Open a hub\nfor young people;", "Train the staff"
    ]  # fmt: skip
    assert [one.rag for one in plan.actions] == ["amber", "red", "green"]
    assert [lead.text for one in plan.actions for lead in one.named_leads] == ["Mary Jones", "Jane Smith", "Ali Khan"]


def test_statuses_beside_the_lines_of_one_paragraph_leave_a_row_whole() -> None:
    alone = ((block("Meet monthly", 20),), (block("●", 20, colour="amber"),), (block("Mary Jones", 20),))
    two = ((block("Open a hub", 40),), (block("●", 40, colour="red"), block("●", 50, colour="green")), ())

    plan = read(alone, two)

    assert [one.mandatory_action for one in plan.actions] == ["Meet monthly", "Open a hub"]
    assert [found.action_ref for found in plan.findings if found.code == "rag-split"] == ["1.2"]
