"""The directory: every service, panel and agency, who mentions it, under which actions, and in which sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.comparison import DirectoryEntry, DirectoryPlan, Use
from models.mention import Mention, MentionLabel
from models.plan import Action, Plan
from pipeline.compare.sentences import sentence_around
from pipeline.naming import is_reviewed, name_key, name_of

_Places = dict[tuple[str, int], str]  # plan and place of the action in it, to the action's ref


@dataclass(slots=True)
class _Gathered:
    """What is known of a name so far."""

    name: str = ""
    ids: dict[str, None] = field(default_factory=dict)
    counted: _Places = field(default_factory=dict)
    waiting: _Places = field(default_factory=dict)
    uses: dict[tuple[str, str, str, str, bool], Use] = field(default_factory=dict)

    def add(self, plan: Plan, place: int, action: Action, mention: Mention) -> None:
        """Take in one mention."""
        if not self.name or (mention.entity_id and not self.ids):
            self.name = name_of(mention)
        if mention.entity_id:
            self.ids.setdefault(mention.entity_id)
        places = self.counted if is_reviewed(mention) else self.waiting
        places[plan.plan_id, place] = action.ref
        use = Use(
            plan_id=plan.plan_id,
            ref=action.ref,
            text=mention.text,
            sentence=sentence_around(action.narrative, mention.start, mention.end),
            reviewed=is_reviewed(mention),
        )
        self.uses.setdefault((use.plan_id, use.ref, use.text, use.sentence, use.reviewed), use)


def directory(plans: Sequence[Plan], label: MentionLabel) -> tuple[DirectoryEntry, ...]:
    """All names of one label, by name. A plan that is not listed under a name does not mention it: no more is said."""
    gathered: dict[str, _Gathered] = {}
    for plan in plans:
        for place, action in enumerate(plan.actions):
            for mention in action.mentions:
                if mention.label == label:
                    gathered.setdefault(name_key(mention)[1], _Gathered()).add(plan, place, action, mention)
    return tuple(sorted((_entry(label, one) for one in gathered.values()), key=_by_name))


def _by_name(entry: DirectoryEntry) -> tuple[str, str]:
    return entry.name.casefold(), entry.entity_id or ""


def _entry(label: MentionLabel, found: _Gathered) -> DirectoryEntry:
    waiting = {place: ref for place, ref in found.waiting.items() if place not in found.counted}
    return DirectoryEntry(
        entity_id=next(iter(found.ids), None),
        entity_ids=tuple(found.ids),
        name=found.name,
        label=label,
        plans=_by_plan(found.counted),
        actions=len(found.counted),
        to_review=_by_plan(waiting),
        uses=tuple(found.uses.values()),
    )


def _by_plan(places: _Places) -> tuple[DirectoryPlan, ...]:
    refs: dict[str, list[str]] = {}
    for (plan, _), ref in places.items():
        refs.setdefault(plan, []).append(ref)
    return tuple(DirectoryPlan(plan_id=plan, refs=_each_once(those)) for plan, those in refs.items())


def _each_once(refs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(refs))
