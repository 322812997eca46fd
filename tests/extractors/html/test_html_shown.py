"""What a page shows otherwise than by its own words is read, or told where it cannot be."""

from __future__ import annotations

import pytest

from builders.pages import page_cell, read_page, said
from extractors import read_plan
from models.document import Mark

FRAME = "<p>Two</p>"


@pytest.mark.parametrize(
    ("css", "content", "text"),
    [
        ('.b::before { content: "CANCELLED: " }', "<span class=b>Done.</span>", "CANCELLED: Done."),
        (".b:after { content: ' (late)' }", "<span class=b>Done.</span>", "Done. (late)"),
        ("td::before { content: 'No: ' }", "Done.", "No: Done."),
        (".b::after { content: attr(data-note) }", "<b class=b data-note=' twice'>Done</b>", "Done twice"),
        (".b::before { content: 'A' 'B' \"\\43 \" }", "<i class=b>.</i>", "ABC."),
        (".b::before { content: 'block'; display: block }", "<p class=b>Done</p>", "block\nDone"),
        (".b::before { content: var(--said) } .b { --said: 'Not ' }", "<i class=b>done</i>", "Not done"),
        (".b::before { content: none } .b::after { content: normal }", "<i class=b>Done</i>", "Done"),
        (".b::before { content: 'x'; display: none }", "<i class=b>Done</i>", "Done"),
        (".b::after { content: '.'; visibility: hidden; display: block; height: 0 }", "<i class=b>Done</i>", "Done"),
        (".b::before { content: 'x'; color: white }", "<i class=b>Done</i>", "Done"),
        (".b::before { content: 'x'; position: absolute; left: -9999px }", "<i class=b>Done</i>", "Done"),
        ("@media print { .b::after { content: ' (printed)' } }", "<i class=b>Done</i>", "Done"),
        (".b::before { content: url(x.png) / 'Late: ' }", "<i class=b>Done</i>", "Late: Done"),
        ("", "<q>Done</q>, they say", "“Done”, they say"),
        ("li { list-style: none } li::before { content: 'LATE ' }", "<ul><li>Done</ul>", "LATE Done"),
        ("p { counter-increment: n } p::before { content: counter(n, upper-roman) '. ' }", "<p>a<p>b", "I. a\nII. b"),
        (
            "div { counter-reset: n } p { counter-increment: n } p::before { content: counters(n, '.') ' ' }",
            "<div><p>a</p><div><p>b</p><p>c</p></div><p>d</p></div>",
            "1 a\n1.1 b\n1.2 c\n1.3 d",
        ),
    ],
)
def test_what_style_rules_write_is_read(css: str, content: str, text: str) -> None:
    assert page_cell(content, css).text == text


@pytest.mark.parametrize(
    ("css", "content", "marks"),
    [
        (
            ".d::before { content: ''; display: inline-block; width: 1em; height: 1em; background: red }",
            "<i class=d></i>",
            [("shape", "#ff0000")],
        ),
        (".d::before { content: '●'; color: #00b050 }", "<i class=d></i>", [("shape", "#00b050")]),
        (".d::before { content: '\\f111' }", "<i class=d style='color: #00b050'></i>", [("shape", "#00b050")]),
        ("", "<svg><g fill=red><circle r=5 /></g></svg>", [("shape", "#ff0000")]),
        ("", "<svg><rect fill=white /><circle r=5 fill=red /></svg>", [("shape", "#ff0000")]),
        ("circle { fill: oklch(0.628 0.2577 29.23) }", "<svg><circle r=5 /></svg>", [("shape", "#ff0000")]),
        ("", "<svg style='color: red'><circle r=5 fill=currentColor /></svg>", [("shape", "#ff0000")]),
        ("", "<input type=color value='#ff0000'>", [("shape", "#ff0000")]),
        ("", "<span aria-hidden=true style='color: red'>●</span>", [("shape", "#ff0000")]),
    ],
)
def test_colours_that_are_drawn_are_marks(css: str, content: str, marks: list[tuple[str, str]]) -> None:
    cell = page_cell(content, css)

    assert cell.marks == tuple(Mark(kind=kind, colour=colour) for kind, colour in marks)  # type: ignore[arg-type]
    assert cell.unread == 0


