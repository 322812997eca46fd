"""Opens the zip of an Excel workbook: what its sheets hold, told from the XML, and a copy that is safe to hand on.

The copy has no pictures, macros, links to other files, queries or pivot tables. Merged areas and links are taken out of
its sheets, as the library that reads it walks over every cell of them, and an area may have 17 billion.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace

from extractors.common.limits import refuse_too_many_cells
from extractors.common.office import (
    AGAIN,
    PACKAGE_RELATIONSHIPS,
    Container,
    Element,
    Link,
    Parts,
    relationships_of,
    written_relationships,
)
from models.errors import DamagedFile

EXCEL = Container("workbook")

_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_KEPT = ("/worksheet", "/chartsheet", "/dialogsheet", "/sharedStrings", "/styles", "/theme", "/comments", "/table")
"""Ends of the kinds of relationships that the copy keeps."""
_CONTENT_TYPES = "[Content_Types].xml"
_DOCTYPE = b"<!DOCTYPE"
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|t)[ >]")
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_DATA_END = re.compile(rb"</(?:\w+:)?sheetData>")
_TAKEN_OUT = re.compile(
    rb"<((?:\w+:)?(?:mergeCells|hyperlinks|dataValidations|oleObjects|controls))\b.*?</\1\s*>", re.DOTALL
)
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)[\"']")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What the XML of a worksheet says beyond what the library reads.

    Attributes:
        cells: rows and columns of the cells that are there, with a value or without.
        unvalued: cells with a formula whose value was never stored.
        merges: areas of merged cells.
        foreign_rules: formats by condition of the newer kind, which the library passes over.
        drawing: the part with what floats over the sheet.
    """

    name: str
    cells: tuple[tuple[int, int], ...]
    unvalued: frozenset[tuple[int, int]]
    merges: tuple[Area, ...]
    foreign_rules: int = 0
    drawing: Element | None = None


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """A workbook before it is read: a safe copy, its worksheets by name, and its theme."""

    copy: bytes
    sheets: dict[str, SheetPart]
    theme: Element | None
    title: str | None
    embedded: int
    """Sheets that are charts or dialogs."""


def open_parts(data: bytes) -> WorkbookParts:
    """Look into a workbook. Raises an `InputError` when it cannot be opened or is past a limit."""
    parts = EXCEL.unpack(data)
    if any(_DOCTYPE in part for part in parts.values()):
        raise DamagedFile("The workbook contains a document type declaration, which Office never writes.", AGAIN)
    package = EXCEL.links(parts, "")
    main = next((link.target for link in package if link.kind.endswith("/officeDocument")), None)
    if main is None:
        raise DamagedFile("The file looks like a workbook but has no sheets in it.", AGAIN)
    links = {link.identifier: link for link in EXCEL.links(parts, main)}
    theme = next((EXCEL.parse(parts[link.target]) for link in links.values() if link.kind.endswith("/theme")), None)
    sheets: dict[str, SheetPart] = {}
    embedded = 0
    cleaned = dict(parts)
    for entry in EXCEL.parse(parts[main]).iter(f"{_SHEETS}sheet"):
        link = links.get(entry.get(_RELATIONSHIP, ""))
        if link is None or not link.kind.endswith("/worksheet"):
            embedded += 1
            continue
        part = _without_empty_tail(parts[link.target])
        name = entry.get("name", "")
        sheets[name] = replace(_sheet_part(part, name), drawing=_drawing(parts, link.target))
        cleaned[link.target] = _TAKEN_OUT.sub(b"", part)
    refuse_too_many_cells(sum(len(sheet.cells) for sheet in sheets.values()))
    core = next((link.target for link in package if link.kind.endswith("/core-properties")), None)
    title = EXCEL.parse(parts[core]).findtext(_TITLE) if core else None
    return WorkbookParts(_pack(cleaned, main), sheets, theme, " ".join((title or "").split()) or None, embedded)


def _without_empty_tail(part: bytes) -> bytes:
    """The sheet without the rows below its last value: formats copied down a million rows say nothing."""
    values = [match.end() for match in _VALUE.finditer(part)]
    data_end = _DATA_END.search(part)
    if data_end is None or not values:
        return part
    last = max((end for end in values if end < data_end.start()), default=0)
    row_end = _ROW_END.search(part, last, data_end.start()) if last else None
    return part if row_end is None else part[: row_end.end()] + part[data_end.start() :]


def _sheet_part(part: bytes, name: str) -> SheetPart:
    refuse_too_many_cells(len(_CELL.findall(part)))
    root = EXCEL.parse(part)
    cells: list[tuple[int, int]] = []
    unvalued: set[tuple[int, int]] = set()
    row = 0
    for element in root.iterfind(f"{_SHEETS}sheetData/{_SHEETS}row"):
        row = _whole(element.get("r"), row + 1)
        column = 0
        for cell in element.iterfind(f"{_SHEETS}c"):
            column = _column_of(cell.get("r"), column + 1)
            cells.append((row, column))
            if cell.find(f"{_SHEETS}f") is not None and not _has_value(cell):
                unvalued.add((row, column))
    merges = tuple(
        (int(match[2]), _column_number(match[1]), int(match[4]), _column_number(match[3]))
        for match in _MERGE.finditer(part)
    )
    foreign = sum(1 for element in root.iter() if str(element.tag).endswith("}cfRule")) - sum(
        1 for _ in root.iter(f"{_SHEETS}cfRule")
    )
    return SheetPart(name, tuple(cells), frozenset(unvalued), merges, foreign)


def _has_value(cell: Element) -> bool:
    """Whether the result of a cell's formula is stored; one that comes to a text of nothing is stored as such."""
    value = cell.find(f"{_SHEETS}v")
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def _column_of(reference: str | None, default: int) -> int:
    letters = (reference or "").rstrip("0123456789")
    return _column_number(letters.encode()) if letters.isalpha() and letters.isascii() else default


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _drawing(parts: Parts, sheet: str) -> Element | None:
    link = next((link for link in EXCEL.links(parts, sheet) if link.kind.endswith("/drawing")), None)
    return EXCEL.parse(parts[link.target]) if link else None


def _pack(parts: Parts, main: str) -> bytes:
    """The copy: parts that the workbook and its sheets lead to, and no others."""
    copy = io.BytesIO()
    kept = {_CONTENT_TYPES, main}
    relationships: dict[str, list[Link]] = {
        PACKAGE_RELATIONSHIPS: [link for link in EXCEL.links(parts, "") if link.kind.endswith("/officeDocument")]
    }
    waiting = [main]
    while waiting:
        part = waiting.pop()
        links = [link for link in EXCEL.links(parts, part) if link.kind.endswith(_KEPT)]
        relationships[relationships_of(part)] = links
        waiting += [link.target for link in links if link.target not in kept]
        kept |= {link.target for link in links}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(kept & parts.keys()):
            archive.writestr(name, parts[name])
        for name, links in relationships.items():
            archive.writestr(name, written_relationships(links))
    return copy.getvalue()
