"""Pictures of a copy are grey, of one pixel, and files of the kind that was there."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from pipeline.anonymise.grey import grey_picture

GREY = (200, 200, 200)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_a_picture_becomes_a_grey_one_of_its_kind(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(file, kind)

    with Image.open(io.BytesIO(grey_picture(file.getvalue(), f"picture.{kind}"))) as grey:
        assert (grey.format, grey.size) == (kind, (1, 1))
        assert grey.convert("RGB").getpixel((0, 0)) == GREY


def test_what_is_no_picture_of_these_kinds_becomes_one_that_can_be_shown() -> None:
    with Image.open(io.BytesIO(grey_picture(b"metafile", "chart.emf"))) as grey:
        assert grey.format == "PNG"

    assert grey_picture(b"<svg>Pearson</svg>", "Logo.SVG").startswith(b"<svg")
