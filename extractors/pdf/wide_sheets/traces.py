"""What tells that two pages show the same rows, or the same columns: where lines, fills and words begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import comb

from extractors.pdf.source.model import Fill, Glyph, PageContent, Stroke
from models.reference.columns import understand_header

LEVEL = 1.0
"""Points by which the same row may be higher or lower from page to page; printers round to a third."""
LONG = 8.0
"""Points of the shortest line that is a row's or a column's."""
WORD_GAP = 1.2
"""Times the size of type: white between words from which on they are of two columns."""
SPACE = 0.15
"""Times the size of type: white between letters that is a space."""
LEADING = 1.7
"""Times the size of type: from one line of a cell to the next; more is between cells."""
SAME_LINE = 0.4
"""Times the size of type by which letters of one line differ in height."""
FEWEST_EDGES = 3
"""Level edges under which the words tell where rows are: those of a header alone tell nothing of the rows below."""
FEWEST_BESIDE = 2
"""Stretches of words beside others of the same line, as a page of two rows has."""
MOST_PRINTED_AGAIN = 2
"""Columns that are printed on each page across."""
FRAME = 16.0
"""Points from the edge of the page within which lines frame the page; margins of spreadsheets are 18 and more."""
MANY_EDGES = 6
"""Level edges from which on they alone tell the rows, although one page may go on further down than the other."""
SAME_ROWS, SAME_COLUMNS = 0.85, 0.6
"""Shares of the edges or words of two pages that agree from which on they show the same rows, or the same columns."""
SAME_CELLS = 0.75
"""Share of the cells of a page that begin as high as lines of another, from which on both show the same rows."""
MOST_LINES = 12
"""Lines of a page to each cell that begins or ends on it, at the most, where these tell its rows."""
NUMBER = re.compile(r"[\d.,% ]+")
UNLIKELY = 0.005
"""How likely it may be at the most that so many cells of two pages begin alike by chance."""


@dataclass(frozen=True)
class Trace:
    """What one page shows of rows and columns."""

    page: PageContent

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """The letters that show."""
        return [glyph for glyph in self.page.glyphs if glyph.style.hidden is None and not glyph.text.isspace()]

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing: the page beside rows that have no words in its columns."""
        return not self.glyphs and not self.levels

    @cached_property
    def extent(self) -> tuple[float, float]:
        """From where anything shows to where the last column ends: its line, else any fill, else words.

        Merged cells may run on to the margin, over columns that are printed on the next page.
        """
        drawn: list[Stroke | Fill] = [*self.page.strokes, *self._fills()]
        first = min((one.x0 for one in drawn), default=0.0)  # a letter over it is cut by the edge of the page
        words = [one.x0 for one in self.glyphs if not one.x0 < first <= one.x1 + LEVEL]
        start = min((*words, *(one.x0 for one in drawn)), default=0.0)
        inside = max((one.x1 for one in self.upright or drawn if not self._is_cut(one.x1)), default=0.0)
        if not inside or any(place > inside - LEVEL for place in self.columns):  # the page cuts off its last column
            return start, min(max((one.x1 for one in drawn or self.glyphs), default=0.0), self.page.width)
        return start, inside

    @property
    def cut_off(self) -> int:
        """Letters beyond the edge of the page, of a column that it cuts off."""
        return self.page.outside if self._is_cut(self.extent[1]) else 0

    @cached_property
    def levels(self) -> list[float]:
        """Heights of the edges of rows."""
        level = [one.top for one in self.page.strokes if one.x1 - one.x0 >= LONG and one.bottom - one.top < LONG / 2]
        filled = [one for one in self._fills() if one.x1 - one.x0 >= LONG]
        places = [*level, *(one.top for one in filled), *(one.bottom for one in filled)]
        return _settled((place for place in places if FRAME < place < self.page.height - FRAME), fewest=1)

    @cached_property
    def foot(self) -> float:
        """Where the lines and fills end below; a cell that goes on on the next page has upright ones alone there."""
        drawn: list[Stroke | Fill] = [*self.page.strokes, *self._fills()]
        return max((one.bottom for one in drawn), default=0.0)

    @cached_property
    def headers(self) -> dict[int, dict[int, str]]:
        """Lines of nothing but names of columns, by height: what each name is known as, by where it begins."""
        lines: dict[int, dict[int, str | None]] = {}
        for height, place, _, text in self._stretches:
            lines.setdefault(round(height), {})[round(place)] = understand_header(text)
        first = {round(height) for height in self.lines[:1]}
        return {
            height: {place: name for place, name in line.items() if name}
            for height, line in lines.items()
            if all(line.values()) and (len(line) > 1 or height in first)
        }

    @cached_property
    def upright(self) -> list[Stroke]:
        """The upright lines."""
        return [one for one in self.page.strokes if one.bottom - one.top >= LONG and one.x1 - one.x0 < LONG / 2]

    @cached_property
    def uprights(self) -> list[float]:
        """Places of the edges of columns."""
        filled = [one for one in self._fills() if one.bottom - one.top >= LONG]
        places = [*(one.x0 for one in self.upright), *(one.x0 for one in filled), *(one.x1 for one in filled)]
        return _settled((place for place in places if place > FRAME and not self._is_cut(place)), fewest=1)

    @cached_property
    def _stretches(self) -> list[tuple[float, float, float, str]]:
        """Stretches of words: height of the base line, where they begin and end, and what they say."""
        found: list[tuple[float, float, float, str]] = []
        last: Glyph | None = None
        for glyph in sorted(self.glyphs, key=lambda one: (round(_base(one)), one.x0)):
            size = max(glyph.style.size, 1.0)
            if (
                last is None
                or abs(_base(glyph) - _base(last)) > SAME_LINE * size
                or glyph.x0 - last.x1 > WORD_GAP * size
            ):
                found.append((_base(glyph), glyph.x0, glyph.x1, glyph.text))
            else:
                space = " " if glyph.x0 - last.x1 > SPACE * size else ""
                found[-1] = (*found[-1][:2], glyph.x1, found[-1][3] + space + glyph.text)
            last = glyph
        return found

    @cached_property
    def lines(self) -> list[float]:
        """Heights of the base lines."""
        return _settled([height for height, _, _, _ in self._stretches], fewest=1)

    @cached_property
    def starts(self) -> list[float]:
        """Heights of the first lines of cells."""
        return self._outer_lines(-1)

    @cached_property
    def ends(self) -> list[float]:
        """Heights of the last lines of cells."""
        return self._outer_lines(1)

    def _outer_lines(self, way: int) -> list[float]:
        """Heights of lines over which (-1) or under which (1) no other of the same cell stands."""
        found = []
        for height, x0, x1, size in self._runs:
            beside = (
                0 < way * (other - height) <= LEADING * size and x0 < end and start < x1
                for other, start, end, _ in self._runs
            )
            if not any(beside):
                found.append(height)
        return _settled(found, fewest=1)

    @cached_property
    def _runs(self) -> list[tuple[float, float, float, float]]:
        """Stretches of words: height of the base line, where they begin and end, and the size of their type."""
        found: list[tuple[float, float, float, float]] = []
        for glyph in sorted(self.glyphs, key=lambda one: (round(_base(one)), one.x0)):
            size = max(glyph.style.size, 1.0)
            height, start, end, _ = found[-1] if found else (0.0, 0.0, 0.0, 0.0)
            if not found or abs(_base(glyph) - height) > SAME_LINE * size or glyph.x0 - end > WORD_GAP * size:
                found.append((_base(glyph), glyph.x0, glyph.x1, size))
            else:
                found[-1] = (height, start, max(end, glyph.x1), size)
        return found

    @cached_property
    def has_columns(self) -> bool:
        """Whether words stand in columns on several lines, as those of a table do and those of prose do not."""
        return len(self._stretches) - len(self.lines) >= FEWEST_BESIDE

    @property
    def shows_rows(self) -> bool:
        """Whether it shows something of a table; one column whose words have no known name over them is prose.

        A box around all that a page shows says nothing of rows.
        """
        return len(self.levels) > 2 * self._is_framed or self.has_columns or bool(self.headers)

    @cached_property
    def _is_framed(self) -> bool:
        """Whether the outermost level edges lie over and under all words."""
        if len(self.levels) < 2 or not self.lines:
            return False
        return self.levels[0] < self.lines[0] and self.levels[-1] > self.lines[-1]

    @cached_property
    def columns(self) -> list[float]:
        """Where columns of words begin; numbers end alike, as spreadsheets set them."""
        return _settled(self._sides_of_words, fewest=2)

    @cached_property
    def beginnings(self) -> list[float]:
        """Where words begin, be it on one line."""
        return _settled(self._sides_of_words, fewest=1)

    @property
    def _sides_of_words(self) -> list[float]:
        """Where words begin, and where several numbers end."""
        numbers = [end for _, _, end, text in self._stretches if NUMBER.fullmatch(text)]
        words = [start for _, start, _, text in self._stretches if not NUMBER.fullmatch(text)]
        return words + numbers * (len(numbers) > 1)

    def has_rows_of(self, other: Trace) -> bool:
        """Whether both surely show the same rows; a page without anything has those of any."""
        return self.chance_of_rows(other) <= UNLIKELY

    def chance_of_rows(self, other: Trace) -> float:
        """How likely it is that both show rows as high as each other by chance; 1 where they show others."""
        if self.is_blank or other.is_blank:
            return 0.0
        edges, others = sorted((self.levels, other.levels), key=len)
        if not _agree(edges, others):
            return 1.0
        if len(edges) >= MANY_EDGES:
            return 0.0
        if edges and abs(self.foot - other.foot) > LEVEL:  # fills of one column may go on further down
            if len(edges) == 1:
                return 1.0
            return 0.0 if self._begins_all_as(other, edges) else self._chance_of_cells(other)
        if len(edges) >= FEWEST_EDGES:
            return 0.0 if _begin_alike(edges, self.lines, other.lines) else 1.0
        few = min(len(self.lines), len(other.lines)) < FEWEST_EDGES
        if few and edges:
            return 0.0 if len(edges) > 1 else 1.0
        return self._chance_of_cells(other)

    def is_surely_beside(self, first: Trace) -> bool:
        """Whether edges tell that this page shows rows of another, or both print the names of their columns as high.

        Pages of one document set their lines at the same heights: words alone tell too little. What both print word for
        word is the head of their pages. Names that are not known are in bold over columns; what runs over several of
        these is the title of another table. Tables as wide as each other may be two.
        """
        if self.is_blank or first.is_blank:
            return True
        edges, others = sorted((self.levels, first.levels), key=len)
        same_foot = abs(self.foot - first.foot) <= LEVEL or len(edges) >= MANY_EDGES
        if len(edges) >= FEWEST_EDGES and same_foot and _agree(edges, others) and not self._is_as_wide(first):
            return True
        known = first.headers
        level = ((own, other) for own in self.headers for other in known if abs(own - other) <= LEVEL)
        if any(self._said[own] != first._said[other] for own, other in level):
            return True
        opening = self._opening_line(first)
        both = (self.has_columns or self.headers) and (first.has_columns or known)
        if not both or opening not in self.bold_lines or self._is_title(opening):
            return False
        return bool(_shared([opening], first.bold_lines))

    def _is_as_wide(self, other: Trace) -> bool:
        """Whether what is drawn at the same heights is mostly as wide on both pages."""
        differ = [
            abs(width - wide) > 2 * LEVEL
            for height, width in self.widths.items()
            for level, wide in other.widths.items()
            if abs(height - level) <= LEVEL
        ]
        return 2 * sum(differ) <= len(differ)

    @cached_property
    def widths(self) -> dict[float, float]:
        """From where to where anything is drawn at the height of each edge, in points."""
        found: dict[float, tuple[float, float]] = {}
        drawn: list[Stroke | Fill] = [*self.page.strokes, *self._fills()]
        for one in drawn:
            for height in {one.top, one.bottom}:
                level = next((level for level in self.levels if abs(level - height) <= LEVEL), None)
                if level is not None and one.x1 - one.x0 >= LONG:
                    start, end = found.get(level, (one.x0, one.x1))
                    found[level] = min(start, one.x0), max(end, one.x1)
        return {level: end - start for level, (start, end) in found.items()}

    def _is_title(self, height: float) -> bool:
        """Whether the words of a line run on over columns that begin under them."""
        runs = [(x0, x1) for base, x0, x1, _ in self._runs if abs(base - height) <= LEVEL]
        return any(sum(x0 + LONG < column < x1 - LONG for column in self.columns) > 1 for x0, x1 in runs)

    def _opening_line(self, other: Trace) -> float:
        """Height of the first line that the other page does not print, too."""
        return next((at for at, place, _, text in sorted(self._stretches) if not other.prints(at, place, text)), -1.0)

    @cached_property
    def bold_lines(self) -> list[float]:
        """Heights of the lines in bold from side to side."""
        plain = _settled({_base(glyph) for glyph in self.glyphs if not glyph.style.bold}, fewest=1)
        return [line for line in self.lines if not _shared([line], plain)]

    def _begins_all_as(self, other: Trace, edges: Sequence[float]) -> bool:
        """Whether several edges are the same, and all cells of the page of fewer begin as high as some of the other."""
        fewer, more = sorted((self.starts, other.starts), key=len)
        return len(edges) >= FEWEST_EDGES and 1 < len(fewer) == _shared(fewer, more)

    def _chance_of_cells(self, other: Trace) -> float:
        """How likely it is that most cells of one page begin, or end, by chance as cells of the other or a line inside.

        It may lack some; 1 where fewer do. What both print at the same place, such as a running head, and the first
        line of a page tell nothing where there is more.
        """
        both = _settled(
            (height for height, place, _, text in self._stretches if other.prints(height, place, text)), fewest=1
        )
        least = 1.0
        for one, page in ((self, other), (other, self)):
            for mine, theirs, way in ((one.starts, page.starts, 1), (one.ends, page.ends, -1)):
                heights = [height for height in mine if not _shared([height], sorted((*both, *one.lines[:1])))] or mine
                known = _with_next(theirs, page.lines, way)
                shared = _shared(heights, known)
                few = len(heights) * MOST_LINES < len(one.lines)  # prose has many lines and few ends
                if heights and not few and shared >= SAME_CELLS * len(heights):
                    reach = max(page.lines[-1] - page.lines[0], 1.0)
                    least = min(least, _by_chance(shared, len(heights), min(1.0, 2 * LEVEL * len(known) / reach)))
        return least

    def prints(self, height: float, place: float, text: str) -> bool:
        """Whether it has these words at this place."""
        return any(
            said == text and abs(base - height) <= LEVEL and abs(begins - place) <= LEVEL
            for base, begins, _, said in self._stretches
        )

    def fits_columns_of(self, other: Trace) -> bool:
        """Whether all that one shows of columns is of those of the other: fewer rows may show fewer of them."""
        if self.is_blank or other.is_blank:
            return True
        fewer, more = sorted((self.uprights, other.uprights), key=len)
        if fewer and _agree(fewer, more):
            return True
        if len(fewer) > 1 and abs(fewer[-1] - more[-1]) > LEVEL:  # tables of two sheets, set alike
            return False
        return any(
            _agree(mine.columns or mine.beginnings, sorted((*theirs.beginnings, *theirs.uprights)))
            for mine, theirs in ((self, other), (other, self))
        )

    def has_columns_of(self, other: Trace) -> bool:
        """Whether both show the same columns; a page without anything has those of any."""
        if self.is_blank or other.is_blank:
            return True
        ruled = min(len(self.uprights), len(other.uprights)) > 1
        if ruled and abs(self.uprights[-1] - other.uprights[-1]) > LEVEL:
            return False
        mine, theirs = (self.uprights, other.uprights) if ruled else (self.columns, other.columns)
        shared = _shared(mine, theirs)
        return shared >= SAME_COLUMNS * (len(mine) + len(theirs) - shared)

    def has_other_columns_than(self, other: Trace) -> bool:
        """Whether the other page may show more columns of the same rows: others, or as wide but named.

        One whose table opens with the same row as this one prints its header again, though its columns may be set a
        little wider.
        """
        if other.is_blank:
            return True
        if self._opens_like(other) or self._names_columns_of(other):
            return False
        if not self.has_columns_of(other):
            return True
        shared = next((height for height in self.headers if height in other.headers), None)
        if shared is None:
            return False
        mine, theirs = self.headers[shared], other.headers[shared]
        alike = sum(theirs[place] == mine.get(place) for place in theirs)
        return len(theirs) > alike and alike <= MOST_PRINTED_AGAIN

    @cached_property
    def opening(self) -> list[str]:
        """What the first line of a table says, stretch by stretch: the first line of several stretches."""
        lines: dict[int, list[str]] = {}
        for height, _, _, text in self._stretches:
            lines.setdefault(round(height), []).append(text)
        return next((lines[height] for height in sorted(lines) if len(lines[height]) > MOST_PRINTED_AGAIN), [])

    def _opens_like(self, other: Trace) -> bool:
        """Whether more of the first lines of two tables is the same than the columns printed on each page across."""
        same = sum(text in self.opening for text in other.opening)
        return same > MOST_PRINTED_AGAIN and 2 * same >= len(other.opening)

    def _names_columns_of(self, other: Trace) -> bool:
        """Whether a line of several names says what one as high on the other page says: the header of another table."""
        return any(
            said <= other._said.get(height + step, frozenset()) for height, said in self._names for step in (-1, 0, 1)
        )

    @cached_property
    def _names(self) -> list[tuple[int, frozenset[str]]]:
        """Lines of names of columns, known ones or in bold: height to the point, and what is said."""
        heights = sorted({*self.headers, *map(round, self.bold_lines)})
        return [(height, said) for height in heights if len(said := self._said.get(height, frozenset())) > 1]

    @cached_property
    def _said(self) -> dict[int, frozenset[str]]:
        """What the lines say, by height to the point, stretch by stretch."""
        lines: dict[int, set[str]] = {}
        for height, _, _, text in self._stretches:
            lines.setdefault(round(height), set()).add(text)
        return {height: frozenset(said) for height, said in lines.items()}

    def _is_cut(self, place: float) -> bool:
        """Whether the edge of the page cuts off what ends at a place."""
        return place > self.page.width - LEVEL

    def _fills(self) -> list[Fill]:
        """The fills but white ones and the ground of the page."""
        whole = self.page.width * self.page.height / 2
        return [
            one
            for one in self.page.fills
            if one.colour != "#ffffff" and (one.x1 - one.x0) * (one.bottom - one.top) < whole
        ]


