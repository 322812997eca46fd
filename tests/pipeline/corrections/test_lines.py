"""Corrections files as people and spreadsheets write them."""

from __future__ import annotations

from datetime import date

import pytest

from builders.records import action, plan
from pipeline.corrections.correct import correct
from pipeline.corrections.lines import Correction, Corrections, parse_corrections

HEADER = "ref,field,value,who,when,why\n"


def parse(text: str) -> Corrections:
    return parse_corrections(text.encode("utf-8"), "corrections/camden-2024.csv")


def refusals(text: str) -> list[tuple[int, str]]:
    return [(refusal.line, refusal.reason) for refusal in parse(text).refused]


def test_lines_are_read_whatever_the_order_of_the_columns_and_the_form_of_the_date() -> None:
    text = "﻿When, Field ,ref,value,why,who,note\r\n30/11/2026,rag,1.2,amber,Wrong cell,A. Officer,seen\r\n\r\n"

    read = parse(text)

    assert read.refused == ()
    assert read.lines == (
        Correction(
            line=2,
            ref="1.2",
            field="rag",
            value="amber",
            who="A. Officer",
            when=date(2026, 11, 30),
            why="Wrong cell",
            cut=True,
        ),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_is_read_as_spreadsheets_of_any_language_save_it(separator: str) -> None:
    rows = (
        "ref,field,value,who,when,why",
        "1.1,Lead organisations,MPS,A,30/11/2026,Said so",
        "1.2,RAG,Red,A,1/12/2026,x",
    )

    read = parse("\ufeff" + "".join(f"{row.replace(',', separator)}\r\n" for row in rows))

    assert read.refused == ()
    assert [(one.ref, one.field, one.value) for one in read.lines] == [
        ("1.1", "lead_organisations", "MPS"),
        ("1.2", "rag", "Red"),
    ]


def test_two_lines_about_a_field_are_two_however_its_name_is_written() -> None:
    read = parse(HEADER + "1.1,RAG,red,A,2026-01-01,x\n1.1,rag,amber,B,2026-01-02,y\n")

    assert [one.value for one in read.lines] == ["amber"]


TENTH = plan("Camden", 2024, action("4.1", rag="green"), action("4.10", rag="green"))


@pytest.mark.parametrize(
    ("refs", "doubted"),
    [
        (["4.1"], ["4.1"]),
        (["action 4.1"], []),
        (["Action 4.10"], []),
        (["4.1", "4.10"], []),
        (["action 4.10", "4.1"], ["4.1"]),
    ],
)
def test_a_ref_that_a_spreadsheet_may_have_cut_is_a_doubt_until_it_is_written_as_text(
    refs: list[str], doubted: list[str]
) -> None:
    read = parse(HEADER + "".join(f"{ref},rag,red,A,2026-01-01,x\n" for ref in refs))

    result = correct(TENTH, read).plan

    assert [one.action_ref for one in result.findings if one.code == "correction-ref-unsure"] == doubted
    assert {one.ref for one in result.actions if one.rag == "red"} == {ref.split()[-1] for ref in refs}


def test_a_ref_is_no_doubt_where_the_plan_has_no_longer_one() -> None:
    read = parse(HEADER + "4.1,rag,red,A,2026-01-01,x\n")

    result = correct(plan("Camden", 2024, action("4.1", rag="green")), read).plan

    assert [one.code for one in result.findings] == ["correction-applied"]


def test_a_value_may_run_over_lines_and_the_lines_after_it_are_counted_right() -> None:
    text = HEADER + '1.1,narrative,"One.\nTwo.",A,2026-01-02,Cut off\n1.1,rag,teal,,2026-01-02,x\n'

    read = parse(text)

    assert read.lines[0].value == "One.\nTwo."
    assert [refusal.line for refusal in read.refused] == [4]


def test_a_value_copied_from_the_tables_is_taken_as_the_document_has_it() -> None:
    text = HEADER + "1.1,timescale,'-12 months,A,2026-01-02,Copied\n"

    assert parse(text).lines[0].value == "-12 months"


def test_the_last_line_about_a_field_counts() -> None:
    text = HEADER + "1.1,rag,red,A,2026-01-02,x\n1.2,rag,red,A,2026-01-02,x\n1.1,rag,green,B,2026-02-02,y\n"

    assert [(one.ref, one.value) for one in parse(text).lines] == [("1.1", "green"), ("1.2", "red")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1.1,rag,red,,2026-01-02,x", "It does not say who."),
        ("1.1,,red,A,2026-01-02,x", "It does not say field."),
        ("1.1,rag,red,A,,x", "It does not say when."),
        ("1.1,rag,red,A,2026-01-02,", "It does not say why."),
        ("1.1,rag,red", "It does not say who."),
        ("1.1,rag,red,A,soon,x", "“soon” is not a date; write it as 2026-11-30 or 30/11/2026."),
        ("1.1,rag,red,A,31/02/2026,x", "“31/02/2026” is not a date; write it as 2026-11-30 or 30/11/2026."),
        (
            "1.1,rag,red,A,2026-01-02,x, y",
            "It has too many cells; put text that contains commas or semicolons in double quotes.",
        ),
    ],
)
def test_a_line_that_is_not_one_is_refused_with_its_number_and_the_reason(row: str, reason: str) -> None:
    text = f"{HEADER}1.2,rag,green,A,2026-01-02,x\n{row}\n"

    assert refusals(text) == [(3, reason)]
    assert len(parse(text).lines) == 1


def test_a_file_without_the_columns_is_refused_by_its_first_line() -> None:
    assert refusals("ref,value\n1.1,red\n") == [
        (1, "There is no column field, who, when, why; the first line must be ref,field,value,who,when,why.")
    ]
    assert refusals("")[0][0] == 1


def test_a_file_in_another_encoding_is_refused_by_its_first_line() -> None:
    read = parse_corrections(f"{HEADER}1.1,outcome,caf\xe9,A,2026-01-02,x\n".encode("latin-1"), "corrections/x.csv")

    assert [(one.line, one.reason) for one in read.refused] == [
        (1, "The file is not UTF-8 text; save it as “CSV UTF-8”.")
    ]


def test_a_file_with_an_open_quote_is_refused() -> None:
    ((number, reason),) = refusals(HEADER + '1.1,outcome,"never closed,A,2026-01-02,x\n')

    assert number == 1
    assert reason.startswith("The file is not CSV: ")


def test_a_cell_may_hold_a_narrative_of_any_length() -> None:
    text = "word " * 100_000

    read = parse_corrections(f"ref,field,value,who,when,why\n1.1,narrative,{text},A,2026-05-03,B\n".encode(), "x.csv")

    assert read.refused == ()
    assert [line.value for line in read.lines] == [text.strip()]
