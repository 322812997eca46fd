"""Columns that a copy left out where they were empty are put back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.copies import only_table, read_copy, tabbed, texts

HEADER = ["Theme", "Action No", "RAG", "VRU Mandatory Action", "Named Lead", "Lead Organisation", "Narrative"]
ACTIONS = [
    "Set out the local arrangements between the partnership and its sub groups, so that all know who does what.",
    "Agendas of meetings are to include violence performance, domestic abuse, tensions, and stop and search.",
    "Hold a regular violence assessment meeting attended by police, relevant colleagues and other partners.",
    "Hold a monthly tactical meeting to task services, and keep a tracker to manage and review events of risk.",
    "Review local plans so that the work of the duty and the work of the drugs partnership help each other.",
    "Work to ensure that schools are safe and inclusive places, where young people can speak with adults.",
]
NARRATIVES = [
    """CSS: The board meets each quarter. It looks at serious violence, and at what the police and the council can do
    about it together. A yearly report goes to the cabinet, and partners are told of it by letter.""",
    """MPS - Daily calls are chaired by the inspector on call. Partners are asked to attend when it is needed. The calls
    also look at what has happened over the last day across London, and where officers should go next.""",
    """AFC has a panel for children at risk. Social workers, the youth service and the schools sit on it, and it meets
    every fortnight. Families are offered support from the first meeting on, at home or at the centre.""",
]
ORGANISATIONS = ["Community Safety", "MPS", "AFC, Community Safety", "Public Health"]
THEMES = ["1. GOVERNANCE", "2. ANALYSIS & ENFORCEMENT", "3. REDUCING ACCESS TO WEAPONS"]

Row = list[str]


def plan_rows() -> list[Row]:
    """Three themes of four actions; nobody is named as lead and no RAG is given, as in the plans seen."""
    rows = []
    for theme, title in enumerate(THEMES):
        for number in range(4):
            place = 4 * theme + number
            rows.append(
                [
                    title if number == 0 else "",
                    str(number + 1),
                    "",
                    ACTIONS[place % len(ACTIONS)],
                    "",
                    ORGANISATIONS[place % len(ORGANISATIONS)],
                    " ".join(NARRATIVES[place % len(NARRATIVES)].split()),
                ]
            )
    return rows


def copied_by_page(rows: list[Row], page_ends: list[int], *, vanishing: bool = True) -> str:
    """A copy in which every page but the first lacks the columns that are empty on it."""
    lines = ["\t".join(HEADER)]
    for first, end in zip([0, *page_ends], [*page_ends, len(rows)], strict=True):
        page = rows[first:end]
        kept = [
            column for column in range(len(HEADER)) if not vanishing or not first or any(row[column] for row in page)
        ]
        lines += ["\t".join(row[column] for column in kept) for row in page]
        lines.append("")
    return "\n".join(lines)


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(4, 11), min_size=1, max_size=6))
def test_columns_are_put_back_wherever_the_pages_end(ends: set[int]) -> None:
    rows = plan_rows()

    table = only_table(copied_by_page(rows, sorted(ends)))

    assert texts(table)[1:] == rows


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(HEADER))))
def test_columns_are_put_back_in_any_order(order: list[int]) -> None:
    rows = [[row[column] for column in order] for row in plan_rows()]
    header = [HEADER[column] for column in order]
    kept = [column for column in range(len(order)) if order[column] not in {2, 4}]
    copy = "\n".join(
        ["\t".join(header), *("\t".join(row) for row in rows[:6]), ""]
        + ["\t".join(row[column] for column in kept) for row in rows[6:]]
    )

    table = only_table(copy)

    assert texts(table)[1:] == rows


def test_rows_are_right_though_none_has_all_columns() -> None:
    rows = plan_rows()
    kept = (0, 1, 3, 5, 6)
    copy = "\n".join(["\t".join(HEADER), *("\t".join(row[column] for column in kept) for row in rows)])

    table = only_table(copy)

    assert texts(table)[1:] == rows


def test_a_repeated_header_stands_over_its_columns() -> None:
    rows = plan_rows()
    copy = (
        copied_by_page(rows[:4], [])
        + "Theme\tAction No\tVRU Mandatory Action\t\t\n"
        + "\t".join(rows[4][column] for column in (0, 1, 3, 5, 6))
    )

    table = only_table(copy)

    assert texts(table)[5] == ["Theme", "Action No", "", "VRU Mandatory Action", "", "", ""]
    assert texts(table)[6] == rows[4]


def test_restored_rows_are_counted_in_a_finding() -> None:
    document = read_copy(copied_by_page(plan_rows(), [4]))

    assert [(finding.code, finding.message.split()[0]) for finding in document.findings] == [("ragged-row", "8")]


def test_nothing_is_restored_where_nothing_is_missing() -> None:
    document = read_copy(copied_by_page(plan_rows(), [4], vanishing=False))

    assert document.findings == ()


@pytest.mark.parametrize("name", ["Partners", "Local action", "Lead", "Status"])
def test_rows_that_lack_fields_are_laid_under_every_kind_of_name(name: str) -> None:
    rows = [f"{number} | Set out the plan for all the partners | Done in May" for number in range(1, 4)]

    table = only_table(tabbed(f"No | Action | {name} | Narrative", *rows))

    assert table.column_count == 4
    assert all(len([cell for cell in row if cell.text]) == 3 for row in table.rows[1:])
