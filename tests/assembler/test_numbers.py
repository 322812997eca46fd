"""Numbers of actions and themes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.numbers import opening_number, read_number, theme_number


@pytest.mark.parametrize(
    ("printed", "theme", "within"),
    [
        ("7", None, "7"),
        ("7.", None, "7"),
        ("(3)", None, "3"),
        ("4.7", 4, "7"),
        ("12.10b", 12, "10b"),
        ("1.1.1", 1, "1.1"),
        ("4a", None, "4a"),
        ("4 (a)", None, "4a"),
        ("VAWG1", None, "VAWG1"),
        ("VAWG-1", None, "VAWG-1"),
        ("GOV-01", None, "GOV-01"),
        ("SV/01", None, "SV/01"),
        ("GOV 1", None, "GOV 1"),
        ("GOV  1", None, "GOV 1"),
        ("MS1", None, "MS1"),
        ("Action 7:", None, "7"),
        ("Ref 2.3", 2, "3"),
        ("No. 12", None, "12"),
    ],
)
def test_a_number_is_taken_apart(printed: str, theme: int | None, within: str) -> None:
    number = read_number(printed)

    assert number is not None
    assert (number.theme, number.within) == (theme, within)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Local",
        "2023",
        "Page 15",
        "Mar-24",
        "June 25",
        "1 - 3",
        "7 knives",
        "10am",
        "www.example.org/4.7",
        "4.7 and 4.8",
    ],
)
def test_a_text_that_is_more_than_a_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(theme=st.integers(1, 20), last=st.integers(1, 99), letter=st.sampled_from(["", "a", "b"]))
def test_a_dotted_number_within_its_theme_loses_the_theme(theme: int, last: int, letter: str) -> None:
    number = read_number(f"{theme}.{last}{letter}")

    assert number is not None
    assert number.in_theme(theme) == f"{last}{letter}"
    assert number.in_theme(theme + 1) == f"{theme}.{last}{letter}"


@pytest.mark.parametrize("sign", [" ", ". ", " – ", ": "])
def test_a_number_that_opens_a_wording_is_parted_from_it(sign: str) -> None:
    text = f"1.2{sign}Review the local tracker."

    opened = opening_number(text)

    assert opened is not None
    assert (opened[0].printed, text[opened[1] :]) == ("1.2", "Review the local tracker.")


@pytest.mark.parametrize("text", ["3 knives were found", "2023 guidance applies", "10am meetings", "(1) the impact"])
def test_a_wording_may_open_with_a_number_of_its_own(text: str) -> None:
    assert opening_number(text) is None


@pytest.mark.parametrize(
    ("title", "parts", "rest"),
    [
        ("1. GOVERNANCE", (1,), "GOVERNANCE"),
        ("1 Governance", (1,), "Governance"),
        ("Theme 2: Analysis", (2,), "Analysis"),
        ("THEME 3 - Weapons", (3,), "Weapons"),
        ("Priority 1.1 Safer streets", (1, 1), "Safer streets"),
        ("Outcome one: Safer streets", (1,), "Safer streets"),
        ("IV. Communities", (4,), "Communities"),
        ("Priority B: Enforcement", (2,), "Enforcement"),
    ],
)
def test_the_number_of_a_theme_is_parted_from_its_title(title: str, parts: tuple[int, ...], rest: str) -> None:
    number = theme_number(title)

    assert number is not None
    assert (number.parts, title[number.end :]) == (parts, rest)


@pytest.mark.parametrize("title", ["Governance", "In the year to come", "I think so", "2024 plan", "Objective safety"])
def test_a_title_without_a_number_has_none(title: str) -> None:
    assert theme_number(title) is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("3*", "3"),
        ("3 (NEW)", "3"),
        ("4.7†", "4.7"),
        ("③", "3"),
        ("⑫", "12"),
        ("❸", "3"),
        ("⒊", "3"),
        ("3️⃣", "3"),
        ("3¹", "3"),
    ],
)
def test_signs_and_flags_behind_a_number_and_rings_around_it_are_no_part_of_it(printed: str, number: str) -> None:
    read = read_number(printed)

    assert read is not None
    assert read.printed == number


def test_a_number_that_goes_on_is_told() -> None:
    numbers = [read_number(text) for text in ("4.1 cont.", "4.1 (continued)", "4.1")]

    assert [number.goes_on for number in numbers if number] == [True, True, False]


@pytest.mark.parametrize(
    ("openings", "numbers", "first"),
    [
        (("1", "2", "3", "4"), ["1", "2", "3", "4"], "Meet every month."),
        (("SV/01", "SV/02", "SV/03", "SV/04"), ["SV/01", "SV/02", "SV/03", "SV/04"], "Meet every month."),
        (("2", "3", "5", "8"), ["2", "3", "5", "8"], "Meet every month."),
        (("12", "40", "7", "31"), ["1", "2", "3", "4"], "12 Meet every month."),
    ],
)
def test_numbers_without_a_sign_open_the_wordings_where_all_have_one_and_they_count_on(
    openings: tuple[str, ...], numbers: list[str], first: str
) -> None:
    wordings = ("Meet every month.", "Share what is known.", "Visit all shops.", "Review each case.")
    rows = [(f"{number} {text}", "Police", "It is done.") for number, text in zip(openings, wordings, strict=True)]

    plan = assemble(
        document(
            heading("Camden Violence Plan 2024"),
            heading("Theme 1: Governance"),
            table([("Action", "Lead agency", "Update"), *rows]),
        )
    )

    assert [action.action_number for action in plan.actions] == numbers
    assert plan.actions[0].mandatory_action == first
