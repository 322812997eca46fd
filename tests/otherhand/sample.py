"""The document of a seed, with its truth."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from builders.description import ExpectedAction, PlanDescription
from otherhand.columns import Column, Manner, as_printed, drawn_columns, drawn_manner
from otherhand.content import drawn_numbers, drawn_plan
from otherhand.flow import Document
from otherhand.looks import Look, drawn_look, rag_colour
from otherhand.marks import drawn_marker
from otherhand.press import kind_of, missing, press
from otherhand.setting import Setting
from otherhand.shapes import set_plan
from otherhand.surroundings import surrounded
from otherhand.tables import fits
from otherhand.traits import TABLES, drawn_traits
from otherhand.words import Pen

MOST_ON_TALL = 6  # columns: with more, officers turn the paper
SMALLEST = 6.5  # points: smaller type is not chosen to make room for words


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document: its bytes, the kind of file, how it was drawn, and what must be read."""

    data: bytes
    kind: str
    traits: dict[str, str]
    actions: tuple[ExpectedAction, ...]
    themes: dict[int, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that is described and not yet set."""

    seed: int
    plan: PlanDescription
    document: Document
    look: Look
    traits: dict[str, str]
    columns: tuple[Column, ...]

    @property
    def kind(self) -> str:
        """The kind of file: pdf, docx, html, xlsx, odt."""
        return kind_of(self.traits["engine"])

    @property
    def actions(self) -> tuple[ExpectedAction, ...]:
        """What must be read of each action."""
        return self.plan.expected().actions

    @property
    def themes(self) -> dict[int, str]:
        """The titles of themes by number."""
        return {theme.number: theme.title for theme in self.plan.themes}

    def missing(self) -> str:
        """What must be installed for it to be set, else empty."""
        return missing(self.traits["engine"])

    def render(self) -> bytes:
        """The bytes of the file."""
        return press(self.document, self.look, self.traits["engine"])


def draft(seed: int, fixed: Mapping[str, str] | None = None) -> Draft:
    """The document of a seed, with some traits as given. A trait that cannot be had with them raises ValueError."""
    chance = random.Random(f"another hand {seed}")
    traits = drawn_traits(chance, fixed or {})
    apart = traits["number_place"] in {"column", "automatic"}
    under = traits["shape"] == "row under"  # whose long rows run beside the merged cell of the theme
    themed = traits["theme_place"] in {"column", "merged", "first"}
    columns = drawn_columns(chance, number=apart, theme=themed, theme_first=under)
    if all(column.field != "rag" for column in columns):
        traits["rag"] = "absent"
    numbers = drawn_numbers(chance, traits["number"])
    plan = drawn_plan(chance, columns, numbers, traits)
    if traits["page"] == "A4-tall" and traits["shape"] in TABLES and len(columns) > MOST_ON_TALL:
        traits["page"] = (fixed or {}).get("page", "A4-wide")
    look = drawn_look(chance, traits["page"], traits["drawing"], two_columns=traits["flow"] == "two columns")
    colours = rag_colour(chance)
    marker = drawn_marker(chance, traits["rag"], colours)
    form = chance.choice(THEME_FORMS[:8] if numbers.first == 1 and numbers.style != "point" else THEME_FORMS[:7])
    manner = drawn_manner(chance)
    setting = Setting(
        plan,
        columns,
        numbers,
        manner,
        marker,
        look,
        traits,
        form,
        chance.choice(("", "", "", "", "", "Action ", "ACTION ", "No. ")),
        chance.choice(("", "", ".", ":")),
        _loose(chance),
        tuple(Pen(chance, plan.plan_year).fresh("straplines") for _ in range(3)),
    )
    while not fits(setting) and setting.look.size > SMALLEST:
        setting = replace(setting, look=replace(setting.look, size=setting.look.size - 0.5))
    document = surrounded(set_plan(setting), plan, marker, traits, chance)
    return Draft(seed, _printed(plan, manner), document, setting.look, traits, columns)


def _loose(chance: random.Random) -> tuple[float, ...]:
    """How much wider or narrower than usual columns are."""
    return tuple(chance.uniform(0.75, 1.4) for _ in range(5))


THEME_FORMS = (
    "{title}",
    "{title}",
    "{n}. {title}",
    "Theme {n}: {title}",
    "THEME {upper} – {title}",
    "Priority {n} - {title}",
    "{n} {title}",
    "{letter}. {title}",
)


def _printed(plan: PlanDescription, manner: Manner) -> PlanDescription:
    """The plan as its pages say it."""
    themes = tuple(
        replace(
            theme,
            actions=tuple(
                replace(
                    action, wording=as_printed(action.wording, manner), narrative=as_printed(action.narrative, manner)
                )
                for action in theme.actions
            ),
        )
        for theme in plan.themes
    )
    return replace(plan, themes=themes)


def draw(seed: int, fixed: Mapping[str, str] | None = None) -> Drawn:
    """The document of a seed, set."""
    made = draft(seed, fixed)
    return Drawn(made.render(), made.kind, made.traits, made.actions, made.themes)
