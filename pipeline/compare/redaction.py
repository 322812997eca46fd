"""Leaves out people's names: roles stay, names of leads and authors go, also where narratives repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from models.mention import Mention
from models.plan import Action, NamedLead, Plan
from models.reference.organisations import ends_like_organisation, names_a_post
from models.reference.template import template_actions
from pipeline.compare.person_names import PersonName, Vocabulary, author_names, is_bare_name, rank_names

REMOVED = "[name removed]"
NOT_SHOWN = "[not shown]"


def redact_names(plans: Sequence[Plan]) -> list[Plan]:
    """The plans without the names of their leads and authors.

    A person named in one of the plans is left out of all of them: last year's lead turns up in this year's narrative.
    Text that a lead's cell gives without any word of a post or body may be a name and is not shown at all.
    """
    vocabulary = Vocabulary(_texts_in_use(plans))
    names = sorted({name for plan in plans for name in _names_of(plan, vocabulary)}, key=lambda name: name.text)
    eraser = _Eraser(names, vocabulary)
    return [_redacted(plan, eraser) for plan in plans]


def _texts_in_use(plans: Iterable[Plan]) -> Iterator[str]:
    """Texts whose lower-case words are ordinary words, and no names."""
    for plan in plans:
        for action in plan.actions:
            yield action.mandatory_action
            yield action.narrative
    for template in template_actions():
        yield template.text


def _names_of(plan: Plan, vocabulary: Vocabulary) -> Iterator[PersonName]:
    """People whom the plan names as leads or authors."""
    for action in plan.actions:
        for lead in action.named_leads:
            if lead.name:
                yield PersonName(lead.name)
            yield from rank_names(lead.text, vocabulary)
            if lead.name is None and is_bare_name(lead.text, vocabulary):
                yield PersonName(lead.text)
    yield from author_names(plan.metadata.author or "", vocabulary)


def _redacted(plan: Plan, eraser: _Eraser) -> Plan:
    metadata = plan.metadata
    return plan.model_copy(
        update={
            "title": eraser.maybe(plan.title),
            "metadata": metadata.model_copy(
                update={
                    field: eraser.maybe(getattr(metadata, field))
                    for field in ("relevant_to", "summary", "author", "unit", "date_authored")
                }
            ),
            "source": plan.source.model_copy(update={"filename": eraser.clean(plan.source.filename)}),
            "actions": tuple(_redacted_action(action, eraser) for action in plan.actions),
            "findings": tuple(
                finding.model_copy(update={"message": eraser.clean(finding.message)}) for finding in plan.findings
            ),
        }
    )


def _redacted_action(action: Action, eraser: _Eraser) -> Action:
    narrative, mentions = eraser.clean_narrative(action.narrative, action.mentions)
    return action.model_copy(
        update={
            "mandatory_action": eraser.clean(action.mandatory_action),
            "named_leads": tuple(_redacted_lead(lead, eraser) for lead in action.named_leads),
            "lead_organisations": tuple(
                item.model_copy(update={"text": eraser.clean(item.text)}) for item in action.lead_organisations
            ),
            "timescale": eraser.maybe(action.timescale),
            "outcome": eraser.maybe(action.outcome),
            "details": {name: eraser.clean(text) for name, text in action.details.items()},
            "other": {eraser.clean(header): eraser.clean(text) for header, text in action.other.items()},
            "narrative": narrative,
            "narrative_blocks": tuple(
                block.model_copy(update={"text": eraser.clean(block.text)}) for block in action.narrative_blocks
            ),
            "mentions": mentions,
        }
    )


def _redacted_lead(lead: NamedLead, eraser: _Eraser) -> NamedLead:
    """The post alone; what is neither post nor body is not shown."""
    role = eraser.maybe(lead.role)
    if role is not None and (names_a_post(role) or ends_like_organisation(role)):
        return NamedLead(text=role, role=role)
    return NamedLead(text=REMOVED if lead.name else NOT_SHOWN)


class _Eraser:
    """Takes names out of texts."""

    def __init__(self, names: Sequence[PersonName], vocabulary: Vocabulary) -> None:
        whole = [form for name in names for form in name.whole_forms()]
        single = [word for name in names for word in name.single_words() if vocabulary.is_unusual(word)]
        self._whole = _any_of(whole, re.IGNORECASE)
        self._single = _any_of(map(re.escape, single), re.NOFLAG)

    def clean(self, text: str) -> str:
        """The text without the names."""
        return self.clean_narrative(text, ())[0]

    def maybe(self, text: str | None) -> str | None:
        """The same of a text that may be missing."""
        return None if text is None else self.clean(text)

    def clean_narrative(self, text: str, mentions: Sequence[Mention]) -> tuple[str, tuple[Mention, ...]]:
        """The text without the names, and its mentions where they now stand.

        A whole name goes wherever it stands, with the mention it is part of; a first name or surname alone stays inside
        a mention ("Lyons House").
        """
        spans = [match.span() for match in self._whole.finditer(text)] if self._whole else []
        for match in self._single.finditer(text) if self._single else ():
            inside = any(one.start < match.end() and match.start() < one.end for one in mentions)
            covered = any(start < match.end() and match.start() < end for start, end in spans)
            if not inside and not covered and not _part_of_longer_name(text, match):
                spans.append(match.span())
        spans.sort()
        return _without(text, spans), tuple(_moved(mentions, spans))


def _any_of(patterns: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """A pattern for any of the patterns as whole words, the longest first."""
    ordered = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", flags) if ordered else None


def _part_of_longer_name(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word follows at once: "Lyons House" and "Zoe Smith" are others than Zoe Lyons."""
    return re.match(r" [A-Z][a-z]+", text[match.end() :]) is not None


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], REMOVED]
        last = end
    return "".join([*parts, text[last:]])


def _moved(mentions: Iterable[Mention], spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """The mentions at their new offsets; one that lost words is left out."""
    for mention in mentions:
        if any(start < mention.end and mention.start < end for start, end in spans):
            continue
        shift = sum(len(REMOVED) - (end - start) for start, end in spans if end <= mention.start)
        yield mention.model_copy(update={"start": mention.start + shift, "end": mention.end + shift})
