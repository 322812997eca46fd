"""Cells with spans fill a grid without overlapping, whatever spans they ask for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.html.grid import Area, Span, lay_out

SPAN = st.builds(Span, rows=st.integers(0, 5), columns=st.integers(1, 5))
GROUPS = st.lists(st.lists(st.lists(SPAN, max_size=6), max_size=6), max_size=3)


def places(area: Area) -> list[tuple[int, int]]:
    """Every place of the grid that an area covers."""
    rows = range(area.row, area.row + area.rows)
    return [(row, column) for row in rows for column in range(area.column, area.column + area.columns)]


@settings(deadline=None)
@given(GROUPS)
def test_no_two_cells_share_a_place(groups: list[list[list[Span]]]) -> None:
    areas, _ = lay_out(groups)

    covered = [place for row in areas for area in row for place in places(area)]

    assert len(covered) == len(set(covered))


@settings(deadline=None)
@given(GROUPS)
def test_every_cell_gets_a_place_in_the_grid(groups: list[list[list[Span]]]) -> None:
    areas, width = lay_out(groups)

    assert [len(row) for row in areas] == [len(row) for group in groups for row in group]
    for number, row in enumerate(areas):
        assert all(area.row == number and area.column + area.columns <= width for area in row)
        assert [area.column for area in row] == sorted(area.column for area in row)


@settings(deadline=None)
@given(GROUPS)
def test_no_cell_leaves_its_row_group(groups: list[list[list[Span]]]) -> None:
    areas, _ = lay_out(groups)

    first = 0
    for group in groups:
        rows = [area for row in areas[first : first + len(group)] for area in row]
        first += len(group)
        assert all(area.row + area.rows <= first for area in rows)


@settings(deadline=None)
@given(GROUPS)
def test_a_cell_begins_in_every_column(groups: list[list[list[Span]]]) -> None:
    areas, width = lay_out(groups)

    assert {area.column for row in areas for area in row} == set(range(width))


def test_spans_that_would_overlap_are_cut_short() -> None:
    areas, width = lay_out([[[Span(1, 1), Span(2, 1)], [Span(1, 2), Span(1, 1)]]])

    assert width == 3
    assert areas[1] == [Area(1, 0, 1, 1), Area(1, 2, 1, 1)]
