"""Workbooks made to do harm are refused or do none: nothing is run, nothing is fetched, nothing goes on for ever."""

from __future__ import annotations

import io
import socket
import zipfile
from functools import partial
from typing import NoReturn

import pytest

from builders.small_books import HEADER, book, changed, codes_of, outline, rows
from extractors import kinds
from extractors.common import limits
from extractors.common.office import RATIO_FLOOR_BYTES
from extractors.xlsx.xlsx_reader import read
from models.errors import DamagedFile, EmptyFile, OversizedFile

SHEET = "xl/worksheets/sheet1.xml"
PLAN = book(rows(HEADER, ("1", "Share information.", "Red", "It is shared.")))
MILLION = 1_048_576
"""Rows of a sheet."""


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a workbook opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)


def _replaced(part: bytes, old: bytes, new: bytes) -> bytes:
    return part.replace(old, new)


def with_members(members: dict[str, bytes]) -> bytes:
    """The plan with more members in its zip."""
    packed = io.BytesIO(PLAN)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def in_sheet(before: bytes, added: bytes) -> bytes:
    """The plan with XML put into its sheet, before the first place where `before` stands."""
    return changed(PLAN, SHEET, lambda part: part.replace(before, added + before, 1))


def test_macros_are_left_where_they_are() -> None:
    data = with_members({"xl/vbaProject.bin": bytes(1000)})

    document = read(data, "plan.xlsm")

    assert outline(document) == ["table 2x4: No."]


def test_links_to_other_files_and_programs_are_not_followed() -> None:
    relationships = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="http://example.org/other.xlsx" TargetMode="External"/></Relationships>'
    )
    dde = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    )
    data = with_members(
        {"xl/externalLinks/externalLink1.xml": dde, "xl/externalLinks/_rels/externalLink1.xml.rels": relationships}
    )
    data = changed(
        data,
        "xl/_rels/workbook.xml.rels",
        lambda part: part.replace(
            b"</Relationships>",
            b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
        ),
    )
    data = changed(
        data,
        SHEET,
        lambda part: part.replace(b"</row></sheetData>", b'<c r="E2"><f>[1]!A1</f><v>7</v></c></row></sheetData>'),
    )

    document = read(data, "plan.xlsx")

    assert [cell.text for cell in document.tables()[0].rows[1]][-1] == "7"


def test_cells_merged_over_a_whole_sheet_are_walked_over_only_where_there_is_something() -> None:
    data = in_sheet(
        b"<pageMargins",
        b'<mergeCells count="2"><mergeCell ref="A5:XFD1048576"/><mergeCell ref="D2:XFD2"/></mergeCells>',
    )

    document = read(data, "plan.xlsx")

    assert outline(document) == ["table 2x4: No."]


def test_a_link_over_a_whole_sheet_is_not_walked_over() -> None:
    data = in_sheet(b"<pageMargins", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="Sheet1!A1"/></hyperlinks>')

    document = read(data, "plan.xlsx")

    assert outline(document) == ["table 2x4: No."]


def test_a_lone_cell_in_the_last_corner_makes_no_great_table() -> None:
    data = in_sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    document = read(data, "plan.xlsx")

    assert outline(document) == ["table 2x4: No.", "para: 1"]


def test_a_million_rows_that_are_only_formatted_are_passed_over() -> None:
    empty = b"".join(b'<row r="%d" s="1"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, MILLION // 8))
    data = in_sheet(b"</sheetData>", empty)

    document = read(data, "plan.xlsx")

    assert outline(document) == ["table 2x4: No."]


def test_more_cells_than_any_plan_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 50)
    many = book(rows(*((str(number), "a", "b", "c") for number in range(20))))

    with pytest.raises(OversizedFile, match="cells"):
        read(many, "plan.xlsx")


def test_a_sheet_that_unpacks_out_of_all_proportion_is_refused() -> None:
    bomb = changed(PLAN, SHEET, lambda part: part + b" " * (RATIO_FLOOR_BYTES + 1))

    with pytest.raises(OversizedFile, match="unpacks to more"):
        read(bomb, "plan.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused(part: str) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = changed(PLAN, part, lambda xml: xml.replace(b"?>", b"?>" + bomb, 1))

    with pytest.raises(DamagedFile, match="document type"):
        read(data, "plan.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"])
def test_broken_parts_are_refused(part: str) -> None:
    data = changed(PLAN, part, lambda xml: xml[: len(xml) // 2])

    with pytest.raises(DamagedFile):
        read(data, "plan.xlsx")


def test_a_style_that_does_not_exist_is_damage() -> None:
    data = changed(PLAN, SHEET, lambda part: part.replace(b'r="A2"', b'r="A2" s="999"', 1))

    with pytest.raises(DamagedFile, match="cannot be understood"):
        read(data, "plan.xlsx")


def test_a_workbook_without_words_is_empty() -> None:
    with pytest.raises(EmptyFile, match="no text"):
        read(book(lambda _sheet, _made: None), "plan.xlsx")


def test_a_workbook_of_the_strict_kind_is_read() -> None:
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    data = PLAN
    for part in ("xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        for transitional, strict in names:
            data = changed(data, part, partial(_replaced, old=transitional, new=strict))

    document = read(data, "plan.xlsx")

    assert outline(document) == ["table 2x4: No."]


def test_workbooks_with_and_without_macros_are_taken_for_workbooks() -> None:
    assert kinds.is_xlsx(PLAN)
    assert kinds.is_xlsx(PLAN[: len(PLAN) // 2])
    assert codes_of(read(PLAN, "plan.xlsx")) == []
