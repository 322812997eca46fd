"""Names of files are printed on one line and recorded as text, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.names import printable, recorded

ANY_BYTES = st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plan.docx", "plan.docx"),
        ("Brent – Plán 2024.docx", "Brent – Plán 2024.docx"),
        ("two\nlines.docx", "two\\nlines.docx"),
        ("bell\x07 and \x1b[31mred", "bell\\x07 and \\x1b[31mred"),
        ("\u202excod.nalp", "\\u202excod.nalp"),
        ("caf\udce9.pdf", "caf\\udce9.pdf"),
        ("; rm -rf $HOME `id`.pdf", "; rm -rf $HOME `id`.pdf"),
    ],
)
def test_a_name_is_shown_with_escapes_for_what_would_act_on_a_terminal(name: str, shown: str) -> None:
    assert printable(name) == shown


@given(ANY_BYTES | st.text())
def test_any_name_is_shown_on_one_line_of_characters_that_can_be_seen(name: str) -> None:
    shown = printable(name)

    assert shown.isprintable()
    assert len(shown.splitlines()) <= 1


@given(ANY_BYTES)
def test_any_name_can_be_recorded(name: str) -> None:
    text = recorded(name)

    assert text.encode("utf-8").decode("utf-8") == text


def test_a_name_that_is_text_is_recorded_as_it_is() -> None:
    assert recorded("Plán\n2024.docx") == "Plán\n2024.docx"
