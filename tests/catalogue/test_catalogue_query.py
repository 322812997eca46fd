"""Whatever a person types is a search: words, phrases, beginnings of words, and never a fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders.records import action, plan, put_plans
from models.errors import UsageError
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.opening import connect
from pipeline.catalogue.query import MOST_TERMS, Term, match_all, parse_query
from pipeline.catalogue.schema import FILENAME
from pipeline.catalogue.search import search


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("knife crime", [Term("knife"), Term("crime")]),
        ('"county lines" police', [Term("county lines"), Term("police")]),
        ("“county lines”", [Term("county lines")]),
        ('"never closed', [Term("never closed")]),
        ("mentor*", [Term("mentor", prefix=True)]),
        ('"county li*"', [Term("county li", prefix=True)]),
        ("knife knife", [Term("knife")]),
        ("police AND NOT (NEAR", [Term("police"), Term("AND"), Term("NOT"), Term("(NEAR")]),
        ("A&E & others", [Term("A&E"), Term("others")]),
        ("gang's\tco-ordinator\n", [Term("gang's"), Term("co-ordinator")]),
        ("nul\x00byte", [Term("nul byte")]),
    ],
)
def test_words_and_phrases_are_told_apart(text: str, terms: list[Term]) -> None:
    assert list(parse_query(text)) == terms


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("knife", '("knife" OR "knives")'),
        ("Women refuge children", '"refuge" AND ("woman" OR "women") AND ("child" OR "children")'),
        ("knife*", '"knife"*'),
        ('"knife crime" police', '"knife crime" "police"'),
    ],
)
def test_words_with_a_plural_of_their_own_are_looked_for_in_both_numbers(text: str, expression: str) -> None:
    assert match_all(parse_query(text)) == expression


@pytest.mark.parametrize("text", ["", "   ", '""', "* & - ()", "\x00", "\U0001f600"])
def test_a_search_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        parse_query(text)


def test_a_search_for_a_whole_page_is_refused() -> None:
    with pytest.raises(UsageError, match="The search has 41 words"):
        parse_query(" ".join(f"word{number}" for number in range(MOST_TERMS + 1)))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    outputs: Path = put_plans(
        tmp_path_factory.mktemp("outputs"), plan("Camden", 2024, action(narrative="Naïve “county lines” co-ordinator."))
    )
    write_catalogue(outputs)
    with closing(connect(outputs / FILENAME)) as opened:
        yield opened


@given(text=st.text(st.characters() | st.sampled_from('"*()^:-+{}“”'), max_size=40))
@example(text='" OR "')
@example(text='a" OR narrative:"b')
@example(text="narrative:county")
@example(text="^county {a b}: NEAR(a b, 3)")
@example(text="\ud800 county")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_a_faulty_query(text: str, connection: sqlite3.Connection) -> None:
    try:
        answer = search(connection, text)
    except UsageError:
        return

    assert answer.total == len(answer.found)


@pytest.mark.parametrize(
    "text", ["naive", "NAÏVE", '"county lines"', "“county lines”", "co-ordinators", '"co ordinator"', "coun*", "line"]
)
def test_a_word_is_found_in_all_its_forms(text: str, connection: sqlite3.Connection) -> None:
    answer = search(connection, text)

    assert answer.total == 1
    assert answer.all_words


@pytest.mark.parametrize("text", ['"lines county"', "linear", "NOT county", "county OR nothing"])
def test_a_word_that_is_not_there_is_not_found(text: str, connection: sqlite3.Connection) -> None:
    answer = search(connection, text)

    assert not answer.all_words
