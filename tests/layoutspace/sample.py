"""Draws a whole document by its seed: the file and what must be read out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from builders.arrangement import ArrangedTable, Part
from builders.content import PLACES, Place
from builders.description import ExpectedAction
from layoutspace.axes import Choice, draw_choice
from layoutspace.compose import Composer
from layoutspace.composed import Composed
from layoutspace.engines import engine
from layoutspace.noise import Surroundings
from layoutspace.setting import draw_setting
from layoutspace.sheet import Sheet, draw_sheet

TITLES = (
    "Violence and Vulnerability Action Plan",
    "Violence Reduction Plan",
    "Serious Violence Delivery Plan",
    "Community Safety Partnership Violence Action Plan",
)
YEARS = (2023, 2024, 2025)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is drawn, with its truth."""

    seed: int
    choice: Choice
    sheet: Sheet
    composed: Composed

    @property
    def themes(self) -> dict[int, str]:
        """Number to title of each theme."""
        return {theme.number: theme.title for theme in self.sheet.themes}

    @property
    def actions(self) -> tuple[ExpectedAction, ...]:
        """What must be read of each action, in order."""
        return tuple(row.expected for row in self.sheet.rows)

    @property
    def kind(self) -> str:
        """The kind of the file: docx, pdf, html or xlsx."""
        return engine(self.choice.engine).KIND

    def missing(self) -> str:
        """What would have to be installed to draw it, or nothing."""
        return engine(self.choice.engine).missing()

    def render(self) -> bytes:
        """The file."""
        return engine(self.choice.engine).render(self.composed)


def draft(seed: int, fixed: Mapping[str, str] | None = None) -> Draft:
    """The document of a seed; `fixed` are values of axes that are taken as given."""
    choice = draw_choice(Random(f"{seed}/axes"), fixed)
    sheet = draw_sheet(Random(f"{seed}/sheet"), choice)
    random = Random(f"{seed}/page")
    place = random.choice(tuple(PLACES.values()))
    title = f"{place.short} {random.choice(TITLES)} {random.choice(YEARS)}"
    return set_sheet(seed, random, sheet, place, title)


def set_sheet(seed: int, random: Random, sheet: Sheet, place: Place, title: str) -> Draft:
    """A document of a sheet, in the look that its choice and chance give it."""
    choice = sheet.choice
    setting = draw_setting(random, choice, place.issuer)
    composer = Composer(random, sheet, setting)
    surroundings = Surroundings(random, setting, place, title)
    plan = tuple(composer.parts())
    if choice.noise == "between":
        plan = tuple(_parted(plan, surroundings))
    parts = (*surroundings.before(choice.noise), *plan, *surroundings.after(choice.noise))
    setting = replace(setting, size=composer.size)
    composed = Composed(title, parts, setting, random.randrange(60), choice.sheets, choice.colours)
    return Draft(seed, choice, sheet, composed)


def _parted(plan: tuple[Part, ...], surroundings: Surroundings) -> Iterator[Part]:
    """The plan with another table after the first of its own."""
    first = next(place for place, part in enumerate(plan) if isinstance(part, ArrangedTable))
    yield from plan[: first + 1]
    yield from surroundings.between()
    yield from plan[first + 1 :]
