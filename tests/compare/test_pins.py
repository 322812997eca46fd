"""A person's decisions about matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.plans import make_action, make_plan
from compare.test_matching import HELPLINE, SCHOOLS, TASKING, matched, plan_of
from models.errors import ReferenceDataError
from pipeline.compare import compare_years
from pipeline.compare.pins import decide, parse_pins, read_pins

HEAD = "before_ref,after_ref,decision,note\n"


def test_a_pinned_pair_is_joined_however_unlike_and_says_who_decided() -> None:
    before = plan_of(("1.1", TASKING), ("1.2", SCHOOLS))
    after = plan_of(("1.1", TASKING), ("1.2", HELPLINE))

    matching = matched(before, after, f"{HEAD}1.2,1.2,pin,agreed at the board\n")

    assert matching.pairs == {0: 0, 1: 1}
    assert matching.matches[1, 1].decided == "pin"
    assert matching.matches[1, 1].why.startswith("Pinned by a person (agreed at the board).")


def test_a_forbidden_pair_is_not_joined_even_when_the_words_are_the_same() -> None:
    before = plan_of(("1.1", TASKING))
    after = plan_of(("1.1", TASKING))

    matching = matched(before, after, f"{HEAD}1.1,1.1,forbid,\n")

    assert matching.pairs == {}
    assert matching.alone_before[0].decided == "forbid"


def test_an_action_can_be_forbidden_any_partner() -> None:
    before = plan_of(("1.1", TASKING))
    after = plan_of(("1.1", TASKING), ("1.2", f"{TASKING} too"))

    matching = matched(before, after, f"{HEAD}1.1,,forbid,withdrawn\n")

    assert matching.pairs == {}


def test_a_pin_takes_its_actions_out_of_the_reach_of_others() -> None:
    before = plan_of(("1.1", TASKING), ("1.2", SCHOOLS))
    after = plan_of(("1.1", TASKING), ("1.2", SCHOOLS))

    matching = matched(before, after, f"{HEAD}1.1,1.2,pin,\n")

    assert matching.pairs == {0: 1}


def test_decisions_in_a_file_hold_on_every_run(tmp_path: Path) -> None:
    pins = tmp_path / "pins.csv"
    pins.write_text(f"{HEAD}1.1,1.2,pin,swapped\n", encoding="utf-8")
    before = make_plan("Croydon", 2023, [make_action("1.1", TASKING), make_action("1.2", SCHOOLS)])
    after = make_plan("Croydon", 2024, [make_action("1.1", TASKING), make_action("1.2", SCHOOLS)])

    first, second = (compare_years(before, after, pins=pins) for _ in range(2))

    assert first == second
    assert [(one.before_ref, one.after_ref) for one in first.actions if one.match.decided == "pin"] == [("1.1", "1.2")]
    assert "1 decision of the pins file applied." in first.notes


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("before,after\n1.1,1.1\n", "line 1: no column before_ref, after_ref, decision"),
        (f"{HEAD}1.1,1.1,maybe,\n", "line 2: the decision is neither pin nor forbid"),
        (f"{HEAD}1.1,,pin,\n", "line 2: a ref is missing"),
        (f"{HEAD},,forbid,\n", "line 2: a ref is missing"),
        (f"{HEAD}1.1,1.1,pin,one, two\n", "line 2: too many cells"),
        (f"{HEAD}7.7,1.1,pin,\n", "line 2: the earlier plan does not have an action 7.7"),
        (f"{HEAD}1.1,7.7,pin,\n", "line 2: the later plan does not have an action 7.7"),
        (f"{HEAD}1.1,1.3,pin,\n", "line 2: the later plan has more than once an action 1.3"),
        (f"{HEAD}1.1,1.1,pin,\n1.1,1.2,pin,\n", "lines 2 and 3 contradict one another"),
        (f"{HEAD}1.1,1.1,pin,\n1.1,1.1,forbid,\n", "lines 2 and 3 contradict one another"),
        (f"{HEAD}1.1,,forbid,\n1.1,1.1,pin,\n", "lines 2 and 3 contradict one another"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_fault(text: str, fault: str) -> None:
    with pytest.raises(ReferenceDataError) as refused:
        decide(parse_pins(text, "pins.csv"), ["1.1", "1.2"], ["1.1", "1.2", "1.3", "1.3"], "pins.csv")

    assert f"pins.csv, {fault}" in refused.value.problem
    assert refused.value.remedy


def test_empty_lines_and_a_byte_order_mark_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "pins.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEAD}\n,,,\n1.1,1.2,PIN,\n".encode())

    lines = read_pins(path)

    assert [(line.before_ref, line.after_ref, line.decision) for line in lines] == [("1.1", "1.2", "pin")]


def test_a_pins_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"pins file mine\.csv is not there"):
        read_pins(tmp_path / "mine.csv")


def test_a_pins_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pins.csv"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ReferenceDataError, match=r"pins\.csv cannot be read as UTF-8"):
        read_pins(path)
