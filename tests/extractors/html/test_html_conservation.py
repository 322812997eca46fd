"""No word of a page is lost and none is made up, whatever its tags."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.nightly import examples
from builders.pages import read_page
from extractors.html.html_reader import read
from models.document import Block, Document
from models.errors import EmptyFile

BOXES = ["p", "div", "span", "b", "ul", "li", "h2", "td", "section", "a", "pre", "font", "center", "del", "nav"]
WORD = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


def wrapped(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pieces of a page inside a tag, a table, or a tag that is never closed."""
    inside = st.lists(children, max_size=4).map(" ".join)
    boxes = st.tuples(st.sampled_from(BOXES), inside)
    row = st.lists(st.tuples(st.sampled_from(["td", "th", "td rowspan=2", "td colspan=3"]), inside), max_size=4)
    rows = st.lists(row.map(lambda cells: "<tr>" + "".join(f"<{tag}>{text}" for tag, text in cells)), max_size=4)
    return st.one_of(
        boxes.map(lambda box: f"<{box[0]}>{box[1]}</{box[0]}>"),
        boxes.map(lambda box: f"<{box[0]}>{box[1]}"),
        rows.map(lambda lines: f"<table>{''.join(lines)}</table>"),
        st.tuples(inside, rows).map(lambda pair: f"<table>{pair[0]}{''.join(pair[1])}</table>"),
    )


PAGE = st.recursive(WORD, wrapped, max_leaves=25)
TAG = st.sampled_from([f"<{close}{box}>" for box in [*BOXES, "table", "tr", "th", "br", "ol"] for close in ("", "/")])
SOUP = st.lists(st.one_of(WORD, TAG), min_size=1, max_size=40).map(" ".join)


def letters_of(text: str) -> Counter[str]:
    """The letters of a text, counted."""
    return Counter(filter(str.isalpha, text))


def said_letters(document: Document) -> Counter[str]:
    """The letters of every word a document says."""
    cells = [cell for table in document.tables() for cell in table.cells()]
    blocks: list[Block] = [*document.blocks(), *(block for cell in cells for block in cell.blocks)]
    return letters_of(" ".join(block.text for block in blocks))


def outside_tags(page: str) -> str:
    """The letters of a page outside its tags."""
    outside = True
    kept = []
    for character in page:
        if character in "<>":
            outside = character == ">"
        elif outside and character.isalpha():
            kept.append(character)
    return "".join(kept)


@settings(max_examples=examples(150), deadline=None)
@given(PAGE)
def test_every_word_of_a_page_ends_in_a_block_or_a_cell_and_cells_do_not_overlap(page: str) -> None:
    document = read_page(f"begin {page} end")

    assert said_letters(document) == letters_of("beginend") + letters_of(outside_tags(page))
    for table in document.tables():
        covered = [
            (row, column)
            for cell in table.cells()
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered))
        assert all(row < len(table.rows) and column < table.column_count for row, column in covered)


@settings(max_examples=examples(150), deadline=None)
@given(SOUP)
def test_every_word_among_tags_in_any_order_is_kept(soup: str) -> None:
    document = read_page(f"begin {soup} end")

    assert said_letters(document) == letters_of("beginend") + letters_of(outside_tags(soup))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read_as_a_page(text: str) -> None:
    try:
        document = read(text.encode("utf-8", "replace"), "any.html")
    except EmptyFile:
        return

    assert document.reader == "html"
