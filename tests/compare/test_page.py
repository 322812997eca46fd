"""The page: self-contained, escaped, and built so that anyone can use it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from lxml import html

from compare.comparisons import HOSTILE, all_comparisons, doubtful_years, five_boroughs, richmond_years, three_plans
from pipeline.pages.comparison import comparison_html

NAMES = list(all_comparisons())


@cache
def text_of(name: str) -> str:
    """The page of a comparison."""
    return "".join(comparison_html(all_comparisons()[name]))


@cache
def tree_of(name: str) -> html.HtmlElement:
    """The page as a tree."""
    return html.fromstring(text_of(name))


def visible(element: html.HtmlElement) -> str:
    """The text of an element in one line."""
    return " ".join(str(element.text_content()).split())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_and_nothing_runs(name: str) -> None:
    tree = tree_of(name)

    assert tree.xpath("//script | //link | //img | //iframe | //object | //base | //form") == []
    assert tree.xpath("//@src") == []
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert not [attribute for attribute in tree.xpath("//@*") if attribute.attrname.startswith("on")]
    assert "url(" not in text_of(name)
    assert "@import" not in text_of(name)
    assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


@pytest.mark.parametrize("name", ["hostile years", "hostile boroughs"])
def test_text_of_a_document_stays_text(name: str) -> None:
    page_text, tree = text_of(name), tree_of(name)

    assert "<script" not in page_text
    assert "&lt;script&gt;alert" in page_text
    assert "49" not in tree.xpath("string(//title)")
    assert "{{ 7*7 }}" in visible(tree)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page_text)


def test_the_hostile_text_is_shown_whole_but_for_controls() -> None:
    shown = " ".join(re.sub("[\u202e\x0b]", "", HOSTILE).split())

    assert shown in visible(tree_of("hostile years"))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_its_language_title_and_parts(name: str) -> None:
    tree = tree_of(name)

    assert tree.get("lang") == "en-GB"
    assert visible(tree.find(".//title"))
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert len(tree.xpath("//header | //nav | //footer")) == 3
    assert tree.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


@pytest.mark.parametrize("name", NAMES)
def test_headings_come_without_gaps_and_none_is_empty(name: str) -> None:
    headings = tree_of(name).xpath("//h1 | //h2 | //h3 | //h4")
    levels = [int(heading.tag[1]) for heading in headings]

    assert levels[0] == 1
    assert all(second - first <= 1 for first, second in pairwise(levels))
    assert all(visible(heading) for heading in headings)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_a_name_and_headers_with_scope(name: str) -> None:
    for table in tree_of(name).xpath("//table"):
        label = table.get("aria-labelledby")
        assert visible(tree_of(name).get_element_by_id(label))
        assert all(header.get("scope") in {"col", "row", "colgroup"} for header in table.xpath(".//th"))
        assert table.xpath("./thead/tr/th[@scope='col']")
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.xpath("./thead/tr | ./tbody/tr")}
        assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name_of_its_own(name: str) -> None:
    tree = tree_of(name)
    regions = tree.xpath("//div[contains(@class, 'scroll')]")

    names = [visible(tree.get_element_by_id(region.get("aria-labelledby"))) for region in regions]
    assert all(region.get("role") == "region" and region.get("tabindex") == "0" for region in regions)
    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", NAMES)
def test_every_link_inside_the_page_leads_somewhere_and_ids_come_once(name: str) -> None:
    tree = tree_of(name)
    ids = tree.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href")} <= set(ids)
    assert set(tree.xpath("//@aria-labelledby | //svg/@aria-labelledby")[0].split()) <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_a_colour_never_stands_without_its_word(name: str) -> None:
    words = {"rag-red": "Red", "rag-amber": "Amber", "rag-green": "Green", "rag-blue": "Blue", "rag-none": "No RAG"}

    for element in tree_of(name).xpath("//span[starts-with(@class, 'rag ')]"):
        colour = next(part for part in element.get("class").split() if part.startswith("rag-"))
        assert visible(element).startswith(words[colour])


def test_the_picture_of_rag_has_a_title_and_says_the_same_in_words() -> None:
    (picture,) = tree_of("richmond years").xpath("//*[local-name()='svg']")

    assert picture.get("role") == "img"
    described = visible(picture.xpath("./*[local-name()='desc']")[0])
    assert "7 went from red to amber" in described
    assert "18 stayed green" in described


def test_the_table_beside_the_picture_has_the_same_figures() -> None:
    summary = richmond_years().summary
    cells = tree_of("richmond years").xpath("//section[@aria-labelledby='rag']//td")

    assert sum(int(visible(cell)) for cell in cells) == summary.matched


def test_every_action_has_a_row_and_a_part_of_its_own() -> None:
    tree = tree_of("richmond years")

    assert len(tree.xpath("//section[@aria-labelledby='actions']//tbody/tr")) == len(richmond_years().actions)
    assert len(tree.xpath("//section[@aria-labelledby='detail']/article")) == len(richmond_years().actions)


def test_words_put_in_and_taken_out_are_marked_as_such() -> None:
    article = next(
        one for one in tree_of("richmond years").xpath("//article") if visible(one.find("h3")).startswith("5.5 → 5.4")
    )

    assert [visible(element) for element in article.xpath(".//del")] == ["local"]
    assert article.xpath(".//ins") == []


def test_the_summary_comes_first_and_begins_with_the_headline() -> None:
    first = tree_of("richmond years").xpath("//main/section")[0]

    assert visible(first.find_class("headline")[0]) == richmond_years().headline


def test_close_calls_are_listed_with_lines_for_a_pins_file() -> None:
    (section,) = tree_of("doubtful years").xpath("//section[@aria-labelledby='check']")

    assert doubtful_years().summary.matches_to_check > 0
    assert "1.1,1.1,pin," in visible(section)
    assert "1.1,1.1,forbid," in visible(section)


def test_the_board_has_a_cell_for_every_action_and_plan_with_a_letter_and_a_key() -> None:
    comparison = three_plans()
    (section,) = tree_of("three plans").xpath("//section[@aria-labelledby='heat']")

    rows = section.xpath(".//tbody/tr")
    assert [len(row.xpath("./td")) for row in rows] == [len(comparison.actions)] * len(comparison.plans)
    letters = {"c-red": "R", "c-amber": "A", "c-green": "G", "c-blue": "B", "c-none": "–", "c-absent": ""}
    assert all(visible(cell) == letters[cell.get("class").split()[0]] for row in rows for cell in row.xpath("./td"))
    assert "Not in this plan" in visible(section)
    assert section.xpath(".//td/s")


def test_passages_show_the_words_shared() -> None:
    marks = tree_of("three plans").xpath("//section[@aria-labelledby='passages']//mark")

    assert [visible(mark) for mark in marks] == [" ".join(one.text.split()) for one in three_plans().passages]


def test_the_directory_says_what_absence_does_not_mean() -> None:
    (section,) = tree_of("five boroughs").xpath("//section[@aria-labelledby='services']")

    assert "BOOST" in visible(section)
    assert "local group (not in the registry)" in visible(section)
    assert "it may still be in use" in visible(section)


def test_the_plan_unlike_the_others_is_told() -> None:
    (section,) = tree_of("five boroughs").xpath("//section[@aria-labelledby='unlike']")

    assert five_boroughs().standings[0].plan_id == "ealing-2024"
    assert "Ealing 2024" in visible(section)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_comparison_gives_the_same_page(name: str) -> None:
    assert "".join(comparison_html(all_comparisons()[name])) == text_of(name)
