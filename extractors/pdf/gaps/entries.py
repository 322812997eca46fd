"""Words of a table's lines by the columns they stand in, and which column numbers the rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
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

LABELLED = (2, 4)
"""Columns of a table of labels and values."""

RECURS, MOSTLY_LABELS = 3, 0.8
"""Times that a label stands in such a table, and share of a column's entries that are labels."""

LEAST_OWN, MOSTLY_OWN = 2, 0.5
"""Labels of a document in the first column of a table, and their share of its entries, when they begin its rows."""

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

    @property
    def number(self) -> str:
        """The word that may number a row: the first one, or what follows a word alone, as in "Action 1"."""
        texts = [word.text for word in self.words]
        return texts[1] if len(texts) == 2 and texts[0].isalpha() and NUMBER.match(texts[1]) else texts[0]

    @property
    def is_numbered(self) -> bool:
        """Whether it opens with a number."""
        return bool(self.words) and bool(NUMBER.match(self.number))


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
    """Which column tells the rows apart, and whether by numbers; or labels that recur, each of which begins a row.

    by_blocks: the labels are known from other blocks of the document, so that no other line begins a row.
    """

    column: int
    numbered: bool
    labels: frozenset[str] = frozenset()
    by_blocks: bool = False

    @property
    def keyed(self) -> bool:
        """Whether rows are told apart by what stands in one column."""
        return self.numbered or bool(self.labels)

    def begins(self, entry: Entry) -> bool:
        """Whether an entry of the column is a number, or a label, that begins a row."""
        if self.labels:
            return entry.text in self.labels
        return self.numbered and entry.is_numbered


def find_numbering(
    pieces: Sequence[Sequence[Sequence[Entry]]], columns: int, labels: frozenset[str] = frozenset()
) -> Numbering:
    """The one of the first two columns that holds most numbers, by the lines of all pieces; else the first.

    labels: those that begin rows of tables on their side; where they stand in the first column, they do.
    """
    first = [entry.text for lines in pieces for line in lines for entry in line if entry.first == entry.last == 0]
    own = labels.intersection(first)
    if len(own) >= LEAST_OWN and sum(text in own for text in first) >= MOSTLY_OWN * len(first):
        return Numbering(0, numbered=False, labels=own, by_blocks=True)
    shares = []
    for column in range(min(2, columns)):
        texts = [_texts(lines, column) for lines in pieces]
        several = sum(bool(NUMBER.match(text)) for own in texts for text in own) > 1
        shares.append(counting([text for own in texts for text in (_under_header(own) if several else own)]))
    best = max(range(len(shares)), key=shares.__getitem__)
    numbered = shares[best] > NUMBERED
    recurring = frozenset[str]() if numbered else _labels(pieces, columns)
    return Numbering(best if numbered else 0, numbered, recurring)


def _labels(pieces: Sequence[Sequence[Sequence[Entry]]], columns: int) -> frozenset[str]:
    """The labels of a table whose every second column holds labels that recur, card after card; else none."""
    if columns not in LABELLED:
        return frozenset()
    lines = [line for piece in pieces for line in piece]
    for column in range(0, columns, 2):
        own = [entry.text for line in lines for entry in line if entry.first == entry.last == column]
        times = Counter(own)
        if sum(count for count in times.values() if count >= RECURS) < MOSTLY_LABELS * len(own):
            return frozenset()
    beside: set[str] = set()
    before: dict[str, set[str]] = {}
    last = ""
    for line in lines:
        first = next((entry.text for entry in line if entry.first == entry.last == 0), None)
        if first is None:
            continue
        if len(line) > 1:
            beside.add(first)
        before.setdefault(first, set()).add(last)
        last = first
    times = Counter(entry.text for line in lines for entry in line if entry.first == entry.last == 0)
    # the second line of a long label has nothing beside it, and always the same line over it
    return frozenset(
        text for text, count in times.items() if count >= RECURS and (text in beside or len(before[text]) > 1)
    )


def _texts(lines: Sequence[Sequence[Entry]], column: int) -> list[str]:
    """What may be the numbers of a column's entries."""
    return [entry.number for line in lines for entry in line if entry.first == entry.last == column and entry.words]


def _under_header(texts: list[str]) -> list[str]:
    """The entries of a column from its first number on; all of them where it has none."""
    first = next((place for place, text in enumerate(texts) if NUMBER.match(text)), 0)
    return texts[first:]
