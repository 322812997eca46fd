"""Reads a theme's cell, banner or heading: number, title and strap-line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.assembler.going_on import without_continued
from extractors.assembler.grid import says
from extractors.assembler.numbers import ThemeNumber, theme_number
from models.document import Block
from models.reference.template import theme_names
from models.reference.words import known_words

LONGEST_PLAN_TITLE = 16  # words
LONGEST_TITLE = 160  # characters; the longest of the templates has 80
SAME_NAME = 92  # of 100: a letter or two apart
SENTENCE_WORDS = 3
FEWEST_LETTERED = 2  # titles from which on it can be told that letters count them
STRAP_LINE_WORDS = 5  # a strap-line after a dash is a clause; fewer words belong to the title
_PLAN_TITLE = re.compile(
    r"\bviolence\s+(?:and|&)\s+vulnerability\b.*\baction\s+plans?\b|\baction\s+plans?\b.*\b20\d\d\b", re.IGNORECASE
)
_FLAG = re.compile(r"^[\s*_]*(?:new section|new theme|new)\s*[:–-]\s*[\s*_]*", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_STACKED = re.compile(r"[^\W\d_](?:\s+[^\W\d_]){3,}")
"""Single letters with spaces between, as a narrow cell gives a title that is written letter under letter."""
_CAPTION = re.compile(
    r"^[\s*_]*(?:table|figure|appendix|annex)\s+(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])\s*[.:–—-]\s*", re.IGNORECASE
)
"""What counts the tables of a document in the caption over one: "Table 3: Governance"."""
_CONTENTS = re.compile(r"(?:\s?[.…_]){4,}\s*\d{1,4}$")
"""How a line of a list of contents ends: leaders, and a page."""
_LETTER = re.compile(r"(?P<letter>[A-Z])(?:\s*[.:)]|\s+[–—-])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ThemeTitle:
    """A theme's cell taken apart. `dropped` are words that stand in no other field: its number, flags, "continued"."""

    number: ThemeNumber | None
    title: str
    description: str
    dropped: tuple[str, ...]


def titles_plan(text: str) -> bool:
    """Whether a line is the template's own title, printed over or inside its table."""
    return bool(_PLAN_TITLE.search(text)) and len(text.split()) <= LONGEST_PLAN_TITLE


def is_caption(text: str) -> bool:
    """Whether a line counts a table of the document: "Table 3: Actions"."""
    return bool(_CAPTION.match(text))


def opens_theme(text: str, *, alone: bool) -> bool:
    """Whether a line reads as the title of a theme: numbered, called a theme, or a theme's name.

    `alone`: nothing else stands in its row, so that a plain number or capitals are enough.
    """
    bare = _clean(text)
    if not bare or len(bare) > LONGEST_TITLE * 2 or _CONTENTS.search(bare):
        return False
    number = theme_number(bare)
    if number and number.keyword:
        return True
    if known_name(bare[number.end :] if number else bare):
        return True
    if not alone or len(bare) > LONGEST_TITLE:
        return False
    return (number is not None and _titled(bare, number)) or (bare.isupper() and len(bare) > 3)


def _titled(text: str, number: ThemeNumber) -> bool:
    """Whether a title follows a number: after a stop, or in capitals, as "42 sweeps were made" is a sentence."""
    rest = text[number.end :]
    stopped = text[: number.end].rstrip()[-1:] in {".", ":", ")", "–", "-"}
    return bool(rest) and (stopped or not rest[0].islower())


def _clean(text: str) -> str:
    return _EMPHASIS.sub("", _FLAG.sub("", _CAPTION.sub("", " ".join(text.split())))).strip()


def fold_name(text: str) -> str:
    """A title in lower case, `&` as `and`, without punctuation, for comparing."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("&", " and ")))


@cache
def _folded_names() -> tuple[str, ...]:
    return tuple(fold_name(name) for name in theme_names())


def known_name(text: str) -> bool:
    """Whether the text is, or begins with, the name of a template's theme."""
    folded = fold_name(text)
    return any(
        folded == name or folded.startswith(name + " ") or fuzz.ratio(folded, name) >= SAME_NAME
        for name in _folded_names()
    )


def read_title(blocks: Sequence[Block]) -> ThemeTitle:
    """Number, title and strap-line of a theme from the blocks that print it."""
    texts = [text for text in (says(block).strip() for block in blocks) if text]
    dropped: list[str] = []
    whole = " ".join(texts)
    emphasised = _EMPHASIS.sub("", whole)
    caption = _CAPTION.match(emphasised)
    if caption:
        dropped.append(caption.group())
        emphasised = emphasised[caption.end() :]
    flag = _FLAG.match(emphasised)
    if flag:
        dropped.append(flag.group())
        emphasised = emphasised[flag.end() :]
    text = _upright(emphasised.strip(), dropped)
    number = theme_number(text)
    if number:
        dropped.append(text[: number.end])
        text = text[number.end :].strip()
    text, continued = without_continued(text)
    dropped += [continued] if continued else []
    first_block = _EMPHASIS.sub("", texts[0]) if texts else ""
    title, description = _split(text, _without_opening(first_block))
    return ThemeTitle(number, title.strip(" :*–-"), description.strip(" *–-"), tuple(dropped))


