"""The Excel reader: the bytes of a .xlsx or .xlsm to a neutral document."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from extractors import kinds
from extractors.common.colours import theme_slots
from extractors.common.limits import refuse_too_many_cells
from extractors.common.office import AGAIN
from extractors.xlsx.cells import Counts, Place, SheetReader, ShownCell
from extractors.xlsx.container import SheetPart, WorkbookParts, open_parts
from extractors.xlsx.drawings import Floating, floating
from extractors.xlsx.looks import Looks
from extractors.xlsx.regions import Part, part_sheet
from models.catalogue import finding
from models.document import Block, Document, Item, Mark, Table
from models.errors import DamagedFile, EmptyFile
from models.finding import WHOLE_ACTION, Finding

_UNNAMED = re.compile(r"(?:sheet|worksheet|tab|table)\s*\d*", re.IGNORECASE)
"""Names that programs give to sheets."""
_HIDDEN_TOLD = 6  # hidden rows and columns that a finding names


def read(data: bytes, filename: str) -> Document:
    """Read a workbook: its sheets as they are shown, from left to right, each as the tables and lines on it.

    Formulas count by the value that was stored with them; nothing is worked out but formats by condition, no macro is
    run, and no other file is opened. Evidence is sheet and cell. Raises an `InputError` when it cannot be read.
    """
    parts = open_parts(data)
    slots = theme_slots(parts.theme)
    looks = Looks(slots)
    workbook = _load(parts)
    counts = Counts(hidden=[])
    findings: list[Finding] = []
    sheets: list[tuple[str, list[Part]]] = []
    embedded = parts.embedded
    for name, part in parts.sheets.items():
        if name not in workbook.sheetnames:
            continue
        sheet = workbook[name]
        if sheet.sheet_state != "visible":
            findings += _hidden_sheet(name, part, sheet)
            continue
        reader = SheetReader(sheet, part, looks, counts)
        cells = reader.cells()
        things = list(floating(part.drawing, slots))
        embedded += sum(thing.embedded for thing in things)
        _put_in_cells(things, reader, cells)
        found = part_sheet(cells, reader.spot)
        placed, over = _boxes(things, reader, found)
        findings += over
        sheets.append((name, sorted([*found, *placed], key=lambda one: (one.top, one.left))))
        findings += _colours_not_read(name, part, reader)
    items = tuple(_items(sheets))
    if not any(isinstance(item, Table) or item.text for item in items):
        raise EmptyFile(
            "The workbook's sheets contain no text.", "Check that the right workbook was saved, and try again."
        )
    return Document(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kinds.XLSX,
        reader="xlsx",
        title=parts.title,
        items=items,
        findings=(*findings, *_findings(counts, embedded)),
    )


def _load(parts: WorkbookParts) -> Any:  # noqa: ANN401 - openpyxl has no types
    """The workbook as openpyxl reads it. Raises `DamagedFile`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it leaves out; what of that matters is told by findings
        try:
            workbook = load_workbook(io.BytesIO(parts.copy), data_only=True, keep_links=False, rich_text=True)
        except (
            InvalidFileException,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            OSError,
            SyntaxError,
            OverflowError,
        ) as error:
            raise DamagedFile("The workbook is damaged: a part of it cannot be understood.", AGAIN) from error
    return workbook


def _items(sheets: list[tuple[str, list[Part]]]) -> Iterator[Item]:
    """The parts of all sheets; where several say something, each sheet's name before its parts, unless they have it."""
    saying = [name for name, parts in sheets if parts]
    for name, parts in sheets:
        lines = _folded(" ".join(part.item.text for part in parts if isinstance(part.item, Block)))
        if len(saying) > 1 and parts and not _UNNAMED.fullmatch(name.strip()) and _folded(name) not in lines:
            yield Block(kind="heading", text=" ".join(name.split()), level=2)
        yield from (part.item for part in parts)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _put_in_cells(things: list[Floating], reader: SheetReader, cells: dict[Place, ShownCell]) -> None:
    """Give each cell the coloured shapes and pictures that are fixed to it, where the cell is part of a table."""
    for thing in things:
        place = reader.place(thing.row, thing.column)
        if place is None or place not in cells or not (thing.fill or thing.picture):
            continue
        cell = cells[place]
        if thing.fill:
            cells[place] = replace(cell, marks=(*cell.marks, Mark(kind="shape", colour=thing.fill)))
        elif cell.framed or cell.says:
            cells[place] = replace(cell, unread=cell.unread + 1)


def _boxes(things: list[Floating], reader: SheetReader, parts: list[Part]) -> tuple[list[Part], list[Finding]]:
    """Text boxes as lines at their height, and what to tell of those that lie over a table."""
    placed: list[Part] = []
    findings: list[Finding] = []
    for thing in things:
        if not thing.paragraphs:
            continue
        row, column = reader.nearest(thing.row, thing.column)
        over = [
            part
            for part in parts
            if isinstance(part.item, Table) and part.top <= row <= part.bottom and part.left <= column <= part.right
        ]
        if over:
            row = over[0].bottom + 1
            findings.append(finding("floats-over-table", what="text box"))
        placed += [Part(Block(kind="para", text=text), row, row, column, column) for text in thing.paragraphs]
    return placed, findings


def _hidden_sheet(name: str, part: SheetPart, sheet: Any) -> Iterator[Finding]:  # noqa: ANN401 - openpyxl has no types
    refuse_too_many_cells(len(part.cells))
    values = (sheet.cell(row=row, column=column).value for row, column in part.cells)
    words = sum(len(str(value).split()) for value in values if value is not None)
    if words:
        yield finding("hidden-sheet", sheet=name, words=words)


def _colours_not_read(name: str, part: SheetPart, reader: SheetReader) -> Iterator[Finding]:
    ranges = list(reader.conditions.not_understood)
    if part.foreign_rules:
        ranges.append("rules that refer to other sheets or show icons")
    if ranges:
        yield finding("conditional-colour-not-read", sheet=name, ranges=", ".join(ranges), fields=("rag",))


def _findings(counts: Counts, embedded: int) -> Iterator[Finding]:
    if embedded:
        yield finding("embedded-content", count=embedded)
    if counts.hidden:
        named = ", ".join(counts.hidden[:_HIDDEN_TOLD])
        more = len(counts.hidden) - _HIDDEN_TOLD
        rows = f"{named} and {more} more" if more > 0 else named
        yield finding("hidden-rows", fields=(WHOLE_ACTION, "theme_number"), rows=rows)
    if counts.hidden_words:
        yield finding("hidden-text", count=counts.hidden_words)
    if counts.unvalued:
        yield finding("formula-without-value", count=counts.unvalued)
    if counts.errors:
        yield finding("formula-error", count=counts.errors)
    if counts.comments:
        yield finding("comments-in-file", count=counts.comments)
