"""Registry files: read, checked, merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import ReferenceDataError
from pipeline.tagging.registry.entry import COLUMNS
from pipeline.tagging.registry.files import (
    Registry,
    RegistryFile,
    load_registry,
    parse_registry_file,
    read_registry,
    write_registry_file,
)
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.registry.variants import is_exact, spellings

HEADER = ",".join(COLUMNS)
NOTHING = RegistryFile("general.csv", (), ())


def parse(*rows: str, name: str = "general.csv") -> RegistryFile:
    return parse_registry_file(name, "\n".join([HEADER, *rows, ""]))


def test_the_registry_that_ships_has_no_fault() -> None:
    registry = read_registry()

    assert registry.faults() == ()
    assert len(registry.general_entries()) > 500
    assert "richmond-upon-thames" in registry.boroughs


def test_every_row_that_ships_says_where_it_comes_from() -> None:
    registry = read_registry()

    rows = [*registry.general_entries(), *(e for slug in registry.boroughs for e in registry.borough_entries(slug))]

    assert [entry.id for entry in rows if not entry.source] == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("My Id,agency,Name,,local,,,,,,", "id: String should match pattern"),
        ("x,team,Name,,local,,,,,,", "label: Input should be 'agency', 'panel', 'service', 'topic' or 'rejected'"),
        ("x,agency,,,local,,,,,,", "name: String should have at least 1 character"),
        ("x,agency,Name,,,,,,,,", "scope: String should have at least 1 character"),
        ("x,agency,Name,,local,,last year,,,,", "valid_from: “last year” is not a year or a date"),
        ("x,agency,Name,,local,,2024,2020,,,", "valid_from 2024 is after valid_to 2020"),
        ("x,agency,Name,,local,x,,,,,", "parent_id is the row's own id"),
        ("x,agency,Name,,local,,,,Other,,", "ambiguous holds “Other”, which is not one of the row's names"),
        ("x,agency,Name,,local,,,,,,,,,", "the row has more cells than the header"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_reason(row: str, reason: str) -> None:
    file = parse("fine,agency,Fine,,local,,,,,,", row)

    (fault,) = file.faults

    assert str(fault).startswith("general.csv, line 3: ")
    assert reason in fault.reason
    assert [entry.id for entry, _ in file.rows] == ["fine"]


def test_an_id_stands_once_in_a_file() -> None:
    file = parse("x,agency,One,,local,,,,,,", "x,panel,Two,,local,,,,,,")

    assert [str(fault) for fault in file.faults] == ["general.csv, line 3: the id x is already on line 2"]


def test_a_missing_column_is_named() -> None:
    file = parse_registry_file("general.csv", "id,label,name\n")

    assert str(file.faults[0]) == "general.csv, line 1: the column scope is missing"


def faults_of(*rows: str, borough: tuple[str, ...] = ()) -> list[str]:
    boroughs = {"brent": parse(*borough, name="boroughs/brent.csv")} if borough else {}
    return [str(fault) for fault in Registry(parse(*rows), boroughs).faults()]


def test_a_parent_must_exist() -> None:
    found = faults_of("x,agency,One,,local,nobody,,,,,")

    assert found == ["general.csv, line 2: parent_id nobody is not an id in this file or in general.csv"]


def test_parents_do_not_run_in_a_circle() -> None:
    found = faults_of("x,agency,One,,local,y,,,,,", "y,agency,Two,,local,x,,,,,")

    assert "general.csv, line 2: parent_id leads back to the row itself" in found


def test_one_name_of_two_entries_must_be_called_ambiguous() -> None:
    silent = faults_of("x,service,One,PAC,local,,,,,,", "y,service,Two,PAC,local,,,,,,")
    said = faults_of("x,service,One,PAC,local,,,,PAC,,", "y,service,Two,PAC,local,,,,PAC,,")

    assert silent == ["general.csv, line 3: “PAC” is a name of x (line 2) too; list it as ambiguous in both"]
    assert said == []


def test_a_boroughs_row_belongs_to_its_borough_and_keeps_the_label_of_the_row_it_extends() -> None:
    found = faults_of("x,agency,One,,local,,,,,,", borough=("x,panel,One,,brent,,,,,,", "z,agency,Three,,camden,,,,,,"))

    assert found == [
        "boroughs/brent.csv, line 2: label is panel, but x is a agency in general.csv",
        "boroughs/brent.csv, line 3: scope is camden, but the file is for brent",
    ]


def test_loading_a_faulty_folder_names_every_fault(tmp_path: Path) -> None:
    (tmp_path / "boroughs").mkdir()
    (tmp_path / "boroughs" / "brent.csv").write_text(f"{HEADER}\nBad,agency,One,,brent,,,,,,\n", encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=r"boroughs/brent\.csv, line 2: id"):
        load_registry(tmp_path)


def test_a_folder_of_ones_own_takes_what_it_lacks_from_the_package(tmp_path: Path) -> None:
    (tmp_path / "boroughs").mkdir()
    (tmp_path / "boroughs" / "brent.csv").write_text(f"{HEADER}\nown,panel,Our Panel,,brent,,,,,,\n", encoding="utf-8")

    registry = read_registry(tmp_path)

    assert [entry.id for entry in registry.borough_entries("brent")] == ["own"]
    assert registry.borough_entries("richmond-upon-thames")
    assert registry.general_entries() == read_registry().general_entries()


def test_a_file_is_written_as_it_is_read(tmp_path: Path) -> None:
    entries = read_registry().borough_entries("richmond-upon-thames")
    path = tmp_path / "richmond-upon-thames.csv"

    write_registry_file(path, entries)

    again = parse_registry_file(path.name, path.read_text(encoding="utf-8"))
    assert tuple(entry for entry, _ in again.rows) == entries


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Children's Services", "Childrens Services"),
        ("Children's Services", "Children Services"),
        ("Multi-Agency Safeguarding Hub", "Multi Agency Safeguarding Hub"),
        ("Tactical Tasking and Co-ordination Group", "Tactical Tasking & Coordination Group"),
        ("Safer Neighbourhood Team", "Safer Neighbourhood Teams"),
        ("VCA subgroup", "VCA Sub-group"),
    ],
)
def test_spellings_that_writers_use_need_no_row(name: str, spelling: str) -> None:
    assert spelling in spellings(name)


@pytest.mark.parametrize(("name", "exact"), [("Met", True), ("MPS", True), ("NW BCU", True), ("Early Help", False)])
def test_single_words_and_short_forms_count_only_as_written(name: str, *, exact: bool) -> None:
    assert is_exact(name) is exact


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("Childrens Services", "childrens-services"),
        ("Children Services", "childrens-services"),
        ("Children’s Services", "childrens-services"),
        ("Combating Drugs Partnership", "cdp"),
        ("Combatting Drugs Partnership", "cdp"),
        ("Combatting Drugs Partnerhsip", "cdp"),
        ("Brent Safer Neighbourhood Board", "snb"),
        ("MAPPA meetings", "mappa"),
        ("Nothing of the sort", None),
    ],
)
def test_spelling_variants_are_one_entry(name: str, entity_id: str | None) -> None:
    index = NameIndex((), read_registry().general_entries())

    entries = index.find(name, None)

    assert [entry.id for entry in entries] == ([entity_id] if entity_id else [])


def test_boroughs_compare_by_parents() -> None:
    entries = {entry.id: entry for entry in read_registry().general_entries()}
    brent = {entry.id: entry for entry in read_registry().borough_entries("brent")}

    assert entries["youth-iom"].parent_id == "iom"
    assert brent["safer-brent-partnership"].parent_id == "csp"
