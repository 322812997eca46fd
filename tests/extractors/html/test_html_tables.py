"""Tables of a page become tables of cells with their spans, and frames do not."""

from __future__ import annotations

import pytest

from builders.pages import page_cell, page_table, read_page, said
from models.document import Table


def laid(table: Table) -> list[list[tuple[str, int, int, int]]]:
    """Text, column, rows and columns of each cell, by row."""
    return [[(cell.text, cell.column, cell.row_span, cell.column_span) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        pytest.param("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]], id="tags that are never closed"),
        pytest.param("<td>a</td><td>b</td><tr><td>c</td></tr>", [["a", "b"], ["c"]], id="cells without a row"),
        pytest.param("<form><tr><td>a</td><td>b</td></tr></form>", [["a", "b"]], id="a form around rows"),
        pytest.param("<tfoot><tr><td>z<td>y</tfoot><tbody><tr><td>a<td>b", [["a", "b"], ["z", "y"]], id="a foot first"),
        pytest.param("<tr><td>a<td>b</tr><tr height=0><td><td></tr>", [["a", "b"]], id="Word's row of widths"),
        pytest.param("<tr><td>a<td>b</tr><tr hidden><td>c<td>d</tr>", [["a", "b"]], id="a hidden row"),
        pytest.param("<colgroup><col><col></colgroup><tr><td>a<td>b", [["a", "b"]], id="columns declared"),
    ],
)
def test_rows_and_cells_are_found(rows: str, cells: list[list[str]]) -> None:
    table = page_table(f"<table>{rows}</table>")

    assert [[cell.text for cell in row] for row in table.rows] == cells


def test_spans_take_their_places() -> None:
    table = page_table(
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td colspan=3>e</td></tr></table>"
    )

    assert table.column_count == 3
    assert laid(table) == [
        [("a", 0, 2, 1), ("b", 1, 1, 2)],
        [("c", 1, 1, 1), ("d", 2, 1, 1)],
        [("e", 0, 1, 3)],
    ]


@pytest.mark.parametrize("rowspan", ["0", "9", "65534"])
def test_a_span_ends_with_its_row_group(rowspan: str) -> None:
    table = page_table(
        f"<table><tbody><tr><td rowspan={rowspan}>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody></table>"
    )

    assert laid(table)[0][0] == ("a", 0, 2, 1)
    assert laid(table)[2] == [("d", 0, 1, 1), ("e", 1, 1, 1)]


@pytest.mark.parametrize("colspan", ["100", "1000", "99999"])
def test_columns_in_which_nothing_begins_are_not_counted(colspan: str) -> None:
    table = page_table(f"<table><tr><td colspan={colspan}>banner</tr><tr><td>a<td>b<td>c</tr></table>")

    assert table.column_count == 3
    assert laid(table)[0] == [("banner", 0, 1, 3)]


def test_boxes_that_say_they_are_a_table_are_one() -> None:
    table = page_table(
        "<div role=table><div role=row><span role=columnheader>No</span><span role=columnheader>Action</span></div>"
        "<div role=row><span role=cell>1</span><span role=cell>Set out</span></div></div>"
    )

    assert [[cell.text for cell in row] for row in table.rows] == [["No", "Action"], ["1", "Set out"]]
    assert table.rows[0][0].header


def test_boxes_laid_out_as_a_table_are_one() -> None:
    css = ".t { display: table } .r { display: table-row } .c { display: table-cell }"

    table = page_table("<div class=t><div class=r><p class=c>1</p><p class=c>Set out</p></div></div>", css)

    assert [[cell.text for cell in row] for row in table.rows] == [["1", "Set out"]]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        pytest.param("<tr><th>No<th>Action<tr><td>1<td>Do", [True, False], id="a row of th"),
        pytest.param("<thead><tr><td>No<td>Action</thead><tr><td>1<td>Do", [True, False], id="a head"),
        pytest.param("<tr><td><th>Action<tr><td>1<td>Do", [True, False], id="an empty corner"),
        pytest.param("<tr><th>No<td>1<tr><th>Action<td>Do", [False, False], id="names down the side"),
        pytest.param("<tr><th scope=row>a<th scope=row>b<tr><td>1<td>Do", [False, False], id="names of rows"),
        pytest.param(
            "<tr><th>No<th>Action<tr><th colspan=2>Theme 1<tr><td>1<td>Do", [True, False, False], id="a banner"
        ),
        pytest.param("<tr><th>No<th>Action<tr><th>1<th>Do<tr><th>2<th>Act", [True, False, False], id="th throughout"),
        pytest.param("<tr><td>No<td>Action<tr><td>1<td>Do", [False, False], id="no word of a header"),
    ],
)
def test_headers_are_those_the_page_says(rows: str, headers: list[bool]) -> None:
    table = page_table(f"<table>{rows}</table>")

    assert [all(cell.header for cell in row) for row in table.rows] == headers


def test_a_caption_is_the_heading_of_its_table() -> None:
    body = "<h2>Plan</h2><table><caption>Theme 1</caption><tr><td>1<td>Set out</table>"

    items = read_page(body).items

    assert [getattr(item, "text", "table") for item in items] == ["Plan", "Theme 1", "table"]
    assert [getattr(item, "level", None) for item in items] == [1, 2, None]


