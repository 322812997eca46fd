"""Finds people in the cells of leads and authors, and in e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from models.reference.given_names import given_names
from models.reference.organisations import lead_words
from models.reference.template import template_actions
from pipeline.redaction.words import Word, fold, words_of

EMAIL = re.compile(r"(?<![\w.+-])(?P<local>[\w.+'’-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)", re.UNICODE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|" + EMAIL.pattern.replace("?P<local>", "").replace("?P<host>", ""))

_CLEAR_TITLES = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "professor", "cllr", "councillor", "rev", "reverend", "dame", "baroness"}
    | {"pcso", "dci", "dsu", "dcs", "supt", "superintendent", "insp", "sgt", "sergeant", "cdr"}
)
"""Those after which a capitalised word is a name wherever it stands, not in a lead's cell alone."""

TITLES = _CLEAR_TITLES | {
    "miss",
    "sir",
    "lord",
    "lady",
    "pc",
    "ps",
    "dc",
    "ds",
    "di",
    "inspector",
    "constable",
    "commander",
}

PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "ten", "st"}
    | {"el", "al", "bin", "binti", "ibn", "abu", "ni", "nic", "mac", "mc", "o"}
)
_BETWEEN_PEOPLE = re.compile(r"[;/\n&,()\[\]|•–—:]|\s-\s|\band\b|\bwith\b", re.IGNORECASE)
_SHORTEST_ALONE = 3  # letters; "Al" and "Jo" alone stand for too many other things
_MOST_WORDS = 5  # of a name
_SHORT_FORM = 4  # letters of a word in capitals that may be a short form of a body, e.g. CSPT


@dataclass(frozen=True, slots=True)
class Person:
    """The words of a person's name, folded, in the order of the cell; particles and initials are kept apart."""

    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()

    @property
    def joined(self) -> frozenset[str]:
        """The forms of user names: zoelyons, lyonszoe, zlyons, lyonsz, zoel."""
        if len(self.words) < 2:
            return frozenset()
        first, last = self.words[0], self.words[-1]
        tail = "".join((*self.particles, last))
        pairs = {
            first + last,
            last + first,
            first[0] + last,
            last + first[0],
            first + last[0],
            first + tail,
            "".join(self.words),
        }
        return frozenset(pair for pair in pairs if len(pair) > _SHORTEST_ALONE)


@cache
def _everyday() -> frozenset[str]:
    """Words of the template's actions, of posts and of bodies."""
    known = lead_words()
    words = {word.folded for action in template_actions() for word in words_of(action.text)}
    return frozenset(words | {fold(word) for word in (*known.ends, *known.posts)})


class Ordinary:
    """Words that are no names by themselves: of the template, of posts and bodies, and of the plans in lower case."""

    def __init__(self, texts: Iterable[str], bodies: Iterable[str] = ()) -> None:
        """Take texts whose words in lower case are everyday words, and names of bodies."""
        words = set(_everyday())
        for text in texts:
            plain = ADDRESS.sub(" ", text)
            words |= {word.folded for word in words_of(plain) if len(word.folded) > 1 and word.text.islower()}
        self._words = words - given_names()
        self._bodies = {fold(name) for name in bodies}

    def has(self, word: str) -> bool:
        """Whether a folded word is an everyday one."""
        return word in self._words

    def is_body(self, text: str) -> bool:
        """Whether a text is the name of a body that is known."""
        return fold(text) in self._bodies


def people_of_cell(text: str, ordinary: Ordinary) -> Iterator[Person]:
    """People in a lead's or author's cell: parts of it of which every word may be a name's."""
    yield from people_of_addresses(text, ordinary)
    for part in _BETWEEN_PEOPLE.split(ADDRESS.sub("\n", text)):
        if not ordinary.is_body(part):
            words = list(words_of(part))
            yield from _people_of_part(words, ordinary, is_cell=part.strip() == text.strip())


def _people_of_part(words: list[Word], ordinary: Ordinary, *, is_cell: bool) -> Iterator[Person]:
    """A run of words that are no everyday ones; posts and names may run together without a mark between them."""
    run: list[Word] = []
    titled = False
    for word in [*words, None]:
        if word and word.folded in TITLES:
            yield from _person(run, titled=titled, is_cell=is_cell)
            run, titled = [], True
        elif word and _may_be_named(word, ordinary):
            run.append(word)
        else:
            yield from _person(run, titled=titled, is_cell=is_cell)
            run, titled = [], False


def _may_be_named(word: Word, ordinary: Ordinary) -> bool:
    return word.is_initial or word.folded in PARTICLES or (len(word.folded) > 1 and not ordinary.has(word.folded))


def _person(run: list[Word], *, titled: bool, is_cell: bool) -> Iterator[Person]:
    """The run as a person, if it is like one. A word alone is: as a first name, by title, or as a whole cell."""
    person = as_person(run)
    if not person.words or len(run) > _MOST_WORDS:
        return
    written = [word for word in run if word.folded in person.words]
    in_capitals = all(word.text.isupper() for word in written)
    short = in_capitals and any(len(word.folded) <= _SHORT_FORM for word in written)
    alone = len(person.words) == 1 and not person.initials
    known = any(word in given_names() for word in person.words)
    if (
        titled
        or known
        or (not alone and not short)
        or (alone and is_cell and not in_capitals and written[0].is_capital)
    ):
        yield person


def as_person(words: Iterable[Word]) -> Person:
    """The words as a person's name."""
    found = list(words)
    return Person(
        words=tuple(word.folded for word in found if len(word.folded) > 1 and word.folded not in PARTICLES),
        initials=tuple(word.folded for word in found if word.is_initial),
        particles=tuple(word.folded for word in found if word.folded in PARTICLES and not word.is_initial),
    )


def person_named(name: str) -> Person:
    """A person whose name is known to be one."""
    return as_person(word for word in words_of(name) if word.folded not in TITLES)


def people_after_titles(text: str, ordinary: Ordinary) -> Iterator[Person]:
    """People of whom a text speaks by title: "Supt Lyons", "Cllr Jane Doe"."""
    run: list[Word] = []
    titled = False
    before: Word | None = None
    for word in [*words_of(text), None]:
        follows = word and (before is None or text[before.end : word.start].strip(" .\u00a0") == "")
        if word and titled and follows and word.is_capital and _may_be_named(word, ordinary):
            run.append(word)
        else:
            if run:
                yield as_person(run)
            run = []
            titled = bool(word and word.is_capital and word.folded in _CLEAR_TITLES)
        before = word


def people_of_addresses(text: str, ordinary: Ordinary) -> Iterator[Person]:
    """People named by their e-mail addresses: zoe.lyons@example.org."""
    for match in EMAIL.finditer(text):
        words = [word for word in words_of(match["local"].replace("_", " ")) if len(word.folded) > 1]
        if len(words) > 1 and not any(ordinary.has(word.folded) for word in words):
            yield as_person(words)


def is_personal(local: str, ordinary: Ordinary, is_name: Callable[[str], bool]) -> bool:
    """Whether the part of an e-mail address before the @ may name a person, and not a team's mailbox."""
    words = [word.folded for word in words_of(local.replace("_", " "))]
    return any(is_name(word) or not ordinary.has(word) for word in words)
