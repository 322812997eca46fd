"""Whose words a block is: labels such as "AFC -", "CSS:", a bare "VAWG", and the blocks they govern.

A label opens a line (or, glued on, a sentence). What follows it, how well the name is known and whether it leads the
action tell a label from a subject ("Trading Standards tested 14 shops") and from a heading ("Domestic abuse:",
guideline, rule 18); a small logistic model weighs these signs. A label governs everything up to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.lines import BULLETS, DASHES, ends_sentence, is_break, is_marker, lines
from pipeline.tagging.logistic import LogisticModel, sigmoid
from pipeline.tagging.shipped import SHIPPED, models_named
from pipeline.tagging.state import Candidate, Evidence, SpeakerSegment, TaggingState, state_of
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import cut, fold, is_acronym, is_capitalised

NAME = "vvrap_speakers"
_SEPARATORS = {
    ":": "colon",
    ";": "semicolon",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ".": "stop",
    "(": "bracket",
    ",": "comma",
}
_OPENERS = word_list("openers")
_VERBS = word_list("verbs")
_VERB_LIKE = re.compile(r"(ed|es|s)$")
_LONGEST_HEADING = 6
_LIKELY = 0.2
"""From this probability on, a name that only the sequence model sees is tried as a label."""
_ECHO = 10
"""Tokens after a heading within which its own name comes back."""


class Label(NamedTuple):
    """A span that may be a speaker's label: tokens, kind of name, and the signs for and against."""

    section: int
    start: int
    end: int
    label: MentionLabel | None
    signs: dict[str, float]


def find_labels(doc: Doc, state: TaggingState) -> list[Label]:
    """Every possible label, several for one place when names of several lengths begin there."""
    starting: dict[int, list[Candidate]] = {}
    for candidate in state.candidates:
        if candidate.evidence not in {Evidence.DOCUMENT, Evidence.SPEAKER}:
            starting.setdefault(candidate.start, []).append(candidate)
    places = [place for line in lines(doc, state) for place in _places(doc, *line)]
    by_section: dict[int, int] = {}
    found = []
    for section, start, end, position in places:
        here = starting.get(start, [])
        options = list(_options(doc, state.sections[section].lead_organisations, start, end, here))
        if position == "line":
            strong = any(
                kind != "run" and _separator(doc, stop, end) in {"colon", "semicolon", "dash", "break"}
                for stop, kind, _ in options
            )
            by_section[section] = by_section.get(section, 0) + strong
        for stop, kind, label in options:
            signs = _signs(doc, state, (section, start, stop, end), (position, kind, label))
            signs |= _neighbours(doc, (start, stop, end), here, (kind, label))
            found.append(Label(section, start, stop, label, signs))
    for item in found:
        others = by_section.get(item.section, 0) - (item.signs.get("explicit", 0.0) > 0)
        item.signs["others"] = min(others, 2)
        item.signs["no-others"] = float(others <= 0)
    return found


