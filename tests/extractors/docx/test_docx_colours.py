"""The colour a person sees in a cell is the colour that comes out, whichever way Word came to draw it."""

from __future__ import annotations

import pytest

from builders.wordml import cell, grid_of, paragraph, read_body, read_cell, read_table, row, run, style, table
from models.document import Mark

THEME = (
    "<a:themeElements><a:clrScheme>"
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:accent1><a:srgbClr val="FF0000"/></a:accent1>'
    '<a:accent6><a:srgbClr val="70AD47"/></a:accent6>'
    "</a:clrScheme></a:themeElements>"
)


def shd(fill: str = "auto", pattern: str = "clear", colour: str = "auto", more: str = "") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{colour}" w:fill="{fill}" {more}/>'


def fill_of(shading: str, **parts: str) -> str | None:
    return read_cell("Red", properties=shading, **parts).fill


def test_a_cell_has_the_fill_it_states() -> None:
    assert fill_of(shd("FFC000")) == "#ffc000"


@pytest.mark.parametrize(
    "shading", ["", shd("auto"), shd("FFFFFF"), shd(pattern="nil", fill="FF0000"), shd("nonsense")]
)
def test_no_shading_and_white_shading_are_no_fill(shading: str) -> None:
    assert fill_of(shading) is None


@pytest.mark.parametrize(
    ("shading", "seen"),
    [
        (shd("FFFFFF", "solid", "00B050"), "#00b050"),
        (shd("auto", "solid", "auto"), "#000000"),
        (shd("FFFFFF", "pct50", "FF0000"), "#ff8080"),
        (shd("FFFF00", "pct25", "auto"), "#bfbf00"),
        (shd("FF0000", "pctx", "00FF00"), "#ff0000"),
        (shd("FF0000", "thinDiagStripe", "FFFFFF"), "#ff4040"),
    ],
)
def test_a_pattern_is_the_mix_of_its_colours(shading: str, seen: str) -> None:
    assert fill_of(shading) == seen


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        ('w:themeFill="accent1"', "#ff0000"),
        ('w:themeFill="accent1" w:themeFillTint="99"', "#ff6666"),
        ('w:themeFill="accent1" w:themeFillShade="BF"', "#bf0000"),
        ('w:themeFill="accent6" w:themeFillTint="66"', "#c5e0b4"),  # Word writes c5e0b3: it rounds on the way
        ('w:themeFill="text2"', "#1f497d"),
        ('w:themeFill="unheardOf"', "#123456"),
    ],
)
def test_a_fill_of_the_theme_is_made_lighter_or_darker(more: str, seen: str) -> None:
    assert fill_of(shd("123456", more=more), theme=THEME) == seen


def test_beside_a_theme_the_colour_that_word_came_to_is_believed_if_it_is_near() -> None:
    more = 'w:themeFill="accent6" w:themeFillTint="66"'

    assert fill_of(shd("C5E0B3", more=more), theme=THEME) == "#c5e0b3"


def test_the_settings_say_what_text_and_background_are() -> None:
    mapping = '<w:clrSchemeMapping w:bg1="accent1" w:t1="dark1"/>'

    assert fill_of(shd(more='w:themeFill="background1"'), theme=THEME, settings=mapping) == "#ff0000"


def test_a_file_without_a_theme_has_the_one_of_word() -> None:
    assert fill_of(shd(more='w:themeFill="accent4"')) == "#ffc000"


def test_a_table_shades_its_cells_but_for_those_that_say_otherwise() -> None:
    cells = row("a", cell("b", properties=shd("auto")), cell("c", properties=shd("00B050")))

    read = read_table(table(cells, properties=shd("D9D9D9")))

    assert [each.fill for each in read.cells()] == ["#d9d9d9", None, "#00b050"]


def test_a_row_may_have_shading_of_its_own() -> None:
    exception = f"<w:tr><w:tblPrEx>{shd('FFFF00')}</w:tblPrEx>{cell('b')}</w:tr>"

    read = read_table(table(row("a"), exception, properties=shd("D9D9D9")))

    assert [each.fill for each in read.cells()] == ["#d9d9d9", "#ffff00"]


PARTS = {
    "firstRow": "000001", "lastRow": "000002", "firstCol": "000003", "lastCol": "000004", "band1Horz": "000005",
    "band2Horz": "000006", "nwCell": "000007",
}  # fmt: skip
STYLED = style(
    "Grid",
    "table",
    content="".join(
        f'<w:tblStylePr w:type="{part}"><w:tcPr>{shd(colour)}</w:tcPr></w:tblStylePr>' for part, colour in PARTS.items()
    ),
)


def look(**on: str) -> str:
    said = {
        "firstRow": "0",
        "lastRow": "0",
        "firstColumn": "0",
        "lastColumn": "0",
        "noHBand": "1",
        "noVBand": "1",
        **on,
    }
    return (
        '<w:tblStyle w:val="Grid"/><w:tblLook ' + " ".join(f'w:{name}="{value}"' for name, value in said.items()) + "/>"
    )


