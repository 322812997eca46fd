"""Gathers the labels and values of cards and makes an upright table of them, an action a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.headers import Header
from extractors.assembler.labels import FEWEST_NAMES, LONGEST_LABEL, OFTEN, Labels, label_of
from extractors.assembler.numbers import read_number
from extractors.assembler.paragraphs import SENTENCE_END, join
from extractors.assembler.themes.titles import opens_theme
from models.document import Cell, Table
from models.reference.columns import fold_header

MOST = 0.6  # share of the cells that begin in a column which must be labels for it to be one of labels

ShapeName: TypeAlias = Literal["upright", "on its side", "labels beside values", "labels over values"]


@dataclass(frozen=True, slots=True)
class Upright:
    """A table with a header and an action a row, made of a shape.

    titles: cells over a table that lay on its side. repeated: label words that the shape prints again for each action.
    """

    shape: ShapeName
    table: Table
    labels: tuple[str, ...]
    titles: tuple[Cell, ...] = ()
    repeated: tuple[str, ...] = ()

    def labels_as_values(self, labels: frozenset[str], header: Header) -> float:
        """Share of the values that are labels of the table where it is read as another shape."""
        rows = [cells for row, cells in enumerate(self.table.rows) if row >= header.end_row]
        values = [label for cells in rows for cell in cells if (label := label_of(cell)) and label not in header.texts]
        return sum(label in labels for label in values) / max(1, len(values))


@dataclass(slots=True)
class _Card:
    """An action: its values by label. line: a row across the table between cards instead."""

    values: dict[str, list[Cell]] = field(default_factory=dict)
    line: Cell | None = None


class Cards:
    """Gathers the labels and values of a table, card by card."""

    def __init__(self, grid: Grid, labels: Labels) -> None:
        self.grid = grid
        self.labels = labels
        self.printed: dict[str, Cell] = {}
        self.repeated: list[str] = []
        self.cards: list[_Card] = []
        self.last: dict[int, str] = {}
        """Label by the column its value stands in, of the row read last."""

    def beside(self, *, fewest: int = FEWEST_NAMES) -> Upright | None:
        """With each label before its value."""
        columns = self._label_columns()
        for row in range(self.grid.row_count):
            cells = self.grid.beginning(row)
            said = filled(cells)
            if not said:
                continue
            if self._across(said) and label_of(said[0]) and label_of(said[0]) in self.labels:
                self._take(said[0], [], column=0)
            elif self._across(said) or (said[0].column and not self.last) or self._is_theme(said):
                self._take_line(said, between=self._across(said) and self._begins_card(row + 1))
            elif said[0].column or (self.last and len(said) == 1 and label_of(said[0]) not in self.labels):
                self._go_on(said)
            else:
                self._take_pairs(cells, columns)
        return self._made("labels beside values", fewest)

    def _take_pairs(self, cells: tuple[Cell, ...], columns: frozenset[int]) -> None:
        """Take the labels of a row, each with the cells after it up to the next."""
        self.last = {}
        starts = [0]
        for place, cell in enumerate(cells):
            if cell.column in columns and place > starts[-1] + 1 and not _goes_on(cells[place - 1], cell):
                starts.append(place)  # but what stands right after a label is its value
        for start, end in pairwise((*starts, len(cells))):
            values = list(cells[start + 1 : end])
            if one_line(cells[start]) or filled(values):
                self._take(cells[start], values)

    def _label_columns(self) -> frozenset[int]:
        """The columns after the first in which mostly labels begin, where they do not go on with a value before."""
        said = Counter[int]()
        labelled = Counter[int]()
        for row in range(self.grid.row_count):
            for cell in filled(self.grid.beginning(row)):
                said[cell.column] += 1
                labelled[cell.column] += label_of(cell) in self.labels
        return frozenset(column for column, count in said.items() if column and labelled[column] >= MOST * count)

    def _are_labels(self, said: tuple[Cell, ...], *, under_labels: bool) -> bool:
        """Whether a row is one of labels. Right under another it is one of values, but for what is surely a label."""
        labels = self.labels.sure if under_labels else self.labels.texts
        return all(label_of(cell) in labels for cell in said)

    def over(self) -> Upright | None:
        """With each label over its value."""
        under_labels = False
        for row in range(self.grid.row_count):
            said = filled(self.grid.beginning(row))
            shown = _shown(self.grid.beginning(row))
            is_under, under_labels = under_labels, False
            if not said:
                self._go_on(shown if self.last else ())
            elif self._are_labels(said, under_labels=is_under):
                under_labels = True
                self.last = {}
                for cell in said:
                    self._take(cell, [], column=cell.column)
            elif self.last and not (self._across(said) and self._is_between(said[0])):
                self._go_on(shown)
            else:
                self._take_line(said)
        return self._made("labels over values")

    def across(self) -> Upright | None:
        """With an action a column and its labels down the first, one block of them under another."""
        block: dict[str, None] = {}
        cards: dict[int, _Card] = {}
        for row in range(self.grid.row_count):
            said = filled(self.grid.beginning(row))
            if not said:
                continue
            label = said[0] if said[0].column == 0 else None
            if self._across(said) or (label and label_of(label) in block):
                block, cards = {}, {}
            if self._across(said):
                self.cards.append(_Card(line=said[0]))
                continue
            if label:
                self._print(label)
                block[label_of(label)] = None
            elif not block:
                return None
            name = next(reversed(block))
            for cell in _shown(self.grid.beginning(row)[1:] if label else said):
                for column in range(cell.column, cell.column + cell.column_span):
                    if column not in cards:
                        cards[column] = _Card()
                        self.cards.append(cards[column])
                    cards[column].values.setdefault(name, []).append(cell)
        return self._made("on its side")

    def _is_theme(self, said: tuple[Cell, ...]) -> bool:
        """Whether a row says but the title of a theme where labels stand, and no label whose value is empty."""
        alone = len(said) == 1 and not said[0].column and label_of(said[0]) not in self.labels
        return alone and opens_theme(one_line(said[0]), alone=False)

    def _is_between(self, cell: Cell) -> bool:
        """Whether a cell across the table stands between the cards, a number or a title: the value above is there."""
        text = one_line(cell)
        full = any(self.cards[-1].values.get(label) for label in self.last.values())
        return full and (read_number(text) is not None or opens_theme(text, alone=True))

    def _across(self, said: tuple[Cell, ...]) -> bool:
        return len(said) == 1 and said[0].column_span >= self.grid.column_count

    def _take(self, label: Cell, values: list[Cell], *, column: int | None = None) -> None:
        name = label_of(label) or fold_header(one_line(label))
        card = self.cards[-1] if self.cards and self.cards[-1].line is None else None
        if card is None or name in card.values:
            card = _Card()
            self.cards.append(card)
            self.last = {}
        self._print(label)
        card.values[name] = values
        self.last[column if column is not None else (values[0].column if values else label.column)] = name

    def _print(self, label: Cell) -> None:
        name = label_of(label) or fold_header(one_line(label))
        if name in self.printed:
            self.repeated.append(one_line(label))
        self.printed.setdefault(name, label)

    def _go_on(self, said: tuple[Cell, ...]) -> None:
        """More of the values of the row above."""
        for cell in said:
            before = [column for column in self.last if column <= cell.column]
            name = self.last[max(before) if before else min(self.last)]
            self.cards[-1].values[name].append(cell)

    def _begins_card(self, row: int) -> bool:
        """Whether a row begins with the label that opened the card before it."""
        cells = self.grid.beginning(row) if row < self.grid.row_count else ()
        opened = next(iter(self.cards[-1].values), "") if self.cards else ""
        return bool(opened) and label_of(cells[0] if cells else None) == opened

    def _take_line(self, said: tuple[Cell, ...], *, between: bool = False) -> None:
        """Take a row that is no label's. between: whether it runs across the table over the first row of a card."""
        text = " ".join(map(one_line, said))
        if read_number(text):
            blank = said[0].model_copy(update={"blocks": (), "evidence": ()})
            self._take(blank, list(said))
            self.last = {}
        elif self.last and not opens_theme(text, alone=True) and not (between and len(text) <= LONGEST_LABEL):
            self._go_on(said)
        else:
            self.cards += [_Card(line=cell) for cell in said]
            self.last = {}

    def _share_printed(self) -> float:
        """Share of all labels that a card prints, on the average. Rows of a table that repeat themes print few."""
        printed = [len(card.values) for card in self.cards if card.line is None]
        return sum(printed) / max(1, len(printed) * len(self.printed))

    def _made(self, shape: ShapeName, fewest: int = FEWEST_NAMES) -> Upright | None:
        names = list(self.printed)
        if len(names) < fewest or self._share_printed() < OFTEN:
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
        return Upright(shape, table, labels, repeated=tuple(self.repeated))


def _goes_on(before: Cell, cell: Cell) -> bool:
    """Whether a cell opens amid a sentence that the one before it began: a value over columns of labels."""
    return one_line(cell)[:1].islower() and bool(one_line(before)) and not SENTENCE_END.search(one_line(before))


def _shown(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that say something, be it by their shade or a dot."""
    return tuple(cell for cell in cells if one_line(cell) or cell.fill is not None or cell.marks)


def _joined(values: list[Cell], row: int, column: int) -> Cell:
    """The cells of a value as one."""
    if not values:
        return Cell(row=row, column=column)
    blocks = values[0].blocks
    for before, cell in pairwise(values):
        whole = (join(blocks[-1], cell.blocks[0]),) if _goes_on(before, cell) else (*blocks[-1:], *cell.blocks[:1])
        blocks = (*blocks[:-1], *whole, *cell.blocks[1:])
    evidence = tuple(place for cell in values for place in cell.evidence)
    return _moved(values[0], row, column).model_copy(update={"blocks": blocks, "evidence": evidence})


def _moved(cell: Cell, row: int, column: int, *, columns: int = 1) -> Cell:
    return cell.model_copy(update={"row": row, "column": column, "row_span": 1, "column_span": columns})
