"""Labels at the left of tables on their side, and of forms: they recur block by block, and each begins a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.segments import MOVED, Part, are_elsewhere, is_apart

LEAST_SHARED = 2
"""Labels under the first one that two blocks have in common."""

LEAST_LABELS = 3
"""Labels of a table whose rows they begin."""

NEXT_LINE = 1.4
"""Times the size of type between base lines up to which a label may go on from the line above."""

LONGEST = 3
"""Lines of a label that is broken otherwise in another block."""

_FIGURES = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class BlockLabels:
    """Labels of the blocks of a document, as their first lines say them.

    openers: those that open blocks of other columns each, and so other tables. rows: all that begin rows.
    """

    openers: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Block:
    opening: TextLine
    texts: frozenset[str]


def block_labels(parts: Sequence[Part]) -> BlockLabels:
    """The labels that recur in several blocks: each under a title or white, with the same labels further down."""
    blocks: dict[str, list[_Block]] = {}
    known = {line.pieces[0].text for part in parts for line in part.lines}
    spelled: dict[str, set[str]] = {}
    goes_on: dict[str, bool] = {}
    for part in parts:
        said = [_label(part.lines, index, known) for index in range(len(part.lines))]
        for index, (text, line) in enumerate(zip(said, part.lines, strict=True)):
            if not text:
                continue
            spelled.setdefault(text, set()).add(line.pieces[0].text)
            goes_on[text] = goes_on.get(text, True) and _may_go_on(part.lines, index)
            if line.several and not _FIGURES.search(text) and is_apart(part.lines, index):
                end = next((at for at in range(index + 1, len(said)) if said[at] == text), len(said))
                below = (at for at in range(index + 1, end) if abs(part.lines[at].x0 - line.x0) <= MOVED)
                blocks.setdefault(text, []).append(_Block(line, frozenset(said[at] for at in below) - {""}))
    openers: set[str] = set()
    rows: set[str] = set()
    inside: set[str] = set()
    for text, own in blocks.items():
        times = Counter(each for block in own for each in block.texts)
        shared = {each for each, count in times.items() if count > 1}
        if text in inside or len(shared) < LEAST_SHARED:
            continue
        inside |= times.keys()
        if any(are_elsewhere(one.opening, two.opening) for one, two in pairwise(own)):
            openers |= spelled[text]
            first = {each for each in shared if not goes_on[each]}
            rows |= {text, *(first if len(first) >= LEAST_LABELS - 1 else shared)}
    return BlockLabels(frozenset(openers), frozenset(one for text in rows for one in spelled[text]))


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
