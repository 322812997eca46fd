"""Rulings to grids: which belong together, where their lines stand, and which edges between cells are really there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import Box

TOUCH = 3.6
"""Points by which rulings may miss each other and still meet."""

SNAP = 3.2
"""Points within which parallel rulings of one table are one line of its grid (double borders, cells' own borders)."""

GAP = 6.0
"""Points of white from box to box, of cells that are boxes of their own: too few for a line of text."""

COVERED = 0.7
"""Share of an edge that rulings must cover to part two cells (as measured by others on government tables)."""

SAME_SIDE = 1.0
"""Points within which rulings are one side of a frame."""

WIDTH_OF_COLUMN = 12.0
"""Points from the side of a table to a line beside it from which on the two hold a column: that of a turned label."""

OVERHANG = 6.0
"""Points by which rulings reach past the outermost crossing line before an open side is taken to be there."""


@dataclass(slots=True)
class Grid:
    """Lines of a grid and which of its edges are ruled. `xs` and `ys` ascend; there is one cell more than inner lines.

    `across[row][column]` tells whether line `row` is ruled over column `column` (one line more than rows), and
    `down[row][column]` whether line `column` is ruled beside row `row`.
    """

    xs: list[float]
    ys: list[float]
    across: list[list[bool]]
    down: list[list[bool]]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def box(self) -> Box:
        """The rectangle the grid covers."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return len(self.xs) - 1


@dataclass(slots=True)
class Cluster:
    """Rulings that touch each other, directly or through others."""

    level: list[Ruling] = field(default_factory=list)
    upright: list[Ruling] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The rectangle around all of them."""
        xs = [x for r in self.level for x in (r.start, r.end)] + [r.at for r in self.upright]
        ys = [y for r in self.upright for y in (r.start, r.end)] + [r.at for r in self.level]
        return (min(xs), min(ys), max(xs), max(ys))


def cluster_rulings(rulings: Sequence[Ruling]) -> list[Cluster]:
    """Sets of rulings connected by crossings, each with at least one of either direction.

    An upright line that nothing crosses is the outer side of a column whose one cell runs over the whole page, when it
    is as long as the side of the table that it stands beside.
    """
    level = [r for r in rulings if r.level]
    upright = sorted((r for r in rulings if not r.level), key=lambda r: r.at)
    places = [r.at for r in upright]
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, line in enumerate(level):
        first, last = bisect_left(places, line.start - TOUCH), bisect_right(places, line.end + TOUCH)
        for other in range(first, last):
            crossing = upright[other]
            if crossing.start - TOUCH <= line.at <= crossing.end + TOUCH:
                parent[root(len(level) + other)] = root(index)
    clusters: dict[int, Cluster] = {}
    for index, line in enumerate(level):
        clusters.setdefault(root(index), Cluster()).level.append(line)
    for index, line in enumerate(upright):
        clusters.setdefault(root(len(level) + index), Cluster()).upright.append(line)
    tables = [cluster for cluster in clusters.values() if cluster.level and cluster.upright]
    alone = [line for cluster in clusters.values() if not cluster.level for line in cluster.upright]
    for line in (*sorted(alone, key=lambda one: one.at), *sorted(alone, key=lambda one: -one.at)):  # from both sides
        beside = next((cluster for cluster in tables if _closes_column(line, cluster)), None)
        if beside:
            beside.upright.append(line)
    return [part for cluster in _beside_one_cell(tables) for part in _out_of_frame(cluster)]


def _closes_column(line: Ruling, cluster: Cluster) -> bool:
    """Whether an upright line outside of a cluster is as long as the whole of the cluster's side next to it."""
    left, _, right, _ = cluster.box
    side = left if line.at < left else right
    if not (abs(line.at - side) >= WIDTH_OF_COLUMN and (line.at < left or line.at > right)):
        return False
    reach = _side(cluster, side)
    return reach is not None and abs(reach[0] - line.start) <= TOUCH and abs(reach[1] - line.end) <= TOUCH


def _side(cluster: Cluster, at: float) -> tuple[float, float] | None:
    """Where the upright lines at one place begin and end."""
    ruled = [known for known in cluster.upright if abs(known.at - at) <= SNAP]
    return (min(known.start for known in ruled), max(known.end for known in ruled)) if ruled else None


def _out_of_frame(cluster: Cluster) -> list[Cluster]:
    """A cluster, or the frame around a page and the tables in it, one of which stands so near that it touches it.

    No upright line of a table reaches the frame's top or bottom, and on one side no level line reaches it.
    """
    left, right = min(cluster.upright, key=lambda one: one.at), max(cluster.upright, key=lambda one: one.at)
    top, bottom = left.start, left.end
    if abs(right.start - top) > TOUCH or abs(right.end - bottom) > TOUCH:
        return [cluster]
    sides = [one for one in cluster.upright if min(one.at - left.at, right.at - one.at) <= SAME_SIDE]
    sides = [one for one in sides if abs(one.start - top) <= TOUCH and abs(one.end - bottom) <= TOUCH]
    ends = [one for one in cluster.level if min(abs(one.at - top), abs(one.at - bottom)) <= TOUCH]
    inner = Cluster(_without(cluster.level, ends), _without(cluster.upright, sides))
    if not (ends and inner.level and inner.upright):
        return [cluster]
    within = all(top + TOUCH < one.start and one.end < bottom - TOUCH for one in inner.upright)
    free = (
        min(one.start for one in inner.level) > left.at + TOUCH
        or max(one.end for one in inner.level) < right.at - TOUCH
    )
    if not (within and free):
        return [cluster]
    return [Cluster(ends, sides), *cluster_rulings([*inner.level, *inner.upright])]


def _without(rulings: Sequence[Ruling], taken: Sequence[Ruling]) -> list[Ruling]:
    return [one for one in rulings if not any(one is other for other in taken)]


def _beside_one_cell(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters, those put together between which one cell runs over the whole page, so that no line joins them."""
    joined: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda one: one.box[0]):
        before = next((one for one in joined if _are_beside_cell(one, cluster)), None)
        if before:
            before.level += cluster.level
            before.upright += cluster.upright
        else:
            joined.append(cluster)
    return joined


def _are_beside_cell(left: Cluster, right: Cluster) -> bool:
    """Whether two clusters are rows of one table: lines at the same heights, and facing sides of the same length.

    Where the cell between them ends there is a line, which joins them: no line closes them on this page.
    """
    side, facing = left.box[2], right.box[0]
    if facing - side < WIDTH_OF_COLUMN:
        return False
    reach, other = _side(left, side), _side(right, facing)
    if not (reach and other and abs(reach[0] - other[0]) <= TOUCH and abs(reach[1] - other[1]) <= TOUCH):
        return False
    few, many = sorted(({line.at for line in each.level} for each in (left, right)), key=len)
    if any(min(at - reach[0], reach[1] - at) <= TOUCH for at in few | many):
        return False
    return all(any(abs(at - known) <= SNAP for known in many) for at in few)


def make_grid(cluster: Cluster) -> Grid | None:
    """The grid of a cluster; None when it bounds no area."""
    ys = _snapped(cluster.level)
    xs = _snapped(cluster.upright)
    if not xs or not ys:
        return None
    left, top, right, bottom = cluster.box
    level, upright = list(cluster.level), list(cluster.upright)
    open_top, open_bottom = ys[0] - top > OVERHANG, bottom - ys[-1] > OVERHANG
    ys = [top] * open_top + ys + [bottom] * open_bottom
    xs = [left] * (xs[0] - left > OVERHANG) + xs + [right] * (right - xs[-1] > OVERHANG)
    if len(xs) < 2 or len(ys) < 2:
        return None
    across, down = _coverage(ys, xs, level), _coverage(xs, ys, upright)
    closed = _without_gaps(ys, across, down), _without_gaps(xs, down, across)
    if closed != (ys, xs):
        ys, xs = closed
        across, down = _coverage(ys, xs, level), _coverage(xs, ys, upright)
    grid = Grid(
        xs=xs,
        ys=ys,
        across=across,
        down=[list(row) for row in zip(*down, strict=True)],
        open_top=open_top,
        open_bottom=open_bottom,
    )
    return without_idle_lines(grid)


def _without_gaps(places: list[float], own: Sequence[Sequence[bool]], sides: Sequence[Sequence[bool]]) -> list[float]:
    """Places of lines, two as one between which lie only the gaps from box to box: no line crosses those.

    Where gaps are so narrow that lines across them count as whole, both of their lines are drawn along the same cells.
    own: along which cells each line is ruled. sides: for each line the other way, from which place to the next it is.
    """
    kept = [places[0]]
    for index, (before, after) in enumerate(pairwise(places)):
        crossed = any(side[index] for side in sides)
        alike = own[index] == own[index + 1] and 0 < index < len(places) - 2
        if after - before <= GAP and (not crossed or alike):
            kept[-1] = (kept[-1] + after) / 2
        else:
            kept.append(after)
    return kept if len(kept) > 1 else places


def _snapped(rulings: Iterable[Ruling]) -> list[float]:
    """Places of parallel rulings, those within `SNAP` of each other as their mean, weighted by length."""
    places = []
    weight = total = last = 0.0
    for ruling in sorted(rulings, key=lambda r: r.at):
        if weight and ruling.at - last > SNAP:
            places.append(total / weight)
            weight = total = 0.0
        share = max(ruling.length, 0.01)
        weight, total, last = weight + share, total + share * ruling.at, ruling.at
    if weight:
        places.append(total / weight)
    return places


def _coverage(lines: Sequence[float], crossings: Sequence[float], rulings: Sequence[Ruling]) -> list[list[bool]]:
    """For each line, whether its rulings cover each stretch between neighbouring crossings."""
    shares = [[0.0] * (len(crossings) - 1) for _ in lines]
    by_line: dict[int, list[tuple[float, float]]] = {}
    for ruling in rulings:
        index = _nearest(lines, ruling.at)
        by_line.setdefault(index, []).append((ruling.start, ruling.end))
    for index, stretches in by_line.items():
        for start, end in _united(stretches):
            first = max(0, bisect_right(crossings, start) - 1)
            for place in range(first, len(crossings) - 1):
                low, high = crossings[place], crossings[place + 1]
                if low >= end:
                    break
                shares[index][place] += max(0.0, min(end, high) - max(start, low)) / max(high - low, 0.01)
    return [[share >= COVERED for share in row] for row in shares]


def _nearest(places: Sequence[float], at: float) -> int:
    index = bisect_left(places, at)
    if index == len(places) or (index and at - places[index - 1] < places[index] - at):
        index -= 1
    return index


def _united(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def without_idle_lines(grid: Grid) -> Grid | None:
    """The grid without inner lines that part nothing, and without lines too close to hold a row or column between."""
    rows = [i for i in range(len(grid.ys)) if i in {0, len(grid.ys) - 1} or any(grid.across[i])]
    columns = [i for i in range(len(grid.xs)) if i in {0, len(grid.xs) - 1} or any(row[i] for row in grid.down)]
    if len(rows) < 2 or len(columns) < 2:
        return None
    if len(rows) == len(grid.ys) and len(columns) == len(grid.xs):
        return grid
    return Grid(
        xs=[grid.xs[i] for i in columns],
        ys=[grid.ys[i] for i in rows],
        across=[[_spanned(grid.across[i], grid.xs, a, b) for a, b in _steps(columns)] for i in rows],
        down=[[_spanned([row[i] for row in grid.down], grid.ys, a, b) for i in columns] for a, b in _steps(rows)],
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


def _steps(kept: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(kept))


def _spanned(covered: Sequence[bool], places: Sequence[float], first: int, last: int) -> bool:
    """Whether enough of the stretch from line `first` to line `last` is covered."""
    whole = places[last] - places[first]
    there = sum(places[i + 1] - places[i] for i in range(first, last) if covered[i])
    return there >= COVERED * max(whole, 0.01)
