"""Fields of an action as comparisons of years tell of them: each declared once, for tables, workbook and page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from models.comparison import ActionChange, TextPair, TextsInOut
from models.reference.columns import columns_in_use, details_in_use
from pipeline.compare.folding import squeeze


@dataclass(frozen=True, slots=True)
class InOut:
    """A field that lists texts: which came in and which went out.

    Attributes:
        name: the role, as columns of tidy tables are called by it.
        label: what people read.
        fact: one of its texts, in the table of facts.
        of: the texts of an action.
    """

    name: str
    label: str
    fact: str
    of: Callable[[ActionChange], TextsInOut]

    def differs(self, change: ActionChange) -> bool:
        """Whether any text came in or went out."""
        return self.of(change) != TextsInOut()


@dataclass(frozen=True, slots=True)
class Pair:
    """A field with one text in each plan.

    Attributes:
        name: the role, as columns of tidy tables are called by it.
        label: what people read.
        of: the texts of an action.
        in_workbook: whether the sheet of actions has columns for it.
    """

    name: str
    label: str
    of: Callable[[ActionChange], TextPair]
    in_workbook: bool = True

    def differs(self, change: ActionChange) -> bool:
        """Whether the texts differ in more than white space, quotes and dashes."""
        return texts_differ(self.of(change))


Compared: TypeAlias = InOut | Pair


def compared() -> tuple[Compared, ...]:
    """All of them."""
    return (*in_outs(), *pairs())


def in_outs() -> tuple[InOut, ...]:
    """The fields that list texts."""
    return (
        InOut(
            "lead_organisations", _label("lead_organisations"), "lead organisation", lambda one: one.lead_organisations
        ),
        InOut("named_leads", _label("named_leads"), "named lead", lambda one: one.named_leads),
    )


def pairs() -> tuple[Pair, ...]:
    """The fields with one text in each plan: first those of every plan, then those of declared roles."""
    return (
        Pair("timescale", _label("timescale"), lambda one: one.timescale),
        Pair("outcome", _label("outcome"), lambda one: one.outcome, in_workbook=False),
        *(_detail(role.name, role.label) for role in details_in_use()),
    )


def texts_differ(pair: TextPair) -> bool:
    """Whether two texts differ in more than white space, quotes and dashes."""
    return squeeze(pair.before or "") != squeeze(pair.after or "")


def _detail(name: str, label: str) -> Pair:
    return Pair(name, label, lambda one: one.details.get(name, TextPair()))


def _label(role: str) -> str:
    return columns_in_use().roles.by_name[role].label
