"""A spreadsheet printed over several pages across is read as the wide sheet it was, in either order of pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from builders.sheet import Sheet
from builders.simple import as_pdf
from extractors import read_plan
from extractors.pdf.pdf_reader import read
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.wide_sheets.joining import strips_of
from extractors.pdf.wide_sheets.traces import Trace
from models.document import PageBox

TITLE = "Richmond upon Thames Violence and Vulnerability Action Plan 2024"
HEADER = ("No", "VRU Mandatory Action", "RAG", "Named Lead", "Lead Organisation", "Narrative")
WIDTHS = (50, 240, 60, 150, 200, 260)
ACTIONS = tuple(
    (
        f"1.{number}",
        f"Share information about place number {number}",
        ("Green", "Amber", "Red")[number % 3],
        f"A Person {'ABCDEFGHIJKL'[number]}, Manager",
        ("Council", "MPS", "NHS")[number % 3],
        f"Partners met {number + 3} times this year and agreed what to do next.",
    )
    for number in range(1, 12)
)
STRIPS = ((0, 1), (2, 3, 4), (5,))
BANDS = (range(6), range(6, 11))
TOP, MARGIN = 60.0, 40.0
HEIGHTS = (30, 44, 58, 36, 50, 40, 62, 34, 48, 54, 42)


EMPTY = ("",) * len(HEADER)
ABOVE = (("", TITLE[:40], *EMPTY[2:]), EMPTY, ("", "Relevant to", "", "All partners", *EMPTY[4:]), EMPTY)


def printed(
    order: str,
    *,
    again: bool = False,
    ruled: bool = True,
    gridlines: bool = False,
    missing: Sequence[tuple[int, int]] = (),
    cut: bool = False,
) -> bytes:
    """The sheet as its pages; `again`: the first column and the header are printed on each page.

    gridlines: lines are printed around all cells of the sheet, the title's and the cover's too. missing: pages, by band
    and strip, that were lost. cut: the last column of the first strip is wider than what is left of its page.
    """
    widths = (WIDTHS[0], int(A4[0]) if cut else WIDTHS[1], *WIDTHS[2:])
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    places = [(band, strip) for band in range(len(BANDS)) for strip in range(len(STRIPS))]
    if order == "down":
        places.sort(key=lambda place: place[1])
    for band, strip in places:
        if (band, strip) in missing:
            continue
        columns = (0, *STRIPS[strip]) if again and strip else STRIPS[strip]
        y = A4[1] - TOP
        if (band, strip) == (0, 0) and not gridlines:
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(MARGIN, y + 14, TITLE[:40])
        rows = [(20, row) for row in ABOVE] if gridlines and not band else []
        rows += [(24, HEADER)] if not band or again else []
        rows += [(HEIGHTS[number], ACTIONS[number]) for number in BANDS[band]]
        for height, row in rows:
            x = MARGIN
            canvas.setFont("Helvetica-Bold" if row is HEADER else "Helvetica", 9)
            for column in columns:
                if ruled:
                    canvas.rect(x, y - height, widths[column], height)
                canvas.drawString(x + 3, y - 12, row[column])
                x += widths[column]
                if cut and column == 1 and row is not HEADER:
                    canvas.drawString(A4[0] + 20, y - 12, "cut")
            y -= height
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
@pytest.mark.parametrize("again", [False, True], ids=["once", "titles-on-each-page"])
@pytest.mark.parametrize("order", ["down", "over"])
def test_pages_across_are_put_side_by_side(order: str, *, again: bool, ruled: bool) -> None:
    plan = read_plan(printed(order, again=again, ruled=ruled), "richmond-2024.pdf")

    read_of_each = [
        (one.ref, one.mandatory_action, one.rag, one.named_leads[0].text, one.lead_organisations[0].text, one.narrative)
        for one in plan.actions
    ]
    assert read_of_each == [(row[0], row[1], row[2].lower(), *row[3:]) for row in ACTIONS]
    assert "pages-side-by-side" in {found.code for found in plan.findings}


def test_the_first_strip_may_go_on_below_the_others() -> None:
    strips = pypdfium2.PdfDocument(printed("down", again=True, missing=((0, 2), (1, 2))))
    contacts = Sheet(A4).text(MARGIN + 3, TOP, "Questions go to the community safety team.").pdf()
    whole, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    for source, pages in ((strips, [0, 1]), (pypdfium2.PdfDocument(contacts), [0]), (strips, [2, 3])):
        whole.import_pages(source, pages)
    whole.save(buffer)

    plan = read_plan(buffer.getvalue(), "richmond-2024.pdf")

    assert [(one.ref, one.lead_organisations[0].text) for one in plan.actions] == [(row[0], row[4]) for row in ACTIONS]


def test_tables_as_wide_as_each_other_under_titles_are_no_strips_of_one_sheet() -> None:
    sheet = Sheet()
    titles = {5: "Table 1. Offences recorded in each ward, by month", 7: "Table 2. Their victims in each ward, by age"}
    for columns, title in titles.items():
        xs, ys = [50 + 490 * place / columns for place in range(columns + 1)], (100, 130, 160, 190)
        rows = [[f"{columns} {row} {column}" for column in range(columns)] for row in range(3)]
        sheet.text(50, 60, title * 2, font="Helvetica-Bold").words(xs, ys, rows)
        for y in ys:
            sheet.line(50, y, 540, y)
        sheet.next_page()

    document = read(sheet.pdf(), "report.pdf")

    assert "pages-side-by-side" not in {found.code for found in document.findings}


def test_bands_that_lack_their_first_page_have_strips_all_the_same() -> None:
    with PlumberSource(Sheet().table((50, 200, 540), (100, 130), [("Action", "Meet.")]).pdf()) as source:
        (page,) = map(Trace, source.pages())

    assert len(strips_of([[None, page], [page, None]])) == 2


def test_a_sheet_a_theme_is_one_wide_sheet_each_although_they_begin_alike() -> None:
    sheet = Sheet(A4)
    for theme, width in (("Theme 1: Prevention", 120), ("Theme 2: Enforcement", 132)):
        rows = [row for row in ACTIONS if theme[6] == "1"][:5] or [("2" + row[0][1:], *row[1:]) for row in ACTIONS[:5]]
        ys = [80 + 24 * place for place in range(len(rows) + 2)]
        for strip, right in ((slice(0, 2), 40 + width + 230), (slice(2, 4), 200), (slice(4, 6), 500)):
            sheet.next_page() if (theme[6], strip.start) != ("1", 0) else None
            xs = [40, 40 + width if not strip.start else (40 + right) / 2, right]
            sheet.text(44, 70, theme, font="Helvetica-Bold") if not strip.start else None
            sheet.grid(xs, ys).words(xs, ys, [HEADER[strip]], font="Helvetica-Bold")
            sheet.words(xs, ys[1:], [row[strip] for row in rows])

    tables = read(sheet.pdf(), "plan.pdf").tables()

    assert [[cell.text for cell in table.rows[0]] for table in tables] == [list(HEADER)] * 2


def test_numbers_at_the_edge_of_a_page_are_kept_from_the_words_of_the_next() -> None:
    sheet = Sheet(A4)
    ys = [60, *(100 + 30 * place for place in range(len(ACTIONS) + 1))]
    for strip, right in ((slice(0, 1), 160), (slice(1, 3), 400), (slice(3, 6), 560)):
        sheet.next_page() if strip.start else None
        columns = ("Theme", "No") if not strip.start else HEADER[strip]
        xs = [40 + (right - 40) * place / len(columns) for place in range(len(columns) + 1)]
        sheet.fill(xs[0], ys[0], xs[-1], ys[1], "#d9e2f3")
        for y in ys:
            sheet.line(xs[0], y, xs[-1], y)
        for x, name in zip(xs, columns, strict=False):
            place = right - 14 if name == "No" else x + 1
            sheet.text(place, ys[0] + 12, name, font="Helvetica-Bold")
        for number, (y, row) in enumerate(zip(ys[1:], ACTIONS, strict=False), start=1):
            for x, text in zip(xs, row[strip] if strip.start else ("Prevention", str(number)), strict=False):
                end = right - 1 - stringWidth(text, "Helvetica", 9)
                sheet.text(end if text.isdigit() else x + 1, y + 12, text[:40])

    (table,) = read(sheet.pdf(), "richmond-2024.pdf").tables()

    assert [[cell.text for cell in row[:3]] for row in table.rows] == [
        ["Theme", "No", HEADER[1]],
        *(["Prevention", str(number), row[1]] for number, row in enumerate(ACTIONS, start=1)),
    ]


def test_pages_before_a_wide_sheet_that_show_its_rows_are_told() -> None:
    strips = pypdfium2.PdfDocument(printed("down"))
    for page in (strips[0], strips[1]):
        page.set_mediabox(0, 0, A4[0] + 40, A4[1])  # printed on other paper, and so beside none
    buffer = io.BytesIO()
    strips.save(buffer)

    document = read(buffer.getvalue(), "richmond-2024.pdf")

    assert "pages 1, 2 fit nowhere" in next(one.message for one in document.findings if one.code == "pages-not-placed")


BANNER = "Theme 1: Governance and leadership"


def banner_over_the_edge(rows: Sequence[int]) -> bytes:
    """Bands of two pages across, with so many rows each; the words of a banner run over the edge between them."""
    sheet = Sheet(A4)
    first, columns, edge = (40.0, 110.0), (40.0, 240.0, 420.0), 110.0
    begun = 0
    for count in rows:
        ys = [60.0 + 24 * place for place in range(count + (1 if begun else 3))]
        held = [(str(number), *row[1:3]) for number, row in enumerate(ACTIONS[begun : begun + count], begun + 1)]
        for page in range(2):
            sheet.next_page() if begun or page else None
            xs = columns if page else first
            strip = slice(1, 3) if page else slice(0, 1)
            sheet.grid(xs, ys[0 if begun else 2 :])
            if not begun:
                side = xs[-1] if page else xs[0]
                sheet.grid(xs, ys[:2]).line(side, ys[1], side, ys[2])
                sheet.words(xs, ys, [HEADER[strip]], font="Helvetica-Bold")
                sheet.canvas.saveState()
                path = sheet.canvas.beginPath()
                path.rect(xs[0] if page else 0, 0, xs[-1] - (xs[0] if page else 0), A4[1])
                sheet.canvas.clipPath(path, stroke=0)
                sheet.fill(xs[0], ys[1], xs[-1], ys[2], "#d9e2f3")
                sheet.text(44 - (edge - 40 if page else 0), ys[1] + 14, BANNER, font="Helvetica-Bold")
                sheet.canvas.restoreState()
            sheet.words(xs, ys[0 if begun else 2 :], [row[strip] for row in held])
        begun += count
    return sheet.pdf()


def test_a_letter_that_the_edge_of_a_page_cuts_is_read_once() -> None:
    plan = read_plan(banner_over_the_edge((6,)), "richmond-2024.pdf")

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "Governance and leadership")]
    assert len(plan.actions) == 6


def test_a_last_band_of_one_row_is_put_below_the_others() -> None:
    plan = read_plan(banner_over_the_edge((6, 1)), "richmond-2024.pdf")

    assert [(one.action_number, one.mandatory_action, one.rag) for one in plan.actions] == [
        (str(number), row[1], row[2].lower()) for number, row in enumerate(ACTIONS[:7], start=1)
    ]


def test_pages_that_may_be_the_last_rows_of_a_wide_sheet_are_told() -> None:
    strips = pypdfium2.PdfDocument(printed("over", missing=((1, 0), (1, 1), (1, 2))))
    whole, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    whole.import_pages(strips)
    for x, text in ((MARGIN + 3, "12"), (MARGIN + 3, "Amber"), (MARGIN + 3, "Partners have not met.")):
        whole.import_pages(pypdfium2.PdfDocument(Sheet(A4).text(x, TOP + 40, text).pdf()))
    whole.save(buffer)

    document = read(buffer.getvalue(), "richmond-2024.pdf")

    assert "pages 4, 5, 6 fit nowhere" in next(
        one.message for one in document.findings if one.code == "pages-not-placed"
    )


WRAPPED = (
    ("1.1", ("Share information about", "places with partners"), "Council", "Green", ("Partners met.",)),
    ("1.2", ("Review hotspots",), "MPS", "Amber", ("Hotspots are reviewed", "each month with the", "partners.")),
    (
        "1.3",
        ("Train staff in all", "schools and colleges", "of the borough"),
        "NHS",
        "Red",
        ("No training was held",),
    ),
    ("1.4", ("Visit shops",), "Council", "Green", ("All shops were", "visited.")),
    ("1.5", ("Run an amnesty", "each autumn"), "MPS", "Green", ("It returned 43 knives.",)),
    (
        "1.6",
        ("Write to parents",),
        "NHS",
        "Amber",
        ("Letters were sent to", "38 schools, and all of", "them have answered."),
    ),
)
FILLS = {"Green": "#00b050", "Amber": "#ffc000", "Red": "#ff0000"}
NAMES = ("No", "VRU Mandatory Action"), ("Lead Organisation", "RAG"), ("Narrative",)
ROW = 64


def without_lines() -> bytes:
    """A sheet of three strips and two bands without lines: cells of several lines, and coloured cells in one strip."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for strip, names in enumerate(NAMES):
        for band in (WRAPPED[:3], WRAPPED[3:]):
            top = A4[1] - TOP
            canvas.setFont("Helvetica-Bold", 9)
            if band[0] is WRAPPED[0]:
                if not strip:
                    canvas.drawString(MARGIN, top + 14, TITLE[:40])
                for column, name in enumerate(names):
                    canvas.drawString(MARGIN + 150 * column, top, name)
            canvas.setFont("Helvetica", 9)
            for place, (number, wording, lead, rag, narrative) in enumerate(band):
                y = top - 20 - ROW * place
                cells = (((number,), wording), ((lead,), ()), (narrative,))[strip]
                if strip == 1:
                    canvas.setFillColor(FILLS[rag])
                    canvas.rect(MARGIN + 148, y + 10 - ROW, 60, ROW, stroke=0, fill=1)
                    canvas.setFillColor("#000000")
                for column, lines in enumerate(cells):
                    for line, text in enumerate(lines):
                        canvas.drawString(MARGIN + 150 * column, y - 11 * line, text)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_cells_of_several_lines_tell_rows_where_nothing_is_drawn() -> None:
    plan = read_plan(without_lines(), "richmond-2024.pdf")

    read_of_each = [
        (one.ref, " ".join(one.mandatory_action.split()), one.rag, " ".join(one.narrative.split()))
        for one in plan.actions
    ]
    assert read_of_each == [
        (number, " ".join(wording), rag.lower(), " ".join(narrative)) for number, wording, _, rag, narrative in WRAPPED
    ]


