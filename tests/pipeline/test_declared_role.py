"""A role that a data file declares, and nothing else knows of, goes the whole way of a plan."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from builders.records import action, plan
from builders.runs import put
from builders.simple import RENDERERS
from extractors import read_plan
from models.document import PageBox
from models.reference.columns import ColumnNames, using_columns
from models.reference.roles import parse_roles
from pipeline.cli.app import run
from pipeline.cli.exits import DONE
from pipeline.compare.years import compare_two_years
from pipeline.corrections.correct import correct
from pipeline.corrections.lines import parse_corrections
from pipeline.flatten import action_rows
from pipeline.plan_json import plan_json

BUDGET = '\n[budget]\nlabel = "Agreed budget"\nkind = "text"\nnames = ["budget", "money"]\n'
TITLE = "Camden Violence Reduction Action Plan {}"
HEADER = ("Ref", "Mandatory action", "Lead agency", "Money", "Status", "Progress update")
ROWS = (
    ("1", "Hold a board of all partners every quarter.", "Police", "£{}00 a year", "Open", "The board met in {}."),
    ("2", "Visit every shop that sells knives.", "Trading Standards", "None set", "Open", "All {} shops were visited."),
)


@pytest.fixture(autouse=True)
def declared() -> Iterator[None]:
    """Use the data file as shipped with one role added."""
    shipped = resources.files("models.reference").joinpath("roles.toml").read_text(encoding="utf-8")
    with using_columns(ColumnNames(parse_roles(shipped + BUDGET))):
        yield


def rows(number: int) -> list[tuple[str, ...]]:
    return [HEADER, *(tuple(text.format(number) for text in row) for row in ROWS)]


def extract(folder: Path) -> Path:
    """An outputs folder with the plan of two years."""
    outputs = folder / "outputs"
    for year, number in ((2023, 3), (2024, 4)):
        put(folder / f"camden-{year}.docx", RENDERERS["docx"](TITLE.format(year), rows(number)))
        assert run(["extract", str(folder / f"camden-{year}.docx"), "--jobs", "0", "--out", str(outputs)]) == DONE
    return outputs


@pytest.mark.parametrize("kind", RENDERERS)
def test_its_text_is_in_the_record_with_its_evidence_whatever_the_format(kind: str) -> None:
    read = read_plan(RENDERERS[kind](TITLE.format(2024), rows(4)), "document")

    assert [one.details for one in read.actions] == [{"budget": "£400 a year"}, {"budget": "None set"}]
    assert [one.other for one in read.actions] == [{"Status": "Open"}, {"Status": "Open"}]
    assert all(one.evidence["budget"] for one in read.actions)
    assert isinstance(read.actions[0].evidence["budget"][0], PageBox) == (kind == "pdf")
    assert [column.field for column in read.tables[0].columns][3] == "budget"
    assert read.coverage.unaccounted == ()


def test_it_has_a_column_in_the_csv_file_the_data_package_and_the_catalogue(tmp_path: Path) -> None:
    outputs = extract(tmp_path)

    with (outputs / "actions.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["plan_id"] == "camden-2024"]
    (described,) = [
        field
        for resource in json.loads((outputs / "datapackage.json").read_text())["resources"]
        for field in resource["schema"]["fields"]
        if field["name"] == "budget"
    ]
    with closing(sqlite3.connect(outputs / "catalogue.sqlite")) as connection:
        found = connection.execute("SELECT budget FROM actions WHERE plan_id = 'camden-2024' AND ref = '1'").fetchone()

    assert [line["budget"] for line in lines] == ["£400 a year", "None set"]
    assert [line["other"] for line in lines] == ["Status: Open", "Status: Open"]
    assert described == {"name": "budget", "type": "string", "description": "Agreed budget, as printed."}
    assert found == ("£400 a year",)


def test_it_is_shown_and_found_by_its_label(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = extract(tmp_path)
    capsys.readouterr()

    run(["show", "camden-2024", "1", "--outputs", str(outputs)])
    shown = capsys.readouterr().out
    run(["search", "£400", "--outputs", str(outputs)])
    found = capsys.readouterr().out

    assert "Agreed budget:" in shown
    assert "£400 a year" in shown
    assert "Agreed budget: £**400** a year" in found


def test_it_is_in_the_comparison_of_years_its_workbook_and_its_page(tmp_path: Path) -> None:
    outputs = extract(tmp_path)
    out = tmp_path / "comparison"

    run(["compare", "years", "camden-2023", "camden-2024", "--outputs", str(outputs), "--out", str(out)])

    changes = json.loads((out / "comparison.json").read_text(encoding="utf-8"))["actions"]
    facts = list(csv.DictReader(io.StringIO((out / "comparison.csv").read_text(encoding="utf-8"))))
    with zipfile.ZipFile(out / "comparison.xlsx") as archive:
        workbook = archive.read("xl/sharedStrings.xml").decode()
    page = (out / "comparison.html").read_text(encoding="utf-8")
    assert changes[0]["details"] == {"budget": {"before": "£300 a year", "after": "£400 a year"}}
    assert [(fact["before_value"], fact["after_value"]) for fact in facts if fact["fact"] == "budget"] == [
        ("£300 a year", "£400 a year")
    ]
    assert all(text in workbook for text in ("Agreed budget before", "Agreed budget after", "£300 a year"))
    assert "<dt>Agreed budget</dt><dd><del>£300 a year</del> <ins>£400 a year</ins></dd>" in page


def test_it_is_in_the_comparison_of_boroughs_its_workbook_and_its_page(tmp_path: Path) -> None:
    outputs = extract(tmp_path)
    put(tmp_path / "barnet-2024.docx", RENDERERS["docx"](TITLE.replace("Camden", "Barnet").format(2024), rows(5)))
    run(["extract", str(tmp_path / "barnet-2024.docx"), "--jobs", "0", "--out", str(outputs)])
    out = tmp_path / "comparison"

    run(["compare", "boroughs", "barnet-2024", "camden-2024", "--outputs", str(outputs), "--out", str(out)])

    first = json.loads((out / "comparison.json").read_text(encoding="utf-8"))["actions"][0]["cells"]
    facts = list(csv.DictReader(io.StringIO((out / "comparison.csv").read_text(encoding="utf-8"))))
    with zipfile.ZipFile(out / "comparison.xlsx") as archive:
        workbook = archive.read("xl/sharedStrings.xml").decode()
    page = (out / "comparison.html").read_text(encoding="utf-8")
    assert {plan_id: cell["details"] for plan_id, cell in first.items()} == {
        "barnet-2024": {"budget": "£500 a year"},
        "camden-2024": {"budget": "£400 a year"},
    }
    assert [fact["value"] for fact in facts if fact["fact"] == "budget"][:2] == ["£500 a year", "£400 a year"]
    assert all(text in workbook for text in ("Agreed budget", "£500 a year"))
    assert "<dt>Agreed budget</dt><dd>£500 a year</dd>" in page


def test_an_action_in_which_only_it_differs_is_changed() -> None:
    before, after = (plan("Camden", year, action("1.1", details={"budget": f"£{year}"})) for year in (2023, 2024))

    (change,) = compare_two_years(before, after).actions

    assert change.status == "changed"


def test_it_can_be_corrected_by_its_name() -> None:
    wrong = plan("Camden", 2024, action("1.1", details={"budget": "£4"}))
    line = b"ref,field,value,who,when,why\n1.1,budget,\xc2\xa340,An officer,2024-05-01,A nought was cut off\n"

    corrected = correct(wrong, parse_corrections(line, "corrections/camden-2024.csv"))

    assert corrected.plan.actions[0].details == {"budget": "£40"}
    assert [found.code for found in corrected.plan.findings] == ["correction-applied"]


def test_what_it_held_is_among_the_other_columns_where_it_is_not_declared() -> None:
    known = plan("Camden", 2024, action("1.1", details={"ward": "Regent's Park"}))

    (row,) = action_rows(known)

    assert (row.other, row.details) == ("ward: Regent's Park", {})
    assert b'"ward":"Regent\'s Park"' in plan_json(known).replace(b'": ', b'":')
