"""Years: what changed from one plan of a borough to its next, a question a tab."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from models.base import Record
from models.comparison import ActionChange, Piece, YearsComparison
from models.plan import Plan, RagColour
from pipeline.pages.keys import first_keys
from pipeline.pages.words import whose, with_names

Tab = Literal["first", "moved", "copied", "rewritten", "new", "names"]

TABS: dict[Tab, str] = {
    "first": "First to know",
    "moved": "Only RAG moved",
    "copied": "Copied forward",
    "rewritten": "Rewritten",
    "new": "New and dropped",
    "names": "Services and panels",
}


class Ref(Record):
    """An action, in whichever plan has it."""

    ref: str = Field(description="Its number.")
    address: str = Field(description="Where it is shown.")


class Point(Record):
    """Something to know, with its actions."""

    title: str = Field(description="What it is.")
    refs: tuple[Ref, ...] = Field(description="The actions it is true of.")


class Changed(Record):
    """An action that changed, in full."""

    before: Ref | None = Field(description="The action in the earlier plan.")
    after: Ref | None = Field(description="The action in the later plan.")
    wording: str = Field(description="The action.")
    rag_before: RagColour | None = Field(description="RAG in the earlier plan.")
    rag_after: RagColour | None = Field(description="RAG in the later plan.")
    said: str = Field(description="What became of the narrative.")
    pieces: tuple[Piece, ...] = Field(description="Both narratives in one, with what changed.")


class NameMoved(Record):
    """A service, panel or agency that only one of the plans mentions under an action."""

    name: str = Field(description="The registry's name.")
    kind: str = Field(description="Service, panel or agency.")
    named_now: tuple[Ref, ...] = Field(description="Actions that mention it only in the later plan.")
    named_before: tuple[Ref, ...] = Field(description="Actions that mention it only in the earlier plan.")


class YearsPage(Record):
    """The page."""

    before: str = Field(description="The earlier plan.")
    after: str = Field(description="The later plan.")
    before_name: str = Field(description="The earlier plan in words.")
    after_name: str = Field(description="The later plan in words.")
    tab: Tab = Field(description="The tab that is shown.")
    headline: str = Field(description="The outcome in a sentence or two.")
    points: tuple[Point, ...] = Field(default=(), description="What to know first.")
    actions: tuple[Changed, ...] = Field(default=(), description="The actions of the tab.")
    names: tuple[NameMoved, ...] = Field(default=(), description="Names in and out.")
    notes: tuple[str, ...] = Field(description="What to bear in mind.")

    @property
    def title(self) -> str:
        """The two plans in words."""
        borough, _, year = self.after_name.rpartition(" ")
        known = self.before_name.startswith(f"{borough} ")
        return (
            f"{borough}, {self.before_name.removeprefix(f'{borough} ')} to {year}"
            if known
            else f"{self.before_name} to {self.after_name}"
        )

    @property
    def tabs(self) -> tuple[tuple[Tab, str], ...]:
        """The tabs to choose from."""
        return tuple(TABS.items())


_SAID = {
    "same": "Not changed",
    "edited": "Edited",
    "rewritten": "Rewritten",
    "became_nil": "Had an answer, has none now",
    "was_nil": "Had no answer, has one now",
    None: "",
}

_HOLDS: dict[Tab, Callable[[ActionChange], bool]] = {
    "moved": lambda one: one.copied_forward and one.rag.before != one.rag.after,
    "copied": lambda one: one.copied_forward,
    "rewritten": lambda one: one.narrative in {"rewritten", "edited", "became_nil", "was_nil"},
    "new": lambda one: one.status in {"new", "dropped"},
}


def years_page(comparison: YearsComparison, before: Plan, after: Plan, tab: Tab = "first") -> YearsPage:
    """The page of two plans."""
    places = _Places(before, after)
    holds = _HOLDS.get(tab)
    both = {plan.plan_id: plan for plan in (before, after)}
    return YearsPage(
        before=before.plan_id,
        after=after.plan_id,
        before_name=whose(before),
        after_name=whose(after),
        tab=tab,
        headline=with_names(comparison.headline, both),
        points=_points(comparison, places) if tab == "first" else (),
        actions=tuple(places.changed(one) for one in comparison.actions if holds(one)) if holds else (),
        names=_names(comparison.actions, places) if tab == "names" else (),
        notes=tuple(with_names(note, both) for note in comparison.notes),
    )


class _Places:
    """Where the actions of both plans are shown."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self._before, self._after = _addresses(before), _addresses(after)

    def before(self, ref: str | None) -> Ref | None:
        return Ref(ref=ref, address=self._before.get(ref, "")) if ref else None

    def after(self, ref: str | None) -> Ref | None:
        return Ref(ref=ref, address=self._after.get(ref, "")) if ref else None

    def either(self, before: str | None, after: str | None) -> Ref | None:
        """The action in the later plan; in the earlier one when it was dropped."""
        return self.after(after) or self.before(before)

    def changed(self, one: ActionChange) -> Changed:
        return Changed(
            before=self.before(one.before_ref),
            after=self.after(one.after_ref),
            wording=one.mandatory_action,
            rag_before=one.rag.before,
            rag_after=one.rag.after,
            said="New" if one.status == "new" else "Dropped" if one.status == "dropped" else _SAID[one.narrative],
            pieces=() if one.copied_forward else one.narrative_changes,
        )


def _addresses(plan: Plan) -> Mapping[str, str]:
    return {ref: f"/plans/{plan.plan_id}/actions/{key}" for ref, key in first_keys(plan).items()}


def _points(comparison: YearsComparison, places: _Places) -> tuple[Point, ...]:
    return tuple(
        Point(
            title=point.title,
            refs=_found(places.either(one.before_ref, one.after_ref) for one in point.actions),
        )
        for point in comparison.summary.points
    )


def _names(changes: Sequence[ActionChange], places: _Places) -> tuple[NameMoved, ...]:
    """Each name that only one of the plans mentions somewhere, with the actions; services first."""
    now: dict[tuple[int, str], list[Ref | None]] = {}
    then: dict[tuple[int, str], list[Ref | None]] = {}
    for one in changes:
        for order, moved in enumerate((one.mentions.services, one.mentions.panels, one.mentions.agencies)):
            for name in moved.added:
                now.setdefault((order, name.name), []).append(places.after(one.after_ref))
            for name in moved.removed:
                then.setdefault((order, name.name), []).append(places.before(one.before_ref))
    kinds = ("Service", "Panel", "Agency")
    return tuple(
        NameMoved(
            name=name,
            kind=kinds[order],
            named_now=_found(now.get((order, name), ())),
            named_before=_found(then.get((order, name), ())),
        )
        for order, name in sorted({*now, *then}, key=lambda one: (one[0], one[1].casefold()))
    )


def _found(refs: Iterable[Ref | None]) -> tuple[Ref, ...]:
    return tuple(ref for ref in refs if ref)
