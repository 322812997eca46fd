"""Copies documents with different words, for people who want to show a layout but not what the plan says.

No name and no word of a narrative stays. What comes out is read, and given only when it has the shape of what went in.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from extractors import kinds
from extractors.common.encoding import decode
from extractors.html.page import decode_page
from models.errors import CannotBeAnonymised, UnsupportedKind
from pipeline.anonymise.html import other_html
from pipeline.anonymise.office import other_office
from pipeline.anonymise.pdf import other_pdf
from pipeline.anonymise.shape import (
    Reading,
    blocks_of,
    columns_of,
    differences,
    headers_of,
    names_of,
    narratives_of,
    read,
)
from pipeline.anonymise.text import other_text
from pipeline.anonymise.words import OtherWords

__all__ = ["Anonymised", "anonymise"]

_ENDINGS = {kinds.DOCX: ".docx", kinds.XLSX: ".xlsx", kinds.HTML: ".html", kinds.PDF: ".pdf", kinds.TEXT: ".txt"}
_INSTEAD = "Describe the layout in the issue form instead."
_TRIES = 3
"""Times that words are looked for: some happen to be read as something else."""


@dataclass(frozen=True, slots=True)
class Anonymised:
    """A document in other words, and what its name must end in."""

    data: bytes
    ending: str


def anonymise(data: bytes, chance: Random | None = None) -> Anonymised:
    """Give a document other words.

    Raises an `InputError` when it cannot be read, when its kind cannot be written, when a name would stay, or when the
    copy is not read to the same shape.
    """
    before = read(data)
    ending = _ENDINGS.get(before.document.media_type)
    if ending is None:
        raise UnsupportedKind(
            f"The file is {kinds.describe(data)}, which cannot be anonymised.", "Save it as Word (.docx)."
        )
    other: list[str] = []
    for _ in range(_TRIES):
        copy = _written(data, before, _other_words(before, chance))
        _refuse_names(copy, before)
        other = differences(before, read(copy))
        if not other:
            return Anonymised(copy, ending)
    raise CannotBeAnonymised(f"The copy would be read differently ({other[0]}), so it was not written.", _INSTEAD)


def _other_words(before: Reading, chance: Random | None) -> OtherWords:
    return OtherWords(
        (block.text for block in blocks_of(before.document)),
        headers=headers_of(before),
        columns=columns_of(before),
        narratives=narratives_of(before),
        names=names_of(before.plan) if before.plan else (),
        chance=chance,
    )


def _written(data: bytes, before: Reading, words: OtherWords) -> bytes:
    kind = before.document.media_type
    if kind == kinds.PDF:
        return other_pdf(data, before.document, words)
    if kind == kinds.HTML:
        return other_html(decode_page(data), words)
    if kind == kinds.TEXT:
        return other_text(decode(data) or "", words)
    return other_office(data, words, "Word document" if kind == kinds.DOCX else "workbook")


def _refuse_names(copy: bytes, before: Reading) -> None:
    """Raise when a name that was read stands anywhere in the copy, also where nobody sees it."""
    texts = list(_texts_of(copy))
    for name in names_of(before.plan) if before.plan else ():
        words = r"[\W_]{0,3}".join(map(re.escape, name.split()))
        spelled = re.compile(rf"\b{words}\b", re.IGNORECASE)
        if any(spelled.search(text) for text in texts):
            raise CannotBeAnonymised(
                f"The name “{name}” would stay in a hidden part of the copy, so it was not written.", _INSTEAD
            )


def _texts_of(copy: bytes) -> Iterator[str]:
    if not copy.startswith(b"PK"):
        yield copy.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        for member in archive.infolist():
            yield member.filename
            yield archive.read(member).decode("utf-8", "replace")
