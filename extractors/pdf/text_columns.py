"""Pages of two columns of text, each column read as a page of its own.

Columns of text are told from those of a table by what opens their lines: the same labels stand at the left edge of
both, where the columns of a table hold values of different kinds. Or by the lines of tables on both sides, which are
as long as each other and stand each at the heights of its own words. One edge is looked for in the whole document. What
runs across both columns, a title or a table, parts them into bands, which are read one after another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, TypeVar

from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import Box, box_of, centred_in
from extractors.pdf.survey import Survey, ruled_grids
from extractors.pdf.words import Word

FEWEST_LABELS = 2
"""Different texts in bold, or closed by a colon, that open lines of both columns."""

OFTEN = 3
"""Lines of each column that one label opens where no other opens lines of both; most begin right at their edge."""

FEWEST_LINES = 4
"""Lines that begin at the edge of a column."""

MIDDLE = 0.3
"""Share of the width of a page's words that each column has at least."""

GUTTER = 1.0
"""Share of the size: white between the columns."""

INDENT = 4.0
"""Times the size that a line may stand in from the edge of its column."""

ALIGNED = 2.0
"""Points by which the edge of a column may differ."""

MOST = 0.8
"""Share of the lines of a column that begin at its edge or stand in a little."""

LONGEST = 60
"""Characters of a label."""


class _Placed(Protocol):
    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


