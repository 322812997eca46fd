"""The words of a page become blocks, in reading order."""

from __future__ import annotations

import pytest

from builders.pages import page_cell, read_page, said
from extractors.html.html_reader import read
from models.errors import DamagedFile, EmptyFile

ONE, TWO = ("para", "", "One"), ("para", "", "Two")


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        pytest.param("<p>One</p><p>Two</p>", [ONE, TWO], id="paragraphs"),
        pytest.param("<p>One<p>Two", [ONE, TWO], id="paragraphs that are never closed"),
        pytest.param("<div>One<div>Two</div></div>", [ONE, TWO], id="boxes"),
        pytest.param("One<br>Two<br><br>", [ONE, TWO], id="line breaks"),
        pytest.param("<pre>One\nTwo</pre>", [ONE, TWO], id="lines as they are"),
        pytest.param("<p>On<b>e</b></p> <span>Tw</span><i>o</i>", [ONE, TWO], id="runs"),
        pytest.param("<span style='display:block'>One</span>Two", [ONE, TWO], id="a run laid out as a box"),
        pytest.param("<p>One<!-- not this --></p><script>no()</script><template>no</template>", [ONE], id="no words"),
        pytest.param("<noscript>Switch it on</noscript><p>One</p>", [ONE], id="words for old browsers"),
        pytest.param("<p>O<wbr>n<wbr>e</p><p>T<wbr><b>w</b>o", [ONE, TWO], id="places where a word may break"),
        pytest.param("<p>  a \n b&nbsp;c\u200b </p>", [("para", "", "a b c")], id="white space"),
        pytest.param("<p>R&amp;D &#8211; &lt;5 &hellip;</p>", [("para", "", "R&D – <5 …")], id="entities"),
        pytest.param(
            "<h1>One</h1><h3>Deep<br>er</h3>",
            [("heading", "", "One"), ("heading", "", "Deep"), ("heading", "", "er")],
            id="headings",
        ),
        pytest.param("<p class=MsoTitle>One</p>", [("heading", "", "One")], id="a title made by Word"),
        pytest.param("<dl><dt>One</dt><dd>Two</dd></dl>", [ONE, TWO], id="terms"),
        pytest.param("<details><summary>One</summary>Two</details>", [ONE, TWO], id="a section that opens"),
        pytest.param("<p>•One •Two</p>", [("bullet", "•", "One"), ("bullet", "•", "Two")], id="typed bullets"),
        pytest.param("<div style='display:flex'><span>One</span><b>Two</b></div>", [ONE, TWO], id="boxes in a row"),
        pytest.param(
            "<p>One <b style='display:inline-block;background:#00b050'></b></p>", [("para", "", "One ●")], id="a dot"
        ),
        pytest.param(
            "<p>One<b style='display:inline-block;background:#ddd'></b></p>", [ONE], id="a box that says nothing"
        ),
        pytest.param("<p>- One</p>", [("para", "", "- One")], id="a typed dash"),
        pytest.param("<a href=x>One</a><a href=y>Two</a>", [("para", "", "One Two")], id="links side by side"),
        pytest.param("<p>One</p><svg><title>x</title><text>Two</text></svg>", [ONE, TWO], id="words in a drawing"),
        pytest.param("<select><option>One<option selected>Two</select>", [TWO], id="the option chosen"),
        pytest.param("<input value=One><input type=hidden value=no>", [ONE], id="a filled field"),
        pytest.param("<!--[if gte mso 9]><p>no</p><![endif]--><![if x]><p>One</p><![endif]>", [ONE], id="conditions"),
        pytest.param("<!--[if !mso]><!--><p>One</p><!--<![endif]-->", [ONE], id="a condition that holds"),
    ],
)
def test_words_become_blocks(body: str, blocks: list[tuple[str, str, str]]) -> None:
    document = read_page(body)

    assert said(document.blocks()) == blocks


