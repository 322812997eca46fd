"""Which lines of a table begin a row, by how its columns begin anew, by its numbers, and by what is drawn over them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.gaps.centred import CentredRows, Known, centred_rows
from extractors.pdf.gaps.entries import FIGURE, Entry, Numbering
from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.tolerances import DEFAULT

_OPEN_END = re.compile(r"(?:[,\-–&/(]|\b(?:and|of|the|to|for|with|in|a|or))$", re.IGNORECASE)
"""The end of a line whose sentence goes on."""

_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.?\s+[A-Z]")
"""A wording's number: that of its theme, and its own."""

_SIGNS = re.compile(r"^[•‣▪◦●○·–—\-*o\uf0b7➢▪✓]$")

SPACE = 0.28
"""Share of the size of a space between words."""

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

HEADER_WHITE = 1.5
"""Times the size of white between two rows of a header that nothing parts."""

NEAR_OVER = 2.5
"""Times the size of white over the first line of a table up to which an edge closes it: a cell may be centred."""

LEAST_PARTED = 2
"""Edges of a table, over all its pages, that have lines over and under them when every row is drawn."""

LEAST_ALIKE = 4
"""As `LEAST_PARTED`, in all tables of a document, when one has fewer."""

INNER = 0.25
"""Share of these edges up to which lines may begin rows between two of them when every row is drawn."""

TORN = -0.5
"""How surely an entry goes on with the one above it, from -1, where a row's beginning between them tears a text."""

SURELY_GOES_ON = -0.9
"""How surely one column must go on with its line above, from -1, so that none begins a row there."""

APART = 2.2
"""Times the usual step between lines from which words under others are no more of their cell."""

FRESH_COLUMNS = 2
"""Columns that begin anew on a line between two edges when it begins a row there all the same."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Level edges that may part the rows of a table, by height in points.

    partly: those that leave some columns out, with the columns that they part. Where a cell runs over several rows its
    lines may stand right on such an edge.
    """

    heights: tuple[float, ...]
    partly: tuple[tuple[float, frozenset[int]], ...] = ()

    def over(self, above: TextLine, line: TextLine) -> bool:
        """Whether one lies between two base lines."""
        place = bisect_right(self.heights, above.base - 1)
        return place < len(self.heights) and lies_between(self.heights[place], above, line)

    def closes(self, line: TextLine) -> bool:
        """Whether one lies right over the first line of a table."""
        place = bisect_right(self.heights, line.top - NEAR_OVER * line.size)
        return place < len(self.heights) and self.heights[place] < line.base - 0.6 * line.size


def lies_between(at: float, above: TextLine, line: TextLine) -> bool:
    """Whether an edge lies between two base lines."""
    return above.base - 1 < at < line.base - 0.6 * line.size


@dataclass(frozen=True, slots=True)
class DrawnRows:
    """What speaks for each row of a table being drawn: edges that part lines; and lines against it, between edges."""

    parted: int
    inner: int

    def all_drawn(self, alike: DrawnRows) -> bool:
        """Whether every row is drawn. alike: what speaks for it in all tables of the document: one may have one row."""
        few = 0 < self.parted < LEAST_PARTED and alike.parted >= LEAST_ALIKE and alike.inner <= INNER * alike.parted
        return few or (self.parted >= LEAST_PARTED and self.inner <= INNER * self.parted)


