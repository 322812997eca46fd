"""Finds labels that stand on a line of their own, over what they name: a small heading "Progress" under each action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractors.assembler.grid import says
from extractors.assembler.labels import LONGEST_INITIALS, NEARLY_ALL, OFTEN
from extractors.assembler.numbers import read_number
from extractors.assembler.themes.titles import opens_theme
from models.document import Block, Item
from models.reference.columns import fold_header, is_column_name, understand_header
from models.reference.statuses import is_bare_status

FEWEST = 2  # times that such a label stands in a document
LONGEST = 60  # characters
_ENDS_SENTENCE = (".", ";", ",", "!")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a label, folded. before: the paragraph right above, folded, where that may be one too."""

    text: str
    before: str
    initials: bool
    over_value: bool


def counted_alone(items: Sequence[Item]) -> Counter[str]:
    """How often each text, folded, stands on a line of its own over other paragraphs where a label may."""
    return Counter(label.text for label in _candidates(items) if label.over_value and not label.initials)


def labels_alone(items: Sequence[Item], most: int) -> frozenset[str]:
    """The labels, folded, that stand alone over other paragraphs; set apart by their look, or known names.

    One whose values are empty stands over the next label instead; unlike a value, it does not stand under another.
    Initials may be those of a body that speaks, unless nearly all actions print them.
    most: how often the commonest label of another kind stands.
    """
    candidates = list(_candidates(items))
    counts = Counter(label.text for label in candidates)
    over = Counter(label.text for label in candidates if label.over_value)
    most = max(most, *over.values(), 0) if over else most
    initials = {label.text for label in candidates if label.initials}
    often = {
        text: count
        for text, count in counts.items()
        if count >= max(FEWEST, most * (NEARLY_ALL if text in initials else OFTEN))
    }
    surely = {text for text, count in often.items() if over[text] >= max(FEWEST, count * OFTEN)}
    under = Counter(label.text for label in candidates if label.before in surely)
    empty = {text for text, count in often.items() if count >= most * NEARLY_ALL and under[text] < count * OFTEN}
    return frozenset(surely | empty) if surely else frozenset()


def labels_apart(items: Sequence[Item], labels: Collection[str]) -> frozenset[str]:
    """Those of some labels that mostly are set apart by their look: where one is not, it is words of a value."""
    alike: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for block in items:
        if isinstance(block, Block) and not block.aside and (text := fold_header(block.text)) in labels:
            alike[text] += 1
            apart[text] += is_set_apart(block)
    return frozenset(text for text, count in alike.items() if apart[text] > OFTEN * count)


def _candidates(items: Sequence[Item]) -> Iterator[_Candidate]:
    blocks = [item for item in items if not isinstance(item, Block) or not item.aside]
    before = ""
    for place, block in enumerate(blocks):
        text = fold_header(block.text) if isinstance(block, Block) and may_be_label(block) else ""
        if isinstance(block, Block) and text:
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            yield _Candidate(text, before, _are_initials(block.text), _is_plain(below))
        before = text


def may_be_label(block: Block) -> bool:
    """Whether a paragraph can be a label: short, no sentence, no number and no theme's title, and set apart."""
    text = says(block)
    label = text.rstrip(" :")
    if (
        (block.marker and block.kind != "bullet")
        or not label
        or len(label) > LONGEST
        or label.endswith(_ENDS_SENTENCE)
        or ":" in label
    ):
        return False
    if read_number(label) or is_bare_status(label) or opens_theme(label, alone=False):
        return False
    known = is_column_name(label) and understand_header(label) != "theme"
    return known or is_set_apart(block)


def _are_initials(text: str) -> bool:
    """Whether a text is initials of no known meaning."""
    label = text.rstrip(" :")
    return len(label) <= LONGEST_INITIALS and label.isupper() and not is_column_name(label)


def is_set_apart(block: Block) -> bool:
    """Whether a paragraph is a heading, or bold from end to end."""
    length = len(block.text.rstrip())
    bold = any(look.kind == "bold" and look.start == 0 and look.end >= length for look in block.looks)
    return bool(length) and (block.kind == "heading" or bold)


def _is_plain(item: Item | None) -> bool:
    """Whether an item is a paragraph that is not set apart."""
    return isinstance(item, Block) and not is_set_apart(item)
