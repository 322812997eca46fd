"""Other words for those of a document: as long, in the same case, and the same wherever a word stands again.

What is kept is what a layout is told by: the names of columns, statuses, nil returns, numbers of actions and themes,
years, the small words of English, and everyday words that say what a column holds (“Develop”, “monthly”, “board”) where
no narrative has them. Words that end the names of bodies become others of that kind (“council”, “charity”), so that
columns of organisations look like it. Everything else becomes letters that mean nothing.
"""

from __future__ import annotations

import math
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from random import Random
from secrets import SystemRandom

from extractors.assembler.roles.cells import cues
from extractors.common.garbled import RAREST, UNLIKELY, letter_chances, likelihood
from extractors.pdf.furniture import NUMBERED
from models.reference.columns import fold_header, is_column_name
from models.reference.organisations import lead_words
from models.reference.phrases import cover_labels, phrases, says_nothing
from models.reference.rag import vocabulary
from models.reference.roles import shipped_roles
from models.reference.statuses import statuses_in

_SMALL = (
    "a an the and or but of to for with without in on at by from as if not no this that these those which who when "
    "where while is are was were be been being has have had do does will would shall should must can may we our us it "
    "its they their them all each any also"
)
SMALL = frozenset(_SMALL.split())
"""Words that every text has. Some tell whether a sentence goes on over a page break."""

LONGEST_STATUS = 8
"""Words of a text that may be a status with a remark, or a post: "Amber – on track, was red", "Head of Service"."""

LONGEST_DATE = 6
"""Words of a text whose months are kept: "By the end of March 2025"."""

LONGEST_TITLE = 16
"""Words of a line that may be the title of the form: "Violence and Vulnerability Reduction Action Plan"."""

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?(?!\d)")
_NUMBER_OF_SOMETHING = re.compile(
    r"\b(?:theme|priority|outcome|objective|strand|section|pillar|aim|part|chapter|goal|action|ref|no|item|number|page"
    r"|table|figure|appendix|annex|quarter|year|q)\b(?=\.?\s*(?:(?:no|number)\.?\s*)?(?:[\d%]|(?-i:[IVX]+\b)))",
    re.IGNORECASE,
)
_FLAGS = re.compile(
    r"\bpage\s+\d+\s+of\s+\d+|\b(?:new section|new theme|cont(?:[’']?d)?|continue[sd]|draft|official|sensitive"
    r"|restricted|confidential|protectively marked|not for (?:publication|circulation)|as (?:above|before)|below|new"
    r"|revised|updated|amended)\b",
    re.IGNORECASE,
)
"""What a line says of itself."""
_PLAN = re.compile(
    r"\bviolence\s+(?:and|&)\s+vulnerability(?:\s+reduction)?(?:\s+action\s+plans?)?"
    r"|\b(?:action|delivery|reduction|improvement|implementation|strategic)\s+plans?\b"
    r"|\b(?:serious\s+)?violence\b(?=.*\bplans?\b)|\b20\d\d refresh\b",
    re.IGNORECASE,
)
"""Words by which a line calls a document a plan."""
_MONTHS = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|ongoing|end|start|annual|annually|monthly|quarterly|weekly|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^:]{1,60}?(?=\s*:(?:\s|$))")
_OPENING_NUMBER = re.compile(r"\A\W*[A-Z]{0,2}\d{1,3}(?:\.\d{1,3})*\s?[a-z]?(?![^\W_])", re.IGNORECASE)

_ALPHABET = string.ascii_lowercase
_TRIES = 200


