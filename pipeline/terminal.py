"""The one way to a terminal: what a document says is shown there and never acts on it.

Texts of documents stand in tables, findings and errors that are printed, and a text can hold anything: characters that
clear the screen, rename the window, go back over a line or turn the direction of what follows. While a command runs,
stdout and stderr are `Guard`s, which write such characters as escapes. Bold goes a way of its own, `write_styled`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
KEPT = "\n\t"
"""Control characters that lines and columns are made of."""

_STYLES = re.compile("(\x1b\\[[01]m)")
_ACTING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Format characters that turn the direction of what follows: a name or a text could use them to look like another."""


def escaped(text: str, keep: str = KEPT) -> str:
    r"""The text with characters that would act on a terminal, or cannot be sent to one, written as `\x1b` or `\u202e`.

    keep: characters left as they are. From DEL on the escapes are those of JSON too, whose values stay the same.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if sign in keep or _shows(sign) else _escape(sign) for sign in text)


def _shows(sign: str) -> bool:
    return unicodedata.category(sign) not in _ACTING and sign not in _TURNING


def _escape(sign: str) -> str:
    return f"\\x{ord(sign):02x}" if sign < "\x7f" else f"\\u{ord(sign):04x}"


class Guard:
    """A stream to which nothing goes that acts on a terminal; in all else the stream it stands for."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text, acting characters as escapes."""
        self.stream.write(escaped(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines in the same way."""
        for line in lines:
            self.write(line)

    def write_styled(self, text: str) -> None:
        """Write a text in which bold begins and ends; the texts of documents in it are escaped before."""
        self.stream.write("".join(part if _STYLES.fullmatch(part) else escaped(part) for part in _STYLES.split(text)))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self.stream, name)


@contextmanager
def guarded() -> Iterator[None]:
    """Guard stdout and stderr."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Guard(before[0]), Guard(before[1])
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def unguarded(stream: TextIO) -> TextIO:
    """The stream behind its guard, for what draws on the terminal and shows no text of a document."""
    return stream.stream if isinstance(stream, Guard) else stream


def write_styled(stream: TextIO, text: str) -> None:
    """Write a text with bold in it, through the guard where there is one."""
    if isinstance(stream, Guard):
        stream.write_styled(text)
    else:
        stream.write(text)