def together(parts: Iterable[DrawnRows]) -> DrawnRows:
    """What speaks for the rows of several pieces, or of several tables."""
    every = list(parts)
    return DrawnRows(sum(each.parted for each in every), sum(each.inner for each in every))


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
        placed: Sequence[list[Entry]],
        xs: Sequence[float],
        step: float,
        numbering: Numbering,
        drawn: Drawn,
    ) -> None:
        self.lines = lines
        self.placed = placed
        self._step = step
        self._numbering = numbering
        self._drawn = drawn
        self._columns = [self._column(column, xs[column + 1]) for column in range(len(xs) - 1)]
        white = sorted(max(0.0, below.top - above.bottom) for above, below in pairwise(lines))
        self._usual = white[len(white) // 3] if white else 0.0
        self._over = [False] + [drawn.over(above, line) for above, line in pairwise(lines)]
        for at, columns in drawn.partly:
            self._part(at, columns)
        self._titles = 0
        self._opens = self._begin_between_edges()

    def _part(self, at: float, columns: frozenset[int]) -> None:
        """Note the line under an edge, of those that have words in its columns."""
        own = [index for index in range(len(self.lines)) if self._has_words_in(index, columns)]
        for one, two in pairwise(own):
            if lies_between(at, self.lines[one], self.lines[two]):
                self._over[two] = True

    def _has_words_in(self, index: int, columns: frozenset[int]) -> bool:
        return any(not columns.isdisjoint(range(entry.first, entry.last + 1)) for entry in self.placed[index])

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

    @property
    def labelled(self) -> bool:
        """Whether labels begin the rows, and nothing else does."""
        return self._numbering.by_blocks

    def key_of(self, index: int) -> int | None:
        """The column that begins anew on a line by its number or label; None where none does."""
        column = self._numbering.column
        own = (entry for entry in self.placed[index] if entry.first == entry.last == column)
        return column if any(self._numbering.begins(entry) for entry in own) else None

    def key_in(self, row: Sequence[int]) -> int | None:
        """As `key_of`, for all lines of a row: a number may stand in the middle of it."""
        return next((key for index in row if (key := self.key_of(index)) is not None), None)

    def begins_apart(self, index: int, column: int, first: int) -> bool:
        """Whether words begin in a column on a line, well below the last ones over them from line `first` on."""
        places = self._columns[column].places
        place = bisect_right(places, index - 1)
        if not place or places[place - 1] < first or index not in places[place : place + 1]:
            return False
        return self.lines[index].base - self.lines[places[place - 1]].base > APART * self._step

    def reach(self, row: Sequence[int], columns: frozenset[int] | None = None) -> tuple[float, float]:
        """Where the lines of a row begin and end down the page; columns: those that have words in some of them."""
        own = [self.lines[index] for index in row if columns is None or self._has_words_in(index, columns)] or [
            self.lines[index] for index in row
        ]
        return min(line.top for line in own), max(line.bottom for line in own)

    def drawn_rows(self) -> DrawnRows:
        """What the edges of this piece say of its rows."""
        return DrawnRows(sum(self._over), sum(self._opens) - self._titles)

    def centred(self, *, goes_on: bool) -> CentredRows:
        """The rows of this piece as if its cells were centred between their edges; goes_on: over the page."""
        parted = [
            over or (index > 0 and self._stands_apart(index)) or (0 < index < MOST_HEADER and self._ends_header(index))
            for index, over in enumerate(self._over)
        ]
        known = Known(parted, self._header_lines(parted))
        return centred_rows(self.lines, self.placed, self._numbering, self._step, known, goes_on=goes_on)

    def _stands_apart(self, index: int) -> bool:
        """Whether a line is a banner, or the line over it is one."""
        return self._is_banner(index) or self._is_banner(index - 1)

    def _header_lines(self, parted: Sequence[bool]) -> int:
        """How many lines are in bold over the first of other type, where something ends them: those of the header."""
        count = next((index for index, line in enumerate(self.lines) if not line.bold), len(self.lines))
        return count if count < MOST_HEADER and any(parted[1 : count + 1]) else 0

    def _ends_header(self, index: int) -> bool:
        """Whether bold type ends over a line, or a banner stands there under names of columns or over a row."""
        bold = [line.bold for line in self.lines[index - 1 : index + 1]]
        return bold == [True, False] or (all(bold) and self._is_banner(index))

    def _begin_between_edges(self) -> list[bool]:
        """For each line that has no edge over it, whether a row begins with it by what stands under the last edge.

        The cells of a row may be centred between its edges, so that only what stands between the same two tells.
        """
        sure = self._numbering.numbered or self._numbering.by_blocks
        key = self._numbering.column if sure else None
        found = [False] * len(self.lines)
        first, numbers = 0, 0
        for index in range(len(self.lines)):
            if self._over[index]:
                first, numbers = index, 0
            entry = next((e for e in self.placed[index] if e.first == e.last == key and e.words), None)
            numbered = entry is not None and self._numbering.begins(entry)
            if index > first:
                fresh = [self._freshness(column, index, first) for column in self._columns]
                anew = (
                    numbered and (numbers > 0 or self._under_header(index))
                    if key is not None
                    else sum(found > 0 for found in fresh) >= FRESH_COLUMNS and min(fresh) > SURELY_GOES_ON
                )
                titled = self._ends_title(index, first)
                self._titles += titled  # a title on the ground of the row under it says nothing of other rows
                found[index] = anew or titled or self._parts_span(index)
            numbers = numbered + numbers * (not found[index])
            first = index if found[index] else first
        return found

    def _under_header(self, index: int) -> bool:
        """Whether a line stands right under a header that no edge closes."""
        above, line = self.lines[index - 1], self.lines[index]
        return index < MOST_HEADER and (above.heads or (above.bold and not line.bold))

    def _parts_span(self, index: int) -> bool:
        """Whether a line that spans columns is set off from a row of cells, or a row of cells from one that spans."""
        above, line = self.lines[index - 1], self.lines[index]
        set_off = line.top - above.bottom - self._usual > DEFAULT.more_white * line.size
        return set_off and self._spans(index) != self._spans(index - 1)

    def _ends_title(self, index: int, first: int) -> bool:
        """Whether lines from one on are bold and alone in the first column, and one of other type is under them."""
        over = range(first, index)
        alone = all(self.lines[at].bold and {e.first for e in self.placed[at]} == {0} for at in over)
        return alone and not self.lines[index].bold and len(self.placed[index]) > 1

    def _freshness(self, column: _Column, index: int, first: int) -> float:
        """Whether the entry of a column on a line begins anew after one that stands not before line `first`; 0: none.

        From -1, it goes on, to 1, it begins.
        """
        place = bisect_right(column.places, index - 1)
        if not place or index not in column.places[place : place + 1] or column.places[place - 1] < first:
            return 0.0
        one, two = self.lines[column.places[place - 1]], self.lines[index]
        return self._fresh(column, one, column.entries[place - 1], two, column.entries[place])

    def begins(self, *, all_drawn: bool) -> list[bool]:
        """For each line, whether a row begins with it; `all_drawn`: every row of the table has edges."""
        if not self.lines:
            return []
        begins = [self._begins(index) for index in range(len(self.lines))]
        if not self._numbering.labels:
            begins = self._with_header(begins)
        if not all_drawn:
            return begins
        opened = self._over.index(True) if any(self._over) else len(begins)
        if self._drawn.closes(self.lines[0]):
            opened = 0
        return [
            not index or (begin if index < opened else over or opens)
            for index, (begin, over, opens) in enumerate(zip(begins, self._over, self._opens, strict=True))
        ]

    def _begins(self, index: int) -> bool:
        """Whether words and edges together speak for a row that begins with a line."""
        return not index or self._score(index) + DEFAULT.drawn * self._over[index] > DEFAULT.begins

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
        score += self._key_score(index, key)
        if started < 2 and len(self._columns) >= 4 and key is None and not spans:
            score += DEFAULT.alone
        if line.top - above.bottom - self._usual > DEFAULT.more_white * line.size:
            score += DEFAULT.white
        if spans != self._spans(index - 1):
            score += DEFAULT.spans
        if spans and len(placed) == 1:
            score += BANNER
        return score

    def _key_score(self, index: int, key: Entry | None) -> float:
        """What the entry of the column that tells the rows apart says of a line that may begin a row."""
        if key is None or not key.words:
            return DEFAULT.no_number if self._numbering.keyed else 0.0
        if self._numbering.begins(key):
            # two numbers on lines that follow each other are of two rows, wherever a row's number stands in it
            return DEFAULT.label if self._numbering.labels or self.key_of(index - 1) is not None else DEFAULT.number
        if self._counts_on(index, key):
            return DEFAULT.label
        return 0.0 if key.text[:1].islower() else DEFAULT.entry

    def numbers_apart(self, begins: Sequence[bool]) -> bool:
        """Whether no two wordings that count on, or labels that recur, stand in one of these rows."""
        counted = False
        for index, begin in enumerate(begins):
            counted = counted and not begin
            own = [e for e in self.placed[index] if e.first == e.last == self._numbering.column]
            labels = self._numbering.labels
            if any(entry.text in labels or self._counts_on(index, entry) for entry in own):
                if counted:
                    return False
                counted = True
            counted = counted or any(map(_DOTTED.match, (entry.text for entry in own)))
        return True

    def torn(self, begins: Sequence[bool]) -> int:
        """How many cells go on over the beginnings of rows in the midst of a text: those of right rows hardly do."""
        count = 0
        for index, begin in enumerate(begins):
            if not begin or not index or self._over[index]:
                continue
            for column in self._columns:
                place = bisect_right(column.places, index - 1)
                if 0 < place < len(column.places):
                    one, two = self.lines[column.places[place - 1]], self.lines[column.places[place]]
                    near = two.base - one.base < DEFAULT.next_line * self._step
                    above, below = column.entries[place - 1], column.entries[place]
                    count += near and self._fresh(column, one, above, two, below) <= TORN
        return count

    def _counts_on(self, index: int, entry: Entry) -> bool:
        """Whether a wording opens with the number after the last one of its theme that opened one: 1.3 after 1.2."""
        number = _DOTTED.match(entry.text)
        if number is None:
            return False
        own = (e for placed in self.placed[:index] for e in placed if e.first == e.last == entry.first)
        last = next((found for e in reversed(list(own)) if (found := _DOTTED.match(e.text))), None)
        return last is not None and last[1] == number[1] and int(number[2]) == int(last[2]) + 1

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
                if not (self._spans(index - 1) or line.bold):
                    break
                continue
            white = line.top - above.bottom > self._most_white(index) * line.size
            begins[index] = white or self._spans(index - 1) or self._is_banner(index)
        begins[first] = True
        return begins

    def _is_banner(self, index: int) -> bool:
        """Whether a line under names of columns is but one piece that runs over several of them from the left edge."""
        over = self.placed[index]
        return len(over) == 1 and over[0].first == 0 < over[0].last

    def _most_white(self, index: int) -> float:
        """Times the size of white over a line of a header; one in the first column alone may be a banner under it."""
        alone = {entry.last for entry in self.placed[index]} == {0} and len(self.placed[index - 1]) > 1
        return DEFAULT.more_white if alone else HEADER_WHITE

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
        numbers = [e for e in placed if e.first == e.last == column and e.is_numbered]
        if self._numbering.numbered and numbers:
            return True
        figures = sum(bool(FIGURE.match(entry.text)) and entry.first > 0 for entry in placed)
        return figures >= max(1.0, 0.5 * (len(self._columns) - 1))
