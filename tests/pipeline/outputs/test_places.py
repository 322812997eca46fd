"""Which plan_id a document's plan has follows from when it was given and from its name, and from nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.outputs.manifest import Offer
from pipeline.outputs.places import Document, arrange, shortened

A, B, C = "a" * 64, "b" * 64, "c" * 64


def document(name: str, sha256: str, command: int = 1, plan_id: str | None = None) -> Document:
    return Document(sha256, "camden-2024", Offer(command=command, name=name, plan_id=plan_id))


def ids(*documents: Document) -> dict[str, list[str]]:
    """The names of the documents of each plan_id."""
    return {plan_id: [one.offer.name for one in stack] for plan_id, stack in arrange(documents).items()}


def test_of_one_command_the_first_by_name_takes_the_plan_id_and_the_next_gets_its_file_name_added() -> None:
    assert ids(document("two.PDF", B), document("one.docx", A)) == {
        "camden-2024": ["one.docx"],
        "camden-2024-two-pdf": ["two.PDF"],
    }


def test_documents_of_one_name_in_two_folders_are_told_apart_by_their_content() -> None:
    found = ids(document("a/plan.docx", A), document("b/plan.docx", B), document("c/plan.docx", C))

    assert list(found) == ["camden-2024", "camden-2024-plan-docx", "camden-2024-plan-docx-cccccccc"]


def test_a_document_of_a_later_command_is_newer() -> None:
    assert ids(document("a.docx", A, 2), document("z.docx", B, 1)) == {"camden-2024": ["z.docx", "a.docx"]}


def test_a_newer_document_of_a_name_that_has_an_id_of_its_own_takes_that() -> None:
    found = ids(document("one.docx", A), document("two.pdf", B), document("two.pdf", C, 2))

    assert found == {"camden-2024": ["one.docx"], "camden-2024-two-pdf": ["two.pdf", "two.pdf"]}


def test_a_document_that_a_person_put_somewhere_stays_there() -> None:
    found = ids(document("one.docx", A), document("two.pdf", B, 2, "camden-2024-two-pdf"))

    assert found == {"camden-2024": ["one.docx"], "camden-2024-two-pdf": ["two.pdf"]}


def test_an_id_that_another_borough_has_is_not_given_twice() -> None:
    stacks = arrange(
        [document("one.docx", A), document("two.pdf", B)], lambda plan_id: plan_id == "camden-2024-two-pdf"
    )

    assert list(stacks) == ["camden-2024", "camden-2024-two-pdf-bbbbbbbb"]


def test_a_name_without_a_letter_still_makes_an_id() -> None:
    assert list(ids(document("!.docx", A), document("….", B))) == ["camden-2024", "camden-2024-document"]


@given(st.text(st.characters(categories=("Ll", "Lo", "Nd")), min_size=1, max_size=400))
def test_any_id_fits_into_the_name_of_a_file(text: str) -> None:
    short = shortened(text)

    assert len(f"{short}-12345678.json".encode()) <= 255
    assert short == text if len(text.encode()) <= 200 else short != text


def test_long_ids_that_begin_alike_stay_apart() -> None:
    assert shortened("x" * 300) != shortened("x" * 301)
