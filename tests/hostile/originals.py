"""The documents that mutants are made of: the samples, and small synthetic plans in all formats."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from builders.broken import CASE, good_docx, good_pdf
from builders.cases import TEMPLATE_CASES, WORD_CASES, Case
from builders.html import render_html
from builders.layout import HtmlStyle
from builders.pdf import render_pdf
from builders.text import TextStyle, render_text
from builders.word import render_word
from hostile.mutators import Kind
from hostile.trial import Original

SAMPLES = Path(__file__).parents[2] / "samples"
FORMATS = Path(__file__).parents[1] / "files" / "formats"
KINDS: dict[str, Kind] = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".txt": "text"}


@cache
def originals() -> dict[str, Original]:
    """All of them, by name."""
    small = {
        "page.pdf": good_pdf(),
        "page.docx": good_docx(),
        "page.html": _page(CASE),
        "page.txt": render_text(CASE.plan, CASE.layout, TextStyle("copy")),
        "template.docx": render_word(TEMPLATE_CASES[0].plan, TEMPLATE_CASES[0].layout),
        "template.html": _page(TEMPLATE_CASES[0]),
        "template.pdf": render_pdf(TEMPLATE_CASES[0].plan, TEMPLATE_CASES[0].layout),
        "lists.docx": render_word(WORD_CASES[1].plan, WORD_CASES[1].layout),
    }
    paths = [path for path in (*SAMPLES.iterdir(), *FORMATS.iterdir()) if path.suffix in KINDS]
    samples = {path.name: path.read_bytes() for path in sorted(paths)}
    return {name: Original(name, KINDS[Path(name).suffix], data) for name, data in {**small, **samples}.items()}


def _page(case: Case) -> bytes:
    """A web page without words that nobody sees inside its sentences: the witness would take them for words."""
    return render_html(case.plan, replace(case.layout, html=HtmlStyle(furniture=False)))
