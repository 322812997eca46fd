"""The 33 London authorities and the names they go by."""

from __future__ import annotations

import pytest

from models.reference.boroughs import authorities, find_borough, slug


@pytest.mark.parametrize(
    ("name", "borough"),
    [
        ("Richmond", "Richmond upon Thames"),
        ("richmond upon thames", "Richmond upon Thames"),
        ("richmond-upon-thames", "Richmond upon Thames"),
        ("E09000027", "Richmond upon Thames"),
        ("LBRuT", "Richmond upon Thames"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("London Borough of Hackney", "Hackney"),
        ("City of Westminster", "Westminster"),
        ("City of London", "City of London"),
        ("  Tower   Hamlets ", "Tower Hamlets"),
    ],
)
def test_an_authority_is_found_by_any_of_its_names(name: str, borough: str) -> None:
    found = find_borough(name)

    assert found is not None
    assert found.name == borough


@pytest.mark.parametrize("name", ["", "London", "City", "Wandsworth Prison", "Surrey", "E09000034"])
def test_what_is_no_authority_is_not_found(name: str) -> None:
    assert find_borough(name) is None


def test_there_are_33_with_codes_and_slugs_of_their_own() -> None:
    boroughs = [authority.borough for authority in authorities()]

    assert len({borough.gss_code for borough in boroughs}) == 33
    assert len({borough.slug for borough in boroughs}) == 33


def test_no_name_means_two_authorities() -> None:
    owners: dict[str, set[str]] = {}
    for authority in authorities():
        for name in (authority.borough.name, *authority.aliases):
            owners.setdefault(name.casefold(), set()).add(authority.borough.slug)

    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1} == {}


@pytest.mark.parametrize(("text", "made"), [("King's Lynn (2)", "king-s-lynn-2"), ("--", ""), ("É 1", "é-1")])
def test_a_slug_is_letters_digits_and_single_hyphens(text: str, made: str) -> None:
    assert slug(text) == made
