"""Makes upright tables of other shapes: cards with labels beside or over their values, and tables on their side.

A text printed in card after card, or a known name of a column, is a label; what stands beside or under it, its value.
Whether these are a plan's is decided later, by the labels and all values together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from extractors.assembler.cards.gathered import Cards, Upright
from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.headers import find_header
from extractors.assembler.labels import FEWEST_CARDS, FEWEST_NAMES, Labels, label_of, make_card
from extractors.assembler.numbers import opening_number, read_number
from models.document import Table
from models.reference.columns import fold_header

FEW = 0.25  # share of the values of a table on its side that may happen to be words of a label
FEWEST_COLUMNS = 2
FEWEST_FORMS = 3  # tables that print the same first column, whatever it says
FEWEST_RECURRING = 2  # of such a column: the wording's and the narrative's
MOST = 0.6  # share of the first cells of rows, or of the cells after a value, that must be labels
NEARLY_ALL = 0.8  # the same where labels do not stand over their values: there, values begin rows as well


def make_upright(grids: Mapping[int, Grid], labels: Mapping[int, Labels]) -> tuple[dict[int, Upright], ...]:
    """The tables that can be read as cards or as lying on their side, by their places.

    First those whose labels stand at the left, then those whose labels stand over their values: a table may be in both.
    """
    again = _labels_over_again({place: grid for place, grid in grids.items() if grid.column_count == 1}, labels)
    over = {
        place: found
        for place, grid in grids.items()
        if _stand_over(grid, labels[place], again) and (found := Cards(grid, labels[place]).over())
    }
    return _at_the_left(grids, labels), over


def _at_the_left(grids: Mapping[int, Grid], labels: Mapping[int, Labels]) -> dict[int, Upright]:
    """The tables whose labels stand at the left.

    A table of fewer labels than a card has goes with the cards of the same labels: a page break may have cut it off.
    """
    again = _first_columns_again(grids.values())
    made = {place: found for place, grid in grids.items() if (found := _upright(grid, labels[place], again))}
    known = frozenset(fold_header(label) for one in made.values() for label in one.labels)
    for place, grid in grids.items():
        if place not in made and known and grid.column_count > 1:
            first = (cell for row in range(grid.row_count) for cell in filled(grid.beginning(row))[:1])
            said = [label_of(cell) for cell in first if not read_number(one_line(cell))]
            if (
                said
                and all(label in known for label in said)
                and (rest := Cards(grid, Labels(known, known)).beside(fewest=1))
            ):
                made[place] = rest
    return dict(sorted(made.items()))


def opens_as_others(grids: Mapping[int, Grid]) -> frozenset[int]:
    """The places of tables whose first column says just what those of several others do: their rows are labelled."""
    said = {place: tuple(_first_column(grid, title_rows(grid))) for place, grid in grids.items()}
    times = Counter(said.values())
    return frozenset(
        place for place, texts in said.items() if times[texts] >= FEWEST_FORMS and make_card(texts) and all(texts)
    )


def _first_columns_again(grids: Iterable[Grid]) -> frozenset[tuple[str, ...]]:
    """What stands down the first column again and again, in several tables or in one: labels, whatever they say."""
    times: Counter[tuple[str, ...]] = Counter()
    for grid in grids:
        said = _first_column(grid, title_rows(grid))
        block = _repeating(said)
        times[block] += len(said) // max(1, len(block))
    return frozenset(
        block for block, count in times.items() if count >= FEWEST_FORMS and len(block) >= FEWEST_RECURRING
    )


def _labels_over_again(grids: Mapping[int, Grid], labels: Mapping[int, Labels]) -> frozenset[tuple[str, ...]]:
    """The labels of tables of one column that are cards: printed in the same order in several, or in one."""
    times: Counter[tuple[str, ...]] = Counter()
    for place, grid in grids.items():
        said = _labels_alone(grid, labels[place])
        block = _repeating(said)
        times[block] += len(said) // max(1, len(block))
    return frozenset(block for block, count in times.items() if count >= FEWEST_FORMS and len(block) >= FEWEST_NAMES)


def _labels_alone(grid: Grid, labels: Labels) -> list[str]:
    """The labels of rows that hold nothing else, those right under another left out: they are its values."""
    found: list[str] = []
    under = False
    for row in range(grid.row_count):
        said = filled(grid.beginning(row))
        wanted = labels.sure if under else labels.texts
        under = bool(said) and all(label_of(cell) in wanted for cell in said)
        found += [label_of(cell) for cell in said] if under else []
    return found


def _repeating(said: Sequence[str]) -> tuple[str, ...]:
    """The different labels that the first cells of rows say over and over in one order; none where they do not."""
    block = tuple(dict.fromkeys(said))
    return block if all(block) and list(said) == [*block] * (len(said) // max(1, len(block))) else ()


def _first_column(grid: Grid, first: int) -> list[str]:
    """What rows open with as labels, from a row on."""
    openings = [cell for row in range(first, grid.row_count) for cell in grid.beginning(row)[:1] if cell.column == 0]
    return [label_of(cell) for cell in openings if one_line(cell) and cell.column_span < grid.column_count]


def _upright(grid: Grid, labels: Labels, again: Container[tuple[str, ...]]) -> Upright | None:
    if not labels.texts:
        return None
    first = title_rows(grid)
    said = _first_column(grid, first)
    recurring = sum(text in labels for text in said) / max(1, len(said))
    later = _after_values(grid, labels)
    if grid.column_count < FEWEST_COLUMNS or not (make_card((*said, *(later or ()))) or _repeating(said) in again):
        return None
    if grid.column_count > FEWEST_COLUMNS and later is None:
        return _on_its_side(grid, labels, first, said)
    fewest = FEWEST_RECURRING if _repeating(said) in again else FEWEST_NAMES
    return Cards(grid, labels).beside(fewest=fewest) if recurring >= MOST else None


def _on_its_side(grid: Grid, labels: Labels, first: int, said: list[str]) -> Upright | None:
    """The table with its columns as rows; under labels that recur in it, block by block."""
    if not all(said) or len(said) < MOST * (grid.row_count - first):
        return None
    if len(set(said)) < len(said):
        rows = [filled(grid.beginning(row)) for row in range(first, grid.row_count)]
        values = [[label_of(cell) for cell in cells if cell.column] for cells in rows]
        # what several columns say in one row is no label: Yes, No, Yes
        twice = {text for said_in_row in values for text, times in Counter(said_in_row).items() if times > 1}
        taken = sum(text in labels and text not in twice for said_in_row in values for text in said_in_row if text)
        clear = taken <= FEW * sum(map(len, values))
        return Cards(grid, labels).across() if clear and all(text in labels for text in said) else None
    if any(grid.at(row, 0) is None for row in range(first, grid.row_count)):
        return None
    if find_header(grid) or _are_numbered(grid, first):
        return None  # it stands upright, though it need not be the plan's
    table = turned(grid.table, first)
    names = tuple(one_line(cell).rstrip(" :") for cell in table.rows[0])
    titles = tuple(cell for cell in grid.table.cells() if cell.row < first)
    return Upright("on its side", table, names, titles) if len(names) == table.column_count else None


def _are_numbered(grid: Grid, first: int) -> bool:
    """Whether most rows open with an action's number after its theme's: they are actions, and no cell is a label."""
    openings = [one_line(grid.at(row, 0)) for row in range(first, grid.row_count)]
    numbers = (read_number(text) or (opened[0] if (opened := opening_number(text)) else None) for text in openings)
    return sum(number is not None and number.theme is not None for number in numbers) > MOST * len(openings)


def turned(table: Table, first: int) -> Table:
    """The table with its columns as rows, from a row on."""
    cells = [
        cell.model_copy(
            update={
                "row": cell.column,
                "column": cell.row - first,
                "row_span": cell.column_span,
                "column_span": cell.row_span,
            }
        )
        for cell in table.cells()
        if cell.row >= first
    ]
    rows = make_rows(cells, table.column_count)
    return Table(rows=rows, column_count=len(table.rows) - first, pages=table.pages)


def title_rows(grid: Grid) -> int:
    """Rows at the top that one cell fills from side to side."""
    return next((row for row in range(grid.row_count) if not grid.is_across(row)), grid.row_count)


def _stand_over(grid: Grid, labels: Labels, again: Container[tuple[str, ...]]) -> bool:
    """Whether rows of nothing but labels stand over rows of values; `again`: labels that make cards of one column."""
    if grid.column_count == 1 and _repeating(_labels_alone(grid, labels)) in again:
        return True
    if _are_numbered(grid, 0):
        return False
    # lines of another table on the page may part columns that nothing stands in
    used = {cell.column for row in range(grid.row_count) for cell in filled(grid.beginning(row))}
    rows = [[cell for cell in grid.beginning(row) if cell.column in used] for row in range(grid.row_count)]
    alone = [cells for cells in rows if filled(cells) and all(label_of(cell) in labels for cell in filled(cells))]
    # where an empty cell stands between two labels, it is the value of the first
    beside = [cells for cells in alone if len(said := filled(cells)) > 1 and cells[: len(said)] == [*said]]
    return (
        len(alone) >= FEWEST_CARDS
        and bool(beside)
        and make_card(label_of(cell) for cells in alone for cell in filled(cells))
    )


def _after_values(grid: Grid, labels: Labels) -> list[str] | None:
    """The labels that stand after the first values of rows; None where what stands there is no label."""
    rows = [grid.beginning(row) for row in range(grid.row_count)]
    if all(len(cells) <= 2 for cells in rows):
        return []
    if len(rows[0]) > 3 and all(label_of(cell) in labels for cell in rows[0]):
        return None  # the header of an upright table, which others print too
    later = [label_of(cells[2]) for cells in rows if len(cells) > 3 and one_line(cells[2])]
    found = [label for label in later if label in labels]
    return found if later and len(found) >= MOST * len(later) else None
