"""What is read right today of fixed seeds stays so; `layouts.py --space other --hold` writes the table anew."""

from __future__ import annotations

import pytest

from layoutspace.held import Held
from layoutspace.trial import trial
from otherhand.held import fixed_seeds, held

ROUNDING = 0.0001


@pytest.mark.parametrize("seed", held(), ids=lambda each: str(each.seed))
def test_a_fixed_seed_is_read_as_well_as_before(seed: Held) -> None:
    assert trial(seed.seed, space="other").score.exact_share >= seed.least_exact - ROUNDING


def test_the_table_holds_all_fixed_seeds() -> None:
    assert [each.seed for each in held()] == fixed_seeds()
