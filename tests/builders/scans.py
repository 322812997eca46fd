"""Scans: the pages of a PDF as pictures, straight, askew or on their side, with the grain and grey of scanners."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 200


@dataclass(frozen=True)
class Scanner:
    """How pages are scanned: degrees they lie askew, quarter turns in degrees, how strong the grain is."""

    skew: float = 0.0
    turn: int = 0
    grain: float = 5.0
    paper: float = 0.96


def pictures_of(data: bytes, scanner: Scanner = Scanner()) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them."""
    chance = np.random.default_rng(1)
    document = pypdfium2.PdfDocument(data)
    pictures = []
    for page in document:
        picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
        picture = picture.rotate(-scanner.skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        picture = picture.rotate(-scanner.turn, expand=True).filter(ImageFilter.GaussianBlur(0.6))
        values = np.asarray(picture) * scanner.paper + chance.normal(0, scanner.grain, (*picture.size[::-1], 1))
        pictures.append(Image.fromarray(values.clip(0, 255).astype(np.uint8)))
    document.close()
    return pictures


def scanned(data: bytes, scanner: Scanner = Scanner()) -> bytes:
    """A PDF of such pictures."""
    first, *others = pictures_of(data, scanner)
    buffer = io.BytesIO()
    first.save(buffer, "PDF", save_all=True, append_images=others, resolution=DPI)
    return buffer.getvalue()
