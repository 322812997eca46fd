"""Plans without tables: paragraphs that open with a label."""

from __future__ import annotations

from typing import Literal

import pytest

from assembler.neutral import HEADER, action, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Cell, Look, Table
from models.errors import NotAPlan

TITLE = heading("Richmond Violence Plan 2024")
ACTION = (
    "Action: Set up a board.",
    "RAG: Red",
    "Named lead: Jo Ellis, Head",
    "Lead organisation: Police",
    "Narrative:",
    "The board met.",
    "It agreed its terms.",
)


def lines(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(kind="para", text=text) for text in texts)


def test_labelled_paragraphs_under_numbers_and_themes_are_actions() -> None:
    items = (
        heading("Theme 1: Governance"),
        heading("Action 1.1"),
        *lines(*ACTION),
        heading("Action 1.2"),
        *lines(*ACTION),
        heading("Theme 2: Weapons"),
        heading("Action 2.1"),
        *lines(*ACTION),
    )

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Set up a board."),
        ("1.2", "Set up a board."),
        ("2.1", "Set up a board."),
    ]
    assert [theme.title for theme in plan.themes] == ["Governance", "Weapons"]
    first = plan.actions[0]
    assert (first.rag, first.narrative) == ("red", "The board met.\nIt agreed its terms.")
    assert plan.coverage.unaccounted == ()


def test_a_label_for_the_number_begins_an_action() -> None:
    plan = assemble(document(TITLE, *lines("Ref: 1", *ACTION, "Ref: 2", *ACTION)))

    assert [action.action_number for action in plan.actions] == ["1", "2"]


def test_labels_that_count_number_the_actions() -> None:
    items = [
        line
        for number, wording in ((1, "Set up a board."), (2, "Share the profile."))
        for line in lines(f"Action {number}: {wording}", "Lead: Police", "RAG: Red", "Progress: It met in May.")
    ]

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1", "Set up a board."),
        ("2", "Share the profile."),
    ]
    assert plan.coverage.unaccounted == ()


@pytest.mark.parametrize("opening", ["heading", "para"])
def test_what_stands_over_the_labels_of_each_action_is_its_wording(opening: Literal["heading", "para"]) -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in (("1.1", "Set up a board"), ("1.2", "Share the profile")):
        items.append(Block(kind=opening, text=f"{number} {wording}", level=3 if opening == "heading" else 0))
        items += lines("Lead: Police", "RAG: Red", "Progress: It met in May.")

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Set up a board"),
        ("1.2", "Share the profile"),
    ]
    assert [theme.title for theme in plan.themes] == ["Governance"]


def test_a_label_of_no_known_name_is_one_beside_known_names() -> None:
    with_board = (*ACTION[:-3], "Board: Tasking", "Narrative: The board met.")

    plan = assemble(document(TITLE, *lines("Ref: 1", *with_board, "Ref: 2", *with_board)))

    assert [body.text for body in plan.actions[0].lead_organisations] == ["Police"]
    assert plan.actions[0].other == {"Board": "Tasking"}


def test_bodies_that_speak_in_the_narratives_are_no_labels() -> None:
    spoken = (*ACTION, "Police: We met twice.", "Council: We met once.")
    items = lines("Ref: 1", *spoken, "Ref: 2", *ACTION, "Ref: 3", *ACTION, "Police: We came.", "Ref: 4", *ACTION)

    plan = assemble(document(TITLE, *items))

    assert [action.ref for action in plan.actions] == ["1", "2", "3", "4"]
    assert plan.actions[0].narrative.endswith("Police: We met twice.\nCouncil: We met once.")


def test_a_paragraph_after_the_last_narrative_is_told_of_where_narratives_have_one() -> None:
    brief = (*ACTION[:-3], "Narrative: The board met.")
    items = lines("Ref: 1", *brief, "Ref: 2", *brief, "This plan ends in March.")

    plan = assemble(document(TITLE, *items))

    assert plan.actions[1].narrative == "The board met."
    told = [found for found in plan.findings if found.code == "text-left-over"]
    assert [(found.action_ref, "This plan ends in March." in found.message) for found in told] == [("2", True)]


def test_labelled_paragraphs_beside_the_plans_table_are_not_its_actions() -> None:
    rows = [
        HEADER,
        *(action(f"1.{number}", "Set up a board that meets.", theme="Governance") for number in range(1, 9)),
    ]
    example = ("Action: Open a club.", "Lead: Council", "Narrative: It opened.")

    plan = assemble(document(TITLE, table(rows), heading("Examples"), *lines(*example, *example)))

    assert len(plan.actions) == 8


def test_minutes_with_actions_are_no_plan() -> None:
    minutes = lines("Action: Write to the trust.", "Lead: Jo Ellis", "Deadline: May") * 3

    with pytest.raises(NotAPlan):
        assemble(document(TITLE, *minutes))


