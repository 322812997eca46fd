"""Words of a table's lines by the columns they stand in, and which column numbers the rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.rows import ONE_SPACE
from extractors.pdf.words import Word

NUMBER = re.compile(r"^\(?[A-Z]{0,5}\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?[.)]?$")
"""An action's number: 1, 1.2, 1.2a, GOV1, (3)."""

FIGURE = re.compile(
    r"^(?:[\W_]*\d[\d\W]*[A-Za-z%*†‡]{0,2}\W*|[-–—*+†‡.#\u2020]+|\(?[XxZz]\)?|n/?a|N/?A|NA|ns?|Ref\.?)$"
)
"""A figure, or a sign that stands for one."""

NUMBERED = 0.6
"""Share of a column's entries that are numbers counting on when it numbers the rows."""

SAME_START = 0.5
"""Points by which words that begin at one place may differ."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of one line in one column, or over several: the first and the last column it stands in."""

    first: int
    last: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)


def entries_of(line: TextLine, xs: Sequence[float], starts: Sequence[float] = ()) -> list[Entry]:
    """The pieces of a line by the columns between `xs` they stand in.

    A piece is cut at an edge that no word of it runs over, unless its parts are mere spaces apart: then it spans. It is
    cut all the same where words begin at one of `starts`, right where those of a narrow column's neighbour do.
    """
    last = len(xs) - 2
    entries: list[Entry] = []
    for piece in line.pieces:
        runs: list[list[tuple[int, int, Word]]] = []
        for word in piece.words:
            middle = _column(xs, (word.x0 + word.x1) / 2, last)
            place = (min(_column(xs, word.x0 + 1, last), middle), max(_column(xs, word.x1 - 1, last), middle), word)
            if runs and place[0] <= runs[-1][-1][1]:
                runs[-1].append(place)
            else:
                runs.append([place])
        spanning = any(run[0][0] != run[-1][1] for run in runs)
        near = all(
            b[0][2].x0 - a[-1][2].x1 < ONE_SPACE * line.size
            and not any(abs(b[0][2].x0 - start) <= SAME_START for start in starts)
            for a, b in pairwise(runs)
        )
        if len(runs) > 1 and (spanning or near):
            runs = [[place for run in runs for place in run]]
        entries += [Entry(min(p[0] for p in run), max(p[1] for p in run), tuple(p[2] for p in run)) for run in runs]
    return entries


def _column(xs: Sequence[float], x: float, last: int) -> int:
    return min(max(bisect_right(xs, x) - 1, 0), last)


def counting(texts: Sequence[str]) -> float:
    """Share of a column's entries that are numbers counting on (1 2 3; 1.1 1.2 2.1; 2.4 2.4a), from 0 to 1."""
    numbers = [text.strip("().") for text in texts if NUMBER.match(text)]
    if len(numbers) < 2:
        return 0.9 * len(numbers) / max(1, len(texts))
    steps = sum(_counts_on(before, after) for before, after in pairwise(numbers))
    return len(numbers) / len(texts) * steps / (len(numbers) - 1)


def _counts_on(before: str, after: str) -> bool:
    one, two = ([int(part) for part in re.findall(r"\d+", text)] for text in (before, after))
    step = two[-1] - one[-1]
    return (step == 1) or (step == 0 and before != after) or (two[-1] == 1 and (len(two) == 1 or two[:-1] > one[:-1]))


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which column tells the rows apart, and whether by numbers."""

    column: int
    numbered: bool


def find_numbering(lines: Sequence[Sequence[Entry]], columns: int) -> Numbering:
    """The one of the first two columns that holds most numbers; else the first."""
    shares = []
    for column in range(min(2, columns)):
        own = [entry for line in lines for entry in line if entry.first == entry.last == column]
        shares.append(counting([entry.words[0].text for entry in own]))
    best = max(range(len(shares)), key=shares.__getitem__)
    numbered = shares[best] > NUMBERED
    return Numbering(best if numbered else 0, numbered)
