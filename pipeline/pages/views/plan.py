"""A plan: what to decide, what to ask for, what is fine; then the plan by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import Field

from models.base import Record
from models.catalogue import catalogue
from models.comparison import YearsComparison
from models.finding import Finding
from models.plan import Action, Plan, RagColour
from pipeline.pages.doubts import Doubt, as_doubt, asks, doubtful_refs, to_decide
from pipeline.pages.keys import first_keys, keyed
from pipeline.pages.views.inbox import counted
from pipeline.pages.words import count_rags, whose


class Place(Record):
    """An action that is pointed to."""

    key: str = Field(description="Names the action in addresses.")
    ref: str = Field(description="Number of the action.")


class Group(Record):
    """Things of one kind to look at, and what to do about all of them."""

    title: str = Field(description="What they are.")
    what_to_do: str = Field(description="What to do.")
    code: str = Field(description="Code in the catalogue of findings.")
    severity: str = Field(description="The worst of them.")
    items: tuple[Doubt, ...] = Field(description="The things, in document order.")


class ActionLine(Record):
    """An action in the list of a theme."""

    key: str = Field(description="Names the action in addresses.")
    ref: str = Field(description="Number of the action.")
    wording: str = Field(description="The action.")
    rag: RagColour | None = Field(description="RAG status.")
    to_decide: int = Field(ge=0, description="Things to decide about it.")
    asks: tuple[str, ...] = Field(description="What the plan does not say.")


class ThemeLine(Record):
    """A theme with its actions."""

    number: int | None = Field(description="Number of the theme.")
    title: str = Field(description="Title of the theme.")
    rags: tuple[tuple[RagColour | None, int], ...] = Field(description="How many actions have each RAG status.")
    actions: tuple[ActionLine, ...] = Field(description="Its actions.")

    @property
    def name(self) -> str:
        """Its number and title, as far as the plan has them."""
        if not self.title:
            return "No theme" if self.number is None else f"Theme {self.number}"
        return self.title if self.number is None else f"{self.number}. {self.title}"


class Change(Record):
    """What changed, in words, with the actions."""

    what: str = Field(description="What changed.")
    places: tuple[Place, ...] = Field(description="The actions, those of this plan linked.")


class Changes(Record):
    """What changed since another plan."""

    since: str = Field(description="The plan before, in words.")
    changes: tuple[Change, ...] = Field(description="What changed; empty for nothing.")
    address: str | None = Field(default=None, description="Where all of it is shown.")


class PlanVersion(Record):
    """A version that is kept."""

    number: int = Field(ge=1, description="Its number.")
    filename: str = Field(description="The document.")
    current: bool = Field(description="Whether it is the one shown.")
    change: str = Field(description="What changed from the one before.")


class Question(Record):
    """Something to ask a lead."""

    ref: str = Field(description="Number of the action.")
    key: str = Field(description="Names the action in addresses; empty when the plan has it no more.")
    label: str = Field(description="What it is about.")
    text: str = Field(description="What to ask.")
    who: str = Field(description="Who put it on the list.")


class Download(Record):
    """A file that can be had."""

    name: str = Field(description="Names it in the address.")
    text: str = Field(description="What it is.")


class PlanPage(Record):
    """The page."""

    plan_id: str = Field(description="The plan.")
    name: str = Field(description="Borough and year.")
    title: str = Field(description="Title of the document.")
    filename: str = Field(description="The document.")
    reader: str = Field(description="Name of the reader.")
    template: str = Field(description="The template's year as printed; empty when none is.")
    counted: str = Field(description="Its actions, compared with the template.")
    decide: int = Field(ge=0, description="Things to decide.")
    ask: int = Field(ge=0, description="Actions of which the plan does not say all.")
    fine: int = Field(ge=0, description="Actions with nothing to decide and nothing to ask.")
    first_doubt: str | None = Field(description="Key of the first action with something to decide.")
    held: tuple[Doubt, ...] = Field(description="Corrections that the document now contradicts.")
    groups: tuple[Group, ...] = Field(description="Things to decide, by what to do.")
    asked: tuple[tuple[str, tuple[Place, ...]], ...] = Field(
        description="What the plan does not say, with the actions."
    )
    told: tuple[Doubt, ...] = Field(description="What is good to know.")
    themes: tuple[ThemeLine, ...] = Field(description="The plan by theme.")
    changes: tuple[Changes, ...] = Field(description="What changed since the version and the year before.")
    versions: tuple[PlanVersion, ...] = Field(description="The versions that are kept.")
    keys: dict[str, str] = Field(description="The first key of each ref, for links.")
    questions: tuple[Question, ...] = Field(default=(), description="What leads are to be asked.")
    downloads: tuple[Download, ...] = Field(default=(), description="Files that can be had.")


def plan_page(
    plan: Plan,
    *,
    versions: Sequence[PlanVersion] = (),
    changes: Sequence[Changes] = (),
    questions: Sequence[Question] = (),
    downloads: Sequence[Download] = (),
) -> PlanPage:
    """The page of a plan."""
    doubts = to_decide(plan)
    doubtful = doubtful_refs(doubts)
    pairs = list(keyed(plan))
    asking = [(key, action) for key, action in pairs if asks(action)]
    shown = {(doubt.code, doubt.ref, doubt.message) for doubt in doubts}
    return PlanPage(
        plan_id=plan.plan_id,
        name=whose(plan),
        title=plan.title or "",
        filename=plan.source.filename,
        reader=plan.source.reader,
        template=plan.template or "",
        counted=counted(plan, " actions"),
        decide=len(doubts),
        ask=len(asking),
        fine=sum(action.ref not in doubtful and not asks(action) for _, action in pairs),
        first_doubt=next((key for key, action in pairs if action.ref in doubtful), None),
        held=tuple(doubt for doubt in doubts if doubt.held),
        groups=tuple(_groups(doubt for doubt in doubts if not doubt.held)),
        asked=_asked(asking),
        told=tuple(_told(plan.findings, shown)),
        themes=tuple(_themes(plan, pairs, doubts)),
        changes=tuple(changes),
        versions=tuple(versions),
        keys=first_keys(plan),
        questions=tuple(questions),
        downloads=tuple(downloads),
    )


def _groups(doubts: Iterable[Doubt]) -> list[Group]:
    found: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        found.setdefault(doubt.code, []).append(doubt)
    groups = [
        Group(
            title=_title(code),
            what_to_do=items[0].what_to_do,
            code=code,
            severity="error" if any(item.severity == "error" for item in items) else "warning",
            items=tuple(items),
        )
        for code, items in found.items()
    ]
    return sorted(groups, key=lambda group: (group.severity != "error", -len(group.items)))


def _title(code: str) -> str:
    entry = catalogue().get(code)
    return entry.title if entry else code


def _asked(asking: Sequence[tuple[str, Action]]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    found: dict[str, list[Place]] = {}
    for key, action in asking:
        for what in asks(action):
            found.setdefault(what, []).append(Place(key=key, ref=action.ref))
    return tuple((what, tuple(places)) for what, places in found.items())


def _told(findings: Iterable[Finding], shown: set[tuple[str, str | None, str]]) -> list[Doubt]:
    """What is neither to decide nor said by the lists of what to ask: notable facts about the document."""
    doubts = (as_doubt(found) for found in findings)
    return [doubt for doubt in doubts if (doubt.code, doubt.ref, doubt.message) not in shown]


def _themes(plan: Plan, pairs: Sequence[tuple[str, Action]], doubts: Sequence[Doubt]) -> list[ThemeLine]:
    titles = {theme.number: theme.title for theme in plan.themes}
    counts = Counter(doubt.ref for doubt in doubts)
    lines: dict[int | None, list[ActionLine]] = {}
    for key, action in pairs:
        line = ActionLine(
            key=key,
            ref=action.ref,
            wording=action.mandatory_action,
            rag=action.rag,
            to_decide=counts[action.ref],
            asks=asks(action),
        )
        lines.setdefault(action.theme_number, []).append(line)
    return [
        ThemeLine(
            number=number,
            title=titles.get(number, ""),
            rags=count_rags(line.rag for line in found),
            actions=tuple(found),
        )
        for number, found in lines.items()
    ]


def changes_between(comparison: YearsComparison, since: str, keys: dict[str, str], address: str | None) -> Changes:
    """What changed since another plan of the borough, the most telling first."""
    changed = comparison.actions
    kinds = (
        ("RAG got worse", [one.after_ref for one in changed if one.rag.direction == "worsened"]),
        ("RAG improved", [one.after_ref for one in changed if one.rag.direction == "improved"]),
        ("RAG given or taken away", [one.after_ref for one in changed if one.rag.direction in _RATED]),
        ("New", [one.after_ref for one in changed if one.status == "new"]),
        ("Dropped", [one.before_ref for one in changed if one.status == "dropped"]),
        ("No answer any more", [one.after_ref for one in changed if one.narrative == "became_nil"]),
        ("Answered now", [one.after_ref for one in changed if one.narrative == "was_nil"]),
        ("What is being done: rewritten", [one.after_ref for one in changed if one.narrative == "rewritten"]),
        ("What is being done: edited", [one.after_ref for one in changed if one.narrative == "edited"]),
        ("Lead organisation changed", [one.after_ref for one in changed if _leads_changed(one.lead_organisations)]),
        ("Wording of the action changed", [one.after_ref for one in changed if one.action_text == "reworded"]),
    )
    return Changes(
        since=since,
        changes=tuple(
            Change(
                what=what,
                places=tuple(Place(key="" if what == "Dropped" else keys.get(ref, ""), ref=ref) for ref in refs if ref),
            )
            for what, refs in kinds
            if any(refs)
        ),
        address=address,
    )


_RATED = ("first_rated", "no_longer_rated")


def _leads_changed(leads: object) -> bool:
    return bool(getattr(leads, "added", ()) or getattr(leads, "removed", ()))
