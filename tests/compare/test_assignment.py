"""The best one-to-one assignment."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.assignment import best_assignment

Scores = dict[tuple[int, int], float]

SCORES: st.SearchStrategy[Scores] = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 1.0]), max_size=14
)


def highest_total(scores: Scores) -> float:
    """The highest total there is, by trying all."""
    columns = range(5)
    return max(
        sum(scores.get((row, column), 0.0) for row, column in enumerate(order)) for order in permutations(columns)
    )


@given(SCORES)
def test_no_other_assignment_has_a_higher_total(scores: Scores) -> None:
    chosen = best_assignment(scores)

    assert abs(sum(scores[pair] for pair in chosen.items()) - highest_total(scores)) < 1e-9


@given(SCORES)
def test_no_row_and_no_column_is_used_twice_and_only_given_pairs_are_joined(scores: Scores) -> None:
    chosen = best_assignment(scores)

    assert len(set(chosen.values())) == len(chosen)
    assert all(pair in scores for pair in chosen.items())


def test_a_greedy_choice_that_spoils_the_rest_is_not_made() -> None:
    scores = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}

    chosen = best_assignment(scores)

    assert chosen == {0: 1, 1: 0}


def test_nothing_to_join_gives_nothing() -> None:
    assert best_assignment({}) == {}
