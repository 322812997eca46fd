"""The signs for and against a span as a speaker's label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from models.mention import MentionLabel
from pipeline.tagging.lines import is_marker, lines
from pipeline.tagging.speaker_places import Place, bracket_end, mark_end, openings, places, separator
from pipeline.tagging.state import Candidate, Evidence, Section, TaggingState
from pipeline.tagging.styles import terse_sections
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import Words, cut, fold, is_acronym

_EXPLICIT = frozenset({"colon", "late colon", "semicolon", "dash", "bar", "arrow", "closing", "other", "break"})
_BEFORE_WORDS = (_EXPLICIT - {"break", "late colon"}) | {"stop"}
_OPENERS = word_list("openers")
_FORM_WORDS = word_list("form_words")
_VERBS = word_list("verbs")
_VERB_LIKE = re.compile(r"(ed|es|s)$")
_SOLID = frozenset({Evidence.REGISTRY, Evidence.DEFINITION})
_BY_NAME = frozenset({Evidence.REGISTRY, Evidence.HEAD})
_OF_MINUTES = word_list("minutes")
_NIL = word_list("nil")
_LATER = frozenset({Evidence.DOCUMENT, Evidence.SPEAKER})
"""What only later steps find."""
_LONGEST_HEADING = 6
_LIKELY = 0.2
"""From this probability on, a name that only the sequence model sees is tried as a label."""
_UNKNOWN = frozenset({"acronym", "run", "small", str(Evidence.MODEL)})
"""Kinds of options that do not know what they name."""
_MANY = 4
_LONGEST_SMALL = 5
_LONGEST_ACRONYM = 6
"""Letters; longer words in capitals are headings: "SUBJECT: ..."."""
_ECHO = 14
"""Tokens after a heading within which its own name comes back."""
_ECHOED = 0.7
"""Share of its words that make it the same name: "Safeguarding Board - Richmond has a Safeguarding Adults Board"."""


class Option(NamedTuple):
    """A name that begins at a place: where it ends, what tells of it, and its label if known."""

    end: int
    kind: str
    label: MentionLabel | None


class Label(NamedTuple):
    """A span that may be a speaker's label, with the signs for and against.

    Attributes:
        mark: in notes the mark that parts it from the words, "" elsewhere: there labels that share one come in rows.
    """

    section: int
    start: int
    end: int
    label: MentionLabel | None
    signs: dict[str, float]
    mark: str = ""


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
    tried = [
        (place, list(_options(state, place, starting.get(place.start, []))))
        for section, start, end in lines(state)
        for place in places(words, section, start, end, ending)
    ]
    marked = _marked(words, tried)
    for place, options in tried:
        section, end = place.section, place.line_end
        if place.position == "line":
            strong = any(o.kind != "run" and separator(words, o.end, end) in _EXPLICIT for o in options)
            explicit[section] = explicit.get(section, 0) + strong
        for option in options:
            signs = _signs(state, place, option) | _neighbours(words, place, option, starting)
            signs |= company.get(place.start, {})
            mark = separator(words, option.end, end) if section in terse else ""
            if mark:
                signs |= _alike(words, place, option, marked)
            row = mark if mark in _EXPLICIT else ""
            found.append(Label(section, place.start, option.end, option.label, signs, row))
    for label in found:
        others = explicit.get(label.section, 0) - (label.signs.get("explicit", 0.0) > 0)
        label.signs["others"] = min(others, 2)
        label.signs["no-others"] = float(others <= 0)
    return [_in_notes(label) if label.section in terse else label for label in found]


def _marked(words: Words, tried: list[tuple[Place, list[Option]]]) -> dict[tuple[int, str], dict[int, str]]:
    """For each narrative and mark the places where a name stands before that mark, and of what kind the name is."""
    found: dict[tuple[int, str], dict[int, str]] = {}
    for place, options in tried:
        for option in options:
            here = found.setdefault((place.section, separator(words, option.end, place.line_end)), {})
            kind = "unknown" if option.kind in _UNKNOWN else str(option.label or "agency")
            if here.get(place.start, "unknown") == "unknown" or kind == "agency":
                here[place.start] = kind
    return found


def _alike(
    words: Words, place: Place, option: Option, marked: dict[tuple[int, str], dict[int, str]]
) -> dict[str, float]:
    """What stands before the same mark elsewhere in the narrative: where bodies do, this is one of their labels."""
    mark = separator(words, option.end, place.line_end)
    others = [kind for start, kind in marked[place.section, mark].items() if start != place.start]
    bare = "" if mark in _EXPLICIT or mark == "hyphen" else " bare"
    signs = {f"alike{bare}": min(len(others), _MANY) / _MANY}
    for kind in set(others):
        signs[f"alike {kind}{bare}"] = others.count(kind) / len(others)
    return signs


def _in_notes(label: Label) -> Label:
    """The label with signs of their own beside the common ones: in notes names open lines for other reasons too."""
    return label._replace(signs=label.signs | {f"terse {name}": value for name, value in label.signs.items()})


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
    if place.position in {"inline", "small sentence"}:
        return
    for lead in state.sections[place.section].lead_organisations:
        size = len(cut(lead)[0])
        if size and start + size <= end and fold(words.between(start, start + size)) == fold(lead):
            yield Option(start + size, "lead", None)
    yield from _unknown(state, place, {candidate.end for candidate in candidates if candidate.label is None})


def _unknown(state: TaggingState, place: Place, topics: set[int]) -> Iterator[Option]:
    """Short forms and capitals that nothing explains. `topics`: where names end that begin here and are no bodies."""
    words = state.words
    start, end = place.start, place.line_end
    first = words.forms[start]
    if is_acronym(first) and len(first) <= _LONGEST_ACRONYM and start + 1 not in topics:
        yield Option(start + 1, "acronym", None)
    if _is_small(words, start, end):
        yield Option(start + 1, "small", None)
    stop = _run_end(words, start, end)
    before_words = stop > start and stop not in topics and separator(words, stop, end) in _BEFORE_WORDS - {"stop"}
    if before_words and not _is_heading(state, place, stop):
        yield Option(stop, "run", None)


def _is_small(words: Words, start: int, end: int) -> bool:
    """A short form in small letters before a mark: "yjs - nil"."""
    word = words.forms[start]
    short = word.isalpha() and word.islower() and 1 < len(word) <= _LONGEST_SMALL
    return short and separator(words, start + 1, end) in _EXPLICIT


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


def _signs(state: TaggingState, place: Place, option: Option) -> dict[str, float]:
    """Signs of the place, the mark after the name, the word after that, and the leads of the action."""
    words = state.words
    start, end, position = place.start, place.line_end, place.position
    mark = separator(words, option.end, end)
    first = option.end
    if mark in _BEFORE_WORDS:
        first = mark_end(words, bracket_end(words, first, end) + 1 if words.forms[first] == "(" else first, end)
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
        f"separator={mark}": 1.0,
        f"separator={mark} position={position}": 1.0,
        f"what={what}": 1.0,
        f"what={what} separator={mark}": 1.0,
        f"what={what} position={position} separator={mark}": 1.0,
        f"follows={follows}": 1.0,
        f"follows={follows} separator={mark}": 1.0,
        f"follows={follows} position={position}": 1.0,
        f"words={min(option.end - start, 3)} kind={option.kind}": 1.0,
        "acronym": float(is_acronym(words.forms[start]) and option.end == start + 1),
        "leads": float(own in leads),
        "leads-partly": float(partly),
        "nobody's": float(bool(leads) and not partly),
        "explicit": float(known and mark in _EXPLICIT),
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
    mark = separator(words, stop, end)
    echo = words.between(start, stop) in words.between(stop, min(stop + _ECHO, end))
    signs = {
        "model": model,
        f"model separator={mark}": model,
        "model longer": longer,
        "known longer": float(known),
        "name follows": float(following),
        f"name follows position={place.position}": float(following),
        f"echo {shape}": float(echo),
        f"echo {shape} {option.label}": float(echo),
        f"label={option.label} shape={shape}": 1.0,
        f"label={option.label} shape={shape} separator={mark}": 1.0,
        f"unknown kind={option.kind}": float(model < _LIKELY and option.kind in {"run", "acronym"}),
    }
    return {sign: value for sign, value in signs.items() if value}


def _follows(words: Words, index: int, end: int) -> str:
    """What kind of word comes after the label."""
    if index >= end:
        return "nothing"
    form, lower = words.forms[index], words.lower[index]
    if lower in _NIL:
        return "nil"
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
