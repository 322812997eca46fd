"""Names: one row a name over all boroughs and years, with what it most likely is, for a person to decide once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from models.base import Record
from models.plan import Plan
from models.reference.boroughs import authorities
from pipeline.names.desk import Name
from pipeline.pages.keys import keyed
from pipeline.pages.words import whose
from pipeline.quantities import listed
from pipeline.tagging.registry.entry import Entry

ON_A_PAGE = 25  # names
MOST_BOROUGHS = 3  # named after a name
KINDS = {"service": "Service", "panel": "Panel", "agency": "Agency"}
_EXAMPLE = re.compile(r"(\S+) (\S+): (.*)", re.DOTALL)
_DECIDED = {"reject": "Not a name", "topic": "A law, fund or subject"}


class Sentence(Record):
    """A sentence in which a name was met."""

    plan_id: str = Field(description="The plan.")
    ref: str = Field(description="Number of the action.")
    whose: str = Field(description="Borough and year of the plan.")
    before: str = Field(description="What stands before the name.")
    name: str = Field(description="The name as it stands there; empty when it is not found.")
    after: str = Field(description="What stands after it.")


class NameLine(Record):
    """A name."""

    id: str = Field(description="Names it on the page.")
    name: str = Field(description="As written.")
    guess: str = Field(description="What it most likely is: service, panel or agency.")
    guess_word: str = Field(description="The same in words.")
    known_as: str = Field(description="A known name that is nearly this one; empty when there is none.")
    why: str = Field(description="Why it is asked.")
    met: str = Field(description="How often and where it was met.")
    around: tuple[str, ...] = Field(description="Longer or shorter names that may be meant.")
    sentences: tuple[Sentence, ...] = Field(description="Up to two sentences.")
    decided: str = Field(default="", description="What was decided, in words; empty while it waits.")


class KnownName(Record):
    """A name that plans mention and the registry knows."""

    name: str = Field(description="The registry's name.")
    kind: str = Field(description="Service, panel or agency.")
    plans: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = Field(
        description="Plans that mention it: id, words, and the actions by key and ref."
    )


Looking = Literal["", "looking", "looked"]


class LookState(Record):
    """What becomes of looking through the plans."""

    looking: Looking = Field(default="", description="Whether it goes on, or has just been done.")
    said: str = Field(default="", description="What came of it, in a sentence.")
    problem: str = Field(default="", description="Why it could not be done.")


class NamesPage(Record):
    """The page."""

    waiting: tuple[NameLine, ...] = Field(default=(), description="Names on this page of the list.")
    total: int = Field(default=0, ge=0, description="Names that wait, in all.")
    page: int = Field(default=1, ge=1, description="Page of the list, from 1.")
    pages: int = Field(default=1, ge=1, description="Pages of the list.")
    decided: tuple[NameLine, ...] = Field(default=(), description="Names that were decided.")
    known: tuple[str, ...] = Field(default=(), description="Names of entries that a name may be the same as.")
    looked: bool = Field(default=False, description="Whether anybody has looked for names here.")
    looking: Looking = Field(default="", description="Whether plans are being looked through now, or were just.")
    said: str = Field(default="", description="What came of looking, in a sentence.")
    problem: str = Field(default="", description="Why it could not be done.")
    mentioned: tuple[KnownName, ...] = Field(
        default=(), description="Names that the plans mention, of a published site."
    )

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """What a name may be."""
        return tuple(KINDS.items())


def names_page(
    names: Sequence[Name],
    entries: Sequence[Entry],
    *,
    page: int = 1,
    looked: bool = False,
    state: LookState | None = None,
) -> NamesPage:
    """The page of a review.

    entries: what a name may be the same as. state: what becomes of looking through the plans.
    """
    state = state or LookState()
    by_id = {entry.id: entry.name for entry in entries}
    waiting = [one for one in names if not one.entered]
    pages = max(1, -(-len(waiting) // ON_A_PAGE))
    page = min(max(1, page), pages)
    first = (page - 1) * ON_A_PAGE
    return NamesPage(
        waiting=tuple(_line(one, by_id, number) for number, one in enumerate(waiting[first : first + ON_A_PAGE])),
        total=len(waiting),
        page=page,
        pages=pages,
        decided=tuple(_line(one, by_id, number) for number, one in enumerate(names) if one.entered),
        known=tuple(dict.fromkeys(entry.name for entry in entries)),
        looked=looked,
        looking=state.looking,
        said=state.said,
        problem=state.problem,
    )


def _line(name: Name, by_id: Mapping[str, str], number: int) -> NameLine:
    return NameLine(
        id=f"{'decided' if name.entered else 'name'}-{number}",
        name=name.name,
        guess=name.label,
        guess_word=KINDS.get(name.label, name.label).lower(),
        known_as=by_id.get(name.known_as, name.known_as),
        why=name.reason.partition("; nearly")[0],
        met=_met(name),
        around=name.around,
        sentences=tuple(found for example in name.examples if (found := _sentence(example, name.name))),
        decided=_decided(name, by_id) if name.entered else "",
    )


def _met(name: Name) -> str:
    boroughs = [_borough(slug) for slug in name.boroughs]
    times = "once" if name.count == 1 else f"{name.count} times"
    if len(boroughs) > MOST_BOROUGHS:
        where = f"{', '.join(boroughs[:MOST_BOROUGHS])} and {len(boroughs) - MOST_BOROUGHS} more boroughs"
    else:
        where = listed(boroughs)
    return f"Met {times} in {where}" if name.count else f"Met in {where}"


def _borough(slug: str) -> str:
    return next((one.borough.name for one in authorities() if one.borough.slug == slug), slug)


def _decided(name: Name, by_id: Mapping[str, str]) -> str:
    if name.decision in _DECIDED:
        return _DECIDED[name.decision]
    if name.decision == "accept":
        return KINDS.get(name.label, name.label)
    same = name.decision.rpartition(" ")[2]
    return f"The same as {by_id.get(same, same)}"


def _sentence(example: str, name: str) -> Sentence | None:
    match = _EXAMPLE.match(example)
    if match is None:
        return None
    plan_id, ref, text = match.groups()
    slug, _, year = plan_id.rpartition("-")
    whose = f"{_borough(slug)} {year}"
    at = text.casefold().find(name.casefold())
    if at < 0 or len(text.casefold()) != len(text):
        return Sentence(plan_id=plan_id, ref=ref, whose=whose, before=text, name="", after="")
    end = at + len(name)
    return Sentence(plan_id=plan_id, ref=ref, whose=whose, before=text[:at], name=text[at:end], after=text[end:])


def mentioned_page(plans: Iterable[Plan]) -> NamesPage:
    """The names that plans mention and the registry knows, for a site that can only be read."""
    found: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    titles = {}
    for plan in plans:
        titles[plan.plan_id] = whose(plan)
        for key, action in keyed(plan):
            for mention in action.mentions:
                if mention.entity_id and mention.canonical:
                    places = found.setdefault((mention.label, mention.canonical), {}).setdefault(plan.plan_id, {})
                    places[key] = action.ref
    order = list(KINDS)
    return NamesPage(
        mentioned=tuple(
            KnownName(
                name=name,
                kind=KINDS[label],
                plans=tuple((plan_id, titles[plan_id], tuple(places.items())) for plan_id, places in where.items()),
            )
            for (label, name), where in sorted(
                found.items(), key=lambda one: (order.index(one[0][0]), -len(one[1]), one[0][1].casefold())
            )
        )
    )
