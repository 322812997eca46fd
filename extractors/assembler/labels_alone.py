"""Finds labels that stand on a line of their own, over what they name: a small heading "Progress" under each action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.assembler.grid import says
from extractors.assembler.labels import LONGEST_INITIALS, OFTEN
from extractors.assembler.numbers import read_number
from extractors.assembler.theme_titles import opens_theme
from models.document import Block, Item
from models.reference.columns import fold_header, is_column_name, understand_header

FEWEST = 2  # times that such a label stands in a document
LONGEST = 60  # characters
_ENDS_SENTENCE = (".", ";", ",", "!")


def counted_alone(items: Sequence[Item]) -> Counter[str]:
    """How often each text, folded, stands on a line of its own over other paragraphs where a label may."""
    return Counter(label for label, over in _candidates(items) if over)


def labels_alone(items: Sequence[Item], most: int) -> frozenset[str]:
    """The labels, folded, that stand alone over other paragraphs; set apart by their look, or known names.

    most: how often the commonest label of another kind stands.
    """
    counts = Counter(label for label, _ in _candidates(items))
    over = counted_alone(items)
    most = max(most, *over.values(), 0)
    return frozenset(
        label
        for label, count in counts.items()
        if count >= max(FEWEST, most * OFTEN) and over[label] >= max(FEWEST, count * OFTEN)
    )


def _candidates(items: Sequence[Item]) -> Iterator[tuple[str, bool]]:
    """What may be labels, folded, and whether each stands over a paragraph that is not set apart."""
    blocks = [item for item in items if not isinstance(item, Block) or not item.aside]
    for place, block in enumerate(blocks):
        if isinstance(block, Block) and may_be_label(block):
            yield fold_header(block.text), _is_plain(blocks[place + 1] if place + 1 < len(blocks) else None)


def may_be_label(block: Block) -> bool:
    """Whether a paragraph can be a label: short, no sentence, no number and no theme's title, and set apart."""
    text = says(block)
    label = text.rstrip(" :")
    if block.marker or not label or len(label) > LONGEST or label.endswith(_ENDS_SENTENCE) or ":" in label:
        return False
    if read_number(label) or opens_theme(label, alone=False):
        return False
    known = is_column_name(label) and understand_header(label) != "theme"
    return known or (is_set_apart(block) and not (len(label) <= LONGEST_INITIALS and label.isupper()))


def is_set_apart(block: Block) -> bool:
    """Whether a paragraph is a heading, or bold from end to end."""
    length = len(block.text.rstrip())
    bold = any(look.kind == "bold" and look.start == 0 and look.end >= length for look in block.looks)
    return bool(length) and (block.kind == "heading" or bold)


def _is_plain(item: Item | None) -> bool:
    """Whether an item is a paragraph that is not set apart."""
    return isinstance(item, Block) and not is_set_apart(item)
