"""Keeps spreadsheets from taking document text for formulas.

The rule: a text that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or a line break, also after
blanks or apostrophes, gets one apostrophe in front. Spreadsheets show such a cell as text. It can be undone exactly: a
text that begins with an apostrophe and would need one without it has had one put there.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"[' ]*[=+\-@\t\r\n＝＋－＠]")


def make_safe(text: str) -> str:
    """The text as a spreadsheet may open it."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def make_exact(text: str) -> str:
    """The text as it was before `make_safe`."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text
