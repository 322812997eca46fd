"""A paragraph to blocks: its list marker, its kind, and one block for each line the writer meant."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from extractors.common.ink import PLAIN_INK, Span, looks_of, raised_ranges, struck_ranges, with_notes
from extractors.common.signs import COLOURS, SELECTOR, are_dots, read_marks
from extractors.docx.colours import Palette, shading
from extractors.docx.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, SHADING, Element, switch, value, w, whole
from extractors.docx.notes import Notes
from extractors.docx.numbering import Label, Numbering
from extractors.docx.pieces import Note, Piece
from extractors.docx.runs import RunReader
from extractors.docx.styles import ParagraphStyle, StyleSheet, heading_level
from models.document import Block, CellPlace, Mark

_TYPED_BULLET = re.compile(r"\s*(?:([•·▪▫◦‣\u2043∙⦁➢➣➤❖])\s*|([●○■□◆◇►▶✓✔])\s+|(o)\t\s*)(?=\S)")
"""Glyphs that people type or paste for a bullet. Dots and squares must stand apart, for alone they are a rating."""
_INNER_BULLET = re.compile(r"(?<=\s)[•▪◦‣\u2043∙➢➣➤](?=\s*\w)")
"""Glyphs that open an item even in the middle of a line, where someone pasted a list as one paragraph."""
_COLOURED_SIGN = re.compile(f"[{''.join(COLOURS)}]{SELECTOR}?")
"""One of them, with the selector that asks for a coloured drawing."""

_Line = deque[Piece]
"""The pieces of one line."""


@dataclass(slots=True)
class Reading:
    """What one paragraph holds."""

    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    shade: str | None = None
    """Shading behind the whole paragraph; empty for none."""
    pictures: list[str] = field(default_factory=list)
    """What each picture is called."""
    embedded: int = 0
    """Charts, diagrams and the like."""


class ParagraphReader:
    """Reads paragraphs from top to bottom, which the counting of lists needs."""

    def __init__(
        self, styles: StyleSheet, palette: Palette, numbering: Numbering, runs: RunReader, notes: Notes | None = None
    ) -> None:
        self._notes = notes
        self._styles = styles
        self._palette = palette
        self._numbering = numbering
        self._runs = runs

    def read(self, paragraph: Element, place: CellPlace | None) -> Reading:
        """The blocks of a paragraph. `place` is its cell; there a lone number and signs of colour are content."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = self._styles.paragraph(value(properties, "pStyle"))
        runs = self._runs.read(paragraph, style.run)
        marks = runs.marks
        lines = _lines(runs.pieces)
        if place is not None:
            lines = [_without_signs(line, marks) for line in lines]
        label = None if self._is_hidden(properties, lines) else self._label(properties, style)
        blocks = list(self._blocks(lines, label, _heading(properties, style), place))
        shade = None if properties is None else shading(properties.find(SHADING), self._palette)
        behind = style.shade if shade is None else shade
        return Reading(blocks, marks, runs.boxes, runs.notes, behind, runs.pictures, runs.embedded)

    def _is_hidden(self, properties: Element | None, lines: list[_Line]) -> bool:
        """Whether Word skips the paragraph, so that its list does not count it."""
        mark = None if properties is None else properties.find(RUN_PROPERTIES)
        return bool(switch(mark, "vanish")) and not any(piece.text for line in lines for piece in line)

    def _label(self, properties: Element | None, style: ParagraphStyle) -> Label | None:
        own = None if properties is None else properties.find(w("numPr"))
        number, stated = value(own, "numId"), value(own, "ilvl")
        level = None if stated is None else whole(stated, 0)
        if number is None and style.numbered is not None:
            number = style.numbered.number
            level = style.numbered.level if level is None else level
        return None if number is None else self._numbering.label(number, level, style.style_id)

    def _blocks(
        self, lines: list[_Line], label: Label | None, heading: int | None, place: CellPlace | None
    ) -> Iterator[Block]:
        """One block a line that holds words. The list's marker opens the first; later lines go on without one."""
        evidence = () if place is None else (place,)
        begun = False
        for line in lines:
            typed = _TYPED_BULLET.match("".join(piece.text or "" for piece in line))
            if typed is not None:
                _take(line, typed.end())
            text, spans, notes = _fold(line)
            if not text:
                continue
            opening = None if begun else label
            begun = True
            glyph = "" if typed is None else next(filter(None, typed.groups()))
            block = Block(
                kind=_kind(opening, glyph, heading),
                text=text,
                marker=glyph if opening is None else opening.marker,
                level=heading if heading is not None else 0 if label is None else label.level,
                struck=struck_ranges(spans),
                looks=looks_of(spans),
                evidence=evidence,
            )
            texts = {stretch: self._notes.text(note) for stretch, note in notes.items()} if self._notes else {}
            block = with_notes(block, raised_ranges(spans), texts)
            if block.text or block.notes:
                yield block
        if not begun and place is not None and label is not None and label.marker and not label.bullet:
            yield Block(kind="para", text="", marker=label.marker, level=label.level, evidence=evidence)


