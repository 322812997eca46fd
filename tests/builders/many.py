"""As many plans as wanted, each of a borough and year of its own, made from the samples and the template plan.

All are synthetic: the words are those of the samples under other names. Of ten plans six are Word, two text, two PDF.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from builders.cases import TEMPLATE_CASES
from builders.content import PLACES, template_plan
from builders.pdf import render_pdf
from models.plan import Borough
from models.reference.boroughs import authorities

SAMPLES = Path(__file__).parents[2] / "samples"
FORMATS = Path(__file__).parents[1] / "files" / "formats"
"""The Richmond plan of 2024, which is a PDF among the samples, as a Word document and as text."""
WORD = ("hackney-2024", "richmond-2024")
YEARS = range(2010, 2049)
MEMBER_DATE = (2024, 1, 1, 0, 0, 0)
PDFS_OF_TEN = (4, 9)
TEXTS_OF_TEN = (3, 8)


def write_plans(folder: Path, count: int, first: int = 0) -> None:
    """Write so many plans into a folder, from the one numbered `first`. Raises ValueError when there are fewer."""
    folder.mkdir(parents=True, exist_ok=True)
    plans = _plans(first)
    for _ in range(count):
        name, data = next(plans, ("", b""))
        if not name:
            raise ValueError(f"no more than {len(YEARS) * len(authorities())} plans can be told apart")
        (folder / name).write_bytes(data)


def _plans(first: int) -> Iterator[tuple[str, bytes]]:
    boroughs = sorted((authority.borough for authority in authorities()), key=lambda one: one.slug not in _places())
    for number, (year, borough) in enumerate(product(YEARS, boroughs)):
        if number >= first:
            name, data = _plan(number, borough, year)
            yield f"{number:04d}-{borough.slug}-{year}.{name}", data


def _plan(number: int, borough: Borough, year: int) -> tuple[str, bytes]:
    """The ending of a plan's name, and its bytes."""
    places = _places()
    if number % 10 in PDFS_OF_TEN and borough.slug in places:
        return "pdf", render_pdf(template_plan(places[borough.slug], year), TEMPLATE_CASES[0].layout)
    if number % 10 in TEXTS_OF_TEN:
        text = (FORMATS / "richmond-2024.txt").read_text(encoding="utf-8")
        return "txt", _renamed(text, borough.name, year).encode()
    return "docx", _renamed_word(_word(WORD[number % len(WORD)]), borough.name, year)


def _word(name: str) -> bytes:
    folder = FORMATS if (FORMATS / f"{name}.docx").is_file() else SAMPLES
    return (folder / f"{name}.docx").read_bytes()


def _places() -> dict[str, str]:
    """The boroughs for which the template plan can be made."""
    return {place.slug: key for key, place in PLACES.items()}


def _renamed(text: str, borough: str, year: int) -> str:
    return re.sub("Richmond upon Thames|Richmond|Hackney", borough, text).replace("2024", str(year))


def _renamed_word(data: bytes, borough: str, year: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for member in source.namelist():
            part = source.read(member)
            if member.startswith("word/") and member.endswith(".xml"):
                part = _renamed(part.decode("utf-8"), borough, year).encode()
            made.writestr(zipfile.ZipInfo(member, MEMBER_DATE), part, zipfile.ZIP_DEFLATED)
    return written.getvalue()
