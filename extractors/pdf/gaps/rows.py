"""Which lines of a table begin a row, by how its columns begin anew, by its numbers, and by what is drawn over them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.rows import ONE_SPACE
from extractors.pdf.words import Word

NUMBER = re.compile(r"^\(?[A-Z]{0,5}\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?[.)]?$")
"""An action's number: 1, 1.2, 1.2a, GOV1, (3)."""

FIGURE = re.compile(
    r"^(?:[\W_]*\d[\d\W]*[A-Za-z%*†‡]{0,2}\W*|[-–—*+†‡.#\u2020]+|\(?[XxZz]\)?|n/?a|N/?A|NA|ns?|Ref\.?)$"
)
"""A figure, or a sign that stands for one."""

_OPEN_END = re.compile(r"(?:[,\-–&/(]|\b(?:and|of|the|to|for|with|in|a|or))$", re.IGNORECASE)
"""The end of a line whose sentence goes on."""

_SIGNS = re.compile(r"^[•‣▪◦●○·–—\-*o\uf0b7➢▪✓]$")

SPACE = 0.28
"""Share of the size of a space between words."""

NUMBERED = 0.6
"""Share of a column's entries that are numbers counting on when it numbers the rows."""

FITS = 0.45
"""For a line whose first word had room on the line above, in a column that wraps."""

FITS_UNWRAPPED = 0.8
"""As `FITS`, in a column whose lines hardly ever fill it."""

WRAPS = 0.12
"""Share of a column's lines that are full when its cells wrap."""

WRAPS_FULLY = 0.25
"""Share from which nearness to the line above counts in full as going on."""

SET_OFF, NEAR = 0.5, 0.35
"""For more than the usual distance to the line above, and against a usual one."""

LOWER, GOES_ON, STOPPED = 0.6, 0.5, 0.15
"""Against an entry in lower case; against one after an unfinished or a full line; for one after a full stop."""

ITEM = -0.5
"""Against an item of a list: it is one of several in its cell."""

FIRST_ENTRY = 0.5
"""For the first entry of a column."""

AMID = -0.8
"""Against a line that stands between two lines of one paragraph in some column."""

BANNER = 2.0
"""For a line that spans columns and is alone."""

MOST_HEADER = 8
"""Lines of the longest header."""

WITH_DRAWN = 0.8
"""Share of the lines that surely begin rows which have a drawn edge over them when all rows have."""

SURE = 2.0
"""Score without what is drawn from which a line surely begins a row."""

LEAST_SURE = 3
"""Such lines that are wanted."""


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """Level edges that may part the rows of a table, by height in points."""

    heights: tuple[float, ...]

    def over(self, above: TextLine, line: TextLine) -> bool:
        """Whether one lies between two base lines."""
        low, high = above.base - 1, line.base - 0.6 * line.size
        place = bisect_right(self.heights, low)
        return place < len(self.heights) and self.heights[place] < high


