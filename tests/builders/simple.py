"""Upright tables under titles, as Word, PDF, HTML and a text copy: for tests of what their columns are. Synthetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from builders import wordml
from builders.sheet import LANDSCAPE, LEADING, PADDING, SIZE, Sheet, wrapped

Rows = Sequence[Sequence[str]]
Titled = tuple[str, Rows]
"""A line of text and the table under it."""


_MARGIN = 36.0
_TOP = 80.0
_BETWEEN = 40.0  # points from a table to the line over the next


def as_word(title: str, rows: Rows, *more: Titled) -> bytes:
    """The tables in Word."""
    body: list[str] = []
    for line, lines in ((title, rows), *more):
        widths = tuple([2000] * len(lines[0]))
        cells = [wordml.row(*(wordml.cell(text) for text in row)) for row in lines]
        body += [wordml.paragraph(line), wordml.table(*cells, widths=widths)]
    return wordml.word_file(*body)


def as_html(title: str, rows: Rows, *more: Titled) -> bytes:
    """The tables in a web page."""
    body = ""
    for line, lines in ((title, rows), *more):
        cells = ["<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in lines]
        body += f"<h1>{escape(line)}</h1><table>{''.join(cells)}</table>"
    return f"<!DOCTYPE html><meta charset=utf-8>{body}".encode()


def as_text(title: str, rows: Rows, *more: Titled) -> bytes:
    """The tables as a copy with tabs."""
    copied = ["\n".join([line, "", *("\t".join(row) for row in lines)]) for line, lines in ((title, rows), *more)]
    return "\n\n".join(copied).encode()


def as_pdf(title: str, rows: Rows, *more: Titled) -> bytes:
    """The tables in PDF, with all their lines, on one landscape page."""
    sheet = Sheet(LANDSCAPE)
    top = _MARGIN + SIZE
    for line, lines in ((title, rows), *more):
        step = (LANDSCAPE[0] - 2 * _MARGIN) / len(lines[0])
        xs = [_MARGIN + step * place for place in range(len(lines[0]) + 1)]
        laid = [["\n".join(wrapped(text, step - 2 * PADDING)) for text in row] for row in lines]
        ys = [top + _TOP - _MARGIN - SIZE]
        for row in laid:
            ys.append(ys[-1] + max(text.count("\n") + 1 for text in row) * LEADING + 2 * PADDING)
        sheet.text(_MARGIN, top, line).table(xs, ys, laid)
        top = ys[-1] + _BETWEEN
    return sheet.pdf()


RENDERERS: dict[str, Callable[..., bytes]] = {"docx": as_word, "pdf": as_pdf, "html": as_html, "txt": as_text}
