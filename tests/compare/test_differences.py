"""Two texts laid over one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.comparison import Piece
from pipeline.compare.differences import compare_texts, count_words

TEXTS = st.lists(
    st.sampled_from(["the", "panel", "meets", "monthly", "MPS", "and", "reviews", "cases."]), max_size=30
).map(" ".join)


def side(pieces: tuple[Piece, ...], kinds: set[str]) -> list[str]:
    """The words of one of the two texts."""
    return "".join(piece.text + " " for piece in pieces if piece.kind in kinds).split()


@given(TEXTS, TEXTS)
def test_the_pieces_hold_every_word_of_both_texts_in_order(before: str, after: str) -> None:
    pieces = compare_texts(before, after).pieces

    assert side(pieces, {"kept", "deleted", "moved_away"}) == before.split()
    assert side(pieces, {"kept", "inserted", "moved_here"}) == after.split()


@given(TEXTS, TEXTS)
def test_similarity_is_the_share_of_the_longer_text_that_is_kept(before: str, after: str) -> None:
    difference = compare_texts(before, after)

    longest = max(count_words(before), count_words(after))
    assert 0 <= difference.similarity <= 1
    assert difference.same == (difference.similarity == 1)
    if not difference.same:
        assert difference.similarity == pytest.approx(difference.kept_words / longest)


def test_white_space_quotes_and_dashes_alone_make_no_difference() -> None:
    difference = compare_texts("the “panel” – meets\nmonthly", 'the "panel" - meets  monthly')

    assert difference.same
    assert [piece.kind for piece in difference.pieces] == ["kept"]


def test_a_letter_in_another_case_and_a_full_stop_make_none_either() -> None:
    difference = compare_texts("No comment", "No Comment.")

    assert difference.same
    assert difference.similarity == 1.0


def test_a_point_in_a_number_does() -> None:
    assert not compare_texts("Action 4.10 is done", "Action 410 is done").same


def test_words_put_in_and_taken_out_are_told_apart() -> None:
    pieces = compare_texts(
        "the panel meets every quarter to review cases", "the panel meets monthly to review cases"
    ).pieces

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("kept", "the panel meets"),
        ("deleted", " every quarter"),
        ("inserted", " monthly"),
        ("kept", " to review cases"),
    ]


def test_half_of_the_longer_text_is_half() -> None:
    kept = " ".join(f"word{number}" for number in range(30))

    difference = compare_texts(kept, f"{kept} {' '.join(f'new{number}' for number in range(30))}")

    assert difference.similarity == 0.5


def test_small_words_in_common_by_chance_are_not_kept() -> None:
    before = "Partners met quarterly to agree the approach and it will be reviewed by the Community Safety Partnership."
    after = (
        "Young people open to the service get mentoring at home and in school, and are offered the gym by volunteers."
    )

    difference = compare_texts(before, after)

    assert difference.similarity == 0.0
    assert [piece.kind for piece in difference.pieces] == ["deleted", "inserted"]


def test_a_paragraph_put_elsewhere_is_moved_not_rewritten() -> None:
    first = "Officers visit every licensed premises in the town centre before each bank holiday weekend."
    second = "The board hears from young people at each of its quarterly meetings and publishes what it did, and why."

    difference = compare_texts(f"{first}\n{second}", f"{second}\n{first}")

    kinds = {piece.kind for piece in difference.pieces}
    assert kinds == {"kept", "moved_away", "moved_here"}
    assert difference.similarity > 0.95


def test_line_breaks_stay_in_the_pieces() -> None:
    pieces = compare_texts("one two three\nfour", "one two three\nfour\nfive").pieces

    assert pieces[0].text == "one two three\nfour"
    assert pieces[1].text == "\nfive"


def test_empty_texts_have_no_pieces() -> None:
    assert compare_texts("", "").pieces == ()
    assert compare_texts("", "").same


def test_a_text_against_nothing_is_all_inserted() -> None:
    difference = compare_texts("", "new words")

    assert [(piece.kind, piece.text) for piece in difference.pieces] == [("inserted", "new words")]
    assert difference.similarity == 0.0