def _places(doc: Doc, section: int, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
    """(section, token, end of line, kind of place) at which a label may stand."""
    begin = start
    marked = False
    while begin < end and (is_marker(doc, begin, start) or doc[begin].is_space):
        marked = True
        begin += 1
    if begin < end:
        yield section, begin, end, "item" if marked else "line"
    for index in range(begin, end - 1):
        if ends_sentence(doc, index, end):
            following = index + 1
            while following < end and (doc[following].text in BULLETS or doc[following].is_space):
                following += 1
            if following < end and doc[following].text not in DASHES:
                yield section, following, end, "sentence"


def _options(
    doc: Doc, leads: tuple[str, ...], start: int, end: int, candidates: list[Candidate]
) -> Iterator[tuple[int, str, MentionLabel | None]]:
    seen = set()
    for candidate in sorted(candidates, key=lambda c: -c.probability):
        likely = candidate.evidence is not Evidence.MODEL or candidate.probability > _LIKELY
        if (
            candidate.label is not None
            and likely
            and candidate.end <= end
            and (candidate.end, candidate.evidence) not in seen
        ):
            seen.add((candidate.end, candidate.evidence))
            yield candidate.end, candidate.evidence.value, candidate.label
    for lead in leads:
        size = len(cut(lead)[0])
        if start + size <= end and fold(doc[start : start + size].text) == fold(lead):
            yield start + size, "lead", None
    topic = any(candidate.label is None and candidate.end == start + 1 for candidate in candidates)
    if is_acronym(doc[start].text) and not topic:
        yield start + 1, "acronym", None
    stop = start
    while (
        stop < end
        and stop - start < _LONGEST_HEADING
        and (is_capitalised(doc[stop].text) or doc[stop].lower_ in {"and", "&", "of"})
    ):
        stop += 1
    if stop > start and is_capitalised(doc[start].text) and _separator(doc, stop, end) in {"colon", "dash"}:
        yield stop, "run", None


def _separator(doc: Doc, index: int, end: int) -> str:
    if index >= end:
        return "break" if index < len(doc) and is_break(doc, index) else "end"
    name = _SEPARATORS.get(doc[index].text, "none")
    if (
        name == "dash"
        and not doc[index - 1].whitespace_
        and not doc[index].whitespace_
        and doc[index - 1].text.isalpha()
    ):
        return "hyphen"
    return name


def _signs(
    doc: Doc, state: TaggingState, place: tuple[int, int, int, int], name: tuple[str, str, MentionLabel | None]
) -> dict[str, float]:
    section, start, stop, end = place
    position, kind, label = name
    separator = _separator(doc, stop, end)
    first = stop + (separator in {"colon", "semicolon", "dash", "stop"})
    while first < end and is_marker(doc, first, stop):
        first += 1
    what = f"{kind}/{label}"
    follows = _follows(doc, first, end)
    leads = {fold(lead) for lead in state.sections[section].lead_organisations}
    own = fold(doc[start:stop].text)
    signs = {
        f"position={position}": 1.0,
        f"separator={separator}": 1.0,
        f"separator={separator} position={position}": 1.0,
        f"what={what}": 1.0,
        f"what={what} separator={separator}": 1.0,
        f"follows={follows}": 1.0,
        f"follows={follows} separator={separator}": 1.0,
        f"follows={follows} position={position}": 1.0,
        "acronym": float(is_acronym(doc[start].text) and stop == start + 1),
        "leads": float(own in leads),
        "leads-partly": float(any(own in lead or lead in own for lead in leads)),
        "explicit": float(
            position == "line" and kind != "run" and separator in {"colon", "semicolon", "dash", "break"}
        ),
        "words": min(stop - start, 6) / 6,
        f"what={what} position={position} separator={separator}": 1.0,
        "nobody's": float(bool(leads) and not any(own in lead or lead in own for lead in leads)),
        f"words={min(stop - start, 3)} kind={kind}": 1.0,
    }
    return {sign: value for sign, value in signs.items() if value}


def _neighbours(
    doc: Doc, place: tuple[int, int, int], candidates: list[Candidate], name: tuple[str, MentionLabel | None]
) -> dict[str, float]:
    """What the names around tell: a longer name that begins here, the sequence model's view, the same name again."""
    start, stop, end = place
    kind, label = name
    named = [c for c in candidates if c.label is not None]
    model = max((c.probability for c in named if c.evidence is Evidence.MODEL and c.end == stop), default=0.0)
    longer = max((c.probability for c in named if c.evidence is Evidence.MODEL and c.end > stop), default=0.0)
    own = doc[start:stop].text
    echo = own in doc[stop : min(stop + _ECHO, end)].text
    known = any(c.end > stop and c.evidence in {Evidence.REGISTRY, Evidence.DEFINITION} for c in named)
    shorts = sum(is_acronym(doc[index].text) for index in range(start, stop))
    shape = "acronym" if shorts and stop == start + 1 else "with-acronym" if shorts else "spelled-out"
    signs = {
        "model": model,
        f"model separator={_separator(doc, stop, end)}": model,
        "model longer": longer,
        "known longer": float(known),
        f"echo {shape}": float(echo),
        f"echo {shape} {label}": float(echo),
        f"label={label} shape={shape}": 1.0,
        f"label={label} shape={shape} separator={_separator(doc, stop, end)}": 1.0,
        f"unknown kind={kind}": float(model < _LIKELY and kind in {"run", "acronym"}),
    }
    return {sign: value for sign, value in signs.items() if value}


def _follows(doc: Doc, index: int, end: int) -> str:
    """What kind of word comes after the label."""
    if index >= end:
        return "nothing"
    word = doc[index]
    if word.text[0].isdigit():
        return "number"
    if is_capitalised(word.text):
        return "opener" if word.lower_ in _OPENERS else "capital"
    if word.lower_ in _VERBS:
        return "verb"
    if not word.text[0].isalpha():
        return "mark"
    if _VERB_LIKE.search(word.text):
        after = doc[index + 1].lower_ if index + 1 < end else ""
        if word.text.endswith("s") and (after in _VERBS or after.endswith("ed")):
            return "plural"
        return "verb-like"
    return "word"


def choose(labels: list[Label], model: LogisticModel) -> list[Label]:
    """The labels that are more likely right than not, the likeliest where several begin at one place."""
    best: dict[int, tuple[float, Label]] = {}
    for label in labels:
        odds = model.log_odds(label.signs)
        if odds > 0 and odds > best.get(label.start, (0.0, label))[0]:
            best[label.start] = (odds, label)
    return [best[start][1] for start in sorted(best)]


def segments(doc: Doc, state: TaggingState, chosen: list[Label]) -> list[SpeakerSegment]:
    """What each label governs: everything from the label to the next one, or to the end of its narrative."""
    found = []
    for number, label in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        end = state.sections[label.section].end
        if following is not None and following.section == label.section:
            end = following.start
        while end > label.end and (doc[end - 1].is_space or is_marker(doc, end - 1, label.end)):
            end -= 1
        found.append(SpeakerSegment(label.start, end, label.start, label.end))
    return found


class SpeakerFinder:
    """The component."""

    def __init__(self, model: LogisticModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        chosen = choose(find_labels(doc, state), self.model)
        state.speakers = segments(doc, state, chosen)
        for label in chosen:
            kind = label.label or "agency"
            chance = self.probability(label)
            state.candidates.append(Candidate(label.start, label.end, kind, Evidence.SPEAKER, probability=chance))
        return doc

    def probability(self, label: Label) -> float:
        """How likely a span is a speaker's label, 0 to 1."""
        return sigmoid(self.model.log_odds(label.signs))


@Language.factory(NAME, default_config={"models": SHIPPED})
def create_speaker_finder(nlp: Language, name: str, models: str) -> SpeakerFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy, with the models of that name."""
    return SpeakerFinder(models_named(models).speakers)
