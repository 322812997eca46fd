"""Columns that a printed spreadsheet has alone on a page: their rows are as high as those of another page's table."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.grid import Grid, cluster_rulings, make_grid
from extractors.pdf.survey import Survey

FEWEST_ROWS = 3
LEVEL = 1.0
"""Points by which edges of rows may differ from page to page."""


def add_lone_columns(pages: Sequence[Survey]) -> None:
    """Give pages without a table a grid of one column where another page's table has its rows at the same heights."""
    known = [grid for page in pages for grid in page.ruled]
    for page in (page for page in pages if known and not page.ruled and page.rulings):
        for cluster in cluster_rulings(page.rulings):
            grid = make_grid(cluster)
            if grid is not None and grid.column_count == 1 and any(_is_level(grid, other) for other in known):
                page.ruled.append(grid)


def _is_level(grid: Grid, other: Grid) -> bool:
    if grid.row_count != other.row_count or grid.row_count < FEWEST_ROWS:
        return False
    return all(abs(a - b) <= LEVEL for a, b in zip(grid.ys, other.ys, strict=True))
