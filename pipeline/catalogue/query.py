"""What a person types into a search, as SQLite's full-text search takes it.

The rules a person needs: all words are looked for; words in quotation marks stand together in that order; a star at the
end of a word stands for any ending. Everything else is taken as it stands: there are no operators, so no text can be a
faulty query.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from models.errors import UsageError

MOST_TERMS = 40  # words and phrases in one search: far below the depth of 256 at which SQLite refuses a query

# Straight and printed quotation marks open and close alike; one that is never closed closes at the end.
_TERM = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')
_WORD_CATEGORIES = ("L", "N", "Co")  # what SQLite's unicode61 takes for parts of words


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words of a phrase."""

    text: str
    prefix: bool = False

    @property
    def expression(self) -> str:
        """The term in the language of FTS5: quoted, so that nothing in it is an operator."""
        return f"({' OR '.join(map(_quoted, self.forms))})" if self.forms else _quoted(self.text, prefix=self.prefix)

    @property
    def forms(self) -> tuple[str, ...]:
        """A word and its other number, where full-text search, which knows endings, would not find one by the other."""
        return () if self.prefix else _FORMS.get(self.text.casefold(), ())


def _quoted(text: str, *, prefix: bool = False) -> str:
    return f'"{text}"' + ("*" if prefix else "")


_FORMS = {
    word: forms
    for forms in (
        ("knife", "knives"),
        ("life", "lives"),
        ("wife", "wives"),
        ("thief", "thieves"),
        ("child", "children"),
        ("man", "men"),
        ("woman", "women"),
        ("person", "people"),
        ("crisis", "crises"),
        ("analysis", "analyses"),
    )
    for word in forms
}
"""Words of plans whose plural the Porter stemmer (1980), which SQLite uses, does not bring to their singular."""


def parse_query(text: str) -> tuple[Term, ...]:
    """The words and phrases of a search, in order, each once. Raises `UsageError` when there are none or too many."""
    terms = []
    for phrase, word in _TERM.findall(text):
        # FTS5 ends a query at a NUL; lone surrogates cannot be sent to it.
        term = " ".join((phrase or word).encode("utf-8", "replace").decode().replace("\0", " ").split())
        if any(unicodedata.category(character).startswith(_WORD_CATEGORIES) for character in term):
            terms.append(Term(term.rstrip("*"), prefix=term.endswith("*")))
    unique = tuple(dict.fromkeys(terms))
    if not unique:
        raise UsageError(
            "There are no words to search for.", 'Enter words, or a phrase in quotation marks: "county lines".'
        )
    if len(unique) > MOST_TERMS:
        raise UsageError(f"The search has {len(unique)} words.", f"Use no more than {MOST_TERMS}.")
    return unique


def match_all(terms: tuple[Term, ...]) -> str:
    """The expression that texts with all of the terms match."""
    # A blank means "and" too, but passes over terms of letters newer than SQLite knows, which match nothing. It does
    # not stand beside brackets.
    plain = " ".join(term.expression for term in terms if not term.forms)
    return " AND ".join([*([plain] if plain else []), *(term.expression for term in terms if term.forms)])


def match_any(terms: tuple[Term, ...]) -> str:
    """The expression that texts with one of the terms match."""
    return " OR ".join(term.expression for term in terms)
