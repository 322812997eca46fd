"""Words by which the names of people, posts and bodies are told apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import ReferenceDataError

FILENAME = "organisations.toml"


class LeadWords(Record):
    """The data file, checked."""

    ends: frozenset[str] = Field(description="Last words of bodies' names, lower case.")
    whole: frozenset[str] = Field(description="Names with separators of their own, lower case.")
    apart: frozenset[str] = Field(description="Bodies that are no part of a council, lower case.")
    bodies: frozenset[str] = Field(description="Other names that are whole by themselves, lower case.")
    posts: frozenset[str] = Field(description="Words of posts, lower case.")
    in_bodies: frozenset[str] = Field(description="Words of posts that stand in bodies' names too.")


def parse_lead_words(text: str) -> LeadWords:
    """Read the words from TOML text. Raises `ReferenceDataError`."""
    try:
        return LeadWords.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ReferenceDataError(
            f"{FILENAME}: {error}", "If you edited this file, correct it; if not, install vvrap again."
        ) from error


@cache
def lead_words() -> LeadWords:
    """The words of the data file."""
    return parse_lead_words(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


def ends_like_organisation(text: str) -> bool:
    """Whether the last word is one that ends bodies' names."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(words) and words[-1] in lead_words().ends


def names_a_body(text: str) -> bool:
    """Whether a word before the last is one that ends bodies' names too: "University Hospital Lewisham"."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return any(word in lead_words().ends for word in words[:-1])


def names_a_post(text: str) -> bool:
    """Whether the text holds a word of a post, and not as part of a body's name."""
    known = lead_words()
    posts = {word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()) if word in known.posts}
    return bool(posts) and not (posts <= known.in_bodies and ends_like_organisation(text))


def splits_nowhere(text: str) -> bool:
    """Whether the text is a name whose commas or ampersands are its own."""
    return _folded(text) in lead_words().whole


def is_known_body(text: str) -> bool:
    """Whether the text is the name of a body that the data file lists."""
    known = lead_words()
    return _folded(text) in known.whole | known.apart | known.bodies


def are_bodies_apart(names: Iterable[str]) -> bool:
    """Whether each name is that of a known body, and one of them is no part of a council."""
    folded = [_folded(name).removeprefix("the ") for name in names]
    known = lead_words()
    return all(name in known.apart | known.bodies for name in folded) and any(name in known.apart for name in folded)


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
