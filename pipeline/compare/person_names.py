"""Finds people's names in the cells of leads and authors, and the forms in which narratives repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.reference.organisations import ends_like_organisation, names_a_post

_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Rev|PC|PS|PCSO|DC|DS|DI|DCI|DSU|DCS|Supt|Superintendent"
    r"|Insp|Inspector|Sgt|Sergeant|Constable|Commander|Cdr|Chief Inspector|Chief Superintendent)\.?"
)
_NAME_WORD = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:['’-][A-ZÀ-Þ]?[a-zà-ÿ]+)*|[A-Z]['’][A-ZÀ-Þ][a-zà-ÿ]+"
_CAPITALISED = re.compile(rf"(?:{_NAME_WORD})(?:[ \t]+(?:{_NAME_WORD}))*")
_AFTER_TITLE = re.compile(rf"(?<!\w){_TITLES}[ \t]+((?:{_NAME_WORD})(?:[ \t]+(?:{_NAME_WORD}))?)")
_BARE_NAME = re.compile(rf"^(?:{_NAME_WORD})(?:[ \t]+(?:{_NAME_WORD}))?$")

# Shorter words ("Al", "Jo") stand for too many other things to be taken out where they stand alone.
_SHORTEST_ALONE = 3


class Vocabulary:
    """Words that the documents use in lower case: none of them is a name by itself ("Hope", "Young", "Violence")."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ordinary: set[str] = set()
        for text in texts:
            self._ordinary.update(re.findall(r"(?<!\w)[a-zà-ÿ]{2,}", text))

    def is_unusual(self, word: str) -> bool:
        """Whether a word is in use with a capital only, if at all."""
        return word.lower() not in self._ordinary


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as a cell gives it."""

    text: str

    def _words(self) -> list[str]:
        bare = re.sub(rf"^{_TITLES}\s+", "", self.text.strip())
        return [word for word in re.split(r"[\s,]+", bare) if word.strip(".")]

    def whole_forms(self) -> list[str]:
        """Regular expressions for the forms that can only mean this person: with first name, initial or title."""
        words = self._words()
        if not words:
            return []
        first, last = words[0], words[-1]
        surname = re.escape(last)
        forms = [rf"{_TITLES}\s+{surname}"]
        if len(words) > 1:
            forms += [
                r"\s+".join(re.escape(word) for word in words),
                rf"{re.escape(first)}\s+(?:(?-i:[A-Z])[\w'’-]*\.?\s+){{1,2}}{surname}",
                rf"{surname},\s*{re.escape(first)}",
                rf"{re.escape(first[0])}\.?\s*{surname}",
                rf"{re.escape(first)}\s+{re.escape(last[0])}\.?",
            ]
        return forms

    def single_words(self) -> list[str]:
        """First name and surname, as they may stand alone."""
        words = self._words()
        return [word for word in dict.fromkeys((words[0], words[-1])) if len(word) >= _SHORTEST_ALONE] if words else []


def rank_names(text: str, vocabulary: Vocabulary) -> Iterator[PersonName]:
    """Names that follow a rank or title: "Supt Lyons"."""
    for match in _AFTER_TITLE.finditer(text):
        words = [word for word in match.group(1).split() if vocabulary.is_unusual(word) and not names_a_post(word)]
        if words:
            yield PersonName(" ".join(words))


def author_names(text: str, vocabulary: Vocabulary) -> Iterator[PersonName]:
    """Names in an author cell, where names and posts may run together without a mark between them.

    Two or more capitalised words in a row are a name when none of them is an ordinary word, names a post or ends the
    name of a body.
    """
    yield from rank_names(text, vocabulary)
    for match in _CAPITALISED.finditer(text):
        run: list[str] = []
        for word in [*match.group().split(), ""]:
            if word and vocabulary.is_unusual(word) and not names_a_post(word) and not ends_like_organisation(word):
                run.append(word)
                continue
            if len(run) > 1:
                yield PersonName(" ".join(run))
            run = []


def is_bare_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a lead's cell holds one or two capitalised words that are neither ordinary, nor a post or body."""
    return (
        _BARE_NAME.match(text.strip()) is not None
        and not names_a_post(text)
        and not ends_like_organisation(text)
        and all(vocabulary.is_unusual(word) for word in text.split())
    )
