"""What a Word document shows is what is read: no ink without contrast, no instruction, no data that was replaced."""

from __future__ import annotations

import pytest

from builders.wordml import (
    cell,
    codes_of,
    control,
    grid_of,
    paragraph,
    read_body,
    read_cell,
    row,
    run,
    style,
    table,
    word_file,
    zipped,
)
from builders.wordml import members_of as members
from extractors.docx.docx_reader import read

SHADE = '<w:shd w:val="clear" w:fill="{}"/>'
WHITE_INK = '<w:color w:val="FFFFFF"/>'
BLACK_INK = '<w:color w:val="000000"/>'


@pytest.mark.parametrize(
    "properties",
    [
        WHITE_INK,
        '<w:color w:val="FEFEFE"/>',
        BLACK_INK + '<w:highlight w:val="black"/>',
        '<w:color w:val="00B050"/>' + SHADE.format("00B050"),
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        "<w14:textFill><w14:noFill/></w14:textFill>",
        '<w14:textFill><w14:solidFill><w14:alpha w14:val="100000"/></w14:solidFill></w14:textFill>',
        '<w:rStyle w:val="Ghost"/>',
    ],
)
def test_words_that_do_not_show_are_left_out_and_told(properties: str) -> None:
    styles = style("Ghost", "character", content=f"<w:rPr>{WHITE_INK}</w:rPr>")
    document = read_body(table(row("1.1", cell(paragraph("On track ", run("in secret", properties))))), styles=styles)

    assert grid_of(document.tables()[0]) == [["1.1", "On track"]]
    assert codes_of(document) == ["hidden-text"]


@pytest.mark.parametrize(
    ("words", "of_paragraph", "of_cell"),
    [
        (run("in white", WHITE_INK), "", SHADE.format("1F3864")),
        (run("in white", WHITE_INK), SHADE.format("1F3864"), ""),
        (run("in white", WHITE_INK + '<w:highlight w:val="red"/>'), "", ""),
        (run("in white", WHITE_INK + "<w:outline/>"), "", ""),
        (run("by itself", '<w:color w:val="auto"/>'), "", SHADE.format("000000")),
        (run("pale", '<w:color w:val="D9D9D9"/>'), "", ""),
        (run("small", '<w:sz w:val="10"/>'), "", ""),
    ],
)
def test_words_that_stand_out_are_read(words: str, of_paragraph: str, of_cell: str) -> None:
    document = read_body(table(row("1.1", cell(paragraph(words, properties=of_paragraph), properties=of_cell))))

    assert grid_of(document.tables()[0])[0][1]
    assert codes_of(document) == []


def test_words_in_the_colour_of_their_cell_are_left_out() -> None:
    green = run("Green", '<w:color w:val="00B050"/>')

    assert read_cell(paragraph(green), properties=SHADE.format("00B050")).text == ""


def test_white_words_on_a_page_with_drawings_may_lie_on_one() -> None:
    drawn = "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>"

    assert read_body(paragraph(run("Camden", WHITE_INK)), paragraph("On", drawn)).blocks()[0].text == "Camden"
    assert [block.text for block in read_body(paragraph(run("Camden", WHITE_INK)), paragraph("On")).blocks()] == ["On"]


@pytest.mark.parametrize("height", ['<w:trHeight w:val="20" w:hRule="exact"/>', "<w:hidden/>"])
def test_a_row_without_height_is_left_out(height: str) -> None:
    document = read_body(table(row("1.1", "Shown"), row("1.2", "Not shown", properties=height)))

    assert "Not shown" not in [text for line in grid_of(document.tables()[0]) for text in line]
    assert codes_of(document) == ["hidden-text"]


WORDS = "The board met in May and agreed how the grant is spent; none of it was spent by the end of the year. "


