"""What the text of one cell looks like, whatever stands over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources

from extractors.assembler.leads import looks_like_name
from extractors.assembler.numbers import ActionNumber, opening_number, read_number, theme_number
from extractors.assembler.themes.titles import known_name
from models.reference.organisations import ends_like_organisation, names_a_post
from models.reference.phrases import says_nothing
from models.reference.statuses import statuses_in

LONGEST_STATUS = 40  # characters of a cell that is a status and not a sentence with a colour in it
LONGEST_STATE = 5  # words: "Complete – on track now"
LONGEST_DATE = 9  # words: "by the end of the financial year 2024/25"
LONGEST_SUM = 10  # words: "£12,000 from the council's own budget"
LONGEST_LIST = 40  # words of a cell that lists people or bodies
LONGEST_ENTRY = 6  # words of an entry of such a list, on average
LONGEST_TITLE = 14  # words of a theme's title
LONGEST_CHANGE = 14  # words: "First-time entrants down by a tenth on the year before"
LONGEST_FREQUENCY = 5  # words: "At least twice a year"
FEWEST_OF_A_SENTENCE = 6  # words
FIRST_YEAR, LAST_YEAR = 1990, 2100

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?[\s-]?(?:\d|$)"
    r"|\b(?:ongoing|on-going|annual(?:ly)?|yearly|quarterly|monthly|weekly|daily|immediate(?:ly)?|q[1-4]"
    r"|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_RECURS = re.compile(
    r"\b(?:(?:bi-?)?annual(?:ly)?|yearly|(?:half-?)?yearly|termly|quarterly|(?:bi-?)?monthly|fortnightly|(?:bi-?)?weekly|daily"
    r"|once|twice|\w+ times|every|each|per|as (?:and when )?needed|as required|ad[ -]hoc|when needed)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b(?:boards?|forums?|committees?|panels?|cabinet|(?:sub-?|task |working |steering )groups?|meetings?|executive)$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:up|down|held|steady|stable|maintained|higher|lower|fewer|less|rise[sn]?|falls?|fallen|drop(?:s|ped)?"
    r"|grow(?:s|n|th)?|reduc\w+|increas\w+|improv\w+|decreas\w+|strengthened|\d+ ?%)(?!\w)",
    re.IGNORECASE,
)
_SUM = re.compile(r"[£$€]\s?\d|\bbudget\b|\bfund(?:ed|ing)\b|\b\d+\s?k\b", re.IGNORECASE)
_DEGREE = re.compile(r"(?:very )?(?:high|medium|med|low|h|m|l)", re.IGNORECASE)
_YES_OR_NO = re.compile(r"(?:yes|no|y|n|new|existing|true|false)\.?", re.IGNORECASE)
_STATE = re.compile(
    r"(?:on track|off track|completed?|in progress|not (?:yet )?started|delayed|ongoing|partly|fully|not met|met"
    r"|started|overdue|closed|open|achieved|on hold|at risk|under way|underway|paused|planned)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:fewer|reduc\w+|increas\w+|improv\w+|more|better|stronger|lower|higher|earlier|safer|decreas\w+|less|number of"
    r"|%|\d+ ?%|all|greater|enhanced|people|young people|residents|victims|children|families|parents|staff)\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(r"\b(?:is|are|was|were|has|have|had|been|being|meets?|held|works?|remains?)\b", re.IGNORECASE)
_SHALL = re.compile(r"\b(?:will|to be|should|must|shall|needs? to)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")
_CAPITALS = re.compile(r"[A-Z][A-Z&/]{1,7}s?")
_PROPER = re.compile(r"[A-Z][\w'’-]*(?:\s+(?:(?:of|for|the|and|to|in)\s+)*[A-Z0-9][\w'’-]*)*")
_ENTRY_ENDS = re.compile(r"[,;/\n|&]|\(|\)|\s[-–]\s|:|\band\b")
_TRIMMINGS = " .•-–"
_THEME_LABEL = re.compile(r"^[\d. :]*(?:theme|priority|outcome|strand|pillar)?\s*\d*[:. )–-]*", re.IGNORECASE)


@cache
def _verbs() -> frozenset[str]:
    """Verbs in the imperative that open the wordings of actions, in the VRU's template and beyond."""
    return frozenset(resources.files(__package__).joinpath("verbs.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=512)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text. Kept for the last few texts, as each look of a cell asks for them."""
    return tuple(_WORD.findall(text))


def action_number(text: str) -> ActionNumber | None:
    """The number such as an action carries; a year is none."""
    number = read_number(text)
    return None if number is None or FIRST_YEAR <= number.last <= LAST_YEAR else number


@lru_cache(maxsize=4096)
def entries(text: str) -> tuple[str, ...]:
    """The entries of a cell that lists people or bodies; empty when it is no such list."""
    count = len(words_in(text))
    if count > LONGEST_LIST:
        return ()
    parts = tuple(part.strip(_TRIMMINGS) for part in _ENTRY_ENDS.split(text) if part.strip(_TRIMMINGS))
    return parts if parts and count <= LONGEST_ENTRY * len(parts) else ()


def _bodies(text: str) -> float:
    """Share of the entries that are names of bodies, by their last word or as short forms in capitals."""
    listed = entries(text)
    named = sum(ends_like_organisation(entry) or bool(_CAPITALS.fullmatch(entry)) for entry in listed)
    return named / len(listed) if listed else 0.0


def _capitalised(text: str) -> float:
    """Share of the entries all of whose words, but for small ones, begin with a capital."""
    listed = entries(text)
    return sum(bool(_PROPER.fullmatch(entry)) for entry in listed) / len(listed) if listed else 0.0


def opens_with_verb(text: str) -> bool:
    """Whether a text tells somebody to do something, as wordings of actions do."""
    found = words_in(text)
    first = found[0].lower() if found else ""
    return len(found) >= 3 and first in _verbs()


def cues(text: str) -> Iterator[tuple[int, int]]:
    """Where the everyday words are that tell what a cell holds: its opening verb, a state, how often, a board."""
    count = len(words_in(text))
    first = _WORD.search(text)
    if first and opens_with_verb(text):
        yield first.span()
    found = [_DEGREE.fullmatch(text), _YES_OR_NO.fullmatch(text)]
    found += [_STATE.match(text)] if count <= LONGEST_STATE else []
    found += [*_CHANGE.finditer(text), _RESULT.match(text)] if count <= LONGEST_CHANGE else []
    found += _RECURS.finditer(text) if count <= LONGEST_FREQUENCY else []
    found += _SUM.finditer(text) if count <= LONGEST_SUM else []
    found += [_BOARD.search(text)] if entries(text) else []
    found += [*_HAPPENS.finditer(text), *_SHALL.finditer(text)] if _is_sentence(text) else []
    yield from (match.span() for match in found if match and match.group().isascii() and "%" not in match.group())


def _is_theme(text: str) -> bool:
    return len(words_in(text)) <= LONGEST_TITLE and known_name(_THEME_LABEL.sub("", text, count=1))


def _called_theme(text: str) -> bool:
    return bool((number := theme_number(text)) and number.keyword)


def _sum(text: str) -> bool:
    """Whether a text is a sum of money or says where one is from; "Commissioning and funding" is a theme."""
    if len(words_in(text)) > LONGEST_SUM or not _SUM.search(text):
        return False
    return not _is_theme(text) and not _called_theme(text)


def _boards(text: str) -> float:
    """Share of the entries that are names of meetings, which see to a thing rather than do it."""
    listed = entries(text)
    return sum(bool(_BOARD.search(entry)) for entry in listed) / len(listed) if listed else 0.0


def _titled(text: str) -> bool:
    found = words_in(text)
    return 1 <= len(found) <= LONGEST_TITLE and found[0][:1].isupper() and not text.rstrip().endswith(".")


def _is_sentence(text: str) -> bool:
    return len(words_in(text)) >= FEWEST_OF_A_SENTENCE


LOOKS: dict[str, Callable[[str], float]] = {
    "number": lambda text: action_number(text) is not None,
    "status": lambda text: len(text) < LONGEST_STATUS and bool(statuses_in(text)),
    "state": lambda text: len(words_in(text)) <= LONGEST_STATE and bool(_STATE.match(text)) and not statuses_in(text),
    "date": lambda text: (
        len(words_in(text)) <= LONGEST_DATE and bool(_DATE.search(text)) and action_number(text) is None
    ),
    "sum": _sum,
    "frequency": lambda text: len(words_in(text)) <= LONGEST_FREQUENCY and bool(_RECURS.search(text)),
    "degree": lambda text: bool(_DEGREE.fullmatch(text)),
    "yes or no": lambda text: bool(_YES_OR_NO.fullmatch(text)),
    "nil": says_nothing,
    "bodies": _bodies,
    "boards": _boards,
    "person": lambda text: any(map(looks_like_name, entries(text))),
    "post": lambda text: any(map(names_a_post, entries(text))),
    "capitalised": _capitalised,
    "opens with verb": opens_with_verb,
    "opens with number": lambda text: opening_number(text) is not None,
    "called a theme": _called_theme,
    "happens": lambda text: _is_sentence(text) and bool(_HAPPENS.search(text)),
    "shall": lambda text: _is_sentence(text) and bool(_SHALL.search(text)),
    "we": lambda text: _is_sentence(text) and bool(_WE.search(text)),
    "full stop": lambda text: len(words_in(text)) >= FEWEST_OF_A_SENTENCE - 1 and text.rstrip().endswith("."),
    "several sentences": lambda text: len(words_in(text)) >= 20 and bool(_NEXT_SENTENCE.search(text)),
    "result": lambda text: len(words_in(text)) >= 2 and bool(_RESULT.match(text)),
    "change": lambda text: 2 <= len(words_in(text)) <= LONGEST_CHANGE and bool(_CHANGE.search(text)),
    "theme": _is_theme,
    "no letters": lambda text: not any(map(str.isalpha, text)),
    "title": _titled,
    "lines": lambda text: text.count("\n") >= 2,
}
"""Every look a cell may have, each 0 to 1; the text is not empty. Dates, states and the like are whole cells."""


@lru_cache(maxsize=4096)
def looks(text: str) -> tuple[float, ...]:
    """How much a cell's text has each look of `LOOKS`."""
    stripped = text.strip()
    return tuple(float(look(stripped)) for look in LOOKS.values())