@pytest.mark.parametrize("order", ["down", "over"])
def test_lines_over_a_plan_are_parted_from_it_where_gridlines_were_printed(order: str) -> None:
    data = printed(order, gridlines=True)

    plan = read_plan(data, "richmond-2024.pdf")

    assert [one.ref for one in plan.actions] == [row[0] for row in ACTIONS]
    assert plan.borough is not None
    assert [table.rows[0][1].text for table in read(data, "plan.pdf").tables()][:2] == ["Relevant to", HEADER[1]]


@pytest.mark.parametrize(("order", "page"), [("down", 6), ("over", 6)])
def test_evidence_is_on_the_pages_of_the_file(order: str, page: int) -> None:
    plan = read_plan(printed(order), "richmond-2024.pdf")

    place = plan.actions[-1].evidence["narrative"][0]

    assert isinstance(place, PageBox)
    assert place.page == page
    assert place.bbox[0] == pytest.approx(MARGIN, abs=4)
    assert place.bbox[2] <= A4[0]


def test_a_table_that_goes_on_on_the_next_page_is_not_put_beside_itself() -> None:
    rows = (HEADER, *(ACTIONS * 8))

    document = read(as_pdf(TITLE, rows), "plan.pdf")

    assert "pages-side-by-side" not in {found.code for found in document.findings}
    assert max(table.column_count for table in document.tables()) == len(HEADER)


