"""No word of a text copy is lost, none is made up, and order is kept within a line."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.copies import read_copy
from builders.nightly import examples
from extractors.common.encoding import decode
from extractors.text.text_reader import read
from models.document import Document

WORD = st.from_regex(r"[A-Za-z0-9£%&',.:()/“”-]{1,9}", fullmatch=True)
SCRAP = st.sampled_from(["<p>", "</p>", "<br>", '<ul style="x">', "</ul>", "•", "<li>", "</li>", "<b>", "</b>"])
FIELD = st.lists(st.one_of(WORD, WORD, WORD, SCRAP), max_size=8).map(" ".join)
ROW = st.lists(FIELD, min_size=1, max_size=6).map("\t".join)
LINE = st.one_of(ROW, FIELD, st.just(""))
COPY = st.lists(LINE, min_size=1, max_size=25).map("\n".join)


def letters(text: str) -> Counter[str]:
    """The letters and figures of a text, counted: words may be joined over a line's end, letters stay."""
    return Counter(character for character in text if character.isalnum())


def words_of(document: Document) -> str:
    """Everything a document says, with its markers."""
    cells = [cell for table in document.tables() for cell in table.cells()]
    blocks = [*document.blocks(), *(block for cell in cells for block in cell.blocks)]
    return " ".join(f"{block.marker} {block.text}" for block in blocks)


@settings(max_examples=examples(60), deadline=None)
@given(COPY)
def test_every_letter_ends_in_a_block_or_a_cell_of_a_grid_and_the_same_each_time(copy: str) -> None:
    document = read_copy(copy)

    assert letters(words_of(document)) == letters(re.sub(r"<[^<>]*>", " ", copy))
    for table in document.tables():
        for number, row in enumerate(table.rows):
            assert sum(cell.column_span for cell in row) == table.column_count
            assert all(cell.row == number for cell in row)
    assert read_copy(copy) == document


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    data = text.encode("utf-8")

    document = read(data, "any.txt") if decode(data) is not None else None

    assert document is None or document.reader == "text"
