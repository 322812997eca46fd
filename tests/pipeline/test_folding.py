"""What does not count as a difference between two texts."""

from __future__ import annotations

import pytest

from pipeline.folding import essence, fold, squeeze, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the borough’s “plan”", 'the borough\'s "plan"'),
        ("2022–23 — done", "2022-23 - done"),
        ("co\u2011ordination", "co-ordination"),
        ("two\n\twords ", "two words"),
        ("soft\u00adhyphen", "softhyphen"),
        ("e\u0301quipe", "équipe"),
        ("o\ufb03cer", "officer"),
    ],
)
def test_quotes_dashes_white_space_and_forms_of_letters_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_case_and_punctuation_stay_apart() -> None:
    assert fold("No comment") != fold("No Comment")
    assert fold("panel.") != fold("panel")


def test_white_space_that_a_pdf_adds_inside_a_word_does_not_count_when_squeezed() -> None:
    assert squeeze("multi- agency hub") == squeeze("multi-agency  hub")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("No Comment", "No comment."),
        ("the ‘Engage’ team", 'the "Engage" team'),
        ("the Engage team", "the “Engage” team"),
        ("St. Giles", "St Giles"),
        ("MARAC meets.\nMACE too", "MARAC meets. MACE too."),
    ],
)
def test_case_quotes_and_full_stops_are_not_of_the_essence(one: str, other: str) -> None:
    assert essence(one) == essence(other)


@pytest.mark.parametrize(("one", "other"), [("4.10", "410"), ("£1.5m", "£15m"), ("we're", "were"), ("a, b", "a b")])
def test_points_in_numbers_apostrophes_and_commas_are(one: str, other: str) -> None:
    assert essence(one) != essence(other)


def test_words_leave_out_punctuation_and_possessives() -> None:
    assert words("Children's Services (AfC): co-ordinated, boroughs' work") == [
        "children", "services", "afc", "co", "ordinated", "boroughs", "work",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("reviews", "reviewed"), ("monitoring", "monitors"), ("agencies", "agency"), ("provide", "provided")],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
