"""How much of each of some fixed seeds is read right today: written by benchmarks/layouts.py --space other --hold."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from layoutspace.trial import trial
from otherhand.sample import draft

HELD = Path(__file__).with_name("held.csv")
COUNT = 8
QUICK = {"platypus", "canvas", "word", "html", "xlsx"}  # engines that everybody who runs the tests has
FIELDS = ("seed", "least_exact")


@dataclass(frozen=True, slots=True)
class Held:
    """A seed and the least share of its cells that must be exact."""

    seed: int
    least_exact: float


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
    with HELD.open(encoding="utf-8", newline="") as lines:
        return [Held(int(row["seed"]), float(row["least_exact"])) for row in csv.DictReader(lines)]


def hold() -> None:
    """Writes the table anew from what is read now."""
    with HELD.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(FIELDS)
        for seed in fixed_seeds():
            table.writerow((seed, f"{trial(seed, space='other').score.exact_share:.4f}"))
