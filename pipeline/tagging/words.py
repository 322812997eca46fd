"""Words of a narrative: the tokeniser of the tagging pipeline, and how names are folded for comparison.

Plans are full of glued text ("AFC -The", "PRU/APs", "SALT/SEND", "reviewed.The"), so every punctuation mark is a token
of its own. Names are cut by the same rules, which is what makes phrase matching exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

# Dotted abbreviations (L.A., S.H.I.E.L.D.); a possessive 's; words with inner apostrophes and a leading #; one mark.
# Then the one space that may follow.
_TOKEN = re.compile(r"((?:[A-Za-z]\.){2,}|['’]s\b|#?\w+(?:['’](?!s\b)\w+)*|[^\w\s]|\s+)( ?)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
POSSESSIVES = frozenset({"'s", "’s"})
QUOTES = frozenset("\"'“”‘’")


TOKENIZER = "vvrap_words"


class WordTokenizer:
    """Cuts text into words and single marks; `Doc.text` is the input, character for character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as words."""
        words, spaces = cut(text)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]  # spaCy types its registries so
def create_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Factory for spaCy."""
    return lambda nlp: WordTokenizer(nlp.vocab)


def cut(text: str) -> tuple[list[str], list[bool]]:
    """Words of `text` and, for each, whether one space follows. Other white space is a word of its own."""
    found = _TOKEN.findall(text)
    return [word for word, _ in found], [bool(space) for _, space in found]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document as plain values, taken once: spaCy makes a new object at every look at a token.

    The tuples have an entry a word, in order; `starts` has one more, where the text ends.
    """

    text: str
    """The whole text, character for character."""
    forms: tuple[str, ...]
    """Each word as written."""
    lower: tuple[str, ...]
    """Each word in lower case."""
    capitalised: tuple[bool, ...]
    """Whether each word is capitalised, see `is_capitalised`."""
    spaced: tuple[bool, ...]
    """Whether one space follows each word; it is no part of the word."""
    starts: tuple[int, ...]
    """The first character of each word."""

    @classmethod
    def of(cls, forms: Sequence[str], spaced: Sequence[bool]) -> Words:
        """Words as `cut` gives them."""
        pieces = [f"{form} " if space else form for form, space in zip(forms, spaced, strict=True)]
        return cls(
            text="".join(pieces),
            forms=tuple(forms),
            lower=tuple(form.lower() for form in forms),
            capitalised=tuple(is_capitalised(form) for form in forms),
            spaced=tuple(spaced),
            starts=tuple(accumulate((len(piece) for piece in pieces), initial=0)),
        )

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.forms)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """(first character, one past the last) of the words from `start` to `end`; there is one at least."""
        return self.starts[start], self.starts[end] - self.spaced[end - 1]

    def between(self, start: int, end: int) -> str:
        """The text of the words from `start` to `end`; empty when there are none."""
        first, last = self.place(start, end) if start < end else (0, 0)
        return self.text[first:last]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name reduced to what counts when names are compared: "Children’s & Families" gives "childrens and families"."""
    plain = text.translate(_APOSTROPHES).casefold().replace("'", "").replace("&", " and ")
    return _NOT_WORD.sub(" ", plain).strip()


def is_capitalised(word: str) -> bool:
    """Starts with a capital, or is a campaign's #Name."""
    return word[:1].isupper() or (word[:1] == "#" and word[1:2].isalpha())


@lru_cache(maxsize=65536)
def is_acronym(word: str) -> bool:
    """Two capitals or more and no more than one lower-case letter per capital: MPS, TfL, SNTs, L.A., P2P."""
    letters = [letter for letter in word if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if not word[:1].isupper() or len(word) < 2:
        return False
    if capitals == 1:
        return len(letters) == 1 and any(letter.isdigit() for letter in word)
    return capitals * 2 >= len(letters)