def fills_of(properties: str, styles: str = STYLED) -> list[list[str]]:
    """The last digit of each cell's fill, "-" for none, in a table of four rows by three columns."""
    read = read_table(table(*(row("a", "b", "c") for _ in range(4)), properties=properties), styles=styles)
    return [[(each.fill or "-")[-1] for each in cells] for cells in read.rows]


def test_a_table_style_shades_the_parts_that_the_table_shows() -> None:
    assert fills_of(look(firstRow="1", lastRow="1")) == [
        ["1", "1", "1"],
        ["-", "-", "-"],
        ["-", "-", "-"],
        ["2", "2", "2"],
    ]


def test_a_column_of_the_style_goes_over_its_rows_and_a_corner_over_both() -> None:
    assert fills_of(look(firstRow="1", firstColumn="1", lastColumn="1")) == [
        ["7", "1", "4"],
        ["3", "-", "4"],
        ["3", "-", "4"],
        ["3", "-", "4"],
    ]


def test_bands_are_counted_after_the_header() -> None:
    assert fills_of(look(firstRow="1", noHBand="0")) == [
        ["1", "1", "1"],
        ["5", "5", "5"],
        ["6", "6", "6"],
        ["5", "5", "5"],
    ]


def test_the_last_row_is_in_no_band_when_it_is_a_row_of_totals() -> None:
    styles = STYLED.replace('w:type="lastRow"', 'w:type="unused"')

    assert fills_of(look(lastRow="1", noHBand="0"), styles)[2:] == [["5", "5", "5"], ["-", "-", "-"]]


def test_the_older_spelling_of_the_parts_shown_is_understood() -> None:
    old = '<w:tblStyle w:val="Grid"/><w:tblLook w:val="0620"/>'

    assert fills_of(old)[0] == ["1", "1", "1"]
    assert fills_of(old)[1] == ["-", "-", "-"]


def test_a_style_has_the_shading_of_the_one_it_is_based_on() -> None:
    styles = STYLED.replace('w:styleId="Grid"', 'w:styleId="Base"') + style("Grid", "table", based_on="Base")

    assert fills_of(look(lastRow="1"), styles)[3] == ["2", "2", "2"]


def test_a_cell_that_states_no_shading_is_free_of_that_of_the_style() -> None:
    properties = look(firstRow="1")

    read = read_table(table(row("a", cell("b", properties=shd("auto"))), properties=properties), styles=STYLED)

    assert [each.fill for each in read.cells()] == ["#000001", None]


def test_shading_behind_all_paragraphs_of_a_cell_is_its_fill() -> None:
    assert read_cell(paragraph("Amber", properties=shd("FFC000"))).fill == "#ffc000"


def test_shading_behind_a_blank_paragraph_of_an_empty_cell_is_its_fill() -> None:
    assert read_cell(paragraph(properties=shd("FFC000"))).fill == "#ffc000"


def test_shading_behind_one_of_many_paragraphs_is_a_highlight() -> None:
    read = read_cell(paragraph("Amber", properties=shd("FFC000")), "and more")

    assert read.fill is None
    assert read.marks == (Mark(kind="highlight", colour="#ffc000"),)


@pytest.mark.parametrize(
    ("properties", "mark"),
    [
        ('<w:highlight w:val="green"/>', Mark(kind="highlight", colour="#00ff00")),
        ('<w:highlight w:val="darkYellow"/>', Mark(kind="highlight", colour="#808000")),
        (shd("FF0000"), Mark(kind="highlight", colour="#ff0000")),
        ('<w:color w:val="00B050"/>', Mark(kind="text", colour="#00b050")),
        ('<w:color w:val="000000" w:themeColor="accent1"/>', Mark(kind="text", colour="#ff0000")),
        ('<w:color w:val="000000" w:themeColor="accent1" w:themeShade="BF"/>', Mark(kind="text", colour="#bf0000")),
    ],
)
def test_colour_of_and_behind_words_is_a_mark(properties: str, mark: Mark) -> None:
    read = read_cell(paragraph(run("Red", properties)), theme=THEME)

    assert read.marks == (mark,)
    assert read.text == "Red"


@pytest.mark.parametrize(
    "properties", ['<w:highlight w:val="none"/>', '<w:color w:val="auto"/>', '<w:color w:val="000000"/>', shd("FFFFFF")]
)
def test_black_on_white_is_no_mark(properties: str) -> None:
    assert read_cell(paragraph(run("Red", properties))).marks == ()


