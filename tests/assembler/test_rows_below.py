"""Tables that print the narrative of each action in a row of its own, under the action's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import cell, document, heading
from extractors.assembler.assemble import assemble
from models.document import Cell, Item, Table

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("Strengthen the help for young people", "Keep the town centre safe", "Protect children who go missing")
HEADER = ("No.", "Action", "RAG", "Lead organisation")
THEMES = ((1, "Leadership and partnership"), (2, "Supporting victims"))


def progress(place: int) -> str:
    return f"The board met {place} times since May and agreed what each partner would do."


def rows_of(texts: Sequence[Sequence[str]]) -> Table:
    """A row with one text is one cell from side to side."""
    rows: list[tuple[Cell, ...]] = []
    for row, said in enumerate(texts):
        if len(said) == 1:
            rows.append((cell(row, 0, said[0], spans=(1, len(HEADER))),))
        else:
            rows.append(tuple(cell(row, column, text) for column, text in enumerate(said)))
    return Table(rows=tuple(rows), column_count=len(HEADER))


def actions(theme: int, *, before: str = "") -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for place, wording in enumerate(WORDINGS, start=1):
        rows += [(f"{theme}.{place}", wording, "Amber", "Police"), (before + progress(place),)]
    return rows


@pytest.mark.parametrize("name", ["Progress", "In our words"])
def test_a_row_under_each_action_is_its_narrative(name: str) -> None:
    items: list[Item] = []
    for theme in (1, 2):
        items += [heading(f"Theme {theme}: Chapter {theme}"), rows_of([HEADER, (name,), *actions(theme)])]

    plan = assemble(document(TITLE, *items))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [action.mandatory_action for action in plan.actions] == [*WORDINGS, *WORDINGS]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2
    assert plan.coverage.unaccounted == ()


def test_banners_between_the_actions_stay_themes() -> None:
    rows = [HEADER, ("Progress",), ("1 Governance",), *actions(1), ("2 Weapons",), *actions(2)]

    plan = assemble(document(TITLE, rows_of(rows)))

    assert [theme.title for theme in plan.themes] == ["Governance", "Weapons"]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2


def test_a_label_that_opens_each_row_below_names_its_column() -> None:
    rows = [HEADER, ("1 Governance",), *actions(1, before="What was done\n")]

    plan = assemble(document(TITLE, rows_of(rows)))

    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)]


def test_banners_over_one_action_each_are_no_narratives() -> None:
    header = (*HEADER[:3], "Narrative")
    rows: list[Sequence[str]] = [header]
    for place, wording in enumerate(WORDINGS, start=1):
        rows += [(f"Theme {place}: {wording} with all our partners",), (f"{place}.1", wording, "Red", progress(place))]

    plan = assemble(document(TITLE, rows_of(rows)))

    assert [action.ref for action in plan.actions] == ["1.1", "2.1", "3.1"]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)]


@pytest.mark.parametrize("label", ["Where are we now?: ", "In our words: "])
def test_a_label_of_any_name_before_each_text_is_none_of_it(label: str) -> None:
    rows = [HEADER, *actions(1, before=label), *actions(2, before=label)]

    plan = assemble(document(TITLE, rows_of(rows)))

    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2
    assert plan.coverage.unaccounted == ()


def test_a_speaker_before_one_text_stays_in_it() -> None:
    rows = [HEADER, *actions(1), *actions(2, before="")]
    rows[2] = ("MPS: " + progress(1),)

    plan = assemble(document(TITLE, rows_of(rows)))

    assert plan.actions[0].narrative == "MPS: " + progress(1)


def test_a_label_is_taken_off_under_a_banner_over_the_header_and_under_a_header_that_is_printed_again() -> None:
    first, second = actions(1, before="In our words: "), actions(2, before="In our words: ")
    banners = ("Theme 1: Governance",), ("Theme 2: Safer streets",)
    rows = [banners[0], HEADER, *first, banners[1], HEADER, *second[:3], banners[1], HEADER, *second[3:]]

    plan = assemble(document(TITLE, rows_of(rows)))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2
    assert [theme.title for theme in plan.themes] == ["Governance", "Safer streets"]


def test_a_row_without_the_label_of_those_below_the_actions_names_a_theme() -> None:
    rows: list[Sequence[str]] = [HEADER]
    for place, title in enumerate(("A. Governance of the work that we do", "B. Children and young people first"), 1):
        rows += [(title,), (f"{place}.1", WORDINGS[place], "Red", "Police"), (f"Progress: {progress(place)}",)]

    plan = assemble(document(TITLE, rows_of(rows)))

    assert [theme.title for theme in plan.themes] == [
        "Governance of the work that we do",
        "Children and young people first",
    ]
    assert [action.narrative for action in plan.actions] == [progress(1), progress(2)]


def test_a_number_and_a_wording_alone_in_a_row_are_an_action_where_themes_have_a_column() -> None:
    header = tuple(cell(0, place, name) for place, name in enumerate(("Theme", *HEADER[1:], "Progress")))
    rows = [
        header,
        (cell(1, 0, "Governance", spans=(3, 1)), *_said(1, "1 Meet every month", "Red", "Police", progress(1))),
        _said(2, "2 Add violence to the visitor's checklist", "", "", ""),
        _said(3, "3 Share what is known", "Green", "Housing", progress(2)),
    ]

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=len(header))))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Meet every month"),
        ("1.2", "Add violence to the visitor's checklist"),
        ("1.3", "Share what is known"),
    ]


def _said(row: int, *texts: str) -> tuple[Cell, ...]:
    return tuple(cell(row, column, text) for column, text in enumerate(texts, start=1))


def test_a_theme_merged_beside_the_rows_of_its_actions_and_those_below_them_keeps_to_its_own() -> None:
    rows: list[tuple[Cell, ...]] = [tuple(cell(0, column, text) for column, text in enumerate(("Theme", *HEADER)))]
    for theme in (1, 2):
        for place, wording in enumerate(WORDINGS, start=1):
            row = len(rows)
            told = (
                cell(row, column, text) for column, text in enumerate((f"{theme}.{place}", wording, "Red", "MPS"), 1)
            )
            named = (cell(row, 0, f"Theme {theme}: Chapter {theme}", spans=(6, 1)),) if place == 1 else ()
            rows += [(*named, *told), (cell(row + 1, 1, f"In our words: {progress(place)}", spans=(1, 4)),)]

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=5)))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2
    assert [theme.title for theme in plan.themes] == ["Chapter 1", "Chapter 2"]


def test_tables_that_go_on_without_a_header_have_rows_below_too() -> None:
    items: list[Item] = []
    for theme in (1, 2):
        rows = actions(theme, before="In our words: ")
        items += [heading(f"Theme {theme}: Chapter {theme}"), rows_of([HEADER, *rows] if theme == 1 else rows)]

    plan = assemble(document(TITLE, *items))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2


def test_rows_below_stand_in_tables_whose_theme_stands_over_the_header() -> None:
    items = [rows_of([(name,), HEADER, *actions(theme, before="In our words: ")]) for theme, name in THEMES]

    plan = assemble(document(TITLE, *items))

    assert [theme.title for theme in plan.themes] == [name for _, name in THEMES]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)] * 2


def test_a_table_whose_rows_all_run_across_it_has_none_below_others() -> None:
    texts = [(f"Note {place} about how the board and its partners met.",) for place in (1, 2, 3)]
    rows = [HEADER, *actions(1, before="In our words: ")]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), rows_of(rows), rows_of(texts)))

    assert [action.mandatory_action for action in plan.actions[:3]] == list(WORDINGS)


def test_several_labels_in_the_row_under_each_action_are_a_column_each() -> None:
    told = {1: "Residents feel safer", 2: "", 3: "Fewer victims"}
    rows: list[tuple[str, ...]] = [HEADER]
    for place, wording in enumerate(WORDINGS, start=1):
        outcome = f"Outcome: {told[place]}\n" if told[place] else ""
        below = f"{outcome}Comments: {progress(place)}\nIt meets again in June."
        rows += [(f"1.{place}", wording, "Amber", "Police"), (below,)]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), rows_of(rows)))

    assert [action.outcome or "" for action in plan.actions] == list(told.values())
    assert [action.narrative for action in plan.actions] == [
        f"{progress(place)}\nIt meets again in June." for place in told
    ]
    assert plan.coverage.unaccounted == ()
