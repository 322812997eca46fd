"""Forms whose number stands over them."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Item

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("Strengthen the help for young people", "Keep the town centre safe", "Protect children who go missing")


def form(wording: str, place: int) -> Item:
    told = f"The board met {place} times since May and agreed what each partner would do."
    return table([("Action", wording), ("Lead", "Police"), ("RAG", "Amber"), ("Progress", told)])


@pytest.mark.parametrize("numbers", [("Action GOV-01", "Action GOV-02", "Action GOV-03"), ("4", "7", "7a")])
def test_a_number_over_each_form_is_that_of_its_action(numbers: tuple[str, ...]) -> None:
    items: list[Item] = [heading("Theme 1: Governance")]
    for place, (number, wording) in enumerate(zip(numbers, WORDINGS, strict=True), start=1):
        items += [heading(number), form(wording, place)]

    plan = assemble(document(TITLE, *items))

    assert [action.action_number for action in plan.actions] == [number.removeprefix("Action ") for number in numbers]
    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [theme.title for theme in plan.themes] == ["Governance"]
    assert plan.coverage.unaccounted == ()
    assert "number-inferred" not in {found.code for found in plan.findings}