def test_a_column_that_the_page_cuts_off_is_told_and_kept_from_the_next() -> None:
    plan = read_plan(printed("down", again=True, cut=True), "richmond-2024.pdf")

    assert [(one.mandatory_action, one.narrative) for one in plan.actions] == [(row[1], row[-1]) for row in ACTIONS]
    told = [(found.code, found.page) for found in plan.findings if found.severity == "error"]
    assert told == [("table-off-page", 1), ("table-off-page", 2)]


def test_pages_that_fit_nowhere_are_told() -> None:
    data = printed("over", missing=((1, 0), (1, 1)))

    plan = read_plan(data, "richmond-2024.pdf")

    (told,) = [found for found in plan.findings if found.code == "pages-not-placed"]
    assert told.severity == "error"
    assert "pages 4 fit nowhere" in told.message


def test_a_cover_in_a_frame_is_no_page_beside_a_table_in_the_same_frame() -> None:
    xs, ys = (40.0, 80.0, 300.0, 400.0, 550.0), [60.0 + 40 * row for row in range(8)]
    sheet = Sheet()
    for page in range(2):
        sheet.next_page() if page else None
        for y in (24.5, 821.0):
            sheet.line(20, y, 575, y)
        for x in (20.0, 575.0):
            sheet.line(x, 24.5, x, 821)
        sheet.text(40, 38, "Community Safety Partnership").text(40, 808, f"Page {page + 1} of 2")
        if not page:
            sheet.text(40, ys[1] + 13, "Lewisham Violence Action Plan 2025").text(
                40, ys[3] + 13, "It is for all partners."
            )
    rows = [(f"1.{row}", f"Hold board {row}.", "Green", "It met in May.") for row in range(1, 7)]
    sheet.table(xs, ys, [("No", "Mandatory action", "RAG", "Progress update"), *rows])

    plan = read_plan(sheet.pdf(), "lewisham-2025.pdf")

    assert [action.ref for action in plan.actions] == [row[0] for row in rows]
    assert "pages-side-by-side" not in {found.code for found in plan.findings}


def test_a_head_that_pages_of_paragraphs_print_alike_does_not_put_them_side_by_side() -> None:
    head = "Violence Action Plan 2025"
    sheet = Sheet(A4)
    heights = (60, 76, 100, 116, 140)
    for page in range(3):
        sheet.next_page().text(40, 40, head)
        for y in heights[: 5 - page]:
            sheet.text(40, y, f"Lead: Person {page} of {y} who answers for what is said here about the place.")
    for y, mark in zip((160, 176, 192), ("RED", "AMBER", "GREEN"), strict=True):
        sheet.text(40, y, mark)
        sheet.text(200, y, "What it means")

    document = read(sheet.pdf(), "plan.pdf")

    assert "pages-side-by-side" not in {finding.code for finding in document.findings}