def count_letters(titles: Sequence[ThemeTitle]) -> list[ThemeTitle]:
    """The titles of a plan's themes, numbered by the letters that open all of them in order: "A. …", "B. …"."""
    opened = letters_in_order([title.title if title.number is None else "" for title in titles])
    return [
        replace(
            title,
            number=ThemeNumber((ord(match["letter"]) - ord("A") + 1,), "", match.end()),
            title=title.title[match.end() :],
            dropped=(*title.dropped, match.group()),
        )
        for title, match in zip(titles, opened, strict=False)
    ] or list(titles)


def letters_in_order(titles: Sequence[str]) -> list[re.Match[str]]:
    """The letters that open titles, each with its sign; none unless all have one, in the order of the alphabet."""
    found = [match for title in titles if (match := _LETTER.match(title))]
    in_order = all(one["letter"] < two["letter"] for one, two in pairwise(found))
    return found if FEWEST_LETTERED <= len(found) == len(titles) and in_order else []


def _upright(text: str, dropped: list[str]) -> str:
    """The text with words whole whose letters stand one under the other; its letters are then dropped as printed.

    Where one word ends and the next begins the names of the templates' themes tell, else the words that plans use.
    """
    if not _STACKED.fullmatch(text):
        return text
    dropped.append(text)
    joined = "".join(text.split())
    known = next(
        (name for name in _folded_names() if name.replace(" ", "") == joined.casefold()), _parted(joined.casefold())
    )
    words = iter(joined)
    return joined if known is None else "".join(" " if letter == " " else next(words) for letter in known)


def _parted(letters: str) -> str | None:
    """Letters as the fewest words that plans use, with spaces between; None where they are not made of such words."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        ways = [
            (*before, letters[start:end])
            for start in range(end)
            if (before := best[start]) is not None and letters[start:end] in known_words()
        ]
        best.append(min(ways, key=len, default=None))
    words = best[-1]
    return " ".join(words) if words else None


def _without_opening(text: str) -> str:
    text = _FLAG.sub("", _CAPTION.sub("", text)).strip()
    number = theme_number(text)
    return text[number.end :].strip() if number else text


def _split(text: str, first_block: str) -> tuple[str, str]:
    """Title and strap-line, by the surest sign there is."""
    for split in (_split_known, _split_capitals, _split_punctuation):
        parts = split(text)
        if parts:
            return parts
    rest = text[len(first_block) :]
    if first_block and text.startswith(first_block) and _is_strap_line(rest) and _new_sentence(rest):
        return first_block, rest
    return text, ""


def _is_strap_line(rest: str) -> bool:
    """Whether what follows a title is long enough to be no part of it, or is a whole sentence."""
    words = len(rest.split())
    return words >= STRAP_LINE_WORDS or (words >= SENTENCE_WORDS and rest.rstrip("*")[-1:] in {".", "!", "?"})


def _new_sentence(text: str) -> bool:
    bare = text.lstrip(" :–-")
    return bare[:1].isupper() and not bare.isupper()


def _split_known(text: str) -> tuple[str, str] | None:
    """A template's own theme name opens the text."""
    for name in _folded_names():
        end = _prefix_end(text, name)
        if end is not None:
            rest = text[end:].strip(" :–-")
            if not rest or (rest[0].isupper() and not rest.split()[0].isupper()):
                return text[:end], rest
    return None


def _prefix_end(text: str, folded: str) -> int | None:
    """Where the words of a folded name end at the head of the text; None when it does not begin with them."""
    wanted = folded.split()
    for place, match in enumerate(re.finditer(r"[^\W_]+|&", text)):
        word = "and" if match.group() == "&" else match.group().casefold()
        if word != wanted[place]:
            return None
        if place == len(wanted) - 1:
            return match.end()
    return None


def _split_capitals(text: str) -> tuple[str, str] | None:
    """A title in capitals before a strap-line that is not."""
    words = text.split()
    capitals = 0
    while capitals < len(words) and not re.search(r"[a-z]", words[capitals]):
        capitals += 1
    letters = sum(char.isalpha() for word in words[:capitals] for char in word)
    if 0 < capitals < len(words) and letters >= 8 and words[capitals][:1].isupper():
        return " ".join(words[:capitals]), " ".join(words[capitals:])
    return None


def _split_punctuation(text: str) -> tuple[str, str] | None:
    """A colon or a dash before a clause of some length."""
    match = re.search(r"\s*:\s+|\s+[–—-]\s+", text)
    if match and match.start() > 3:
        rest = text[match.end() :]
        if len(rest.split()) >= STRAP_LINE_WORDS and rest[:1].isupper():
            return text[: match.start()], rest
    return None
