"""What the printed names of columns mean."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast, get_args

from rapidfuzz import fuzz, process

from models.errors import ReferenceDataError

FILENAME = "columns.toml"

ColumnField = Literal[
    "theme",
    "action_number",
    "rag",
    "mandatory_action",
    "named_leads",
    "lead_organisations",
    "leads",
    "partners",
    "local_actions",
    "narrative",
    "outcome",
    "timescale",
    "other",
]

LONGEST_HEADER = 12  # words; "Narrative of Current Provision/Delivery and Evidence (Q3 2024)" has nine
TYPO_SCORE = 88  # of 100: one letter wrong in eight, two in sixteen
SHORTEST_TYPO = 6  # letters; shorter names have too many neighbours

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""What a header says in brackets: "Progress update (July 2024)"."""
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_PERIOD = re.compile(
    rf"\b(?:(?:{_MONTHS})\b\s*(?:\d{{4}}|\d{{2}})?|q[1-4]\b|quarter\s+(?:[1-4]|one|two|three|four)\b|"
    r"20\d\d(?:\s*[/–-]\s*\d{2,4})?)",
    re.IGNORECASE,
)
"""The month, quarter or year that a column is about: "Update – December 2024", "Q2 RAG"."""
_QUALIFIERS = frozenset({"against", "on", "of", "for", "towards", "toward", "to", "from", "since"})
"""Words after which a header only says what its column is about: "Progress against action" tells of progress."""


def fold_header(text: str) -> str:
    """The header's words in lower case, single spaces, no punctuation (but a lone `#`); "Lead(s)" is "leads"."""
    if text.strip() == "#":
        return "#"
    plain = text.replace("(s)", "s").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def parse_columns(text: str) -> dict[str, ColumnField]:
    """Read folded names to fields from TOML text. Raises `ReferenceDataError` for a field or name at fault."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(f"{FILENAME} is not valid TOML: {error}.", "Mend the line named.") from error
    fields: dict[str, ColumnField] = {}
    for field, names in tables.items():
        if field not in get_args(ColumnField):
            raise ReferenceDataError(
                f"{FILENAME}: “{field}” is no field of an action.", "Use one named at the file's head."
            )
        for name in _names(field, names):
            folded = fold_header(name)
            if fields.get(folded, field) != field:
                raise ReferenceDataError(f"{FILENAME}: “{name}” stands under two fields.", "Keep it under one of them.")
            fields[folded] = cast("ColumnField", field)
    return fields


def _names(field: str, names: object) -> list[str]:
    """The names under a field, each checked to be a text with a letter or digit in it."""
    if not isinstance(names, list):
        raise ReferenceDataError(f"{FILENAME}: the names of “{field}” are no list.", 'Write them as ["one", "two"].')
    for name in names:
        if not isinstance(name, str) or not fold_header(name):
            raise ReferenceDataError(f"{FILENAME}: under “{field}”, “{name}” is no name.", "Mend or delete it.")
    return names


@cache
def column_names() -> dict[str, ColumnField]:
    """Every known name, folded, and its field."""
    return parse_columns(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


def without_period(text: str) -> str:
    """A header without what it says in brackets, and without the month, quarter or year it is about."""
    return _PERIOD.sub(" ", _ASIDE.sub(" ", text))


def is_column_name(text: str) -> bool:
    """Whether a text is a known name, word for word, but for an aside in brackets or the period it is about."""
    return fold_header(text) in column_names() or fold_header(without_period(text)) in column_names()


@lru_cache(maxsize=4096)
def understand_header(text: str) -> ColumnField | None:
    """The field a printed header fills, or None when it is not understood.

    Tries, in this order: the whole header, the header without its period, the longest known name before a word such as
    "against", the longest known name anywhere inside it, a known name within a typing error.
    """
    folded = fold_header(text)
    if len(folded.split()) > LONGEST_HEADER:
        folded = fold_header(without_period(text))
    words = folded.split()
    if not words or len(words) > LONGEST_HEADER:
        return None
    names = column_names()
    for whole in (folded, fold_header(without_period(text))):
        if whole in names:
            return names[whole]
    head = next((place for place, word in enumerate(words) if place and word in _QUALIFIERS), len(words))
    for part in (words[:head], words):
        name = _longest_name_in(part)
        if name:
            return names[name]
    if len(folded) >= SHORTEST_TYPO:
        near = process.extractOne(folded, list(names), scorer=fuzz.ratio, score_cutoff=TYPO_SCORE)
        if near and len(near[0]) >= SHORTEST_TYPO:
            return names[near[0]]
    return None


def _longest_name_in(words: list[str]) -> str | None:
    """The longest known name among the words. Of two as long, the last is what the others qualify: "action number"."""
    names = column_names()
    for length in range(len(words), 0, -1):
        inside = [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]
        # "no" and "id" alone inside a longer header are words, not columns
        known = [name for name in inside if name in names and len(name) > 2]
        if known:
            return known[-1]
    return None
