"""What pages show, as values."""

from __future__ import annotations

from datetime import date

from builders.records import action, naming, plan
from models.correction import FieldCorrection
from models.document import CellPlace, PageBox
from models.plan import PlanColumn, PlanTable
from pipeline.pages.narrative import lines_of
from pipeline.pages.views.check import SMALLEST_BOX, PageSize, check_page
from pipeline.pages.views.help import help_page

PAGES = (PageSize(number=1, width=842, height=595), PageSize(number=2, width=842, height=595))


def test_a_value_that_runs_over_two_pages_has_a_box_on_each() -> None:
    boxes = (PageBox(page=1, bbox=(100, 500, 400, 560)), PageBox(page=2, bbox=(100, 40, 400, 200)))
    read = action("1.1", "Share.", "Long.", evidence={"narrative": boxes})

    page = check_page(plan("Camden", 2024, read), "1.1", sizes=PAGES)

    assert [(shown.number, len(shown.boxes)) for shown in page.pages] == [(1, 1), (2, 1)]
    (value,) = [value for value in page.values if value.field == "narrative"]
    assert [place.text for place in value.places] == ["page 1", "page 2"]
    assert {box.target for shown in page.pages for box in shown.boxes} == {value.id}


def test_a_small_box_is_large_enough_to_be_hit_and_inside_the_page() -> None:
    corner = PageBox(page=1, bbox=(838, 590, 841, 594))
    read = action("1.1", "Share.", rag="red", evidence={"rag": (corner,)})

    page = check_page(plan("Camden", 2024, read), "1.1", sizes=PAGES)

    (box,) = page.pages[0].boxes
    assert (box.width, box.height) == (SMALLEST_BOX, SMALLEST_BOX)
    assert box.x + box.width <= 842
    assert box.y + box.height <= 595


def test_a_row_of_a_document_without_pages_is_shown_by_its_printed_headers() -> None:
    places = {
        name: (CellPlace(table=0, row=2, column=number),) for number, name in enumerate(("mandatory_action", "rag"))
    }
    read = action("1.1", "Share.", rag="red", rag_source="fill", evidence=places)
    columns = (PlanColumn(header="What", field="mandatory_action"), PlanColumn(header="Status", field="rag"))
    whole = plan("Camden", 2024, read).model_copy(update={"tables": (PlanTable(rows=1, columns=columns),)})

    page = check_page(whole, "1.1")

    assert [(cell.header, cell.text) for cell in page.row] == [
        ("What", "Share."),
        ("Status", "Red, by the cell’s colour"),
    ]
    assert page.values[0].places[0].text == "row 3, column 2"


def test_names_and_shared_words_are_marked_where_they_stand() -> None:
    read = naming(action("1.1", "Share.", "Ask Safer Streets.\nThey know more."), "service", "Safer Streets")

    first, second = lines_of(read, shared=[(19, 23)])

    assert [(piece.text, piece.kind) for piece in first.pieces] == [
        ("Ask ", ""),
        ("Safer Streets", "service"),
        (".", ""),
    ]
    assert [(piece.text, piece.kind) for piece in second.pieces] == [("They", "shared"), (" know more.", "")]


def test_what_to_do_is_something_that_a_browser_can_do() -> None:
    said = [entry.what_to_do for group in help_page().groups for entry in group.entries]

    assert all(said)
    assert [text for text in said if "--" in text or "`" in text or ".csv" in text] == []


def test_the_row_shows_what_the_document_says_and_the_record_what_was_corrected() -> None:
    places = {"rag": (CellPlace(table=0, row=2, column=1),)}
    read = action("1.1", "Share.", rag="red", rag_source="text", evidence=places)
    correction = FieldCorrection(
        field="rag", value="green", document="red", said="red", who="A. Officer", when=date(2026, 5, 3), why="So.",
        state="applied",
    )  # fmt: skip
    now = read.model_copy(update={"rag": "green", "rag_source": None, "as_read": read, "corrections": (correction,)})

    page = check_page(plan("Camden", 2024, now), "1.1")

    assert page.row[0].text == "Red, as a word"
    assert page.values[0].said == "Green"
    assert page.values[0].settled == ("Entered by A. Officer on 3 May 2026 (So). The document says “Red”.",)
