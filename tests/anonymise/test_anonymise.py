"""A copy in other words has the shape of the document and tells nothing of it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from builders import wordml
from builders.broken import docx_without_plan, locked_docx, scanned_pdf
from builders.nightly import by_day
from builders.simple import Rows, as_html, as_pdf, as_text, as_word
from extractors import read_plan
from models.errors import CannotBeAnonymised, EncryptedFile, InputError, ScannedFile, UnsupportedKind
from models.plan import Plan
from models.reference.organisations import lead_words
from pipeline.anonymise import anonymise
from pipeline.anonymise.words import SMALL, OtherWords

ROOT = Path(__file__).parents[2]
ROWS: Rows = (
    ("Ref", "RAG", "Action", "Named lead", "Lead organisation", "Timescale", "Narrative"),
    ("1.1", "Green", "Hold a weapons surrender week", "Imaginary Pearson", "Parks Police", "March 2025",
     "Knives were handed in at Marble Hill and Heatham House with 1234 residents."),
    ("1.2", "Amber", "Visit every licensed premises", "Imaginary Pearson", "Trading Standards", "Ongoing",
     "No comment received"),
    ("1.3", "Red", "Train doorkeepers in spiking", "Head of Licensing", "Licensing", "Q3 2025",
     "Training of doorkeepers is delayed and will resume when Pearson returns."),
)  # fmt: skip
TITLE = "Theme 1: Reducing weapons in Richmond upon Thames"
TELLING = (
    "knives",
    "marble",
    "heatham",
    "1234",
    "pearson",
    "imaginary",
    "doorkeepers",
    "spiking",
    "surrender",
    "thames",
)


def as_workbook(title: str, rows: Rows) -> bytes:
    """The table in Excel, with words in all places that nobody looks at."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Heatham House"
    sheet.append([title])
    for row in rows:
        sheet.append(list(row))
    sheet["G3"].comment = Comment("Ask Pearson about Marble Hill", "Imaginary Pearson")
    sheet["I1"] = '=IF(1=1,"Pearson","Heatham")'
    sheet.oddHeader.left.text = "Knives of Marble Hill"
    book.defined_names["Pearson_list"] = DefinedName("Pearson_list", attr_text="'Heatham House'!$A$1")
    book.properties.creator = "Imaginary Pearson"
    book.properties.keywords = "knives, surrender"
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


MAKERS: dict[str, Callable[[str, Rows], bytes]] = {
    "docx": as_word, "html": as_html, "pdf": as_pdf, "txt": as_text, "xlsx": as_workbook,
}  # fmt: skip


