"""Finds pages that lay side by side before they were printed, by what they show of rows and columns.

A spreadsheet of several pages across and down is printed strip by strip (down, then over) or band by band (over, then
down). The pages of a band show the same rows, those of a strip the same columns, and the strips others than the first.
Pages that would be empty may be left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import TypeVar

from extractors.pdf.wide_sheets.traces import UNLIKELY, Trace

Told = TypeVar("Told")

MOST_ACROSS = 8
FEWEST_ROWS = 2
"""Rows that the pages beside the first strip show in all, under which nothing tells that they are its rows."""

Sheet = dict[tuple[int, int], int]
"""Each page, by its place in the document, under the numbers of its band and its strip, which rise down and across."""


def arrange(traces: Sequence[Trace]) -> list[Sheet]:
    """The pages of a document by sheets, as many as can be side by side; a sheet of one page is a page as any other."""
    grower = _Grower(traces)
    best: list[tuple[int, Sheet]] = [(0, {})]  # from each page on, the last first: pages side by side, first sheet
    for place in reversed(range(len(traces))):
        found = [{(0, 0): place}, *grower.sheets_from(place)]
        counts = [_worth(sheet) + best[-len(sheet)][0] for sheet in found]
        most = max(counts)
        best.append((most, found[counts.index(most)]))
    sheets: list[Sheet] = []
    while (left := len(traces) - sum(map(len, sheets))) > 0:
        sheets.append(best[left][1])
    return sheets


class _Grower:
    """Puts pages beside and below a first one as long as they fit."""

    def __init__(self, traces: Sequence[Trace]) -> None:
        self._traces = traces
        self._same_rows = _between(traces, lambda one, other: one.chance_of_rows(other), otherwise=1.0)
        self._fits_columns = _between(traces, lambda one, other: one.fits_columns_of(other), otherwise=False)
        self._surely = _between(traces, lambda one, other: other.is_surely_beside(one), otherwise=False)
        self._beside = _between(traces, lambda one, other: one.has_other_columns_than(other), otherwise=False)
        self._ends: dict[int, int] = {}
        self._before: dict[int, list[int]] = {}

    def sheets_from(self, first: int) -> Iterator[Sheet]:
        """The sheets of several pages across that may begin with a page."""
        if self._traces[first].is_blank:
            return
        wide = [self._over_then_down(first)]
        for down in range(1, len(self._traces) - first):
            page = first + down - 1
            if not any(self._fits_columns(above, page) for above in range(first, max(page, first + 1))):
                break
            wide.append(self._down_then_over(first, down))
        yield from filter(self._is_wide, wide)

    def _down_then_over(self, first: int, down: int) -> Sheet:
        """Strips of pages under one another, the first of so many; those to the right may begin or end within them."""
        sheet: Sheet = {(band, 0): first + band for band in range(down)}
        place = first + down
        for strip in range(1, MOST_ACROSS):
            if place == len(self._traces):
                break
            beside = self._pages_beside(place)
            tops = [page - first for page in beside[bisect_left(beside, first) : bisect_left(beside, first + down)]]
            bands = max((self._strip_at(place, top, sheet) for top in tops), key=len, default=range(0))
            if not bands:
                break
            sheet |= {(band, strip): place + band - bands.start for band in bands}
            place += len(bands)
        return sheet

    def _strip_at(self, place: int, top: int, sheet: Sheet) -> range:
        """The bands from one on of which the pages from a place on show further columns; none where they are prose."""
        end = min(self._end_of_strip(place) - place, 1 + max(band for band, _ in sheet) - top)
        count, chance = 0, 1.0
        while count < end and (likely := self._chance_beside(sheet, top + count, place + count)) < 1:
            count, chance = count + 1, chance * likely
        if not count or chance > UNLIKELY:
            return range(0)
        bands = range(top, top + count)
        is_table = self._any_rows(sheet[band, 0] for band in bands) and self._any_rows(range(place, place + count))
        pairs = ((one, place + band - top) for band in bands for one in _known(sheet, band))
        is_sure = any(self._surely(one, page) for one, page in pairs)
        return bands if is_table and is_sure else range(0)

    def _pages_beside(self, place: int) -> list[int]:
        """The pages before one beside which it may have been, as it shows other columns."""
        if place not in self._before:
            self._before[place] = [page for page in range(place) if self._beside(page, place)]
        return self._before[place]

    def _end_of_strip(self, place: int) -> int:
        """The first page after one that shows other columns than all pages from that one on."""
        if place not in self._ends:
            pages = range(place + 1, len(self._traces))
            fits = (any(self._fits_columns(above, page) for above in range(place, page)) for page in pages)
            self._ends[place] = place + 1 + sum(1 for _ in takewhile(bool, fits))
        return self._ends[place]

    def _any_rows(self, pages: Iterable[int]) -> bool:
        """Whether some of these pages show something of a table; pages without anything do not speak against it."""
        traces = [self._traces[page] for page in pages]
        return any(trace.shows_rows for trace in traces) or all(trace.is_blank for trace in traces)

    def _is_beside(self, sheet: Sheet, band: int, page: int) -> bool:
        """Whether a page surely shows the rows of a band, and columns that its first page lacks."""
        return self._chance_beside(sheet, band, page) <= UNLIKELY

    def _chance_beside(self, sheet: Sheet, band: int, page: int) -> float:
        """How likely a page shows the rows of a band by chance; 1 where it does not, or no columns that it lacks."""
        known = _known(sheet, band)
        return min(self._same_rows(one, page) for one in known) if self._beside(known[0], page) else 1.0

    def _over_then_down(self, first: int) -> Sheet:
        """Bands of pages beside one another; those below may go on further to the right."""
        sheet: Sheet = {}
        above: list[int] = []
        place, end = first, len(self._traces)
        while place < end and (not above or self._fits_columns(first, place)):
            band: Sheet = {(place, 0): place}
            while len(band) < MOST_ACROSS and place + len(band) < end:
                page = place + len(band)
                over = above[len(band)] if len(band) < len(above) else page
                ruled = over != page and bool(self._traces[place].uprights and self._traces[page].uprights)
                shown = ruled or (self._any_rows([place]) and self._any_rows([page]))  # one row, under others
                if not (shown and self._is_beside(band, place, page) and self._fits_columns(over, page)):
                    break
                if not (above or self._traces[page].is_surely_beside(self._traces[place])):
                    break
                band[place, len(band)] = page
            if len(band) < max(len(above), 2):
                break
            sheet |= band
            above = [*above, *[*band.values()][len(above) :]]
            place += len(band)
        return sheet

    def _is_wide(self, sheet: Sheet) -> bool:
        """Whether it has several strips, and enough rows that say so."""
        beside = [self._traces[page] for (_, strip), page in sheet.items() if strip]
        return sum(len(trace.levels or trace.starts) for trace in beside) > FEWEST_ROWS


def _known(sheet: Sheet, band: int) -> list[int]:
    """The pages of a band, from the left."""
    return [sheet[band, strip] for strip in range(MOST_ACROSS) if (band, strip) in sheet]


def _worth(sheet: Sheet) -> int:
    """How many pages are side by side in it, less those that are missing in its midst."""
    bands, strips = (len({place[axis] for place in sheet}) for axis in (0, 1))
    return 2 * len(sheet) - bands * strips if strips > 1 else 0


def _between(
    traces: Sequence[Trace], told: Callable[[Trace, Trace], Told], otherwise: Told
) -> Callable[[int, int], Told]:
    """What two pages of one size tell of each other, by their places; otherwise, of other pages."""

    @cache
    def between(one: int, other: int) -> Told:
        mine, theirs = traces[one].page, traces[other].page
        sized = (mine.width, mine.height) == (theirs.width, theirs.height)
        return told(traces[one], traces[other]) if sized and not (mine.recognised or theirs.recognised) else otherwise

    return between
