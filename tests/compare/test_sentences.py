"""The sentence a name stands in."""

from __future__ import annotations

import pytest

from pipeline.compare.sentences import sentence_around


@pytest.mark.parametrize(
    ("narrative", "sentence"),
    [
        ("First. BOOST runs. Last.", "BOOST runs."),
        ("BOOST alone", "BOOST alone"),
        ("One line\nBOOST on the next\nA third", "BOOST on the next"),
        ("Schools, e.g. BOOST schools, take part. Others do not.", "Schools, e.g. BOOST schools, take part."),
        ("Led by J. Smith with BOOST. More.", "Led by J. Smith with BOOST."),
        ("Really? BOOST! Yes.", "BOOST!"),
        ("It grew by 2.5 with BOOST (see below). More.", "It grew by 2.5 with BOOST (see below)."),
    ],
)
def test_the_sentence_ends_where_a_reader_would_end_it(narrative: str, sentence: str) -> None:
    start = narrative.index("BOOST")

    assert sentence_around(narrative, start, start + len("BOOST")) == sentence
