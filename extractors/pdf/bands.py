"""Tables without upright rulings: rows from level lines or from shaded bands, columns from the white between words.

A run of lines or bands of one width is a table only if its words stand in columns: prose between two rules, page
headers, underlined headings and boxed paragraphs do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pdf.columns import Stretch, column_gaps
from extractors.pdf.grid import Grid
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill
from extractors.pdf.words import Word

NARROWEST = 90.0
"""Points: the shortest line or band that may bound a table's row; under that it is an underline or a swatch."""

SAME_END = 6.0
"""Points by which the ends of a table's lines may differ."""

LOWEST_BAND = 7.0
"""Points: the lowest band that may hold a line of text."""

CELL_GAP = 14.0
"""Points of white between the pieces of one line or band that are drawn column by column."""

SAME_HEIGHT = 1.5
"""Points by which pieces of one level line may differ in height."""

HIGHEST_ROW = 0.7
"""Share of the page's height past which two lines are a header rule and a footer rule, not a row."""


@dataclass(slots=True)
class Boundary:
    """A level edge that may part rows: its height, its reach, its pieces, and whether a ruling or a band gives it."""

    at: float
    start: float
    end: float
    pieces: list[Stretch]
    ruled: bool


@dataclass(slots=True)
class Region:
    """A run of boundaries of one width, from top to bottom, with the upright edges of bands inside as hints."""

    start: float
    end: float
    boundaries: list[Boundary] = field(default_factory=list)
    hints: list[float] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The rectangle it covers."""
        return (self.start, self.boundaries[0].at, self.end, self.boundaries[-1].at)


def banded_grids(
    rulings: Sequence[Ruling], areas: Sequence[Fill], words: Sequence[Word], page_height: float
) -> list[Grid]:
    """Grids of tables that have level rulings or bands and no upright rulings to speak of."""
    bands = row_bands(areas)
    boundaries = [*_from_rulings(rulings), *(boundary for band in bands for boundary in _edges(band))]
    upright = [word for word in words if word.turn == 0]
    grids: list[Grid] = []
    for region in _regions(boundaries, page_height):
        region.hints = [x for band in bands if _inside(band, region) for x in (band.pieces[0].start, *_inner(band))]
        grid = _grid(region, upright)
        if grid is not None and not any(_overlap(grid.box, other.box) for other in grids):
            grids.append(grid)
    return grids


@dataclass(slots=True)
class Band:
    """Shaded places side by side, of one height: a row of a table, or a part of it."""

    top: float
    bottom: float
    pieces: list[Stretch]


def row_bands(areas: Iterable[Fill]) -> list[Band]:
    """Areas of one height that stand side by side, as bands."""
    rows: dict[tuple[int, int], list[Fill]] = {}
    for area in areas:
        if area.bottom - area.top >= LOWEST_BAND:
            rows.setdefault((round(area.top / SAME_HEIGHT), round(area.bottom / SAME_HEIGHT)), []).append(area)
    bands = []
    for row in rows.values():
        row.sort(key=lambda area: area.x0)
        current: list[Fill] = []
        for area in row:
            if current and area.x0 - max(piece.x1 for piece in current) > 3.0:
                bands.append(_band(current))
                current = []
            current.append(area)
        bands.append(_band(current))
    return [band for band in bands if band.pieces[-1].end - band.pieces[0].start >= NARROWEST]


def _band(areas: Sequence[Fill]) -> Band:
    return Band(
        min(area.top for area in areas),
        max(area.bottom for area in areas),
        [Stretch(area.x0, area.x1) for area in areas],
    )


def _inner(band: Band) -> list[float]:
    return [piece.start for piece in band.pieces[1:]]


def _edges(band: Band) -> list[Boundary]:
    start, end = band.pieces[0].start, max(piece.end for piece in band.pieces)
    return [Boundary(at, start, end, [Stretch(start, end)], ruled=False) for at in (band.top, band.bottom)]


def _from_rulings(rulings: Iterable[Ruling]) -> list[Boundary]:
    """Level rulings, those drawn column by column at one height put together."""
    boundaries: list[Boundary] = []
    for ruling in sorted((r for r in rulings if r.level), key=lambda r: (round(r.at / SAME_HEIGHT), r.start)):
        last = boundaries[-1] if boundaries else None
        if last and abs(last.at - ruling.at) <= SAME_HEIGHT and -1.0 <= ruling.start - last.end <= CELL_GAP:
            last.end = max(last.end, ruling.end)
            last.pieces.append(Stretch(ruling.start, ruling.end))
        else:
            boundaries.append(
                Boundary(ruling.at, ruling.start, ruling.end, [Stretch(ruling.start, ruling.end)], ruled=True)
            )
    return [boundary for boundary in boundaries if boundary.end - boundary.start >= NARROWEST]


def _regions(boundaries: Sequence[Boundary], page_height: float) -> list[Region]:
    """Runs of three boundaries or more of one width, with the shorter boundaries that lie inside them."""
    regions: list[Region] = []
    for boundary in sorted(boundaries, key=lambda b: (b.at, b.start)):
        for region in regions:
            same = abs(region.start - boundary.start) <= SAME_END and abs(region.end - boundary.end) <= SAME_END
            if same and boundary.at - region.boundaries[-1].at <= HIGHEST_ROW * page_height:
                region.boundaries.append(boundary)
                break
        else:
            regions.append(Region(boundary.start, boundary.end, [boundary]))
    wide = [region for region in regions if len(region.boundaries) >= 3]
    for region in wide:
        first, last = region.boundaries[0].at, region.boundaries[-1].at
        inner = [
            b
            for b in boundaries
            if first < b.at < last
            and b.start >= region.start - SAME_END
            and b.end <= region.end + SAME_END
            and all(b is not own for own in region.boundaries)
        ]
        region.boundaries = sorted([*region.boundaries, *inner], key=lambda b: b.at)
    return sorted(wide, key=lambda region: -len(region.boundaries))


def _inside(band: Band, region: Region) -> bool:
    x0, top, x1, bottom = region.box
    reach = (band.pieces[0].start, band.pieces[-1].end)
    return top - 1 <= band.top and band.bottom <= bottom + 1 and reach[0] >= x0 - SAME_END and reach[1] <= x1 + SAME_END


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _grid(region: Region, words: Sequence[Word]) -> Grid | None:
    """The grid of a region whose words stand in columns; None when they do not."""
    x0, top, x1, bottom = region.box
    inside = [word for word in words if x0 - 2 <= (word.x0 + word.x1) / 2 <= x1 + 2]
    ys = _distinct([boundary.at for boundary in region.boundaries])
    own = [word for word in inside if top <= (word.top + word.bottom) / 2 <= bottom]
    gaps = column_gaps(_rows_of(own, ys), region.hints)
    if not gaps:
        return None
    xs = [x0, *((gap.start + gap.end) / 2 for gap in gaps), x1]
    ys = _extended(ys, xs, inside)
    rows = _rows_of([word for word in inside if ys[0] <= (word.top + word.bottom) / 2 <= ys[-1]], ys)
    if sum(_columns_used(row, xs) >= 2 for row in rows) < max(2, len([row for row in rows if row]) / 2):
        return None
    return Grid(
        xs=xs,
        ys=ys,
        across=[_across(at, region.boundaries, xs) for at in ys],
        down=[[True, *(not _crossed(row, x) for x in xs[1:-1]), True] for row in rows],
    )


def _distinct(places: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > LOWEST_BAND / 2:
            kept.append(place)
    return kept


def _rows_of(words: Iterable[Word], ys: Sequence[float]) -> list[list[Word]]:
    rows: list[list[Word]] = [[] for _ in range(len(ys) - 1)]
    for word in words:
        middle = (word.top + word.bottom) / 2
        for index in range(len(ys) - 1):
            if ys[index] <= middle <= ys[index + 1]:
                rows[index].append(word)
                break
    return rows


def _columns_used(row: Sequence[Word], xs: Sequence[float]) -> int:
    return len({sum(word.x0 + 0.5 >= x for x in xs[1:-1]) for word in row})


def _crossed(row: Sequence[Word], x: float) -> bool:
    """Whether the text of a row runs over a column's edge: a banner, or a cell that spans columns."""
    for word in row:
        if word.x0 < x - 0.5 < word.x1 - 1.0:
            return True
    left = [word for word in row if word.x1 <= x + 0.5]
    right = [word for word in row if word.x0 >= x - 0.5]
    # A sentence may leave the edge white by chance: words a mere space apart on one line belong together.
    return any(
        abs(a.base - b.base) <= 1.0 and 0 <= b.x0 - a.x1 <= 0.45 * a.style.size
        for b in right
        for a in left
        if b.x0 - a.x1 <= 0.45 * a.style.size
    )


