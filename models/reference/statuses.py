"""The statuses that a text names: which of them are the status of now, and which were, may come or are denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from models.plan import RagColour
from models.reference.rag import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_LONE = re.compile(r"[^\W\d_]+|\d+")
_PART = re.compile(r"[^\W\d_]+")
_EDGE = re.compile(r"[.;:,()\[\]{}|/\\\n•●○◉◯☐☑☒✓✔✗✘■□]|\s-+\s|-+>|[–—]")
"""What ends the words that a colour stands among."""
_HEADS = re.compile(r":|\s-+\s|[–—]")
"""Those after which a colour may stand that the words before head: "Target: Green"."""

TRENDS = "←-⇿⟰-⟿⤀-⥿⬀-⬑⬅-⬍⭠-⭿▲△▴▵▶▷▸▹►▻▼▽▾▿◀◁◂◃◄◅➔➘-➾🔺🔻🔼🔽⏩-⏬⏶⏷📈📉🡀-🢭"
"""Signs that tell where a status is going, as a class of characters."""
_SIGN = rf"(?:[{TRENDS}>»›^]\ufe0f?|<?[-=]+>)"
_TREND = re.compile(rf"{_SIGN}|<[-=]+|(?<!\w)[<](?!\w)")
_ONWARD = re.compile(rf"(?:[\s,;()]|{_SIGN}|\b(?:to|now|moved|changed|gone)\b)+", re.IGNORECASE)
_BACKWARD = re.compile(r"\s*(?:[←⇐⟵⬅⇦◀◄◂]\ufe0f?|<[-=]*)\s*")
"""What stands between a status that was and the one that is, "Amber → Green", and the other way round."""

_DOUBT = re.compile(r"\s*\?")
_TO_COME = re.compile(
    r"\bby\s+(?:the\s+)?(?:end|start|mid|early|late|spring|summer|autumn|winter|q\d|\d|jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_OVER = frozenset(
    {
        "moved",
        "gone",
        "turned",
        "changed",
        "improved",
        "worsened",
        "declined",
        "fallen",
        "slipped",
        "risen",
        "up",
        "down",
    }
)
"""Words before "to" by which a change is over: "moved to green"."""
_LETTERED = frozenset(["now", "to", "is", "currently", "rag", "status", "rating", "still", "remains", "up", "down"])
"""Words that may stand before a letter."""
_FEW = 3
"""Words a heading or a remark in brackets has that says of a colour when it holds."""


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A colour or letter in a text, the status it stands for, and whether that is said to be the one of now."""

    start: int
    end: int
    status: RagColour
    now: bool


def status_words(text: str) -> tuple[StatusWord, ...]:
    """The colours that a text names, in order; where it names none, the letters, if they are all it says."""
    return tuple(_settle_changes(text, [*_named(text)] or _lettered(text)))


def statuses_in(text: str) -> tuple[RagColour, ...]:
    """The statuses that a text says hold now, in the order printed, each once; empty when it says none.

    A change ("Amber → Green") has come to its end.
    """
    return tuple(dict.fromkeys(word.status for word in status_words(text) if word.now))


def without_trends(text: str) -> str:
    """A text without signs that tell where a status is going."""
    return " ".join(_TREND.sub(" ", text).split())


def is_bare_status(text: str) -> bool:
    """Whether a text says nothing beyond one status, so that no word is lost by keeping only that."""
    return len(_WORD.findall(text)) == 1 and len(statuses_in(text)) == 1


def ticks_status(header: str) -> RagColour | None:
    """The status that a column stands for whose header is nothing but that status: "R", "Green", "RAG / Amber"."""
    last = header.rsplit(" / ", 1)[-1]
    statuses = statuses_in(last)
    return statuses[0] if len(statuses) == 1 and is_bare_status(last) else None


@cache
def _colours() -> dict[str, RagColour]:
    return {word: colour for colour, words in vocabulary().words.items() for word in words}


@cache
def _letters() -> dict[str, RagColour]:
    return {letter: colour for colour, letters in vocabulary().letters.items() for letter in letters}


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabulary().context.plain))})\b", re.IGNORECASE)


