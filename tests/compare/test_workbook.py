"""The workbook: sheets, frozen headers, filters, real numbers and dates, and no formula ever."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from lxml import etree

from compare.comparisons import HOSTILE, all_comparisons, doubtful_years, hostile_years, richmond_years, three_plans
from compare.plans import make_action, make_plan
from models.comparison import Comparison
from pipeline.compare import compare_years
from pipeline.compare.sheets import real_date
from pipeline.compare.workbook import workbook

SPREADSHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Reader:
    """Reads a workbook's XML as it is."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        shared = self.xml("xl/sharedStrings.xml")
        self.texts = ["".join(map(str, entry.itertext())) for entry in shared.iterfind("s:si", SPREADSHEET)]
        book = self.xml("xl/workbook.xml")
        self.names = [sheet.get("name", "") for sheet in book.iterfind("s:sheets/s:sheet", SPREADSHEET)]

    def xml(self, name: str) -> etree._Element:
        """One part of the file."""
        return etree.fromstring(self._zip.read(name))

    def sheet(self, name: str) -> etree._Element:
        """One sheet."""
        return self.xml(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def rows(self, name: str) -> list[list[str | float | None]]:
        """Values of the cells that are in the file, row by row."""
        return [
            [self._value(cell) for cell in row.iterfind("s:c", SPREADSHEET)]
            for row in self.sheet(name).iterfind(".//s:row", SPREADSHEET)
        ]

    def cells(self, name: str) -> list[dict[str, str | float | None]]:
        """Values of the cells that are in the file, row by row, by the letters of their column."""
        return [
            {cell.get("r", "").rstrip("0123456789"): self._value(cell) for cell in row.iterfind("s:c", SPREADSHEET)}
            for row in self.sheet(name).iterfind(".//s:row", SPREADSHEET)
        ]

    def _value(self, cell: etree._Element) -> str | float | None:
        value = cell.findtext("s:v", None, SPREADSHEET)
        if value is None:
            return None
        return self.texts[int(value)] if cell.get("t") == "s" else float(value)


@cache
def read(name: str) -> Reader:
    """The workbook of a comparison."""
    return Reader(workbook(all_comparisons()[name]))


def reader_of(comparison: Comparison) -> Reader:
    """The workbook of any comparison."""
    return Reader(workbook(comparison))


def test_the_workbook_of_years_has_the_sheets_officers_expect() -> None:
    assert read("richmond years").names == ["Summary", "Actions", "Texts", "Names"]


def test_the_workbook_of_boroughs_has_the_sheets_officers_expect() -> None:
    assert read("three plans").names == [
        "Summary", "Boroughs", "RAG", "Words", "Answers", "Nothing returned", "Shared passages", "Names", "Sentences",
    ]  # fmt: skip


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_every_table_has_a_header_frozen_alone_and_every_filled_one_a_filter(name: str) -> None:
    reader = read(name)

    for sheet in map(reader.sheet, reader.names[1:]):
        pane = sheet.find(".//s:pane", SPREADSHEET)
        assert pane is not None
        assert pane.get("state") == "frozen"
        rows = sheet.findall(".//s:row", SPREADSHEET)
        frozen = int(pane.get("ySplit", "0"))
        assert frozen == 1
        assert (sheet.find("s:autoFilter", SPREADSHEET) is not None) == (len(rows) > frozen)


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_no_frozen_pane_is_larger_than_a_screen(name: str) -> None:
    reader = read(name)

    summary, *tables = map(reader.sheet, reader.names)
    assert summary.find(".//s:pane", SPREADSHEET) is None
    for sheet in tables:
        pane = sheet.find(".//s:pane", SPREADSHEET)
        assert pane is not None
        header = sheet.find(".//s:row", SPREADSHEET)
        assert header is not None
        assert float(header.get("ht", "15")) <= 100
        widths = [
            float(column.get("width", "9"))
            for column in sheet.iterfind(".//s:col", SPREADSHEET)
            if int(column.get("max", "1")) <= int(pane.get("xSplit", "0"))
        ]
        assert sum(widths) <= 60


def test_what_was_typed_as_text_stays_text_when_a_cell_is_edited() -> None:
    action = make_action("4.10", "'Safe' places")
    reader = reader_of(compare_years(make_plan("Croydon", 2023, [action]), make_plan("Croydon", 2024, [action])))
    styles = reader.xml("xl/styles.xml").findall("s:cellXfs/s:xf", SPREADSHEET)

    (ref,) = (cell for cell in reader.sheet("Actions").iterfind(".//s:c", SPREADSHEET) if cell.get("r") == "A2")

    assert reader.rows("Actions")[1][0] == "4.10"
    style = styles[int(ref.get("s", "0"))]
    assert (style.get("numFmtId"), style.get("quotePrefix")) == ("49", "1")


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_no_cell_is_a_formula_and_nothing_is_a_link(name: str) -> None:
    reader = read(name)

    for sheet in map(reader.sheet, reader.names):
        assert sheet.findall(".//s:f", SPREADSHEET) == []
        assert sheet.findall(".//s:hyperlink", SPREADSHEET) == []


def test_text_like_a_formula_is_there_as_text() -> None:
    rows = reader_of(hostile_years()).rows("Actions")

    assert any(isinstance(value, str) and value.startswith("=1+1 <script>") for row in rows for value in row)
    assert HOSTILE.startswith("=1+1 <script>")


def test_there_is_a_row_for_every_action_with_its_rag_in_words() -> None:
    reader = read("richmond years")
    actions = richmond_years().actions

    rows = reader.rows("Actions")[1:]

    assert len(rows) == len(reader.rows("Texts")[1:]) == len(actions)
    for row, change in zip(rows, actions, strict=True):
        shown = [value for value in row if value in {"Red", "Amber", "Green", "No RAG"}]
        assert len(shown) == (change.before_ref is not None) + (change.after_ref is not None)


def test_shares_and_counts_are_numbers() -> None:
    rows = {row[0]: row[1] for row in read("richmond years").rows("Summary") if len(row) == 2}

    assert rows["actions in both plans"] == 48
    assert rows["narratives copied forward, share of the plan's actions"] == pytest.approx(0.547)


def test_narratives_are_marked_where_words_changed() -> None:
    texts = ("The panel meets every quarter to review cases.", "The panel meets monthly to review cases.")
    plans = [make_plan("Croydon", 2023 + n, [make_action(narrative=text)]) for n, text in enumerate(texts)]

    shared = reader_of(compare_years(plans[0], plans[1])).xml("xl/sharedStrings.xml")

    struck = shared.xpath(".//s:r[s:rPr/s:strike]/s:t/text()", namespaces=SPREADSHEET)
    underlined = shared.xpath(".//s:r[s:rPr/s:u]/s:t/text()", namespaces=SPREADSHEET)
    assert (struck, underlined) == ([" every quarter"], [" monthly"])


def test_the_grid_of_boroughs_has_a_column_a_plan_and_a_row_an_action() -> None:
    comparison = three_plans()

    colours, words = read("three plans").rows("RAG"), read("three plans").rows("Words")

    assert colours[0][2:] == words[0][2:] == ["Hackney 2024", "Richmond upon Thames 2023", "Richmond upon Thames 2024"]
    assert len(colours) == len(words) == len(comparison.actions) + 1
    assert (colours[1][2], words[1][2]) == ("Amber", 420)
    assert "not in this plan" in colours[-1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2025", date(2025, 3, 31)),
        ("2025-03-31", date(2025, 3, 31)),
        ("31 March 2025", date(2025, 3, 31)),
        ("1st Sept 2024", date(2024, 9, 1)),
        ("March 2025", None),
        ("31/02/2025", None),
        ("by 31 March 2025", None),
        ("31 Marchember 2025", None),
        ("12", None),
    ],
)
def test_a_date_is_a_date_only_when_nothing_else_is_said(text: str, day: date | None) -> None:
    assert real_date(text) == day


