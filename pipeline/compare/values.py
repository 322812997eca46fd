"""Values as people are shown them: what a cell of a workbook or a line of a page holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from models.plan import RagColour
from pipeline.compare.palette import RAG_WORDS
from pipeline.compare.table import LIST_SEPARATOR, Value


@dataclass(frozen=True, slots=True)
class Rag:
    """A RAG: its word, on its colour."""

    kind: ClassVar[str] = "rag"
    colour: RagColour | None

    @property
    def words(self) -> str:
        """The word that always goes with the colour."""
        return RAG_WORDS[self.colour]


@dataclass(frozen=True, slots=True)
class Share:
    """A share, shown as a percentage."""

    kind: ClassVar[str] = "share"
    value: float

    @property
    def words(self) -> str:
        """The percentage, without decimals."""
        return f"{self.value:.0%}"


@dataclass(frozen=True, slots=True)
class Texts:
    """Several texts of one field, in order."""

    kind: ClassVar[str] = "texts"
    items: tuple[str, ...]

    @property
    def words(self) -> str:
        """The texts in one line."""
        return LIST_SEPARATOR.join(self.items)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in runs; each is plain, inserted, deleted or moved."""

    kind: ClassVar[str] = "marked"
    runs: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The text without its marks."""
        return "".join(text for _, text in self.runs)


Shown: TypeAlias = Value | Rag | Share | Texts | Marked


@dataclass(frozen=True, slots=True)
class BothShown:
    """A field of two plans."""

    kind: ClassVar[str] = "both"
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class InOutShown:
    """Texts of a field that came in and that went out."""

    kind: ClassVar[str] = "in_out"
    came: tuple[str, ...]
    went: tuple[str, ...]


def words_of(value: Shown) -> str:
    """Any value as plain words; nothing for a missing one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int | float) else value.words


def plain(value: Shown) -> Value:
    """A value as a tidy table holds it: colours as they are called in the records, shares as numbers."""
    if isinstance(value, Rag):
        return value.colour
    if isinstance(value, Share):
        return value.value
    if isinstance(value, Texts | Marked):
        return value.words or None
    return value


def texts(items: Sequence[str]) -> Texts | None:
    """Texts to show; None when there are none."""
    return Texts(tuple(items)) if items else None
