"""Cards beside each other, their labels printed again for each."""

from __future__ import annotations

import pytest

from builders.simple import RENDERERS
from extractors import read_plan

TITLE = "Lewisham Violence Reduction Action Plan 2024"
CARDS = [
    {
        "Our ref": str(place),
        "Commitment": f"Open hub {place} for young people in the ward.",
        "Held by": f"Jane Smith{'son' * (place % 2)}, Head of Service",
        "Which body": ("Housing", "Public Health", "Probation Service", "Education")[place - 1],
        "The story so far": f"The team met {place + 1} times this year and agreed terms of reference.",
    }
    for place in range(1, 5)
]


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@pytest.mark.parametrize("gap", [(), ("",)])
def test_cards_beside_each_other_are_an_action_each(form: str, gap: tuple[str, ...]) -> None:
    tables = [
        [(label, left[label], *gap, label, right[label]) for label in left]
        for left, right in zip(CARDS[::2], CARDS[1::2], strict=True)
    ]

    plan = read_plan(RENDERERS[form](TITLE, tables[0], ("", tables[1])), f"document.{form}")

    assert [action.action_number for action in plan.actions] == ["1", "2", "3", "4"]
    assert [action.mandatory_action for action in plan.actions] == [card["Commitment"] for card in CARDS]
    assert [action.narrative for action in plan.actions] == [card["The story so far"] for card in CARDS]
    assert [action.lead_organisations[0].text for action in plan.actions] == [card["Which body"] for card in CARDS]
