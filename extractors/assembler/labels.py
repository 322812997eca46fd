"""Knows the labels of cards: texts that recur in a document's tables, and known names of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.assembler.grid import Grid, one_line
from extractors.assembler.numbers import read_number
from models.document import Cell
from models.reference.columns import fold_header, is_column_name

LONGEST_LABEL = 80  # characters
ABBREVIATIONS = frozenset({"no.", "nos.", "nr.", "ref.", "org.", "orgs.", "dept.", "resp."})  # that end labels
LONGEST_INITIALS = 5  # characters of initials such as "ID." that end a label, and no sentence
FEWEST_LABELS = 4  # different ones of a card
FEWEST_NAMES = 3  # the same where they are known names of columns
FEWEST_CARDS = 2
OFTEN = 0.5  # of the cards in which the commonest label stands, those a text must stand in to be one
NEARLY_ALL = 0.8  # of the same, those from which on a text is surely a label and no value


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


def label_of(cell: Cell | None) -> str:
    """What a cell says as a label, folded; nothing where it can be none."""
    text = one_line(cell)
    if not text or len(text) > LONGEST_LABEL:
        return ""
    last = text.rsplit(None, 1)[-1]
    if (last.endswith((".", ";")) and not _is_abbreviation(last)) or not (text == "#" or any(map(str.isalpha, text))):
        return ""
    return "" if read_number(text) else fold_header(text)


def _is_abbreviation(word: str) -> bool:
    return word.casefold() in ABBREVIATIONS or (word.isupper() and len(word) <= LONGEST_INITIALS)


def make_card(labels: Iterable[str]) -> bool:
    """Whether so many labels make a card."""
    different = set(labels) - {""}
    return len(different) >= FEWEST_LABELS or sum(map(is_column_name, different)) >= FEWEST_NAMES
