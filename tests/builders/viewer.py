"""A page as PDFium shows it: what is seen, by a program that shares nothing with the readers."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pypdfium2  # ships no types; few names of it are used
from numpy.typing import NDArray

Box: TypeAlias = tuple[float, float, float, float]
Pixels: TypeAlias = NDArray[np.uint8]

SCALE = 2.0
"""Pixels a point."""


def rendered(data: bytes, page: int = 0) -> Pixels:
    """The page in colours: rows of pixels from the top, each red, green, blue."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    picture = document[page].render(scale=SCALE, may_draw_forms=True, rev_byteorder=True)
    return np.asarray(picture.to_numpy()[..., :3], dtype=np.uint8)


def inked(pixels: Pixels, box: Box, *, contrast: int = 60) -> bool:
    """Whether anything stands out inside a box (x0, top, x1, bottom in points from the top left)."""
    x0, top, x1, bottom = (round(value * SCALE) for value in box)
    inside = pixels[top:bottom, x0:x1].astype(int)
    return bool((inside.max(axis=(0, 1)) - inside.min(axis=(0, 1))).max() > contrast)


def text_of(data: bytes, page: int = 0) -> str:
    """The text that PDFium finds on the page, seen or not."""
    return str(pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range())