def _across(at: float, boundaries: Sequence[Boundary], xs: Sequence[float]) -> list[bool]:
    """Over which columns a row's edge is drawn. An edge that no boundary gives was found by the text: all of them."""
    near = [piece for boundary in boundaries if abs(boundary.at - at) <= LOWEST_BAND / 2 for piece in boundary.pieces]
    if not near:
        return [True] * (len(xs) - 1)
    covered = []
    for left, right in pairwise(xs):
        shared = sum(max(0.0, min(piece.end, right) - max(piece.start, left)) for piece in near)
        covered.append(shared >= 0.5 * (right - left))
    return covered


def _extended(ys: list[float], xs: Sequence[float], words: Sequence[Word]) -> list[float]:
    """The rows with an unshaded first or last row added, where shading leaves every other row white."""
    below = sorted((word for word in words if word.top >= ys[-1] - 1.5), key=lambda word: word.base)
    taken: list[Word] = []
    for word in below:
        last = max((w.bottom for w in taken), default=ys[-1])
        if word.top - last > 0.9 * word.style.size:
            break
        taken.append(word)
    if taken and not any(_crossed(taken, x) for x in xs[1:-1]) and _columns_used(taken, xs) >= 2:
        return [*ys, max(word.bottom for word in taken) + 1.0]
    return ys
