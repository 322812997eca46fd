"""Labels at the left of tables on their side, and of forms: they recur block by block, and each begins a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.segments import LARGER, MOVED, Part, are_elsewhere, header_among, is_apart, moved
from extractors.pdf.gaps.votes import Ballots
from models.reference.columns import is_column_name

LEAST_SHARED = 2
"""Labels under the first one that two blocks have in common."""

LEAST_LABELS = 3
"""Labels of a table whose rows they begin."""

NEXT_LINE = 1.4
"""Times the size of type between base lines up to which a label may go on from the line above."""

LONGEST = 3
"""Lines of a label that is broken otherwise in another block."""

NEAR_LINES = 12
"""Lines of a block among which words stand beside a label, or under a header, in a plan."""

LEAST_WORDS = 3
"""Words that stand together there."""

OVER_TITLE = 0.6
"""Times the size of white over the title of a block, more than between the lines of a cell."""

_FIGURES = re.compile(r"\d")
_ROW_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?\.?|[A-Z]{2,5}\d{1,2}")
_YEARS = re.compile(r"\b20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b")


@dataclass(frozen=True, slots=True)
class BlockLabels:
    """Labels of the blocks of a document, as their first lines say them.

    openers: those that open blocks of other columns each, and so other tables. rows: all labels that begin rows.
    """

    openers: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Block:
    """What may be a block of labels: the line that opens it, and what stands once under its first label."""

    opening: TextLine
    texts: frozenset[str]


def block_labels(parts: Sequence[Part]) -> BlockLabels:
    """The labels that recur in several blocks: each under a title or white, with the same labels further down."""
    blocks: dict[str, list[_Block]] = {}
    known = {line.pieces[0].text for part in parts for line in part.lines}
    spelled: dict[str, set[str]] = {}
    goes_on: dict[str, bool] = {}
    stand = Counter[str]()
    lines = [line for part in parts for line in part.lines]
    said = [_label(part.lines, index, known) for part in parts for index in range(len(part.lines))]
    places = [(part.lines, index) for part in parts for index in range(len(part.lines))]
    for place, (text, line) in enumerate(zip(said, lines, strict=True)):
        if not text:
            continue
        stand[text] += 1
        spelled.setdefault(text, set()).add(line.pieces[0].text)
        goes_on[text] = goes_on.get(text, True) and _may_go_on(*places[place])
        named = not _FIGURES.search(_YEARS.sub("", text)) or is_column_name(text)
        if line.several and named and is_apart(*places[place]):
            end = next((at for at in range(place + 1, len(said)) if said[at] == text), len(said))
            below = (at for at in range(place + 1, end) if abs(lines[at].x0 - line.x0) <= MOVED)
            times = Counter(said[at] for at in below)
            once = frozenset(each for each, count in times.items() if each and count == 1)
            blocks.setdefault(text, []).append(_Block(line, once))
    openers: set[str] = set()
    rows: set[str] = set()
    inside: set[str] = set()
    # what opens blocks stands apart wherever it stands; labels inside them do where the row above ends in one piece
    for text, own in sorted(blocks.items(), key=lambda item: -len(item[1]) / stand[item[0]]):
        times = Counter(each for block in own for each in block.texts)
        shared = {each for each, count in times.items() if count > 1}
        if text in inside or len(shared) < LEAST_SHARED:
            continue
        inside |= times.keys()
        if not any(are_elsewhere(one.opening, two.opening) for one, two in pairwise(own)):
            continue
        openings = [block.opening for block in own]
        if _print_headers(openings) or 2 * sum(map(_begins_row, openings)) > len(openings):
            continue
        openers |= spelled[text]
        first = {each for each in shared if not goes_on[each]}
        rows |= {text, *(first if len(first) >= LEAST_LABELS - 1 else shared)}
    return BlockLabels(frozenset(openers), frozenset(one for text in rows for one in spelled[text]))


def _print_headers(lines: Sequence[TextLine]) -> bool:
    """Whether lines that begin alike are headers, printed again: beside a label stand other values in each block."""
    beside = [[piece.text for piece in line.pieces[1:] if not _FIGURES.search(piece.text)] for line in lines]
    times = Counter(text for own in beside for text in set(own))
    again = sum(bool(own) and all(times[text] > 1 for text in own) for own in beside)
    return 2 * again > len(lines) and all(line.bold or line.heads for line in lines)


def _begins_row(line: TextLine) -> bool:
    """Whether a line is one of an upright table: beside its theme stand its number alone, and words of other cells."""
    beside = [piece for piece in line.pieces[1:] if piece.words]
    numbered = bool(beside) and bool(_ROW_NUMBER.fullmatch(beside[0].text))
    return numbered and sum(len(piece.words) >= LEAST_WORDS for piece in beside) > 0


def blocks_apart(
    parts: Mapping[int, Sequence[Part]], openers: Container[str], again: Collection[tuple[str, ...]]
) -> dict[int, list[Part]]:
    """The parts of each page, cut where a block opens: a table of its own, whatever the white in it.

    openers: bold labels that open blocks. again: what headers say that are printed again: where their columns are at
    other places than before, another table begins. A block may go on over the page. Titles over blocks are left out.
    Statistics have labels and headers that recur, too, but in plain type or over figures: those are let be.
    """
    opening = _openings([part for own in parts.values() for part in own], openers, again)
    found: dict[int, list[Part]] = {}
    block = 0
    for number, own in parts.items():
        found[number] = []
        for part in own:
            lines = part.lines
            starts = [index for index, line in enumerate(lines) if id(line) in opening]
            for first, end in pairwise((0, *starts, len(lines))):
                block += first in starts
                last = end if end == len(lines) else _over_title(lines, first, end)
                if first < last:
                    found[number].append(replace(_cut(part, first, last), block=block, opens=first in starts))
    return found


def _openings(parts: Iterable[Part], openers: Container[str], again: Collection[tuple[str, ...]]) -> set[int]:
    """`id`s of the lines that open blocks; see `blocks_apart`."""
    labels: dict[str, list[TextLine]] = {}
    headers: dict[tuple[str, ...], list[TextLine]] = {}
    wordy: set[int] = set()
    for part in parts:
        for index, line in enumerate(part.lines):
            header = header_among(line, again)
            text = line.pieces[0].text
            bold = all(word.style.bold for word in line.pieces[0].words)
            if bold and text in openers and is_apart(part.lines, index):
                labels.setdefault(text, []).append(line)
            elif header and is_apart(part.lines, index) and not _goes_on(part.lines, index):
                headers.setdefault(header, []).append(line)
            else:
                continue
            if _holds_words(part.lines[index : index + NEAR_LINES]):
                wordy.add(id(line))
    found: set[int] = set()
    for own in (*labels.values(), *headers.values()):
        if 2 * sum(id(line) in wordy for line in own) < len(own):
            continue
        if own[0].pieces[0].text in labels:
            found.update(map(id, own))
        elif elsewhere := {id(line) for before, line in pairwise(own) if moved(before, line)}:
            found |= elsewhere | {id(own[0])}
    return found


def _holds_words(lines: Sequence[TextLine]) -> bool:
    """Whether some words stand together beside what begins a line: statistics have figures there."""
    pieces = (piece for line in lines for piece in line.pieces[1:])
    return any(sum(word.text[:1].isalpha() for word in piece.words) >= LEAST_WORDS for piece in pieces)


def _goes_on(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is the second of a header."""
    above, line = lines[index - 1], lines[index]
    near = index > 0 and line.base - above.base <= NEXT_LINE * line.size
    return near and above.bold and line.bold and above.size < LARGER * line.size


