"""The web page of a comparison: one file, no scripts, nothing fetched, all document text escaped."""

from __future__ import annotations

import re
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from models.comparison import BoroughsComparison, Comparison, YearsComparison
from pipeline.compare.page_of_boroughs import boroughs_page
from pipeline.compare.page_of_years import years_page
from pipeline.compare.palette import DELETED, HEADER, INSERTED, MOVED, RAG_SHADES, RAG_WORDS
from pipeline.compare.values import words_of
from pipeline.compare.wording import cell_words

# Controls that HTML forbids, and marks that would turn the direction of the text around them.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Points of the heat map's print: A3 across holds the largest up to so many plans; more plans, smaller.
_LARGEST_PRINT, _SMALLEST_PRINT = 8.0, 4.5
_PLANS_AT_LARGEST = 20


def page(comparison: Comparison) -> str:
    """The page as HTML text."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.globals.update(
        rag_words=RAG_WORDS,
        rag_shades=[(colour or "none", shade) for colour, shade in RAG_SHADES.items()],
        inserted=INSERTED,
        deleted=DELETED,
        moved=MOVED,
        header=HEADER,
        cell_words=cell_words,
        in_words=words_of,
        print_size=_print_size(comparison),
    )
    if isinstance(comparison, YearsComparison):
        return environment.get_template("years.html").render(years_page(comparison))
    return environment.get_template("boroughs.html").render(boroughs_page(comparison))


def _template(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _harmless(value: object) -> object:
    """A text without what would break or turn the page; anything else as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _HARMFUL.sub("", value)
    return value


def _print_size(comparison: Comparison) -> str:
    plans = len(comparison.plans) if isinstance(comparison, BoroughsComparison) else 2
    size = _LARGEST_PRINT * _PLANS_AT_LARGEST / max(plans, _PLANS_AT_LARGEST)
    return f"{max(size, _SMALLEST_PRINT):.1f}"
