"""Headers and labels as they are compared."""

from __future__ import annotations

import re


def fold_header(text: str) -> str:
    """The header's words in lower case, single spaces, no punctuation (but a lone `#`); "Lead(s)" is "leads"."""
    if text.strip() == "#":
        return "#"
    plain = text.replace("(s)", "s").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))