@pytest.mark.parametrize(
    ("height", "text", "is_cut"),
    [
        ('<w:trHeight w:val="240" w:hRule="exact"/>', WORDS, True),
        ('<w:trHeight w:val="1000" w:hRule="exact"/>', WORDS * 9, True),
        ('<w:trHeight w:val="240" w:hRule="exact"/>', "The board met.", False),
        ('<w:trHeight w:val="900" w:hRule="exact"/>', WORDS, False),
        ('<w:trHeight w:val="240" w:hRule="atLeast"/>', WORDS, False),
        ('<w:trHeight w:val="240"/>', WORDS, False),
        ("", WORDS, False),
    ],
)
def test_words_that_a_row_of_exact_height_cuts_off_are_told(height: str, text: str, *, is_cut: bool) -> None:
    narrow = '<w:tcW w:w="3600" w:type="dxa"/>'
    body = table(row("1.1", cell(paragraph(text), properties=narrow), properties=height), widths=(900, 3600))

    assert read_body(body).tables()[0].rows[0][1].cut_off is is_cut


def test_a_merged_cell_has_the_height_of_all_its_rows() -> None:
    exact = '<w:trHeight w:val="400" w:hRule="exact"/>'
    narrow = '<w:tcW w:w="3600" w:type="dxa"/>'
    top = cell(paragraph(WORDS), properties=narrow + '<w:vMerge w:val="restart"/>')
    below = cell(paragraph(), properties=narrow + "<w:vMerge/>")
    rows = (row("1.1", top, properties=exact), *(row("", below, properties=exact) for _ in range(2)))

    assert not read_body(table(*rows)).tables()[0].rows[0][1].cut_off
    assert read_body(table(rows[0], row("", "x", properties=exact))).tables()[0].rows[0][1].cut_off


@pytest.mark.parametrize(("defaults", "is_cut"), [("16", False), ("48", True)])
def test_the_size_of_words_tells_whether_they_fit(defaults: str, *, is_cut: bool) -> None:
    size = f'<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{defaults}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    height = '<w:trHeight w:val="400" w:hRule="exact"/>'
    held = cell(paragraph("The board met in May and in June."), properties='<w:tcW w:w="3600" w:type="dxa"/>')

    assert read_body(table(row("1.1", held, properties=height)), styles=size).tables()[0].rows[0][1].cut_off is is_cut


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_the_instruction_of_a_field_is_no_text_whatever_paragraphs_it_runs_over() -> None:
    opening = paragraph(field("begin"), '<w:r><w:instrText>IF 1 = 1 "</w:instrText></w:r>', run("one"))
    closing = paragraph(run("two"), field("separate"), run("The result."), field("end"), run(" After."))

    assert read_cell(opening, paragraph("more"), closing).text == "The result. After."


def test_a_field_that_never_ends_keeps_its_text() -> None:
    assert read_cell(paragraph(field("begin"), run("Kept")), paragraph("and this")).text == "Kept\nand this"


@pytest.mark.parametrize(
    ("words", "properties", "expected"),
    [
        ("We met families weekly and set up a group.", "<w:text/>", "We met families weekly and set up a group."),
        ("Enter the progress since April", "<w:text/>", ""),
        ("[Progress]", "<w:text/>", ""),
        ("What has been done?", "<w:text/>", ""),
        ("RAG status", '<w:dropDownList><w:listItem w:displayText="Red" w:value="Red"/></w:dropDownList>', ""),
        ("Red", '<w:dropDownList><w:listItem w:displayText="Red" w:value="Red"/></w:dropDownList>', "Red"),
    ],
)
def test_a_filled_control_with_a_leftover_flag_keeps_its_words(words: str, properties: str, expected: str) -> None:
    filled = paragraph(control(run(words), f"<w:showingPlcHdr/>{properties}"))

    assert read_cell(filled).text == expected


BINDING = '<w:dataBinding w:prefixMappings="xmlns:n=\'urn:plan\'" w:xpath="{}"/>'
DATA = '<n:plan xmlns:n="urn:plan"><n:rag>R</n:rag><n:rag>Late</n:rag></n:plan>'