def test_minutes_with_updates_are_no_plan_either() -> None:
    minutes = lines("Action: Write to the trust.", "Lead: Jo Ellis", "Deadline: May", "Update: Done.") * 3

    with pytest.raises(NotAPlan):
        assemble(document(heading("Minutes of May 2024"), *minutes))


def test_one_labelled_passage_is_no_plan() -> None:
    with pytest.raises(NotAPlan):
        assemble(document(TITLE, *lines(*ACTION)))


def test_three_labels_are_enough_where_numbers_open_the_wordings() -> None:
    actions = [
        (
            f"1.{place}",
            f"Open hub {place} for young people.",
            f"Hub {place} opened in May and has trained forty people.",
        )
        for place in range(1, 6)
    ]
    said = [
        text
        for number, wording, story in actions
        for text in (f"Template text: {number} {wording}", "Judgement: Red", f"Submission: {story}")
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *lines(*said)))

    assert [(action.ref, action.mandatory_action, action.narrative) for action in plan.actions] == actions


def test_three_labels_are_enough_where_one_of_them_numbers_the_actions() -> None:
    items: list[Block] = []
    for place in range(1, 5):
        items += lines(
            f"Pt: NTE{place}", f"Line of work: Hold board {place}.", f"Word (2024): Board {place} met in May."
        )

    plan = assemble(document(TITLE, heading("Night-time economy"), *items))

    assert [(action.ref, action.mandatory_action, action.narrative) for action in plan.actions] == [
        (f"NTE{place}", f"Hold board {place}.", f"Board {place} met in May.") for place in range(1, 5)
    ]


def small_heading(text: str, *, kind: Literal["heading", "para"]) -> Block:
    bold = (Look(start=0, end=len(text), kind="bold"),)
    return Block(kind=kind, text=text, level=4 if kind == "heading" else 0, looks=bold)


@pytest.mark.parametrize("kind", ["heading", "para"])
@pytest.mark.parametrize("label", ["Progress", "In our words"])
def test_a_small_heading_under_each_action_is_a_label(label: str, kind: Literal["heading", "para"]) -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in (("1.1", "Set up a board"), ("1.2", "Share the profile"), ("1.3", "Train all staff")):
        items.append(Block(kind="heading", text=f"{number} {wording}", level=3))
        items += lines("Lead organisation: Police", "Named lead: Jo Ellis, Head", "Timescale: May 2026", "RAG: Red")
        items.append(small_heading(label, kind=kind))
        items += lines(f"The board met {number} times since May.", "It agreed its terms of reference.")

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Set up a board"),
        ("1.2", "Share the profile"),
        ("1.3", "Train all staff"),
    ]
    assert [action.narrative for action in plan.actions] == [
        f"The board met {number} times since May.\nIt agreed its terms of reference."
        for number in ("1.1", "1.2", "1.3")
    ]


def test_the_paragraph_under_a_number_alone_is_the_wording() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in (("1.1", "Set up a board"), ("1.2", "Share the profile")):
        items += [heading(f"Action {number}"), *lines(wording, "Lead: Police", "RAG: Red", "Progress: It met in May.")]

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Set up a board"),
        ("1.2", "Share the profile"),
    ]


def test_one_wording_that_looks_unlike_the_others_stands_over_the_same_labels() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, kind in (("1", "heading"), ("2", "heading"), ("3", "para")):
        items.append(small_heading(f"{number} Set up board {number}", kind="heading" if kind == "heading" else "para"))
        items += lines("Lead: Police", "RAG: Red", "Progress: It met in May.")

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{number}", f"Set up board {number}") for number in ("1", "2", "3")
    ]


@pytest.mark.parametrize("sign", ["🟠", "●"])
def test_a_coloured_sign_after_a_label_is_the_status(sign: str) -> None:
    place = len("Status: ")
    looks = (Look(start=place - 1, end=place + 1, kind="coloured", colour="#ffc000"),) if sign == "●" else ()
    status = Block(kind="para", text=f"Status: {sign}", looks=looks)
    items: list[Block] = []
    for number in ("1", "2", "3"):
        rest = lines("Lead organisation: Police", "Narrative: The board met twice and agreed its terms of reference.")
        items += [*lines(f"Ref: {number}", "Action: Set up a board."), status, *rest]

    plan = assemble(document(TITLE, *items))

    assert [(action.rag, action.rag_source) for action in plan.actions] == [("amber", "shape")] * 3


