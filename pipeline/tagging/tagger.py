"""The tagger: a plan in, the same plan with mentions, speakers and linked lead organisations out; or text alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from spacy.tokens import Doc

from models.mention import Mention
from models.plan import Action, LeadOrganisation, NarrativeBlock, Plan
from pipeline.tagging.components import linker as linking
from pipeline.tagging.components.linker import Linker
from pipeline.tagging.confidence import confidence_of, method_of
from pipeline.tagging.documents import borough_slugs, lay_out
from pipeline.tagging.notes import findings_of
from pipeline.tagging.pipeline import build_pipeline
from pipeline.tagging.records import Speaker, TaggedText, TaggingInput
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.state import Found, Section, TaggingState, state_of
from pipeline.tagging.words import Words

_Speaking: TypeAlias = Mapping[int, str | None]


class Queued(NamedTuple):
    """A name that was not tagged but is worth a person's look."""

    section: str
    mention: Mention


class Tagger:
    """A loaded pipeline. Make one with `load_tagger`, which keeps it."""

    def __init__(self, folder: Path | None = None, *, use_boroughs: bool = True) -> None:
        self._nlp = build_pipeline(folder, use_boroughs=use_boroughs)
        self._linker: Linker = self._nlp.get_pipe(linking.NAME)  # type: ignore[assignment]  # spaCy types every step as a plain callable

    def tag_plan(self, plan: Plan) -> Plan:
        """The plan with mentions, the speakers of blocks, ids of lead organisations, and findings of the tagger."""
        state = state_of(self.read([_input(plan, action) for action in plan.actions]))
        slugs = borough_slugs([plan.borough.slug if plan.borough else None])
        speaking = _speaking(state)
        actions = [
            self._tagged(state, section, action, slugs, speaking)
            for section, action in zip(state.sections, plan.actions, strict=True)
        ]
        return plan.model_copy(update={"actions": tuple(actions), "findings": (*plan.findings, *findings_of(state))})

    def tag_texts(self, items: Iterable[TaggingInput]) -> Iterator[TaggedText]:
        """Tag texts; those that name the same document are tagged together, as one plan. Order is kept."""
        everything = list(items)
        groups: dict[str, list[int]] = {}
        for number, item in enumerate(everything):
            groups.setdefault(item.document if item.document is not None else f"\0{number}", []).append(number)
        results: dict[int, TaggedText] = {}
        for numbers in groups.values():
            state = state_of(self.read([everything[number] for number in numbers]))
            results |= zip(numbers, _tagged_texts(state), strict=True)
        yield from (results[number] for number in range(len(everything)))

    def queue(self, plan: Plan) -> list[Queued]:
        """Names of a plan that are likely enough to be shown to a person and too unlikely to be tagged."""
        state = state_of(self.read([_input(plan, action) for action in plan.actions if not action.nil_return]))
        return [
            Queued(section.id, mention)
            for section in state.sections
            for mention in mentions_of(state.words, section, state.queued)
        ]

    def index(self, slugs: tuple[str, ...]) -> NameIndex:
        """The registry's names as they count in these boroughs."""
        return self._linker.index(slugs)

    def read(self, items: Sequence[TaggingInput]) -> Doc:
        """The texts as one document that has been through the pipeline."""
        return self._nlp(lay_out(self._nlp.vocab, items))

    def _tagged(
        self, state: TaggingState, section: Section, action: Action, slugs: tuple[str, ...], speaking: _Speaking
    ) -> Action:
        leads = tuple(
            LeadOrganisation(text=lead.text, entity_id=self._linker.link_organisation(lead.text, slugs))
            for lead in action.lead_organisations
        )
        named = tuple(
            lead.model_copy(update={"entity_id": self._linker.link_post(lead.role or lead.text, slugs)})
            for lead in action.named_leads
        )
        return action.model_copy(
            update={
                "named_leads": named,
                "mentions": mentions_of(state.words, section, state.found),
                "narrative_blocks": _with_speakers(action, _speakers(state, section, speaking)),
                "lead_organisations": leads,
            }
        )


