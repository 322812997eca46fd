"""What stands around the text - page headers, notes, comments, properties - has its place or is spoken of."""

from __future__ import annotations

import pytest

from builders.wordml import (
    cell,
    codes_of,
    grid_of,
    paragraph,
    read_body,
    read_table,
    row,
    run,
    simple_list,
    table,
    word_file,
)
from extractors.docx.docx_reader import read
from models.document import Block, CellPlace


def section(*references: str) -> str:
    return f"<w:sectPr>{''.join(references)}</w:sectPr>"


def reference(kind: str, name: str) -> str:
    return f'<w:{kind}Reference w:type="default" r:id="{name}"/>'


def footnote(identifier: int, *body: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{identifier}">{"".join(body)}</w:{kind}>'


def cite(identifier: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def test_page_headers_come_before_and_footers_after_as_furniture() -> None:
    end = section(reference("header", "header1"), reference("footer", "footer1"))

    document = read_body("Words", end, header1=paragraph("OFFICIAL"), footer1=paragraph("Page 1"))

    assert [(block.kind, block.text) for block in document.blocks()] == [
        ("furniture", "OFFICIAL"),
        ("para", "Words"),
        ("furniture", "Page 1"),
    ]


def test_a_header_that_sections_share_or_repeat_is_given_once() -> None:
    first = paragraph("One", properties=section(reference("header", "header1")))
    last = section(reference("header", "header1"), reference("header", "header2"))

    document = read_body(first, "Two", last, header1=paragraph("OFFICIAL"), header2=paragraph("OFFICIAL"))

    assert [block.text for block in document.blocks()] == ["OFFICIAL", "One", "Two"]


def test_a_table_in_a_page_header_is_no_table_of_the_document() -> None:
    document = read_body(
        table(row("In")), section(reference("header", "header1")), header1=table(row("Council", "2024"))
    )

    assert [block.text for block in document.blocks()] == ["Council", "2024"]
    assert [each.rows[0][0].evidence for each in document.tables()] == [(CellPlace(table=0, row=0, column=0),)]


def test_a_watermark_is_furniture() -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'

    document = read_body("Words", section(reference("header", "header1")), header1=paragraph(mark))

    assert document.blocks()[0] == Block(kind="furniture", text="DRAFT")


@pytest.mark.parametrize("kind", ["pict", "drawing", "object"])
def test_text_in_a_drawing_that_is_in_no_box_does_not_show_and_is_told(kind: str) -> None:
    loose = f"<w:r><w:{kind}><w:t>Not to be seen</w:t></w:{kind}></w:r>"

    document = read_body(paragraph("Words", loose))

    assert [block.text for block in document.blocks()] == ["Words"]
    assert [(found.code, found.message[:7]) for found in document.findings] == [("hidden-text", "4 words")]


def test_a_note_stands_after_the_paragraph_that_cites_it() -> None:
    notes = footnote(1, paragraph(run(" See the strategy.")))

    document = read_body(paragraph("Words", cite(1)), "More", footnotes=notes)

    assert [block.text for block in document.blocks()] == ["Words", "See the strategy.", "More"]
    assert codes_of(document) == ["notes-set-apart"]


def test_a_note_cited_in_a_cell_stands_after_the_table_and_knows_the_cell() -> None:
    notes = footnote(1, paragraph("Under review."), kind="endnote")

    document = read_body(table(row("a", cell(paragraph("b", cite(1, "endnote"))))), "After", endnotes=notes)

    assert grid_of(document.tables()[0]) == [["a", "b"]]
    assert document.blocks()[0] == Block(
        kind="para", text="Under review.", evidence=(CellPlace(table=0, row=0, column=1),)
    )


def test_a_note_cited_twice_is_given_once_and_the_line_above_notes_never() -> None:
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'

    document = read_body(
        paragraph("a", cite(1), cite(0)), paragraph("b", cite(1)), footnotes=line + footnote(1, paragraph("n"))
    )

    assert [block.text for block in document.blocks()] == ["a", "n", "b"]


def test_comments_are_counted_and_not_read() -> None:
    comments = f'<w:comment w:id="1">{paragraph("Really?")}</w:comment>'

    document = read_body(paragraph("Words", '<w:r><w:commentReference w:id="1"/></w:r>'), comments=comments)

    assert [block.text for block in document.blocks()] == ["Words"]
    assert codes_of(document) == ["comments-in-file"]


def test_the_title_comes_from_the_properties_of_the_file() -> None:
    assert read(word_file("Words", title=" Violence  plan "), "x").title == "Violence plan"
    assert read(word_file("Words"), "x").title is None


def test_the_list_of_a_header_does_not_disturb_that_of_the_text() -> None:
    item = paragraph("x", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')

    document = read_body(item, section(reference("header", "header1")), header1=item, numbering=simple_list())

    assert [block.marker for block in document.blocks() if block.kind != "furniture"] == ["1"]


def test_a_file_with_white_space_between_its_elements_reads_the_same() -> None:
    spread = table(row("a", cell(paragraph("b")))).replace("><", ">\n  <")

    assert grid_of(read_table(spread)) == [["a", "b"]]


def test_the_page_header_of_a_later_section_stands_where_that_section_begins() -> None:
    parts = {"header1": paragraph("Theme 1: Weapons"), "header2": paragraph("Theme 2: Places")}
    end = paragraph(properties=section(reference("header", "header1")))
    last = section(reference("header", "header2"))
    document = read_body(paragraph("First"), end, paragraph("Second"), last, **parts)

    assert [item.text for item in document.blocks()] == ["Theme 1: Weapons", "First", "Theme 2: Places", "Second"]
