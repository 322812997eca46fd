"""Search, and help."""

from __future__ import annotations

import sqlite3
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.errors import UsageError, VvrapError
from models.mention import MentionLabel
from models.plan import RagColour
from models.reference.boroughs import authorities, find_borough
from pipeline.catalogue.opening import ask_catalogue
from pipeline.catalogue.search import NOT_RATED, Answer, Filters, search
from pipeline.compare.palette import RAG_WORDS
from pipeline.pages.frame import Fault
from pipeline.pages.views.help import help_page
from pipeline.pages.views.search import Facet, search_page
from pipeline.web.remedies import in_words
from pipeline.web.site import Show, Site, answer, pages, site_of

MOST_FOUND = 50
LONGEST_QUESTION = 400  # characters
_LABELS = {"agency": "Agencies", "panel": "Panels", "service": "Services"}


def show_search(request: Request) -> Response:
    """The page."""
    site, asked = site_of(request), request.query_params
    q = " ".join(asked.get("q", "").split())[:LONGEST_QUESTION]
    faults: tuple[Fault, ...] = ()
    found = None
    if q:
        try:
            found = _ask(
                site,
                q,
                _filters(*(asked.get(name, "") for name in ("borough", "year", "theme", "label", "rag"))),
            )
        except VvrapError as error:
            faults = (Fault("q", in_words(error) if isinstance(error, UsageError) else error.problem),)
    page = search_page(q, found, _facets(site, dict(asked)))
    return answer(request, Show("search.html", "Search", "search", faults=faults), page)


def _ask(site: Site, q: str, filters: Filters) -> Answer:
    def ask(connection: sqlite3.Connection) -> Answer:
        return search(connection, q, filters, MOST_FOUND)

    return ask_catalogue(site.settings.outputs, ask, lambda _: None)


def _filters(borough: str, year: str, theme: str, label: str, rag: str) -> Filters:
    known = find_borough(borough) if borough else None
    return Filters(
        gss_code=known.gss_code if known else None,
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        theme=theme if theme.isdecimal() and len(theme) < 4 else None,
        rag=NOT_RATED if rag == "none" else rag if rag in get_args(RagColour) else None,
        label=label if label in get_args(MentionLabel) else None,
    )


def _facets(site: Site, asked: dict[str, str]) -> list[Facet]:
    boroughs = [(one.borough.name, one.borough.name) for one in authorities()]
    years = [(str(year), str(year)) for year in site.shelf.years()]
    themes = [(str(number), f"Theme {number}") for number in range(1, 9)]
    facets = (
        ("borough", "Borough", boroughs),
        ("year", "Year", years),
        ("theme", "Theme", themes),
        ("rag", "RAG", [(colour or "none", word) for colour, word in RAG_WORDS.items()]),
        ("label", "Names", list(_LABELS.items())),
    )
    return [
        Facet(name=name, label=label, choices=tuple(choices), chosen=asked.get(name, ""))
        for name, label, choices in facets
    ]


def show_help(request: Request) -> Response:
    """What each finding means."""
    return answer(request, Show("help.html", "Help", "help"), help_page())


def routes() -> list[BaseRoute]:
    """The routes of search and help."""
    return [*pages("/search", show_search), *pages("/help", show_help)]
