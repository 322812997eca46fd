"""Words of a narrative: the tokeniser of the tagging pipeline, and how names are folded for comparison.

Plans are full of glued text ("AFC -The", "PRU/APs", "SALT/SEND", "reviewed.The"), so every punctuation mark is a token
of its own. Names are cut by the same rules, which is what makes phrase matching exact.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

# Dotted abbreviations (L.A., S.H.I.E.L.D.); a possessive 's; words with inner apostrophes and a leading #; one mark.
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|['’]s\b|#?\w+(?:['’](?!s\b)\w+)*|[^\w\s]|\s+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
POSSESSIVES = frozenset({"'s", "’s"})
QUOTES = frozenset("\"'“”‘’")


class WordTokenizer:
    """Cuts text into words and single marks; `Doc.text` is the input, character for character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as words."""
        words, spaces = cut(text)
        return Doc(self.vocab, words=words, spaces=spaces)


def cut(text: str) -> tuple[list[str], list[bool]]:
    """Words of `text` and, for each, whether one space follows. Other white space is a word of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if not token[0].isspace():
            words.append(token)
            spaces.append(False)
            continue
        if token[0] == " " and words:
            spaces[-1] = True
            token = token[1:]
        if token:
            words.append(token)
            spaces.append(False)
    return words, spaces


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
