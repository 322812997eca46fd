"""Fonts for PDFs that need no installation: those every reader has, and one that reportlab brings and embeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from layoutspace.composed import Composed

DINGBATS = {"☐": "❏", "☒": "✘", "✓": "✓", "●": "●"}
"""Signs that the plain fonts lack, and those of the font ZapfDingbats that stand for them."""
EMBEDDED_SCALE = 0.86  # the embedded font is so much wider than Helvetica
FONTS = Path(reportlab.__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Type:
    """A face in two weights and the share of its size at which it is as wide as Helvetica."""

    plain: str
    bold: str
    scale: float = 1.0


def type_of(composed: Composed) -> Type:
    """The face of a document."""
    if composed.habit % 3 == 0:
        _register()
        return Type("Vera", "VeraBd", EMBEDDED_SCALE)
    if composed.setting.serif:
        return Type("Times-Roman", "Times-Bold")
    return Type("Helvetica", "Helvetica-Bold")


@cache
def _register() -> None:
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """The text cut into pieces of one font each: (piece, font)."""
    piece = ""
    for sign in text:
        if sign in DINGBATS:
            if piece:
                yield piece, font
            yield DINGBATS[sign], "ZapfDingbats"
            piece = ""
        else:
            piece += sign
    if piece:
        yield piece, font


def width(text: str, font: str, size: float) -> float:
    """Width of the text in points."""
    return float(sum(pdfmetrics.stringWidth(piece, face, size) for piece, face in runs(text, font)))
