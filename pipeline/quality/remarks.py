"""Looks through the text of a plan for what a reader should ask about. Printed for a person, never stored.

Only what is right nine times of ten is told: a list that is half wrong is not read twice. Each kind is measured by
benchmarks/remarks.py. Whether a single narrative answers another action could not be told so surely and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from pydantic import Field
from rapidfuzz import utils

from models.addresses import address_of
from models.base import Record
from models.plan import Action, Plan
from models.reference.boroughs import authorities
from models.reference.template import Editions, editions_in_use
from pipeline.quality.days import Day, days_in
from pipeline.quality.swapped import swapped

RemarkKind = Literal[
    "date-passed", "promise-without-date", "funding-ends", "answers-swapped", "template-text", "another-borough"
]

WORDS: dict[RemarkKind, str] = {
    "date-passed": "Dates that have passed",
    "promise-without-date": "Promises without a lead or a date",
    "funding-ends": "Funding that ends",
    "answers-swapped": "Answers that fit each other's action",
    "template-text": "Text of the template left in",
    "another-borough": "Text about another borough",
}

LONGEST_QUOTE = 220  # characters
LEFT_IN = 12  # words of a template's wording, one after the other, that no narrative has by chance
MOST_NAMED = 2  # actions that name another borough; one named under more is a partner

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_AHEAD = re.compile(
    r"\b(?:will|to\s+be|is\s+due|are\s+due|due\s+(?:in|by|to|for)|expected|planned\s+for|plans?\s+to|aims?\s+to|intends?\s+to|"
    r"target(?:\s+date)?|deadline|scheduled\s+(?:for|to))\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:by|in|from|during|before)\s+(?:early\s+|late\s+|mid[ -])?", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:was|were|had|has\s+been|have\s+been|completed|delivered|held|launched|took\s+place|since|achieved|ended)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:will|to)\s+(?:be\s+)?(?:also\s+)?(?:develop|review|recruit|commission|launch|establish|refresh|introduce|pilot|"
    r"finalise|complete|publish|create|set\s+up|roll\s+out|explore|update|implement|draft|appoint)(?:e?d)?\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:20\d\d|q[1-4]|jan\w*|feb\w*|march|april|may\s+20|june|july|august|sept\w*|oct\w*|nov\w*|dec\w*|spring|summer|autumn|"
    r"winter|month(?:s|ly)?|quarter\w*|year\w*|annual\w*|week\w*|term|ongoing|shortly\s+after|by\s+the\s+end|when|once|if)\b",
    re.IGNORECASE,
)
_FUNDING = re.compile(
    r"\b(?:[Ff]und(?:ed|ing|s)?|grant|commissioned|contract(?:ed)?|money)\b[^.;\n]{0,60}?\b(?:until|till|up\s+to|through\s+to|"
    r"ends?(?:\s+(?:in|on))?|expires?(?:\s+(?:in|on))?|ceases?(?:\s+(?:in|on))?|runs?\s+out(?:\s+in)?|"
    r"to\s+the\s+end\s+of|to)\s+(?:the\s+end\s+of\s+)?(?=\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]|[A-Z][a-z]+\s+20\d\d|20\d\d)",
)
_PROMPTS = re.compile(
    r"\[(?:insert|enter|add|name|date|borough|tbc|please)[^\]]{0,80}\]|<(?:insert|borough|name|date)[^>]{0,80}>"
    r"|\b(?:delete\s+as\s+appropriate|lorem\s+ipsum|insert\s+(?:name|date|borough|text)\s+here|click\s+(?:or\s+tap\s+)?here\s+"
    r"to\s+enter|please\s+(?:complete|provide|insert|describe|outline)\s+(?:this|details|a|the|any)\b)",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(
    r"\b(?:with|and|between|neighbour\w*|cross|joint\w*|share[ds]?|other|boroughs|across|from|moved|border\w*|BCU|hospital|"
    r"university|college|prison|court|road|street|station|park)\b",
    re.IGNORECASE,
)


class Remark(Record):
    """Something a reader should ask about."""

    kind: RemarkKind = Field(description="What it is.")
    ref: str = Field(description="Address of the action.")
    field: str = Field(description="Field it is in.")
    quote: str = Field(description="The words as written there.")
    why: str = Field(description="Why it is reported.")


def remarks(plan: Plan, on: date | None = None) -> tuple[Remark, ...]:
    """What is doubtful in a plan's text, by kind and in the order of its actions.

    on: the day from which dates are looked back on; None for the first day of the plan's year. A plan without a year
    has no date that has passed unless a day is given.
    """
    day = on or (date(plan.plan_year, 1, 1) if plan.plan_year else None)
    partners = _partners(plan)
    found: list[Remark] = []
    for place, action in enumerate(plan.actions):
        ref = address_of(plan, place)
        found += [] if day is None else _passed(action, ref, day)
        if not action.nil_return:
            found += _promises(action, ref)
            found += _funding(action, ref)
            found += _left_in(action, ref)
            found += _other_boroughs(plan, action, ref, partners)
    found += _swapped(plan)
    kinds = list(WORDS)
    return tuple(sorted(found, key=lambda one: kinds.index(one.kind)))


def _sentences(text: str) -> Iterator[str]:
    yield from (said for match in _SENTENCE.finditer(text) if (said := match.group().strip()))


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1].rstrip() + "…"


def _passed(action: Action, ref: str, day: date) -> Iterator[Remark]:
    for text in (action.timescale or "").split("\n"):
        last = [one.last for one in days_in(text)]
        if last and max(last) < day and not _DONE.search(text) and "complete" not in text.casefold():
            yield _remark("date-passed", ref, "timescale", text, f"It is before {day.isoformat()}.")
    for sentence in _sentences("" if action.nil_return else action.narrative):
        last = [one.last for one in days_in(sentence) if _is_ahead(sentence, one)]
        if last and max(last) < day and not _DONE.search(sentence):
            yield _remark("date-passed", ref, "narrative", sentence, f"It is before {day.isoformat()}.")


def _is_ahead(sentence: str, day: Day) -> bool:
    """Whether a sentence looks forward to a day: it says so before the day, or opens with it."""
    before = sentence[: day.start]
    return bool(_AHEAD.search(before) or (_OPENING.fullmatch(before) and _AHEAD.search(sentence, day.end)))


def _promises(action: Action, ref: str) -> Iterator[Remark]:
    if action.named_leads or action.timescale:
        return
    for sentence in _sentences(action.narrative):
        if _ONCE.search(sentence) and "will" in sentence.casefold().split() and not _WHEN.search(sentence):
            why = "It gives no date, and the action has no lead or timescale."
            yield _remark("promise-without-date", ref, "narrative", sentence, why)


def _funding(action: Action, ref: str) -> Iterator[Remark]:
    for sentence in _sentences(action.narrative):
        if _FUNDING.search(sentence):
            yield _remark("funding-ends", ref, "narrative", sentence, "It says when the money ends.")


def _swapped(plan: Plan) -> Iterator[Remark]:
    for pair in swapped(plan):
        first, second = address_of(plan, pair.first), address_of(plan, pair.second)
        why = f"It fits action {second} better, whose answer fits this one."
        yield _remark("answers-swapped", first, "narrative", plan.actions[pair.first].narrative, why)
        why = f"It fits action {first} better, whose answer fits this one."
        yield _remark("answers-swapped", second, "narrative", plan.actions[pair.second].narrative, why)


def _left_in(action: Action, ref: str) -> Iterator[Remark]:
    prompt = _PROMPTS.search(action.narrative)
    if prompt:
        yield _remark(
            "template-text", ref, "narrative", prompt.group(), "It is a prompt for whoever fills in the plan."
        )
    said = utils.default_process(action.narrative).split()
    runs = _runs_of_templates(editions_in_use())
    for start in range(len(said) - LEFT_IN + 1):
        if tuple(said[start : start + LEFT_IN]) in runs:
            words = " ".join(said[start : start + LEFT_IN])
            yield _remark("template-text", ref, "narrative", words, "It is the wording of a template action.")
            return


@lru_cache(maxsize=2)  # asked for each action of a plan
def _runs_of_templates(editions: Editions) -> frozenset[tuple[str, ...]]:
    texts = (utils.default_process(action.text).split() for action in editions.actions if action.text)
    return frozenset(
        tuple(words[start : start + LEFT_IN]) for words in texts for start in range(len(words) - LEFT_IN + 1)
    )


def _partners(plan: Plan) -> frozenset[str]:
    """Boroughs that the plan names under several actions, or beside its own: it works with them."""
    counts: Counter[str] = Counter()
    for action in plan.actions:
        counts.update({name for name in _names() if re.search(rf"\b{re.escape(name)}\b", action.narrative)})
    return frozenset(name for name, count in counts.items() if count > MOST_NAMED)


def _names() -> tuple[str, ...]:
    return tuple(authority.borough.name for authority in authorities())


def _other_boroughs(plan: Plan, action: Action, ref: str, partners: frozenset[str]) -> Iterator[Remark]:
    if plan.borough is None:
        return
    own = plan.borough.name
    for sentence in _sentences(action.narrative):
        if own.casefold() in sentence.casefold() or _WITH_OTHERS.search(sentence):
            continue
        for name in _names():
            if name == own or name in partners or name in own or own in name:
                continue
            if re.search(rf"\b(?:London\s+Borough\s+of\s+|LB\s+)?{re.escape(name)}(?:['’]s|\s+Council)?\b", sentence):
                why = f"The plan is {own}'s and names {name} hardly anywhere else."
                yield _remark("another-borough", ref, "narrative", sentence, why)
                break


def _remark(kind: RemarkKind, ref: str, field: str, text: str, why: str) -> Remark:
    return Remark(kind=kind, ref=ref, field=field, quote=_quoted(text), why=why)
