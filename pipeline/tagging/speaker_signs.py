"""Where a speaker's label may stand, and the signs for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.mention import MentionLabel
from pipeline.tagging.lines import BULLETS, DASHES, ends_sentence, is_break, is_marker, lines, openings
from pipeline.tagging.state import Candidate, Evidence, Section, TaggingState
from pipeline.tagging.styles import terse_sections
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import Words, cut, fold, is_acronym

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
}
_EXPLICIT = frozenset({"colon", "semicolon", "dash", "bar", "break"})
_OPENERS = word_list("openers")
_FORM_WORDS = word_list("form_words")
_VERBS = word_list("verbs")
_VERB_LIKE = re.compile(r"(ed|es|s)$")
_SOLID = frozenset({Evidence.REGISTRY, Evidence.DEFINITION})
_BY_NAME = frozenset({Evidence.REGISTRY, Evidence.HEAD})
_OF_MINUTES = word_list("minutes")
_LATER = frozenset({Evidence.DOCUMENT, Evidence.SPEAKER})
"""What only later steps find."""
_LONGEST_HEADING = 6
_LIKELY = 0.2
"""From this probability on, a name that only the sequence model sees is tried as a label."""
_LONGEST_BRACKET = 10
"""Tokens within which a bracket after a label closes."""
_ECHO = 14
"""Tokens after a heading within which its own name comes back."""
_ECHOED = 0.7
"""Share of its words that make it the same name: "Safeguarding Board - Richmond has a Safeguarding Adults Board"."""


class Place(NamedTuple):
    """A token at which a label may stand, the end of its line, and what kind of place it is."""

    section: int
    start: int
    line_end: int
    position: str


class Option(NamedTuple):
    """A name that begins at a place: where it ends, what tells of it, and its label if known."""

    end: int
    kind: str
    label: MentionLabel | None


class Label(NamedTuple):
    """A span that may be a speaker's label, with the signs for and against."""

    section: int
    start: int
    end: int
    label: MentionLabel | None
    signs: dict[str, float]


def find_labels(state: TaggingState) -> list[Label]:
    """Every possible label, several for one place when names of several lengths begin there."""
    words = state.words
    starting: dict[int, list[Candidate]] = {}
    ending: set[int] = set()
    for candidate in state.candidates:
        if candidate.evidence not in _LATER:
            starting.setdefault(candidate.start, []).append(candidate)
        if candidate.label is not None and candidate.evidence in _BY_NAME:
            ending.add(candidate.end)
    found = []
    company = _company(state, starting)
    terse = terse_sections(state)
    explicit: dict[int, int] = {}
    for section, start, end in lines(state):
        for place in _places(words, section, start, end, ending):
            options = list(_options(state, place, starting.get(place.start, [])))
            if place.position == "line":
                strong = any(o.kind != "run" and _separator(words, o.end, end) in _EXPLICIT for o in options)
                explicit[section] = explicit.get(section, 0) + strong
            for option in options:
                signs = _signs(state, place, option) | _neighbours(words, place, option, starting)
                signs |= company.get(place.start, {})
                found.append(Label(section, place.start, option.end, option.label, signs))
    for label in found:
        others = explicit.get(label.section, 0) - (label.signs.get("explicit", 0.0) > 0)
        label.signs["others"] = min(others, 2)
        label.signs["no-others"] = float(others <= 0)
    return [_in_notes(label) if label.section in terse else label for label in found]


def _in_notes(label: Label) -> Label:
    """The label with signs of their own: in notes and tables names open lines for other reasons than in prose."""
    return label._replace(signs={f"terse {name}": value for name, value in label.signs.items()})


def _company(state: TaggingState, starting: dict[int, list[Candidate]]) -> dict[int, dict[str, float]]:
    """For the first word of each line or cell what the lines over and under it open with, and whether they are minutes.

    In a list of providers or of meetings each line opens with a name, and none of them speaks.
    """
    opening = openings(state)
    kinds = [_kind_of(starting.get(start, [])) for _, start in opening]
    minutes = {number for number, section in enumerate(state.sections) if _are_minutes(state.words, section)}
    table = {}
    for place, (section, start) in enumerate(opening):
        near = [other for other in (place - 1, place + 1) if 0 <= other < len(opening) and opening[other][0] == section]
        signs = {f"near opens with {kinds[other]}": 1.0 for other in near}
        signs |= {f"{kinds[place]} near {kinds[other]}": 1.0 for other in near}
        table[start] = signs | ({"minutes": 1.0} if section in minutes else {})
    return table