_Drawn = TypeVar("_Drawn", bound=_Placed)


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of a page; the right part of a band begins at its `left`."""

    left: float
    right: float
    top: float
    bottom: float

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box is in it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.left <= x < self.right and self.top <= y < self.bottom


def in_columns(pages: Sequence[Survey]) -> list[Survey]:
    """The pages, those of two columns as several, numbered on; all as they are where no page has two."""
    edge = _edge_of(pages)
    if edge is None:
        return [*pages]
    parts = [part for page in pages for part in _parts(page, edge)]
    if len(parts) == len(pages):
        return [*pages]
    for number, part in enumerate(parts, start=1):
        part.number = number
    return parts


def _own(page: Survey) -> list[Word]:
    """The upright words of a page that are no furniture and in no ruled table."""
    boxes = [grid.box for grid in page.ruled]
    return [word for word in page.words if word.turn == 0 and id(word) not in page.furniture and not _in(word, boxes)]


def _in(word: Word, boxes: Iterable[Box]) -> bool:
    return any(centred_in(box_of(word), box) for box in boxes)


def _edge_of(pages: Sequence[Survey]) -> float | None:
    """Where the right column begins on the pages of a document, or None."""
    words = [(page, _own(page)) for page in pages]
    places: Counter[int] = Counter()
    for _, own in words:
        places.update(_starts(own))
    for place, count in places.most_common(3):
        if count >= FEWEST_LINES and _are_text([own for _, own in words], place * ALIGNED):
            return place * ALIGNED
    return _edge_of_lines(pages)


def _edge_of_lines(pages: Sequence[Survey]) -> float | None:
    """Where the tables of a right column begin: lines as long as those of a left one, seldom at the same heights.

    Lines that face each other are of one table, or of tables that are set in rows. None where there are no such lines.
    """
    lefts: defaultdict[int, dict[int, Ruling]] = defaultdict(dict)
    rights: Counter[int] = Counter()
    facing: Counter[int] = Counter()
    for page in pages:
        own = [word for word in page.words if word.turn == 0]
        least = MIDDLE * (max(word.x1 for word in own) - min(word.x0 for word in own)) if own else 0.0
        long = [ruling for ruling in page.rulings if ruling.level and ruling.length >= least]
        for right in long:
            left = [one for one in long if one.end < right.start and abs(one.length - right.length) <= 2 * ALIGNED]
            place = round(right.start / ALIGNED)
            lefts[place] |= {id(one): one for one in left}
            rights[place] += bool(left)
            facing[place] += any(abs(one.at - right.at) <= ALIGNED for one in left)
    edges = (one for one in rights if min(rights[one], len(lefts[one])) >= FEWEST_LINES)
    place = next((one for one in edges if 2 * facing[one] < rights[one]), 0)
    if not place:
        return None
    end = max(one.end for one in lefts[place].values())
    starts = (one.start for page in pages for one in page.rulings if one.level and one.start > end)
    edge = min(starts, default=place * ALIGNED)
    return round(edge / ALIGNED) * ALIGNED  # a column may begin with boxes that are shorter


def _starts(words: Sequence[Word]) -> Counter[int]:
    """How many words begin at each place in the middle of a page with white before them, to `ALIGNED` points."""
    if not words:
        return Counter()
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    low, high = left + MIDDLE * (right - left), right - MIDDLE * (right - left)
    found: Counter[int] = Counter()
    for line in gather_lines(words):
        after_white = [line.words[0]] if line.x0 >= low else []
        after_white += [b for a, b in pairwise(line.words) if b.x0 - a.x1 >= GUTTER * line.size]
        found.update({round(word.x0 / ALIGNED) for word in after_white if low <= word.x0 <= high})
    return found


def _are_text(pages: Sequence[Sequence[Word]], edge: float) -> bool:
    """Whether what begins at an edge and what stands left of it are columns of text: labels open lines of both."""
    openers: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    sides: tuple[list[tuple[Line, float]], list[tuple[Line, float]]] = ([], [])
    for words in pages:
        free = [word for word in words if not _crosses(word, edge)]
        left = [word for word in free if word.x1 < edge]
        right = [word for word in free if word.x0 >= edge - ALIGNED]
        if not left or not right:
            continue
        for side, own, start in ((0, left, _usual_start(left)), (1, right, edge)):
            for line in gather_lines(own):
                sides[side].append((line, start))
                if abs(line.x0 - start) <= ALIGNED and (label := _label(line)):
                    openers[side][label] += 1
    shared = [label for label in openers[0] if label in openers[1] and openers[0][label] + openers[1][label] > 2]
    even = all(2 * sum(abs(line.x0 - start) <= ALIGNED for line, start in side) > len(side) for side in sides)
    often = even and any(min(side[label] for side in openers) >= OFTEN for label in shared)
    return (len(shared) >= FEWEST_LABELS or often) and all(map(_is_column, sides))


def _usual_start(words: Sequence[Word]) -> float:
    """Where the lines with labels of a left column begin, to `ALIGNED` points: the first of the usual places."""
    labelled = [line.x0 for line in gather_lines(words) if _label(line)]
    places = Counter(round(x0 / ALIGNED) for x0 in labelled)
    most = max(places.values(), default=0)
    often = [place for place, count in places.items() if count > most / 2]
    return next((x0 for x0 in sorted(labelled) if round(x0 / ALIGNED) in often), min(word.x0 for word in words))


def _is_column(lines: Sequence[tuple[Line, float]]) -> bool:
    """Whether most lines begin near the edge of their column, and run on without gaps."""
    near = sum(
        line.x0 - start <= INDENT * line.size and all(b.x0 - a.x1 < 2 * line.size for a, b in pairwise(line.words))
        for line, start in lines
    )
    return near >= MOST * len(lines)


def _label(line: Line) -> str:
    """What opens a line in bold or up to a colon; nothing where that is long."""
    bold = next((place for place, word in enumerate(line.words) if not word.style.bold), len(line.words))
    text = " ".join(word.text for word in line.words[:bold]) or (
        line.text.partition(":")[0] if ":" in line.text else ""
    )
    return text.rstrip(" :") if len(text) <= LONGEST else ""


def _crosses(item: _Placed, edge: float) -> bool:
    return item.x0 < edge - ALIGNED and item.x1 > edge - ALIGNED


def _parts(page: Survey, edge: float) -> Iterator[Survey]:
    """A page in parts: its furniture, and its bands, those of two columns as two; the page itself where it has none."""
    own = [word for word in page.words if id(word) not in page.furniture]
    regions = _regions(page, own, edge)
    if len(regions) < 2:
        yield page
        return
    yield _part(page, None, [word for word in page.words if id(word) in page.furniture], edge)
    for region in regions:
        yield _part(page, region, [word for word in own if region.holds(word.page_box)], edge)


def _regions(page: Survey, own: Sequence[Word], edge: float) -> list[_Region]:
    """The bands of a page from the top, that of columns as two."""
    across = sorted(
        [(word.top, word.bottom) for word in own if word.turn == 0 and _crosses(word, edge)]
        + [(grid.ys[0], grid.ys[-1]) for grid in page.ruled if _runs_across(grid, page.rulings, edge)]
    )
    bands: list[tuple[float, float, bool]] = []
    at = float("-inf")
    for top, bottom in [*across, (float("inf"), float("inf"))]:
        if top > at:
            bands.append((at, top, _has_columns(page, own, edge, at, top)))
        bands.append((max(at, top), bottom, False))
        at = max(at, bottom)
    regions: list[_Region] = []
    whole: float | None = None
    for top, bottom, columns in bands:
        if not columns:
            whole = top if whole is None else whole
            continue
        if whole is not None and any(whole <= (word.top + word.bottom) / 2 < top for word in own):
            regions.append(_Region(float("-inf"), float("inf"), whole, top))
        whole = None
        regions += [
            _Region(float("-inf"), edge - ALIGNED, top, bottom),
            _Region(edge - ALIGNED, float("inf"), top, bottom),
        ]
    if whole is not None and any(whole <= (word.top + word.bottom) / 2 for word in own):
        regions.append(_Region(float("-inf"), float("inf"), whole, float("inf")))
    return regions


def _runs_across(grid: Grid, rulings: Sequence[Ruling], edge: float) -> bool:
    """Whether some line of a grid runs over the edge; else it is made of the lines of two tables side by side."""
    across = (ruling for ruling in rulings if ruling.level and ruling.start < edge - ALIGNED < ruling.end - ALIGNED)
    return any(grid.ys[0] - ALIGNED <= ruling.at <= grid.ys[-1] + ALIGNED for ruling in across)


def _grids_in(page: Survey, region: _Region, rulings: Sequence[Ruling], edge: float) -> list[Grid]:
    """The ruled grids of a region; of one that was made of the lines of two tables, its own part made anew."""
    own = [grid for grid in page.ruled if region.holds(grid.box)]
    both = [grid for grid in page.ruled if grid.xs[0] < edge - ALIGNED < grid.xs[-1] - ALIGNED]
    split = [grid for grid in both if not _runs_across(grid, page.rulings, edge)]
    if not split:
        return own
    kept = [grid for grid in own if grid not in split]
    made = ruled_grids(rulings)[0]
    return kept + [grid for grid in made if not any(grid.ys[0] <= one.ys[0] <= grid.ys[-1] for one in kept)]


def _has_columns(page: Survey, own: Sequence[Word], edge: float, top: float, bottom: float) -> bool:
    """Whether a band without anything across holds two columns: what stands right of the edge begins near it.

    That are lines of a table, or most lines of text.
    """
    inside = [word for word in own if top <= (word.top + word.bottom) / 2 < bottom]
    left = [word for word in inside if word.x1 < edge]
    right = [word for word in inside if word.x0 >= edge - ALIGNED]
    if not left or not right:
        return False
    drawn = (one for one in page.rulings if one.level and top <= one.at < bottom)
    if any(abs(one.start - edge) <= 2 * ALIGNED for one in drawn):
        return True
    lines = gather_lines(word for word in right if word.turn == 0)
    near = sum(line.x0 - edge <= INDENT * line.size for line in lines)
    return bool(lines) and near >= MOST * len(lines)


def _part(page: Survey, region: _Region | None, words: Sequence[Word], edge: float) -> Survey:
    """What of a page is in a region; without one, its furniture and what belongs to the page as a whole."""

    def inside(items: Iterable[_Drawn]) -> list[_Drawn]:
        return [] if region is None else [i for i in items if region.holds((i.x0, i.top, i.x1, i.bottom))]

    whole = region is None
    column = 0 if region is None else 2 if region.left > float("-inf") else int(region.right < float("inf"))
    rulings = [] if region is None else [ruling for ruling in page.rulings if region.holds(_box(ruling))]
    return replace(
        page,
        column=column,
        words=[*words],
        slanted=[w for w in page.slanted if region is not None and region.holds(w.page_box)],
        stamps=[*page.stamps] if whole else [],
        rulings=rulings,
        areas=inside(page.areas),
        shapes=inside(page.shapes),
        ruled=[] if region is None else _grids_in(page, region, rulings, edge),
        single=[g for g in page.single if region is not None and region.holds(g.box)],
        card_parts=[],
        cards=[],
        pictures=inside(page.pictures),
        letters=inside(page.letters),
        furniture=page.furniture if whole else frozenset(),
        nested=page.nested if whole else 0,
        hidden=page.hidden if whole else 0,
        recognised=page.recognised if whole else 0,
        outside=page.outside if whole else 0,
        unreadable=page.unreadable if whole else 0,
        scanned=page.scanned and not whole,
        notes=page.notes if whole else (),
        files=page.files if whole else 0,
    )


def _box(ruling: Ruling) -> Box:
    start, end, at = ruling.start, ruling.end, ruling.at
    return (start, at, end, at) if ruling.level else (at, start, at, end)
