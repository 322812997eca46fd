"""Pictures of the pages of a PDF, for people to hold against what was read."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
from PIL.Image import Image

MOST_PAGES = 3000
MOST_PIXELS = 12_000_000
"""Of a picture. A page 1,360 pixels wide and twice as high has under four million."""


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points, as displayed; nothing for a document that cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    with closing(document):
        return [document.get_page_size(number) for number in range(min(len(document), MOST_PAGES))]


def draw_page(data: bytes, number: int, width: int) -> Image | None:
    """A page, counted from 1, about so many pixels wide; None when there is no such page or it cannot be drawn."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    with closing(document):
        if not 1 <= number <= len(document):
            return None
        try:
            page = document[number - 1]
            across, down = page.get_size()
            scale = width / max(across, 1.0)
            scale = min(scale, (MOST_PIXELS / max(across * down, 1.0)) ** 0.5)
            picture: Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        except pypdfium2.PdfiumError:
            return None
        return picture
