"""Numbers and bullets that Word draws itself come out as the marker of their block."""

from __future__ import annotations

import pytest

from builders.wordml import cell, paragraph, read_body, read_table, row, style, table
from models.document import Block


def level(index: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def number(identifier: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def restart(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(words: str, list_id: int, index: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(words, properties=properties)


OUTLINE = abstract(
    1, level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2)"), level(2, "upperRoman", "%3")
) + number(1, 1)


def markers_of(*body: str, **parts: str) -> list[str]:
    return [block.marker for block in read_body(*body, **parts).blocks()]


def test_a_list_counts_and_its_numbers_are_markers_not_text() -> None:
    blocks = read_body(item("a", 1), "between", item("b", 1), numbering=OUTLINE).blocks()

    assert blocks == (
        Block(kind="para", text="a", marker="1."),
        Block(kind="para", text="between"),
        Block(kind="para", text="b", marker="2."),
    )


def test_a_level_shows_the_numbers_of_those_above_and_starts_again_under_each() -> None:
    levels = [0, 1, 1, 2, 0, 1, 2]

    markers = markers_of(*(item("x", 1, index) for index in levels), numbering=OUTLINE)

    assert markers == ["1.", "1.a)", "1.b)", "I", "2.", "2.a)", "I"]


def test_a_level_reached_without_those_above_shows_where_they_start() -> None:
    assert markers_of(item("x", 1, 1), item("y", 1, 1), numbering=OUTLINE) == ["1.a)", "1.b)"]


def test_a_level_that_was_passed_over_counts_as_begun() -> None:
    assert markers_of(item("x", 1, 2), item("y", 1, 1), item("z", 1, 0), numbering=OUTLINE) == ["I", "1.b)", "2."]


def test_two_lists_of_one_kind_go_on_counting_unless_the_second_starts_again() -> None:
    numbering = abstract(1, level(0, "decimal", "%1")) + number(1, 1) + number(2, 1) + number(3, 1, restart(0, 5))

    markers = markers_of(*(item("x", which) for which in (1, 1, 2, 3, 3, 1)), numbering=numbering)

    assert markers == ["1", "2", "3", "5", "6", "7"]


def test_a_level_may_never_start_again_or_only_under_a_certain_level() -> None:
    never = level(2, "decimal", "%3", '<w:lvlRestart w:val="0"/>')
    under_first = level(3, "decimal", "%4", '<w:lvlRestart w:val="1"/>')
    numbering = abstract(1, level(0, "decimal", "%1"), level(1, "decimal", "%2"), never, under_first) + number(1, 1)

    markers = markers_of(*(item("x", 1, index) for index in (0, 2, 3, 1, 2, 3, 0, 2, 3)), numbering=numbering)

    assert markers == ["1", "1", "1", "2", "2", "2", "2", "3", "1"]


@pytest.mark.parametrize(
    ("number_format", "start", "spelt"),
    [
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1990, "MCMXC"),
        ("ordinal", 2, "2nd"),
        ("ordinal", 12, "12th"),
        ("decimalEnclosedCircle", 3, "③"),
        ("cardinalText", 1, "One"),
        ("cardinalText", 1342, "One thousand three hundred forty-two"),
        ("ordinalText", 3, "Third"),
        ("ordinalText", 30, "Thirtieth"),
        ("ordinalText", 121, "One hundred twenty-first"),
        ("numberInDash", 4, "- 4 -"),
        ("none", 3, ""),
        ("hebrew1", 3, "3"),
    ],
)
def test_a_number_is_spelt_as_its_format_says(number_format: str, start: int, spelt: str) -> None:
    numbering = abstract(1, level(0, number_format, "Action %1", start=start)) + number(1, 1)

    assert markers_of(item("x", 1), numbering=numbering) == [f"Action {spelt}".strip()]


def test_a_format_with_leading_zeros_is_spelt_with_them() -> None:
    custom = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    choice = f'<mc:AlternateContent><mc:Choice Requires="w14">{custom}</mc:Choice></mc:AlternateContent>'
    numbering = abstract(1, f'<w:lvl w:ilvl="0"><w:start w:val="4"/>{choice}<w:lvlText w:val="%1"/></w:lvl>') + number(
        1, 1
    )

    assert markers_of(item("x", 1), numbering=numbering) == ["004"]


def test_a_legal_list_shows_every_number_in_digits() -> None:
    legal = level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>")
    numbering = abstract(1, level(0, "upperRoman", "Article %1."), legal) + number(1, 1)

    assert markers_of(item("x", 1), item("y", 1, 1), numbering=numbering) == ["Article I.", "Section 1.01"]


@pytest.mark.parametrize(
    ("text", "font", "glyph"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("o", "Courier New", "o"),
        ("–", "Arial", "–"),
        ("", "Arial", "•"),
    ],
)
def test_a_bullet_is_the_glyph_its_font_draws(text: str, font: str, glyph: str) -> None:
    properties = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    bullet = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{text}"/>{properties}</w:lvl>'

    blocks = read_body(item("x", 1), numbering=abstract(1, bullet) + number(1, 1)).blocks()

    assert blocks == (Block(kind="bullet", text="x", marker=glyph),)


def test_a_list_may_come_from_the_style_with_the_level_tied_to_it() -> None:
    tied = level(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>')
    numbering = abstract(1, level(0, "decimal", "%1", '<w:pStyle w:val="Top"/>'), tied) + number(1, 1)
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Top", content=in_list) + style("Sub", content=in_list) + style("Child", based_on="Top")
    body = [paragraph("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("Top", "Sub", "Sub", "Child")]

    assert markers_of(*body, numbering=numbering, styles=styles) == ["1", "1.1", "1.2", "2"]


def test_number_nought_takes_a_paragraph_out_of_the_list_of_its_style() -> None:
    styles = style("Top", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    out = paragraph("x", properties='<w:pStyle w:val="Top"/><w:numPr><w:numId w:val="0"/></w:numPr>')

    assert markers_of(out, numbering=OUTLINE, styles=styles) == [""]


def test_a_list_may_borrow_its_levels_from_a_list_style() -> None:
    borrowed = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
    styles = style("Ours", "numbering", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')

    assert markers_of(item("x", 2), numbering=OUTLINE + borrowed + number(2, 2), styles=styles) == ["1."]


def test_a_list_that_the_file_lacks_marks_nothing() -> None:
    assert markers_of(item("x", 9), item("y", 1, 7), numbering=OUTLINE) == ["", ""]


def test_a_numbered_cell_without_words_holds_its_number() -> None:
    numbers = [row(cell(item("", 1)), "Do", cell(item("", 2))) for _ in range(2)]
    bullets = abstract(2, level(0, "bullet", "•")) + number(2, 2)

    read = read_table(table(*numbers), numbering=OUTLINE + bullets)

    assert [cells[0].blocks[0].marker for cells in read.rows] == ["1.", "2."]
    assert [cells[0].text for cells in read.rows] == ["", ""]
    assert [cells[2].blocks for cells in read.rows] == [(), ()]


def test_numbers_in_cells_count_in_reading_order() -> None:
    rows = [row(cell(item("a", 1)), cell(item("b", 1))), row(cell(item("c", 1)), cell(item("d", 1)))]

    read = read_table(table(*rows), numbering=OUTLINE)

    assert [[each.blocks[0].marker for each in cells] for cells in read.rows] == [["1.", "2."], ["3.", "4."]]


def test_the_marker_opens_the_first_line_only() -> None:
    broken = item("one", 1).replace("</w:p>", "<w:r><w:br/><w:t>two</w:t></w:r></w:p>")

    assert markers_of(broken, item("x", 1), numbering=OUTLINE) == ["1.", "", "2."]


def test_a_numbered_heading_is_a_heading_with_its_number() -> None:
    styles = style("H1", name="heading 1", content='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')

    blocks = read_body(
        paragraph("Governance", properties='<w:pStyle w:val="H1"/>'), numbering=OUTLINE, styles=styles
    ).blocks()

    assert blocks == (Block(kind="heading", text="Governance", marker="1."),)


def test_a_hidden_paragraph_is_not_counted() -> None:
    hidden = paragraph(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>",
        properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>',
    )

    assert markers_of(item("a", 1), hidden, item("b", 1), numbering=OUTLINE) == ["1.", "2."]
