"""A search ranks passages, keeps to its filters, and says what is not mentioned."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builders.records import action, naming, plan, put_plans
from models.errors import UsageError
from models.mention import Confidence, Mention
from models.plan import Action
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.opening import connect
from pipeline.catalogue.passages import mark
from pipeline.catalogue.schema import FILENAME
from pipeline.catalogue.search import Answer, Filters, Found, search
from pipeline.compare import compare_boroughs

CAMDEN, BARNET = "E09000007", "E09000003"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    outputs: Path = put_plans(
        tmp_path_factory.mktemp("outputs"),
        plan(
            "Camden",
            2024,
            action("1.1", "Mentoring for young people.", "We met."),
            action("2.1", "Sweeps.", "Mentors from the youth club walk the estate with young people.", rag="red"),
            naming(action("3.1", "Engage young people.", "Staff engage with families of Refuge."), "service", "Refuge"),
            naming(action("3.2", "Custody.", "Young people in custody meet Engage."), "service", "Engage"),
        ),
        plan("Barnet", 2024, action("1.1", "Mentoring for young people.", outcome="Fewer knives on the estate")),
        plan("Barnet", 2023, action("1.1", "Mentoring for young people.", other={"Gaps": "No budget for taxis"})),
        plan(None, None, action("1.1", "Patrols.", "Police patrol by bicycle.")),
    )
    write_catalogue(outputs)
    with closing(connect(outputs / FILENAME)) as opened:
        yield opened


def places(answer: Answer) -> list[tuple[str, str]]:
    return [(found.plan_id, found.ref) for found in answer.found]


def shown(found: Found) -> dict[str, str]:
    return {one.field: mark(one.passage, "[", "]") for one in found.passages}


def test_what_a_borough_says_ranks_above_the_wording_all_boroughs_share(connection: sqlite3.Connection) -> None:
    answer = search(connection, "mentor")

    assert places(answer)[0] == ("camden-2024", "2.1")
    assert set(places(answer)[1:]) == {("camden-2024", "1.1"), ("barnet-2024", "1.1"), ("barnet-2023", "1.1")}


def test_a_passage_comes_with_where_it_stands(connection: sqlite3.Connection) -> None:
    found = search(connection, "youth club").found[0]

    assert (found.plan_id, found.borough, found.plan_year) == ("camden-2024", "Camden", 2024)
    assert (found.theme_number, found.theme, found.ref, found.rag) == (2, "Analysis and enforcement", "2.1", "red")
    assert found.mandatory_action == "Sweeps."
    assert shown(found) == {"narrative": "Mentors from the [youth] [club] walk the estate with young people."}


def test_a_phrase_is_marked_as_one(connection: sqlite3.Connection) -> None:
    found = search(connection, '"youth club"').found[0]

    assert shown(found) == {"narrative": "Mentors from the [youth club] walk the estate with young people."}


def test_words_in_two_fields_bring_a_passage_of_each(connection: sqlite3.Connection) -> None:
    found = search(connection, "sweeps estate").found[0]

    assert set(shown(found)) == {"narrative", "mandatory_action"}


@pytest.mark.parametrize(
    ("text", "field"), [("knives", "outcome"), ("taxis", "other"), ("patrols bicycle", "narrative")]
)
def test_every_field_that_holds_words_is_searched(text: str, field: str, connection: sqlite3.Connection) -> None:
    answer = search(connection, text)

    assert answer.total == 1
    assert field in shown(answer.found[0])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(gss_code=BARNET), {("barnet-2024", "1.1"), ("barnet-2023", "1.1")}),
        (Filters(year=2024), {("camden-2024", "1.1"), ("camden-2024", "2.1"), ("barnet-2024", "1.1")}),
        (Filters(gss_code=BARNET, year=2023), {("barnet-2023", "1.1")}),
        (Filters(theme="2"), {("camden-2024", "2.1")}),
        (Filters(theme="ANALYSIS and"), {("camden-2024", "2.1")}),
        (Filters(label="service"), set()),
        (Filters(gss_code="E09000099"), set()),
    ],
)
def test_a_search_keeps_to_its_filters(
    filters: Filters, expected: set[tuple[str, str]], connection: sqlite3.Connection
) -> None:
    answer = search(connection, "mentor", filters)

    assert set(places(answer)) == expected
    assert answer.total == len(expected)


def test_with_a_label_a_name_comes_before_the_common_word(connection: sqlite3.Connection) -> None:
    answer = search(connection, "engage", Filters(label="service"))

    assert places(answer) == [("camden-2024", "3.2"), ("camden-2024", "3.1")]
    assert [found.names for found in answer.found] == [("Engage",), ("Refuge",)]


def test_the_best_are_shown_and_all_are_counted(connection: sqlite3.Connection) -> None:
    everything = search(connection, "young people")

    first = search(connection, "young people", limit=2)

    assert first.found == everything.found[:2]
    assert first.total == everything.total == 6


def test_a_word_that_stands_nowhere_is_named_and_the_others_are_searched_for(connection: sqlite3.Connection) -> None:
    answer = search(connection, "bicycle submarine")

    assert answer.unknown == ("submarine",)
    assert not answer.all_words
    assert places(answer) == [("unknown-undated", "1.1")]


def test_words_that_never_stand_together_are_searched_for_one_by_one(connection: sqlite3.Connection) -> None:
    answer = search(connection, "bicycle taxis")

    assert answer.unknown == ()
    assert not answer.all_words
    assert set(places(answer)) == {("unknown-undated", "1.1"), ("barnet-2023", "1.1")}


def test_what_stands_nowhere_is_not_found(connection: sqlite3.Connection) -> None:
    answer = search(connection, "submarine")

    assert answer == Answer(all_words=False, unknown=("submarine",), searched=7, total=0, found=())


def test_a_search_that_is_limited_to_nothing_says_that_nothing_was_searched(connection: sqlite3.Connection) -> None:
    of_camden = search(connection, "submarine", Filters(gss_code=CAMDEN))
    of_no_year = search(connection, "mentor", Filters(year=1999))

    assert of_camden.searched == 4
    assert (of_no_year.searched, of_no_year.total) == (0, 0)


@pytest.mark.parametrize("text", ["knife", "knives estate", "estate fewer knife", "submarine knife"])
def test_a_knife_is_found_where_there_are_knives(text: str, connection: sqlite3.Connection) -> None:
    found = search(connection, text).found

    assert ("barnet-2024", "1.1") in places(search(connection, text))
    assert any("[knives]" in passage for one in found for passage in shown(one).values())


def test_the_same_search_gives_the_same_answer(connection: sqlite3.Connection) -> None:
    assert search(connection, "young people") == search(connection, "young people")


def test_the_number_of_an_action_shows_that_action_of_every_plan_in_full(connection: sqlite3.Connection) -> None:
    answer = search(connection, "2.1")

    assert places(answer) == [("camden-2024", "2.1")]
    assert shown(answer.found[0]) == {
        "mandatory_action": "Sweeps.",
        "narrative": "Mentors from the youth club walk the estate with young people.",
    }


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(ref="3.2"), [("camden-2024", "3.2")]),
        (Filters(rag="red"), [("camden-2024", "2.1")]),
        (Filters(rag="none", ref="2.1"), []),
        (Filters(nil=True), [("barnet-2023", "1.1"), ("barnet-2024", "1.1")]),
    ],
)
def test_without_words_every_action_that_the_filters_let_through_is_listed(
    filters: Filters, expected: list[tuple[str, str]], connection: sqlite3.Connection
) -> None:
    answer = search(connection, "", filters)

    assert places(answer) == expected
    assert not answer.ranked


def test_no_words_and_no_filter_is_no_search(connection: sqlite3.Connection) -> None:
    with pytest.raises(UsageError, match="There are no words to search for"):
        search(connection, " ")


def test_copied_narratives_are_those_of_the_plan_before(tmp_path: Path) -> None:
    texts = {2022: "We walk the estate.", 2023: "We meet every month.", 2024: "We meet every month"}
    plans = [
        plan("Camden", year, action("1.1", narrative=text), action("1.2"), action("1.3", narrative=f"In {year}."))
        for year, text in texts.items()
    ]
    write_catalogue(put_plans(tmp_path, *plans, plan("Barnet", 2023, action("1.1", narrative=texts[2023]))))

    with closing(connect(tmp_path / FILENAME)) as opened:
        answer = search(opened, "", Filters(copied=True))

    assert places(answer) == [("camden-2024", "1.1")]


def test_a_name_is_counted_as_comparisons_count_it(tmp_path: Path) -> None:
    def names(ref: str, entity_id: str | None, confidence: Confidence = "high") -> Action:
        text = "Project Zero runs here. Project Zero is full."
        starts = (0, text.rindex("Project Zero"))
        found = tuple(
            Mention(
                label="service",
                text="Project Zero",
                start=start,
                end=start + 12,
                entity_id=entity_id,
                canonical="Project Zero" if entity_id else None,
                method="registry",
                confidence=confidence,
            )
            for start in starts
        )
        return action(ref, narrative=text, mentions=found)

    plans = [
        plan("Camden", 2024, names("1.1", "zero"), names("1.2", None, "review"), action("1.3", "Project Zero")),
        plan("Barnet", 2024, names("1.1", "barnet-zero"), names("1.2", None)),
    ]
    write_catalogue(put_plans(tmp_path, *plans))

    with closing(connect(tmp_path / FILENAME)) as opened:
        (use,) = search(opened, "project zero").names
        spread = opened.execute("SELECT boroughs, plans, actions, actions_to_review FROM spread_of_names").fetchall()
    (entry,) = compare_boroughs(plans).services

    assert (use.boroughs, use.plans, use.actions, use.to_review) == (2, 2, 3, 1)
    assert spread == [(2, 2, 3, 1)]
    assert (len(entry.plans), entry.actions) == (2, 3)
    assert [(one.plan_id, one.refs) for one in entry.to_review] == [("camden-2024", ("1.2",))]
    assert entry.entity_ids == ("barnet-zero", "zero")
