"""What a field of a row looks like, apart from what it says."""

from __future__ import annotations

import re
from functools import lru_cache

from models.reference.columns import column_names, fold_header, understand_header

NUMBER = re.compile(
    r"\(?(?:action )?[a-z]{0,5}[.\s/-]?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?[.):]?"
    r"|\d{1,2}/\d{1,2}|\(?[ivx]{1,5}[.)]|\(?[a-z][.)]",
    re.IGNORECASE,
)
"""Numbers of actions as plans print them: 7, 4.7, 4.1.2, 4a, (3), VAWG1, (iv), Action 7."""

_FIELDS_KEPT = 1024
"""Fields whose words are kept at hand, as each is asked for many times: those of a table of 150 rows."""
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w[\w'\u2019-]*")
_SENTENCE_END = re.compile(r"[.;!]\s*$")

_ABBREVIATION_WORDS = 2
"""Words of a name such as "No." or "Ref. No.", whose full stop ends no sentence."""
HEADER_WORDS_LIMIT = 8
"""Words in the longest name of a column seen in plans ("Narrative of Current Provision/Delivery" has five)."""


@lru_cache(maxsize=_FIELDS_KEPT)
def words(field: str) -> tuple[str, ...]:
    """The words of a field in lower case, markup left out."""
    return tuple(_WORD.findall(_TAG.sub(" ", field).lower()))


def is_number(field: str) -> bool:
    """Whether the field is a number such as an action carries."""
    return NUMBER.fullmatch(field.strip()) is not None


def normal(field: str) -> str:
    """A field for comparison: case, punctuation and markup left out."""
    return " ".join(words(field))


def could_be_header(fields: tuple[str, ...]) -> bool:
    """Whether every field could be the name of a column: short, no number, no sentence; two at least are filled."""
    filled = [field for field in fields if field.strip()]
    return len(filled) >= 2 and all(_could_name_column(field) for field in filled)


def names_columns(fields: tuple[str, ...]) -> bool:
    """Whether the row reads like a header: half of its fields or more are known names of columns."""
    filled = [field for field in fields if field.strip()]
    known = [field for field in filled if understand_header(field) is not None]
    return could_be_header(fields) and 2 * len(known) >= len(filled)


def are_column_names(fields: tuple[str, ...]) -> bool:
    """Whether every field is exactly a known name of a column."""
    return all(fold_header(field) in column_names() for field in fields)


def repeats(fields: tuple[str, ...], names: frozenset[str]) -> bool:
    """Whether half of the filled fields or more are names of columns met before (`names` as `normal` gives them)."""
    filled = [normal(field) for field in fields if field.strip()]
    return bool(filled) and 2 * sum(name in names for name in filled) >= len(filled)


def _could_name_column(field: str) -> bool:
    count = len(words(field))
    if not 0 < count <= HEADER_WORDS_LIMIT or is_number(field):
        return False
    return count <= _ABBREVIATION_WORDS or _SENTENCE_END.search(_TAG.sub("", field)) is None


_BREAK = re.compile(r"\n|\u2028|<br\s*/?>|</?p\b[^>]*>", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(?:\d{1,2}|[IVX]{1,4})(?:[.):]\s+|\s+(?![^\W\d_A-Z]))[^\W\d]")
_ITEM = re.compile(r"[•●▪◦▫‣➢➤\uf0b7\uf0a7\uf0d8]\s*\S")
"""A list item: no title, whatever follows its glyph."""
_NAMED = re.compile(
    r"\W*(?:new section|theme|priority|outcome|objective|section|strand|part|pillar|aim)\b", re.IGNORECASE
)
_TITLE_WORDS_LIMIT = 25


def opens_title(line: str) -> bool:
    """Whether a line looks like the title of a section rather than a sentence: numbered, named, or in capitals."""
    plain = _TAG.sub(" ", line).strip()
    if not plain or len(words(plain)) > _TITLE_WORDS_LIMIT:
        return False
    if _ITEM.match(plain):
        return False
    if _NAMED.match(plain) or plain.startswith(("**", "__", "#")):
        return True
    numbered = _NUMBERED.match(plain) is not None and not _SENTENCE_END.search(plain)
    return numbered or (plain.isupper() and len(plain) > 3)


def could_be_banner(fields: tuple[str, ...]) -> bool:
    """Whether a row is one title before empty fields, as a banner across the table looks in a copy."""
    first, *others = fields
    opening = _BREAK.split(first.strip(), maxsplit=1)[0]
    if not opening or any(other.strip() for other in others) or is_number(opening) or is_prose(opening):
        return False
    return opens_title(opening) or _could_name_column(opening)


def is_prose(line: str) -> bool:
    """Whether a line goes on with a text: it opens in lower case or as a list item, or is a sentence."""
    plain = line.strip()
    if re.match(r"[-\u2013\u2014•●▪◦*·]\s*\S", plain) and not plain.startswith("**"):
        return True
    return plain[:1].islower() or (len(words(plain)) > HEADER_WORDS_LIMIT and _SENTENCE_END.search(plain) is not None)
