"""Whatever a table's rows say of spans and merges, every cell lands once and no two overlap."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from extractors.docx.grid import Area, CellShape, Merge, RowShape, place, simplify

CELLS = st.builds(
    CellShape,
    span=st.integers(1, 4),
    down=st.sampled_from(Merge),
    across=st.sampled_from([Merge.NONE, Merge.NONE, Merge.RESTART, Merge.CONTINUE]),
)
ROWS = st.lists(
    st.builds(RowShape, before=st.integers(0, 3), cells=st.lists(CELLS, min_size=1, max_size=6).map(tuple)), max_size=8
)
WIDTHS = st.lists(st.floats(0, 3000), max_size=30)


def covered(areas: tuple[Area, ...]) -> Counter[tuple[int, int]]:
    """How many areas cover each place of the grid."""
    return Counter(
        spot
        for area in areas
        for spot in product(range(area.row, area.row + area.row_span), range(area.column, area.right))
    )


@given(ROWS)
def test_every_cell_is_in_exactly_one_area(rows: list[RowShape]) -> None:
    areas = place(rows)

    members = Counter(member for area in areas for member in area.members)
    assert members == Counter((index, number) for index, row in enumerate(rows) for number in range(len(row.cells)))


@given(ROWS)
def test_no_two_areas_overlap(rows: list[RowShape]) -> None:
    areas = place(rows)

    assert set(covered(areas).values()) <= {1}


@given(ROWS)
def test_a_row_covers_as_many_columns_as_its_cells_say(rows: list[RowShape]) -> None:
    areas = place(rows)

    spots = covered(areas)
    for index, row in enumerate(rows):
        first, last = row.before, row.before + sum(cell.span for cell in row.cells)
        assert {column for line, column in spots if line == index} == set(range(first, last))


@given(ROWS, WIDTHS)
def test_a_simpler_grid_keeps_every_cell_apart_and_in_order(rows: list[RowShape], widths: list[float]) -> None:
    areas = place(rows)

    simple = simplify(areas, widths, 120)

    assert [area.members for area in simple] == [area.members for area in areas]
    assert all(area.column_span >= 1 for area in simple)
    assert set(covered(simple).values()) <= {1}
    assert max((area.right for area in simple), default=0) <= max((area.right for area in areas), default=0)


@given(ROWS)
def test_a_simpler_grid_has_no_line_that_no_cell_ends_at(rows: list[RowShape]) -> None:
    simple = simplify(place(rows), [], 120)

    used = {area.column for area in simple} | {area.right for area in simple}
    assert used == set(range(len(used)))