@pytest.mark.parametrize(
    "content",
    [
        f"One<iframe srcdoc='{FRAME}'></iframe>",
        f"One<iframe srcdoc='<html><head><title>t</title></head><body>{FRAME}</body></html>'></iframe>",
        "One<svg><foreignObject><p>Two</p></foreignObject></svg>",
        "One<div><template shadowrootmode=open><p>Two</p></template></div>",
        "<div><template shadowrootmode=open><p>One</p><slot></slot></template><p>Two</p></div>",
        "<div><template shadowrootmode=open><slot name=a>Three</slot><p>Two</p></template><p slot=a>One</p></div>",
        "<div><template shadowrootmode=closed><p>One</p><slot><p>Two</p></slot></template></div>",
        "<p>One</p><textarea>Two</textarea>",
        "<p>One</p><input value=Two>",
        "<p>One</p><input type=button value=Two>",
        "<p>One</p><select><option>No<option selected label=Two>x</select>",
        "<p>One</p><svg><text>Two</text><defs><text>no</text></defs></svg>",
    ],
)
def test_pages_in_the_page_and_fields_are_read(content: str) -> None:
    cell = page_cell(content)

    assert " ".join(cell.text.split()) == "One Two"
    assert cell.unread == 0


def test_what_no_slot_shows_is_left_out_and_told() -> None:
    body = "<p>One</p><div><template shadowrootmode=open><p>Two</p></template>three words more</div>"

    document = read_page(body)

    assert said(document.blocks()) == [("para", "", "One"), ("para", "", "Two")]
    assert [(found.code, found.message.split()[0]) for found in document.findings] == [("hidden-text", "3")]


@pytest.mark.parametrize(
    ("content", "unread"),
    [
        ("<img src=board.png>", 1),
        ("<img src=board.png alt=''>", 1),
        ("Done. <img src=board.png>", 1),
        ("Done. <img src=board.png alt='The dashboard in May'>", 1),
        ("Done. <img src=tick.png alt=Done>", 0),
        ("Done. <img src=line.png alt=''>", 0),
        ("<img src=board.png alt=Late>", 0),
        ("<img src=spacer.gif>", 0),
        ("<img src=x.png width=1 height=1>", 0),
        ("<img src=x.png style='display: none'>", 0),
        ("<canvas></canvas>", 1),
        ("Done. <canvas>No canvas</canvas>", 1),
        ("<iframe src=report.html></iframe>", 1),
        ("<object data=report.pdf>No viewer</object>", 1),
        ("<embed src=report.pdf>", 1),
        ("<embed src=report.pdf>Done.", 1),
        ("<picture><source srcset=a.webp><img src=a.png alt=''></picture>", 1),
        ("<video><source src=a.mp4><track src=a.vtt>No film</video>", 1),
        ("<video src=x.mp4>No film</video>", 1),
        ("<progress value=7 max=10>70 %</progress>", 1),
        ("<svg><path d='M0 0'/></svg>", 1),
        ("Done. <svg><path d='M0 0'/></svg>", 0),
        ("<i style='background: url(x.png)'></i>", 1),
        ("<i class=p></i>", 1),
        ("Done. <i class=p></i>", 0),
        ("<i class=material-icons>check_circle</i>", 1),
    ],
)
def test_pictures_that_nobody_reads_are_counted(content: str, unread: int) -> None:
    cell = page_cell(content, ".p::before { content: url(p.png) }")

    assert cell.unread == unread
    assert cell.text in {"", "Done.", "Late"}


def test_a_picture_behind_a_cell_is_counted() -> None:
    assert page_cell("Done.", "", "style='background: url(red.png)'").unread == 1
    assert page_cell("Done.", "", "background=red.png").unread == 1


def test_charts_and_frames_outside_of_cells_are_told() -> None:
    document = read_page("<p>One</p><iframe src=x.html></iframe><canvas></canvas><iframe width=0 src=y></iframe>")

    assert [(found.code, found.message.split()[0]) for found in document.findings] == [("embedded-content", "2")]


def test_an_empty_field_with_a_prompt_is_told() -> None:
    field = "<input placeholder='Say more'>"

    document = read_page(f"<p>One {field}</p><table><tr><td>Two<td>{field}</table>")

    assert [cell.text for cell in document.tables()[0].cells()] == ["Two", ""]
    assert [(found.code, found.message.split()[0]) for found in document.findings] == [("prompt-left-out", "1")]


def test_the_action_is_named_whose_narrative_is_a_picture() -> None:
    rows = "".join(
        f"<tr><td>1.{n}<td>Do the thing number {n} for the borough<td>MPS<td>Green<td>{narrative}"
        for n, narrative in ((1, "Done as planned this year."), (2, "<img src=board.png>"), (3, "Late by a month."))
    )
    head = "<tr><th>Ref<th>Mandatory action<th>Lead agency<th>RAG<th>Progress narrative"
    title = "Camden Violence and Vulnerability Reduction Action Plan 2024"
    page = f"<title>{title}</title><h1>{title}</h1><h2>Theme 1: Governance</h2><table>{head}{rows}</table>"

    plan = read_plan(page.encode(), "plan.html")

    told = [(found.code, found.action_ref) for found in plan.findings if found.severity != "info"]
    assert ("pictures-not-read", "1.2") in told
    assert "no-narrative" not in {code for code, _ in told}
    assert not plan.actions[1].nil_return
