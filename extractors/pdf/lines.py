"""Words gathered into lines, and a line's text with its spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.right_to_left import joins_as_read, reading_order, runs_leftward
from extractors.pdf.source.geometry import Box
from extractors.pdf.words import GAP, Word, turn_back

SAME_BASE = 0.2
"""Share of the size by which base lines of one line's words may differ (fonts mixed in a line)."""

SMALL = 0.85
"""Words smaller than this share of a line's size may be raised or lowered beside it: notes, ordinals, formulae."""

TOUCHING = 0.6
"""Share of the size within which a raised or lowered word stands beside the word it belongs to."""

SPREAD = 0.12
"""Share of the size: white between letters of a word set with wide spacing, at the least."""


USUAL_SPACE, LEAST_SPACE, MOST_SPACE = 0.28, 0.2, 0.4
"""Shares of the size: width of a space in most text faces, in condensed ones, in wide ones."""


@dataclass(slots=True, eq=False)
class Line:
    """One line of text in its reading frame: words in the order in which they are read, mostly from left to right."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    turn: int
    joined: list[bool]
    """For each word, whether it follows the one before it without a space."""
    text: str
    """The words with spaces where the page has them."""

    @property
    def box(self) -> Box:
        """Its box in the reading frame."""
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def page_box(self) -> Box:
        """Its box on the page."""
        return turn_back(self.box, self.turn)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.style.bold for word in self.words)

    @property
    def trailing(self) -> bool:
        """Whether a space was drawn at its end, as programs do where they break a line and nowhere else."""
        return self.words[-1].trailing

    def space(self) -> float:
        """Width of a space in points: the least white between its words, within what text faces have."""
        gaps = [
            after.x0 - before.x1
            for before, after, joined in zip(self.words, self.words[1:], self.joined[1:], strict=False)
            if not joined
        ]
        return min(max(min(gaps, default=USUAL_SPACE * self.size), LEAST_SPACE * self.size), MOST_SPACE * self.size)

    def first_token(self) -> tuple[str, float]:
        """The text up to the first space, and its width in points."""
        text, end = self.words[0].text, self.words[0].x1
        for word, joined in zip(self.words[1:], self.joined[1:], strict=True):
            if not joined:
                break
            text, end = text + word.text, word.x1
        return text, end - self.words[0].x0

    def last_token(self) -> tuple[str, float]:
        """The text after the last space, and where it begins."""
        text, start = "", self.x0
        for word, joined in zip(reversed(self.words), reversed(self.joined), strict=True):
            text, start = word.text + text, word.x0
            if not joined:
                break
        return text, start


def make_line(words: Iterable[Word]) -> Line:
    """A line of words that stand beside each other. At least one word is wanted."""
    ordered = sorted(words, key=lambda word: (word.x0, word.order))
    x0, turn, joined = ordered[0].x0, ordered[0].turn, _joins(ordered)
    if any(runs_leftward(word.text) for word in ordered):
        order = reading_order([word.text for word in ordered])
        ordered, joined = [ordered[place] for place in order], joins_as_read(order, joined)
    size = max(word.style.size for word in ordered)
    body = [word for word in ordered if word.style.size >= SMALL * size]
    return Line(
        words=ordered,
        x0=x0,
        top=min(word.top for word in body),
        x1=max(word.x1 for word in ordered),
        bottom=max(word.bottom for word in body),
        base=max(body, key=lambda word: word.x1 - word.x0).base,
        size=size,
        turn=turn,
        joined=joined,
        text="".join(word.text if close else f" {word.text}" for word, close in zip(ordered, joined, strict=True))[1:],
    )


def _joins(words: Sequence[Word]) -> list[bool]:
    """For each word, whether no space parts it from the one before."""
    if _is_letterspaced(words):
        return _letterspaced_joins(words)
    joins = [False]
    for before, after in pairwise(words):
        gap = after.x0 - before.x1
        size = min(before.style.size, after.style.size)
        drawn_apart = after.spaced and after.order > before.order and before.trailing
        joins.append(gap < GAP * size and not drawn_apart)
    return joins


def _is_letterspaced(words: Sequence[Word]) -> bool:
    """Whether most words are single letters a wide gap apart: a word set with spacing between its letters."""
    if len(words) < 4 or words[1].spaced:
        return False
    singles = sum(len(word.text) == 1 and word.text.isalnum() for word in words)
    return singles >= 0.8 * len(words)


def _letterspaced_joins(words: Sequence[Word]) -> list[bool]:
    """As `_joins`, for a spaced-out word: only gaps well over the usual one, or drawn spaces, part words."""
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(words))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    limit = max(usual * 1.6, usual + SPREAD * words[0].style.size)
    return [False] + [after.x0 - before.x1 < limit and not after.spaced for before, after in pairwise(words)]


def gather_lines(words: Iterable[Word]) -> list[Line]:
    """Words of one column of text and one turn as lines from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        if groups and word.base - groups[-1][0].base <= SAME_BASE * max(word.style.size, groups[-1][0].style.size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [make_line(group) for group in _with_raised_words(groups)]


def _with_raised_words(groups: list[list[Word]]) -> list[list[Word]]:
    """Groups of small words that stand raised or lowered beside a line's words, put into that line."""
    sizes = [max(word.style.size for word in group) for group in groups]
    home = list(range(len(groups)))
    for index, group in enumerate(groups):
        for other in (index + 1, index - 1):
            if (
                0 <= other < len(groups)
                and sizes[index] < SMALL * sizes[other]
                and _stands_beside(group, groups[other])
            ):
                home[index] = other
                break
    merged: dict[int, list[Word]] = {}
    for index, group in enumerate(groups):
        merged.setdefault(home[home[index]] if home[home[index]] == home[index] else home[index], []).extend(group)
    return [merged[index] for index in sorted(merged)]


def _stands_beside(small: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether each small word overlaps the line in height and touches one of its words."""
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    for word in small:
        height = word.bottom - word.top
        if min(bottom, word.bottom) - max(top, word.top) < height / 2:
            return False
        reach = TOUCHING * max(other.style.size for other in line)
        others = [*line, *(other for other in small if other is not word)]
        if not any(-reach <= max(word.x0, other.x0) - min(word.x1, other.x1) <= reach for other in others):
            return False
    return True


def pieces_of(line: Line, white: float) -> Iterator[Line]:
    """A line in parts, cut where the white between two words is so many times its size or more."""
    run = [line.words[0]]
    for before, after in pairwise(line.words):
        if after.x0 - before.x1 >= white * line.size:
            yield make_line(run)
            run = []
        run.append(after)
    yield make_line(run)