class OtherWords:
    """Gives texts of one document in other words.

    Args:
        texts: all texts of the document, none of whose words is used for another.
        headers: texts that may be headers, whose known names of columns are kept.
        columns: headers of the plan's own columns, which are kept as they are.
        narratives: paragraphs of narratives, of which nothing but small words and figures is kept, there or anywhere in
            the words of a post.
        names: of people and places; no word of them is kept where it has a capital.
        chance: where letters come from; by default from the system, so that no one can find the way back.
    """

    def __init__(
        self,
        texts: Iterable[str] = (),
        *,
        headers: Iterable[str] = (),
        columns: Iterable[str] = (),
        narratives: Iterable[str] = (),
        names: Iterable[str] = (),
        chance: Random | None = None,
    ) -> None:
        self._headers = {fold_header(text) for text in headers}
        self._columns = {fold_header(text) for text in columns}
        said = list(narratives)
        self._narratives = {fold_header(text) for text in said}
        self._said = _in(said)
        self._posts = _words_of_posts() - self._said
        self._names = _in(names)
        self._chance = chance or SystemRandom()
        self._others: dict[str, str] = {}
        self._kept: dict[str, list[tuple[int, int]]] = {}
        self._taken = {word.lower() for text in texts for word in _WORD.findall(text)} | _names_of_columns() | SMALL

    def text(self, text: str) -> str:
        """The text in other words, as long as before."""
        return self.with_kept(text, self.kept(text))

    def with_kept(self, text: str, kept: Iterable[tuple[int, int]]) -> str:
        """Likewise, but for what stands in these ranges."""
        letters = list(text)
        ranges = sorted(kept)
        for match in [*_WORD.finditer(text), *_figures(text)]:
            named = match.group()[0].isupper() and match.group().lower() in self._names
            if named or not any(start <= match.start() and match.end() <= end for start, end in ranges):
                letters[match.start() : match.end()] = self._other(match.group())
        return "".join(letters)

    def kept(self, text: str) -> list[tuple[int, int]]:
        """The ranges of a text whose words are kept."""
        if text not in self._kept:  # a PDF asks for each word of a block
            small = [match.span() for match in _WORD.finditer(text) if match.group().lower() in SMALL]
            self._kept[text] = [*small, *self._kept_by_kind(text)]
        return self._kept[text]

    def _kept_by_kind(self, text: str) -> Iterator[tuple[int, int]]:
        folded = fold_header(text)
        if folded in self._narratives and not (says_nothing(text) or _is_status(text)):
            return
        label = _LABEL.match(text)
        rest = label.end() + 1 if label else 0
        if label and text[rest:].strip() and self._is_label(label.group()):  # "Update: none", in one paragraph
            yield from self._kept_by_kind(label.group())
            yield from ((start + rest, end + rest) for start, end in self._kept_by_kind(text[rest:]))
            return
        if says_nothing(text):
            yield from _spans(text, _words_of_nil())
        if len(text.strip()) == 1 or folded in self._columns:  # a letter of a status or of a sheet's column
            yield 0, len(text)
        if folded in self._headers or is_column_name(folded) or folded in cover_labels():
            yield from _spans(text, _names_of_columns())
        if len(_WORD.findall(text)) <= LONGEST_STATUS:
            yield from _spans(text, self._posts)
        yield from (span for span in cues(text) if self._is_free(text[slice(*span)]))
        yield from _kept_by_length(text)

    def _is_free(self, words: str) -> bool:
        """Whether words may be kept: none of them is in a narrative, and no figure may tell somebody."""
        return not _in([words]) & self._said and not any(map(str.isdigit, words))

    def _is_label(self, text: str) -> bool:
        folded = fold_header(text)
        return folded in self._columns or folded in self._headers or is_column_name(folded) or folded in cover_labels()

    def _other(self, word: str) -> str:
        if word[0].isdigit():
            return "".join(self._chance.choice("123456789") for _ in word)
        lower = word.lower()
        if len(lower) != len(word):  # letters that are several in lower case
            return "".join(map(self._letter, word))
        if lower not in self._others:
            self._others[lower] = self._made(lower)
        return "".join(
            new.upper() if old.isupper() else new for old, new in zip(word, self._others[lower], strict=True)
        )

    def _made(self, word: str) -> str:
        alike = [one for one in _alike(word) if one not in self._taken]
        if alike:  # it is not kept, as a narrative has it, but that it is a body's tells what a column is
            self._taken.add(other := self._chance.choice(alike))
            return other
        other = word
        for _ in range(_TRIES):
            other = self._spelt(word)
            if other not in self._taken:
                break
        if len(word) > 2:  # there are too few shorter ones to give each its own
            self._taken.add(other)
        return other

    def _spelt(self, word: str) -> str:
        """A word that could be English for one that could; else other letters for its letters."""
        if not (word.isascii() and likelihood([word]) > UNLIKELY):
            return "".join(map(self._letter, word))
        letters, weights = _followers()
        spelt = " "
        for place in range(len(word)):
            chances = weights[spelt[-1]]
            if place == len(word) - 1:
                chances = [chance * weights[letter][0] for chance, letter in zip(chances, letters, strict=True)]
            spelt += self._chance.choices(letters[1:], chances[1:])[0]
        return spelt[1:]

    def _letter(self, letter: str) -> str:
        """Another letter of the same script and direction."""
        if not letter.isalpha():  # figures that count as letters: ①, ²
            return letter
        if letter.isascii():
            return self._chance.choice(_ALPHABET.replace(letter.lower(), ""))
        kind = (unicodedata.category(letter), unicodedata.bidirectional(letter))
        near = [chr(code) for code in range(ord(letter) - 12, ord(letter) + 13) if chr(code) != letter]
        fitting = [one for one in near if (unicodedata.category(one), unicodedata.bidirectional(one)) == kind]
        return self._chance.choice(fitting or near)


