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
_SIGN = re.compile(r"[|·•¦;\t\u2003]\s*")
_SIGNS = " |·•¦;\t\u2003"


@dataclass(frozen=True, slots=True)
class _Inner:
    """A label that may stand inside a paragraph, folded."""

    start: int
    text: str
    parted: bool
    """Whether a sign such as a bar stands before it."""
    bold: bool
    valued: bool
    """Whether anything stands between the label before it and this one."""


def with_runs_parted(items: Sequence[Item]) -> tuple[tuple[Item, ...], frozenset[str]]:
    """The items, each label of a run in a paragraph of its own, and these labels, folded."""
    colons = {id(block): found for block in items if isinstance(block, Block) and (found := _colons(block))}
    opened = [block for block in items if isinstance(block, Block) and id(block) in colons]
    ends = Counter(
        end for block in opened for pair in pairwise(colons[id(block)]) for _, end in _ends(block.text, *pair)
    )
    inner = {id(block): list(_inner(block, colons[id(block)], ends)) for block in opened}
    first = {id(block): fold_header(block.text[: colons[id(block)][0]]) for block in opened}
    most = max(Counter(first.values()).values(), default=0)
    labels = _labels([one for found in inner.values() for one in found], most)
    parted: list[Item] = []
    opening: set[str] = set()
    for item in items:
        cuts = [one.start for one in inner.get(id(item), ()) if one.text in labels]
        if isinstance(item, Block) and cuts:
            opening.add(first[id(item)])
            parted += _parted(item, cuts)
        else:
            parted.append(item)
    return tuple(parted), labels | opening


def _colons(block: Block) -> list[int]:
    """Where the colons of a paragraph that opens with a label stand."""
    if block.aside or (block.marker and block.kind != "bullet"):
        return []
    found = [match.start() for match in _COLON.finditer(block.text)]
    return found if found and 0 < found[0] <= LONGEST and not _SIGN.search(block.text[: found[0]]) else []


def _ends(text: str, before: int, colon: int) -> Iterator[tuple[int, str]]:
    """Where the last word before a colon begins and its text, the same of the last two and so on, all folded."""
    words = list(re.finditer(r"\S+", text[before + 1 : colon]))
    for word in reversed(words[-MOST_WORDS:]):
        yield before + 1 + word.start(), fold_header(text[before + 1 + word.start() : colon])


def _inner(block: Block, colons: Sequence[int], ends: Counter[str]) -> Iterator[_Inner]:
    for before, colon in pairwise(colons):
        signs = [before + 1 + sign.end() for sign in _SIGN.finditer(block.text[before + 1 : colon])]
        bold = [look.start for look in block.looks if look.kind == "bold" and before < look.end >= colon > look.start]
        start = max([before + 1, *signs, *bold]) if signs or bold else _plain(block.text, before, colon, ends)
        if start is not None and block.text[start:colon].strip() and colon - start <= LONGEST:
            valued = bool(block.text[before + 1 : start].strip(_SIGNS))
            yield _Inner(start, fold_header(block.text[start:colon]), bool(signs), bool(bold), valued)


def _plain(text: str, before: int, colon: int, ends: Counter[str]) -> int | None:
    """Where a label in plain words begins: a known name, or as many words as nearly always stand together."""
    found = list(_ends(text, before, colon))
    alike = [(start, end) for start, end in found if ends[end] >= max(FEWEST, NEARLY_ALL * ends[found[0][1]])]
    named = [(start, end) for start, end in alike if is_column_name(end)]
    start = max(named or alike, key=lambda one: len(one[1]), default=(colon, ""))[0]
    return start if text[start : start + 1].isupper() else None


def _labels(inner: Collection[_Inner], most: int) -> frozenset[str]:
    """The labels among what may be some.

    Behind signs they are known names, and what recurs about as often as the commonest; in bold, what recurs about as
    often as what opens most paragraphs; in plain words known names that do, and what does nearly always, behind values.
    most: paragraphs that the commonest label opens.
    """
    counts = Counter(one.text for one in inner)
    parted = Counter(one.text for one in inner if one.parted)
    shown = Counter(one.text for one in inner if one.parted or one.bold)
    valued = Counter(one.text for one in inner if one.valued)
    of_runs = max(FEWEST, OFTEN * max(parted.values(), default=0))

    def is_label(text: str) -> bool:
        count = counts[text]
        if parted[text] and (parted[text] >= of_runs or is_column_name(text)):
            return True
        if count < max(FEWEST, OFTEN * most):
            return False
        plain = count >= NEARLY_ALL * most and valued[text] >= OFTEN * count
        return shown[text] >= OFTEN * count or is_column_name(text) or plain

    return frozenset(filter(is_label, counts))


def _parted(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    for start, end in zip([0, *cuts], [*cuts, len(block.text)], strict=True):
        stop = start + len(block.text[start:end].rstrip(_SIGNS))
        yield block.without([(stop, len(block.text))]).after(start)
