"""The shapes of plans by name."""

from __future__ import annotations

from otherhand.cards import cards
from otherhand.flow import Item
from otherhand.paragraphs import paragraphs
from otherhand.setting import Setting
from otherhand.tables import sideways, upright
from otherhand.traits import CARDS, PARAGRAPHS


def set_plan(setting: Setting) -> list[Item]:
    """The flow of the plan."""
    shape = setting.traits["shape"]
    if shape in PARAGRAPHS:
        return paragraphs(setting)
    if shape in CARDS:
        return cards(setting)
    return sideways(setting) if shape == "side" else upright(setting)
