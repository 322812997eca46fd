"""Which roles the cells of a column rule out, where its name does not say that it has them.

A linear model weighs all evidence, and where rows are few it may be carried away by the place or the length of a
column. These are plain facts that no such evidence outweighs: what numbers actions holds numbers, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.assembler.grid import cell_text
from extractors.assembler.numbers import theme_number
from extractors.assembler.roles.cells import LOOKS, looks, words_in
from extractors.assembler.roles.content import letters_are_statuses, shown_colour
from extractors.assembler.roles.names import ROLES, SAME_ROLE
from models.document import Cell
from models.reference.columns import MONTHS, understand_header, without_period
from models.reference.phrases import says_nothing
from models.reference.statuses import status_words

HALF = 0.5
FEW = 0.3  # share of cells that must look like a date or a status: others say "TBC" or nothing
MOST = 0.6  # share of cells that must look like a field's for them to be meant for it
FEWEST_WORDS = 3  # in the middle cell of a text; a state ("In progress") has two
MOST_WORDS_OF_LEADS = 25  # in the middle cell of a column of people or bodies
LONGEST_STATUS = 120  # characters of "Amber - in progress, as the tender received no bids": a narrative has more
FEWEST_THEMES = 3  # that a column counts
FEWEST_ROWS = 2  # from which on a theme can recur, and short texts are no accident
_WHEN = re.compile(
    r"\b(?:ongoing|on-going|immediate(?:ly)?|(?:bi-?|half-?)?(?:annual(?:ly)?|yearly|monthly|weekly)|quarterly|fortnightly"
    r"|termly|daily|each|every|year|quarter|month|week|term|spring|summer|autumn|winter|early|mid|late|end|start|from|by|until"
    rf"|{MONTHS}"
    r"|in|at|least|then|thereafter|and|or|of|the|a|on|basis|review(?:ed)?|updates?|as|needed|required|tb[acd])\b",
    re.IGNORECASE,
)
"""Words of a text that says when or how often; what is left says what."""
_PLACES = {look: place for place, look in enumerate(LOOKS)}
_SHORT_KINDS = ("number", "date", "sum", "degree", "yes or no")
_EARLIER = re.compile(r"\b(?:previous|prior|last|past|former|formerly|earlier|ago|were)\b", re.IGNORECASE)
_OF_A_TIME = re.compile(r"\b(?:position|progress|update|status)\b", re.IGNORECASE)
_AS_THINGS_WERE = frozenset({"rag", "other"})
"""What a column may be that tells of an earlier time, "Where we were" or "Position 2023/24", and names no field."""
_TEXTS = frozenset({"narrative", "outcome", "mandatory_action"})
_LEADS = frozenset({"leads", "named_leads", "lead_organisations"})
_NEVER_TICKS = frozenset(ROLES) - {"rag", "other"}
"""Roles that no column of ticks has, whatever its name: "Timeline / 2025" says when, the tick under it does not."""


@dataclass(frozen=True, slots=True)
class _Body:
    """The cells of a column, their texts, and the share of them that have each look."""

    cells: Sequence[Cell]
    texts: tuple[str, ...]
    rows: int

    def share(self, *names: str) -> float:
        """Share of the texts that have one of these looks."""
        having = sum(any(looks(text)[_PLACES[name]] >= HALF for name in names) for text in self.texts)
        return having / max(1, len(self.texts))

    def middle(self) -> float:
        """Words of the middle text."""
        return median(len(words_in(text)) for text in self.texts) if self.texts else 0.0


def ruled_out(headers: Sequence[str], cells: Sequence[Cell], rows: int) -> frozenset[str]:
    """The roles that a column cannot have by its cells, but for the one that its name says.

    headers: as printed, of all columns that are one thing told several times. cells: those under them. rows: cells of
    the longest column of the table.
    """
    texts = tuple(text for cell in cells if (text := cell_text(cell).strip()))
    body = _Body(cells, texts, rows)
    if _is_ticks(texts):
        return _NEVER_TICKS
    lowest = [header.rsplit(" / ", 1)[-1] for header in headers]
    against = frozenset(ROLES) - _AS_THINGS_WERE if all(map(_tells_of_then, lowest)) else frozenset()
    named = filter(None, map(understand_header, lowest))
    return (_against(body) | against) - {SAME_ROLE.get(name, name) for name in named}


def _tells_of_then(header: str) -> bool:
    """Whether a header says that its column tells how things stood at some earlier time."""
    of_a_time = bool(_OF_A_TIME.search(header)) and without_period(header) != header
    return of_a_time or bool(_EARLIER.search(header))


def lookalikes(cells: Sequence[Cell]) -> frozenset[str]:
    """The roles whose cells look like these, most of them, so that they may be meant for one whatever their name."""
    texts = tuple(text for cell in cells if (text := cell_text(cell).strip()))
    body = _Body(cells, texts, len(cells))
    if len(texts) < FEWEST_ROWS:
        return frozenset()
    found = {
        "timescale": body.share("date") - body.share("frequency"),
        "named_leads": body.share("person", "post"),
        "lead_organisations": body.share("bodies") - body.share("boards"),
        "rag": _statuses(body),
    }
    return frozenset(role for role, share in found.items() if share >= MOST)


def may_be_one(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two columns may be one thing told twice: neither is dates, signs or statuses where the other is not.

    Names of columns say too little where they differ by a year: "Delivery 2023/24" over dots, "Delivery" over dates.
    """
    bodies = []
    for cells in (one, other):
        texts = tuple(text for cell in cells if (text := cell_text(cell).strip()))
        if not texts and not any(shown_colour(cell) is not None for cell in cells):
            return True
        bodies.append(_Body(cells, texts, len(cells)))
    kinds = [(body.share("date"), float(_is_ticks(body.texts)), _statuses(body)) for body in bodies]
    return not any(max(shares) >= MOST and min(shares) < FEW for shares in zip(*kinds, strict=True))


