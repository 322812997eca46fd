"""What nobody who looks at a page can see is left out and counted."""

from __future__ import annotations

import pytest

from builders.pages import page_cell, read_page, said

SR_ONLY = (
    ".sr-only { position: absolute; width: 1px; height: 1px; padding: 0; margin: -1px; overflow: hidden; "
    "clip: rect(0, 0, 0, 0); white-space: nowrap; border: 0 }"
)


def words_left_out(body: str, css: str = "") -> int:
    """Words that are told to be hidden."""
    found = [finding for finding in read_page(body, css).findings if finding.code == "hidden-text"]
    return int(found[0].message.split()[0]) if found else 0


@pytest.mark.parametrize(
    "style",
    [
        "opacity: 0",
        "opacity: 0%",
        "opacity: .01",
        "filter: opacity(0)",
        "font-size: 0",
        "font-size: 1px",
        "font: 1px/1 serif",
        "color: transparent",
        "color: rgba(0, 0, 0, 0)",
        "color: rgb(0 0 0 / 2%)",
        "color: white",
        "color: #fefefe",
        "color: red; background: red",
        "color: red; background: linear-gradient(red, red)",
        "-webkit-text-fill-color: transparent",
        "color: var(--none, white)",
        "position: absolute; left: -9999px",
        "position: fixed; top: -100vh; left: -100%",
        "position: absolute; inset: 0 auto auto -9999px",
        "position: absolute; left: calc(-1 * 9999px)",
        "position: relative; left: -999em",
        "position: absolute; right: 9999px",
        "margin-left: -9999px; display: block",
        "display: block; text-indent: -9999px",
        "transform: translateX(-9999px); display: block",
        "transform: scale(0); display: block",
        "scale: 0; display: block",
        "transform: rotateY(90deg); display: block",
        "transform: rotateX(.25turn); display: block",
        "-webkit-mask: linear-gradient(transparent, #0000)",
        "zoom: 0.01",
        "display: block; height: 0; overflow: hidden",
        "display: inline-block; width: 0; overflow: hidden; white-space: nowrap",
        "display: block; max-height: 0; overflow: hidden",
        "position: absolute; clip: rect(0 0 0 0)",
        "position: absolute; clip: rect(1px, 1px, 1px, 1px)",
        "clip-path: inset(50%)",
        "clip-path: inset(100%)",
        "clip-path: circle(0)",
        "clip-path: polygon(0 0, 0 0, 0 0)",
        "visibility: hidden",
        "visibility: collapse",
        "display: none",
        "content-visibility: hidden; display: block",
    ],
)
def test_words_that_a_style_hides_are_left_out(style: str) -> None:
    body = f'<p>One</p><table><tr><td>a</td><td>Two <span style="{style}">Cancelled in May.</span></td></tr></table>'

    document = read_page(body)

    assert [cell.text for cell in document.tables()[0].cells()] == ["a", "Two"]
    assert [(found.code, found.severity) for found in document.findings] == [("hidden-text", "info")]
    assert document.findings[0].message.startswith("3 words")


@pytest.mark.parametrize(
    "body",
    [
        f"<style>{SR_ONLY}</style>One <span class=sr-only>Two</span>",
        "One <span hidden>Two</span>",
        "One <span hidden=until-found>Two</span>",
        "One <dialog>Two</dialog>",
        "One <div popover>Two</div>",
        "One <noscript>Two</noscript>",
        "One <template>Two</template>",
        "One <canvas width=0>Two</canvas>",
        "One <iframe src=x width=1>Two</iframe>",
        "One <video width=0>Two</video>",
        "One <span style='font-size: 0'>Two</span>",
        "<div style='color: white'>Two</div><div>One</div>",
        "<div style='color: white'>Two <b style='color: black'>One</b></div>",
        "<div style='visibility: hidden'>Two <b style='visibility: visible'>One</b></div>",
        "<div style='font-size: 0'>Two <b style='font-size: 16px'>One</b></div>",
        "<p style='position: relative'>Two<b style='position: absolute; inset: 0; background: #fff'>One</b></p>",
        "<div style='grid-template-rows: 0fr; display: grid'><p style='overflow: hidden'>Two</p></div>One",
        "One <p style='line-height: 0; overflow: hidden'>Two</p>",
        "One <p style='clip-path: rect(0 0 0 0)'>Two</p>",
        "One <p style='clip-path: xywh(0 0 0 0)'>Two</p>",
        "One <p style='transform: matrix(0, 0, 0, 0, 0, 0)'>Two</p>",
        "<p style='display: flex'>One <span style='width: 0; overflow: hidden'>Two</span></p>",
        "One <math><semantics><annotation>Two</annotation></semantics></math>",
    ],
)
def test_words_that_never_show_are_left_out_and_those_beside_them_are_read(body: str) -> None:
    assert said(read_page(body).blocks()) == [("para", "", "One")]