@cache
def _followers() -> tuple[str, dict[str, list[float]]]:
    """Letters, the end of a word first, and how likely each is after another, in the words that plans use."""
    letters = " " + _ALPHABET
    chances = letter_chances()
    return letters, {
        before: [math.exp(chances.get((before, after), RAREST)) for after in letters] for before in letters
    }


def _kept_by_length(text: str) -> Iterator[tuple[int, int]]:
    """What short lines say of themselves: statuses, dates, numbers, the title of the form."""
    words = len(_WORD.findall(text))
    patterns = [_NUMBER_OF_SOMETHING, _OPENING_NUMBER]
    patterns += [_PLAN, _FLAGS, NUMBERED] if words <= LONGEST_TITLE else []
    patterns += [_MONTHS] if words <= LONGEST_DATE else []
    for pattern in patterns:
        yield from (match.span() for match in pattern.finditer(text))
    if words <= LONGEST_STATUS and statuses_in(text):
        yield from _spans(text, _words_of_statuses())


def _is_status(text: str) -> bool:
    """Whether a text is a status and nothing else, which tells nobody anything, though it be all of a narrative."""
    return bool(statuses_in(text)) and _in([text]) <= _words_of_statuses()


def _figures(text: str) -> Iterator[re.Match[str]]:
    """Figures that may tell somebody: of three digits and more, but for years and numbers that open the text."""
    years = [match.span() for match in _YEAR.finditer(text)]
    for match in _FIGURE.finditer(text):
        if len(match.group()) > 2 and not any(start <= match.start() < end for start, end in years):
            yield match


def _spans(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    known = frozenset(words)
    return (match.span() for match in _WORD.finditer(text) if match.group().lower() in known)


def _in(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


@cache
def _names_of_columns() -> frozenset[str]:
    return _in([*shipped_roles().header_names, *cover_labels()])


@cache
def _words_of_nil() -> frozenset[str]:
    return _in(phrases().nil) | {"tba", "tbc", "tbd"}


@cache
def _words_of_posts() -> frozenset[str]:
    return _in([*lead_words().ends, *lead_words().posts])


@cache
def _alike(word: str) -> list[str]:
    """Other last words of bodies' names of the same length, for one of them."""
    ends = frozenset(lead_words().ends)
    return sorted(one for one in ends if len(one) == len(word) and one != word) if word in ends else []


@cache
def _words_of_statuses() -> frozenset[str]:
    known = vocabulary()
    named = [word for words in (*known.words.values(), *known.letters.values()) for word in words]
    return _in([*named, *known.context.plain, *known.context.before, *known.context.after, *known.context.away])
