"""Parts paragraphs that hold several labels, each with its value: "Lead: Jo Ellis | RAG: Green"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.assembler.labels import NEARLY_ALL, OFTEN
from models.document import Block, Item
from models.reference.columns import fold_header, is_column_name

FEWEST = 2  # paragraphs that a label must stand inside
LONGEST = 60  # characters of a label
MOST_WORDS = 6  # of a label in plain words after plain words
_COLON = re.compile(r":(?=\s|$)")
_BAR = re.compile(r"[|·•¦]\s*")
_BARS = " |·•¦"


@dataclass(frozen=True, slots=True)
class _Inner:
    """A label that may stand inside a paragraph, folded. shown: whether its look or a bar sets it apart."""

    start: int
    text: str
    shown: bool
    valued: bool
    """Whether anything stands between the label before it and this one."""


def with_labels_apart(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with each paragraph that holds several labels parted before each of them."""
    colons = {id(block): found for block in items if isinstance(block, Block) and (found := _colons(block))}
    opened = [block for block in items if isinstance(block, Block) and id(block) in colons]
    ends = Counter(
        end for block in opened for pair in pairwise(colons[id(block)]) for _, end in _ends(block.text, *pair)
    )
    inner = {id(block): list(_inner(block, colons[id(block)], ends)) for block in opened}
    most = max(Counter(fold_header(block.text[: colons[id(block)][0]]) for block in opened).values(), default=0)
    labels = _labels([one for found in inner.values() for one in found], most)
    return tuple(part for item in items for part in _parted(item, inner.get(id(item), ()), labels))


def _colons(block: Block) -> list[int]:
    """Where the colons of a paragraph that opens with a label stand."""
    if block.aside or (block.marker and block.kind != "bullet"):
        return []
    found = [match.start() for match in _COLON.finditer(block.text)]
    return found if found and 0 < found[0] <= LONGEST else []


def _ends(text: str, before: int, colon: int) -> Iterator[tuple[int, str]]:
    """Where the last word before a colon begins and its text, the same of the last two and so on, all folded."""
    words = list(re.finditer(r"\S+", text[before + 1 : colon]))
    for word in reversed(words[-MOST_WORDS:]):
        yield before + 1 + word.start(), fold_header(text[before + 1 + word.start() : colon])


def _inner(block: Block, colons: Sequence[int], ends: Counter[str]) -> Iterator[_Inner]:
    for before, colon in pairwise(colons):
        start = _shown(block, before, colon)
        shown = start is not None
        if start is None:
            start = _plain(block.text, before, colon, ends)
        if start is not None and block.text[start:colon].strip() and colon - start <= LONGEST:
            valued = bool(block.text[before + 1 : start].strip(_BARS))
            yield _Inner(start, fold_header(block.text[start:colon]), shown, valued)


def _shown(block: Block, before: int, colon: int) -> int | None:
    """Where a label before a colon begins that its look or a bar sets apart."""
    bold = [(look.start, look.end) for look in block.looks if look.kind == "bold" and before < look.end >= colon]
    starts = [start for start, _ in bold if start < colon]
    bars = [before + 1 + bar.end() for bar in _BAR.finditer(block.text[before + 1 : colon])]
    if not starts and not bars:
        return None
    return max([before + 1, *starts, *bars])


def _plain(text: str, before: int, colon: int, ends: Counter[str]) -> int | None:
    """Where a label in plain words begins: a known name, or as many words as nearly always stand together."""
    found = list(_ends(text, before, colon))
    alike = [(start, end) for start, end in found if ends[end] >= max(FEWEST, NEARLY_ALL * ends[found[0][1]])]
    named = [(start, end) for start, end in alike if is_column_name(end)]
    start = max(named or alike, key=lambda one: len(one[1]), default=(colon, ""))[0]
    return start if text[start : start + 1].isupper() else None


def _labels(inner: Collection[_Inner], most: int) -> frozenset[str]:
    """The labels that stand inside paragraph after paragraph, about as often as others.

    In plain words they are known names, or stand nearly as often as what opens most paragraphs, after values.
    most: paragraphs that the commonest label opens.
    """
    counts = Counter(one.text for one in inner)
    shown = Counter(one.text for one in inner if one.shown)
    valued = Counter(one.text for one in inner if one.valued)
    sure = [
        text
        for text, count in counts.items()
        if count >= max(FEWEST, OFTEN * most)
        and (
            shown[text] >= OFTEN * count
            or is_column_name(text)
            or (count >= NEARLY_ALL * most and valued[text] >= OFTEN * count)
        )
    ]
    return frozenset(sure)


def _parted(item: Item, inner: Sequence[_Inner], labels: Collection[str]) -> Iterator[Item]:
    cuts = [one.start for one in inner if one.text in labels]
    if not isinstance(item, Block) or not cuts:
        yield item
        return
    for start, end in zip([0, *cuts], [*cuts, len(item.text)], strict=True):
        stop = start + len(item.text[start:end].rstrip(_BARS))
        yield item.without([(stop, len(item.text))]).after(start)
