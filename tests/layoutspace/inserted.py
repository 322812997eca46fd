"""Puts words with a look of their own into drawn Word documents and web pages, and asks what a page shows of them.

LibreOffice prints the Word documents and Chromium the pages; PDFium says whether an inserted word stands out on paper.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2  # ships no types; few names of it are used

from extractors import read_document
from layoutspace.engines import browser, office
from layoutspace.engines.kept import made_once
from layoutspace.seen import TOKEN, tokens
from layoutspace.treatments import Handle

MARKERS = ("Quagmire", "Zephyrine", "Jocosely", "Wyvernish", "Kumquats", "Vexingly")
"""Words that no drawn document has."""
SCALE = 4.0
STANDS_OUT, BLENDS = 70, 12
"""Contrast on paper, of 255, from which on a word shows, and up to which it does not."""
UNSURE = 40.0
"""Of a word that is broken at the end of a line."""
WORD_LOOKS = (
    "", "<w:b/>", '<w:color w:val="C00000"/>', '<w:color w:val="808080"/>', '<w:highlight w:val="yellow"/>',
    "<w:caps/>",
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>', '<w:sz w:val="12"/>',
    '<w:u w:val="single"/>', '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', '<w:spacing w:val="20"/>',
    "<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:color w:val="FEFEFE"/>',
    '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    '<w:color w:val="92D050"/><w:shd w:val="clear" w:color="auto" w:fill="92D050"/>',
)  # fmt: skip
"""Properties of a run, in the order that Word's schema has them."""
PAGE_LOOKS = (
    "", "font-weight:bold", "color:#c00000", "background:yellow", "opacity:.7", "font-size:8px", "text-indent:1em",
    "color:white;background:#1f3864", "display:inline-block;overflow:hidden", "position:relative;top:1px",
    "display:none", "visibility:hidden", "opacity:0", "font-size:0", "color:transparent", "color:white",
    "position:absolute;left:-9999px", "display:block;height:0;overflow:hidden", "clip-path:inset(50%)",
    "position:absolute;clip:rect(0,0,0,0)", "color:#92d050;background:#92d050", "display:block;text-indent:-9999px",
    "display:inline-block;transform:scale(0)",
)  # fmt: skip
_RUN = re.compile(r"</w:t></w:r>(?=(?:<w:r>|<w:r |</w:p>))")
_WORDS = re.compile(r"(?<=[a-z.,])(?=</(?:td|p|li|div)>)")
EXACT = "<style>*{print-color-adjust:exact;-webkit-print-color-adjust:exact}</style></head>"


@dataclass(frozen=True, slots=True)
class Inserted:
    """A word that was put in, and its look."""

    word: str
    look: str


def insert(data: bytes, kind: str, chance: Random) -> tuple[bytes, list[Inserted]]:
    """The document with a few words put in, each after other words."""
    return _into_word(data, chance) if kind == "docx" else _into_page(data, chance)


def _into_word(data: bytes, chance: Random) -> tuple[bytes, list[Inserted]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = "word/document.xml"
    text, put = _put(members[part].decode(), _RUN, WORD_LOOKS, chance, keep=len("</w:t></w:r>"))
    for one in put:
        run = f'<w:r><w:rPr>{one.look}</w:rPr><w:t xml:space="preserve"> {one.word} </w:t></w:r>'
        text = text.replace(f"@{one.word}@", run)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, part: text.encode()}.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
    return packed.getvalue(), put


def _into_page(data: bytes, chance: Random) -> tuple[bytes, list[Inserted]]:
    text, put = _put(data.decode(), _WORDS, PAGE_LOOKS, chance, keep=0)
    for one in put:
        text = text.replace(f"@{one.word}@", f' <span style="{one.look}">{one.word}</span>')
    return text.replace("</head>", EXACT, 1).encode(), put


def _put(
    text: str, place: re.Pattern[str], looks: Sequence[str], chance: Random, keep: int
) -> tuple[str, list[Inserted]]:
    """The text with a sign for each word at places drawn at random. keep: characters of a place to leave before it."""
    places = [match.start() + keep for match in place.finditer(text)]
    chosen = sorted(chance.sample(places, min(len(MARKERS), len(places))), reverse=True)
    put = [Inserted(word, chance.choice(looks)) for word, _ in zip(MARKERS, chosen, strict=False)]
    for one, at in zip(put, chosen, strict=True):
        text = f"{text[:at]}@{one.word}@{text[at:]}"
    return text, put


def faults(data: bytes, kind: str, put: Sequence[Inserted]) -> list[str]:
    """The words that are read otherwise than they show on paper, or hidden without a word about it."""
    pdf = made_once(f"seen-{kind}", data, lambda: _printed(data, kind))
    document = read_document(data, f"plan.{kind}")
    said = {token.casefold() for token in tokens(document)}
    told = bool({"hidden-text", "unseen-text"} & {one.code for one in document.findings})
    shows = shown(pdf)
    found = []
    for one in put:
        state = shows.get(one.word.casefold(), 0.0)
        if BLENDS < state < STANDS_OUT:
            continue
        read = one.word.casefold() in said
        if read is not (state >= STANDS_OUT):
            found.append(f"{one.word} ({one.look}): {'read' if read else 'not read'}, contrast {state:.0f}")
        elif not read and not told:
            found.append(f"{one.word} ({one.look}): nothing told of what does not show")
    return found


def _printed(data: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / f"plan.{kind}", Path(folder) / "plan.pdf"
        source.write_bytes(data)
        command = (
            office.command(folder, source, Path(folder), "pdf")
            if kind == "docx"
            else browser.command(folder, source, made)
        )
        subprocess.run(command, check=True, capture_output=True, timeout=office.SECONDS)
        return made.read_bytes()


def shown(pdf: bytes) -> dict[str, float]:
    """The inserted words that are on some page, and how much they stand out from what is around them."""
    found: dict[str, float] = {}
    wanted = {marker.casefold() for marker in MARKERS}
    letters = ""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        text = str(text_page.get_text_range())
        letters += "".join(TOKEN.findall(text)).casefold()
        for match in TOKEN.finditer(text):
            if match[0].casefold() in wanted and len(text) == text_page.count_chars():
                contrast = _contrast(page, text_page, range(*match.span()))
                found[match[0].casefold()] = max(contrast, found.get(match[0].casefold(), 0.0))
    broken = {word for word in wanted if word in letters and word not in found}
    return {**found, **dict.fromkeys(broken, UNSURE)}


def _contrast(page: Handle, text_page: Handle, places: range) -> float:
    boxes = [text_page.get_charbox(place) for place in places]
    x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if y1 - y0 < 2.0:
        return 0.0
    picture = np.asarray(page.render(scale=SCALE).to_numpy()[..., :3], dtype=np.int64)
    high = page.get_height()
    rows = slice(round((high - y1) * SCALE), round((high - y0) * SCALE))
    inside = picture[rows, round(x0 * SCALE) : round(x1 * SCALE)]
    if not inside.size:
        return 0.0
    return float(np.abs(inside - np.median(inside, axis=(0, 1))).max(axis=2).mean() * 4)
