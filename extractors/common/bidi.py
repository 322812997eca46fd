"""Text whose direction of writing is overruled, in the order in which it shows."""

from __future__ import annotations

import re

OVERRULE, END = "\u202e", "\u202c"
_CONTROLS = "\u202a-\u202e\u2066-\u2069\u200e\u200f"
_OVERRULED = re.compile(f"{OVERRULE}([^{END}\u2069\n]*)(?:{END}|\u2069|(?=\n)|$)")
_CONTROL = re.compile(f"[{_CONTROLS}]")


def as_displayed(text: str) -> str:
    """The text with what is overruled to run from right to left turned about, and without marks of direction."""
    if not _CONTROL.search(text):
        return text
    turned = _OVERRULED.sub(lambda match: _CONTROL.sub("", match[1])[::-1], text)
    return _CONTROL.sub("", turned)
