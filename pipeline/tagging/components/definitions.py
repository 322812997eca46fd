"""Short forms that the text itself explains, by the method of Schwartz and Hearst (2003).

"Tactical Tasking Co-ordination Group (TTCG)", "TTCG (Tactical Tasking Co-ordination Group)", "Safer Islington
Partnership, SIP for short", "... (from now on CSP)". A definition holds in its own action first, then in the plan: one
short form can name two services in one plan, and a short form may turn out to stand for a law or a system, which is
no name at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.heads import head_label, is_topic_head
from pipeline.tagging.state import LABELS, Candidate, Definition, Evidence, TaggingState, state_of
from pipeline.tagging.words import POSSESSIVES, is_acronym, is_capitalised

NAME = "vvrap_definitions"
_LONGEST_SHORT_FORM = 5
"""Tokens of a short form, so that "SALT/SEND" and "H&WB" count but a remark in brackets does not."""
_EXTRA_WORDS = 5
"""Schwartz and Hearst look back over at most |short| + 5 words, or twice |short| if that is less."""
_LEAD_INS = (
    ("from", "now", "on"),
    ("known", "as"),
    ("hereafter",),
    ("or",),
    ("the",),
    ("also", "known", "as"),
    ("aka",),
)
_LEADING_NOISE = frozenset({"the", "a", "an", "our", "this", "and", "of", "for", "in", "by", "to", "with"})


def find_definitions(doc: Doc, state: TaggingState) -> Iterator[Definition]:
    """All definitions of the document, in order."""
    for number, section in enumerate(state.sections):
        for index in range(section.start, section.end):
            if doc[index].text == "(":
                yield from _bracket(doc, state, number, index, section.end)
            elif doc[index].lower_ == "for" and index + 1 < section.end and doc[index + 1].lower_ == "short":
                yield from _for_short(doc, state, number, index)


def _bracket(doc: Doc, state: TaggingState, number: int, opening: int, limit: int) -> Iterator[Definition]:
    closing = next((i for i in range(opening + 1, min(opening + 16, limit)) if doc[i].text == ")"), None)
    if closing is None or closing == opening + 1:
        return
    start = _skip_lead_in(doc, opening + 1, closing)
    floor = state.sections[number].start
    if _is_short_form(doc, start, closing):
        before = opening
        while before > floor and doc[before - 1].text in {"-", "–", ","}:
            before -= 1
        long_start = match_long_form(_letters(doc, start, closing), [t.text for t in doc[floor:before]])
        if long_start is not None:
            yield _definition(doc, state, number, (start, closing), (floor + long_start, before))
    elif _is_short_form(doc, opening - 1, opening) and opening - 1 >= floor:
        words = [t.text for t in doc[start:closing]]
        if match_long_form(_letters(doc, opening - 1, opening), words) == 0:
            yield _definition(doc, state, number, (opening - 1, opening), (start, closing))


def _for_short(doc: Doc, state: TaggingState, number: int, index: int) -> Iterator[Definition]:
    comma = index - 2
    floor = state.sections[number].start
    if comma > floor and doc[comma].text == "," and is_acronym(doc[index - 1].text):
        long_start = match_long_form(doc[index - 1].text, [t.text for t in doc[floor:comma]])
        if long_start is not None:
            yield _definition(doc, state, number, (index - 1, index), (floor + long_start, comma))


def _skip_lead_in(doc: Doc, start: int, end: int) -> int:
    words = tuple(doc[i].lower_ for i in range(start, end))
    longest = max((len(lead) for lead in _LEAD_INS if words[: len(lead)] == lead and len(words) > len(lead)), default=0)
    return start + longest


def _is_short_form(doc: Doc, start: int, end: int) -> bool:
    if not 0 < end - start <= _LONGEST_SHORT_FORM or start < 0:
        return False
    words = [doc[i].text for i in range(start, end)]
    names = [word for word in words if word[0].isalnum()]
    if not names or any(word not in {"/", "&", "-"} for word in words if not word[0].isalnum()):
        return False
    if any(doc[i].whitespace_ for i in range(start, end - 1)):
        return False
    return all(is_acronym(word) or (len(names) > 1 and word.isupper()) for word in names)


def _letters(doc: Doc, start: int, end: int) -> str:
    return "".join(doc[i].text for i in range(start, end))


def match_long_form(short: str, words: list[str]) -> int | None:
    """Index of the word at which the long form of `short` begins, when it ends with the last of `words`.

    Letters are matched from the right; the first letter must begin a word. None when they do not match.
    """
    letters = [char.lower() for char in short if char.isalnum()]
    if letters and letters[-1] == "s" and short[-1] == "s" and len(letters) > 2:
        letters = letters[:-1]
    reach = min(len(letters) + _EXTRA_WORDS, len(letters) * 2) + 4
    wanted = len(letters) - 1
    taken = 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lower()
        if word.isspace():
            return None
        if not word[0].isalnum() and word[0] != "#":
            continue
        if word in POSSESSIVES:
            continue
        taken += 1
        if taken > reach:
            return None
        wanted = _match_in_word(letters, wanted, word)
        if wanted < 0:
            return index if is_capitalised(words[index]) else None
    return None


def _match_in_word(letters: list[str], wanted: int, word: str) -> int:
    """Take as many letters from the right as `word` holds; the first letter of the short form only at its start."""
    position = len(word) - 1
    while wanted >= 0 and position >= 0:
        if word[position] == letters[wanted] and (wanted > 0 or position == 0):
            wanted -= 1
        position -= 1
    return wanted


def _definition(
    doc: Doc, state: TaggingState, number: int, short_span: tuple[int, int], long_span: tuple[int, int]
) -> Definition:
    start, end = long_span
    while start < end - 1 and doc[start].lower_ in _LEADING_NOISE:
        start += 1
    if doc[end - 1].text in POSSESSIVES:
        end -= 1
    long_text = doc[start:end].text
    label, is_topic = judge(doc, state, short_span, (start, end))
    return Definition(
        doc[short_span[0] : short_span[1]].text, long_text, short_span, (start, end), number, label, is_topic
    )


def judge(
    doc: Doc, state: TaggingState, short_span: tuple[int, int], long_span: tuple[int, int]
) -> tuple[MentionLabel | None, bool]:
    """Label of a definition, and whether it stands for a topic: by the registry on its long form, then by its head."""
    exact = [c for c in state.of(Evidence.REGISTRY) if (c.start, c.end) == long_span]
    if exact:
        return exact[0].label, exact[0].label is None
    head = doc[long_span[1] - 1].text
    if is_topic_head(head):
        return None, True
    label = head_label(head)
    if label is None:
        short = [c for c in state.of(Evidence.REGISTRY) if (c.start, c.end) == short_span and c.label is not None]
        label = short[0].label if short else None
    return label, False


def in_force(state: TaggingState) -> dict[tuple[str, int], Definition | None]:
    """For each (short form, section) the definition that holds there; None where the plan has several."""
    by_short: dict[str, list[Definition]] = {}
    for definition in state.definitions:
        by_short.setdefault(definition.short, []).append(definition)
    table: dict[tuple[str, int], Definition | None] = {}
    for short, definitions in by_short.items():
        own = {definition.section: definition for definition in reversed(definitions)}
        meanings = {definition.long.casefold() for definition in definitions}
        for number in range(len(state.sections)):
            table[short, number] = own.get(number) or (definitions[0] if len(meanings) == 1 else None)
    return table


class DefinitionFinder:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        state.definitions = list(find_definitions(doc, state))
        for definition in state.definitions:
            for span in (definition.short_span, definition.long_span):
                state.candidates += _candidates(span, definition)
        return doc


def _candidates(span: tuple[int, int], definition: Definition) -> list[Candidate]:
    if definition.is_topic:
        return [Candidate(*span, None, Evidence.DEFINITION)]
    labels = (definition.label,) if definition.label else LABELS
    return [Candidate(*span, label, Evidence.DEFINITION) for label in labels]


@Language.factory(NAME)
def create_definition_finder(nlp: Language, name: str) -> DefinitionFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return DefinitionFinder()