@pytest.mark.parametrize(
    ("body", "markers"),
    [
        pytest.param("<ul><li>a<li>b</ul>", ["•", "•"], id="bullets"),
        pytest.param("<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul>", ["•", "◦", "▪"], id="bullets by depth"),
        pytest.param("<ul style='list-style: square inside'><li>a</ul>", ["▪"], id="bullets by style"),
        pytest.param("<ul type=circle><li>a</ul>", ["◦"], id="bullets by attribute"),
        pytest.param("<ol><li>a<li>b</ol>", ["1.", "2."], id="numbers"),
        pytest.param("<ol start=3><li>a<li value=9>b<li>c</ol>", ["3.", "9.", "10."], id="numbers that are set"),
        pytest.param("<ol reversed><li>a<li>b</ol>", ["2.", "1."], id="numbers that fall"),
        pytest.param("<ol type=a><li>a<li>b</ol>", ["a.", "b."], id="letters"),
        pytest.param("<ol type=I start=9><li>a<li>b</ol>", ["IX.", "X."], id="roman numbers"),
        pytest.param("<ol style='list-style-type:lower-alpha' start=27><li>a</ol>", ["aa."], id="many letters"),
        pytest.param("<ul style='list-style:none'><li>a</ul>", [""], id="none"),
        pytest.param("<ul><li><p>a</p><p>b</p></li></ul>", ["•", ""], id="an item of two paragraphs"),
        pytest.param("<li>a</li>", ["•"], id="an item without a list"),
    ],
)
def test_list_items_carry_their_markers(body: str, markers: list[str]) -> None:
    document = read_page(body)

    assert [block.marker for block in document.blocks()] == markers
    assert all((block.kind == "bullet") == (block.marker in {"•", "◦", "▪"}) for block in document.blocks())


@pytest.mark.parametrize(
    "item", ["<ol start=3><li></li></ol>", "<p><span style='mso-list:Ignore'>3.</span><o:p></o:p></p>"]
)
def test_a_number_alone_in_a_cell_is_kept(item: str) -> None:
    cell = page_cell(item)

    assert said(cell.blocks) == [("para", "3.", "")]


def test_markers_made_by_style_rules_are_read() -> None:
    css = """
        ul, ol { list-style-type: none }
        ul > li:before { content: "\\0025cf  " }
        ol > li { counter-increment: x }
        ol > li::before { content: counter(x, lower-latin) ") " }
    """

    document = read_page("<ul><li>a</ul><ol><li>b<li>c</ol>", css)

    assert said(document.blocks()) == [("bullet", "●", "a"), ("para", "a)", "b"), ("para", "b)", "c")]


@pytest.mark.parametrize(
    ("font", "sign", "block"),
    [
        ("Symbol", "·", ("bullet", "·", 1)),
        ("Courier New", "o", ("bullet", "o", 1)),
        ("Calibri", "a)", ("para", "a)", 1)),
        ("Calibri", "1.2.", ("para", "1.2.", 1)),
    ],
)
def test_lists_written_by_word_are_read(font: str, sign: str, block: tuple[str, str, int]) -> None:
    marker = f"<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>"
    body = (
        "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]>"
        f"<span style='font-family:\"{font}\"'>{marker}</span><![endif]>Text<o:p></o:p></p>"
    )

    (read_block,) = read_page(body).blocks()

    assert (read_block.kind, read_block.marker, read_block.level) == block
    assert read_block.text == "Text"


def test_bullets_that_word_writes_in_a_symbol_font_are_read() -> None:
    body = "<p class=MsoListParagraph><span style='font-family:Wingdings'>§<span>&nbsp;&nbsp;</span></span>Text</p>"

    document = read_page(body)

    assert said(document.blocks()) == [("bullet", "§", "Text")]


@pytest.mark.parametrize(
    "body",
    [
        "keep <s>not this</s> that",
        "keep <del>not this</del> that",
        "keep <strike>not <b>this</b></strike> that",
        "keep <span style='text-decoration: red line-through'>not this</span> that",
        "keep <span class=gone>not this</span> <ins>that</ins>",
    ],
)
def test_struck_words_are_kept_and_marked(body: str) -> None:
    (block,) = read_page(f"<p>{body}</p>", ".gone { text-decoration-line: line-through }").blocks()

    assert block.text == "keep not this that"
    assert [block.text[start:end] for start, end in block.struck] == ["not this"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>two words</p>",
        "<p style='visibility: hidden'>two words</p>",
        "<p hidden>two words</p>",
        "<p hidden=until-found>two words</p>",
        "<p class=off>two words</p>",
        "<p><span style='mso-hide:all'>two words</span></p>",
        "<div style='display:none'><script>not counted</script><p>two words</p></div>",
    ],
)
def test_hidden_words_are_left_out_and_counted(hidden: str) -> None:
    document = read_page(f"<p>One</p>{hidden}", "@media screen { .off { display: none !important } }")

    assert said(document.blocks()) == [ONE]
    assert [(finding.code, finding.message.split()[0]) for finding in document.findings] == [("hidden-text", "2")]


