"""Tables with neither lines nor bands: three columns or more that their words alone keep apart.

Spreadsheets print so. Two columns are not enough (prose is set so, and labels beside values), nor are columns that
are all prose of one width (a newspaper).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.bands import Material, grid_of
from extractors.pdf.columns import Stretch, column_gaps
from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.rows import columns_used, distinct

CLEAR = 0.8
"""Share of the size of white that parts columns where nothing else does."""

LEAST_COLUMNS = 3
LEAST_LINES = 4
"""Lines of the shortest table that words alone can make."""

FILLED_LINES = 0.15
"""Share of the lines that have words in three columns: rows of prose cells have them in their first lines only."""

APART = 3.0
"""Times the size of white that ends a table."""

ENTRY = 2.2
"""Words a line of a column of entries has on the average, at the most."""

FRESH = 1.6
"""Times the size between base lines of the first column from which the lower one begins a row."""

EVERY_LINE = 0.8
"""Share of the lines that have an entry in the first column when every line is a row."""

_NUMBER = re.compile(r"^\(?[A-Z]{0,5}\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?[.)]?$")


@dataclass(slots=True)
class _Run:
    """Lines that follow each other closely and leave the same gaps white."""

    lines: list[Line]
    gaps: list[Stretch]


def stream_grids(material: Material) -> list[Grid]:
    """Grids of the tables among words that nothing drawn helps to tell."""
    lines = gather_lines(material.words)
    grids = []
    start = 0
    while start < len(lines):
        run = _run(lines, start)
        grid = _grid(run) if run is not None else None
        if run is None or grid is None:
            start += 1
            continue
        grids.append(grid)
        start += len(run.lines)
    return grids


def _run(lines: Sequence[Line], start: int) -> _Run | None:
    """The longest run from a line that has white between three groups of words or more."""
    first = lines[start]
    gaps = [
        Stretch(before.x1, after.x0)
        for before, after in pairwise(first.words)
        if after.x0 - before.x1 >= CLEAR * first.size
    ]
    run = _Run([first], gaps)
    for line in lines[start + 1 :]:
        if line.top - run.lines[-1].bottom > APART * line.size:
            break
        narrowed = [white for gap in run.gaps if (white := _white(line, gap)) is not None]
        if len(narrowed) < LEAST_COLUMNS - 1:
            break
        run.lines.append(line)
        run.gaps = narrowed
    return run if len(run.lines) >= LEAST_LINES and len(run.gaps) >= LEAST_COLUMNS - 1 else None


def _white(line: Line, gap: Stretch) -> Stretch | None:
    """The widest part of a gap that a line leaves white; None when it is too narrow to part columns."""
    inside = [word for word in line.words if word.x0 < gap.end and word.x1 > gap.start]
    edges = [gap.start, *(x for word in inside for x in (word.x0, word.x1)), gap.end]
    widest = max(zip(edges[::2], edges[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return Stretch(*widest) if widest[1] - widest[0] >= CLEAR * line.size else None


def _grid(run: _Run) -> Grid | None:
    left, right = min(line.x0 for line in run.lines) - 2.0, max(line.x1 for line in run.lines) + 2.0
    # Words in the first line may stand over fewer columns than there are, so the columns are looked for again.
    found = column_gaps([line.words for line in run.lines], [[] for _ in run.lines], [])
    gaps = found if len(found) > len(run.gaps) else run.gaps
    xs = [left, *((gap.start + gap.end) / 2 for gap in gaps), right]
    filled = sum(columns_used(line.words, xs) >= LEAST_COLUMNS for line in run.lines)
    if filled < max(LEAST_COLUMNS, FILLED_LINES * len(run.lines)) or not _has_entries(run, xs):
        return None
    ys = distinct([run.lines[0].top - 1.0, *_cuts(run, xs), run.lines[-1].bottom + 1.0])
    grid = grid_of(xs, ys, [], [word for line in run.lines for word in line.words], goes_on=True)
    return grid if grid is not None and grid.row_count > 1 else None


def _has_entries(run: _Run, xs: Sequence[float]) -> bool:
    """Whether some column holds short entries: in a newspaper every column is prose."""
    for left, right in pairwise(xs):
        counts = [sum(left <= word.x0 < right for word in line.words) for line in run.lines]
        used = [count for count in counts if count]
        if used and sum(used) <= ENTRY * len(used):
            return True
    return False


def _cuts(run: _Run, xs: Sequence[float]) -> list[float]:
    """Heights at which rows part: above each fresh entry of the first column."""
    entries = [index for index, line in enumerate(run.lines) if line.words[0].x0 < xs[1]]
    if len(entries) >= EVERY_LINE * len(run.lines):
        starts = list(range(1, len(run.lines)))
    else:
        starts = [later for earlier, later in pairwise(entries) if _is_fresh(run.lines[earlier], run.lines[later])]
    return [(max(line.bottom for line in run.lines[:index]) + run.lines[index].top) / 2 for index in starts]


def _is_fresh(above: Line, line: Line) -> bool:
    """Whether a line begins an entry of the first column that the one above does not run on into."""
    return line.base - above.base > FRESH * line.size or bool(_NUMBER.match(line.words[0].text))