def _kind_of(candidates: list[Candidate]) -> str:
    """What the likeliest name that begins at a place is; “none” when there is none."""
    named = [c for c in candidates if c.label is not None and (c.evidence in _BY_NAME or c.probability > _LIKELY)]
    best = max(
        named,
        key=lambda c: (c.evidence in _SOLID, c.probability if c.evidence is Evidence.MODEL else 0.5),
        default=None,
    )
    return str(best.label) if best else "none"


def _are_minutes(words: Words, section: Section) -> bool:
    """Minutes of a meeting say who was present, what was noted and agreed."""
    return len(_OF_MINUTES & set(words.lower[section.start : section.end])) > 1


def _places(words: Words, section: int, start: int, end: int, ending: set[int]) -> Iterator[Place]:
    """Starts of the line, of its sentences, and places where a short form follows a name with no mark between them."""
    begin = start
    while begin < end and (is_marker(words, begin, start) or words.forms[begin].isspace()):
        begin += 1
    if begin < end:
        yield Place(section, begin, end, "item" if begin > start else "line")
    for index in range(begin + 1, end):
        if ends_sentence(words, index - 1, end):
            following = index
            while following < end and (words.forms[following] in BULLETS or words.forms[following].isspace()):
                following += 1
            if following < end and words.forms[following] not in DASHES:
                yield Place(section, following, end, "sentence")
        elif (
            index in ending and is_acronym(words.forms[index]) and index + 1 < end and words.forms[index + 1].istitle()
        ):
            yield Place(section, index, end, "inline")


def _options(state: TaggingState, place: Place, candidates: list[Candidate]) -> Iterator[Option]:
    words = state.words
    start, end = place.start, place.line_end
    seen = set()
    for candidate in sorted(candidates, key=lambda c: -c.probability):
        likely = candidate.evidence is not Evidence.MODEL or candidate.probability > _LIKELY
        key = (candidate.end, candidate.evidence)
        if candidate.label is None or not likely or candidate.end > end or key in seen:
            continue
        seen.add(key)
        if not (candidate.label == "panel" and _is_heading(state, place, candidate.end)):
            yield Option(candidate.end, candidate.evidence.value, candidate.label)
    if place.position == "inline":
        return
    for lead in state.sections[place.section].lead_organisations:
        size = len(cut(lead)[0])
        if size and start + size <= end and fold(words.between(start, start + size)) == fold(lead):
            yield Option(start + size, "lead", None)
    topic = any(candidate.label is None and candidate.end == start + 1 for candidate in candidates)
    if is_acronym(words.forms[start]) and not topic:
        yield Option(start + 1, "acronym", None)
    stop = _run_end(words, start, end)
    if any(candidate.label is None and candidate.end == stop for candidate in candidates):
        return
    if (
        stop > start
        and _separator(words, stop, end) in {"colon", "dash", "bar"}
        and not _is_heading(state, place, stop)
    ):
        yield Option(stop, "run", None)


def _run_end(words: Words, start: int, end: int) -> int:
    if not words.capitalised[start]:
        return start
    stop = start
    while stop < end and stop - start < _LONGEST_HEADING:
        if not words.capitalised[stop] and words.lower[stop] not in {"and", "&", "of"}:
            break
        stop += 1
    return stop


def _is_heading(state: TaggingState, place: Place, stop: int) -> bool:
    """A name written out that comes back right after: the block is about it, not by it (rule 18)."""
    words = state.words
    named = [lower for lower in words.lower[place.start : stop] if lower[0].isalnum()]
    if len(named) < 3 or any(is_acronym(form) for form in words.forms[place.start : stop]):
        return False
    reach = min(stop + _ECHO, state.sections[place.section].end)
    after = {lower.removesuffix("s") for lower in words.lower[stop:reach]}
    return sum(lower.removesuffix("s") in after for lower in named) >= _ECHOED * len(named)


def _separator(words: Words, index: int, end: int) -> str:
    if index >= end:
        return "break" if index < len(words) and is_break(words.forms[index]) else "end"
    name = SEPARATORS.get(words.forms[index], "none")
    if name == "bracket":
        close = _bracket_end(words, index, end)
        after = SEPARATORS.get(words.forms[close + 1], "none") if close + 1 < end else "none"
        return after if after == "colon" or (after == "dash" and words.spaced[close]) else "bracket"
    joined = not words.spaced[index - 1] and not words.spaced[index] and words.forms[index - 1].isalpha()
    return "hyphen" if name == "dash" and joined else name