def _heading(properties: Element | None, style: ParagraphStyle) -> int | None:
    outline = value(properties, "outlineLvl")
    return style.heading if outline is None else heading_level(outline)


def _lines(pieces: list[Piece]) -> list[_Line]:
    lines: list[_Line] = [deque()]
    for piece in pieces:
        if piece.text is None:
            lines.append(deque())
        else:
            lines[-1].append(piece)
    return [item for line in lines for item in _items(line)]


def _items(line: _Line) -> Iterator[_Line]:
    """The line cut before each bullet inside it."""
    cuts = [match.start() for match in _INNER_BULLET.finditer("".join(piece.text or "" for piece in line))]
    for start, end in pairwise((0, *cuts)):
        yield _take(line, end - start)
    yield line


def _without_signs(line: _Line, marks: list[Mark]) -> _Line:
    """The line without what is there for its colour alone: emoji, and dots that stand alone in a colour."""
    if any(_COLOURED_SIGN.search(piece.text or "") for piece in line):
        line = deque(replace(piece, text=_take_signs(piece.text or "", marks)) for piece in line)
    colours = {piece.ink.colour for piece in line if piece.ink.colour and (piece.text or "").strip()}
    if not colours or not are_dots("".join(piece.text or "" for piece in line)):
        return line
    marks[:] = [
        Mark(kind="shape", colour=mark.colour) if mark.kind == "text" and mark.colour in colours else mark
        for mark in marks
    ]
    return deque()


def _take_signs(text: str, marks: list[Mark]) -> str:
    marks += (mark for mark in dict.fromkeys(read_marks(text)) if mark not in marks)
    return _COLOURED_SIGN.sub(" ", text)


def _kind(opening: Label | None, glyph: str, heading: int | None) -> Literal["para", "bullet", "heading"]:
    if (opening is not None and opening.bullet) or (opening is None and glyph):
        return "bullet"
    return "para" if heading is None else "heading"


def _take(line: _Line, count: int) -> _Line:
    """Take the first `count` characters off a line."""
    taken: _Line = deque()
    while line and count > 0:
        piece = line.popleft()
        text = piece.text or ""
        taken.append(replace(piece, text=text[:count]))
        if len(text) > count:
            line.appendleft(replace(piece, text=text[count:]))
        count -= len(text)
    return taken


def _fold(line: _Line) -> tuple[str, list[Span], dict[tuple[int, int], Note]]:
    """The words with single spaces between them, how they look, and the places of the marks of notes."""
    if all(piece.ink is PLAIN_INK for piece in line):
        return " ".join("".join(piece.text or "" for piece in line).split()), [], {}
    text = ""
    spans: list[Span] = []
    notes: dict[tuple[int, int], Note] = {}
    for piece in line:
        start = len(text)
        for character in piece.text or "":
            if not character.isspace():
                text += character
            elif text and text[-1] != " ":
                text += " "
        if text[start:].strip():
            spans.append((start, len(text), piece.ink))
            if piece.note is not None:
                notes[start, len(text)] = piece.note
    text = text.rstrip()
    return text, [(start, min(end, len(text)), ink) for start, end, ink in spans], notes
