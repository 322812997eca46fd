"""Lists of words that the rules use, from `wordlists.toml`, which people can edit."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from models.errors import ReferenceDataError

FILENAME = "wordlists.toml"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list. Raises `ReferenceDataError` when the file is faulty, KeyError for an unknown list."""
    return parse_word_lists(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))[name]


def parse_word_lists(text: str) -> dict[str, frozenset[str]]:
    """All lists by name. Raises `ReferenceDataError` that names the list at fault."""
    try:
        lists = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(
            f"{FILENAME} is not valid TOML: {error}.",
            "If you edited this file, correct it; if not, install vvrap again.",
        ) from error
    for name, words in lists.items():
        if not isinstance(words, str) or not words.split() or words != words.lower():
            raise ReferenceDataError(
                f"{FILENAME}, list {name}: its words must be in lower case.",
                "If you edited this file, correct it; if not, install vvrap again.",
            )
    return {name: frozenset(words.split()) for name, words in lists.items()}
