"""Counts right, wrong and missed: strict (same span, same label) and relaxed (overlap, same label)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.tagging.state import LABELS

Span = tuple[int, int, str]


class Score(NamedTuple):
    """Counts, and what follows from them."""

    right: int
    tagged: int
    annotated: int

    @property
    def precision(self) -> float:
        """Share of the tagged that is right."""
        return self.right / self.tagged if self.tagged else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that is found."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.tagged + self.annotated
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: object) -> Score:
        if not isinstance(other, Score):
            return NotImplemented
        return Score(self.right + other.right, self.tagged + other.tagged, self.annotated + other.annotated)


NOTHING = Score(0, 0, 0)


def strict(tagged: Iterable[Span], annotated: Iterable[Span]) -> Score:
    """Same span and same label."""
    ours, gold = set(tagged), set(annotated)
    return Score(len(ours & gold), len(ours), len(gold))


def relaxed(tagged: Iterable[Span], annotated: Iterable[Span]) -> Score:
    """Overlap and same label; each annotated span counts once, for the tagged span that overlaps it most."""
    ours, gold = sorted(set(tagged)), sorted(set(annotated))
    used: set[Span] = set()
    for start, end, label in ours:
        overlaps = [(min(end, g[1]) - max(start, g[0]), g) for g in gold if g not in used and g[2] == label]
        best = max(overlaps, default=(0, None), key=lambda pair: pair[0])
        if best[0] > 0 and best[1] is not None:
            used.add(best[1])
    return Score(len(used), len(ours), len(gold))


def by_label(tagged: Sequence[Span], annotated: Sequence[Span]) -> dict[str, tuple[Score, Score]]:
    """(strict, relaxed) for each label and for "all"."""
    table: dict[str, tuple[Score, Score]] = {}
    for label in LABELS:
        ours = [span for span in tagged if span[2] == label]
        gold = [span for span in annotated if span[2] == label]
        table[label] = (strict(ours, gold), relaxed(ours, gold))
    table["all"] = (
        sum((table[label][0] for label in LABELS), NOTHING),
        sum((table[label][1] for label in LABELS), NOTHING),
    )
    return table
