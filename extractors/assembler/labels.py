"""Knows the labels of cards: texts that recur in a document's tables, and known names of columns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.assembler.grid import Grid, one_line, says
from extractors.assembler.numbers import read_number
from models.document import Block, Cell
from models.reference.columns import ColumnField, fold_header, is_column_name, understand_header

LONGEST_LABEL = 80  # characters
ABBREVIATIONS = frozenset({"no.", "nos.", "nr.", "ref.", "org.", "orgs.", "dept.", "resp."})  # that end labels
LONGEST_INITIALS = 5  # characters of initials such as "ID." that end a label, and no sentence
FEWEST_LABELS = 4  # different ones of a card
FEWEST_NAMES = 3  # the same where they are known names of columns, or name what every plan has
ESSENTIAL: frozenset[ColumnField] = frozenset({"mandatory_action", "narrative"})
FEWEST_CARDS = 2
OFTEN = 0.5  # of the cards in which the commonest label stands, those a text must stand in to be one
NEARLY_ALL = 0.8  # of the same, those from which on a text is surely a label and no value

_LABEL = re.compile(r"(?P<label>#|[^\W\d][^:]{1,58}?)\s*:(?:\s+|$)")
"""A label before the words of a text, or alone."""
_COUNTED = re.compile(r"(?P<stem>.*[^\W\d_])\s*(?P<number>\d{1,2}(?:\.\d{1,2})?[a-z]?)")

_CODE = re.compile(r"[A-Z]{1,5}\d[\d.]*[a-z]?")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a table, folded: texts that recur as often as others, and names of columns.

    sure: those in nearly all cards, so that they are no values such as "Yes".
    """

    texts: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()

    def __contains__(self, text: str) -> bool:
        return text in self.texts


def labels_in(grids: Mapping[int, Grid]) -> dict[int, Labels]:
    """The labels of each table, by how often their texts stand in all of the document's tables."""
    texts = {place: list(_texts(grid)) for place, grid in grids.items()}
    counts = Counter(text for said in texts.values() for text in said)
    return {place: _labels(said, counts) for place, said in texts.items()}


def _labels(texts: Sequence[str], counts: Counter[str]) -> Labels:
    most = max((counts[text] for text in texts), default=0)
    names = frozenset(text for text in set(texts) if is_column_name(text))
    often = frozenset(text for text in set(texts) if counts[text] >= max(FEWEST_CARDS, OFTEN * most))
    return Labels(often | names, frozenset(text for text in often if counts[text] >= NEARLY_ALL * most) | names)


def _texts(grid: Grid) -> Iterator[str]:
    return (text for row in range(grid.row_count) for cell in grid.beginning(row) if (text := label_of(cell)))


def name_wording(grids: Iterable[Grid], labels: Collection[str]) -> bool:
    """Whether one of the labels of some cards names the wording of an action.

    Nearly all texts after it differ; where several come again, as "Objective" over names of themes, it names none.
    """
    names = {label for label in labels if is_column_name(label) and understand_header(label) == "mandatory_action"}
    said: dict[str, list[str]] = {name: [] for name in names}
    for grid in grids if names else ():
        for cell in grid.table.cells():
            if (label := label_of(cell)) in names:
                said[label] += _after(grid, cell, labels)[:1]
    different = [(len(set(texts)), len(texts)) for texts in said.values()]
    return any(count == 1 or (count and count >= NEARLY_ALL * every) for count, every in different)


def _after(grid: Grid, label: Cell, labels: Collection[str]) -> list[str]:
    """What stands right of a label and under it, and is no label."""
    right, below = label.column + label.column_span, label.row + label.row_span
    beside = grid.at(label.row, right) if right < grid.column_count else None
    under = grid.at(below, label.column) if below < grid.row_count else None
    return [text for cell in (beside, under) if (text := one_line(cell)) and label_of(cell) not in labels]


def label_of(cell: Cell | None) -> str:
    """What a cell says as a label, folded; nothing where it can be none."""
    text = one_line(cell)
    if not text or len(text) > LONGEST_LABEL:
        return ""
    last = text.rsplit(None, 1)[-1]
    if (last.endswith((".", ";")) and not _is_abbreviation(last)) or not (
        text.split()[0].rstrip(":") == "#" or any(map(str.isalpha, text))
    ):
        return ""
    boxes = any(unicodedata.category(char) == "So" for char in text)  # of a choice between statuses
    return "" if boxes or read_number(text) else fold_header(text)


def opening_label(cell: Cell) -> tuple[str, tuple[Block, ...]]:
    """What may be the label that opens a cell, before its words or as a line of its own, and the rest of the cell."""
    if not cell.blocks:
        return "", ()
    first, *others = cell.blocks
    match = _LABEL.match(first.text)
    if match is None:
        return says(first).rstrip(" :"), tuple(others)
    rest = first.after(match.end())
    return match["label"], (rest, *others) if rest.text else tuple(others)


def has_label_before(block: Block) -> bool:
    """Whether a paragraph opens with what may be a label before its words, or alone."""
    return _LABEL.match(block.text) is not None


def counted(label: str) -> tuple[str, str]:
    """A label without the number it ends with, and that number: "Action 1.2", "Youth priority 3".

    A code such as "GOV1" is the action's own, and no label.
    """
    match = _COUNTED.fullmatch(label.strip(" :"))
    if not match or _CODE.fullmatch(label.strip(" :")):
        return label, ""
    return match["stem"].strip(), match["number"]


def _is_abbreviation(word: str) -> bool:
    short = len(word) <= LONGEST_INITIALS and (word.isupper() or is_column_name(word.rstrip(".")))
    return short or word.casefold() in ABBREVIATIONS


def make_card(labels: Iterable[str]) -> bool:
    """Whether so many labels make a card."""
    different = set(labels) - {""}
    names = sum(map(is_column_name, different))
    return len(different) >= FEWEST_LABELS or names >= FEWEST_NAMES or names_essentials(different)


def names_essentials(labels: Iterable[str]) -> bool:
    """Whether there are labels of an action's wording and of a narrative, and one more."""
    different = set(labels) - {""}
    return len(different) >= FEWEST_NAMES and {understand_header(label) for label in different} >= ESSENTIAL
