"""Makes upright tables of shapes whose labels recur: cards, labels beside or over their values, tables on their side.

No list of names is asked. A text printed in card after card is a label, and what stands beside or under it its value.
Whether these are a plan's is decided later, by the labels and all values together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.headers import find_header
from extractors.assembler.numbers import read_number
from extractors.assembler.theme_titles import opens_theme
from extractors.assembler.turned import title_rows, turn_from
from models.document import Cell, Table
from models.reference.columns import fold_header

LONGEST_LABEL = 80  # characters
ABBREVIATIONS = frozenset({"no.", "nos.", "nr.", "ref.", "org.", "orgs.", "dept.", "resp."})  # that end labels
FEW = 0.25  # share of the values of a table on its side that may happen to be words of a label
FEWEST_LABELS = 4  # different ones of a card
FEWEST_CARDS = 2
OFTEN = 0.5  # of the cards in which the commonest label stands, those a text must stand in to be one
MOST = 0.6  # share of the first cells of rows, or of the cells after a value, that must be labels

NEARLY_ALL = 0.8  # the same where labels do not stand over their values: there, values begin rows as well


@dataclass(frozen=True, slots=True)
class Upright:
    """A table with a header and an action a row, made of a shape.

    titles: cells over a table that lay on its side. repeated: label words that the shape prints again for each action.
    """

    table: Table
    labels: tuple[str, ...]
    titles: tuple[Cell, ...] = ()
    repeated: tuple[str, ...] = ()


def make_upright(tables: Mapping[int, Table]) -> dict[int, Upright]:
    """The tables of a document that can be read as cards or as lying on their side, by their places."""
    grids = {place: Grid(table) for place, table in tables.items()}
    counts = Counter(text for grid in grids.values() for text in _texts(grid))
    made: dict[int, Upright] = {}
    for place, grid in grids.items():
        upright = _upright(grid, counts)
        if upright is not None:
            made[place] = upright
    return made


def _texts(grid: Grid) -> Iterator[str]:
    return (text for row in range(grid.row_count) for cell in grid.beginning(row) if (text := _label(cell)))


def _label(cell: Cell | None) -> str:
    """What a cell says as a label, folded; nothing where it can be none."""
    text = one_line(cell)
    last = text.split()[-1].casefold() if text else ""
    sentence = last.endswith((".", ";")) and last not in ABBREVIATIONS
    short = len(text) <= LONGEST_LABEL and not sentence
    return fold_header(text) if short and any(map(str.isalpha, text)) and not read_number(text) else ""


def _upright(grid: Grid, counts: Counter[str]) -> Upright | None:
    often = max(FEWEST_CARDS, OFTEN * max((counts[text] for text in _texts(grid)), default=0))
    labels = frozenset(text for text in _texts(grid) if counts[text] >= often)
    first = title_rows(grid)
    openings = [cell for row in range(first, grid.row_count) for cell in grid.beginning(row)[:1] if cell.column == 0]
    said = [_label(cell) for cell in openings if one_line(cell) and cell.column_span < grid.column_count]
    recurring = sum(text in labels for text in said) / max(1, len(said))
    if (recurring < NEARLY_ALL or len(said) < FEWEST_LABELS) and _stand_over(grid, labels):
        return _Cards(grid, labels).over()
    if len(said) < FEWEST_LABELS or grid.column_count < 2:
        return None
    if grid.column_count > 2 and not _in_pairs(grid, labels):
        return _on_its_side(grid, labels, first, said)
    return _Cards(grid, labels).beside() if recurring >= MOST else None


def _on_its_side(grid: Grid, labels: frozenset[str], first: int, said: list[str]) -> Upright | None:
    """The table with its columns as rows; under labels that recur in it, block by block."""
    if not all(said):
        return None
    if len(set(said)) < len(said):
        values = [
            _label(cell) for row in range(first, grid.row_count) for cell in filled(grid.beginning(row)) if cell.column
        ]
        clear = sum(text in labels - {""} for text in values) <= FEW * len(values)
        return _Cards(grid, labels).across() if clear and all(text in labels for text in said) else None
    if any(grid.at(row, 0) is None for row in range(first, grid.row_count)):
        return None
    if find_header(grid):
        return None  # it stands upright, though it need not be the plan's
    turned = turn_from(grid.table, first)
    names = tuple(one_line(cell).rstrip(" :") for cell in turned.table.rows[0])
    return Upright(turned.table, names, turned.titles) if len(names) == turned.table.column_count else None


def _stand_over(grid: Grid, labels: frozenset[str]) -> bool:
    """Whether rows of nothing but labels stand over rows of values."""
    rows = [grid.beginning(row) for row in range(grid.row_count)]
    alone = [cells for cells in rows if filled(cells) and all(_label(cell) in labels for cell in filled(cells))]
    beside = [said for cells in alone if len(said := filled(cells)) > 1]
    return (
        len(alone) >= FEWEST_CARDS
        and bool(beside)
        and len({_label(c) for r in alone for c in filled(r)}) >= FEWEST_LABELS
    )


def _in_pairs(grid: Grid, labels: frozenset[str]) -> bool:
    """Whether labels stand after the first values too."""
    later = [cells[2] for row in range(grid.row_count) if len(cells := grid.beginning(row)) > 3 and one_line(cells[2])]
    wide = all(len(grid.beginning(row)) <= 2 for row in range(grid.row_count))
    return wide or (bool(later) and sum(_label(cell) in labels for cell in later) >= MOST * len(later))


@dataclass(slots=True)
class _Card:
    """An action: its values by label. line: a row across the table between cards instead."""

    values: dict[str, list[Cell]] = field(default_factory=dict)
    line: Cell | None = None


class _Cards:
    """Gathers the labels and values of a table, card by card."""

    def __init__(self, grid: Grid, labels: frozenset[str]) -> None:
        self.grid = grid
        self.labels = labels
        self.printed: dict[str, Cell] = {}
        self.repeated: list[str] = []
        self.cards: list[_Card] = []
        self.last: dict[int, str] = {}
        """Label by the column its value stands in, of the row read last."""

    def beside(self) -> Upright | None:
        """With each label before its value."""
        for row in range(self.grid.row_count):
            cells = self.grid.beginning(row)
            said = filled(cells)
            if not said:
                continue
            if self._across(said) or (said[0].column and not self.last):
                self._take_line(said)
            elif said[0].column or (self.last and len(said) == 1 and _label(said[0]) not in self.labels):
                self._go_on(said)
            else:
                self.last = {}
                for place in range(0, len(cells), 2):
                    values = list(cells[place + 1 : place + 2])
                    if one_line(cells[place]) or filled(values):
                        self._take(cells[place], values)
        return self._made()

    def over(self) -> Upright | None:
        """With each label over its value."""
        for row in range(self.grid.row_count):
            said = filled(self.grid.beginning(row))
            shown = _shown(self.grid.beginning(row))
            if not said:
                self._go_on(shown if self.last else ())
            elif all(_label(cell) in self.labels for cell in said):
                self.last = {}
                for cell in said:
                    self._take(cell, [], column=cell.column)
            elif self.last and not (self._across(said) and self._is_between(said[0])):
                self._go_on(shown)
            else:
                self._take_line(said)
        return self._made()

    def across(self) -> Upright | None:
        """With an action a column and its labels down the first, one block of them under another."""
        block: dict[str, None] = {}
        cards: dict[int, _Card] = {}
        for row in range(self.grid.row_count):
            said = filled(self.grid.beginning(row))
            if not said:
                continue
            label = said[0] if said[0].column == 0 else None
            if self._across(said) or (label and _label(label) in block):
                block, cards = {}, {}
            if self._across(said):
                self.cards.append(_Card(line=said[0]))
                continue
            if label:
                self._print(label)
                block[_label(label)] = None
            elif not block:
                return None
            name = next(reversed(block))
            for cell in _shown(self.grid.beginning(row)[1:] if label else said):
                for column in range(cell.column, cell.column + cell.column_span):
                    if column not in cards:
                        cards[column] = _Card()
                        self.cards.append(cards[column])
                    cards[column].values.setdefault(name, []).append(cell)
        return self._made()

    def _is_between(self, cell: Cell) -> bool:
        """Whether a cell across the table stands between the cards: the value above is there already."""
        text = one_line(cell)
        full = any(self.cards[-1].values.get(label) for label in self.last.values())
        return full and opens_theme(text, alone=True)

    def _across(self, said: tuple[Cell, ...]) -> bool:
        return len(said) == 1 and said[0].column_span >= self.grid.column_count

    def _take(self, label: Cell, values: list[Cell], *, column: int | None = None) -> None:
        name = _label(label) or fold_header(one_line(label))
        card = self.cards[-1] if self.cards and self.cards[-1].line is None else None
        if card is None or name in card.values:
            card = _Card()
            self.cards.append(card)
            self.last = {}
        self._print(label)
        card.values[name] = values
        self.last[column if column is not None else (values[0].column if values else label.column)] = name

    def _print(self, label: Cell) -> None:
        name = _label(label) or fold_header(one_line(label))
        if name in self.printed:
            self.repeated.append(one_line(label))
        self.printed.setdefault(name, label)

    def _go_on(self, said: tuple[Cell, ...]) -> None:
        """More of the values of the row above."""
        for cell in said:
            before = [column for column in self.last if column <= cell.column]
            name = self.last[max(before) if before else min(self.last)]
            self.cards[-1].values[name].append(cell)

    def _take_line(self, said: tuple[Cell, ...]) -> None:
        text = " ".join(map(one_line, said))
        if read_number(text):
            blank = said[0].model_copy(update={"blocks": (), "evidence": ()})
            self._take(blank, list(said))
            self.last = {}
        elif self.last and not opens_theme(text, alone=True):
            self._go_on(said)
        else:
            self.cards += [_Card(line=cell) for cell in said]
            self.last = {}

    def _made(self) -> Upright | None:
        names = list(self.printed)
        if len(names) < FEWEST_LABELS:
            return None
        cells = [
            _moved(self.printed[name], 0, column).model_copy(update={"header": True})
            for column, name in enumerate(names)
        ]
        for row, card in enumerate(self.cards, start=1):
            if card.line is not None:
                cells.append(_moved(card.line, row, 0, columns=len(names)))
            else:
                cells += [_joined(card.values.get(name, []), row, column) for column, name in enumerate(names)]
        rows = make_rows(cells, len(self.cards) + 1)
        table = Table(rows=rows, column_count=len(names), pages=self.grid.table.pages)
        labels = tuple(one_line(label).rstrip(" :") for label in self.printed.values())
        return Upright(table, labels, repeated=tuple(self.repeated))


def _shown(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that say something, be it by their shade."""
    return tuple(cell for cell in cells if one_line(cell) or cell.fill is not None)


def _joined(values: list[Cell], row: int, column: int) -> Cell:
    """The cells of a value as one."""
    if not values:
        return Cell(row=row, column=column)
    blocks = tuple(block for cell in values for block in cell.blocks)
    evidence = tuple(place for cell in values for place in cell.evidence)
    return _moved(values[0], row, column).model_copy(update={"blocks": blocks, "evidence": evidence})


def _moved(cell: Cell, row: int, column: int, *, columns: int = 1) -> Cell:
    return cell.model_copy(update={"row": row, "column": column, "row_span": 1, "column_span": columns})