def all_of(data: bytes) -> str:
    """Everything that a file says anywhere, in lower case."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace").lower()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            f"{name} {archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist()
        ).lower()


def shape_of(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (a.ref, a.rag, a.rag_source, a.nil_return, a.timescale is None, len(a.narrative.split())) for a in plan.actions
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_copy_is_read_to_the_same_shape_and_holds_no_word_of_a_narrative(kind: str) -> None:
    data = MAKERS[kind](TITLE, ROWS)

    copy = anonymise(data)

    before, after = read_plan(data, "x"), read_plan(copy.data, "x")
    assert copy.ending == f".{kind}"
    assert shape_of(after) == shape_of(before)
    assert len(before.actions) == 3
    said = f"{after.model_dump_json()} {all_of(copy.data)}".lower()
    assert [word for word in TELLING if word in said] == []


@pytest.mark.parametrize("name", by_day(["hackney-2024.docx", "richmond-2024.pdf"], every=2))
def test_a_sample_keeps_its_shape_and_no_narrative_keeps_a_word(name: str) -> None:
    data = (ROOT / "samples" / name).read_bytes()

    copy = anonymise(data, Random(7)).data  # noqa: S311 - words for a test

    before, after = read_plan(data, "x"), read_plan(copy, "x")
    assert shape_of(after) == shape_of(before)
    assert (words_of(after) & words_of(before)) - SMALL == set()


def words_of(plan: Plan) -> set[str]:
    """The longer words of narratives that say something."""
    texts = (action.narrative.lower() for action in plan.actions if not action.nil_return)
    return {word for text in texts for word in re.findall(r"[a-z]{4,}", text)}


def test_the_same_word_is_the_same_in_the_copy() -> None:
    copy = read_plan(anonymise(as_word(TITLE, ROWS)).data, "x")

    leads = [action.lead_organisations for action in copy.actions]
    assert len({text.text for text in (*leads[0], *leads[1])}) == 2
    assert copy.actions[0].named_leads[0].text == copy.actions[1].named_leads[0].text


def test_two_copies_have_different_words() -> None:
    data = as_word(TITLE, ROWS)

    assert (
        read_plan(anonymise(data).data, "x").actions[0].narrative
        != read_plan(anonymise(data).data, "x").actions[0].narrative
    )


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A container with another member."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def test_words_in_the_dark_of_a_word_document_go_too() -> None:
    cells = [wordml.row(*(wordml.cell(text) for text in row)) for row in ROWS]
    hidden = (
        '<w:p><w:bookmarkStart w:id="1" w:name="Heatham"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>Marble</w:t></w:r>'
        '<w:ins w:id="2" w:author="Imaginary Pearson" w:date="2024-01-01T00:00:00Z"><w:r><w:t>Kni</w:t></w:r>'
        '<w:r><w:t>ves</w:t></w:r></w:ins><w:del w:id="3" w:author="Imaginary Pearson"><w:r>'
        '<w:delText>surrender</w:delText></w:r></w:del><w:r><w:instrText xml:space="preserve"> HYPERLINK '
        '"mailto:pearson@heatham.example" </w:instrText></w:r></w:p>'
    )
    data = wordml.word_file(wordml.paragraph(TITLE), wordml.table(*cells, widths=(1400,) * 7), hidden)
    core = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Knives</dc:title><dc:creator>Pearson</dc:creator></cp:coreProperties>'
    )
    data = _with_part(data, "docProps/core2.xml", core)

    said = all_of(anonymise(data).data)

    assert [word for word in TELLING if word in said] == []


def test_a_workbook_with_macros_becomes_one_without(tmp_path: Path) -> None:
    data, macros = as_workbook(TITLE, ROWS), io.BytesIO()
    ordinary = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(macros, "w") as changed:
        for name in archive.namelist():
            part = archive.read(name)
            part = part.replace(ordinary, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            link = (
                b'<Relationship Id="rIdMacro" Target="vbaProject.bin" '
                b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'
            )
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"</Relationships>", link)
            changed.writestr(name, part)
        changed.writestr("xl/vbaProject.bin", b"Pearson")
    file = tmp_path / "copy.xlsx"

    file.write_bytes(anonymise(macros.getvalue()).data)

    assert "macroenabled" not in all_of(file.read_bytes())
    assert "pearson" not in all_of(file.read_bytes())
    assert load_workbook(file).sheetnames != ["Heatham House"]


def test_scripts_remarks_and_addresses_of_a_page_are_left_out() -> None:
    page = as_html(TITLE, ROWS).decode()
    page = page.replace(
        "<table>",
        "<!-- Pearson --><script>var lead = 'Pearson'</script>"
        "<style>.pearson { content: 'knives' } /* marble */</style>"
        "<a href='mailto:pearson@heatham.example' title='Marble'>x</a><img src='marble.png' alt='Heatham'>"
        "<p class='pearson' data-lead='Pearson' onclick='knives()'></p><table>",
    )

    said = all_of(anonymise(page.encode()).data)

    assert [word for word in TELLING if word in said] == []


def test_a_document_without_a_plan_is_copied_too() -> None:
    with pytest.raises(InputError):
        read_plan(docx_without_plan(), "x")

    copy = anonymise(docx_without_plan())

    with pytest.raises(InputError):
        read_plan(copy.data, "x")


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (_with_part(as_word(TITLE, ROWS), "word/embeddings/oleObject1.bin", b"x"), UnsupportedKind, "oleObject1.bin"),
        (locked_docx(), EncryptedFile, "password"),
        (scanned_pdf(), ScannedFile, ""),
    ],
)
def test_what_cannot_be_copied_is_refused_in_a_line(data: bytes, error: type[InputError], reason: str) -> None:
    with pytest.raises(error) as refused:
        anonymise(data)

    assert reason in refused.value.problem
    assert "\n" not in str(refused.value)


def test_a_name_that_would_stay_in_a_hidden_part_is_refused() -> None:
    data = _with_part(as_word(TITLE, ROWS), "word/odd.xml", b'<odd xmlns="urn:odd" kept="Imaginary Pearson">1</odd>')

    with pytest.raises(CannotBeAnonymised, match="Imaginary Pearson"):
        anonymise(data)


def test_the_command_writes_the_copy_and_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan.html").write_bytes(as_html(TITLE, ROWS))
    command = [sys.executable, "-m", "vvrap", "anonymise", "plan.html"]

    first = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (first.returncode, again.returncode) == (0, 2)
    assert read_plan((tmp_path / "anonymised.html").read_bytes(), "x").actions
    assert "exists already" in again.stderr


def test_a_label_before_its_answer_and_an_answer_that_says_nothing_are_kept() -> None:
    words = OtherWords(columns=["Response to action"], narratives=["Knives were handed in"])

    assert words.text("RESPONSE TO ACTION: No update") == "RESPONSE TO ACTION: No update"
    other = words.text("Response to action: Knives were handed in")
    assert other.startswith("Response to action: ")
    assert not set(other.lower().split()) & {"knives", "handed"}


def test_everyday_words_that_tell_what_a_column_is_are_kept_but_for_narratives() -> None:
    words = OtherWords(narratives=["Deliver a plan for Marble Hill each month"])

    assert words.text("Develop the park of Heatham House").startswith("Develop the ")
    assert words.text("Knives Board").endswith(" Board")
    assert not words.text("Deliver a plan for Marble Hill each month").startswith("Deliver")
    assert "250" not in words.text("Funding of £250 from Heatham")


def test_a_word_of_a_body_that_a_narrative_has_becomes_another_of_that_kind() -> None:
    said = "The council leads with the service."
    words = OtherWords([said, "Camden Council"], narratives=[said])

    place, body = words.text("Camden Council").split()

    assert place != "Camden"
    assert body != "Council"
    assert body.lower() in lead_words().ends
    assert body.lower() in words.text(said)


def test_the_number_of_a_page_is_kept_in_whatever_way_it_is_spelt() -> None:
    words = OtherWords()

    assert words.text("12 | P a g e") == "12 | P a g e"
    assert words.text("Heatham, page 3").endswith(", page 3")


def test_a_status_is_kept_also_where_it_is_all_of_a_narrative() -> None:
    words = OtherWords(narratives=["Red", "The red door"])

    assert words.text("Red") == "Red"
    assert "red" not in words.text("The red door")


@pytest.mark.parametrize(
    "title", ["Serious Violence Delivery Plan", "Violence Reduction Plan", "Violence Strategic Plan"]
)
def test_what_calls_a_document_a_plan_is_kept(title: str) -> None:
    other = OtherWords(names=["Heatham"]).text(f"Heatham {title} 2024")

    assert other.endswith(f" {title} 2024")
    assert "Heatham" not in other
