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
from extractors.pdf.rows import columns_used, crossed, distinct, extended, rows_of, with_header_cut
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Shape
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


BEFORE_COLUMN = 4.0
"""Points before a column's first letter where its edge is put when nothing drawn tells: a usual padding."""

SWATCH = 0.4
"""Share of a table's width up to which a painted area is a cell's, not a row's."""


@dataclass(slots=True)
class Material:
    """What a page has outside its ruled tables: level rulings, painted areas and shapes, upright words."""

    rulings: list[Ruling]
    areas: list[Fill]
    shapes: list[Shape]
    words: list[Word]

    def swatches(self) -> list[Fill | Shape]:
        """Small painted areas that may fill or mark a cell."""
        painted: list[Fill | Shape] = [*self.areas, *self.shapes]
        widest = SWATCH * max((word.x1 for word in self.words), default=0.0)
        return [p for p in painted if p.x1 - p.x0 <= widest and p.bottom - p.top >= LOWEST_BAND / 2]


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


def banded_grids(material: Material, page_height: float) -> list[Grid]:
    """Grids of tables that have level rulings or bands and no upright rulings to speak of."""
    bands = row_bands(material.areas)
    boundaries = boundaries_of(material, bands)
    grids: list[Grid] = []
    for region in _regions(boundaries, page_height):
        region.hints = [x for band in bands if _inside(band, region) for x in (band.pieces[0].start, *_inner(band))]
        grid = _grid(region, material)
        if grid is not None and not any(_overlap(grid.box, other.box) for other in grids):
            grids.append(grid)
    return grids


def boundaries_of(material: Material, bands: Sequence[Band]) -> list[Boundary]:
    """Every level edge of the material that may part rows."""
    return [*_from_rulings(material.rulings), *(boundary for band in bands for boundary in _edges(band))]


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


def _grid(region: Region, material: Material) -> Grid | None:
    """The grid of a region whose words stand in columns; None when they do not."""
    x0, top, x1, bottom = region.box
    inside = [word for word in material.words if x0 - 2 <= (word.x0 + word.x1) / 2 <= x1 + 2]
    swatches = [area for area in material.swatches() if x0 - 2 <= area.x0 and area.x1 <= x1 + 2]
    ys = distinct([boundary.at for boundary in region.boundaries])
    own = [word for word in inside if top <= (word.top + word.bottom) / 2 <= bottom]
    rows = rows_of(own, ys)
    gaps = column_gaps(rows, _swatch_rows(swatches, ys), region.hints)
    if not gaps:
        return None
    hints = [*region.hints, *(x for area in swatches for x in (area.x0, area.x1))]
    xs = [x0, *(_edge_in(gap, hints) for gap in gaps), x1]
    return grid_of(xs, extended(ys, xs, inside), region.boundaries, inside)


def grid_of(
    xs: list[float],
    ys: list[float],
    boundaries: Sequence[Boundary],
    words: Sequence[Word],
    *,
    goes_on: bool = False,
) -> Grid | None:
    """The grid with these edges; None when too few of its rows have words in two columns.

    `goes_on` says that the piece continues a known table, which may leave all columns but one empty.
    """
    own = [word for word in words if ys[0] <= (word.top + word.bottom) / 2 <= ys[-1]]
    ys = with_header_cut(ys, own)
    rows = rows_of(own, ys)
    filled = [row for row in rows if row]
    used = sum(columns_used(row, xs) >= 2 for row in filled)
    if not goes_on and used < max(min(2, len(filled)), len(filled) / 2):
        return None
    return Grid(
        xs=xs,
        ys=ys,
        across=[_across(at, boundaries, xs) for at in ys],
        down=[_down(row, xs) for row in rows],
    )


def _down(row: Sequence[Word], xs: Sequence[float]) -> list[bool]:
    """Which upright edges a row has: those its text does not run over. Text that is all in one such run is a banner."""
    inner = [not crossed(row, x) for x in xs[1:-1]]
    if not all(inner):
        edges = [xs[0], *(x for x, there in zip(xs[1:-1], inner, strict=True) if there), xs[-1]]
        if columns_used(row, edges) == 1:
            inner = [False] * len(inner)
    return [True, *inner, True]


def _swatch_rows(swatches: Sequence[Fill | Shape], ys: Sequence[float]) -> list[list[Stretch]]:
    """The reach of small painted areas in each row: a cell may hold a colour and no word."""
    rows: list[list[Stretch]] = [[] for _ in range(len(ys) - 1)]
    for area in swatches:
        middle = (area.top + area.bottom) / 2
        for index in range(len(ys) - 1):
            if ys[index] <= middle <= ys[index + 1]:
                rows[index].append(Stretch(area.x0, area.x1))
    return rows


def _edge_in(gap: Stretch, hints: Sequence[float]) -> float:
    """Where in a gap the columns meet: at an edge of shading if there is one, else just before the column's words."""
    inside = sorted(hint for hint in hints if gap.start - 2 <= hint <= gap.end + 2)
    if inside:
        return max(set(inside), key=inside.count)
    return max((gap.start + gap.end) / 2, gap.end - BEFORE_COLUMN)


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
