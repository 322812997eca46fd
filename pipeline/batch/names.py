"""Names of files as they may be printed and recorded: a name can hold anything but a slash and a zero byte."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, marks that turn the writing round, lone surrogates, unassigned, line and paragraph separators."""


def printable(name: str) -> str:
    """The name on one line, with what a terminal would act on or could not show written as an escape."""
    return "".join(_escaped(char) if unicodedata.category(char) in _UNSEEN else char for char in name)


def recorded(name: str) -> str:
    """The name as text: bytes that are no UTF-8 as the replacement character, everything else as it is."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
