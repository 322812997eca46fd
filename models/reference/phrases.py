"""Phrases that say nothing, and the labels of a cover's table."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import ReferenceDataError
from models.reference.columns import fold_header

FILENAME = "phrases.toml"

CoverField = Literal["relevant_to", "summary", "author", "unit", "date_authored", "title", "borough", "year"]


class Phrases(Record):
    """The data file, checked."""

    nil: tuple[str, ...] = Field(min_length=1, description="Regular expressions for whole blocks that say nothing.")
    tells: frozenset[str] = Field(default=frozenset(), description="Words that tell of something done.")
    violence: tuple[str, ...] = Field(
        min_length=1, description="Regular expressions for words of plans against violence."
    )
    parting: frozenset[str] = Field(
        default=frozenset(), description="Words of headings that part a plan by anything but themes."
    )
    cover: dict[CoverField, tuple[str, ...]] = Field(description="Labels on a cover, by field.")


def parse_phrases(text: str) -> Phrases:
    """Read the phrases from TOML text. Raises `ReferenceDataError`, also for an expression that does not compile."""
    try:
        phrases = Phrases.model_validate(tomllib.loads(text))
        for expression in (*phrases.nil, *phrases.violence):
            re.compile(_with_whom(expression))
    except (tomllib.TOMLDecodeError, ValidationError, re.error) as error:
        raise ReferenceDataError(
            f"{FILENAME}: {error}", "If you edited this file, correct it; if not, install vvrap again."
        ) from error
    return phrases


@cache
def phrases() -> Phrases:
    """The phrases of the data file."""
    return parse_phrases(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


@cache
def _nil_expressions() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_with_whom(expression), re.IGNORECASE) for expression in phrases().nil)


@cache
def _violence() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases().violence)})\b", re.IGNORECASE)


def speaks_of_violence(text: str) -> bool:
    """Whether a text has words that plans to reduce violence use and a council's other papers seldom do."""
    return bool(_violence().search(text))


def parts_otherwise(heading: str) -> bool:
    """Whether a heading parts a plan by state, time, kind of action or partner: "Under way", "Quarter 2"."""
    return all(word.isdigit() or word in phrases().parting for word in re.findall(r"[^\W_]+", heading.casefold()))


_WHOM = r"(?P<whom>(?:[^\W\d_][\w'’&/-]*,? ?){1,12})"
"""A few words, none of them a figure."""
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+")
_NAMING = frozenset({"shared", "integrated", "united", "combined", "detached", "looked", "related", "based"})
"""Words in -ed that belong to names: "detached youth team", "looked after children"."""
_AROUND = " .,:;!?\"'“”‘’()[]"


def _with_whom(expression: str) -> str:
    return expression.replace("{whom}", _WHOM)


def says_nothing(text: str) -> bool:
    """Whether a text is empty or nothing but nil phrases, apart from quotes, brackets and closing punctuation."""
    bare = " ".join(text.replace("–", "-").replace("—", "-").split())
    return _is_nil(bare.strip(_AROUND)) or all(_is_nil(part.strip(_AROUND)) for part in _SENTENCE_END.split(bare))


def _is_nil(bare: str) -> bool:
    matches = (expression.fullmatch(bare) for expression in _nil_expressions())
    return not bare or any(match and not _tells(match.groupdict().get("whom") or "") for match in matches)


def _tells(whom: str) -> bool:
    """Whether the words for who is to answer tell of something done besides."""
    words = whom.replace(",", " ").split()
    return any(word.casefold() in phrases().tells or (word.endswith("ed") and word not in _NAMING) for word in words)


@cache
def cover_labels() -> dict[str, CoverField]:
    """Every known label of a cover, folded like a header, and its field."""
    return {fold_header(label): field for field, labels in phrases().cover.items() for label in labels}
