"""First names, by which people are told from everyday words and from bodies."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import ReferenceDataError

FILENAME = "given_names.toml"


class GivenNames(Record):
    """The data file, checked."""

    names: frozenset[str] = Field(description="First names in lower case, without accents.")
    also_words: frozenset[str] = Field(description="Those that are everyday words when they have no capital.")


def parse_given_names(text: str) -> GivenNames:
    """Read the names from TOML text. Raises `ReferenceDataError`."""
    try:
        return GivenNames.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ReferenceDataError(
            f"{FILENAME}: {error}", "If you edited this file, correct it; if not, install vvrap again."
        ) from error


@cache
def _names() -> GivenNames:
    return parse_given_names(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


def given_names() -> frozenset[str]:
    """The names of the data file."""
    return _names().names


def is_given_name_in_lower_case(word: str) -> bool:
    """Whether a word is a first name also where it has no capital."""
    return word in _names().names and word not in _names().also_words
