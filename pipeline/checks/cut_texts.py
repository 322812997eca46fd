"""Whether texts begin and end where cells do: rows that were parted or run together leave halves of sentences.

Each sign is compared with the plan's own habits: where texts mostly begin with a capital, one that does not was cut.
One text that ends in mid-sentence and the next one that begins so are halves whatever the others do. A text that
fills a cell of a file which says itself what its cells are (Word, web pages, workbooks) was cut by nobody but its
author, unless the other half stands next to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.catalogue import finding
from models.document import PageBox
from models.finding import Finding
from models.plan import Action, Plan
from models.reference.columns import fold_header
from models.reference.phrases import says_nothing

TEXTS = ("mandatory_action", "outcome", "narrative")
FEWEST_TEXTS = 4  # of a field, by which its habits are told
HABIT = 0.85  # share of a field's other texts that do not begin, or end, so
FEWEST_HEADERS = 2  # fields of one action that open with the name of their column
MOST = 0.6  # share of a field's texts that end with a stop, from which on one that does not may go on in the next
QUOTED = 40  # characters that a finding quotes

_STOPS = ".!?;:)]”\"'"
_OPENING = re.compile(r"[^\w]*")
_OPEN_END = re.compile(
    r"(?:[,–&/(]|\b(?:and|of|the|to|for|with|in|a|an|or|by|on|from|at|as|into|that|which|who|where|when|while|if|is|are|"
    r"be|was|were|has|have|had|will|would|this|these|their|its|our))$",
    re.IGNORECASE,
)
_WHOLE_END = re.compile(
    r"\b(?:it|they|he|she|we|you|there)\s+(?:is|are|was|were|has|have|had|will|would)$", re.IGNORECASE
)
"""How a clause ends that needs no more: "and publish who it is"."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of an action."""

    action: Action
    field: str
    said: str

    @property
    def begins_amid(self) -> bool:
        """Whether it begins with a small letter."""
        return self.said[_OPENING.match(self.said).end() :][:1].islower()  # type: ignore[union-attr]

    @property
    def ends_amid(self) -> bool:
        """Whether it ends in a word or a sign after which more must follow, or in an open bracket."""
        goes_on = _OPEN_END.search(self.said) and not _WHOLE_END.search(self.said)
        return bool(goes_on) or self.said.count("(") > self.said.count(")")

    @property
    def is_a_cell(self) -> bool:
        """Whether it was read from one cell, as a file without pages gives it."""
        places = self.action.evidence.get(self.field, ())
        return len(places) == 1 and not isinstance(places[0], PageBox) and not places[0].converted

    @property
    def is_closed(self) -> bool:
        """Whether it ends with a stop."""
        return self.said[-1] in _STOPS


def check_cut_texts(plan: Plan) -> Iterator[Finding]:
    """Texts that begin or end in mid-sentence where others do not, and texts that open with their column's name."""
    for field in TEXTS:
        texts = [
            _Text(action, field, said)
            for action in plan.actions
            if (said := getattr(action, field) or "") and not says_nothing(said)
        ]
        if len(texts) >= FEWEST_TEXTS:
            yield from _cut(texts)
    yield from _with_headers(plan)
    yield from _empty_at_break(plan)


def _cut(texts: Sequence[_Text]) -> Iterator[Finding]:
    begun = [text for text in texts if text.begins_amid]
    open_ended = [text for text in texts if text.ends_amid]
    least = HABIT * len(texts)
    closing = sum(text.is_closed for text in texts) >= MOST * len(texts)
    parted = [
        (above, below)
        for above, below in pairwise(texts)
        if below.begins_amid and (above.ends_amid or (closing and not above.is_closed))
    ]
    halves = {id(text) for pair in parted for text in pair}
    for found, where in ((begun, "begins"), (open_ended, "ends")):
        unusual = len(texts) - len(found) >= least or (where == "ends" and len(found) == 1)
        for text in found:
            if id(text) in halves or (unusual and not text.is_a_cell):
                words = text.said[:QUOTED] if where == "begins" else text.said[-QUOTED:]
                yield _found(text, where, words)


def _found(text: _Text, where: str, words: str) -> Finding:
    return finding(
        "text-cut", action_ref=text.action.ref, fields=(text.field,), field=text.field, where=where, words=words
    )


def _with_headers(plan: Plan) -> Iterator[Finding]:
    """Actions of which several texts open with the name of their column: a header was read as part of the row."""
    headers = {column.field: column.header for table in plan.tables for column in table.columns if column.field}
    for action in plan.actions:
        texts = {field: getattr(action, field) or "" for field in TEXTS if field in headers}
        named = {field: fold_header(headers[field]) for field in texts}
        opened = [field for field, text in texts.items() if _opens_with(text, named[field])]
        opened += ["other" for header, text in action.other.items() if _opens_with(text, fold_header(header))]
        if len(opened) >= FEWEST_HEADERS:
            yield finding("header-in-text", action_ref=action.ref, fields=tuple(dict.fromkeys(opened)))


def _opens_with(text: str, name: str) -> bool:
    folded = fold_header(text)
    return bool(name) and folded != name and folded.startswith(f"{name} ")


def _empty_at_break(plan: Plan) -> Iterator[Finding]:
    """Actions without a narrative after which a page ends, where others have one: it may stand on the next page."""
    told = sum(bool(action.narrative) for action in plan.actions)
    if len(plan.actions) - told > (1 - HABIT) * len(plan.actions):
        return
    for action, following in pairwise(plan.actions):
        last, first = max(_pages(action), default=0), min(_pages(following), default=0)
        if not action.narrative and last < first:
            yield finding("empty-at-page-end", action_ref=action.ref, fields=("narrative",), page=last)
    final = plan.actions[-1:]
    last = max((page for action in final for page in _pages(action)), default=0)
    if final and not final[0].narrative and 0 < last < (plan.source.page_count or 0):
        yield finding("empty-at-page-end", action_ref=final[0].ref, fields=("narrative",), page=last)


def _pages(action: Action) -> Iterator[int]:
    """The pages on which an action was read."""
    return (
        place.page
        for field, places in action.evidence.items()
        if field != "theme"
        for place in places
        if isinstance(place, PageBox)
    )
