"""Documents of one borough and year in one run are told apart, and the same way every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.ids import Ids, shortened

A, B, C = "a" * 64, "b" * 64, "c" * 64


def test_the_first_document_takes_the_plan_id_and_the_next_gets_its_file_name_added() -> None:
    ids = Ids(frozenset())

    given_ids = [ids.give("camden-2024", name, sha) for name, sha in (("one.docx", A), ("two.PDF", B))]

    assert given_ids == ["camden-2024", "camden-2024-two-pdf"]


def test_the_same_document_gets_the_same_id_again() -> None:
    ids = Ids(frozenset())

    assert [ids.give("camden-2024", "one.docx", A) for _ in range(2)] == ["camden-2024", "camden-2024"]


def test_documents_of_one_name_in_two_folders_are_told_apart_by_their_content() -> None:
    ids = Ids(frozenset())

    given_ids = [ids.give("camden-2024", "plan.docx", sha) for sha in (A, B, C)]

    assert given_ids == ["camden-2024", "camden-2024-plan-docx", "camden-2024-plan-docx-cccccccc"]


def test_a_new_document_takes_the_plan_id_of_one_that_is_stored() -> None:
    ids = Ids(frozenset({"camden-2024"}))

    assert ids.give("camden-2024", "new.docx", A) == "camden-2024"


def test_a_new_document_of_a_name_that_has_an_id_of_its_own_takes_that() -> None:
    ids = Ids(frozenset({"camden-2024", "camden-2024-two-pdf"}))

    assert ids.give("camden-2024", "two.pdf", A) == "camden-2024-two-pdf"


def test_a_known_document_keeps_its_id_whatever_comes_first() -> None:
    ids = Ids(frozenset({"camden-2024", "camden-2024-two-pdf"}))

    given_ids = [
        ids.give("camden-2024", "renamed.pdf", B, known="camden-2024-two-pdf"),
        ids.give("camden-2024", "one.docx", A, known="camden-2024"),
    ]

    assert given_ids == ["camden-2024-two-pdf", "camden-2024"]


def test_an_id_that_an_interrupted_run_gave_stays_given() -> None:
    ids = Ids(frozenset({"camden-2024"}))
    ids.reserve("camden-2024", A)

    assert ids.give("camden-2024", "two.pdf", B) == "camden-2024-two-pdf"
    assert ids.give("camden-2024", "one.docx", A) == "camden-2024"


def test_a_name_without_a_letter_still_makes_an_id() -> None:
    ids = Ids(frozenset())
    ids.give("camden-2024", "one.docx", A)

    assert ids.give("camden-2024", "….", B) == "camden-2024-document"


@given(st.text(st.characters(categories=("Ll", "Lo", "Nd")), min_size=1, max_size=400))
def test_any_id_fits_into_the_name_of_a_file(text: str) -> None:
    short = shortened(text)

    assert len(f"{short}-12345678.json".encode()) <= 255
    assert short == text if len(text.encode()) <= 200 else short != text


def test_long_ids_that_begin_alike_stay_apart() -> None:
    assert shortened("x" * 300) != shortened("x" * 301)
