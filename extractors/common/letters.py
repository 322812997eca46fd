"""Letters that stand for others: ligatures, and code points that fonts give to their ligatures."""

from __future__ import annotations

import re
import unicodedata

_SHAPED = (range(0xFB00, 0xFB07), range(0xFB1D, 0xFDFE), range(0xFE70, 0xFEFD))
"""Latin ligatures, Hebrew letters with their points in one, Arabic letters in the shape of their place in a word."""
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for codes in _SHAPED for code in codes}

MISTAKEN = {"\u019f": "ti", "\u01a9": "tt", "\u014c": "ft"}
"""What Calibri and its kin write for ligatures in copies of their text (Ɵ, Ʃ, Ō), which English words do not hold."""

_LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
_MISTAKEN = re.compile(r"(?<=[A-Za-z])[\u019f\u01a9\u014c]|[\u019f\u01a9](?=[a-z])")


def spelt_out(text: str) -> str:
    """The text with ligatures as the letters they join, and shaped letters as those they are shapes of."""
    if text.isascii():
        return text
    text = _LIGATURE.sub(lambda match: LIGATURES[match[0]], text)
    return _MISTAKEN.sub(lambda match: MISTAKEN[match[0]], text)
