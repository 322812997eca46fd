"""Chooses the account of a document under which most of its words belong to the plan.

A document may be read as it stands, or with its labelled paragraphs as forms. Either account is read with the same
scores of tables and columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.assembler.doubts import Near
from extractors.assembler.grid import cell_text, page_of, says
from extractors.assembler.labelled.forms import with_forms
from extractors.assembler.numbers import read_number
from extractors.assembler.plan_tables import PlanTables, read_tables
from extractors.assembler.tables.stitch import Stitched
from models.catalogue import finding
from models.document import Block, Cell, Item, Table
from models.reference.columns import understand_header

FEWEST_FRAMED = 3
"""Paragraphs of each cell of a table that lays out text."""


def best_account(stitched: Stitched, *, speaks_of_plan: bool) -> tuple[Stitched, PlanTables]:
    """The items of a document as they are best read, and the plan's tables among them.

    speaks_of_plan: whether the document calls itself a plan; else paragraphs and headings are none of a plan's.
    """
    plain = read_tables(stitched, speaks_of_plan=speaks_of_plan)
    forms = with_forms(_frames_opened(stitched.items)) if speaks_of_plan else None
    if forms is None:
        return stitched, plain
    account = Stitched(forms.items, _moved(stitched, forms.items))
    tables = read_tables(account)
    made = [place for place in tables.places if not any(forms.items[place] is item for item in stitched.items)]
    if _words(forms.items, made) <= (_words(stitched.items, plain.places) if plain.actions else 0):
        return stitched, plain
    _tell(tables, forms.beside)
    return account, tables


def _frames_opened(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with what stands in each frame around text in its place."""
    opened: list[Item] = []
    for item in items:
        if isinstance(item, Table) and _is_frame(item):
            opened += _number_first(item)
        else:
            opened.append(item)
    return tuple(opened)


def _number_first(table: Table) -> list[Block]:
    """The paragraphs of a frame, the number of an action first, after the label right over it."""
    blocks = [block for cell in table.cells() for block in cell.blocks]
    at = next((place for place, block in enumerate(blocks) if read_number(says(block))), 0)
    start = at - 1 if at and understand_header(says(blocks[at - 1])) == "action_number" else at
    return [*blocks[start : at + 1], *blocks[:start], *blocks[at + 1 :]]


def _is_frame(table: Table) -> bool:
    """Whether a table lays out text: it has a single cell, or a row of cells of several paragraphs each.

    Over that row one cell may stand, with the number of an action. A table in a cell is paragraphs there.
    """
    *over, last = table.rows or ((),)
    titles = len(over) <= 1 and all(len(row) == 1 for row in over)
    return titles and bool(last) and (len(last) == 1 or all(len(cell.blocks) >= FEWEST_FRAMED for cell in last))


def _words(items: Sequence[Item], places: Iterable[int]) -> int:
    tables = (item for place in places if isinstance(item := items[place], Table))
    return sum(len(cell_text(cell).split()) for table in tables for cell in table.cells())


def _moved(stitched: Stitched, items: Sequence[Item]) -> dict[int, tuple[Cell, ...]]:
    """The header cells left out, by the places where their tables stand now."""
    places = {id(item): place for place, item in enumerate(items)}
    return {
        places[id(table)]: cells
        for place, cells in stitched.repeated.items()
        if id(table := stitched.items[place]) in places
    }


def _tell(tables: PlanTables, beside: Sequence[Block]) -> None:
    if beside:
        page = page_of(beside[0])
        text = " | ".join(block.text for block in beside)
        doubt = finding("text-left-over", page=page, fields=("narrative", "other"), text=text)
        tables.near.append(Near(doubt, len(tables.actions) - 1))
