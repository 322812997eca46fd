"""Cards, paragraphs and tables on their side whose labels stand in no list, but recur and are told by their values."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Cell, Document, Table
from models.plan import Plan
from models.reference.columns import is_column_name, understand_header

TITLE = heading("Richmond Violence Reduction Plan 2024")
THEME = heading("Theme 1: Governance")
LABELS = ("Lfd", "Brief", "Lamp", "Account of it", "Whose desk")
ACTIONS = (
    ("1", "Set up a board that meets every quarter.", "Red", "The board met in May and agreed its terms.", "Police"),
    ("2", "Share what is known of knife crime with schools.", "Green", "We have shared a first report.", "NHS"),
    ("3", "Train youth workers to help those who are hurt.", "Amber", "Training has begun in two wards.", "Council"),
    ("4", "Deliver a summer programme for young people.", "Green", "We have delivered it since July.", "Police"),
)


def beside(*actions: tuple[str, ...]) -> Table:
    return table([pair for action in actions for pair in zip(LABELS, action, strict=True)])


def in_fours(action: tuple[str, ...]) -> Table:
    number, wording, rag, narrative, desk = action
    rows: tuple[tuple[Cell, ...], ...] = (
        (cell(0, 0, LABELS[0]), cell(0, 1, number), cell(0, 2, LABELS[2]), cell(0, 3, rag)),
        (cell(1, 0, LABELS[1]), cell(1, 1, wording, spans=(1, 3))),
        (cell(2, 0, LABELS[3]), cell(2, 1, narrative, spans=(1, 3))),
        (cell(3, 0, LABELS[4]), cell(3, 1, desk, spans=(1, 3))),
    )
    return Table(rows=rows, column_count=4)


def over(action: tuple[str, ...]) -> Table:
    number, wording, rag, narrative, desk = action
    rows: tuple[tuple[Cell, ...], ...] = (
        (cell(0, 0, LABELS[0]), cell(0, 1, LABELS[2]), cell(0, 2, LABELS[4])),
        (cell(1, 0, number), cell(1, 1, rag), cell(1, 2, desk)),
        (cell(2, 0, LABELS[1], spans=(1, 3)),),
        (cell(3, 0, wording, spans=(1, 3)),),
        (cell(4, 0, LABELS[3], spans=(1, 3)),),
        (cell(5, 0, narrative, spans=(1, 3)),),
    )
    return Table(rows=rows, column_count=3)


def on_its_side(*actions: tuple[str, ...]) -> Table:
    return table([*zip(LABELS, *actions, strict=True)])


def paragraphs(*actions: tuple[str, ...]) -> tuple[Block, ...]:
    pairs = [pair for action in actions for pair in zip(LABELS, action, strict=True)]
    return tuple(Block(kind="para", text=f"{label}: {value}") for label, value in pairs)


SHAPES = {
    "two columns, a table each": document(TITLE, THEME, *map(beside, ACTIONS)),
    "two columns, one table": document(TITLE, THEME, beside(*ACTIONS)),
    "four columns": document(TITLE, THEME, *map(in_fours, ACTIONS)),
    "labels over values": document(TITLE, THEME, *map(over, ACTIONS)),
    "on their side": document(TITLE, THEME, on_its_side(*ACTIONS[:2]), on_its_side(*ACTIONS[2:])),
    "paragraphs": document(TITLE, THEME, *paragraphs(*ACTIONS)),
    "on its side": document(TITLE, THEME, on_its_side(*ACTIONS)),
}


def told(plan: Plan) -> list[tuple[str, str, str | None, str]]:
    return [(action.ref, action.mandatory_action, action.rag, action.narrative) for action in plan.actions]


def test_the_labels_of_these_tests_are_in_no_list() -> None:
    assert [label for label in LABELS if is_column_name(label) or understand_header(label)] == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_actions_are_read_by_the_values_of_all_cards(shape: Document) -> None:
    plan = assemble(shape)

    assert told(plan) == [
        (f"1.{number}", wording, rag.casefold(), narrative) for number, wording, rag, narrative, _ in ACTIONS
    ]
    assert plan.coverage.unaccounted == ()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_labels_taken_by_their_values_are_told(shape: Document) -> None:
    found = [each for each in assemble(shape).findings if "mandatory_action" in each.fields]

    assert [each.code for each in found if each.code.startswith("column-")]


def test_tables_on_their_side_that_hang_together_are_read_block_by_block() -> None:
    blocks = [*zip(LABELS, *ACTIONS[:2], strict=True)], [*zip(LABELS, *ACTIONS[2:], strict=True)]
    rows = [tuple(cell(row, column, text) for column, text in enumerate(texts)) for row, texts in enumerate(blocks[0])]
    rows.append((cell(len(rows), 0, "Theme 2: Weapons", spans=(1, 3)),))
    for texts in blocks[1]:
        rows.append(tuple(cell(len(rows), column, text) for column, text in enumerate(texts)))

    plan = assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=3)))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.3", "2.4"]
    assert [action.narrative for action in plan.actions] == [action[3] for action in ACTIONS]
    assert plan.coverage.unaccounted == ()


def test_labels_may_be_abbreviated() -> None:
    cards = [table([("Lfd no.", action[0]), *zip(LABELS[1:], action[1:], strict=True)]) for action in ACTIONS]

    assert [action.ref for action in assemble(document(TITLE, THEME, *cards)).actions] == ["1.1", "1.2", "1.3", "1.4"]


def test_a_card_may_lack_a_line() -> None:
    cards = [*map(beside, ACTIONS[:3]), table(list(zip(LABELS[:-1], ACTIONS[3][:-1], strict=True)))]

    assert [action.mandatory_action for action in assemble(document(TITLE, THEME, *cards)).actions] == [
        action[1] for action in ACTIONS
    ]


def test_a_label_left_empty_in_a_card_belongs_to_the_card_it_opens() -> None:
    cards = [("", *action[1:]) for action in ACTIONS]

    assert [action.narrative for action in assemble(document(TITLE, THEME, beside(*cards))).actions] == [
        action[3] for action in ACTIONS
    ]


def test_themes_between_cards_are_theirs() -> None:
    plan = assemble(
        document(TITLE, THEME, *map(beside, ACTIONS[:2]), heading("Theme 2: Weapons"), *map(beside, ACTIONS[2:]))
    )

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.3", "2.4"]


def test_a_shade_under_a_label_is_its_value() -> None:
    cards = []
    for action, shade in zip(ACTIONS, ("#ff0000", "#00b050", "#ffc000", "#00b050"), strict=True):
        rows = list(over(action).rows)
        rows[1] = (rows[1][0], cell(1, 1, fill=shade), rows[1][2])
        cards.append(Table(rows=tuple(rows), column_count=3))

    plan = assemble(document(TITLE, THEME, *cards))

    assert [action.rag for action in plan.actions] == ["red", "green", "amber", "green"]


def test_a_theme_where_labels_stand_is_no_more_of_the_value_over_it() -> None:
    rows: list[tuple[str, str]] = []
    for place, action in enumerate(ACTIONS, start=1):
        rows += [(f"Theme {place}: Part {place}", ""), *zip(LABELS, action, strict=True)]

    plan = assemble(document(TITLE, table(rows)))

    assert [theme.title for theme in plan.themes] == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert [action.lead_organisations[0].text for action in plan.actions] == [action[4] for action in ACTIONS]


def test_a_label_called_like_a_theme_is_none_where_its_value_is_empty() -> None:
    boards = ("Tasking board", "", "Cabinet", "")
    cards = [
        table(
            [*zip(LABELS[:2], action, strict=False), ("Governance", board), *zip(LABELS[2:], action[2:], strict=True)]
        )
        for action, board in zip(ACTIONS, boards, strict=True)
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Weapons"), *cards))

    assert [theme.title for theme in plan.themes] == ["Weapons"]
    assert [action.narrative for action in plan.actions] == [action[3] for action in ACTIONS]


def test_headings_of_one_level_over_cards_are_their_themes_whatever_they_say() -> None:
    plan = assemble(
        document(TITLE, heading("Reachable moments"), *map(beside, ACTIONS[:2]), heading("Money"), beside(*ACTIONS[2:]))
    )

    assert [theme.title for theme in plan.themes] == ["Reachable moments", "Money"]
    assert [action.theme_number for action in plan.actions] == [1, 1, 2, 2]


def test_headings_over_a_card_each_may_be_those_of_actions() -> None:
    headed = [item for action in ACTIONS for item in (heading(action[1].rstrip(".")), beside(action))]

    assert assemble(document(TITLE, *headed)).themes == ()


def test_numbers_that_open_the_wordings_of_cards_are_theirs() -> None:
    cards = [
        table(list(zip(LABELS[1:], (f"4.{number} {wording}", *rest), strict=True)))
        for number, wording, *rest in ACTIONS
    ]

    plan = assemble(document(TITLE, heading("Theme 4: Governance"), *cards))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"4.{number}", wording) for number, wording, *_ in ACTIONS
    ]


def test_one_action_left_for_a_table_on_its_side_stands_beside_its_labels() -> None:
    plan = assemble(document(TITLE, THEME, on_its_side(*ACTIONS[:3]), on_its_side(ACTIONS[3])))

    assert [action.narrative for action in plan.actions] == [action[3] for action in ACTIONS]


def test_values_that_recur_under_their_labels_are_no_labels() -> None:
    cards = [over((number, wording, "Yes", narrative, "No")) for number, wording, _, narrative, _ in ACTIONS[:3]]
    cards.append(over((ACTIONS[3][0], ACTIONS[3][1], "No", ACTIONS[3][3], "Yes")))

    plan = assemble(document(TITLE, THEME, *cards))

    assert [action.narrative for action in plan.actions] == [action[3] for action in ACTIONS]
    assert plan.coverage.unaccounted == ()


def test_a_label_across_a_card_stands_over_its_value() -> None:
    def card(action: tuple[str, ...]) -> Table:
        number, wording, rag, narrative, desk = action
        pairs = ((LABELS[0], number), (LABELS[1], wording), (LABELS[2], rag), (LABELS[4], desk))
        rows = [(cell(row, 0, label), cell(row, 1, value)) for row, (label, value) in enumerate(pairs)]
        across = [(cell(4, 0, LABELS[3], spans=(1, 2)),), (cell(5, 0, narrative, spans=(1, 2)),)]
        return Table(rows=(*rows, *across), column_count=2)

    plan = assemble(document(TITLE, THEME, *map(card, ACTIONS)))

    assert [action.narrative for action in plan.actions] == [action[3] for action in ACTIONS]
    assert [action.rag for action in plan.actions] == ["red", "green", "amber", "green"]


KNOWN = ("Ref", "Action", "RAG", "Progress", "Lead agency")


@pytest.mark.parametrize("number", ["{}", "Action {}"])
def test_a_number_beside_the_first_label_of_a_form_is_no_name_of_a_column(number: str) -> None:
    forms = []
    for action in ACTIONS:
        ref, wording, rag, narrative, desk = action
        rows = (
            (cell(0, 0, KNOWN[0]), cell(0, 1, number.format(ref)), cell(0, 2, KNOWN[4]), cell(0, 3, desk)),
            (cell(1, 0, KNOWN[2]), cell(1, 1, rag, spans=(1, 3))),
            (cell(2, 0, KNOWN[1]), cell(2, 1, wording, spans=(1, 3))),
            (cell(3, 0, KNOWN[3]), cell(3, 1, narrative, spans=(1, 3))),
        )
        forms.append(Table(rows=rows, column_count=4))

    assert told(assemble(document(TITLE, THEME, *forms))) == [
        (f"1.{ref}", wording, rag.casefold(), narrative) for ref, wording, rag, narrative, _ in ACTIONS
    ]


def test_labels_after_the_values_of_a_form_count_with_those_before() -> None:
    forms = []
    for ref, wording, rag, narrative, _ in ACTIONS:
        rows: tuple[tuple[Cell, ...], ...] = (
            (cell(0, 0, "Lfd no."), cell(0, 1, ref), cell(0, 2, "RAG status"), cell(0, 3, rag)),
            (cell(1, 0, "Brief"), cell(1, 1, wording, spans=(1, 3))),
            (cell(2, 0, "Account of it"), cell(2, 1, narrative, spans=(1, 3))),
        )
        forms.append(Table(rows=rows, column_count=4))

    plan = assemble(document(TITLE, THEME, *forms))

    assert [(action.mandatory_action, action.rag) for action in plan.actions] == [
        (wording, rag.casefold()) for _, wording, rag, *_ in ACTIONS
    ]


def test_what_several_columns_of_a_table_on_its_side_say_in_one_row_is_no_label() -> None:
    labels = (*LABELS, "Public?", "Way", "Reach")
    blocks = [
        [*zip(labels, *[(*action, shown, "Up", "All") for action in ACTIONS[first : first + 2]], strict=True)]
        for first, shown in ((0, "No"), (2, "Yes"))
    ]
    opening = (LABELS[0], "5", "6")  # of a third block, which a page break cuts off

    plan = assemble(document(TITLE, THEME, table(blocks[0]), table([*blocks[1], opening])))

    assert [action.narrative for action in plan.actions if action.narrative] == [action[3] for action in ACTIONS]


def test_a_column_of_themes_with_empty_cells_holds_no_labels() -> None:
    names = ("Pane", "Brief", "Account of it", "Whose desk")
    rows = [
        (("Safer streets", "Calm homes")[place // 2] if place % 2 == 0 else "", *action[1::2], action[4])
        for place, action in enumerate(ACTIONS)
    ]

    plan = assemble(document(TITLE, table([names, *rows])))

    assert [action.mandatory_action for action in plan.actions] == [action[1] for action in ACTIONS]


def test_an_upright_table_of_other_names_beside_forms_of_the_plan_is_not_the_plans() -> None:
    forms = [table([*zip(KNOWN, action, strict=True)]) for action in ACTIONS]
    said = table(
        [
            ("No.", "You said", "Our reply"),
            ("1", "More should be done about attendance at school.", "The officer is on target to reach 200 pupils."),
            ("2", "More should be done about first-time entrants.", "The group shares data weekly with the council."),
            ("3", "More should be done about use of diversion.", "The board is funded by the council for a year."),
        ]
    )

    plan = assemble(document(TITLE, THEME, *forms, heading("What residents said"), said))

    assert [action.mandatory_action for action in plan.actions] == [action[1] for action in ACTIONS]


def test_three_labels_down_the_first_column_of_several_tables_are_enough() -> None:
    labels = ("Step no", "Expectation", "Our answer")
    tables = [table([*zip(labels, (f"1.{ref}", wording, story), strict=True)]) for ref, wording, _, story, _ in ACTIONS]

    plan = assemble(document(TITLE, THEME, *tables))

    assert [(action.mandatory_action, action.narrative) for action in plan.actions] == [
        (wording, story) for _, wording, _, story, _ in ACTIONS
    ]


def test_a_line_across_a_form_between_two_actions_is_no_value_of_the_first() -> None:
    rows: list[tuple[Cell, ...]] = []
    for place, action in enumerate(ACTIONS):
        if place == 2:
            rows.append((cell(len(rows), 0, "Weapons", spans=(1, 2)),))
        for label, value in zip(KNOWN, (*action[:4], ""), strict=True):
            rows.append((cell(len(rows), 0, label), cell(len(rows), 1, value)))

    plan = assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=2)))

    assert [action.narrative for action in plan.actions] == [action[3] for action in ACTIONS]
    assert not any(action.lead_organisations for action in plan.actions)


def test_an_upright_table_of_two_actions_is_no_form_though_others_print_its_header_and_its_statuses() -> None:
    names = ("MS", "Undertaken by the partnership", "Is it on course", "Borough return")
    rows = [(f"EAE{number}", wording, "AMBER: some delay", story) for number, wording, _, story, _ in ACTIONS]
    later = [
        (f"TAC{row}", f"Hold meeting {row} with every ward.", "AMBER: some delay", f"Held in ward {row}.")
        for row in range(1, 7)
    ]

    plan = assemble(
        document(TITLE, heading("1 Evidence"), table([names, *rows[:2]]), heading("2 Trust"), table([names, *later]))
    )

    assert len(plan.actions) == 8


def test_two_labels_down_the_first_column_of_several_tables_are_enough() -> None:
    told = [
        (
            wording,
            f"{narrative} The safeguarding partnership has had 43 referrals since April and offers each of them help.",
        )
        for _, wording, _, narrative, _ in ACTIONS
    ]

    plan = assemble(document(TITLE, THEME, *(table([("Asks", one), ("Local answer", two)]) for one, two in told)))

    assert [(action.mandatory_action, action.narrative) for action in plan.actions] == told


def test_a_small_table_that_is_a_plans_as_it_stands_does_not_lie_on_its_side() -> None:
    wordings = (
        "A scheme of delegated powers to agreed standards of practice",
        "A befriending scheme with regard to disproportionality",
        "A lessons learnt review for young people aged 10 to 17",
        "The list of known hotspots with clear routes of escalation",
        "Victim care after a serious incident and report on it each quarter",
    )
    narratives = (
        "15 January 2023 - The drug and alcohol service holds drop-in sessions at the library, as partners wanted.",
        "4 September 2024 - The steering group needs a decision on money from the board.",
        "11 October 2023 - The drug and alcohol service is being reviewed and further work is planned.",
        "8 November 2024 - The contract manager has written a short guide for staff.",
        "14 June 2024 - The trading standards team visited 31 shops, of which four sold a knife to a child.",
    )
    statuses = ("Green", "Amber", "Green", "Amber", "Green")
    rows = [
        (f"{place}. {wording}", status, narrative)
        for place, (wording, status, narrative) in enumerate(
            zip(2 * wordings, 2 * statuses, 2 * narratives, strict=True), start=1
        )
    ]

    plan = assemble(document(TITLE, THEME, table([("Remit", "Marker", "How this looks on the ground"), *rows])))

    assert [action.mandatory_action for action in plan.actions] == [*wordings, *wordings]
    assert [action.narrative for action in plan.actions] == [*narratives, *narratives]


def test_themes_and_statuses_that_many_rows_repeat_are_no_labels() -> None:
    names = ("Pane", "Whose desk", "Lamp", "Account of it", "Brief")
    actions = [ACTIONS[place % 4] for place in range(8)]
    themes = ["Theme 1 - Calm homes"] * 2 + ["Theme 2 - Trust"] * 3 + ["Theme 3 - Skills for work"] * 3
    rows = [
        (theme, desk if place % 2 else "", lamp, story, f"{theme[6]}.{place + 1} {wording}")
        for place, (theme, (_, wording, lamp, story, desk)) in enumerate(zip(themes, actions, strict=True))
    ]

    plan = assemble(document(TITLE, table([names, *rows])))

    assert [(action.rag, action.narrative) for action in plan.actions] == [
        (lamp.casefold(), story) for _, _, lamp, story, _ in actions
    ]


def test_a_value_that_goes_on_over_a_column_of_labels_is_whole() -> None:
    def card(number: str) -> Table:
        cut = ("Progress", f"Board {number} met with all its", "partners in May and", "agreed its terms.")
        texts = (("Ref", number, "Lead", "Police"), ("Action", f"Set up board {number}.", "RAG", "Red"), cut)
        return table(texts)

    plan = assemble(document(heading("Richmond Violence Plan 2024"), card("1"), card("2"), card("3")))

    assert [action.narrative for action in plan.actions] == [
        f"Board {number} met with all its partners in May and agreed its terms." for number in (1, 2, 3)
    ]