def _base(glyph: Glyph) -> float:
    return glyph.bottom - glyph.style.descent


def _settled(values: Iterable[float], fewest: int) -> list[float]:
    """The values from the least, those next to each other as one, where at least `fewest` are."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][0] <= LEVEL:
            found[-1].append(value)
        else:
            found.append([value])
    return [group[0] for group in found if len(group) >= fewest]


def _begin_alike(edges: Sequence[float], mine: Sequence[float], theirs: Sequence[float]) -> bool:
    """Whether the words of two pages begin, or end, as high as each other in most rows between edges."""
    rows = [
        [[line for line in lines if top < line <= bottom] for lines in (mine, theirs)]
        for top, bottom in pairwise(edges)
    ]
    told = [(one, other) for one, other in rows if one and other]
    alike = [
        any(
            _shared([line], lines)
            for one_row, lines in ((one, other), (other, one))
            for line in (one_row[0], one_row[-1])
        )
        for one, other in told
    ]
    return sum(alike) >= SAME_ROWS * len(told)


def _with_next(outer: Sequence[float], lines: Sequence[float], way: int) -> list[float]:
    """The heights of some lines and of the next to each, below (1) or above (-1)."""
    ordered = lines[::way]
    following = (next((line for line in ordered if way * (line - each) > LEVEL), each) for each in outer)
    return _settled((*outer, *following), fewest=1)


def _by_chance(least: int, count: int, share: float) -> float:
    """How likely it is that at least so many of a number of values fall on a share of all places."""
    return sum(comb(count, hits) * share**hits * (1 - share) ** (count - hits) for hits in range(least, count + 1))


def _agree(fewer: Sequence[float], more: Sequence[float]) -> bool:
    """Whether nearly all of some heights or places are among others, on the whole without being moved."""
    if _shared(fewer, more) < SAME_ROWS * len(fewer):
        return False
    moved = sorted(min((other - one for other in more), key=abs) for one in fewer)
    return not moved or abs(moved[len(moved) // 2]) <= LEVEL / 2


def _shared(mine: Sequence[float], theirs: Sequence[float]) -> int:
    """How many of the values, both from the least, stand in both."""
    count = place = 0
    for value in mine:
        while place < len(theirs) and theirs[place] < value - LEVEL:
            place += 1
        if place < len(theirs) and theirs[place] <= value + LEVEL:
            count += 1
            place += 1
    return count
