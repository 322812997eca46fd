"""Text as a terminal may show it: wrapped, without control characters, in bold only where there is a terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from pipeline.terminal import BOLD, PLAIN, escaped, unguarded, write_styled

WIDEST = 100  # characters of a line that still reads well
NARROWEST = 40
NARROWEST_CELL = 16
BETWEEN = "  "  # columns
PLAIN_MARK = "**"  # put round words found when the output is no terminal


def printable(text: str, keep: str = "") -> str:
    r"""The text with characters that would act on a terminal, or cannot be sent to one, written as `\x1b` or `\u202e`.

    keep: characters left as they are, such as line feeds.
    """
    return escaped(text, keep)


def width() -> int:
    """Characters on a line."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))


def styled(stream: TextIO | None = None) -> bool:
    """Whether bold may be used: on a terminal whose owner has not asked for no styles (https://no-color.org)."""
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """The text in bold on a terminal, as it is elsewhere."""
    return f"{BOLD}{text}{PLAIN}" if styled() else text


def wrapped(text: str, indent: str = "", first: str | None = None) -> Iterator[str]:
    """Each line of a text as lines that fit the terminal; `first` stands before the first of each."""
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line,
            width(),
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_on_hyphens=False,
        ) or [""]


def in_columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """A text for each row, its cells in columns; the columns numbered in `right` are set to the right.

    Where a row is too wide for the terminal, its last cell goes on below.
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    before = sum(size + len(BETWEEN) for size in widths[:-1])
    last = max(width() - before, NARROWEST_CELL)
    for row in rows:
        cells = [
            cell.rjust(size) if column in right else cell.ljust(size)
            for column, (cell, size) in enumerate(zip(row[:-1], widths, strict=False))
        ]
        first, *more = textwrap.wrap(row[-1], last) or [""]
        if len(widths) - 1 in right:
            first = first.rjust(widths[-1])
        yield "\n".join([BETWEEN.join([*cells, first]).rstrip(), *(" " * before + line for line in more)])


def print_lines(lines: Iterable[str]) -> None:
    """Print lines to stdout; characters that its encoding lacks are replaced, so that none stops the rest."""
    stream = unguarded(sys.stdout)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    for line in lines:
        write_styled(sys.stdout, f"{line}\n")
    sys.stdout.flush()  # before anything is said on stderr, which is often the same screen or file


def said(line: str) -> None:
    """Say a line on stderr: for people, never part of the result. Where nobody listens any more, the work goes on."""
    stream = unguarded(sys.stderr)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    try:
        sys.stderr.write(f"{line}\n")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def labelled(pairs: Mapping[str, str | None]) -> Iterator[str]:
    """Names and texts, one below the other, those without a text left out."""
    size = max((len(name) for name, text in pairs.items() if text), default=0) + 2
    for name, text in pairs.items():
        for number, line in enumerate((text or "").split("\n") if text else ()):
            label = f"{name}:".ljust(size) if not number else " " * size
            yield from wrapped(line, " " * size, label)
