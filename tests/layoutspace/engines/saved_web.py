"""A web page that LibreOffice has saved of a Word file."""

from __future__ import annotations

from layoutspace.composed import Composed
from layoutspace.engines import office

KIND = "html"
missing = office.missing


def render(composed: Composed) -> bytes:
    """The document as a web page; made once on a machine."""
    return office.converted(composed, "html")
