"""Synthetic plans for several boroughs. The people are invented; so is all text but the template's action wordings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from builders.description import (
    Cover,
    DescribedAction,
    DescribedTheme,
    Lead,
    PlanDescription,
    RagName,
    TextBlock,
)
from builders.wordings import (
    ACTIONS,
    EXTRAS,
    LEADS,
    NARRATIVES,
    NIL_NARRATIVES,
    ORGANISATIONS,
    OUTCOMES,
    REPEATED,
    TIMESCALES,
    TWO_LEADS,
)

TEMPLATE_PLAN = Path(__file__).parents[1] / "golden" / "richmond-2024.json"
RAGS: tuple[RagName | None, ...] = ("green", "amber", "green", "red", "amber", None, "green", "blue")
NO_BLUE: tuple[RagName | None, ...] = ("green", "amber", "green", "red", "amber", None, "green")
NIL_EVERY = 7  # each seventh action is a nil return
REPEAT_EVERY = 5  # each fifth carries the same paragraph
EXTRA_HEADERS = tuple(EXTRAS)


@dataclass(frozen=True, slots=True)
class Place:
    """A borough as a plan names it."""

    borough: str
    slug: str
    issuer: str
    short: str


PLACES = {
    "camden": Place("Camden", "camden", "London Borough of Camden", "Camden"),
    "lewisham": Place("Lewisham", "lewisham", "London Borough of Lewisham", "Lewisham"),
    "brent": Place("Brent", "brent", "Brent Council", "Brent"),
    "kingston": Place(
        "Kingston upon Thames", "kingston-upon-thames", "Royal Borough of Kingston upon Thames", "Kingston"
    ),
    "hammersmith": Place(
        "Hammersmith and Fulham",
        "hammersmith-and-fulham",
        "London Borough of Hammersmith & Fulham",
        "Hammersmith and Fulham",
    ),
    "barking": Place(
        "Barking and Dagenham", "barking-and-dagenham", "London Borough of Barking and Dagenham", "Barking and Dagenham"
    ),
    "towerhamlets": Place("Tower Hamlets", "tower-hamlets", "London Borough of Tower Hamlets", "Tower Hamlets"),
    "merton": Place("Merton", "merton", "London Borough of Merton", "Merton"),
    "havering": Place("Havering", "havering", "London Borough of Havering", "Havering"),
    "waltham": Place("Waltham Forest", "waltham-forest", "London Borough of Waltham Forest", "Waltham Forest"),
    "southwark": Place("Southwark", "southwark", "Southwark Council", "Southwark"),
    "westminster": Place("Westminster", "westminster", "City of Westminster", "Westminster"),
}


def cover_of(place: Place, month: str, year: int) -> Cover:
    """A cover in the template's terms."""
    return Cover(
        relevant_to=f"{place.short} Community Safety Partnership, {place.issuer}, wider partners",
        summary=f"A plan for {place.short} in line with the actions that the Violence Reduction Unit asks for.",
        author="Head of Community Safety; Serious Violence Manager",
        unit=f"{place.short} Community Safety Partnership",
        date_authored=f"{month} {year}",
    )


def template_plan(key: str, year: int = 2024) -> PlanDescription:
    """The 53 actions of the 2023 template in their real wording, with synthetic returns."""
    golden = json.loads(TEMPLATE_PLAN.read_text(encoding="utf-8"))
    serial = count()
    themes = tuple(_template_theme(theme, golden["actions"], serial) for theme in golden["themes"])
    return _plan(PLACES[key], year, themes, "Violence and Vulnerability Reduction Action Plan", template="2023 Refresh")


def _template_theme(theme: Mapping[str, Any], actions: list[dict[str, Any]], serial: Iterator[int]) -> DescribedTheme:
    described = []
    for action in actions:
        if action["theme_number"] == theme["number"]:
            blocks = tuple(TextBlock(line) for line in action["mandatory_action"].split("\n"))
            made = _action(action["action_number"], next(serial))
            described.append(replace(made, wording=blocks, organisations=made.organisations or ("Community Safety",)))
    return DescribedTheme(
        number=theme["number"],
        title=theme["title"],
        strapline=theme["description"],
        actions=tuple(described),
        flag="NEW SECTION" if theme["number"] == 8 else "",
    )


@dataclass(frozen=True, slots=True)
class LocalTheme:
    """A theme of a local plan and how many actions it has."""

    title: str
    actions: int
    strapline: str = ""


LOCAL_THEMES = (
    LocalTheme("Leadership and governance", 4, "How the partnership steers and answers for this work."),
    LocalTheme("Reducing access to weapons", 3),
    LocalTheme("Supporting victims", 5, "Every victim is heard, and helped to recover."),
    LocalTheme("Positive diversion", 4),
    LocalTheme("Working with communities and neighbourhoods", 3, "With residents, not to them."),
)


def local_plan(
    key: str, year: int = 2024, *, title: str = "Serious Violence Delivery Plan", offset: int = 0
) -> PlanDescription:
    """A plan of five themes and 19 actions with wordings of its own; `offset` picks others of them."""
    serial = count(offset)
    themes = tuple(
        DescribedTheme(
            number=number,
            title=theme.title,
            strapline=theme.strapline,
            actions=tuple(_action(str(position), next(serial)) for position in range(1, theme.actions + 1)),
        )
        for number, theme in enumerate(LOCAL_THEMES, start=1)
    )
    return _plan(PLACES[key], year, themes, title)


