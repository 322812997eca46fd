"""Sets a plan whose words are given in a layout that is drawn at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from builders.arrangement import ArrangedCell
from builders.content import Place
from builders.description import ExpectedAction, RagName, TextBlock
from layoutspace.axes import draw_choice
from layoutspace.banks import Bank
from layoutspace.columns import ColumnRole, columns_of
from layoutspace.fields import Filler
from layoutspace.sample import Draft, set_sheet
from layoutspace.sheet import Sheet, SheetRow, SheetTheme, theme_cell
from layoutspace.writer import Writer

ROLES: tuple[ColumnRole, ...] = ("action", "rag", "lead", "organisation", "narrative")
FIXED = {"names": "common", "number": "dotted", "leads": "own"}
"""Values of axes that given words bear: each action has its own number and leads."""


@dataclass(frozen=True, slots=True)
class GivenAction:
    """What a plan says of an action. theme: its title without its number; number: within the theme."""

    theme_number: int
    theme: str
    number: str
    wording: str
    rag: RagName
    lead: str
    organisation: str
    narrative: str


def set_plan(seed: int, place: Place, title: str, actions: Sequence[GivenAction], fixed: Mapping[str, str]) -> Draft:
    """The plan in the layout of a seed; `fixed` are values of axes that are taken as given."""
    random = Random(f"{seed}/given")
    choice = draw_choice(random, {**FIXED, **fixed})
    order = list(ROLES)
    if choice.columns == "shuffled":
        random.shuffle(order)
    opening: list[ColumnRole] = ["theme", "number"] if choice.shape == "table" else ["number"]
    columns = columns_of([*opening, *order], random, choice, Bank())
    themes = tuple(
        SheetTheme(number, name, f"{number}. {name}")
        for number, name in dict.fromkeys((action.theme_number, action.theme) for action in actions)
    )
    places = {theme.number: place for place, theme in enumerate(themes)}
    filler = Filler.drawn(Writer(random, Bank()), choice)
    rows = []
    for action in actions:
        theme = places[action.theme_number]
        texts = {
            "number": f"{action.theme_number}.{action.number}",
            "action": action.wording,
            "lead": action.lead,
            "organisation": action.organisation,
            "narrative": action.narrative,
        }
        cells = []
        for column in columns:
            match column.role:
                case "theme":
                    cells.append(theme_cell(themes[theme]))
                case "rag":
                    cells.append(filler.rag_cell(action.rag, column))
                case "number" | "action" | "lead" | "organisation" | "narrative" as role:
                    cells.append(ArrangedCell(_blocks(texts[role]), role))
        rows.append(SheetRow(theme, tuple(cells), _expected(action)))
    return set_sheet(seed, random, Sheet(choice, columns, themes, tuple(rows)), place, title)


def _blocks(text: str) -> tuple[TextBlock, ...]:
    return tuple(TextBlock(line) for line in text.split("\n") if line)


def _expected(action: GivenAction) -> ExpectedAction:
    """The truth as far as the layout space scores it; who leads is known to whoever gave the words."""
    return ExpectedAction(
        theme_number=action.theme_number,
        action_number=action.number,
        mandatory_action=action.wording,
        rag=action.rag,
        rag_source=None,
        named_leads=(),
        lead_organisations=(action.organisation,) if action.organisation else (),
        timescale=None,
        outcome=None,
        other=(),
        narrative_blocks=_blocks(action.narrative),
        nil_return=False,
    )
