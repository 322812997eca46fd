"""A comparison as one file that needs no other: no scripts, nothing fetched, the templates of all pages."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import Comparison, YearsComparison
from pipeline.pages.environment import render_pieces
from pipeline.pages.frame import Frame
from pipeline.pages.links import ServedLinks
from pipeline.pages.views.compared_boroughs import boroughs_page
from pipeline.pages.views.compared_years import years_page


def comparison_html(comparison: Comparison) -> Iterator[str]:
    """The file's text, in pieces."""
    if isinstance(comparison, YearsComparison):
        template, page = "compared-years.html", years_page(comparison)
    else:
        template, page = "compared-boroughs.html", boroughs_page(comparison)
    frame = Frame(
        links=ServedLinks(),  # none is made: all that is linked is in the file
        title=page["title"],
        here="",
        sections=frozenset(),
        parts=tuple(page["sections"]),
        alone=True,
        data=(),
    )
    return render_pieces(template, frame, page)
