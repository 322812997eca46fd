"""Draws pages of PDF documents: the work of a process with limits, for what draws is the largest target there is."""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from pathlib import Path

from PIL.Image import Dither, Quantize
from pydantic import Field, TypeAdapter

from extractors.pdf.picture import draw_page, page_sizes
from models.base import Record

WORK = "pipeline.web.drawing:answer"
WARM_UP = "pipeline.web.drawing:warm_up"
COLOURS = 128
"""Of a picture. Pages of plans are text on shades of a few colours; four pages tried had a third of the bytes so."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw: a page of a document so many pixels wide; page 0 asks for the sizes of all pages."""

    path: str
    page: int
    width: int


class Size(Record):
    """The size of a page in points."""

    width: float = Field(description="Width.")
    height: float = Field(description="Height.")


SIZES: TypeAdapter[list[Size]] = TypeAdapter(list[Size])


def answer(task: bytes) -> bytes:
    """A PNG, or the sizes of the pages as JSON; nothing when the document cannot be drawn."""
    drawing: Drawing = pickle.loads(task)  # noqa: S301 - tasks come from the server that started this process
    data = Path(drawing.path).read_bytes()
    if not drawing.page:
        return SIZES.dump_json([Size(width=width, height=height) for width, height in page_sizes(data)])
    picture = draw_page(data, drawing.page, drawing.width)
    if picture is None:
        return b""
    file = io.BytesIO()
    picture.quantize(COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).save(file, "PNG", compress_level=6)
    return file.getvalue()


def warm_up() -> None:
    """Load what drawing needs."""
    page_sizes(b"")
