"""What the printed names of columns mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz, process

from models.reference.folding import fold_header
from models.reference.roles import Role, RoleName, Roles, shipped_roles

__all__ = [
    "LONGEST_HEADER",
    "ColumnField",
    "ColumnNames",
    "column_names",
    "columns_in_use",
    "details_in_use",
    "fold_header",
    "is_column_name",
    "role_of",
    "told_role",
    "understand_header",
    "using_columns",
    "without_period",
]

ColumnField: TypeAlias = RoleName
"""What a column is: the name of its role."""

LONGEST_HEADER = 12  # words; "Narrative of Current Provision/Delivery and Evidence (Q3 2024)" has nine
TYPO_SCORE = 88  # of 100: one letter wrong in eight, two in sixteen
SHORTEST_TYPO = 6  # letters; shorter names have too many neighbours

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""What a header says in brackets: "Progress update (July 2024)"."""
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
"""A month as plans write it, for patterns that leave case out of account."""
_PERIOD = re.compile(
    rf"\b(?:(?:{MONTHS})\b\s*(?:\d{{4}}|\d{{2}})?|q[1-4]\b|quarter\s+(?:[1-4]|one|two|three|four)\b|"
    r"20\d\d(?:\s*[/–-]\s*\d{2,4})?)",
    re.IGNORECASE,
)
"""The month, quarter or year that a column is about: "Update – December 2024", "Q2 RAG"."""
_QUALIFIERS = frozenset({"against", "on", "of", "for", "towards", "toward", "to", "from", "since"})
"""Words after which a header only says what its column is about: "Progress against action" tells of progress."""


class ColumnNames:
    """What headers mean: the names of the roles, and those that the user gave, which go before everything else.

    Attributes:
        roles: what a column can be.
        told: folded headers and their roles, as the user gave them.
        asked: those of them, as given, that are meant for the documents of this run and no others.
    """

    def __init__(self, roles: Roles, told: Mapping[str, RoleName] | None = None, asked: tuple[str, ...] = ()) -> None:
        self.roles = roles
        self.asked = asked
        self.told = dict(told or {})
        shipped = roles.header_names
        self.names: Mapping[str, RoleName] = {
            **self.told,
            **{name: shipped[name] for name in shipped if name not in self.told},
        }
        self.understand = lru_cache(maxsize=4096)(self._understand)
        self.is_name = lru_cache(maxsize=4096)(self._is_name)

    def __reduce__(self) -> tuple[type[ColumnNames], tuple[Roles, dict[str, RoleName], tuple[str, ...]]]:
        """Lets it be sent to another process."""
        return type(self), (self.roles, self.told, self.asked)

    def _is_name(self, text: str) -> bool:
        return fold_header(text) in self.names or fold_header(without_period(text)) in self.names

    def told_role(self, text: str) -> RoleName | None:
        """The role that the user gave a header, or the lowest row of one of several; None when they gave none."""
        if not self.told:
            return None
        lowest = text.rsplit(" / ", 1)[-1]
        names = (fold_header(form) for form in (text, lowest, without_period(text), without_period(lowest)))
        return next((self.told[name] for name in names if name in self.told), None)

    def _understand(self, text: str) -> RoleName | None:
        told = self.told_role(text)
        if told:
            return told
        folded = fold_header(text)
        if len(folded.split()) > LONGEST_HEADER:
            folded = fold_header(without_period(text))
        words = folded.split()
        if not words or len(words) > LONGEST_HEADER:
            return None
        known = self.roles.header_names
        for whole in (folded, fold_header(without_period(text))):
            if whole in known:
                return known[whole]
        head = next((place for place, word in enumerate(words) if place and word in _QUALIFIERS), len(words))
        for part in (words[:head], words):
            name = _longest_name_in(part, known)
            if name:
                return known[name]
        if len(folded) >= SHORTEST_TYPO:
            near = process.extractOne(folded, list(known), scorer=fuzz.ratio, score_cutoff=TYPO_SCORE)
            if near and len(near[0]) >= SHORTEST_TYPO:
                return known[near[0]]
        return None


def without_period(text: str) -> str:
    """A header without what it says in brackets, and without the month, quarter or year it is about."""
    return _PERIOD.sub(" ", _ASIDE.sub(" ", text))


def _longest_name_in(words: list[str], known: Mapping[str, RoleName]) -> str | None:
    """The longest known name among the words. Of two as long, the last is what the others qualify: "action number"."""
    for length in range(len(words), 0, -1):
        inside = [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]
        # "no" and "id" alone inside a longer header are words, not columns
        found = [name for name in inside if name in known and len(name) > 2]
        if found:
            return found[-1]
    return None


@cache
def _shipped() -> ColumnNames:
    return ColumnNames(shipped_roles())


_IN_USE: ContextVar[ColumnNames | None] = ContextVar("columns in use", default=None)


def columns_in_use() -> ColumnNames:
    """What headers mean where this is asked: inside `using_columns` as given there, else as shipped."""
    return _IN_USE.get() or _shipped()


@contextmanager
def using_columns(names: ColumnNames | None) -> Iterator[None]:
    """Take headers for what these names say, inside the block; with None, for what they are taken for outside."""
    token = _IN_USE.set(names or _IN_USE.get())
    try:
        yield
    finally:
        _IN_USE.reset(token)


def told_role(header: str) -> ColumnField | None:
    """The field that the user gave a header; it is stronger than all else that is known of the column."""
    return columns_in_use().told_role(header)


def role_of(field: ColumnField | None) -> Role | None:
    """The role of a column, None for a column that is not understood."""
    return None if field is None else columns_in_use().roles.by_name.get(field)


def details_in_use() -> tuple[Role, ...]:
    """Roles without a field of their own: each has a column by its name wherever actions are shown."""
    return columns_in_use().roles.details


def column_names() -> Mapping[str, ColumnField]:
    """Every known name, folded, and its field."""
    return columns_in_use().names


def is_column_name(text: str) -> bool:
    """Whether a text is a known name, word for word, but for an aside in brackets or the period it is about."""
    return columns_in_use().is_name(text)


def understand_header(text: str) -> ColumnField | None:
    """The field a printed header fills, or None when it is not understood.

    Tries, in this order: a name that the user gave, the whole header, the header without its period, the longest known
    name before a word such as "against", the longest known name anywhere inside it, a known name within a typing error.
    """
    return columns_in_use().understand(text)
