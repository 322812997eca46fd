"""Short forms that the text itself explains, by the method of Schwartz and Hearst (2003).

"Tactical Tasking Co-ordination Group (TTCG)", "TTCG (Tactical Tasking Co-ordination Group)", "Safer Islington
Partnership, SIP for short", "... (from now on CSP)". A definition holds in its own action first, then in the plan: one
short form can name two services in one plan, and a short form may turn out to stand for a law or a system, which is
no name at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.heads import head_label, is_topic_head
from pipeline.tagging.registry.names import is_spelt_alike
from pipeline.tagging.state import LABELS, Candidate, Definition, Evidence, TaggingState, state_of
from pipeline.tagging.words import POSSESSIVES, Words, fold, is_acronym, is_capitalised

NAME = "vvrap_definitions"
_Named: TypeAlias = Mapping[tuple[int, int], Sequence[Candidate]]
"""Candidates of the registry by their span."""
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


def find_definitions(state: TaggingState) -> Iterator[Definition]:
    """All definitions of the document, in order."""
    lower = state.words.lower
    named = named_spans(state)
    for number, section in enumerate(state.sections):
        for index in range(section.start, section.end):
            if lower[index] == "(":
                yield from _bracket(state, named, number, index, section.end)
            elif lower[index] == "for" and index + 1 < section.end and lower[index + 1] == "short":
                yield from _for_short(state, named, number, index)


def named_spans(state: TaggingState) -> _Named:
    """What the registry says of each span that is a name in it."""
    named: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in state.of(Evidence.REGISTRY):
        named.setdefault((candidate.start, candidate.end), []).append(candidate)
    return named


def _bracket(state: TaggingState, named: _Named, number: int, opening: int, limit: int) -> Iterator[Definition]:
    words = state.words
    closing = next((i for i in range(opening + 1, min(opening + 16, limit)) if words.forms[i] == ")"), None)
    if closing is None or closing == opening + 1:
        return
    start = _skip_lead_in(words, opening + 1, closing)
    floor = state.sections[number].start
    if _is_short_form(words, start, closing):
        before = opening
        while before > floor and words.forms[before - 1] in {"-", "–", ","}:
            before -= 1
        long_start = match_long_form("".join(words.forms[start:closing]), words.forms, floor, before)
        if long_start is not None:
            yield _definition(state, named, number, (start, closing), (long_start, before))
    elif opening > floor and _is_short_form(words, opening - 1, opening):
        short = words.forms[opening - 1]
        if match_long_form(short, words.forms[start:closing]) == 0:
            yield _definition(state, named, number, (opening - 1, opening), (start, closing))


def _for_short(state: TaggingState, named: _Named, number: int, index: int) -> Iterator[Definition]:
    forms = state.words.forms
    comma = index - 2
    floor = state.sections[number].start
    if comma > floor and forms[comma] == "," and is_acronym(forms[index - 1]):
        long_start = match_long_form(forms[index - 1], forms, floor, comma)
        if long_start is not None:
            yield _definition(state, named, number, (index - 1, index), (long_start, comma))


def _skip_lead_in(words: Words, start: int, end: int) -> int:
    inside = words.lower[start:end]
    fitting = (lead for lead in _LEAD_INS if inside[: len(lead)] == lead and len(inside) > len(lead))
    return start + max(map(len, fitting), default=0)


def _is_short_form(words: Words, start: int, end: int) -> bool:
    if not 0 < end - start <= _LONGEST_SHORT_FORM or start < 0:
        return False
    forms = words.forms[start:end]
    names = [form for form in forms if form[0].isalnum()]
    if not names or any(form not in {"/", "&", "-"} for form in forms if not form[0].isalnum()):
        return False
    if any(words.spaced[start : end - 1]):
        return False
    return all(is_acronym(name) or (len(names) > 1 and name.isupper()) for name in names)


def match_long_form(short: str, words: Sequence[str], floor: int = 0, end: int | None = None) -> int | None:
    """Index of the word at which the long form of `short` begins, when it ends before the word `end`, or with the last.

    It begins at the word `floor` or later.

    Letters are matched from the right; the first letter must begin a word. None when they do not match.
    """
    letters = [char.lower() for char in short if char.isalnum()]
    if letters and letters[-1] == "s" and short[-1] == "s" and len(letters) > 2:
        letters = letters[:-1]
    reach = min(len(letters) + _EXTRA_WORDS, len(letters) * 2) + 4
    wanted = len(letters) - 1
    taken = 0
    for index in range((len(words) if end is None else end) - 1, floor - 1, -1):
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
    state: TaggingState, named: _Named, number: int, short_span: tuple[int, int], long_span: tuple[int, int]
) -> Definition:
    words = state.words
    start, end = long_span
    while start < end - 1 and words.lower[start] in _LEADING_NOISE:
        start += 1
    if words.forms[end - 1] in POSSESSIVES:
        end -= 1
    short, long = words.between(*short_span), words.between(start, end)
    label, is_topic = judge(state, named, short_span, (start, end))
    return Definition(short, long, short_span, (start, end), number, label, is_topic)


def judge(
    state: TaggingState, named: _Named, short_span: tuple[int, int], long_span: tuple[int, int]
) -> tuple[MentionLabel | None, bool]:
    """Label of a definition, and whether it stands for a topic: by the registry on its long form, then by its head."""
    exact = named.get(long_span)
    if exact:
        return exact[0].label, exact[0].label is None
    head = state.words.forms[long_span[1] - 1]
    if is_topic_head(head):
        return None, True
    label = head_label(head)
    if label is None:
        label = next((c.label for c in named.get(short_span, ()) if c.label is not None), None)
    return label, False


def in_force(state: TaggingState) -> dict[tuple[str, int], Definition | None]:
    """For each (short form, section) the definition that holds there; None where the plan has several."""
    by_short: dict[str, list[Definition]] = {}
    for definition in state.definitions:
        by_short.setdefault(definition.short, []).append(definition)
    table: dict[tuple[str, int], Definition | None] = {}
    for short, definitions in by_short.items():
        own = {definition.section: definition for definition in reversed(definitions)}
        one_meaning = all(is_one_name(definitions[0].long, definition.long) for definition in definitions[1:])
        for number in range(len(state.sections)):
            table[short, number] = own.get(number) or (definitions[0] if one_meaning else None)
    return table


def is_one_name(first: str, second: str) -> bool:
    """Whether two long forms of one short form are spellings of one name.

    "Co-ordination Group" and "Coordination Groups" are, and so are long forms that share their first and last words.
    """
    one, other = (_bare_words(name) for name in (first, second))
    if (one[0], one[-1]) == (other[0], other[-1]):
        return True
    return is_spelt_alike("".join(one), "".join(other))


def _bare_words(name: str) -> list[str]:
    """The words of a name without case, punctuation and endings of the plural."""
    return [word.removesuffix("s") for word in fold(name).split()] or [name]


class DefinitionFinder:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        state.definitions = list(find_definitions(state))
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
