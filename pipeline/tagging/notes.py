"""What the tagger has doubts about, as findings."""

from __future__ import annotations

from models.catalogue import finding
from models.finding import Finding
from pipeline.tagging.lines import is_break
from pipeline.tagging.state import TaggingState


def findings_of(state: TaggingState) -> tuple[Finding, ...]:
    """Short forms with two meanings in one plan, and speakers that change in the middle of a paragraph."""
    return (*_two_meanings(state), *_mid_paragraph(state))


def _two_meanings(state: TaggingState) -> list[Finding]:
    meanings: dict[str, dict[str, str]] = {}
    for definition in state.definitions:
        meanings.setdefault(definition.short, {}).setdefault(definition.long.casefold(), definition.long)
    return [
        finding("short-form-with-two-meanings", short=short, meanings="”, “".join(sorted(longs.values())))
        for short, longs in meanings.items()
        if len(longs) > 1 and not _one_name(longs)
    ]


def _one_name(longs: dict[str, str]) -> bool:
    """The long forms are spellings of one name: they share their first word and their last."""
    ends = {(long.split()[0], long.split()[-1].rstrip("s")) for long in longs}
    return len(ends) == 1


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