@pytest.mark.parametrize(
    "body",
    [
        "<button aria-controls=panel>Open</button><div id=panel style='display:none'>One</div>",
        "<a href='#panel'>Open</a><div id=panel hidden>One</div>",
        "<details><summary>Open</summary><p>One</p></details>",
    ],
)
def test_what_a_reader_of_the_page_can_open_is_read(body: str) -> None:
    document = read_page(body)

    said_all = [block.text for block in document.blocks()] + [
        cell.text for t in document.tables() for cell in t.cells()
    ]
    assert "One" in said_all
    assert [(found.code, found.message.split()[0]) for found in document.findings] == [("opened-sections", "1")]


def test_what_only_screen_readers_pass_over_is_read() -> None:
    document = read_page("<p aria-hidden=true>One</p>")

    assert said(document.blocks()) == [ONE]
    assert document.findings == ()


@pytest.mark.parametrize(
    "css", ["@media print { p { display: none } }", "@media (max-width: 40em) { p { display: none } }"]
)
def test_rules_for_paper_and_small_screens_do_not_hide(css: str) -> None:
    document = read_page("<p>One</p>", css)

    assert said(document.blocks()) == [ONE]


def test_the_frame_of_a_page_is_furniture_but_for_its_title() -> None:
    body = (
        "<header><a>Home</a><h1>Our plan</h1></header><nav><ul><li>News</ul></nav>"
        "<main><header><p>Lead</p></header><article><p>One</p></article></main><div role=contentinfo>Contact</div>"
    )

    document = read_page(body)

    assert [(block.kind, block.text) for block in document.blocks()] == [
        ("furniture", "Home"),
        ("heading", "Our plan"),
        ("furniture", "News"),
        ("para", "Lead"),
        ("para", "One"),
        ("furniture", "Contact"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Café – “plan”</p>".encode(),
        "\ufeff<p>Café – “plan”</p>".encode(),
        "<p>Café – “plan”</p>".encode("utf-16"),
        "<meta charset=windows-1252><p>Café – “plan”</p>".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>Café – “plan”</p>".encode("cp1252"),
        "<p>Café – “plan”</p>".encode("cp1252"),
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>Café – “plan”</p></body></html>".encode(),
        "<meta charset=nonsense><p>Café – “plan”</p>".encode(),
        "<meta charset=utf-16><p>Café – “plan”</p>".encode(),
        "<meta charset=iso-8859-1><p>Café – “plan”</p>".encode(),
    ],
)
def test_the_encoding_is_told_from_the_bytes(data: bytes) -> None:
    document = read(data, "plan.html")

    assert said(document.blocks()) == [("para", "", "Café – “plan”")]


def test_the_title_of_the_page_is_a_hint() -> None:
    document = read(b"<title> Our\n plan </title><p>One</p>", "plan.html")

    assert document.title == "Our plan"


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>T</title>One<style>p { color: red }</style></head><body><p>Two</p></body>",
        "<head><title>T</title><tr><td>One</td></tr></head><body><p>Two</p></body>",
        "<head><title>T</title></head>One<body><p>Two</p></body>",
    ],
)
def test_what_stands_in_the_head_and_belongs_in_none_is_read_first(page: str) -> None:
    document = read(f"<!DOCTYPE html><html>{page}</html>".encode(), "page.html")

    assert [block.text for block in document.blocks()] == ["One", "Two"]


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<script>app()</script>", b"<!-- -->"])
def test_a_page_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read(data, "plan.html")


@pytest.mark.parametrize(
    "opening",
    [
        "<font><b>" * 400,
        "<div>" * 900,
        "<ul><li>" * 300,
        "<table><tr><td>" * 200,
        "<div>" * 140 + "<table><tr><td>x<td>",
    ],
)
def test_words_deep_in_tags_that_are_never_closed_are_kept(opening: str) -> None:
    document = read_page(f"{opening}deep words{'<div>' * 300}<p>more</p>")

    blocks = [*document.blocks(), *(block for t in document.tables() for cell in t.cells() for block in cell.blocks)]
    assert " ".join(block.text for block in blocks).removeprefix("x ").split() == ["deep", "words", "more"]


def test_a_page_that_cannot_be_read_whole_is_refused() -> None:
    with pytest.raises(DamagedFile):
        read_page("<div>" * 3000 + "deep words")


def test_no_address_in_a_page_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.socket.connect", refuse)
    page = b'<!DOCTYPE html SYSTEM "http://x.test/y.dtd"><link rel=stylesheet href="http://x.test/z.css"><p>One &x;</p>'

    document = read(page, "plan.html")

    assert said(document.blocks()) == [("para", "", "One &x;")]


def test_a_picture_speaks_only_for_a_cell_without_words() -> None:
    alone = page_cell("<img src=x alt=Green>")
    beside = page_cell("<img src=x alt=Tick> Done")

    assert alone.text == "Green"
    assert beside.text == "Done"
