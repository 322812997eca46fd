"""Sheets as tables of the neutral document, as a faithful reader would give them: for what needs no file."""

from __future__ import annotations

from random import Random

from builders.arrangement import ArrangedCell, ArrangedRow
from layoutspace.compose import Composer
from layoutspace.setting import draw_setting
from layoutspace.sheet import Sheet
from models.document import Block, Cell, Mark, Table


def as_table(sheet: Sheet, random: Random | None = None) -> Table:
    """The sheet as one upright table: its header, then a row an action, with banners where its shape has them.

    The columns of the table are those of the sheet. Sheets of other shapes than `table` and `banners` have no themes
    in them.
    """
    random = random or Random(0)
    composer = Composer(random, sheet, draw_setting(random, sheet.choice, ""))
    rows = [_row(row, number) for number, row in enumerate(composer.rows())]
    return Table(rows=tuple(rows), column_count=len(sheet.columns))


def _row(row: ArrangedRow, number: int) -> tuple[Cell, ...]:
    placed = [(column, cell) for column, cell in enumerate(row.cells) if cell is not None]
    return tuple(_cell(cell, number, column) for column, cell in placed)


def _cell(cell: ArrangedCell, row: int, column: int) -> Cell:
    blocks = tuple(
        Block(kind=block.kind, text=block.text, marker="•" if block.kind == "bullet" else "") for block in cell.blocks
    )
    return Cell(
        row=row,
        column=column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        blocks=blocks,
        fill=cell.fill,
        marks=(Mark(kind="shape", colour=cell.dot),) if cell.dot else (),
    )
