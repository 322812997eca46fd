"""What belongs to layers shows as the file's settings say, whatever way they are put together."""

from __future__ import annotations

import pytest

from builders.raw_pdf import CATALOG, FONT, PAGE, pdf_of, stream
from builders.viewer import inked, rendered
from extractors.pdf.pdf_reader import read

ON, OFF = b"60 0 R", b"61 0 R"
LAYERS = b" /OCProperties << /OCGs [60 0 R 61 0 R] /D << /OFF [61 0 R] >> >> >>"


def page_with(membership: bytes) -> bytes:
    """A page of a word, and a second word that belongs to layers."""
    words = b"BT /F1 10 Tf 72 500 Td (First) Tj ET /OC /M BDC BT /F1 10 Tf 72 400 Td (Second) Tj ET EMC\n"
    page = PAGE % b"/Properties << /M 62 0 R >>"
    layer = b"<< /Type /OCG /Name (layer) >>"
    return pdf_of(
        {
            1: CATALOG.replace(b" >>", LAYERS),
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page,
            4: stream(words),
            5: FONT,
            60: layer,
            61: layer,
            62: b"<< /Type /OCMD %s >>" % membership,
        }
    )


@pytest.mark.parametrize(
    ("membership", "shown"),
    [
        (b"/OCGs [60 0 R 61 0 R]", True),
        (b"/OCGs 61 0 R", False),
        (b"/OCGs [60 0 R 61 0 R] /P /AnyOn", True),
        (b"/OCGs [60 0 R 61 0 R] /P /AllOn", False),
        (b"/OCGs [60 0 R 61 0 R] /P /AnyOff", True),
        (b"/OCGs [60 0 R] /P /AnyOff", False),
        (b"/OCGs [61 0 R] /P /AllOff", True),
        (b"/OCGs [60 0 R 61 0 R] /P /AllOff", False),
        (b"/OCGs [60 0 R] /VE [/Not 61 0 R]", True),
        (b"/OCGs [61 0 R] /VE [/Not 60 0 R]", False),
        (b"/VE [/And 60 0 R [/Not 61 0 R]]", True),
        (b"/VE [/And 60 0 R 61 0 R]", False),
        (b"/VE [/Or 61 0 R [/And 60 0 R [/Not 61 0 R]]]", True),
        (b"/OCGs []", True),
    ],
)
def test_a_membership_shows_what_viewers_show(membership: bytes, *, shown: bool) -> None:
    data = page_with(membership)
    document = read(data, "plan.pdf")
    words = " ".join(block.text for block in document.blocks())

    assert ("Second" in words) is shown
    assert [found.code for found in document.findings] == ([] if shown else ["unseen-text"])
    assert inked(rendered(data), (60, 180, 130, 200)) is shown
