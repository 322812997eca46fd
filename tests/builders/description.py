"""A plan described without regard to any file: what it says, and so what must be read out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

RagName = Literal["red", "amber", "green", "blue"]
RagSourceName = Literal["fill", "shape", "text"]
BlockKind = Literal["para", "bullet"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or a list item, without its glyph."""

    text: str
    kind: BlockKind = "para"


@dataclass(frozen=True, slots=True)
class Lead:
    """A named lead: a person, a post, or a person with a post."""

    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class DescribedAction:
    """One action. `number` is the number within its theme: 7, 4a, VAWG1."""

    number: str
    wording: tuple[TextBlock, ...]
    rag: RagName | None = None
    leads: tuple[Lead, ...] = ()
    organisations: tuple[str, ...] = ()
    narrative: tuple[TextBlock, ...] = ()
    outcome: str | None = None
    timescale: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    nil: bool = False

    def text_under(self, header: str) -> str:
        """What stands under a column that has no field of its own; empty when nothing does."""
        return dict(self.other).get(header, "")


@dataclass(frozen=True, slots=True)
class DescribedTheme:
    """A theme.

    `flag` is printed before the title and is no part of it, e.g. NEW SECTION. `priorities` divide the theme where a
    layout nests them: number within the theme and title; they hold the actions whose number begins with theirs.
    """

    number: int
    title: str
    actions: tuple[DescribedAction, ...]
    strapline: str = ""
    flag: str = ""
    priorities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover states, as printed; None for what it leaves out."""

    relevant_to: str | None = None
    summary: str | None = None
    author: str | None = None
    unit: str | None = None
    date_authored: str | None = None

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each fact that is given, in the order the template prints them."""
        labelled = (
            ("Relevant to", self.relevant_to),
            ("Summary / Purpose", self.summary),
            ("Author", self.author),
            ("Unit", self.unit),
            ("Date Authored", self.date_authored),
        )
        return tuple((label, value) for label, value in labelled if value is not None)


@dataclass(frozen=True, slots=True)
class PlanDescription:
    """A whole plan. `borough` and `slug` are those of the authority, `issuer` its name in full."""

    borough: str
    slug: str
    issuer: str
    plan_year: int
    title: str
    themes: tuple[DescribedTheme, ...]
    template: str | None = None
    cover: Cover = field(default_factory=Cover)

    def actions(self) -> Iterator[tuple[DescribedTheme, DescribedAction]]:
        """Every action with its theme, in document order."""
        for theme in self.themes:
            for action in theme.actions:
                yield theme, action

    def expected(self) -> ExpectedPlan:
        """What a reading of the whole description must give, however it is set."""
        themes = tuple(ExpectedTheme(theme.number, theme.title, theme.strapline) for theme in self.themes)
        actions = tuple(_expected_action(theme, action) for theme, action in self.actions())
        return ExpectedPlan(
            plan_id=f"{self.slug}-{self.plan_year}",
            borough=self.borough,
            plan_year=self.plan_year,
            template=self.template,
            title=self.title,
            cover=self.cover,
            themes=themes,
            actions=actions,
        )


@dataclass(frozen=True, slots=True)
class ExpectedTheme:
    """A theme as the record must hold it."""

    number: int
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class ExpectedAction:
    """An action as the record must hold it; the names are those of `models.plan.Action`."""

    theme_number: int
    action_number: str
    mandatory_action: str
    rag: RagName | None
    rag_source: RagSourceName | None
    named_leads: tuple[Lead, ...]
    lead_organisations: tuple[str, ...]
    timescale: str | None
    outcome: str | None
    other: tuple[tuple[str, str], ...]
    narrative_blocks: tuple[TextBlock, ...]
    nil_return: bool

    @property
    def ref(self) -> str:
        """Theme number, dot, action number."""
        return f"{self.theme_number}.{self.action_number}"

    @property
    def narrative(self) -> str:
        """The blocks' texts joined by line feeds."""
        return "\n".join(block.text for block in self.narrative_blocks)


@dataclass(frozen=True, slots=True)
class ExpectedPlan:
    """A plan as the record must hold it."""

    plan_id: str
    borough: str
    plan_year: int
    template: str | None
    title: str
    cover: Cover
    themes: tuple[ExpectedTheme, ...]
    actions: tuple[ExpectedAction, ...]


def _expected_action(theme: DescribedTheme, action: DescribedAction) -> ExpectedAction:
    return ExpectedAction(
        theme_number=theme.number,
        action_number=action.number,
        mandatory_action="\n".join(block.text for block in action.wording),
        rag=action.rag,
        rag_source="text" if action.rag else None,
        named_leads=action.leads,
        lead_organisations=action.organisations,
        timescale=action.timescale,
        outcome=action.outcome,
        other=tuple((header, text) for header, text in action.other if text),
        narrative_blocks=action.narrative,
        nil_return=action.nil,
    )
