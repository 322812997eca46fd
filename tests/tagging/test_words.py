"""Words of a narrative, and names folded for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from pipeline.tagging.documents import borough_slugs, lay_out
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.state import state_of
from pipeline.tagging.words import cut, fold, is_acronym


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from("aB1'’s.-•/ \n\t(&#é"), max_size=30), max_size=4))
def test_laid_out_narratives_keep_every_character_in_its_place(texts: list[str]) -> None:
    items = [TaggingInput(id=str(number), text=text) for number, text in enumerate(texts)]

    doc = lay_out(Vocab(), items)

    kept = [doc.text[section.start_char : section.end_char] for section in state_of(doc).sections]
    assert kept == texts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AFC -The team", ["AFC", "-", "The", "team"]),
        ("PRU/APs", ["PRU", "/", "APs"]),
        ("reviewed.The", ["reviewed", ".", "The"]),
        ("L.A. staff", ["L.A.", "staff"]),
        ("KRSCP's job", ["KRSCP", "'s", "job"]),
        ("Women’s Aid", ["Women", "’s", "Aid"]),
        ("#StepUpSWLondon", ["#StepUpSWLondon"]),
        ("don't", ["don't"]),
    ],
)
def test_glued_text_falls_into_its_words(text: str, words: list[str]) -> None:
    assert cut(text)[0] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children's Services", "Childrens Services"),
        ("Health & Wellbeing Board", "Health and Wellbeing Board"),
        ("Co-ordination", "co ordination"),
        ("St George’s", "St George's"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["MPS", "TfL", "SNTs", "L.A.", "P2P", "SWBCU"])
def test_short_forms_are_known(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Probation", "met", "A", "Redthread", "24"])
def test_words_are_no_short_forms(word: str) -> None:
    assert not is_acronym(word)


def test_two_boroughs_in_one_name_are_two() -> None:
    assert borough_slugs(["Enfield/Haringey", "LBBD", None]) == ("enfield", "haringey", "barking-and-dagenham")
