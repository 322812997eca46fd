"""The engines that make files: one module each, all with the same three names.

`KIND` is the kind of file. `missing()` says what would have to be installed, and is empty when nothing is missing.
`render(composed)` gives the bytes of the file.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from layoutspace.composed import Composed

MODULES = {
    "docx": "library_word",
    "ooxml": "own_word",
    "html": "web",
    "platypus": "platypus",
    "canvas": "canvas",
    "fpdf": "fpdf_tables",
    "weasyprint": "weasy",
    "typst": "typst_pages",
    "office": "office",
    "resaved": "resaved",
    "saved_web": "saved_web",
    "chromium": "browser",
    "xlsx": "workbook",
}
UNINSTALLED = frozenset({"fpdf", "weasyprint", "typst", "office", "resaved", "saved_web", "chromium"})
"""Engines that the extra `dev` does not bring."""


class Engine(Protocol):
    """What a module of an engine offers."""

    KIND: str

    def missing(self) -> str:
        """What is not installed, or nothing."""
        ...

    def render(self, composed: Composed) -> bytes:
        """The document as a file."""
        ...


def engine(name: str) -> Engine:
    """The engine of this name."""
    return cast("Engine", import_module(f"layoutspace.engines.{MODULES[name]}"))
