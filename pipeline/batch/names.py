"""Names of files as they may be printed and recorded: a name can hold anything but a slash and a zero byte."""

from __future__ import annotations


def printable(name: str) -> str:
    """The name on one line, with what a terminal would act on or could not show written as an escape."""
    return "".join(char if char.isprintable() else _escaped(char) for char in name)


def recorded(name: str) -> str:
    """The name as text: bytes that are no UTF-8 as the replacement character, everything else as it is."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