@pytest.mark.parametrize(
    ("path", "properties", "expected"),
    [
        ("/n:plan[1]/n:rag[2]", "<w:text/>", "Late"),
        ("/n:plan/n:rag", '<w:dropDownList><w:listItem w:displayText="Red" w:value="R"/></w:dropDownList>', "Red"),
        ("/n:plan/n:other", "<w:text/>", "Green"),
        ("//n:rag", "<w:text/>", "Green"),
        ("/n:plan/n:rag", "<w:date/>", "Green"),
    ],
)
def test_a_control_bound_to_data_shows_the_data(path: str, properties: str, expected: str) -> None:
    bound = paragraph(control(run("Green"), BINDING.format(path) + properties))
    parts = members(word_file(table(row("1.1", cell(bound)))))
    links = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    link = f'<Relationship Id="data" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'
    before = parts.get(links, '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
    after = before.replace("/>", "></Relationships>") if before.endswith('s"/>') else before
    document = read(
        zipped({**parts, links: after.replace("</Relationships>", link), "customXml/item1.xml": DATA}), "plan.docx"
    )

    assert grid_of(document.tables()[0]) == [["1.1", expected]]


def floating(inside: str, offset: int = 0, away: str = "paragraph", *, behind: str = "0") -> str:
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{behind}"><wp:positionV relativeFrom="{away}">'
        f"<wp:posOffset>{offset}</wp:posOffset></wp:positionV>"
        f'<wp:extent cx="1800000" cy="360000"/><wp:wrapNone/>{inside}</wp:anchor></w:drawing></w:r>'
    )


def old_shape(look: str, inside: str = "") -> str:
    return f'<w:r><w:pict><v:rect style="{look}">{inside}</v:rect></w:pict></w:r>'


OLD_BOX = f"<v:textbox><w:txbxContent>{paragraph('Cancelled in May')}</w:txbxContent></v:textbox>"
WHITE_SHAPE = '<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></wps:spPr></wps:wsp>'
GREEN_SHAPE = WHITE_SHAPE.replace("FFFFFF", "00B050")
BOX = f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph('Cancelled in May')}</w:txbxContent></wps:txbx></wps:wsp>"
PLAN = table(row("1.1", "Shown"))


@pytest.mark.parametrize(
    "body",
    [
        (paragraph(floating(BOX)), PLAN),
        (paragraph(floating(WHITE_SHAPE)), PLAN),
        (table(row("1.1", cell(paragraph(floating(WHITE_SHAPE))))),),
        (table(row("1.1", cell(paragraph(floating(BOX, 2_000_000))))),),
        (table(row("1.1", cell(paragraph(floating(GREEN_SHAPE, 0, "page"))))),),
        (paragraph(old_shape("position:absolute;width:90pt;height:20pt")), PLAN),
        (table(row("1.1", cell(paragraph(old_shape("position:absolute;margin-left:200pt", OLD_BOX))))),),
    ],
    ids=[
        "box before a table",
        "shape before a table",
        "white shape",
        "box moved away",
        "shape by the page",
        "old shape",
        "old box moved away",
    ],
)
def test_what_floats_over_a_table_is_told(body: tuple[str, ...]) -> None:
    assert codes_of(read_body(paragraph("Plan"), *body)) == ["floats-over-table"]


@pytest.mark.parametrize(
    "body",
    [
        (paragraph(floating(BOX, behind="1")), PLAN),
        (paragraph(floating(BOX)), paragraph("One"), paragraph("Two"), paragraph("Three"), PLAN),
        (table(row("1.1", cell(paragraph(floating(GREEN_SHAPE))))),),
        (table(row("1.1", cell(paragraph(floating(BOX))))),),
        (paragraph(old_shape("position:absolute;z-index:-1;width:90pt;height:20pt")), PLAN),
        (table(row("1.1", cell(paragraph(old_shape("width:90pt;height:20pt"))))),),
    ],
    ids=["behind the text", "on a cover", "a status in its cell", "a box in its cell", "old, behind", "old, in line"],
)
def test_what_floats_where_it_is_written_is_no_doubt(body: tuple[str, ...]) -> None:
    assert codes_of(read_body(paragraph("Plan"), *body)) == []


def test_a_large_picture_between_tables_is_told_and_a_logo_before_them_is_not() -> None:
    picture = paragraph(
        '<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><pic:pic/></wp:inline></w:drawing></w:r>'
    )

    assert codes_of(read_body(picture, PLAN)) == []
    assert codes_of(read_body(PLAN, picture, PLAN)) == ["picture-beside-table"]