def small_plan(
    key: str, year: int = 2024, *, title: str = "Violence Reduction Plan", offset: int = 0
) -> PlanDescription:
    """The first and third themes of a local plan: nine actions."""
    whole = local_plan(key, year, title=title, offset=offset)
    first, third = whole.themes[0], whole.themes[2]
    return replace(whole, themes=(first, replace(third, number=2)))


def lettered_plan(key: str, year: int = 2024) -> PlanDescription:
    """A plan whose numbers are more than digits: 4a, VAWG1, late inserts out of order."""
    whole = local_plan(key, year, title="Violence and Vulnerability Action Plan", offset=3)
    first, second, third, *_ = whole.themes
    return replace(
        whole,
        themes=(
            _numbered(first, ("1", "2", "2a", "3")),
            _numbered(second, ("1", "3", "2")),
            _numbered(third, ("VAWG1", "VAWG2", "VAWG3", "VAWG4", "VAWG5")),
        ),
    )


def continuous_plan(key: str, year: int = 2024) -> PlanDescription:
    """A plan numbered through from 1 to 19, with one late insert (20) in the second theme."""
    whole = local_plan(key, year, title="Community Safety Action Plan", offset=5)
    serial = count(1)
    themes = [_numbered(theme, tuple(str(next(serial)) for _ in theme.actions)) for theme in whole.themes]
    late = _action("20", 31)
    themes[1] = replace(themes[1], actions=(*themes[1].actions, late))
    return replace(whole, themes=tuple(themes))


def nested_plan(key: str, year: int = 2024) -> PlanDescription:
    """Outcomes, priorities within them, and actions numbered 1.1.1."""
    whole = local_plan(key, year, title="Community Safety Plan", offset=2)
    first, second, third, *_ = whole.themes
    return replace(
        whole,
        themes=(
            _divided(first, (("1", "Shared purpose"), ("2", "Shared data")), ("1.1", "1.2", "2.1", "2.2")),
            _divided(second, (("1", "Shops and markets"),), ("1.1", "1.2", "1.3")),
            _divided(
                third,
                (("1", "Young victims"), ("2", "Women and girls")),
                ("1.1", "1.2", "1.3", "2.1", "2.2"),
            ),
        ),
    )


def long_plan(key: str, year: int = 2024) -> PlanDescription:
    """Few actions, one with a narrative that runs over several pages."""
    whole = small_plan(key, year, title="Violence Strategic Delivery Plan", offset=1)
    first, second = whole.themes
    longest = tuple(block for narrative in NARRATIVES * 2 for block in narrative)
    actions = (first.actions[0], replace(first.actions[1], narrative=longest, nil=False), *first.actions[2:])
    return replace(whole, themes=(replace(first, actions=actions), second))


def with_wordings(plan: PlanDescription, change: Callable[[DescribedAction], DescribedAction]) -> PlanDescription:
    """The plan with `change` made to each of its actions."""
    return replace(
        plan,
        themes=tuple(
            replace(theme, actions=tuple(change(action) for action in theme.actions)) for theme in plan.themes
        ),
    )


def two_colours_less(plan: PlanDescription) -> PlanDescription:
    """The plan without the status blue, for layouts that know red, amber and green only."""
    return with_wordings(plan, lambda action: replace(action, rag="green") if action.rag == "blue" else action)


def single_leads(plan: PlanDescription) -> PlanDescription:
    """The plan with one lead an action at most, for layouts that set name and post on two lines."""
    return with_wordings(plan, lambda action: replace(action, leads=action.leads[:1]))


def _numbered(theme: DescribedTheme, numbers: tuple[str, ...]) -> DescribedTheme:
    actions = tuple(replace(action, number=number) for action, number in zip(theme.actions, numbers, strict=True))
    return replace(theme, actions=actions)


def _divided(
    theme: DescribedTheme, priorities: tuple[tuple[str, str], ...], numbers: tuple[str, ...]
) -> DescribedTheme:
    return replace(_numbered(theme, numbers), priorities=priorities)


def _plan(
    place: Place, year: int, themes: tuple[DescribedTheme, ...], title: str, template: str | None = None
) -> PlanDescription:
    return PlanDescription(
        borough=place.borough,
        slug=place.slug,
        issuer=place.issuer,
        plan_year=year,
        title=f"{place.short} {title} {year}",
        template=template,
        themes=themes,
        cover=cover_of(place, "January", year),
    )


def _action(number: str, serial: int) -> DescribedAction:
    narrative, nil = _narrative(serial)
    return DescribedAction(
        number=number,
        wording=ACTIONS[serial % len(ACTIONS)],
        rag=RAGS[serial % len(RAGS)],
        leads=_leads(serial),
        organisations=ORGANISATIONS[serial % len(ORGANISATIONS)],
        narrative=narrative,
        outcome=OUTCOMES[serial % len(OUTCOMES)],
        timescale=TIMESCALES[serial % len(TIMESCALES)],
        other=tuple((header, texts[serial % len(texts)]) for header, texts in EXTRAS.items()),
        nil=nil,
    )


def _leads(serial: int) -> tuple[Lead, ...]:
    return TWO_LEADS if serial % 11 == 4 else LEADS[serial % len(LEADS)]


def _narrative(serial: int) -> tuple[tuple[TextBlock, ...], bool]:
    if serial % NIL_EVERY == NIL_EVERY - 1:
        phrase = NIL_NARRATIVES[serial // NIL_EVERY % len(NIL_NARRATIVES)]
        return ((TextBlock(phrase),) if phrase else ()), True
    if serial % REPEAT_EVERY == REPEAT_EVERY - 1:
        return NARRATIVES[REPEATED], False
    return NARRATIVES[serial % len(NARRATIVES)], False
