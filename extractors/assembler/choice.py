"""Reads a list of statuses from which one is chosen: struck out, ticked, or set apart by how its words look.

"Red / Amber / Green" stands in many templates with the words "delete as appropriate". What a reader says of the words
(struck, bold, underlined, highlighted, coloured, boxed) and of signs beside them decides here, for every format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.document import Cell, Look, LookKind
from models.plan import RagColour
from models.reference.rag import is_grey
from models.reference.statuses import StatusWord, status_words

_YES, _CROSS = "☑🗹✓✔🗸✅", "☒🗷🗵✗✘❌❎⊠⊗"
_EMPTY = "☐□▢⬜❑❒❏◻◽▫"
_FULL, _HOLLOW = "●⬤■◼◾⚫◉⦿🔘▣◘⬛", "○◯⚪❍◌"
_LIST_SIGNS = frozenset("○◯◌❍❑❒❏▫◻")
"""Signs that before a single status are the bullet of a list; an empty box to tick is none."""
_SIGN = re.compile(
    rf"(?P<yes>[{_YES}]|\[[xX{_YES}*]\]|\([xX{_YES}●•*]\))|(?P<cross>[{_CROSS}]|\[[{_CROSS}]\]|\([{_CROSS}]\))|(?P<full>[{_FULL}])"
    rf"|(?P<empty>[{_EMPTY}{_HOLLOW}]|\[\s?\]|\(\s?\))"
)
"""A sign of choice. A cross ticks a box unless ticks stand beside it; a full dot does where there are empty ones."""
_PARTED = re.compile(r"[/,;|\n]")
_ALL = 3  # statuses of which a list names as many are its choices, not an answer
_CHOOSING: tuple[LookKind, ...] = ("bold", "underlined", "boxed", "highlighted")


@dataclass(frozen=True, slots=True)
class Choice:
    """The statuses of now that a cell's text gives, in the order printed.

    listed: it is a list of statuses to choose from. named: colours stand in it, also where none is the one of now.
    """

    statuses: tuple[RagColour, ...]
    listed: bool
    named: bool
    away: tuple[RagColour, ...] = ()
    """Statuses that it says were, may come, or are not."""


@dataclass(frozen=True, slots=True)
class _Printed:
    text: str
    struck: tuple[tuple[int, int], ...]
    looks: tuple[Look, ...]


def read_choice(cells: Iterable[Cell]) -> Choice:
    """What the text of some cells says of the status."""
    printed = _printed(cells)
    whole = {word.status for word in status_words(_without_signs(printed.text))}
    listed = len(whole) >= _ALL
    left, ticked = _ticked(_blanked(printed.text, printed.struck))
    found = status_words(left)
    words = [word for word in found if word.now]
    statuses = tuple(dict.fromkeys(word.status for word in words))
    if len(statuses) > 1:
        chosen = _set_apart(words, printed.looks)
        if len(chosen) == 1:
            return Choice((*chosen,), listed=True, named=True)
        if len(statuses) >= _ALL or chosen or ticked:
            return Choice((), listed=True, named=True)
    away = tuple(word.status for word in found if not word.now)
    return Choice(statuses, listed or (ticked and len(whole) > 1), named=bool(whole), away=away)


def is_list_of_choices(cells: Iterable[Cell]) -> bool:
    """Whether cells print a list of statuses of which one is left, so that what is struck out is no doubt."""
    choice = read_choice(cells)
    return choice.listed and len(choice.statuses) == 1


def is_left_open(text: str) -> bool:
    """Whether a text lists statuses with an empty box for each, so that none is chosen: "☐ Red ☐ Amber ☐ Green"."""
    signs = [sign.lastgroup for sign in _SIGN.finditer(text)]
    return len(signs) >= _ALL and {*signs} == {"empty"} and len(status_words(_without_signs(text))) == len(signs)


def _printed(cells: Iterable[Cell]) -> _Printed:
    """The text of cells, a line a block, signs before it included, with what is said of its words."""
    text = ""
    struck: list[tuple[int, int]] = []
    looks: list[Look] = []
    for block in (block for cell in cells for block in cell.blocks if block.text or block.marker):
        text += "\n" * bool(text) + f"{block.marker} " * bool(block.marker)
        at = len(text)
        struck += [(at + start, at + end) for start, end in block.struck]
        looks += [look.model_copy(update={"start": at + look.start, "end": at + look.end}) for look in block.looks]
        text += block.text
    return _Printed(text, tuple(struck), tuple(looks))


def _blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    for start, end in ranges:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _without_signs(text: str) -> str:
    return _SIGN.sub(lambda sign: " " * len(sign[0]), text)


def _ticked(text: str) -> tuple[str, bool]:
    """The text with what is not ticked blanked, and whether it holds ticks and empty boxes at all."""
    signs = [*_SIGN.finditer(text)]
    kinds = {sign.lastgroup for sign in signs}
    words = status_words(_without_signs(text))
    if "full" in kinds and "empty" not in kinds and not sum(sign.lastgroup == "full" for sign in signs) < len(words):
        signs = [sign for sign in signs if sign.lastgroup != "full"]
    if len(words) == 1 and len(signs) == 1 and signs[0][0] in _LIST_SIGNS:
        signs = []
    if not signs:
        return _without_signs(text), False
    telling = {"yes"} if "yes" in kinds else {"cross", "full"}
    kept = [False] * len(text)
    for sign, (start, end) in zip(signs, _labels(text, signs, words), strict=True):
        if sign.lastgroup in telling:
            kept[start:end] = [True] * (end - start)
    # what stands beside no sign is no choice, but may be the whole of what is said: "Green" before an empty box
    shown = "".join(char if keep or char == "\n" else " " for char, keep in zip(text, kept, strict=True))
    return _without_signs(shown), True


def _labels(text: str, signs: Sequence[re.Match[str]], words: Sequence[StatusWord]) -> list[tuple[int, int]]:
    """The stretch of text that each sign belongs to."""
    parts = _parts(text)
    if len(parts) > 1 and all(
        sum(start <= word.start < end for word in words) <= 1
        and sum(start <= sign.start() < end for sign in signs) <= 1
        for start, end in parts
    ):
        return [next(part for part in parts if part[0] <= sign.start() < part[1]) for sign in signs]
    edges = [sign.start() for sign in signs]
    if text[: edges[0]].strip() and len(signs) < len(words):  # the sign may be of the word before it or of the next
        return [(0, len(text))] * len(signs)
    if text[: edges[0]].strip():  # the words come before their signs
        return [*zip([0, *(sign.end() for sign in signs[:-1])], edges, strict=True)]
    return [*zip((sign.end() for sign in signs), [*edges[1:], len(text)], strict=True)]


def _parts(text: str) -> list[tuple[int, int]]:
    edges = [match.start() for match in _PARTED.finditer(text)]
    return [*zip([0, *edges], [*edges, len(text)], strict=True)]


def _set_apart(words: Sequence[StatusWord], looks: Sequence[Look]) -> set[RagColour]:
    """The statuses that look unlike the others: one is chosen; none where all are alike; several where looks differ."""
    votes = set()
    for kind in _CHOOSING:
        holders = [word for word in words if _covers(word, looks, kind)]
        if len(holders) < len(words):
            votes |= {word.status for word in holders}
    inks = [_colour(word, looks, "coloured") for word in words]
    grounds = [_colour(word, looks, "highlighted") for word in words]
    odd = [_odd(inks), *([_odd(grounds)] if None not in grounds else [])]
    return votes | {words[place].status for place in odd if place is not None}


def _covers(word: StatusWord, looks: Sequence[Look], kind: LookKind) -> bool:
    return sum(_shared(word, look) for look in looks if look.kind == kind) * 2 > word.end - word.start


def _colour(word: StatusWord, looks: Sequence[Look], kind: LookKind) -> str | None:
    """The colour of a word, or behind it; grey for any grey, None for black."""
    found = max((look for look in looks if look.kind == kind), key=lambda look: _shared(word, look), default=None)
    if found is None or not _shared(word, found):
        return None
    return "grey" if found.colour is None or is_grey(found.colour) else found.colour


def _shared(word: StatusWord, look: Look) -> int:
    return max(0, min(word.end, look.end) - max(word.start, look.start))


def _odd(colours: Sequence[str | None]) -> int | None:
    """The place of the one colour among black and grey, of the one that is not greyed, or of one among others alike."""
    counts = Counter(colours)
    for places in (
        [place for place, colour in enumerate(colours) if colour != "grey"],
        [place for place, colour in enumerate(colours) if colour not in {None, "grey"}],
        [place for place, colour in enumerate(colours) if counts[colour] == 1 and colour != "grey"],
    ):
        if len(places) == 1 and (len(counts) == 2 or None in counts or "grey" in counts):
            return places[0]
    return None
