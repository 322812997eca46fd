"""What the tagger has doubts about, as findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.catalogue import finding
from models.finding import Finding
from pipeline.tagging.components.definitions import is_one_name
from pipeline.tagging.lines import is_break
from pipeline.tagging.state import Definition, Section, TaggingState


def findings_of(state: TaggingState) -> tuple[Finding, ...]:
    """Short forms with two meanings in one plan, and speakers that change in the middle of a paragraph."""
    return (*_two_meanings(state), *_mid_paragraph(state))


def _two_meanings(state: TaggingState) -> list[Finding]:
    by_short: dict[str, list[Definition]] = {}
    for definition in state.definitions:
        by_short.setdefault(definition.short, []).append(definition)
    entries = {(item.start, item.end): item.entity_id for item in state.found}
    notes = []
    for definitions in by_short.values():
        meanings = _meanings(definitions, entries)
        if len(meanings) > 1:
            notes.append(_note(state, definitions, "”, “".join(sorted(meanings))))
    return notes


def _note(state: TaggingState, definitions: Sequence[Definition], meanings: str) -> Finding:
    """A doubt where a mention could not be linked because of it; else it is merely worth knowing."""
    short = definitions[0].short
    explained = {definition.section for definition in definitions}
    unlinked = [
        section.id
        for number, section in enumerate(state.sections)
        if number not in explained and _mentions_unlinked(state, section, definitions[0])
    ]
    if not unlinked:
        return finding("short-form-explained-nearby", short=short, meanings=meanings)
    return finding("short-form-with-two-meanings", short=short, meanings=meanings, refs=", ".join(unlinked))


def _mentions_unlinked(state: TaggingState, section: Section, definition: Definition) -> bool:
    """Whether a section says the short form outside of every name that was linked."""
    length = definition.short_span[1] - definition.short_span[0]
    linked = [item for item in state.found if item.entity_id is not None]
    return any(
        state.words.between(start, start + length) == definition.short
        and not any(item.start <= start and start + length <= item.end for item in linked)
        for start in range(section.start, section.end - length + 1)
    )


def _meanings(definitions: Sequence[Definition], entries: Mapping[tuple[int, int], str | None]) -> list[str]:
    """The long forms that really differ: neither spellings of one name nor names of one entry of the registry."""
    kept: list[Definition] = []
    for definition in definitions:
        entry = entries.get(definition.long_span)
        if not any(
            is_one_name(one.long, definition.long) or (entry is not None and entry == entries.get(one.long_span))
            for one in kept
        ):
            kept.append(definition)
    return [definition.long for definition in kept]


def _mid_paragraph(state: TaggingState) -> list[Finding]:
    notes = []
    for section in state.sections:
        inner = [
            segment
            for segment in state.speakers
            if section.start < segment.start < section.end and not is_break(state.words.forms[segment.start - 1])
        ]
        notes += [
            finding("speaker-changes-in-paragraph", action_ref=section.id or None, fields=("narrative",))
            for _ in inner[:1]
        ]
    return notes