def test_a_table_in_a_cell_is_lines_of_that_cell() -> None:
    body = "<table><tr><th>No<th>What</tr><tr><td>1<td>before<table><tr><td>a<td bgcolor=lime>b</table>after</table>"

    document = read_page(body)

    cell = document.tables()[0].rows[1][1]
    assert [block.text for block in cell.blocks] == ["before", "a", "b", "after"]
    assert [mark.colour for mark in cell.marks] == ["#00ff00"]
    assert [finding.code for finding in document.findings] == ["nested-table"]


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table role=presentation><tr><td>Menu</td><td>{}</td></tr></table>",
        "<table><tr><td>Menu</td><td>{}</td></tr></table>",
        "<table><tr><td>Top</td></tr><tr><td>{}</td></tr><tr><td>Bottom</td></tr></table>",
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_a_table_that_only_frames_the_page_is_opened(frame: str) -> None:
    plan = "<table><tr><th>No<th>Action</tr><tr><td>1<td>Set out the arrangements</tr></table>"

    document = read_page(frame.format(plan))

    assert [[cell.text for cell in row] for row in document.tables()[0].rows] == [
        ["No", "Action"],
        ["1", "Set out the arrangements"],
    ]
    assert document.findings == ()


def test_words_that_stand_between_rows_come_before_the_table() -> None:
    body = "<p>One</p><table>stray<tr><td>a<td>b</tr><p>lost</p></table>"

    document = read_page(body)

    assert said(document.blocks()) == [("para", "", "One"), ("para", "", "stray"), ("para", "", "lost")]
    assert [(found.code, "“stray lost”" in found.message) for found in document.findings] == [
        ("text-out-of-place", True)
    ]
    assert [cell.text for cell in document.tables()[0].cells()] == ["a", "b"]


def test_a_table_that_only_takes_up_room_is_dropped() -> None:
    document = read_page("<p>One</p><table><tr><td>&nbsp;</td><td></td></tr></table>")

    assert document.tables() == ()


def test_every_cell_knows_its_place() -> None:
    body = "<table><tr><td>a<td>b</table><table><tr><td rowspan=2>c<td>d<tr><td>e</table>"

    cells = [cell for table in read_page(body).tables() for cell in table.cells()]

    assert [cell.evidence[0].model_dump() for cell in cells][-1] == {"table": 1, "row": 1, "column": 1}
    assert all(block.evidence == cell.evidence for cell in cells for block in cell.blocks)


@pytest.mark.parametrize(
    ("attributes", "css", "fill"),
    [
        ("bgcolor=lime", "", "#00ff00"),
        ("bgcolor=00B050", "", "#00b050"),
        ("style='background-color: #0b5'", "", "#00bb55"),
        ("style='background: url(x.png) no-repeat rgb(255 192 0 / 100%)'", "", "#ffc000"),
        ("style='background: hsl(120, 100%, 25%)'", "", "#008000"),
        ("style='background: rgba(255, 0, 0, 0.5)'", "", "#ff8080"),
        ("style='background: white'", "tr { background: red }", None),
        ("style='background: transparent'", "tr { background: red }", "#ff0000"),
        ("", "tbody { background: red }", "#ff0000"),
        ("", "table { background: red }", "#ff0000"),
        ("", "body, div { background: red }", None),
        ("class='rag g'", ".rag.g { background: green } .rag { background: red }", "#008000"),
        ("class=g", "td.g { background: green } td { background: red }", "#008000"),
        ("class=g", ":root { --ok: var(--x, #00b050) } .g { background: var(--ok) }", "#00b050"),
        ("class=g", ".g { background: green !important } #n { background: red }", "#008000"),
        ("id=n class=g", "#n { background: green } .g.g.g { background: red }", "#008000"),
        ("class=g style='background: green'", ".g { background: red }", "#008000"),
        ("data-rag=green", "[data-rag='green'] { background: green } [data-rag^=r] { background: red }", "#008000"),
        ("class=g", "table > tbody > tr > td.g { background: green } p .g { background: red }", "#008000"),
        ("class=g", "td + td.g { background: green }", "#008000"),
        ("class=g", "td:hover { background: red } td:nth-child(even) { background: green }", "#008000"),
        ("class=g", "td:not(.r) { background: green }", "#008000"),
        ("class=g", "@media print { .g { background: red } } @media screen { .g { background: green } }", "#008000"),
        ("class=g", ".g { background: red } @container card (min-width: 20em) { .g { background: green } }", "#008000"),
        ("class=g", ".g { background: red } @container (width < 20em) { .g { background: green } }", "#ff0000"),
        ("class=g", "/* .g { background: red } */ a{b:c} .g { background: green", "#008000"),
        ("style='background: linear-gradient(red, green)'", "", None),
        ("style='background: nonsense'", "", None),
    ],
)
def test_fills_are_those_a_browser_paints(attributes: str, css: str, fill: str | None) -> None:
    cell = page_cell("x", css, attributes)

    assert cell.fill == fill


@pytest.mark.parametrize(
    ("content", "marks"),
    [
        ("<span style='color: #00b050'>●</span>", [("shape", "#00b050")]),
        ("<span class=dot></span> On track", [("shape", "#ff0000")]),
        ("🟢 On track", [("shape", "#00b050")]),
        ("<svg><circle r=5 fill=red /></svg>", [("shape", "#ff0000")]),
        ("<svg fill='#00b050'><path d='M0 0'/></svg>", [("shape", "#00b050")]),
        ("<mark>On track</mark>", [("highlight", "#ffff00")]),
        ("<div style='background: green'>On track</div>", [("highlight", "#008000")]),
        ("<font color=green>On</font> <b style='color:red'>hold</b>", [("text", "#008000"), ("text", "#ff0000")]),
        ("<a style='color: blue'>a link</a> <span style='color: #0b0c0c'>black</span>", []),
        ("<span style='color: windowtext; background: white'>plain</span>", []),
    ],
)
def test_other_colours_are_marks(content: str, marks: list[tuple[str, str]]) -> None:
    css = ".dot { display: inline-block; width: 1em; height: 1em; background: red; border-radius: 50% }"

    cell = page_cell(content, css)

    assert [(mark.kind, mark.colour) for mark in cell.marks] == marks
