"""The measured quality of matching does not slip: some of the cases of benchmarks/compare_matching.py."""

from __future__ import annotations

import pytest

from benchmarks.compare_matching import CASES, by_number, greedily, measure, measure_splits, ours

# A few of the benchmark's seeds: enough to notice a loss, quick enough for every run.
SEEDS = range(2)
# Below the benchmark's figures by what other seeds have been seen to give.
LEAST_PRECISION, LEAST_RECALL = 0.985, 0.98


@pytest.mark.parametrize("half", ["tuning", "held out"])
def test_pairs_of_all_hard_cases_are_found_and_are_right(half: str) -> None:
    tally = measure(ours, half, CASES.values(), SEEDS)

    assert tally.precision >= LEAST_PRECISION
    assert tally.recall >= LEAST_RECALL


def test_matching_by_number_and_joining_greedily_do_worse() -> None:
    kinds = list(CASES.values())

    tallies = [measure(matcher, "held out", kinds, SEEDS) for matcher in (ours, greedily, by_number)]

    errors = [tally.wrong + tally.missed for tally in tallies]
    assert errors[0] < errors[1] < errors[2]


def test_second_pieces_of_split_actions_are_reported_and_nothing_else_is() -> None:
    tally = measure_splits("held out", SEEDS)

    assert tally.precision >= LEAST_PRECISION
    assert tally.recall >= LEAST_RECALL
