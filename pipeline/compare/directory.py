"""The directory: every service, panel and agency, who mentions it, under which actions, and in which sentence."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from models.comparison import DirectoryEntry, DirectoryPlan, Name, Use
from models.mention import MentionLabel
from models.plan import Plan
from pipeline.compare.names import counted, mention_key, mention_name
from pipeline.compare.sentences import sentence_around


@dataclass(slots=True)
class _Gathered:
    name: Name
    refs: dict[str, list[str]] = field(default_factory=dict)
    uses: dict[tuple[str, str, str, str], Use] = field(default_factory=dict)


def directory(plans: Sequence[Plan], label: MentionLabel) -> tuple[DirectoryEntry, ...]:
    """All names of one label, by name. A plan that is not listed under a name does not mention it: no more is said."""
    gathered: dict[Hashable, _Gathered] = {}
    for plan in plans:
        for action in plan.actions:
            for mention in counted(action.mentions):
                if mention.label != label:
                    continue
                entry = gathered.setdefault(mention_key(mention), _Gathered(mention_name(mention)))
                refs = entry.refs.setdefault(plan.plan_id, [])
                if action.ref not in refs:
                    refs.append(action.ref)
                sentence = sentence_around(action.narrative, mention.start, mention.end)
                use = Use(plan_id=plan.plan_id, ref=action.ref, text=mention.text, sentence=sentence)
                entry.uses.setdefault((use.plan_id, use.ref, use.text, use.sentence), use)
    ordered = sorted(gathered.values(), key=lambda one: (one.name.name.casefold(), one.name.entity_id or ""))
    return tuple(
        DirectoryEntry(
            entity_id=entry.name.entity_id,
            name=entry.name.name,
            label=label,
            plans=tuple(DirectoryPlan(plan_id=plan, refs=tuple(refs)) for plan, refs in entry.refs.items()),
            uses=tuple(entry.uses.values()),
        )
        for entry in ordered
    )
