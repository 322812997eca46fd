"""What a page shows is what is read of whole documents, whatever covers, frames or replaces their words."""

from __future__ import annotations

from random import Random

import pytest

from builders.nightly import NIGHTLY
from layoutspace.sample import draft
from layoutspace.seen import faults, spots
from layoutspace.treatments import TREATMENTS, Treatment

ENGINES = ("canvas", "platypus")
"""Engines that need nothing installed; `benchmarks/seen.py` takes all that make PDFs."""
DRAWINGS = ("ruled", "stripes", "level", "nothing")
SPOTS = 5 if NIGHTLY else 1
"""Places of a document that are treated; `benchmarks/seen.py` tries a hundred and fifty documents each night."""


@pytest.mark.parametrize("treat", TREATMENTS, ids=lambda treat: treat.__name__)
def test_what_shows_is_read_and_what_does_not_is_told_in_whole_documents(treat: Treatment) -> None:
    place = TREATMENTS.index(treat)
    fixed = {"engine": ENGINES[place % 2], "drawing": DRAWINGS[place % 4], "size": "few"}
    data = draft(place, fixed).render()
    places = spots(data)
    chance = Random(f"{treat.__name__} of {place}")

    found = [fault for _ in range(SPOTS) for fault in faults(data, treat, chance.choice(places), chance)]

    assert found == []