def _named(text: str) -> Iterator[StatusWord]:
    """The words for colours."""
    colours = _colours()
    if not any(part in colours for part in _PART.findall(text.casefold())):
        return
    read = _plain().sub(lambda match: " " * len(match[0]), text)
    clauses = [*_clauses(read)]
    for index, (start, end) in enumerate(clauses):
        words = [*_WORD.finditer(read, start, end)]
        places = [place for place, word in enumerate(words) if word[0].casefold() in colours]
        headed = bool(places) and _is_headed_away(read, clauses[index - 1 : index], start)
        remarked = bool(places) and _is_remarked_away(read, clauses[index + 1 : index + 2], end)
        for number, place in enumerate(places):
            word = words[place]
            before = words[places[number - 1] + 1 if number else 0 : place]
            after = words[place + 1 : places[number + 1] if number + 1 < len(places) else len(words)]
            now = not (headed or (remarked and place == places[-1])) and not _DOUBT.match(read, word.end())
            now = now and _leaves(before, opens=not number) and _follows(after, read[word.end() : end])
            yield StatusWord(word.start(), word.end(), colours[word[0].casefold()], now)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for edge in _EDGE.finditer(text):
        yield start, edge.start()
        start = edge.end()
    yield start, len(text)


def _is_headed_away(text: str, before: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a heading before a clause says that its colours are not those of now: "Target: Green"."""
    return any(
        _HEADS.fullmatch(text[clause_end:start]) is not None and _tells_away(text[clause_start:clause_end])
        for clause_start, clause_end in before
    )


def _is_remarked_away(text: str, after: Sequence[tuple[int, int]], end: int) -> bool:
    """Whether a remark in brackets behind a clause says so: "Green (target)"."""
    return any(text[end:start].strip() in {"(", "["} and _tells_away(text[start:stop]) for start, stop in after)


def _tells_away(words: str) -> bool:
    parts = _PART.findall(words.casefold())
    away = any(part in vocabulary().context.away for part in parts)
    return away and len(parts) <= _FEW and not any(part in _colours() for part in parts)


def _leaves(before: Sequence[re.Match[str]], *, opens: bool) -> bool:
    """Whether the words before a colour leave it the status of now. `opens`: no other colour stands before them."""
    words = [word[0].casefold() for word in before]
    if words[-1:] == ["to"] and opens and words[-2:-1] and words[-2] not in _OVER:
        return False
    return not (opens and words == ["to"]) and all(
        word.isdigit() or word in vocabulary().context.before for word in words
    )


def _follows(after: Sequence[re.Match[str]], text: str) -> bool:
    """Whether the words behind a colour leave it the status of now."""
    context = vocabulary().context
    words = [word[0].casefold() for word in after]
    if not words or words[0] in {"to", "will", "should"}:  # of another status: "Red to be green"
        return True
    if words[0] == "from":  # "Amber, from red"; "Green from April" is to come
        return len(words) == 1
    if not (words[0].isdigit() or words[0] in context.after):
        return False
    return not _TO_COME.search(text) and not any(word in context.later for word in words)


def _lettered(text: str) -> list[StatusWord]:
    """The letters, where a text holds nothing but them, signs, and words that tell when they hold."""
    words = [*_LONE.finditer(text)]
    if not any(word[0] in _letters() for word in words):
        return []
    context = vocabulary().context
    found: list[StatusWord] = []
    before: list[str] = []
    for word in words:
        if word[0] in _letters():
            away = any(each in context.away for each in before) or (before[-1:] == ["to"] and not found)
            now = not away and not _DOUBT.match(text, word.end())
            found.append(StatusWord(word.start(), word.end(), _letters()[word[0]], now))
            before = []
        elif word[0].casefold() in context.away | _LETTERED:
            before.append(word[0].casefold())
        else:
            return []
    # what stands behind the last may make an article or an initial of it
    return [] if before else found


def _settle_changes(text: str, words: Sequence[StatusWord]) -> Iterator[StatusWord]:
    """Take what was from what is, where a sign or word tells of a change."""
    settled = list(words)
    for place, (first, second) in enumerate(pairwise(words)):
        between = text[first.end : second.start]
        if not (first.now and second.now) or not between.strip(" ,;()\n"):
            continue
        if _BACKWARD.fullmatch(between):
            settled[place + 1] = replace(second, now=False)
        elif _ONWARD.fullmatch(between):
            settled[place] = replace(first, now=False)
    return iter(settled)
