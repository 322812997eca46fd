"""Pages on which a table shows too few lines or bands of its own, read by the columns it has on other pages.

A row that fills a page leaves that page without a single line. When the same document has a table with known columns
on another page, words that keep to those columns and cross none of their edges are a piece of that table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pdf.bands import Boundary, Material, boundaries_of, grid_of, row_bands
from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.rows import columns_used, crosses_any, distinct, rows_of
from extractors.pdf.survey import Survey
from extractors.pdf.words import Word

SAME_COLUMNS = 4.0
"""Points by which the columns of one table may differ from page to page."""

LEAST_COLUMNS = 3
"""Columns that make a template: text in two columns is found in prose too."""

LEAST_LINES = 3
"""Lines of a piece that has no edge of its own."""

PARTED = 2.6
"""Times the size of white that ends a piece of a table."""

WIDE = 0.9
"""Share of a table's width that the edges of a banner cover."""

BANNER = 2.2
"""Times the size between a banner's base line and the edges of its row."""

KEEPING = 0.75
"""Share of a piece's rows that keep to the columns of a template, and of those columns that one row fills."""

FIRST_LINES = 0.2
"""Share of a page's height in which the piece of a table that only goes on must begin."""


@dataclass(slots=True)
class Template:
    """Columns of a table, and the pages it was seen on."""

    xs: list[float]
    pages: set[int]


def continue_tables(pages: Sequence[Survey]) -> None:
    """Add to each page the pieces of tables that other pages show how to read."""
    known = _templates(pages)
    for page in pages:
        page.banded = [_with_all_columns(grid, page, known) for grid in page.banded]
    templates = _templates(pages)
    # Pieces are looked for next to pages that have some, so from the first towards the last and back again.
    for page in (*pages, *reversed(pages)):
        for template in templates:
            if template.pages & {page.number - 1, page.number, page.number + 1}:
                _add_pieces(page, template)


def _templates(pages: Sequence[Survey]) -> list[Template]:
    """The columns of the unruled tables of all pages, those seen most often first.

    Some pages of such a table may show enough lines to be read by them alone.
    """
    templates: list[Template] = []
    for page in pages:
        for grid in page.banded:
            if grid.column_count >= LEAST_COLUMNS:
                _note(templates, grid, page.number)
    for page in pages:
        for grid in page.ruled:
            known = _known(templates, grid)
            if known is not None:
                known.pages.add(page.number)
    return sorted(templates, key=lambda template: (-len(template.pages), -len(template.xs)))


def _note(templates: list[Template], grid: Grid, page: int) -> None:
    known = _known(templates, grid)
    if known is None:
        templates.append(Template(list(grid.xs), {page}))
    else:
        known.pages.add(page)


def _known(templates: Sequence[Template], grid: Grid) -> Template | None:
    """The template that has the columns of a grid."""
    for template in templates:
        if len(template.xs) == len(grid.xs) and all(
            abs(one - two) <= SAME_COLUMNS for one, two in zip(template.xs, grid.xs, strict=True)
        ):
            return template
    return None


def _with_all_columns(grid: Grid, page: Survey, templates: Sequence[Template]) -> Grid:
    """The grid, or one of the same rows with the columns of a template of which it shows only some.

    On a page of banners and half rows the white between some columns is lost, and with few rows an edge may be put
    elsewhere in the white: the words then tell, when nearly all rows keep to the template's columns.
    """
    for template in templates:
        xs = template.xs
        ends = abs(xs[0] - grid.xs[0]) <= SAME_COLUMNS and abs(xs[-1] - grid.xs[-1]) <= SAME_COLUMNS
        shown = all(any(abs(x - other) <= SAME_COLUMNS for other in xs) for x in grid.xs)
        if ends and len(xs) > len(grid.xs) and len(template.pages) > 1:
            x0, top, x1, bottom = grid.box
            inside = [w for w in page.words if w.turn == 0 and x0 - 2 <= w.x0 <= x1 and top <= w.base <= bottom + 2]
            if not shown and not _keep_to(inside, grid.ys, xs):
                continue
            boundaries = boundaries_of(page.material(), row_bands(page.areas))
            fuller = grid_of(list(xs), list(grid.ys), boundaries, inside)
            if fuller is not None:
                return fuller
    return grid


def _keep_to(words: Sequence[Word], ys: Sequence[float], xs: Sequence[float]) -> bool:
    """Whether all rows but banners keep to some columns, and some row has words in most of them."""
    rows = [row for row in rows_of(words, ys) if row]
    keeping = [row for row in rows if not crosses_any(row, xs)]
    most = max((columns_used(row, xs) for row in keeping), default=0)
    return len(keeping) >= KEEPING * len(rows) and most >= KEEPING * (len(xs) - 1)


def _add_pieces(page: Survey, template: Template) -> None:
    material = page.material()
    boundaries = [
        boundary
        for boundary in boundaries_of(material, row_bands(material.areas))
        if template.xs[0] - SAME_COLUMNS <= boundary.start and boundary.end <= template.xs[-1] + SAME_COLUMNS
    ]
    for run in _runs(material, template.xs, boundaries):
        words = [word for line in run for word in line.words]
        used = max(columns_used(line.words, template.xs) for line in run)
        goes_on = (
            run[0].top <= FIRST_LINES * page.height
            and page.number - 1 in template.pages
            and min(word.x0 for word in words) >= template.xs[1] - 1.0
        )
        top, bottom = min(word.top for word in words) - 1.0, max(word.bottom for word in words) + 1.0
        inside = [boundary.at for boundary in boundaries if top < boundary.at < bottom]
        plain = used >= LEAST_COLUMNS and (len(run) >= LEAST_LINES or inside)
        if not plain and not goes_on:
            continue
        grid = grid_of(list(template.xs), distinct([top, *inside, bottom]), boundaries, words, goes_on=True)
        if grid is not None:
            grid.open_top = grid.open_bottom = True
            page.banded.append(grid)
            template.pages.add(page.number)


def _runs(material: Material, xs: Sequence[float], boundaries: Sequence[Boundary]) -> list[list[Line]]:
    """Runs of lines that follow each other closely and keep to the columns."""
    inside = [word for word in material.words if word.x1 > xs[0] - SAME_COLUMNS and word.x0 < xs[-1] + SAME_COLUMNS]
    runs: list[list[Line]] = [[]]
    for line in gather_lines(inside):
        fits = line.x0 >= xs[0] - 1.0 and line.x1 <= xs[-1] + 1.0
        if not fits or (crosses_any(line.words, xs) and not _is_banner(line, xs, boundaries)):
            runs.append([])
            continue
        if runs[-1]:
            last = runs[-1][-1]
            bounded = any(last.base < boundary.at <= line.base for boundary in boundaries)
            if line.top - last.bottom > PARTED * line.size and not bounded:
                runs.append([])
        runs[-1].append(line)
    return [run for run in runs if run]


def _is_banner(line: Line, xs: Sequence[float], boundaries: Sequence[Boundary]) -> bool:
    """Whether a line stands by itself in a row of its own that goes over the whole table."""
    wide = [b.at for b in boundaries if b.end - b.start >= WIDE * (xs[-1] - xs[0])]
    above = any(0 <= line.base - at <= BANNER * line.size for at in wide)
    below = any(0 <= at - line.base <= BANNER * line.size for at in wide)
    return above and below
