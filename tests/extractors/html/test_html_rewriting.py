"""What is changed in a page before it is read: tracked changes, lists of terms, names of cells without words."""

from __future__ import annotations

import pytest

from builders.pages import page_cell, page_table, read_page
from models.document import Document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks()]


@pytest.mark.parametrize(
    "body",
    [
        "<p>It <del>ended</del><ins>started</ins> in May.</p>",
        "<p>It <del cite='mailto:A' datetime='2024-05-01T10:00'>ended </del>started in May.</p>",
        "<p>It <span class=msoDel>ended</span> started in May.</p>",
    ],
)
def test_tracked_changes_are_accepted_and_said(body: str) -> None:
    document = read_page(body)

    assert texts(document) == ["It started in May."]
    assert [found.code for found in document.findings] == ["revisions-in-file"]


def test_a_deletion_without_an_insertion_is_struck_through_text() -> None:
    document = read_page("<p>It <del>ended</del> started.</p>")

    assert texts(document) == ["It ended started."]
    assert document.findings == ()


@pytest.mark.parametrize(
    "terms",
    [
        "<dt>Ref</dt><dd>1</dd><dt>Action</dt><dd>Meet.</dd>",
        "<div><dt>Ref</dt><dd>1</dd></div><div><dt>Action</dt><dd>Meet.</dd></div>",
        "<dt>Ref<dd>1<dt>Action<dd>Meet.",
    ],
)
def test_a_list_of_terms_is_a_table_of_two_columns(terms: str) -> None:
    table = page_table(f"<dl>{terms}</dl>")

    assert [[cell.text for cell in row] for row in table.rows] == [["Ref", "1"], ["Action", "Meet."]]


def test_all_that_is_said_of_a_term_stands_in_one_cell() -> None:
    table = page_table("<dl><dt>Ref</dt><dd>1</dd><dt>Narrative</dt><dd>We met.</dd><dd>We agreed.</dd></dl>")

    assert [cell.text for cell in table.rows[1]] == ["Narrative", "We met.\nWe agreed."]


@pytest.mark.parametrize(
    "terms", ["<dt>Ref</dt><dt>Action</dt><dd>Meet.</dd>", "<dt>Ref</dt><dd>1</dd><p>Meet.</p>", "<dd>Meet.</dd>"]
)
def test_any_other_list_of_terms_stays_text_and_loses_nothing(terms: str) -> None:
    document = read_page(f"<dl>{terms}</dl>")

    assert document.tables() == ()
    assert " ".join(texts(document)).endswith("Meet.")


@pytest.mark.parametrize(
    "cell",
    [
        "<td aria-label='RAG status: red'><i class=icon></i></td>",
        "<td title='Background colour: Red'></td>",
        "<td><span class=dot title=Red></span></td>",
    ],
)
def test_a_cell_without_words_says_the_status_it_is_called(cell: str) -> None:
    table = page_table(f"<table><tr><td>a</td>{cell}</tr></table>")

    assert "Red" in table.rows[0][1].text.title()


@pytest.mark.parametrize("inner", ["<b title='Red'>Late</b>", "<i title='Sort this column'></i>"])
def test_a_tooltip_adds_nothing_to_words_and_is_kept_for_a_status_alone(inner: str) -> None:
    cell = page_cell(inner)

    assert cell.text in {"Late", ""}
