"""Which engine sets which kind of file, and what each needs."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

from otherhand.engines.office import converted, office
from otherhand.engines.pens import canvas_pdf, fpdf_pdf
from otherhand.engines.platypus import platypus_pdf
from otherhand.engines.sheet import workbook
from otherhand.engines.typst_pages import typst_pdf
from otherhand.engines.web import chromium, chromium_pdf, html, weasy_pdf
from otherhand.engines.word import word
from otherhand.flow import Document
from otherhand.looks import Look

NEEDS = {"weasyprint": "weasyprint", "fpdf": "fpdf", "typst": "typst"}
KINDS = {"word": "docx", "html": "html", "xlsx": "xlsx", "odt": "odt"}


def kind_of(engine: str) -> str:
    """The kind of file that an engine writes."""
    return KINDS.get(engine, "pdf")


def missing(engine: str) -> str:
    """What must be installed for an engine, else empty."""
    if engine in NEEDS and importlib.util.find_spec(NEEDS[engine]) is None:
        return NEEDS[engine]
    if engine == "chromium" and chromium() is None:
        return "Chromium"
    if engine in {"office docx", "office xlsx", "odt"} and office() is None:
        return "LibreOffice"
    return ""


ENGINES: dict[str, Callable[[Document, Look], bytes]] = {
    "weasyprint": weasy_pdf,
    "chromium": chromium_pdf,
    "platypus": platypus_pdf,
    "canvas": canvas_pdf,
    "fpdf": fpdf_pdf,
    "typst": typst_pdf,
    "word": word,
    "xlsx": workbook,
    "html": html,
    "office docx": lambda document, look: converted(word(document, look), "docx", "pdf"),
    "office xlsx": lambda document, look: converted(workbook(document, look), "xlsx", "pdf"),
    "odt": lambda document, look: converted(word(document, look), "docx", "odt"),
}


def press(document: Document, look: Look, engine: str) -> bytes:
    """The bytes of the file."""
    return ENGINES[engine](document, look)
