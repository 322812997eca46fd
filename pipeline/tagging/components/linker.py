"""Says which entry of the registry a name is.

In order: the entry under whose name it was met, a definition in force, its spelling folded, the name without a generic
head or a borough's name, and a spelling almost the same. A name with several entries is linked only when the text or
the plan's own borough tells which. The council of the plan's own borough is `council`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.tagging.components.definitions import in_force, is_one_name
from pipeline.tagging.heads import heads
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.files import load_registry
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.state import Definition, Evidence, Found, TaggingState, state_of
from pipeline.tagging.words import is_acronym

NAME = "vvrap_linker"
OWN_COUNCIL = "council"
_PARTS_OF_A_POST = re.compile(r"\s*[,;:()/|]\s*|\s+[-–—]\s+")
_LONGEST_BODY = 8
"""Words of a body that opens a post."""
_BODY_FOLLOWS = re.compile(r"\b(?:of|for|in|at|from|with)\s+(?:the\s+)?")


class Linker:
    """The component."""

    def __init__(self, folder: Path | None, *, use_boroughs: bool) -> None:
        self._registry = load_registry(folder)
        self._use_boroughs = use_boroughs
        self._index = cache(self._make_index)

    def _make_index(self, slugs: tuple[str, ...]) -> NameIndex:
        own = [entry for slug in slugs for entry in self._registry.borough_entries(slug)] if self._use_boroughs else []
        return NameIndex(own, self._registry.general_entries())

    def index(self, slugs: tuple[str, ...]) -> NameIndex:
        """The names that count in these boroughs."""
        return self._index(slugs if self._use_boroughs else ())

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        table = in_force(state)
        untold = {text for d in state.definitions if not _tells_kind(state, d) for text in (d.short, d.long)}
        state.found = tuple(self._linked(state, table, found, untold) for found in state.found)
        state.queued = tuple(self._linked(state, table, found, untold) for found in state.queued)
        return doc

    def _linked(
        self,
        state: TaggingState,
        table: dict[tuple[str, int], Definition | None],
        found: Found,
        untold: set[str],
    ) -> Found:
        index = self.index(state.boroughs)
        text = state.words.between(found.start, found.end)
        met = [index.entries[i] for i in found.entity_ids if i in index.entries]
        found = replace(
            found,
            vouched=not met or any(entry.has_source() for entry in met),
            untold=_untold(found, state.words.lower[found.end - 1], defined=text in untold),
        )
        number = next(n for n, section in enumerate(state.sections) if found.start < section.end)
        options = [entry for entry in met if entry.label == found.label]
        definition = _defining(table, text, number)
        if definition is not None:
            defined = index.find(definition.long, found.label)
            options = defined or [entry for entry in options if _is_spelt_out(entry, definition.long)]
        elif not options:
            options = index.find(text, found.label)
        entry = self.choose(options, state.boroughs)
        return replace(found, entity_id=entry.id, canonical=entry.name) if entry else found

    def choose(self, options: list[Entry], slugs: tuple[str, ...]) -> Entry | None:
        """The one entry meant; null when that cannot be told."""
        if len(options) > 1:
            options = [entry for entry in options if entry.scope in slugs] or options
        if len(options) != 1:
            return None
        entry = options[0]
        if entry.parent_id == OWN_COUNCIL and entry.id.endswith(f"-{OWN_COUNCIL}") and entry.scope in slugs:
            return self._index(()).entries.get(OWN_COUNCIL, entry)
        return entry

    def link_organisation(self, text: str, slugs: tuple[str, ...]) -> str | None:
        """Id of a lead organisation as printed in its cell; null when the registry does not hold it."""
        index = self.index(slugs)
        near = not is_acronym(text)
        entry = self.choose(index.find(text, "agency", near=near) or index.find(text, None, near=near), slugs)
        return entry.id if entry else None

    def link_post(self, post: str, slugs: tuple[str, ...]) -> str | None:
        """Id of the body that a post belongs to: “Head of Community Safety”, “YJS Manager”, “Superintendent, BCU”.

        Null when the registry holds none of what the post names. An ordinary word names a body only after “of” or “in”:
        the subject of a “VAWG Lead” is no body.
        """
        index = self.index(slugs)
        for text, after in _bodies_of(post):
            named = index.find(text, "agency", near=False)
            if not after:
                named = [entry for entry in named if text not in entry.ambiguous]
            entry = self.choose(named, slugs)
            if entry is not None:
                return entry.id
        return None


def _bodies_of(post: str) -> Iterator[tuple[str, bool]]:
    """What of a post may be its body, the likeliest first: a last part; what stands after “of” (true); how it opens."""
    parts = [part for part in _PARTS_OF_A_POST.split(post) if part]
    for part in reversed(parts):
        yield part, False
        for follows in _BODY_FOLLOWS.finditer(part):
            yield part[follows.end() :], True
        words = part.split()
        yield from ((" ".join(words[:end]), False) for end in range(min(len(words) - 1, _LONGEST_BODY), 0, -1))


def _untold(found: Found, last: str, *, defined: bool) -> frozenset[Evidence]:
    """The evidence that tells a name but not its kind: a weak head noun, and a definition that rests on no better."""
    told = ({Evidence.DEFINITION} if defined else set()) | ({Evidence.HEAD} if _is_weak(last) else set())
    return frozenset(told & set(found.evidence))


def _tells_kind(state: TaggingState, definition: Definition) -> bool:
    """Whether a definition says of what kind its name is."""
    return definition.label is not None and not _is_weak(state.words.lower[definition.long_span[1] - 1])


def _is_weak(word: str) -> bool:
    head = heads().get(word)
    return head is not None and head.weight == "weak"


def _is_spelt_out(entry: Entry, long: str) -> bool:
    """Whether a long form is one of the entry's names, written otherwise."""
    return any(" " in name and is_one_name(name, long) for name in entry.names())


def _defining(table: dict[tuple[str, int], Definition | None], text: str, number: int) -> Definition | None:
    """The definition in force for a short form, alone or with a generic head ("PAC team")."""
    own = table.get((text, number))
    if own is not None:
        return own
    first, _, last = text.rpartition(" ")
    return table.get((first, number)) if first and last.casefold() in heads() else None


@Language.factory(NAME, default_config={"folder": None, "use_boroughs": True})
def create_linker(nlp: Language, name: str, folder: str | None, use_boroughs: bool) -> Linker:  # noqa: ARG001, FBT001 spaCy calls factories so
    """Factory for spaCy."""
    return Linker(Path(folder) if folder else None, use_boroughs=use_boroughs)
