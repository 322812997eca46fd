"""Cells without words, and tables that are there for the layout of the page around other tables."""

from __future__ import annotations

import pytest

from builders.wordml import cell, codes_of, grid_of, paragraph, read_body, read_cell, read_table, row, run, table
from models.document import Mark

OWN = (
    '<w:r><w:drawing><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="i" descr="Green RAG"/></pic:nvPicPr></pic:pic>'
    "</w:drawing></w:r>"
)
OF_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="i" descr="Green RAG"/><pic:pic/></wp:inline></w:drawing></w:r>'
)
OF_OLD_SHAPE = '<w:r><w:pict><v:shape alt="Green RAG"><v:imagedata/></v:shape></w:pict></w:r>'
OF_A_LOGO = OWN.replace("Green RAG", "A picture containing text")


@pytest.mark.parametrize("picture", [OWN, OF_DRAWING, OF_OLD_SHAPE])
def test_a_picture_alone_in_a_cell_says_the_status_it_is_called(picture: str) -> None:
    document = read_body(table(row("Ref", cell(paragraph(picture)))))

    assert grid_of(document.tables()[0]) == [["Ref", "Green RAG"]]
    assert codes_of(document) == []


@pytest.mark.parametrize("content", [paragraph(OF_A_LOGO), paragraph(run("Late"), OWN)])
def test_any_other_picture_says_nothing_and_is_counted(content: str) -> None:
    read = read_table(table(row("Ref", cell(content))))

    assert grid_of(read)[0][1] in {"", "Late"}
    assert [one.unread for one in read.cells()] == [0, 1]


def test_a_highlight_behind_blanks_shows_in_a_cell_without_words() -> None:
    blanks = run("   ", '<w:highlight w:val="red"/>')

    assert read_cell(paragraph(blanks)).marks == (Mark(kind="highlight", colour="#ff0000"),)
    assert read_cell(paragraph(run("Late"), blanks)).marks == ()


def test_a_table_around_a_wider_table_that_holds_nearly_all_words_is_layout() -> None:
    plan = table(*(row("Ref", "What the partners do", "Who leads on it", "How it goes") for _ in range(6)))
    around = table(row("Merton", "Plan 2024"), row(cell(plan, paragraph(), properties='<w:gridSpan w:val="2"/>')))

    document = read_body(around)

    assert [each.column_count for each in document.tables()] == [4]
    assert [block.text for block in document.blocks()] == ["Merton", "Plan 2024"]
    assert codes_of(document) == []


def test_a_table_around_a_small_table_of_figures_is_a_table() -> None:
    figures = table(row("May", "June", "July"), row("1", "2", "3"))
    words = "The partners met and agreed what each of them is to do until the next meeting in the spring."

    document = read_body(table(row("1", words), row("2", cell(words, figures, paragraph()))))

    assert [each.column_count for each in document.tables()] == [2]
    assert codes_of(document) == ["nested-table"]
