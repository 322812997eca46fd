"""Narratives of one plan laid out as one spaCy document, so that each step sees the whole plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.reference.boroughs import find_borough, slug
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.state import Section, TaggingState, set_state
from pipeline.tagging.words import Words, cut

_BETWEEN = "\n\n"
_SEVERAL = re.compile(r"\s*/\s*")


def lay_out(vocab: Vocab, items: Sequence[TaggingInput]) -> Doc:
    """One document of all the texts; each keeps its place in `TaggingState.sections`."""
    forms: list[str] = []
    spaced: list[bool] = []
    sections = []
    position = 0
    for item in items:
        own_forms, own_spaced = cut(item.text)
        start = len(forms)
        forms += own_forms
        spaced += own_spaced
        leads = tuple(item.lead_organisations)
        sections.append(Section(item.id, start, len(forms), position, position + len(item.text), leads))
        forms.append(_BETWEEN)
        spaced.append(False)
        position += len(item.text) + len(_BETWEEN)
    doc = Doc(vocab, words=forms, spaces=spaced)
    boroughs = borough_slugs(item.borough for item in items)
    set_state(doc, TaggingState(Words.of(forms, spaced), boroughs=boroughs, sections=tuple(sections)))
    return doc


def borough_slugs(names: Iterable[str | None]) -> tuple[str, ...]:
    """Slugs of the boroughs named, each once; "Enfield/Haringey" is two. An unknown name is taken as a slug."""
    found: dict[str, None] = {}
    for name in dict.fromkeys(names):
        for part in _SEVERAL.split(name or ""):
            if part:
                borough = find_borough(part)
                found[borough.slug if borough else slug(part)] = None
    return tuple(found)
