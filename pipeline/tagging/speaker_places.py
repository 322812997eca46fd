"""Where a speaker's label may stand, and the mark that parts it from the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.tagging.lines import DASHES, ends_sentence, is_break, is_marker, lines
from pipeline.tagging.state import TaggingState
from pipeline.tagging.words import QUOTES, Words, is_acronym

SEPARATORS = {
    ":": "colon",
    ";": "semicolon",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ".": "stop",
    "(": "bracket",
    ",": "comma",
    "|": "bar",
    ">": "arrow",
    "→": "arrow",
    "=": "arrow",
    "]": "closing",
    "*": "closing",
}
_NO_MARKS = frozenset({"'", "&", "/", "+", "%", ")", "@", "#", "£", "?", *QUOTES})
"""Any other mark parts a label from its words, too, as does a stroke on its own or doubled: "PH ~ nil", "YJS // 4"."""
_SIGNS_OF_ITEMS = frozenset({">", "»", "→", "*", "+", "~", "[", *QUOTES})
"""With bullets and dashes these open an item, as in a mail that quotes another."""
_ENDS_OF_NUMBERS = frozenset({".", ")", "]"})
_LONGEST_BRACKET = 10
"""Tokens within which a bracket after a label closes."""
_LONGEST_NUMBER = 6
"""Tokens before the first word of an item: "[2]", "3.1.2"."""
_LATE = 3
"""Words between a label and its colon: "CoLP update (Jan):", "CSS Q4:", "Housing says:"."""


class Place(NamedTuple):
    """A token at which a label may stand, the end of its line, and what kind of place it is."""

    section: int
    start: int
    line_end: int
    position: str


def item_start(words: Words, index: int, end: int) -> int:
    """The first word of an item that opens at `index`: past bullets, marks and numbers such as "[2]" and "3.1"."""
    begin = index
    while begin < end:
        after = _past_number(words, begin, end)
        if after > begin:
            begin = after
        elif words.forms[begin] in _SIGNS_OF_ITEMS or is_marker(words, begin, index) or words.forms[begin].isspace():
            begin += 1
        else:
            break
    return begin


def item_opening(words: Words, start: int, floor: int) -> int:
    """Where the item opens whose first word is at `start`: at its number, after a line break or in square brackets."""
    for index in range(max(floor, start - _LONGEST_NUMBER), start):
        opens = words.forms[index] == "[" or is_break(words.forms[index - 1])
        if opens and item_start(words, index, start) == start:
            return index
    return start


def _past_number(words: Words, index: int, end: int) -> int:
    """Where the number of an item ends that stands at `index`; `index` when none does."""
    opened = words.forms[index] in {"(", "["}
    stop = index + opened
    while stop + 2 < end and words.forms[stop].isdigit() and words.forms[stop + 1] == "." and not words.spaced[stop]:
        stop += 2
    if stop >= end or not (
        words.forms[stop].isdigit() or (len(words.forms[stop]) == 1 and words.forms[stop].isalpha())
    ):
        return stop if stop > index + opened else index
    if stop + 1 < end and words.forms[stop + 1] in _ENDS_OF_NUMBERS and not words.spaced[stop]:
        return stop + 2
    return stop + 1 if stop > index + opened else index


def openings(state: TaggingState) -> list[tuple[int, int]]:
    """(section, first word) of every line and of every cell parted by “|”, marks and numbers of items left out."""
    words = state.words
    found = []
    for number, start, end in lines(state):
        begin = start
        for index in range(start, end + 1):
            if index == end or words.forms[index] == "|":
                begin = item_start(words, begin, index)
                if begin < index:
                    found.append((number, begin))
                begin = index + 1
    return found


def places(words: Words, section: int, start: int, end: int, ending: set[int]) -> Iterator[Place]:
    """Starts of the line, of its sentences, and places where a short form follows a name with no mark between them."""
    begin = item_start(words, start, end)
    if begin < end:
        yield Place(section, begin, end, "item" if begin > start else "line")
    for index in range(begin + 1, end):
        if ends_sentence(words, index - 1, end) or (words.forms[index] == "[" and words.forms[index - 1] in ".!?"):
            following = item_start(words, index, end)
            if following < end and words.forms[following] not in DASHES:
                yield Place(section, following, end, "sentence")
        elif words.forms[index - 1] in {".", ";"} and words.spaced[index - 1] and words.forms[index].islower():
            yield Place(section, index, end, "small sentence")
        elif (
            index in ending and is_acronym(words.forms[index]) and index + 1 < end and words.forms[index + 1].istitle()
        ):
            yield Place(section, index, end, "inline")


def separator(words: Words, index: int, end: int) -> str:
    """The mark at `index`, where a name ends."""
    if index >= end:
        return "break" if index < len(words) and is_break(words.forms[index]) else "end"
    name = SEPARATORS.get(words.forms[index], "none")
    if name == "bracket":
        close = bracket_end(words, index, end)
        after = SEPARATORS.get(words.forms[close + 1], "none") if close + 1 < end else "none"
        return after if after == "colon" or (after == "dash" and words.spaced[close]) else "bracket"
    joined = not words.spaced[index - 1] and not words.spaced[index] and words.forms[index - 1].isalpha()
    if _is_other_mark(words, index, end):
        return "other"
    if name == "none" and ":" in words.forms[index : min(index + _LATE + 1, end)]:
        return "late colon"
    return "hyphen" if name == "dash" and joined else name


def mark_end(words: Words, index: int, end: int) -> int:
    """Past the mark at `index` and its repetitions: "::", ">>", "..."."""
    stop = index + 1
    while stop < end and words.forms[stop] == words.forms[index] and not words.spaced[stop - 1]:
        stop += 1
    return stop


def _is_other_mark(words: Words, index: int, end: int) -> bool:
    """Whether a mark stands at `index` that few use after a label: "~", "»", "//", "...", " / "."""
    form = words.forms[index]
    doubled = mark_end(words, index, end) > index + 1
    if form in SEPARATORS:
        return form == "." and doubled
    if form == "/":
        return doubled or (words.spaced[index] and words.spaced[index - 1])
    return not form[0].isalnum() and not form.isspace() and form not in _NO_MARKS and len(form) == 1


def bracket_end(words: Words, index: int, end: int) -> int:
    """Where a bracket ends that gives the short or the long form: "Young Barnet Foundation (YBF) - the"."""
    return next((i for i in range(index + 1, min(index + _LONGEST_BRACKET, end)) if words.forms[i] == ")"), end)
