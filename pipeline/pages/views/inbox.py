"""The inbox: a place to drop documents, what is becoming of them, and the plans that are there."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Record
from models.plan import Plan
from pipeline.checks.template import standing
from pipeline.pages.doubts import to_decide
from pipeline.pages.keys import keyed
from pipeline.pages.words import field_word, whose

DropState = Literal["waiting", "reading", "done", "same", "failed", "asking", "opened"]


class HeldValue(Record):
    """A correction that a document contradicts, and where it is decided."""

    key: str = Field(description="Names the action in addresses.")
    text: str = Field(description="The value in words, such as “RAG of 3.1”.")


class Drop(Record):
    """A document that was dropped, while it is dealt with and until a person has seen what became of it."""

    id: str = Field(description="Names it in addresses.")
    filename: str = Field(description="Name of the file.")
    state: DropState = Field(
        description="How far it has come. asking: its borough or year is not known; opened: it holds other documents."
    )
    page: int = Field(default=0, ge=0, description="The page being read; 0 when the format has none.")
    pages: int = Field(default=0, ge=0, description="Pages of the document; 0 when not known yet.")
    said: str = Field(default="", description="What became of it, in a sentence.")
    problem: str = Field(default="", description="What is wrong, of one that could not be read.")
    remedy: str = Field(default="", description="What to do about it.")
    plan_id: str | None = Field(default=None, description="The plan it became.")
    notes: tuple[str, ...] = Field(default=(), description="What else a person should know.")
    held: tuple[HeldValue, ...] = Field(default=(), description="Corrections that the document contradicts.")
    replaced: int | None = Field(default=None, description="The version that it took the place of.")
    asks_borough: bool = Field(default=False, description="Whether its borough is not known.")
    asks_year: bool = Field(default=False, description="Whether its year is not known.")


class InboxPlan(Record):
    """A plan in the list."""

    plan_id: str = Field(description="The plan.")
    name: str = Field(description="Borough and year.")
    filename: str = Field(description="The document it was read from.")
    counted: str = Field(description="Its actions, compared with the template.")
    no_answer: int = Field(ge=0, description="Actions without an answer.")
    no_lead: int = Field(ge=0, description="Actions without a named lead.")
    to_decide: int = Field(ge=0, description="Things to look at.")
    held: int = Field(ge=0, description="Corrections that a newer document contradicts.")
    version: int = Field(ge=1, description="Which version this is.")


class Inbox(Record):
    """The page."""

    drops: tuple[Drop, ...] = Field(description="Documents dropped, the newest first.")
    plans: tuple[InboxPlan, ...] = Field(description="The plans on this page of the list.")
    total: int = Field(ge=0, description="Plans in all, after the choice of borough and year.")
    page: int = Field(ge=1, description="Page of the list, from 1.")
    pages: int = Field(ge=1, description="Pages of the list.")
    wanted: str = Field(default="", description="The words by which the list was narrowed.")
    boroughs: tuple[str, ...] = Field(default=(), description="The boroughs a document may be of.")
    most_files: int = Field(description="Files that can be sent at a time.")
    most_megabytes: int = Field(description="Megabytes that a file may have.")
    problems: tuple[str, ...] = Field(default=(), description="Plans that cannot be shown, and why.")

    @property
    def settled(self) -> int:
        """Documents that were read and ask nothing."""
        return sum(drop.state in {"done", "same"} for drop in self.drops)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return any(drop.state in {"waiting", "reading"} for drop in self.drops)


def inbox_plan(plan: Plan, version: int = 1) -> InboxPlan:
    """A plan as the list shows it."""
    doubts = to_decide(plan)
    return InboxPlan(
        plan_id=plan.plan_id,
        name=whose(plan),
        filename=plan.source.filename,
        counted=counted(plan),
        no_answer=sum(action.nil_return for action in plan.actions),
        no_lead=sum(not action.named_leads for action in plan.actions),
        to_decide=len(doubts),
        held=sum(doubt.held for doubt in doubts),
        version=version,
    )


def in_a_line(plan: Plan) -> str:
    """What a document became, with what it lacks and what there is to decide."""
    line = inbox_plan(plan)
    more = (
        (line.no_answer, "without an answer"),
        (line.no_lead, "without a named lead"),
        (line.to_decide, "to decide"),
    )
    parts = [counted(plan, " actions"), *(f"{number} {what}" for number, what in more if number)]
    return f"{whose(plan)}: {', '.join(parts)}."


def held_values(plan: Plan) -> tuple[HeldValue, ...]:
    """The corrections of a plan that are held."""
    return tuple(
        HeldValue(key=key, text=f"{field_word(one.field)} of {action.ref}")
        for key, action in keyed(plan)
        for one in action.corrections
        if one.state == "held"
    )


def counted(plan: Plan, noun: str = "") -> str:
    """The actions of a plan, held against its template; `noun` stands after the first count of them."""
    stands = standing(plan)
    if stands is None or stands.is_far_off or stands.is_unlike:
        return f"{len(plan.actions)} actions"
    more = stands.actions - stands.found
    return f"{stands.found} of the template’s {stands.expected}{noun}" + (f" and {more} more" if more > 0 else "")
