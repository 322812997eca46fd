"""A PDF that WeasyPrint makes of a web page."""

from __future__ import annotations

from importlib.util import find_spec

from layoutspace.composed import Composed
from layoutspace.engines.web import printed_page

KIND = "pdf"


def missing() -> str:
    """The package, where it is not installed."""
    return "" if find_spec("weasyprint") else "weasyprint (pip install weasyprint)"


def render(composed: Composed) -> bytes:
    """The document as a PDF."""
    from weasyprint import HTML  # noqa: PLC0415 - not everybody has it

    made: bytes = HTML(string=printed_page(composed, turns=False)).write_pdf(pdf_identifier=b"layoutspace")
    return made
