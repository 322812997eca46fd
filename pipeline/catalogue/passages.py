"""Picks from a long text the lines that answer a search, the words found marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Marks put round the words found. Unicode keeps these two for uses inside a program: no document may hold them.
OPEN, CLOSE = "\ufdd0", "\ufdd1"

MOST_LINES = 3  # lines of a text shown when the words found stand in several
LONGEST_LINE = 420  # characters of a line shown: some five lines of a terminal
LEAD_IN = 100  # characters shown before the first word found in a line that is cut
STEM = 5  # letters by which the words found are told apart
GAP = "…"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a passage, from `start` up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a text, and which of their characters are the words found. Lines are parted by a line feed."""

    text: str
    marks: tuple[Span, ...]

    def words(self) -> frozenset[str]:
        """The words found, each once, told apart by their beginnings: what differs after that is mostly an ending."""
        found = (self.text[mark.start : mark.end].casefold() for mark in self.marks)
        return frozenset(word[:STEM] if " " not in word else word for word in found)


def pick_passage(marked: str, wanted: Sequence[Span] = ()) -> Passage:
    """The lines of a marked text that hold most of the words found.

    marked: a text whose words found stand between OPEN and CLOSE.
    wanted: characters of the text without marks; of lines that are equal otherwise, one that touches these is taken.
    """
    lines = list(_lines(marked, wanted))
    missing = frozenset[str]().union(*(line.passage.words() for line in lines))
    taken: list[_Line] = []
    while missing and len(taken) < MOST_LINES:
        best = max(lines, key=lambda line: (len(line.passage.words() & missing), line.wanted, -line.number))
        if not best.passage.words() & missing:
            break
        taken.append(best)
        missing -= best.passage.words()
    shown = sorted(taken or lines[:1], key=lambda line: line.number)
    return _joined([_shortened(line.passage) for line in shown])


def unmark(marked: str) -> Passage:
    """A marked text as its characters and the places of its marks."""
    pieces = []
    marks = []
    length = 0
    for number, piece in enumerate(marked.split(OPEN)):
        found, closed, rest = piece.partition(CLOSE) if number else ("", "", piece)
        if number and not closed:
            found, rest = "", found
        if found:
            marks.append(Span(length, length + len(found)))
        pieces.append(found + rest)
        length += len(found) + len(rest)
    return Passage("".join(pieces), tuple(marks))


def mark(passage: Passage, before: str, after: str) -> str:
    """The passage with `before` and `after` put round every word found."""
    pieces = []
    last = 0
    for span in passage.marks:
        pieces += [passage.text[last : span.start], before, passage.text[span.start : span.end], after]
        last = span.end
    return "".join([*pieces, passage.text[last:]])


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, and whether it touches characters that are wanted."""

    number: int
    passage: Passage
    wanted: bool


def _lines(marked: str, wanted: Sequence[Span]) -> Iterator[_Line]:
    whole = unmark(marked)
    start = 0
    for number, text in enumerate(whole.text.split("\n")):
        end = start + len(text)
        # a phrase that runs over a line break is marked on each of its lines
        marks = tuple(
            Span(max(span.start, start) - start, min(span.end, end) - start)
            for span in whole.marks
            if span.start < end and span.end > start
        )
        touched = any(span.start < end and span.end > start for span in wanted)
        yield _Line(number, Passage(text, marks), touched)
        start = end + 1


def _shortened(line: Passage) -> Passage:
    """A line cut at blanks to a length that can be shown, its first word found near the beginning."""
    if len(line.text) <= LONGEST_LINE:
        return line
    first = line.marks[0].start if line.marks else 0
    start = 0 if first <= LEAD_IN else line.text.find(" ", first - LEAD_IN, first) + 1 or first
    end = len(line.text)
    if end - start > LONGEST_LINE:
        end = line.text.rfind(" ", start + LEAD_IN, start + LONGEST_LINE)
        end = end if end > first else start + LONGEST_LINE
    before = GAP if start else ""
    after = GAP if end < len(line.text) else ""
    moved = len(before) - start
    marks = tuple(
        Span(max(span.start, start) + moved, min(span.end, end) + moved)
        for span in line.marks
        if span.start < end and span.end > start
    )
    return Passage(before + line.text[start:end] + after, marks)


def _joined(lines: Sequence[Passage]) -> Passage:
    marks: list[Span] = []
    length = 0
    for line in lines:
        marks += [Span(span.start + length, span.end + length) for span in line.marks]
        length += len(line.text) + 1
    return Passage("\n".join(line.text for line in lines), tuple(marks))