def test_a_timescale_that_is_a_date_is_written_as_one() -> None:
    plans = [make_plan("Croydon", year, [make_action(timescale=f"31/03/{year + 1}")]) for year in (2023, 2024)]

    row = reader_of(compare_years(plans[0], plans[1])).rows("Actions")[1]

    # Spreadsheets count days from the last of December 1899.
    assert [value for value in row if isinstance(value, float) and value > 40_000] == [45382.0, 45747.0]


def test_a_column_without_values_keeps_its_place_but_is_hidden() -> None:
    reader = read("richmond years")
    titles = reader.rows("Actions")[0]

    hidden = [
        number
        for column in reader.sheet("Actions").iterfind(".//s:col", SPREADSHEET)
        if column.get("hidden") == "1"
        for number in range(int(column.get("min", "0")), int(column.get("max", "0")) + 1)
    ]

    assert titles.index("Named leads in") + 1 in hidden
    assert titles.index("RAG after") + 1 not in hidden


def test_a_narrative_too_long_for_a_cell_is_cut_and_says_so() -> None:
    long = "word " * 8000
    plans = [make_plan("Croydon", year, [make_action(narrative=f"{long}{year}")]) for year in (2023, 2024)]

    texts = reader_of(compare_years(plans[0], plans[1])).texts

    assert max(map(len, texts)) <= 32_767
    assert any(text.endswith("[cut: the whole text is in comparison.json]") for text in texts)


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_the_same_comparison_gives_the_same_bytes(name: str) -> None:
    comparison = all_comparisons()[name]

    assert workbook(comparison) == workbook(comparison)


def test_the_file_holds_no_time_of_making() -> None:
    data = workbook(doubtful_years())

    with zipfile.ZipFile(BytesIO(data)) as file:
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
