"""Names met in plans that a person should see: where each was met, and what else was considered there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from pydantic import Field

from models.base import Record
from models.mention import Mention
from models.plan import Plan
from pipeline.tagging.components.places import known_places
from pipeline.tagging.words import fold

GAIN_OF_UNTAGGED = 0.33
"""What a decision on a name that was not tagged is worth, next to one that was: a third of them are names (of 611 that
were put up for review in cross-validation, 201: see model/figures.json)."""
_LONGEST_EXAMPLE = 240
"""Characters of a sentence shown."""
_END_OF_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_DATE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:q[1-4] ?)?(?:19|20)\d\d(?: \d\d)?|q[1-4]|\d+(?:st|nd|rd|th)?"
)
_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "spring",
        "summer", "autumn", "winter", "term", "quarter",
    }
)  # fmt: skip


class Sighting(Record):
    """A name met in a plan."""

    borough: str = Field(description="Slug of the plan's borough.")
    mention: Mention = Field(description="The name as it was found.")
    tagged: bool = Field(description="Whether it is a mention of the plan, or was merely considered.")
    example: str = Field(description="Plan, action and the sentence in which it was found.")
    overlapping: tuple[str, ...] = Field(default=(), description="Names considered at the same place.")

    @property
    def gain(self) -> float:
        """What a decision is worth."""
        return 1.0 if self.tagged else GAIN_OF_UNTAGGED


def sightings(plan: Plan, queued: Iterable[tuple[str, Mention]]) -> list[Sighting]:
    """What of a tagged plan a person should see: names unsure, names without an entry, and names not tagged at all.

    queued: (ref, name) of those not tagged. Dates and places are left out. Of names that overlap the one that was
    tagged is shown, else the longest; it names the others.
    """
    if plan.borough is None:
        return []
    by_ref: dict[str, list[Mention]] = {}
    for ref, mention in queued:
        by_ref.setdefault(ref, []).append(mention)
    found = []
    for action in plan.actions:
        unsure = [one for one in action.mentions if one.entity_id is None or one.confidence == "review"]
        others = [one for one in by_ref.get(action.ref, ()) if action.narrative[one.start : one.end] == one.text]
        for mention, overlapping in _apart(unsure, others):
            if not is_date_or_place(mention.text):
                found.append(
                    Sighting(
                        borough=plan.borough.slug,
                        mention=mention,
                        tagged=mention in unsure,
                        example=f"{plan.plan_id} {action.ref}: {_sentence(action.narrative, mention)}",
                        overlapping=tuple(dict.fromkeys(other.text for other in overlapping)),
                    )
                )
    return found


def _apart(tagged: Sequence[Mention], others: Sequence[Mention]) -> list[tuple[Mention, list[Mention]]]:
    """Names that do not overlap, in order of the text, each with those it stands for."""
    kept: list[tuple[Mention, list[Mention]]] = [(mention, []) for mention in tagged]
    for mention in sorted(others, key=lambda one: (one.start - one.end, one.start)):
        holder = next((pair for pair in kept if _overlap(pair[0], mention)), None)
        if holder is None:
            kept.append((mention, []))
        else:
            holder[1].append(mention)
    return sorted(kept, key=lambda pair: pair[0].start)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _sentence(text: str, mention: Mention) -> str:
    """The sentence of a name; of a long one the part around it."""
    ends = [0, *(match.end() for match in _END_OF_SENTENCE.finditer(text)), len(text)]
    start = max(end for end in ends if end <= mention.start)
    stop = min((end for end in ends if end >= mention.end), default=len(text))
    if stop - start > _LONGEST_EXAMPLE:
        spare = max(0, _LONGEST_EXAMPLE - (mention.end - mention.start)) // 2
        start, stop = max(start, mention.start - spare), min(stop, mention.end + spare)
        return f"…{' '.join(text[start:stop].split())}…"
    return " ".join(text[start:stop].split())


def is_date_or_place(name: str) -> bool:
    """Whether a name is nothing but dates, months, numbers or a place: "March 2024", "Q3", "Leicester Square"."""
    folded = fold(name)
    if folded in _places():
        return True
    words = folded.split()
    return all(word in _MONTHS or _DATE.fullmatch(word) for word in words)


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(place) for place in known_places())
