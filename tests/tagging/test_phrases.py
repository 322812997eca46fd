"""Phrases are found by their words, as spaCy's matcher finds them."""

from __future__ import annotations

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.tagging.phrases import Phrases

NAMES = ("community safety", "community safety partnership", "safety", "safety partnership board", "a a", "board")
TEXT = [word for name in (*NAMES, "the", *NAMES[::-1], "met", *NAMES) for word in name.split()]


def test_phrases_inside_of_others_and_over_one_another_are_found_as_spacy_finds_them() -> None:
    vocab = spacy.blank("en").vocab
    matcher = PhraseMatcher(vocab)
    phrases: Phrases[str] = Phrases()
    for name in NAMES:
        matcher.add(name, [Doc(vocab, name.split())])
        phrases.add(name.split(), name)

    found = {(start, end, name) for start, end, name in phrases.find(TEXT)}

    assert found == {(start, end, vocab.strings[key]) for key, start, end in matcher(Doc(vocab, TEXT))}
    assert ("community", "safety", "partnership") in {tuple(TEXT[start:end]) for start, end, _ in found}


def test_a_phrase_that_stands_for_several_things_gives_each_once() -> None:
    phrases: Phrases[str] = Phrases()
    for key in ("one", "two", "one"):
        phrases.add(["panel"], key)

    assert list(phrases.find(["panel"])) == [(0, 1, "one"), (0, 1, "two")]
