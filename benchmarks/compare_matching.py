"""How well actions are matched between years, on cases harder than any pair of plans in hand.

Run: python benchmarks/compare_matching.py

The cases are synthetic. Their raw material is in tests/compare/data/matching: the 53 real wordings of the 2023
template, a rewording of each, actions cut in two, twins that differ in a few words, and actions found in no template,
all written for this purpose. Half of the rewordings, splits and twins were used to choose the threshold and the
weights; the figures that count are those of the other half. The wordings cut to a few words were used for neither.
Printed beside them: matching by number, and joining greedily by text.
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from pipeline.compare.action_texts import ActionText
from pipeline.compare.matching import match_actions

DATA = Path(__file__).parent.parent / "tests" / "compare" / "data" / "matching"
SEEDS = range(10)
HALVES = ("tuning", "held out")

# The later template of the "merged" case: five themes for eight, and where each of the eight went.
MERGED_TITLES = {
    1: "Leadership, analysis and enforcement",
    2: "Weapons and ways out of crime",
    3: "Protecting and educating young people",
    4: "Standing with communities",
    5: "Victims of violence, women and girls",
}
MERGED_INTO = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 2, 8: 5}

DROPPED, ADDED, TAKEN_OUT_BEFORE = 5, 5, 4

# name: what is done to the template. Every case also works on one half of the rewordings, splits and twins.
CASES = {
    "half reworded": {"reword"},
    "half reworded, shuffled, dropped and new": {"reword", "shuffle", "drop"},
    "themes merged and renumbered, half reworded": {"merge", "reword", "drop"},
    "numbered continuously, half reworded": {"continuous", "reword"},
    "actions cut in two": {"split"},
    "actions cut in two, half reworded": {"split", "reword", "drop"},
    "twins of nearly the same words": {"twin", "shuffle"},
    "twins, half reworded": {"twin", "reword", "shuffle"},
    "half cut to a few words, shuffled, dropped and new": {"terse", "shuffle", "drop"},
    "half cut to a few words, themes merged": {"terse", "merge", "drop", "continuous"},
    "all at once": {"reword", "shuffle", "drop", "merge", "continuous", "split", "twin"},
}


@dataclass(frozen=True)
class Entry:
    """An action of a made-up plan; `origin` says which template action it is, whatever its words."""

    origin: str
    theme: int
    wording: str


@dataclass(frozen=True)
class Case:
    """Two made-up plans and the truth: for each earlier action the later ones that carry it on."""

    before: list[ActionText]
    after: list[ActionText]
    truth: dict[int, set[int]]
    pieces: set[int]


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a data file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make_case(changes: set[str], half: str, seed: int) -> Case:
    """Two plans after `changes`; the same seed gives the same plans."""
    chance = random.Random(seed)  # noqa: S311 - shuffles test material, guards nothing
    template = [Entry(row["ref"], int(row["ref"].split(".")[0]), row["wording"]) for row in rows("template_2023.csv")]
    titles = {int(row["ref"].split(".")[0]): row["theme"] for row in rows("template_2023.csv")}
    before, after = list(template), list(template)
    if "reword" in changes:
        new_words = {row["ref"]: row["wording"] for row in rows("rewordings.csv") if row["used_for"] == half}
        after = [Entry(entry.origin, entry.theme, new_words.get(entry.origin, entry.wording)) for entry in after]
    if "terse" in changes:
        few_words = {row["ref"]: row["wording"] for row in rows("terse.csv")}
        after = [Entry(entry.origin, entry.theme, few_words.get(entry.origin, entry.wording)) for entry in after]
    twins = [
        Entry(f"twin of {row['ref']}", int(row["ref"].split(".")[0]), row["wording"])
        for row in rows("near_twins.csv")
        if row["used_for"] == half
    ]
    if "drop" in changes:
        before, after = _drop(before, after, chance, kept={twin.origin.split()[-1] for twin in twins})
    if "twin" in changes:
        # Half of the twins stand in both plans, half are new in the later one.
        before, after = before + twins[: len(twins) // 2], after + twins
    if "split" in changes:
        after = _cut(after, half)
    if "shuffle" in changes:
        chance.shuffle(after)
    if "merge" in changes:
        after = [Entry(entry.origin, MERGED_INTO[entry.theme], entry.wording) for entry in after]
    later_titles = MERGED_TITLES if "merge" in changes else titles
    return _case(before, after, titles, later_titles, continuous="continuous" in changes)


def _drop(
    before: list[Entry], after: list[Entry], chance: random.Random, kept: set[str]
) -> tuple[list[Entry], list[Entry]]:
    """Both plans with actions the other lacks.

    Actions that have a twin stay: whether a twin carries on an action that went is a matter of opinion, and no truth to
    be measured by.
    """
    newcomers = [
        Entry(f"new {row['wording']}", int(row["theme_number"]), row["wording"]) for row in rows("newcomers.csv")
    ]
    chance.shuffle(newcomers)
    candidates = [entry.origin for entry in before if entry.origin not in kept]
    gone = set(chance.sample(candidates, DROPPED + TAKEN_OUT_BEFORE))
    only_later = set(sorted(gone)[:TAKEN_OUT_BEFORE])
    return (
        [entry for entry in before if entry.origin not in only_later] + newcomers[ADDED:],
        [entry for entry in after if entry.origin not in gone - only_later] + newcomers[:ADDED],
    )


def _cut(entries: list[Entry], half: str) -> list[Entry]:
    cuts = {row["ref"]: (row["first"], row["second"]) for row in rows("splits.csv") if row["used_for"] == half}
    pieces: list[Entry] = []
    for entry in entries:
        halves = cuts.get(entry.origin, (entry.wording,))
        pieces.extend(Entry(entry.origin, entry.theme, words) for words in halves)
    return pieces


def _case(
    before: list[Entry], after: list[Entry], titles: dict[int, str], later_titles: dict[int, str], *, continuous: bool
) -> Case:
    before = sorted(before, key=lambda entry: entry.theme)
    after = sorted(after, key=lambda entry: entry.theme)
    truth = {
        number: carried_on
        for number, entry in enumerate(before)
        if (carried_on := {other for other, later in enumerate(after) if later.origin == entry.origin})
    }
    return Case(
        _action_texts(before, titles, continuous=False),
        _action_texts(after, later_titles, continuous=continuous),
        truth,
        pieces=set().union(*(carried_on for carried_on in truth.values() if len(carried_on) > 1)),
    )


def _action_texts(entries: list[Entry], titles: dict[int, str], *, continuous: bool) -> list[ActionText]:
    counts: dict[int, int] = {}
    action_texts = []
    for index, entry in enumerate(entries):
        counts[entry.theme] = counts.get(entry.theme, 0) + 1
        number = index + 1 if continuous else counts[entry.theme]
        place = index / max(len(entries) - 1, 1)
        action_texts.append(
            ActionText(f"{entry.theme}.{number}", entry.theme, titles[entry.theme], place, entry.wording, "")
        )
    return action_texts


def by_number(before: list[ActionText], after: list[ActionText]) -> dict[int, int]:
    """Baseline: the action of the same ref."""
    places = {action_text.ref: number for number, action_text in enumerate(after)}
    return {number: places[action_text.ref] for number, action_text in enumerate(before) if action_text.ref in places}


def greedily(before: list[ActionText], after: list[ActionText], threshold: float = 50.0) -> dict[int, int]:
    """Baseline: the most alike pair first, by rapidfuzz's token_set_ratio, as long as it reaches the threshold."""
    scored = sorted(
        (
            (-fuzz.token_set_ratio(first.folded, second.folded), number, other)
            for number, first in enumerate(before)
            for other, second in enumerate(after)
        ),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, number, other in scored:
        if -score >= threshold and number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def ours(before: list[ActionText], after: list[ActionText]) -> dict[int, int]:
    """The matching under test."""
    return match_actions(before, after).pairs


Matcher = Callable[[list[ActionText], list[ActionText]], dict[int, int]]


@dataclass
class Tally:
    """Right, wrong and missed pairs."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, case: Case, pairs: dict[int, int]) -> None:
        """Count one case."""
        right = sum(other in case.truth.get(number, ()) for number, other in pairs.items())
        self.right += right
        self.wrong += len(pairs) - right
        self.missed += len(case.truth) - right

    @property
    def precision(self) -> float:
        """Share of the pairs found that are right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of the true pairs that are found."""
        return self.right / max(self.right + self.missed, 1)


def measure(matcher: Matcher, half: str, changes: Iterable[set[str]], seeds: Iterable[int] = SEEDS) -> Tally:
    """Pairs over all the cases named."""
    tally = Tally()
    for kind in changes:
        for seed in seeds:
            case = make_case(kind, half, seed)
            tally.add(case, matcher(case.before, case.after))
    return tally


def measure_splits(half: str, seeds: Iterable[int] = SEEDS) -> Tally:
    """Second pieces of actions cut in two that are reported as such."""
    tally = Tally()
    for changes in CASES.values():
        for seed in seeds:
            case = make_case(changes, half, seed)
            matching = match_actions(case.before, case.after)
            reported = {
                other
                for other, relations in matching.related_after.items()
                for one in relations
                if one.relation == "split_from"
            }
            true = case.pieces - set(matching.pairs.values())
            tally.right += len(reported & true)
            tally.wrong += len(reported - true)
            tally.missed += len(true - reported)
    return tally


def best_greedy_threshold() -> float:
    """The threshold at which the greedy baseline does best on the tuning half, so that it is beaten fairly."""

    def quality(threshold: float) -> float:
        tally = measure(lambda one, two: greedily(one, two, threshold), "tuning", CASES.values(), range(2))
        return tally.precision + tally.recall

    return max(range(40, 95, 5), key=quality)


def main() -> None:
    """Print the table."""
    threshold = best_greedy_threshold()
    matchers: dict[str, Matcher] = {
        "by number": by_number,
        f"greedy by text (at {threshold})": lambda one, two: greedily(one, two, threshold),
        "vvrap": ours,
    }
    for half in HALVES:
        print(f"\nPrecision / recall of pairs, {half} half, {len(SEEDS)} seeds a case")
        print(f"{'':52}" + "".join(f"{name:>28}" for name in matchers))
        for name, changes in [*((name, [changes]) for name, changes in CASES.items()), ("all cases", CASES.values())]:
            tallies = [measure(matcher, half, changes) for matcher in matchers.values()]
            print(f"{name:52}" + "".join(f"{tally.precision:>20.3f} / {tally.recall:.3f}" for tally in tallies))
        splits = measure_splits(half)
        print(f"second pieces of split actions reported: precision {splits.precision:.3f}, recall {splits.recall:.3f}")
    case = make_case(set(), "tuning", 0)
    many = [case.before[number % len(case.before)] for number in range(300)]
    started = time.perf_counter()
    match_actions(many, many)
    print(f"\n300 actions by 300: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
