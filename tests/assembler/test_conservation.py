"""Words that go missing between the document and the records show."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.conservation import account, words_in

HEADER = ("Ref", "Action", "RAG", "Owner", "Lead agency", "Target date", "Zebra", "Progress update")


def test_a_word_in_no_record_is_unaccounted() -> None:
    coverage = account(["one two", "three two"], Counter(["one", "two", "three"]), [])

    assert coverage.unaccounted == ("two",)
    assert coverage.share == 0.75


def test_a_text_printed_again_is_accounted_once_more() -> None:
    coverage = account(["Ref Action", "Ref Action"], Counter(["ref", "action"]), ["Ref Action"])

    assert coverage.unaccounted == ()


def test_two_halves_of_a_word_are_accounted_by_the_whole() -> None:
    coverage = account(["Communi", "ty safety"], Counter(["community", "safety"]), [])

    assert coverage.unaccounted == ()


def test_hyphens_and_case_do_not_matter() -> None:
    assert words_in("Co-ordination of MPS") == ["co", "ordination", "of", "mps"]


texts = st.text(alphabet=st.characters(categories=("Ll", "Lu", "Nd", "Po", "Pd", "Zs")), max_size=40)


@given(st.lists(st.tuples(*[texts] * (len(HEADER) - 1)), min_size=1, max_size=5))
def test_no_word_of_any_cell_is_lost(rows: list[tuple[str, ...]]) -> None:
    numbered = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    wordings = [(*row[:1], row[1] or "Meet.", *row[2:]) for row in numbered]

    plan = assemble(document(heading("Richmond Plan 2024"), table([HEADER, *wordings])))

    assert plan.coverage.unaccounted == ()