def _tagged_texts(state: TaggingState) -> Iterator[TaggedText]:
    speaking = _speaking(state)
    for section in state.sections:
        speakers = tuple(
            Speaker(start=start, end=end, entity_id=entity_id)
            for start, end, entity_id in _speakers(state, section, speaking)
        )
        yield TaggedText(id=section.id, mentions=mentions_of(state.words, section, state.found), speakers=speakers)


def _input(plan: Plan, action: Action) -> TaggingInput:
    return TaggingInput(
        id=action.ref,
        text="" if action.nil_return else action.narrative,  # "TBC" is no body
        borough=plan.borough.slug if plan.borough else None,
        lead_organisations=tuple(lead.text for lead in action.lead_organisations),
    )


def mentions_of(words: Words, section: Section, found: Iterable[Found]) -> tuple[Mention, ...]:
    """The mentions of a section, their offsets counted from its start."""
    return tuple(
        _mention(words, section, item) for item in found if section.start <= item.start and item.end <= section.end
    )


def _mention(words: Words, section: Section, item: Found) -> Mention:
    start, end = words.place(item.start, item.end)
    return Mention(
        label=item.label,
        text=words.text[start:end],
        start=start - section.start_char,
        end=end - section.start_char,
        entity_id=item.entity_id,
        canonical=item.canonical,
        method=method_of(item),
        confidence=confidence_of(item),
    )


def _speaking(state: TaggingState) -> _Speaking:
    """The entry of each name by the word it begins with; names do not overlap, so that there is one at most."""
    return {item.start: item.entity_id for item in reversed(state.found)}


def _speakers(state: TaggingState, section: Section, speaking: _Speaking) -> list[tuple[int, int, str | None]]:
    """(start, end, entity id) of each stretch with a speaker, in characters of the section."""
    stretches = []
    for segment in state.speakers:
        if section.start <= segment.start < section.end:
            start, end = state.words.place(segment.start, segment.end)
            own = speaking.get(segment.label_start)
            stretches.append((start - section.start_char, end - section.start_char, own))
    return stretches


def _with_speakers(action: Action, stretches: list[tuple[int, int, str | None]]) -> tuple[NarrativeBlock, ...]:
    """Blocks with the speaker in whose stretch each begins; joined by line feeds they are the narrative.

    stretches: in the order of the text, none over another.
    """
    blocks = []
    begins = [begin for begin, _, _ in stretches]
    position = 0
    for block in action.narrative_blocks:
        start = position + len(block.text) - len(block.text.lstrip())
        _, end, entity_id = stretches[place] if (place := bisect_right(begins, start) - 1) >= 0 else (0, 0, None)
        speaker = entity_id if start < end else None
        blocks.append(block.model_copy(update={"speaker": speaker}))
        position += len(block.text) + 1
    return tuple(blocks)


def load_tagger(folder: Path | None = None, *, use_boroughs: bool = True) -> Tagger:
    """The tagger for a registry folder, loaded once. Raises `ReferenceDataError` for a faulty registry."""
    return _loaded(folder, use_boroughs)


@cache  # it tells a call that names the default from one that leaves it out, so that the function above asks it one way
def _loaded(folder: Path | None, use_boroughs: bool) -> Tagger:  # noqa: FBT001 - asked from one place
    return Tagger(folder, use_boroughs=use_boroughs)


def tag_plan(plan: Plan, registry: Path | None = None) -> Plan:
    """Tag a plan with the tagger of that registry folder; None is the package's registry."""
    return load_tagger(registry).tag_plan(plan)


def tag_texts(items: Iterable[TaggingInput], registry: Path | None = None) -> Iterator[TaggedText]:
    """Tag texts alone; see `Tagger.tag_texts`."""
    return load_tagger(registry).tag_texts(items)