def _against(body: _Body) -> frozenset[str]:
    roles: set[str] = set()
    statuses = _statuses(body)
    if body.texts:
        short = body.share(*_SHORT_KINDS)
        nil = body.share("nil")
        if body.share("number") < HALF:
            roles.add("action_number")
        if sum(map(_says_when, body.texts)) < FEW * len(body.texts):
            roles.add("timescale")
        brief = len(body.texts) >= FEWEST_ROWS and body.middle() < FEWEST_WORDS and nil < HALF
        if short >= HALF or statuses >= HALF or brief:
            roles |= _TEXTS
        if short >= HALF or statuses >= HALF or body.middle() > MOST_WORDS_OF_LEADS:
            roles |= _LEADS
        if short >= HALF or not _may_be_themes(body):
            roles.add("theme")
    if statuses < FEW and body.cells:
        roles.add("rag")
    if _count_themes(body):
        roles |= _TEXTS | _LEADS
    return frozenset(roles)


def _says_when(text: str) -> bool:
    """Whether a text is a date, or says how often and nothing else: "Quarterly dashboard" says what is done."""
    if looks(text)[_PLACES["date"]] < HALF:
        return False
    return any(map(str.isdigit, text)) or not _WHEN.sub("", text).strip(" .,;:/&()-–—")


def _is_ticks(texts: Sequence[str]) -> bool:
    """Whether a column holds signs alone, which only its header could tell the meaning of."""
    return bool(texts) and not any(any(map(str.isalnum, text)) or says_nothing(text) for text in texts)


def _statuses(body: _Body) -> float:
    """Share of the cells that say or show a status, of those that say or show anything."""
    lettered = letters_are_statuses(body.texts)
    showing = said = 0
    for cell in body.cells:
        text = cell_text(cell).strip()
        shows = shown_colour(cell) is not None
        said += bool(text) or shows
        brief = bool(text) and len(text) <= LONGEST_STATUS
        showing += shows or (brief and bool(status_words(text)) and (lettered or len(text) > 1))
    return showing / max(1, said)


def _count_themes(body: _Body) -> bool:
    """Whether the cells of a column open with 1, 2, 3 and so on, each once, and stand over several rows."""
    found = [theme_number(text) for text in body.texts]
    numbers = [number.parts for number in found if number]
    counting = len(numbers) == len(found) >= FEWEST_THEMES and numbers == [
        (place,) for place in range(1, len(numbers) + 1)
    ]
    return counting and len(numbers) < body.rows


def _may_be_themes(body: _Body) -> bool:
    """Whether a column of names may be that of themes: one stands over several actions, or is known."""
    count = len(body.texts)
    if len(body.cells) < FEWEST_ROWS <= body.rows or body.share("theme", "called a theme") >= HALF:
        return True
    alone = count == len(body.cells) == body.rows and not any(cell.row_span > 1 for cell in body.cells)
    return not (count >= FEWEST_ROWS and alone and len(set(body.texts)) == count)
