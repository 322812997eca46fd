"""One upright table under a title, as Word, PDF, HTML and a text copy: for tests of what its columns are. Synthetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from builders import wordml
from builders.sheet import LANDSCAPE, LEADING, PADDING, SIZE, Sheet, wrapped

Rows = Sequence[Sequence[str]]


_MARGIN = 36.0


def as_word(title: str, rows: Rows) -> bytes:
    """The table in Word."""
    widths = tuple([2000] * len(rows[0]))
    body = [wordml.row(*(wordml.cell(text) for text in row)) for row in rows]
    return wordml.word_file(wordml.paragraph(title), wordml.table(*body, widths=widths))


def as_html(title: str, rows: Rows) -> bytes:
    """The table in a web page."""
    lines = ["<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows]
    return f"<!DOCTYPE html><meta charset=utf-8><h1>{escape(title)}</h1><table>{''.join(lines)}</table>".encode()


def as_text(title: str, rows: Rows) -> bytes:
    """The table as a copy with tabs."""
    return "\n".join([title, "", *("\t".join(row) for row in rows)]).encode()


def as_pdf(title: str, rows: Rows) -> bytes:
    """The table in PDF, with all its lines, on one landscape page."""
    step = (LANDSCAPE[0] - 2 * _MARGIN) / len(rows[0])
    xs = [_MARGIN + step * place for place in range(len(rows[0]) + 1)]
    laid = [["\n".join(wrapped(text, step - 2 * PADDING)) for text in row] for row in rows]
    ys = [80.0]
    for row in laid:
        ys.append(ys[-1] + max(text.count("\n") + 1 for text in row) * LEADING + 2 * PADDING)
    sheet = Sheet(LANDSCAPE)
    return sheet.text(_MARGIN, _MARGIN + SIZE, title).table(xs, ys, laid).pdf()


RENDERERS: dict[str, Callable[[str, Rows], bytes]] = {"docx": as_word, "pdf": as_pdf, "html": as_html, "txt": as_text}