def test_colour_given_by_the_style_of_words_or_paragraph_is_a_mark() -> None:
    styles = style("Warn", "character", content='<w:rPr><w:color w:val="FF0000"/></w:rPr>') + style(
        "Good", content='<w:rPr><w:color w:val="00B050"/></w:rPr>'
    )
    words = paragraph(run("a", '<w:rStyle w:val="Warn"/>'))
    good = paragraph("b", properties='<w:pStyle w:val="Good"/>')

    assert read_cell(words, good, styles=styles).marks == (
        Mark(kind="text", colour="#ff0000"),
        Mark(kind="text", colour="#00b050"),
    )


def shape(properties: str, more: str = "") -> str:
    return f"<w:r><w:drawing><wps:wsp><wps:spPr>{properties}</wps:spPr>{more}</wps:wsp></w:drawing></w:r>"


ELLIPSE = '<a:prstGeom prst="ellipse"/>'


@pytest.mark.parametrize(
    ("drawn", "colour"),
    [
        (shape(ELLIPSE + '<a:solidFill><a:srgbClr val="00B050"/></a:solidFill>'), "#00b050"),
        (shape(ELLIPSE + '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'), "#ff0000"),
        (
            shape(
                ELLIPSE + '<a:solidFill><a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr></a:solidFill>'
            ),
            "#bf0000",
        ),
        (shape(ELLIPSE + '<a:solidFill><a:prstClr val="orange"/></a:solidFill>'), "#ffa500"),
        (
            shape(ELLIPSE, '<wps:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></wps:style>'),
            "#ff0000",
        ),
        ('<w:r><w:pict><v:oval fillcolor="#ffc000 [3207]"/></w:pict></w:r>', "#ffc000"),
        ('<w:r><w:pict><v:rect fillcolor="red"/></w:pict></w:r>', "#ff0000"),
        ('<w:r><w:pict><v:roundrect fillcolor="#0f0"/></w:pict></w:r>', "#00ff00"),
    ],
)
def test_a_filled_shape_in_a_cell_is_a_mark(drawn: str, colour: str) -> None:
    assert read_cell(paragraph(drawn), theme=THEME).marks == (Mark(kind="shape", colour=colour),)


@pytest.mark.parametrize(
    "drawn",
    [
        shape(ELLIPSE + "<a:noFill/>"),
        shape(ELLIPSE + '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'),
        shape(
            '<a:prstGeom prst="line"/><a:ln/>',
            '<wps:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></wps:style>',
        ),
        shape(ELLIPSE, '<wps:style><a:fillRef idx="0"><a:schemeClr val="accent1"/></a:fillRef></wps:style>'),
        '<w:r><w:pict><v:oval fillcolor="red" filled="f"/></w:pict></w:r>',
        "<w:r><w:pict><v:shape/></w:pict></w:r>",
    ],
)
def test_a_shape_without_a_fill_is_no_mark(drawn: str) -> None:
    document = read_body(table(row(cell(paragraph("a", drawn)))))

    assert document.tables()[0].rows[0][0].marks == ()


@pytest.mark.parametrize(
    ("sign", "colour"), [("🔴", "#ff0000"), ("🟠", "#ffa500"), ("🟢\ufe0f", "#00b050"), ("🟦", "#0070c0")]
)
def test_a_coloured_emoji_is_a_shape_and_no_text(sign: str, colour: str) -> None:
    read = read_cell(f"{sign} On track")

    assert read.marks == (Mark(kind="shape", colour=colour),)
    assert read.text == "On track"


def test_a_coloured_dot_that_stands_alone_is_a_shape_and_no_text() -> None:
    read = read_cell(paragraph(run("●", '<w:color w:val="FF0000"/>')))

    assert read.marks == (Mark(kind="shape", colour="#ff0000"),)
    assert read.text == ""


def test_dots_on_lines_of_their_own_are_shapes_each_colour_once() -> None:
    red, green = (run("●", f'<w:color w:val="{colour}"/>') for colour in ("FF0000", "00B050"))
    soft = "<w:r><w:br/></w:r>"
    lines = f"{red}{soft}{green}{soft}{red}"

    read = read_cell(paragraph(lines, run(" ", '<w:color w:val="0000FF"/>')))

    assert read.marks == (Mark(kind="shape", colour="#ff0000"), Mark(kind="shape", colour="#00b050"))
    assert read.text == ""


def test_a_black_dot_that_stands_alone_is_text() -> None:
    assert read_cell("●").text == "●"


def test_an_emoji_outside_tables_stays_where_it_is() -> None:
    assert read_body("🔴 late").blocks()[0].text == "🔴 late"


def test_a_shaded_table_inside_a_cell_is_a_shape() -> None:
    inner = table(row(cell("A", properties=shd("FFC000"))))

    read = read_table(table(row("RAG", "Action"), row(cell(inner), "Do")))

    assert grid_of(read)[1] == ["A", "Do"]
    assert read.rows[1][0].marks == (Mark(kind="shape", colour="#ffc000"),)
