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
    cover: dict[CoverField, tuple[str, ...]] = Field(description="Labels on a cover, by field.")


def parse_phrases(text: str) -> Phrases:
    """Read the phrases from TOML text. Raises `ReferenceDataError`, also for an expression that does not compile."""
    try:
        phrases = Phrases.model_validate(tomllib.loads(text))
        for expression in phrases.nil:
            re.compile(expression)
    except (tomllib.TOMLDecodeError, ValidationError, re.error) as error:
        raise ReferenceDataError(f"{FILENAME}: {error}", "Mend the entry named.") from error
    return phrases


@cache
def phrases() -> Phrases:
    """The phrases of the data file."""
    return parse_phrases(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


@cache
def _nil_expression() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in phrases().nil), re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether a block of text is empty or a nil phrase, apart from quotes, brackets and closing punctuation."""
    bare = " ".join(text.replace("–", "-").replace("—", "-").split()).strip(" .,:;!?\"'“”‘’()[]")
    return not bare or _nil_expression().fullmatch(bare) is not None


@cache
def cover_labels() -> dict[str, CoverField]:
    """Every known label of a cover, folded like a header, and its field."""
    return {fold_header(label): field for field, labels in phrases().cover.items() for label in labels}
