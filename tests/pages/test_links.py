"""Links: the same addresses, as a server has them or as files that lie beside one another."""

from __future__ import annotations

import pytest

from pipeline.pages.links import FileLinks, ServedLinks, file_of


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/plans/camden-2024", "plans/camden-2024.html"),
        ("/plans/camden-2024/actions/1.2~2", "plans/camden-2024/actions/1.2~2.html"),
        ("/actions/GOV 1", "actions/GOV_201.html"),
        ("/actions/a:b?c", "actions/a_3ab_3fc.html"),
    ],
)
def test_an_address_is_a_file_that_every_file_system_takes(address: str, file: str) -> None:
    assert file_of(address) == file


@pytest.mark.parametrize(
    ("here", "address", "link"),
    [
        ("/", "/plans/camden-2024", "plans/camden-2024.html"),
        ("/plans/camden-2024/actions/1.1", "/", "../../../index.html"),
        ("/plans/camden-2024/actions/1.1", "/plans/camden-2024", "../../camden-2024.html"),
        ("/board/2024", "/board/2024", "2024.html"),
    ],
)
def test_a_link_leads_from_one_file_to_another(here: str, address: str, link: str) -> None:
    assert FileLinks(here).to(address) == link


def test_a_year_and_a_layer_are_pages_of_their_own_in_a_site() -> None:
    links = FileLinks("/")

    assert links.to("/actions/1.1", year=2024) == "actions/1.1/2024.html"
    assert links.to("/board/2024", layer=None) == "board/2024.html"
    assert links.to("/board/2024", layer="changed", only="red") == "board/2024/changed.html"


def test_a_served_link_is_its_address_quoted() -> None:
    links = ServedLinks("abc")

    assert links.to("/actions/a b", year=2024, name=None) == "/actions/a%20b?year=2024"
    assert links.data("/", "json") == "/index.json"
    assert links.asset("style.css") == "/assets/style.css?v=abc"
