"""Cards whose first label counts them: "Priority 1", "Priority 2"."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Table

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("Strengthen the help for young people", "Keep the town centre safe", "Protect children who go missing")


def card(number: int, *, benefit: str) -> Table:
    rows = [
        (f"Youth priority {number}", WORDINGS[number - 1]),
        ("Lead", "Police"),
        ("Progress", "Two sessions were held in May, and the rest are booked."),
        ("Benefits", benefit),
    ]
    return table([row for row in rows if row[1]])


def test_a_label_that_counts_the_cards_numbers_their_actions() -> None:
    cards = [card(1, benefit="Fewer come to harm"), card(2, benefit="Fewer assaults"), card(3, benefit="")]

    plan = assemble(document(TITLE, *cards))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (str(place), wording) for place, wording in enumerate(WORDINGS, start=1)
    ]
    assert [action.outcome for action in plan.actions] == ["Fewer come to harm", "Fewer assaults", None]
    assert plan.themes == ()
    assert plan.coverage.unaccounted == ()


def test_numbered_labels_that_recur_in_each_card_stay_as_they_are() -> None:
    cards = [
        table([
            ("Action", wording),
            ("Lead", "Police"),
            ("Progress", "Two sessions were held in May."),
            ("Milestone 1", "The group meets"),
            ("Milestone 2", "The group reports"),
        ])
        for wording in WORDINGS
    ]  # fmt: skip

    plan = assemble(document(TITLE, *cards))

    printed = [[column.header for column in read.columns] for read in plan.tables]
    assert printed == [["Action", "Lead", "Progress", "Milestone 1", "Milestone 2"]] * 3


def test_codes_in_the_first_column_are_no_labels_that_count() -> None:
    header = ("", "VRU ask", "Age group", "Carried out by", "Latest")
    told = "The board met in May and agreed what each partner would do. A review is planned for the autumn."
    tables = [
        table(
            [
                header,
                *((f"{code}{place}", wording, "Adults", "Police", told) for place, wording in enumerate(WORDINGS, 1)),
            ]
        )
        for code in ("GOV", "TVA")
    ]

    plan = assemble(
        document(TITLE, heading("Theme 1 - Governance"), tables[0], heading("Theme 2 - Victims"), tables[1])
    )

    assert [action.ref for action in plan.actions] == [
        "1.GOV1", "1.GOV2", "1.GOV3", "2.TVA1", "2.TVA2", "2.TVA3",
    ]  # fmt: skip
    assert {action.narrative for action in plan.actions} == {told}


@pytest.mark.parametrize(
    "bars",
    [
        ("Requirement 5", "Requirement 6", "Requirement 7"),
        ("Commitment 1.3", "Commitment 1.3a", "Commitment 1.4"),
        ("Commitment SAF 1", "Commitment SAF 2", "Commitment SAF 3"),
    ],
)
@pytest.mark.parametrize("joined", [True, False])
def test_words_and_a_number_across_the_top_of_each_card_number_its_action(bars: Sequence[str], *, joined: bool) -> None:
    rows: list[tuple[str, ...]] = []
    for place, bar in enumerate(bars):
        rows += [(bar, ""), ("Task", WORDINGS[place]), ("Lead", "Police"), ("Progress", "Two sessions were held.")]
    cards = [rows] if joined else [rows[start : start + 4] for start in range(0, len(rows), 4)]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *map(table, cards)))

    numbers = [bar.split(" ", 1)[1].removeprefix("1.") for bar in bars]
    assert [action.action_number for action in plan.actions] == numbers
    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert plan.coverage.unaccounted == ()
