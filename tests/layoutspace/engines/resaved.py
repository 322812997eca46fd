"""A Word file that LibreOffice has opened and saved again, with the structure it gives to all it writes."""

from __future__ import annotations

from layoutspace.composed import Composed
from layoutspace.engines import office

KIND = "docx"
missing = office.missing


def render(composed: Composed) -> bytes:
    """The document as a .docx file; made once on a machine."""
    return office.converted(composed, "docx")
