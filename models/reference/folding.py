"""Headers and labels as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)  # the cells of a table are held against its header, one by one and several times
def fold_header(text: str) -> str:
    """The header's words in lower case, single spaces, no punctuation (but a lone `#`); "Lead(s)" is "leads"."""
    if text.strip(" :") == "#":
        return "#"
    plain = text.replace("(s)", "s").replace("'", "").replace("’", "")
    return " ".join(_WORD.findall(plain.casefold()))