def _cut(part: Part, first: int, end: int) -> Part:
    sums = part.ballots.sums[:, first : end + 1]
    return Part(
        part.page,
        part.lines[first:end],
        Ballots(part.ballots.scale, sums),
        part.drawn[first:end],
        first=part.first and first == 0,
        last=part.last and end == len(part.lines),
    )


def _over_title(lines: Sequence[TextLine], first: int, opening: int) -> int:
    """The end of what stands over a title, of which lines may stand right over the one that opens a block."""
    place = opening
    while place > first:
        line, above = lines[place - 1], lines[place - 2] if place > 1 else None
        at_left = not line.several and line.x0 <= lines[opening].x0 + MOVED
        larger = line.size >= LARGER * lines[opening].size
        if not at_left or not (larger or above is None or line.top - above.bottom > OVER_TITLE * line.size):
            break
        place -= 1
    return place


def _label(lines: Sequence[TextLine], index: int, known: Iterable[str]) -> str:
    """What a line says at its left as a label, as it stands in one line elsewhere; nothing where it can be none."""
    text = lines[index].pieces[0].text
    if text != "#" and not any(map(str.isalpha, text)):
        return ""
    longer = text
    for at in range(index + 1, min(index + LONGEST, len(lines))):
        if not _may_go_on(lines, at):
            break
        longer = f"{longer} {lines[at].pieces[0].text}"
        if longer in known:
            return longer
    return text


def _may_go_on(lines: Sequence[TextLine], index: int) -> bool:
    """Whether what stands at the left of a line may go on with a label right above it."""
    above, line = lines[index - 1], lines[index]
    return index > 0 and line.base - above.base <= NEXT_LINE * line.size and abs(line.x0 - above.x0) <= MOVED
