"""Bytes of a text to characters, told from the bytes themselves."""

from __future__ import annotations

import codecs
import re

CONTROL_SHARE_LIMIT = 0.01
"""Most control characters a text may have, as a share of its characters; binary data has far more."""

_SAMPLE_BYTES = 4096
_NUL_SHARE_OF_UTF16 = 0.4
"""Western text in UTF-16 has a zero in every other byte; 0.4 of one parity leaves room for typographic quotes."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters but for tabs, line and page ends, and the end-of-file sign of old systems."""


def marked_encoding(data: bytes) -> str | None:
    """Encoding named by a byte order mark, or told by the zeros of UTF-16 without one; None when neither speaks."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE_BYTES]
    pairs = len(sample) // 2
    if pairs and sample[1::2].count(0) >= _NUL_SHARE_OF_UTF16 * pairs and sample[::2].count(0) == 0:
        return "utf-16-le"
    if pairs and sample[::2].count(0) >= _NUL_SHARE_OF_UTF16 * pairs and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def decode(data: bytes) -> str | None:
    """The characters of a text file, or None when the bytes are no text.

    Tried in turn: the byte order mark's encoding, UTF-8, Windows-1252. Text is refused when more than
    `CONTROL_SHARE_LIMIT` of it is control characters.
    """
    marked = marked_encoding(data)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if _reads_as_text(text) else None
    return None


def _reads_as_text(text: str) -> bool:
    return len(_CONTROL.findall(text)) <= CONTROL_SHARE_LIMIT * len(text)
