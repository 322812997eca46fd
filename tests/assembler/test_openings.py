"""Actions that open with a heading, a bold line or a numbered paragraph, their values under labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pytest

from assembler.neutral import document, heading
from extractors.assembler.assemble import assemble
from models.document import Block, Look

TITLE = heading("Richmond Violence Plan 2024")
Manner: TypeAlias = Callable[[str, str], Sequence[Block]]
WORDINGS = ("Set up a board", "Share the profile", "Train all staff")
LISTED = (("a drop-in", "a leaflet"), ("maps of each ward", "a summary"), ("a course", "a quiz"))


def plain(text: str) -> Block:
    return Block(kind="para", text=text)


def item(text: str) -> Block:
    return Block(kind="bullet", text=text, marker="•")


def bold(text: str, *, until: int | None = None) -> Block:
    return Block(kind="para", text=text, looks=(Look(start=0, end=until or len(text), kind="bold"),))


def run_in(label: str, value: str) -> Block:
    return bold(f"{label}: {value}", until=len(label) + 1)


def opening(number: int, wording: str) -> Block:
    return Block(kind="heading", text=f"1.{number} {wording}", level=3)


def before(label: str, value: str) -> Sequence[Block]:
    return (run_in(label, value),)


def over(label: str, value: str) -> Sequence[Block]:
    return bold(label), plain(value)


@pytest.mark.parametrize("manner", [before, over])
def test_a_list_between_the_heading_and_the_first_label_is_more_of_the_wording(manner: Manner) -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in enumerate(WORDINGS, start=1):
        items += [opening(number, f"{wording}. This includes:"), item("a drop-in"), item("a leaflet")]
        items += [*manner("Post holder", "Jo Ellis"), *manner("Ward", "All"), *manner("Update", "It met in May.")]

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{number}", f"{wording}. This includes:\na drop-in\na leaflet")
        for number, wording in enumerate(WORDINGS, start=1)
    ]
    assert [action.narrative for action in plan.actions] == ["It met in May."] * 3


def narrative(*texts: str) -> Sequence[Block]:
    return [part for text in texts for part in (plain(text), item("weekly drop-in"))]


def test_what_opens_a_paragraph_in_plain_type_is_no_label_where_labels_are_bold() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in enumerate(WORDINGS, start=1):
        items += [opening(number, wording), run_in("Post holder", "Jo Ellis"), run_in("Ward", "All")]
        items += [run_in("Update", "It met in May."), *narrative("Achieved so far:", "Planned next:")]

    plan = assemble(document(TITLE, *items))

    said = "It met in May.\nAchieved so far:\nweekly drop-in\nPlanned next:\nweekly drop-in"
    assert [action.narrative for action in plan.actions] == [said] * 3


def test_what_opens_few_paragraphs_is_no_label_where_labels_stand_on_lines_of_their_own() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number in range(1, 8):
        items += [opening(number, f"Hold board {number}"), *over("Post holder", "Jo Ellis"), *over("Ward", "All")]
        items += [*over("Update", "It met in May."), *(narrative("Achieved so far:") if number < 3 else ())]

    plan = assemble(document(TITLE, *items))

    assert len(plan.actions) == 7
    assert plan.actions[0].narrative == "It met in May.\nAchieved so far:\nweekly drop-in"
    assert plan.actions[6].narrative == "It met in May."


def test_a_heading_between_the_labels_of_an_action_is_part_of_its_value() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in enumerate(WORDINGS, start=1):
        items += [opening(number, wording), run_in("Post holder", "Jo Ellis"), run_in("Update", "It met in May.")]
        items += [heading("Next steps"), plain("It meets again.")] if number == 2 else []
        items += [run_in("Ward", "All")]

    plan = assemble(document(TITLE, *items))

    assert [action.other for action in plan.actions] == [{"Ward": "All"}] * 3
    assert plan.actions[1].narrative == "It met in May.\nNext steps\nIt meets again."


def test_headings_of_themes_of_one_action_do_not_word_it() -> None:
    items: list[Block] = []
    number = 0
    for title, count in (("Streets and squares", 1), ("Homes", 1), ("Schools", 5)):
        items.append(heading(title))
        for _ in range(count):
            number += 1
            items += [plain(f"Tasks we set: {number}. Hold board {number}"), plain("Lead agency: Police")]
            items += [plain("RAG: Red"), plain("Evidence: It met in May.")]

    plan = assemble(document(TITLE, *items))

    assert [action.mandatory_action for action in plan.actions] == [f"Hold board {place}" for place in range(1, 8)]


def test_two_labels_in_bold_are_enough_beside_plain_phrases_that_open_fewer_paragraphs() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number in range(1, 6):
        items += [opening(number, f"Hold board {number}"), run_in("Action owner", "Jo Ellis, Head of Safety")]
        items += [run_in("What we have done", f"Board {number} met in May and has trained forty people since.")]
        items += narrative("We do this through:") if number < 4 else ()

    plan = assemble(document(TITLE, *items))

    assert [action.mandatory_action for action in plan.actions] == [f"Hold board {number}" for number in range(1, 6)]
    assert plan.actions[0].narrative.endswith("since.\nWe do this through:\nweekly drop-in")


def test_the_last_value_under_a_theme_keeps_all_its_paragraphs() -> None:
    items: list[Block] = []
    for theme, more in (("Theme 1: Governance", True), ("Theme 2: Weapons", False)):
        items.append(heading(theme))
        for number, wording in enumerate(WORDINGS, start=1):
            items += [opening(number, wording), run_in("Post holder", "Jo Ellis"), run_in("Ward", "All")]
            items += [run_in("Update", "It met in May.")]
        items += [plain("It meets again.")] * more

    plan = assemble(document(TITLE, *items))

    assert plan.actions[2].narrative == "It met in May.\nIt meets again."


def test_a_word_in_bold_that_stands_between_wordings_and_labels_again_and_again_is_a_status() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in enumerate(WORDINGS, start=1):
        items += [bold(str(number)), bold(wording), bold("Sailing")]
        items += [*over("Post holder", "Jo Ellis"), *over("Ward", "All"), *over("Update", "It met in May.")]

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{number}", wording) for number, wording in enumerate(WORDINGS, start=1)
    ]


def test_the_items_of_a_list_in_bold_are_more_of_the_wording_over_them() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, (wording, more) in enumerate(zip(WORDINGS, LISTED, strict=True), start=1):
        listed = [bold(text).model_copy(update={"kind": "bullet", "marker": "•"}) for text in more]
        items += [bold(str(number)), bold(f"{wording}:"), *listed]
        items += [*over("Post holder", "Jo Ellis"), *over("Ward", "All"), *over("Update", "It met in May.")]

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{number}", "\n".join((f"{wording}:", *more)))
        for number, (wording, more) in enumerate(zip(WORDINGS, LISTED, strict=True), start=1)
    ]


def test_letters_that_number_wordings_are_their_numbers() -> None:
    items: list[Block] = []
    for theme in ("1 Governance", "2 Data"):
        items.append(heading(theme))
        for letter, wording in zip("abc", WORDINGS, strict=True):
            items += [bold(f"{letter}) {wording} for {theme[2:]}."), plain("The board met in May.")]
            items += [plain("RAG: Green | Contact: Jo Ellis | Ward: All")]

    plan = assemble(document(TITLE, *items))

    assert [action.ref for action in plan.actions] == [f"{theme}.{letter}" for theme in (1, 2) for letter in "abc"]
    assert [action.narrative for action in plan.actions] == ["The board met in May."] * 6
