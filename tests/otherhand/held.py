"""How much of each of some fixed seeds is read right today: written by benchmarks/layouts.py --space other --hold."""

from __future__ import annotations

from pathlib import Path

from layoutspace.held import Held, read_held, write_held
from layoutspace.trial import trial
from otherhand.sample import draft

HELD = Path(__file__).with_name("held.csv")
COUNT = 8
QUICK = {"platypus", "canvas", "word", "html", "xlsx"}  # engines that everybody who runs the tests has


def fixed_seeds() -> list[int]:
    """The first seeds whose documents are short and made without anything installed."""
    found: list[int] = []
    seed = 0
    while len(found) < COUNT:
        traits = draft(seed).traits
        if traits["engine"] in QUICK and traits["amount"] == "few":
            found.append(seed)
        seed += 1
    return found


def held() -> list[Held]:
    """The table as it stands in the file."""
    return read_held(HELD)


def hold() -> None:
    """Writes the table anew from what is read now."""
    write_held(HELD, {seed: trial(seed, space="other").score for seed in fixed_seeds()})
