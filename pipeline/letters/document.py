"""The letter as a Word document with real headings and lists, which people go on writing in."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.shared import Cm, Pt

from models.letter import Letter

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""A document holds the time it was made; a fixed one keeps the same letter giving the same bytes."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_MARGIN = Cm(2.5)
_NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")


def letter_docx(letter: Letter) -> bytes:
    """The bytes of the document: the same for the same letter."""
    document = docx.Document()
    for page in document.sections:
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
        page.page_width, page.page_height = Cm(21), Cm(29.7)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    properties = document.core_properties
    properties.title, properties.author, properties.language = _clean(letter.title), "", "en-GB"
    properties.created = properties.modified = _MADE
    document.add_heading(_clean(letter.title), level=1)
    document.add_paragraph(_clean(f"Read from {letter.document}."))
    for section in letter.sections:
        shown = [one.shown for one in section.sentences if one.shown]
        if shown:
            document.add_heading(section.heading, level=2)
            for text in shown:
                document.add_paragraph(_clean(text), style="List Bullet")
    buffer = BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _without_times(data: bytes) -> bytes:
    """The package with one time for all its parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            info = zipfile.ZipInfo(item.filename, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, before.read(item.filename))
    return buffer.getvalue()