@pytest.mark.parametrize(
    "body",
    [
        "<dialog open>One</dialog>",
        "<dialog style='display: block'>One</dialog>",
        "<p hidden style='display: block'>One</p>",
        "<p style='opacity: 0; animation: fade 1s forwards'>One</p>",
        "<p style='color: transparent; text-shadow: 0 0 0 black'>One</p>",
        "<p style='color: transparent; background: linear-gradient(red, green); background-clip: text'>One</p>",
        "<p style='background: url(dark.png); color: white'>One</p>",
        "<div style='background: #003366'><p style='color: white'>One</p></div>",
        "<div style='position: relative'><img src=hero.jpg><p style='position: absolute; color: white'>One</p></div>",
        "<div><i style='position: absolute; background: navy; inset: 0'></i><p style='color: white'>One</p></div>",
        "<style>p::before { content: ''; position: absolute; background: navy }</style><p style='color: white'>One</p>",
        "<p style='text-indent: -18pt; margin-left: -18pt'>One</p>",
        "<p style='position: relative; left: -20px; top: -1em'>One</p>",
        "<p style='height: 0'>One</p>",
        "<p style='height: 0; overflow: visible'>One</p>",
        "<span style='height: 0; overflow: hidden'>One</span>",
        "<p style='max-height: 20em; overflow: auto; width: 100%'>One</p>",
        "<p style='clip-path: inset(5px)'>One</p>",
        "<p style='transform: translateX(-50%) scale(.9)'>One</p>",
        "<p style='transform: rotateY(180deg)'>One</p>",
        "<p style='mask: linear-gradient(black, transparent)'>One</p>",
        "<p style='font-size: 6px; color: #eee; opacity: .3'>One</p>",
        "<div style='background: black; color: white'><div style='background: none'>One</div></div>",
        "<div style='color: white'><input value=One></div>",
        "<p style='font-size: .01em'>One</p>",
        "<p style='position: relative'>One<i style='position: absolute; inset: 0; background: #0001'></i></p>",
        "<div>One<i style='position: absolute; inset: 0; background: red'></i></div>",
        "<link rel=stylesheet href=x.css><div class=dark><p style='color: white'>One</p></div>",
        "<div style='background: white; color: black'><a href=x>One</a></div>",
        "<table style='background: navy'><tr><td style='color: white'>One</td></tr></table>",
    ],
)
def test_words_that_show_are_read(body: str) -> None:
    document = read_page(body)

    assert [block.text for block in document.blocks()] == ["One"]
    assert document.findings == ()


@pytest.mark.parametrize(
    "style", ["opacity: 0", "visibility: hidden", "color: white", "position: absolute; left: -9999px", "font-size: 0"]
)
def test_a_cell_that_is_not_seen_stays_in_its_place_and_is_empty(style: str) -> None:
    body = f"<table><tr><td>a</td><td style='{style}; '>Two words</td><td>c</td></tr></table>"

    (table,) = read_page(body).tables()

    assert [cell.text for cell in table.rows[0]] == ["a", "", "c"]
    assert words_left_out(body) == 2


@pytest.mark.parametrize("style", ["opacity: 0", "visibility: hidden"])
def test_a_cell_that_is_not_painted_has_no_colour(style: str) -> None:
    assert page_cell("Red", "", f"style='background: red; {style}'").fill is None


def test_a_row_that_is_not_seen_takes_no_part_of_the_rows_around() -> None:
    body = (
        "<table><tr><td rowspan=3>a<td>b</tr><tr style='visibility: hidden'><td>Two words</tr><tr><td>d</tr>"
        "<tr style='display: none'><td>Three<td>more words</tr></table>"
    )

    (table,) = read_page(body).tables()

    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], [""], ["d"]]
    assert words_left_out(body) == 5


def test_a_name_for_screen_readers_tells_of_a_picture_and_of_nothing_else() -> None:
    hidden = "<span class=sr-only>Green</span>"

    beside_picture = page_cell(f"<img src=dot.png>{hidden}", SR_ONLY)
    in_colour = page_cell(hidden, SR_ONLY, "style='background: red'")
    alone = page_cell(hidden, SR_ONLY)

    assert (beside_picture.text, beside_picture.unread) == ("Green", 1)
    assert (in_colour.text, in_colour.fill) == ("", "#ff0000")
    assert alone.text == ""


@pytest.mark.parametrize(
    ("style", "is_cut"),
    [
        ("height: 20px; overflow: hidden", True),
        ("max-height: 1em; overflow: hidden", True),
        ("display: -webkit-box; -webkit-line-clamp: 1; overflow: hidden; width: 200px", True),
        ("width: 120px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis", True),
        ("max-height: 2em; overflow: auto", False),
        ("max-height: 2em", False),
        ("max-height: 900px; overflow: hidden", False),
        ("overflow: hidden", False),
    ],
)
def test_words_that_a_box_of_fixed_size_cuts_off_are_told(style: str, *, is_cut: bool) -> None:
    text = "The board met in May and agreed how the grant is spent; none of it was spent by the end of the year. " * 3

    assert page_cell(f'<div style="{style}">{text}</div>').cut_off is is_cut
