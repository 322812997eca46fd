"""How a narrative is written: in whole sentences, in the terse way of notes and tables, or in small letters.

Capitals and names on their own tell less in some styles than in others, so the models look at the style as well.
"""

from __future__ import annotations

from pipeline.tagging.lines import sentences
from pipeline.tagging.state import TaggingState
from pipeline.tagging.wordlists import word_list

TERSE = 0.14
"""Share of the commonest words below which a narrative is notes rather than prose: three quarters of those annotated in
rough styles lie below, nine in ten of the others above."""
FEWEST_WORDS = 12
"""Words of a narrative from which on that share tells its style; one sentence may hold none of them by chance."""
_COMMON = word_list("common")


def terse_sections(state: TaggingState) -> frozenset[int]:
    """Numbers of the narratives that are notes, lists or tables. Worked out once for a document."""
    if state.terse is None:
        state.terse = _terse(state)
    return state.terse


def _terse(state: TaggingState) -> frozenset[int]:
    found = set()
    for number, section in enumerate(state.sections):
        words = [word for word in state.words.lower[section.start : section.end] if word[0].isalpha()]
        if len(words) >= FEWEST_WORDS and sum(word in _COMMON for word in words) < TERSE * len(words):
            found.add(number)
    return frozenset(found)


def small_sections(state: TaggingState, fewest: int = 2) -> frozenset[int]:
    """Numbers of the narratives most of whose sentences open in small letters: there a small letter says nothing.

    fewest: sentences that a narrative must have, so that one alone does not tell its style.
    """
    if state.opened_small is None:
        state.opened_small = _opened_small(state)
    counts = state.opened_small
    return frozenset(number for number, small in counts.items() if 2 * sum(small) >= len(small) >= fewest)


def _opened_small(state: TaggingState) -> dict[int, list[bool]]:
    """For each narrative whether its sentences open in small letters. Worked out once for a document."""
    counts: dict[int, list[bool]] = {}
    words = state.words
    section = 0
    for start, end in sentences(state):
        while start >= state.sections[section].end:
            section += 1
        first = next((index for index in range(start, end) if words.forms[index][0].isalpha()), None)
        if first is not None:
            counts.setdefault(section, []).append(words.forms[first][0].islower())
    return counts


def hasty_sections(state: TaggingState) -> frozenset[int]:
    """Numbers of the narratives in which names are written in small letters too: notes, and what is all in small."""
    return terse_sections(state) | small_sections(state, fewest=1)


def tokens_of(state: TaggingState, numbers: frozenset[int]) -> frozenset[int]:
    """The words of these narratives."""
    sections = [state.sections[number] for number in numbers]
    return frozenset(index for section in sections for index in range(section.start, section.end))