def entries_of(line: TextLine, xs: Sequence[float]) -> list[Entry]:
    """The pieces of a line by the columns between `xs` they stand in.

    A piece is cut at an edge that no word of it runs over, unless its parts are mere spaces apart: then it spans.
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
        near = all(b[0][2].x0 - a[-1][2].x1 < ONE_SPACE * line.size for a, b in pairwise(runs))
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


@dataclass(frozen=True, slots=True)
class _Column:
    """The entries of one column, by line, with how far its longest reaches and how often its lines are full."""

    places: tuple[int, ...]
    entries: tuple[Entry, ...]
    room: float
    wraps: float


class RowFinder:
    """Scores the lines of a piece of a table, one by one, as beginnings of rows."""

    def __init__(
        self,
        lines: Sequence[TextLine],
        xs: Sequence[float],
        step: float,
        numbering: Numbering,
        drawn: Drawn,
    ) -> None:
        self.lines = lines
        self.placed = [entries_of(line, xs) for line in lines]
        self._step = step
        self._numbering = numbering
        self._drawn = drawn
        self._columns = [self._column(column, xs[column + 1]) for column in range(len(xs) - 1)]
        white = sorted(max(0.0, below.top - above.bottom) for above, below in pairwise(lines))
        self._usual = white[len(white) // 3] if white else 0.0

    def _column(self, column: int, edge: float) -> _Column:
        own = [
            (index, entry)
            for index, placed in enumerate(self.placed)
            for entry in placed
            if entry.first == entry.last == column and entry.words
        ]
        room = max((max(word.x1 for word in entry.words) for _, entry in own), default=edge)
        near = full = 0
        for (one, above), (two, below) in pairwise(own):
            if self.lines[two].base - self.lines[one].base < DEFAULT.next_line * self._step:
                near += 1
                full += not self._had_room(self.lines[one], above, below, room)
        return _Column(
            tuple(index for index, _ in own), tuple(entry for _, entry in own), room, full / near if near >= 3 else 0.5
        )

    @staticmethod
    def _had_room(line: TextLine, above: Entry, below: Entry, room: float) -> bool:
        """Whether the first word of an entry would have fitted on the line above."""
        first = below.words[0]
        return max(word.x1 for word in above.words) + SPACE * line.size + first.x1 - first.x0 <= room

    def begins(self) -> list[bool]:
        """For each line, whether a row begins with it."""
        if not self.lines:
            return []
        scores = [0.0] + [self._score(index) for index in range(1, len(self.lines))]
        over = [False] + [self._drawn.over(above, line) for above, line in pairwise(self.lines)]
        sure = [there for score, there in zip(scores, over, strict=True) if score >= SURE]
        all_drawn = len(sure) >= LEAST_SURE and sum(sure) >= WITH_DRAWN * len(sure)
        begins = [True]
        for score, there in zip(scores[1:], over[1:], strict=True):
            weight = DEFAULT.drawn if there else DEFAULT.undrawn if all_drawn else 0.0
            begins.append((all_drawn and there) or score + weight > DEFAULT.begins)
        return self._with_header(begins)

    def _score(self, index: int) -> float:
        above, line = self.lines[index - 1], self.lines[index]
        placed = self.placed[index]
        spans = self._spans(index)
        score, started = 0.0, 0
        for column in self._columns:
            found, fresh = self._column_score(column, index)
            score += found
            started += fresh
        key = next((e for e in placed if e.first == e.last == self._numbering.column), None)
        if key and key.words:
            if self._numbering.numbered and NUMBER.match(key.words[0].text):
                score += DEFAULT.number
            elif not key.text[:1].islower():
                score += DEFAULT.entry
        elif self._numbering.numbered:
            score += DEFAULT.no_number
        if started < 2 and len(self._columns) >= 4 and key is None and not spans:
            score += DEFAULT.alone
        if line.top - above.bottom - self._usual > DEFAULT.more_white * line.size:
            score += DEFAULT.white
        if spans != self._spans(index - 1):
            score += DEFAULT.spans
        if spans and len(placed) == 1:
            score += BANNER
        return score

    def _column_score(self, column: _Column, index: int) -> tuple[float, int]:
        """What a column says of a line that may begin a row, and how many signs of a beginning it shows."""
        place = bisect_right(column.places, index - 1)
        if place == len(column.places):
            return 0.0, 0
        here = column.places[place] == index
        if not place:
            return (FIRST_ENTRY if here else 0.0), 0
        one, two = self.lines[column.places[place - 1]], self.lines[column.places[place]]
        above, below = column.entries[place - 1], column.entries[place]
        if here:
            found = self._fresh(column, one, above, two, below)
            return found, (found > 0) + bool(FIGURE.match(below.text))
        return (AMID if two.base - one.base < 1.2 * self._step else 0.0), 0

    def _fresh(self, column: _Column, one: TextLine, above: Entry, two: TextLine, below: Entry) -> float:
        """Whether an entry begins anew after the one above it: from -1, it goes on, to 1, it begins."""
        if len(below.words) > 1 and _SIGNS.match(below.words[0].text):
            return ITEM
        upper, lower = above.text, below.text
        if FIGURE.match(upper) or FIGURE.match(lower):
            return 1.0
        steps = (two.base - one.base) / self._step
        if steps > DEFAULT.far:
            return 1.0
        score = SET_OFF if steps > DEFAULT.next_line else -NEAR * min(1.0, column.wraps / WRAPS_FULLY)
        if self._had_room(one, above, below, column.room):
            score += FITS if column.wraps > WRAPS else FITS_UNWRAPPED
        else:
            score -= GOES_ON
        if lower[:1].islower():
            score -= LOWER
        if _OPEN_END.search(upper):
            score -= GOES_ON
        if upper[-1:] in ".!?":
            score += STOPPED
        return max(-1.0, min(1.0, score))

    def _with_header(self, begins: list[bool]) -> list[bool]:
        """The beginnings, with the lines before the first row of the body as rows of the header.

        A header ends at the row it is drawn apart from, where bold type ends, or with the first row that has a number.
        """
        first = next((index for index, placed in enumerate(self.placed) if self._is_body(placed)), None)
        if first is None:
            return self._with_bold_header(begins)
        if not first or first > MOST_HEADER:
            return begins
        for index in range(1, first):
            above, line = self.lines[index - 1], self.lines[index]
            if self._drawn.over(above, line) or (above.bold and not line.bold):
                begins[index] = True
                if not self._spans(index - 1):
                    break
                continue
            begins[index] = self._spans(index - 1) or line.top - above.bottom > 1.5 * line.size
        begins[first] = True
        return begins

    def _with_bold_header(self, begins: list[bool]) -> list[bool]:
        """The beginnings of a piece without numbers: what follows a header in bold is not its text."""
        for index in range(1, min(len(begins), MOST_HEADER)):
            if self.lines[index - 1].bold and not self.lines[index].bold:
                begins[index] = True
                break
        return begins

    def _spans(self, index: int) -> bool:
        """Whether words of a line stand over several columns."""
        return any(entry.first != entry.last for entry in self.placed[index])

    def _is_body(self, placed: Sequence[Entry]) -> bool:
        """Whether a line has the number of a row, or figures in most columns."""
        column = self._numbering.column
        numbers = [e for e in placed if e.first == e.last == column and e.words and NUMBER.match(e.words[0].text)]
        if self._numbering.numbered and numbers:
            return True
        figures = sum(bool(FIGURE.match(entry.text)) and entry.first > 0 for entry in placed)
        return figures >= max(1.0, 0.5 * (len(self._columns) - 1))
