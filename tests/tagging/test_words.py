"""Words of a narrative, and names folded for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from pipeline.tagging.documents import borough_slugs, lay_out
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.state import state_of
from pipeline.tagging.words import Words, WordTokenizer, cut, fold, is_acronym

VOCAB = English().vocab


@settings(deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from("aB1'’s.-•/ \n\t(&#é"), max_size=30), max_size=4))
def test_laid_out_narratives_keep_every_character_in_its_place(texts: list[str]) -> None:
    items = [TaggingInput(id=str(number), text=text) for number, text in enumerate(texts)]

    doc = lay_out(VOCAB, items)

    kept = [doc.text[section.start_char : section.end_char] for section in state_of(doc).sections]
    assert kept == texts


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1'’s.-•/ \n\t(&#éİ"), max_size=20))
def test_words_taken_once_are_those_that_spacy_shows(text: str) -> None:
    doc = lay_out(VOCAB, [TaggingInput(text=text)])

    words = state_of(doc).words

    assert words.text == doc.text
    assert [*zip(words.forms, words.lower, strict=True)] == [(token.text, token.lower_) for token in doc]
    spans = [doc[start:end] for start in range(len(doc)) for end in range(start + 1, len(doc) + 1)]
    assert [words.place(s.start, s.end) for s in spans] == [(s.start_char, s.end_char) for s in spans]
    assert [words.between(s.start, s.end) for s in spans] == [s.text for s in spans]


def test_a_document_that_was_not_laid_out_is_one_section_of_the_same_words() -> None:
    text = "AFC -The team  meets\nthe MPS's PRU/APs."
    bare = WordTokenizer(VOCAB)(text)
    laid_out = lay_out(VOCAB, [TaggingInput(text=text)])

    state = state_of(bare)

    assert state.words.text == text
    assert state.words.forms == state_of(laid_out).words.forms[:-1]
    assert [(section.start, section.end) for section in state.sections] == [(0, len(bare))]


def test_no_words_have_no_text() -> None:
    words = Words.of(["Safer", "Hounslow"], [True, False])

    assert words.between(1, 1) == ""
    assert words.between(0, 2) == "Safer Hounslow"


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