def _bracket_end(words: Words, index: int, end: int) -> int:
    """Where a bracket ends that gives the short or the long form: "Young Barnet Foundation (YBF) - the"."""
    return next((i for i in range(index + 1, min(index + _LONGEST_BRACKET, end)) if words.forms[i] == ")"), end)


def _signs(state: TaggingState, place: Place, option: Option) -> dict[str, float]:
    """Signs of the place, the mark after the name, the word after that, and the leads of the action."""
    words = state.words
    start, end, position = place.start, place.line_end, place.position
    separator = _separator(words, option.end, end)
    first = option.end
    if separator in {"colon", "semicolon", "dash", "bar", "stop"}:
        first = 1 + (_bracket_end(words, first, end) + 1 if words.forms[first] == "(" else first)
    while first < end and is_marker(words, first, option.end):
        first += 1
    what = f"{option.kind}/{option.label}"
    follows = _follows(words, first, end)
    leads = {fold(lead) for lead in state.sections[place.section].lead_organisations}
    own = fold(words.between(start, option.end))
    partly = any(own in lead or lead in own for lead in leads)
    known = position == "line" and option.kind != "run"
    signs = {
        f"position={position}": 1.0,
        f"separator={separator}": 1.0,
        f"separator={separator} position={position}": 1.0,
        f"what={what}": 1.0,
        f"what={what} separator={separator}": 1.0,
        f"what={what} position={position} separator={separator}": 1.0,
        f"follows={follows}": 1.0,
        f"follows={follows} separator={separator}": 1.0,
        f"follows={follows} position={position}": 1.0,
        f"words={min(option.end - start, 3)} kind={option.kind}": 1.0,
        "acronym": float(is_acronym(words.forms[start]) and option.end == start + 1),
        "leads": float(own in leads),
        "leads-partly": float(partly),
        "nobody's": float(bool(leads) and not partly),
        "explicit": float(known and separator in _EXPLICIT),
        "words": min(option.end - start, 6) / 6,
        "form-word": float(words.lower[start] in _FORM_WORDS),
    }
    return {sign: value for sign, value in signs.items() if value}


def _neighbours(words: Words, place: Place, option: Option, starting: dict[int, list[Candidate]]) -> dict[str, float]:
    """What the names around tell: a longer one here, one that follows, the sequence model's view, an echo."""
    start, stop, end = place.start, option.end, place.line_end
    named = [c for c in starting.get(start, []) if c.label is not None]
    model = max((c.probability for c in named if c.evidence is Evidence.MODEL and c.end == stop), default=0.0)
    longer = max((c.probability for c in named if c.evidence is Evidence.MODEL and c.end > stop), default=0.0)
    known = any(c.end > stop and c.evidence in _SOLID for c in named)
    following = any(c.label is not None and c.evidence in _SOLID for c in starting.get(stop, []))
    shorts = sum(is_acronym(form) for form in words.forms[start:stop])
    shape = "acronym" if shorts and stop == start + 1 else "with-acronym" if shorts else "spelled-out"
    separator = _separator(words, stop, end)
    echo = words.between(start, stop) in words.between(stop, min(stop + _ECHO, end))
    signs = {
        "model": model,
        f"model separator={separator}": model,
        "model longer": longer,
        "known longer": float(known),
        "name follows": float(following),
        f"name follows position={place.position}": float(following),
        f"echo {shape}": float(echo),
        f"echo {shape} {option.label}": float(echo),
        f"label={option.label} shape={shape}": 1.0,
        f"label={option.label} shape={shape} separator={separator}": 1.0,
        f"unknown kind={option.kind}": float(model < _LIKELY and option.kind in {"run", "acronym"}),
    }
    return {sign: value for sign, value in signs.items() if value}


def _follows(words: Words, index: int, end: int) -> str:
    """What kind of word comes after the label."""
    if index >= end:
        return "nothing"
    form, lower = words.forms[index], words.lower[index]
    if form[0].isdigit():
        return "number"
    if words.capitalised[index]:
        return "opener" if lower in _OPENERS else "capital"
    if lower in _VERBS:
        return "verb"
    if not form[0].isalpha():
        return "mark"
    if not _VERB_LIKE.search(form):
        return "word"
    after = words.lower[index + 1] if index + 1 < end else ""
    plural = form.endswith("s") and (after in _VERBS or after.endswith("ed"))
    return "plural" if plural else "verb-like"
