"""Codes that number actions in columns and in front of wordings: `V&V/03`, `MA 1.1`, `(ii)`, `1/3`."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.codes import find_codes
from models.document import Table

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("Hold a meeting every month.", "Publish the profile.", "Review the street survey.")


def numbers_of(texts: list[str]) -> list[str]:
    codes = find_codes(texts)
    return [opened[0].printed for text in texts if codes and (opened := codes.opening(text))]


PRINTED = [
    (["V&V/01", "V&V/02", "V&V/03"], ["V&V/01", "V&V/02", "V&V/03"]),
    (["MA 1.1", "MA 1.2", "MA 1.3"], ["1", "2", "3"]),
    (["Action 1.1 -", "Action 1.2 -", "Action 1.3 -"], ["1", "2", "3"]),
    (["1/1", "1/2a", "1/L3"], ["1", "2a", "L3"]),
    (["(i)", "(ii)", "(iii)"], ["i", "ii", "iii"]),
    (["a)", "b)", "c)"], ["a", "b", "c"]),
    (["GOV1", "GOV2", "GOV4"], ["GOV1", "GOV2", "GOV4"]),
    (["[1.1]", "[1.2]", "[1.4]"], ["1", "2", "4"]),
    (["VV/24/01", "VV/24/02", "VV/24/03"], ["VV/24/01", "VV/24/02", "VV/24/03"]),
]


@pytest.mark.parametrize(("printed", "numbers"), PRINTED)
def test_codes_in_a_column_number_the_actions(printed: list[str], numbers: list[str]) -> None:
    rows = [(code.rstrip(" -"), wording, "MPS", "Done.") for code, wording in zip(printed, WORDINGS, strict=True)]

    plan = assemble(
        document(TITLE, heading("1. Governance"), table([("Ref", "Action", "Lead agency", "Progress update"), *rows]))
    )

    assert [action.action_number for action in plan.actions] == numbers


@pytest.mark.parametrize(("printed", "numbers"), PRINTED)
@pytest.mark.parametrize("sign", [" ", ": "])
def test_codes_that_open_nearly_all_wordings_are_taken_off(printed: list[str], numbers: list[str], sign: str) -> None:
    signs = [" " if code[-1] in ")-]" else sign for code in printed]
    rows = [
        (f"{code}{sign}{wording}", "MPS", "Done.") for code, sign, wording in zip(printed, signs, WORDINGS, strict=True)
    ]

    plan = assemble(
        document(TITLE, heading("1. Governance"), table([("Action", "Lead agency", "Progress update"), *rows]))
    )

    assert [action.action_number for action in plan.actions] == numbers
    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)


@pytest.mark.parametrize("printed", [["1/1", "1/2a", "1/3"], ["(i)", "(ii)", "(iii)"], ["V&V/01", "V&V/02", "V&V/03"]])
def test_codes_across_the_top_of_cards_number_their_actions(printed: list[str]) -> None:
    cards = [
        Table(
            rows=(
                (cell(0, 0, code, spans=(1, 2)),),
                (cell(1, 0, "Action"), cell(1, 1, wording)),
                (cell(2, 0, "Lead agency"), cell(2, 1, "MPS")),
                (cell(3, 0, "Progress update"), cell(3, 1, "Done.")),
            ),
            column_count=2,
        )
        for code, wording in zip(printed, WORDINGS, strict=True)
    ]

    plan = assemble(document(TITLE, heading("1. Governance"), *cards))

    numbers = [code.removeprefix("1/").strip("()") for code in printed]
    assert [(action.action_number, action.mandatory_action) for action in plan.actions] == list(
        zip(numbers, WORDINGS, strict=True)
    )


@pytest.mark.parametrize(
    "texts",
    [
        ["2 workshops for schools.", "3 workshops for parents.", "4 patrols a week."],
        ["2024 Review", "2025 Review", "2026 Review"],
        ["24/7 Support line", "1:1 Mentoring", "2 Youth hubs"],
        ["Phase 1 Recruit", "Phase 2 Train", "Phase 3 Deploy"],
        ["Year 1: Recruit", "Year 2: Train", "Year 3: Deploy"],
        ["Q1: Recruit", "Q2: Train", "Q3: Deploy"],
        ["Section 17 duties", "Section 18 duties", "Section 19 duties"],
        ["s.17 Duties", "s.18 Duties", "s.19 Duties"],
        ["Year 6 Lessons", "Year 7 Lessons", "Year 8 Lessons"],
        ["A plan", "A review", "A profile"],
        ["1st Meeting", "2nd Meeting", "3rd Meeting"],
        ["V&V/01: Meet", "Review", "Publish"],
        ["V&V/04: Meet", "V&V/19: Review", "V&V/11: Publish"],
        ["1.5 Posts", "2.5 Posts", "12.5 Posts"],
    ],
)
def test_words_that_open_with_other_numbers_stay_whole(texts: list[str]) -> None:
    assert numbers_of(texts) == []


@pytest.mark.parametrize("printed", [["1", "2"], ["A1.", "A2."]])
def test_two_wordings_across_the_top_of_cards_are_enough_to_know_their_numbers(printed: list[str]) -> None:
    cards = [
        Table(
            rows=(
                (cell(0, 0, f"{number} {wording}", spans=(1, 2)),),
                (cell(1, 0, "Lead agency"), cell(1, 1, "MPS")),
                (cell(2, 0, "RAG"), cell(2, 1, "Red")),
                (cell(3, 0, "Progress update"), cell(3, 1, f"Done in {place} wards.")),
            ),
            column_count=2,
        )
        for place, (number, wording) in enumerate(zip(printed, WORDINGS, strict=False), start=1)
    ]

    plan = assemble(document(TITLE, heading("1. Governance"), *cards))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS[:2])
    assert [action.action_number for action in plan.actions] == [number.rstrip(".") for number in printed]
