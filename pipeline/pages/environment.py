"""Turns a page's value into HTML: one environment for all pages, everything that documents say escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from models.base import Record
from pipeline.compare.palette import DELETED, INSERTED, MOVED, RAG_SHADES, RAG_WORDS
from pipeline.compare.values import words_of
from pipeline.compare.wording import cell_words
from pipeline.pages.frame import Frame
from pipeline.pages.words import RAG_LETTERS
from pipeline.quantities import count

# Controls that HTML forbids, and marks that would turn the direction of the text around them.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

ASSETS = {
    "style.css": "text/css; charset=utf-8",
    "pages.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files that pages load, and their media types."""


def render(template: str, frame: Frame, page: Record | Mapping[str, Any]) -> str:
    """A page as HTML text: `page` is what it shows, `frame` what stands round it."""
    return environment().get_template(template).render(frame=frame, page=page, to=frame.links.to)


def render_pieces(template: str, frame: Frame, page: Record | Mapping[str, Any]) -> Iterator[str]:
    """A page as pieces of HTML text, for those that are large."""
    return environment().get_template(template).generate(frame=frame, page=page, to=frame.links.to)


@cache
def asset(name: str) -> str:
    """The text of a style sheet or script."""
    if name == "style.css":
        return environment().get_template(name).render()
    return resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The environment of all templates."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.globals.update(
        rag_words=RAG_WORDS,
        rag_letters=RAG_LETTERS,
        rag_shades=[(colour or "none", shade) for colour, shade in RAG_SHADES.items()],
        inserted=INSERTED,
        deleted=DELETED,
        moved=MOVED,
        count=count,
        cell_words=cell_words,
        in_words=words_of,
    )
    return made


def _template(name: str) -> str:
    folder = "assets" if name.endswith(".css") else "templates"
    return resources.files(__package__).joinpath(folder, name).read_text(encoding="utf-8")


def _harmless(value: object) -> object:
    """A text without what would break or turn the page; anything else as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _HARMFUL.sub("", value)
    return value