def test_a_bold_line_over_the_next_action_is_no_more_of_the_last_value() -> None:
    items: list[Block] = []
    for number, title in ((1, "Streets and squares"), (2, "Homes and those in them")):
        items.append(small_heading(title, kind="para"))
        for place, wording in ((1, "Set up a board"), (2, "Share the profile")):
            items.append(small_heading(f"{number}.{place} {wording}", kind="para"))
            items += lines("Lead: Police", "RAG: Red", "Progress: It met in May.", "It agreed its terms.")

    plan = assemble(document(TITLE, *items))

    assert [theme.title for theme in plan.themes] == ["Streets and squares", "Homes and those in them"]
    assert {action.narrative for action in plan.actions} == {"It met in May.\nIt agreed its terms."}


def test_initials_that_name_a_column_stand_alone_as_a_label() -> None:
    items: list[Block] = []
    for number, status in (("1", "AMBER"), ("2", "GREEN")):
        for label, value in (("Ref", number), ("Action", "Set up a board"), ("RAG", status), ("Progress", "It met.")):
            items += [small_heading(label, kind="para"), *lines(value)]

    plan = assemble(document(TITLE, *items))

    assert [(action.action_number, action.rag) for action in plan.actions] == [("1", "amber"), ("2", "green")]


def test_three_labels_under_wordings_are_enough() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number, wording in (("1.1", "Set up a board"), ("1.2", "Share the profile"), ("1.3", "Train all staff")):
        items += [heading(f"Action {number}"), *lines(wording, "Lead officer: Jo Ellis, Head", "Lead agency: Police")]
        items += [small_heading("In our words", kind="heading"), *lines(f"The board met {number} times since May.")]

    plan = assemble(document(TITLE, *items))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3"]
    assert plan.actions[0].narrative == "The board met 1.1 times since May."


@pytest.mark.parametrize(
    "signed", [("Signed off by", "Position: Head of Service", "Date: May 2024"), ("Annex", "Owner: IT")]
)
def test_a_title_and_labels_of_no_action_after_the_last_are_no_more_of_its_value(signed: tuple[str, ...]) -> None:
    said = ("The board met in May.", "It agreed its terms.")
    items = [item for number in ("1", "2") for item in lines(f"Ref: {number}", *ACTION[:-2], *said)]

    plan = assemble(document(TITLE, *items, *lines(*signed)))

    assert [action.narrative for action in plan.actions] == ["\n".join(said)] * 2
    assert [action.timescale for action in plan.actions] == [None, None]
    assert not [found for found in plan.findings if found.code == "text-left-over"]


def test_the_words_of_one_body_after_a_short_line_stay_in_the_last_value() -> None:
    said = ("Key points", "MPS: The board met in May, and agreed what each partner does in the year to come.")
    first, last = (lines("Ref: 1", *ACTION), lines("Ref: 2", *ACTION[:-2], *said))

    plan = assemble(document(TITLE, *first, *last))

    assert plan.actions[1].narrative == "\n".join(said)


def test_text_in_frames_is_labelled_like_any_other() -> None:
    frames = [
        Table(rows=((Cell(row=0, column=0, blocks=lines(f"Ref: {number}", *ACTION)),),), column_count=1)
        for number in (1, 2, 3)
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *frames))

    assert [(action.ref, action.rag) for action in plan.actions] == [("1.1", "red"), ("1.2", "red"), ("1.3", "red")]
    assert plan.actions[2].narrative == "The board met.\nIt agreed its terms."


def test_a_question_is_a_label_without_a_colon() -> None:
    asked = ("Action: Set up a board.", "Narrative: It met.", "Carried forward? New", "Is it funded?", "RAG: Red")

    plan = assemble(document(TITLE, *lines("Ref: 1", *asked, "Ref: 2", *asked)))

    assert [action.narrative for action in plan.actions] == ["It met."] * 2
    assert [action.other for action in plan.actions] == [{"Carried forward?": "New"}] * 2


def test_a_table_that_lays_out_the_fields_of_an_action_is_a_frame_around_text() -> None:
    def cell(column: int, *texts: str) -> Cell:
        looks = (Look(start=0, end=60, kind="bold"),)
        blocks = [
            block.model_copy(update={"looks": looks} if not place % 2 else {})
            for place, block in enumerate(lines(*texts))
        ]
        return Cell(row=0, column=column, blocks=tuple(blocks))

    frames = [
        Table(
            rows=(
                (
                    cell(0, "Commitment", f"Hold board {number}.", "Our response", "The board met in May."),
                    cell(1, "No.", f"1.{number}", "Theme area", "Governance", "Contact", "Jo Ellis, Head"),
                ),
            ),
            column_count=2,
        )
        for number in (1, 2, 3)
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *frames))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{number}", f"Hold board {number}.") for number in (1, 2, 3)
    ]
    assert {action.named_leads[0].name for action in plan.actions} == {"Jo Ellis"}
