"""RAG from columns of several times, from ticks, and from the shading of another column."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Cell, Look, LookKind, Mark, Table
from models.plan import Action, Plan

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
WORDING = "Set up a board that meets every quarter."
FACTS = ("Ref", "Action", "Lead agency", "Update")


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


def only_action(headers: Sequence[str], values: Sequence[str]) -> Action:
    row = ("1", WORDING, "Police", "It met.")
    (action,) = assemble(document(TITLE, THEME, table([(*FACTS, *headers), (*row, *values)]))).actions
    return action


def shaded(*fills: tuple[str, str | None], column: int) -> Table:
    """A table whose rows have these numbers, and these fills in one column."""
    rows = [tuple(cell(0, place, text) for place, text in enumerate(FACTS))]
    for row, (number, fill) in enumerate(fills, start=1):
        texts = (number, WORDING, "Police", "It met.")
        rows.append(
            tuple(cell(row, place, text, fill=fill if place == column else None) for place, text in enumerate(texts))
        )
    return Table(rows=tuple(rows), column_count=len(FACTS))


def dotted(*colours: str | None) -> Table:
    """A table whose last column holds a dot of each colour; where there is none, words."""
    rows = [tuple(cell(0, place, text) for place, text in enumerate(FACTS))]
    for row, colour in enumerate(colours, start=1):
        texts = (str(row), WORDING, "Police", "⬤" if colour else "It met.")
        *others, last = (cell(row, place, text) for place, text in enumerate(texts))
        marks = (Mark(kind="text", colour=colour),) if colour else ()
        rows.append((*others, last.model_copy(update={"marks": marks})))
    return Table(rows=tuple(rows), column_count=len(FACTS))


def test_a_column_of_coloured_dots_is_the_rag_whatever_its_name() -> None:
    plan = assemble(document(TITLE, THEME, dotted("#00b050", "#ffc000")))

    assert [action.rag for action in plan.actions] == ["green", "amber"]
    assert "column-guessed" in codes(plan)


def test_a_column_of_updates_with_dots_among_them_stays_one_of_updates() -> None:
    plan = assemble(document(TITLE, THEME, dotted("#00b050", None)))

    assert [action.rag for action in plan.actions] == [None, None]
    assert [action.narrative for action in plan.actions] == ["⬤", "It met."]


@pytest.mark.parametrize(
    ("headers", "values"),
    [
        (("Previous RAG", "Current RAG"), ("Green", "Red")),
        (("Current RAG", "Previous RAG"), ("Red", "Green")),
        (("RAG", "Target RAG"), ("Red", "Green")),
        (("Q1 RAG", "Q2 RAG", "Q3 RAG"), ("Green", "Red", "")),
    ],
)
def test_of_several_columns_the_rag_is_that_of_now(headers: Sequence[str], values: Sequence[str]) -> None:
    action = only_action(headers, values)

    assert action.rag == "red"
    assert action.other == {header: value for header, value in zip(headers, values, strict=True) if value}


def test_an_empty_current_rag_is_not_filled_from_the_previous_one() -> None:
    action = only_action(("Previous RAG", "Current RAG"), ("Green", ""))

    assert action.rag is None
    assert action.other == {"Previous RAG": "Green"}


@pytest.mark.parametrize("tick", ["✓", "x", "☒", "Yes"])
def test_a_tick_under_a_letter_is_the_status(tick: str) -> None:
    action = only_action(("R", "A", "G"), ("☐", tick, ""))

    assert (action.rag, action.rag_source) == ("amber", "text")


@pytest.mark.parametrize("text", ["☐ Red ☒ Amber ☐ Green", "Red ☐ Amber ☑ Green ☐", "[ ] Red [x] Amber [ ] Green"])
def test_of_boxes_in_a_cell_the_ticked_one_is_the_status(text: str) -> None:
    action = only_action(("RAG",), (text,))

    assert action.rag == "amber"


def test_boxes_of_which_none_is_ticked_are_no_status() -> None:
    plan = assemble(
        document(TITLE, THEME, table([(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", "☐ Red ☐ Green")]))
    )

    assert plan.actions[0].rag is None
    assert "rag-not-understood" in codes(plan)


def test_a_dot_without_a_colour_is_no_status_and_told() -> None:
    plan = assemble(document(TITLE, THEME, table([(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", "●")])))

    assert plan.actions[0].rag is None
    assert "rag-not-understood" in codes(plan)


def test_shading_of_the_numbers_is_the_rag_of_a_plan_without_a_column_for_it() -> None:
    plan = assemble(
        document(TITLE, THEME, shaded(("1", "#00b050"), ("2", "#ff0000"), ("3", None), ("4", "#ffc000"), column=0))
    )

    assert [action.rag for action in plan.actions] == ["green", "red", None, "amber"]
    assert codes(plan).count("rag-from-shading") == 1


def test_the_shading_of_numbers_changes_at_one_put_in_late_and_over_one_left_out() -> None:
    for numbers in (("1", "2", "2a", "3"), ("1", "3", "5", "6")):
        shades = zip(numbers, ("#ffc000", "#ffc000", "#00b050", "#00b050"), strict=True)

        plan = assemble(document(TITLE, THEME, shaded(*shades, column=0)))

        assert [action.rag for action in plan.actions] == ["amber", "amber", "green", "green"]


def test_the_shading_of_a_table_with_one_action_is_told_by_those_of_the_other_tables() -> None:
    tables = [
        item
        for place, shades in enumerate(((("1.1", "#00b050"),), (("2.1", "#ff0000"), ("2.2", "#ffc000"))), start=1)
        for item in (heading(f"Theme {place}: Part {place}"), shaded(*shades, column=0))
    ]

    plan = assemble(document(TITLE, *tables))

    assert [action.rag for action in plan.actions] == ["green", "red", "amber"]


def test_one_colour_a_theme_is_no_rag() -> None:
    table_of_themes = shaded(("1.1", "#00b050"), ("1.2", "#00b050"), ("2.1", "#ff0000"), ("2.2", "#ff0000"), column=0)

    plan = assemble(document(TITLE, table_of_themes))

    assert [action.rag for action in plan.actions] == [None] * 4
    assert "rag-from-shading" not in codes(plan)


def test_an_update_without_a_period_goes_before_one_of_a_quarter() -> None:
    headers = ("Ref", "Action", "Lead agency", "Update", "Q1 update")

    plan = assemble(document(TITLE, THEME, table([headers, ("1", WORDING, "Police", "It met in May.", "Begun")])))

    (action,) = plan.actions
    assert action.narrative == "It met in May."
    assert action.other == {"Q1 update": "Begun"}


def test_of_updates_of_several_times_the_latest_is_the_narrative() -> None:
    headers = ("Ref", "Action", "Lead agency", "Q1 update", "Q2 update", "Q3 update")

    plan = assemble(document(TITLE, THEME, table([headers, ("1", WORDING, "Police", "It began.", "It met.", "")])))

    (action,) = plan.actions
    assert action.narrative == "It met."
    assert action.other == {"Q1 update": "It began."}
    assert "narrative-of-several-times" in codes(plan)


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("Amber → Red", "red"),
        ("Green to Red", "red"),
        ("Amber -> Red", "red"),
        ("Red (was Amber)", "red"),
        ("Red, to be Green in May", "red"),
        ("R ▼", "red"),
        ("↑ Red", "red"),
        ("A → R", "red"),
        ("Red ← Green", "red"),
        ("Green ▼ Red", "red"),
        ("was G, now R", "red"),
        ("moved from green to red", "red"),
    ],
)
def test_a_change_ends_in_the_status_of_now(text: str, rag: str) -> None:
    rows = [(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", text)]

    plan = assemble(document(TITLE, THEME, table(rows)))

    assert plan.actions[0].rag == rag
    assert plan.actions[0].other.get("RAG", text) == text
    assert not {"rag-split", "rag-not-understood", "words-lost"} & set(codes(plan))


@pytest.mark.parametrize(
    "text",
    [
        "Off track (was green)",
        "was green",
        "Previously red",
        "Not green",
        "not yet green",
        "No longer red",
        "To be green by March",
        "Green by March",
        "Nearly green",
        "Green Lane project",
        "Wood Green",
        "Red Lion Square",
        "Target: Green",
        "Green (forecast)",
        "Green?",
        "was G",
        "Green until last quarter",
    ],
)
def test_a_colour_that_was_may_come_or_is_a_name_is_no_status_and_the_cell_is_quoted(text: str) -> None:
    plan = assemble(document(TITLE, THEME, table([(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", text)])))

    assert plan.actions[0].rag is None
    (found,) = [found for found in plan.findings if found.code == "rag-not-understood"]
    assert found.action_ref == "1.1"
    assert text in found.message


def rag_of(*blocks: Block, **cell_values: object) -> tuple[str | None, str | None]:
    """The status and its source of an action whose RAG cell holds these blocks."""
    facts = tuple(cell(1, place, text) for place, text in enumerate(("1", WORDING, "Police", "It met.")))
    status = Cell(row=1, column=len(FACTS), blocks=blocks).model_copy(update=cell_values)
    header = tuple(cell(0, place, text) for place, text in enumerate((*FACTS, "RAG")))
    (action,) = assemble(
        document(TITLE, THEME, Table(rows=(header, (*facts, status)), column_count=len(FACTS) + 1))
    ).actions
    return action.rag, action.rag_source


def looking(text: str, *words: str, kind: LookKind, colour: str | None = None) -> Block:
    """A paragraph in which some words look so."""
    places = [(text.index(word), text.index(word) + len(word)) for word in words]
    return Block(
        kind="para",
        text=text,
        looks=tuple(Look(start=start, end=end, kind=kind, colour=colour) for start, end in places),
    )


CHOICES = "Red / Amber / Green"


@pytest.mark.parametrize("kind", ["bold", "underlined", "boxed", "highlighted", "coloured"])
@pytest.mark.parametrize("word", ["Red", "Amber", "Green"])
def test_of_a_list_of_choices_the_word_that_stands_out_is_the_status(kind: LookKind, word: str) -> None:
    assert rag_of(looking(CHOICES, word, kind=kind, colour="#ffff00")) == (word.lower(), "text")


def test_of_a_list_of_choices_the_word_that_is_not_greyed_is_the_status() -> None:
    assert rag_of(looking(CHOICES, "Red", "Green", kind="coloured", colour="#a6a6a6")) == ("amber", "text")


def test_choices_in_colours_of_their_own_say_nothing_of_which_is_chosen() -> None:
    looks = (
        Look(start=0, end=3, kind="coloured", colour="#ff0000"),
        Look(start=6, end=11, kind="coloured", colour="#ffc000"),
        Look(start=14, end=19, kind="coloured", colour="#00b050"),
    )
    marks = tuple(Mark(kind="text", colour=look.colour or "") for look in looks)

    assert rag_of(Block(kind="para", text=CHOICES, looks=looks), marks=marks) == (None, None)
    bold = (*looks, Look(start=6, end=11, kind="bold"))
    assert rag_of(Block(kind="para", text=CHOICES, looks=bold), marks=marks) == ("amber", "text")


def test_looks_that_contradict_each_other_are_no_choice() -> None:
    looks = (Look(start=0, end=3, kind="bold"), Look(start=6, end=11, kind="underlined"))

    assert rag_of(Block(kind="para", text=CHOICES, looks=looks)) == (None, None)


def test_struck_words_are_no_status() -> None:
    assert rag_of(Block(kind="para", text=CHOICES, struck=((0, 13),))) == ("green", "text")
    assert rag_of(Block(kind="para", text="Green Red", struck=((0, 5),))) == ("red", "text")
    assert rag_of(Block(kind="para", text="Green", struck=((0, 5),))) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "☐ Red ☒ Amber ☐ Green",
        "○ Red ● Amber ○ Green",
        "Red ○ Amber ● Green ○",
        "□ Red ■ Amber □ Green",
        "☑ Amber ☐ Green ☐ Red",
        "Red / Amber ✓ / Green",
        "( ) Red (x) Amber ( ) Green",
        "✗ Red ✓ Amber ✗ Green",
        "R ☐ A ☒ G ☐",
        "⬜ Red ⬛ Amber ⬜ Green",
        "Red\n✓ Amber\nGreen",
        "○ Amber",
    ],
)
def test_a_ticked_choice_is_the_status_whatever_the_signs(text: str) -> None:
    assert rag_of(Block(kind="para", text=text)) == ("amber", "text")


@pytest.mark.parametrize("text", ["Red ✓ Amber Green", "☐ Green", "☐ Red ☐ Amber ☐ Green"])
def test_a_tick_that_may_be_of_two_words_or_of_none_is_no_choice(text: str) -> None:
    assert rag_of(Block(kind="para", text=text)) == (None, None)


def test_choices_on_lines_of_their_own_are_ticked_by_their_bullets() -> None:
    signs = (("□", "Green"), ("■", "Amber"), ("□", "Red"))

    assert rag_of(*(Block(kind="bullet", marker=sign, text=word) for sign, word in signs)) == ("amber", "text")


def test_the_ink_of_who_revised_a_row_is_no_status() -> None:
    red = Mark(kind="text", colour="#ff0000")
    inserted = (Look(start=0, end=8, kind="coloured", colour="#ff0000"), Look(start=0, end=8, kind="underlined"))

    assert rag_of(Block(kind="para", text="On track", looks=inserted), marks=(red,)) == (None, None)


def test_a_coloured_dot_that_is_read_as_a_bullet_is_a_status() -> None:
    dot = Block(kind="bullet", marker="●", text="")

    assert rag_of(dot, marks=(Mark(kind="text", colour="#ffc000"),)) == ("amber", "shape")


def test_what_is_behind_a_word_is_no_fill() -> None:
    pastel = Mark(kind="highlight", colour="#ffcfc9")
    facts = tuple(cell(1, place, text) for place, text in enumerate(("1", WORDING, "Police", "It met.")))
    header = tuple(cell(0, place, text) for place, text in enumerate((*FACTS, "RAG")))
    status = cell(1, len(FACTS), "Green").model_copy(update={"marks": (pastel,)})

    plan = assemble(document(TITLE, THEME, Table(rows=(header, (*facts, status)), column_count=len(FACTS) + 1)))

    assert plan.actions[0].rag == "green"
    assert "rag-conflict" not in codes(plan)


def test_a_shape_on_a_ground_of_another_status_is_told() -> None:
    facts = tuple(cell(1, place, text) for place, text in enumerate(("1", WORDING, "Police", "It met.")))
    header = tuple(cell(0, place, text) for place, text in enumerate((*FACTS, "RAG")))
    looks = {"marks": (Mark(kind="shape", colour="#ff0000"),), "fill": "#00b050"}
    status = Cell(row=1, column=len(FACTS)).model_copy(update=looks)

    plan = assemble(document(TITLE, THEME, Table(rows=(header, (*facts, status)), column_count=len(FACTS) + 1)))

    assert plan.actions[0].rag == "red"
    assert "rag-split" in codes(plan)


def test_two_colours_without_a_sign_of_choice_are_told() -> None:
    plan = assemble(
        document(TITLE, THEME, table([(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", "Red / Amber")]))
    )

    assert plan.actions[0].rag == "red"
    assert "rag-split" in codes(plan)


def test_a_group_s_name_over_the_first_of_three_columns_to_tick_is_that_of_all() -> None:
    over = tuple(
        cell(0, place, name, spans=(1 if 2 <= place <= 4 else 2, 1))
        for place, name in enumerate(("Ref", "Action", "RAG", "", "", "Update"))
    )
    under = tuple(cell(1, place, name) for place, name in enumerate(("Red", "Amber", "Green"), start=2))
    ticked = [("", "✓", ""), ("✓", "", ""), ("", "", "✓")]
    rows = tuple(
        tuple(
            cell(row, place, text)
            for place, text in enumerate(
                (f"1.{row - 1}", f"Hold meeting {row} with schools.", *ticks, "It met in May.")
            )
        )
        for row, ticks in enumerate(ticked, start=2)
    )

    plan = assemble(document(heading("Richmond Violence Plan 2024"), Table(rows=(over, under, *rows), column_count=6)))

    assert [action.rag for action in plan.actions] == ["amber", "red", "green"]


def test_a_list_of_statuses_with_every_box_empty_is_no_doubt() -> None:
    rows = [
        ("1.1", WORDING, "Police", "It met.", "☐ Red ☐ Amber ☑ Green"),
        ("1.2", WORDING, "Police", "", "☐ Red ☐ Amber ☐ Green"),
    ]

    plan = assemble(document(TITLE, THEME, table([(*FACTS, "RAG"), *rows])))

    assert [action.rag for action in plan.actions] == ["green", None]
    assert "rag-not-understood" not in codes(plan)


def test_a_sign_of_now_that_tells_no_status_is_doubted_and_that_of_before_not_taken() -> None:
    rows = [(f"1.{place}", WORDING, "Police", "It met.", "●", "Green") for place in (1, 2, 3)]

    plan = assemble(document(TITLE, THEME, table([(*FACTS, "RAG", "RAG a year ago"), *rows])))

    doubted = [found.action_ref for found in plan.findings if found.code == "rag-not-understood"]
    assert [action.rag for action in plan.actions] == [None] * 3
    assert doubted == ["1.1", "1.2", "1.3"]


def test_a_status_of_another_time_alone_is_doubted() -> None:
    rows = [(f"1.{place}", WORDING, "Police", "It met.", rag) for place, rag in enumerate(("Green", "Red", "Amber"), 1)]

    plan = assemble(document(TITLE, THEME, table([(*FACTS, "RAG at last review"), *rows])))

    assert ("column-doubtful", ("rag", "other")) in [(found.code, found.fields) for found in plan.findings]


def test_statuses_that_are_paragraphs_of_their_own_put_the_whole_row_in_doubt() -> None:
    rows = [("1.1", WORDING, "Police", "It met.", "Red\nGreen"), ("1.2", WORDING, "Police", "It met.", "Red / Green")]

    plan = assemble(document(TITLE, THEME, table([(*FACTS, "RAG"), *rows])))

    apart, together = [found.fields for found in plan.findings if found.code == "rag-split"]
    assert {"action", "rag", "narrative", "outcome"} <= {*apart}
    assert together == ("rag",)
