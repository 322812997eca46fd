"""The runs of a paragraph to text: what a reader sees on the page, each character once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.common.bidi import END, OVERRULE
from extractors.common.colours import BLACK, WHITE
from extractors.common.ink import PLAIN_INK
from extractors.common.letters import spelt_out
from extractors.common.symbols import REPLACEMENT, from_code, from_text
from extractors.docx.colours import NONE, Palette
from extractors.docx.counts import Counts
from extractors.docx.drawings import read_drawing
from extractors.docx.names import (
    MATH_DENOMINATOR,
    MATH_FRACTION,
    MATH_TEXT,
    RUBY,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VALUE,
    Element,
    is_properties,
    switched_on,
    value,
    w,
    whole,
)
from extractors.docx.notes import Notes
from extractors.docx.numbered_fields import FieldNumbers
from extractors.docx.pieces import Note, Piece, in_order_shown, ink_of, shows_text
from extractors.docx.styles import RunFormat, StyleSheet, read_format
from models.document import Mark

_BREAKS = frozenset({w("br"), w("cr")})
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-"}
_DRAWINGS = frozenset({w("drawing"), w("pict"), w("object")})
_NOTES: dict[str, Literal["footnote", "endnote"]] = {
    w("footnoteReference"): "footnote",
    w("endnoteReference"): "endnote",
}
_SILENT = frozenset(
    {
        w("delText"),
        w("delInstrText"),
        w("softHyphen"),
        w("footnoteRef"),
        w("endnoteRef"),
        w("annotationRef"),
    }
)
_FIELD_CHARACTER = w("fldChar")
_INSTRUCTION = w("instrText")
_CLICK_AND_TYPE = "MACROBUTTON"
"""The field whose instruction is a prompt to click and type over."""
_SYMBOL = w("sym")
_SIMPLE_FIELD = w("fldSimple")
_OVERRULE = w("bdo")
_CHECKED, _UNCHECKED = "☒", "☐"

_UNSEEN = dict.fromkeys([0x00AD, *range(0x200B, 0x200E), 0x2060, 0xFEFF])
"""Characters that show nothing: soft hyphens, zero-width spaces and joiners."""


@dataclass(slots=True)
class Runs:
    """All that the runs of one paragraph hold."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """What each picture is called."""
    embedded: int = 0
    """Charts, diagrams and the like."""


@dataclass(slots=True)
class _Field:
    """A complex field that has begun and not ended."""

    start: int
    """Pieces there were when it, or its result, began."""
    filled: str
    """What a field of an old form shows; its file may hold no result text."""
    in_result: bool = False
    instruction: str = ""


class RunReader:
    """Reads paragraphs' runs with the styles, theme and counts of one document, and counts what fields number."""

    def __init__(self, styles: StyleSheet, palette: Palette, counts: Counts, notes: Notes | None = None) -> None:
        self._styles = styles
        self._palette = palette
        self._counts = counts
        self._numbers = FieldNumbers()
        self._notes = notes

    def read(self, paragraph: Element, base: RunFormat) -> Runs:
        """The runs of a paragraph whose style gives them the format `base`."""
        self._numbers.begin_paragraph()
        return _Walk(self._styles, self._palette, self._counts, base, self._numbers, self._notes).read(paragraph)


class _Walk:
    """One walk through one paragraph."""

    def __init__(
        self,
        styles: StyleSheet,
        palette: Palette,
        counts: Counts,
        base: RunFormat,
        numbers: FieldNumbers,
        notes: Notes | None,
    ) -> None:
        self._styles = styles
        self._palette = palette
        self._counts = counts
        self._base = base
        self._numbers = numbers
        self._notes = notes
        self._runs = Runs()
        self._fields: list[_Field] = []
        self._blank_marks: list[Mark] = []
        """Colours behind blanks, which show where a paragraph has no words."""

    def read(self, paragraph: Element) -> Runs:
        self._visit(paragraph)
        self._runs.pieces = in_order_shown(self._runs.pieces)
        if not any((piece.text or "").strip() for piece in self._runs.pieces):
            self._runs.marks.extend(self._blank_marks)
        if len(self._runs.marks) > 1:
            self._runs.marks = list(dict.fromkeys(self._runs.marks))
        return self._runs

    def _visit(self, parent: Element, look: RunFormat | None = None) -> None:
        """Read what an element wraps. look: that of the run it stands in, whose characters it may wrap as well."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif look is not None and self._characters(child, look):
                continue
            elif tag == MATH_TEXT:
                self._add(child.text or "", self._base)
            elif tag == MATH_FRACTION:
                self._fraction(child)
            elif tag == _SIMPLE_FIELD:
                self._simple_field(child)
            elif tag == _OVERRULE and child.get(VALUE) == "rtl":
                self._runs.pieces.append(Piece(OVERRULE))
                self._visit(child)
                self._runs.pieces.append(Piece(END))
            elif len(child) and not is_properties(tag):
                self._visit(child, look)

    def _simple_field(self, element: Element) -> None:
        before = len(self._runs.pieces)
        self._visit(element)
        if not shows_text(self._runs.pieces[before:]):
            self._add(self._numbers.next(element.get(w("instr"), "")), self._base)

    def _fraction(self, fraction: Element) -> None:
        for part in fraction:
            if part.tag == MATH_DENOMINATOR:
                self._add("/", self._base)
            self._visit(part)

    def _run(self, run: Element) -> None:
        look = self._format(run)
        for child in run:
            if not self._characters(child, look) and len(child) and not is_properties(child.tag):
                self._visit(child, look)

    def _characters(self, element: Element, look: RunFormat) -> bool:
        """Read an element that stands for characters of a run; whether it is one."""
        tag = element.tag
        if tag == TEXT:
            self._text(element.text or "", look)
        elif tag in _BREAKS:
            self._runs.pieces.append(Piece(None))
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], look)
        elif tag == _SYMBOL:
            self._add(from_code(element.get(w("font")), element.get(w("char"))), look)
        elif tag in _SPECIAL:
            _SPECIAL[tag](self, element, look)
        else:
            return tag in _SILENT
        return True

    def note(self, reference: Element, look: RunFormat) -> None:
        """Keep a note's mark: the one that Word draws, or the text that follows it where its author typed one."""
        if look.hidden:
            return
        note = Note(_NOTES[reference.tag], reference.get(w("id"), ""))
        self._runs.notes.append(note)
        if self._notes is None:
            return
        mark, following = "", reference.getnext()
        if switched_on(reference.get(w("customMarkFollows"))) and following is not None and following.tag == TEXT:
            mark, following.text = following.text or "", ""
        self._runs.pieces.append(Piece(mark or self._notes.mark(note), replace(PLAIN_INK, raised=True), note))

    def ruby(self, ruby: Element, look: RunFormat) -> None:
        """The text, and then in brackets what stands above it."""
        for part in ("rubyBase", "rt"):
            element = ruby.find(w(part))
            if element is not None and next(element.iter(TEXT), None) is not None:
                self._add("(" if part == "rt" else "", look)
                self._visit(element)
                self._add(")" if part == "rt" else "", look)

    def _format(self, run: Element) -> RunFormat:
        properties = run.find(RUN_PROPERTIES)
        if properties is None:
            return self._base
        base = self._base
        style = value(properties, "rStyle")
        if style is not None:
            base = self._styles.character(style).over(base)
        return read_format(properties, self._palette).over(base)

    def _text(self, text: str, look: RunFormat) -> None:
        self._add(spelt_out(from_text(look.font, text.translate(_UNSEEN))), look)

    def _add(self, text: str, look: RunFormat) -> None:
        if look.hidden:
            self._counts.hidden_words += len(text.split())
            return
        if not text:
            return
        self._counts.unreadable += text.count(REPLACEMENT)
        colour = look.colour if look.colour not in {None, NONE, BLACK, WHITE} else None
        self._runs.pieces.append(Piece(text, ink_of(look, colour)))
        self._mark(look, colour, self._runs.marks if text.strip() else self._blank_marks)

    def _mark(self, look: RunFormat, colour: str | None, marks: list[Mark]) -> None:
        behind = look.highlight or look.shade
        if behind and behind != WHITE:
            marks.append(Mark(kind="highlight", colour=behind))
        if colour and marks is self._runs.marks:
            self._runs.marks.append(Mark(kind="text", colour=colour))

    def drawing(self, element: Element, look: RunFormat) -> None:
        if look.hidden:
            return
        drawing = read_drawing(element, self._palette)
        self._runs.marks.extend(Mark(kind="shape", colour=fill) for fill in drawing.fills)
        self._runs.boxes.extend(drawing.boxes)
        for text in drawing.watermarks:
            self._add(f" {text} ", self._base)
        self._runs.pictures.extend(drawing.pictures)
        self._runs.embedded += drawing.embedded
        self._counts.hidden_words += sum(len(text.split()) for text in drawing.loose)

    def instruction(self, element: Element, look: RunFormat) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction += element.text or ""
        self._counts.prompts += not look.hidden and (element.text or "").split()[:1] == [_CLICK_AND_TYPE]

    def field(self, character: Element, look: RunFormat) -> None:
        """Keep the result of a complex field and drop its instruction, which may hold results of other fields.

        A field that never comes to its result in this paragraph keeps its text: better a stray word than a lost one.
        """
        pieces = self._runs.pieces
        kind = character.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_Field(len(pieces), _form_field(character)))
        elif kind == "separate" and self._fields:
            del pieces[self._fields[-1].start :]
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.in_result:
                del pieces[ended.start :]
            if not shows_text(pieces[ended.start :]):
                self._add(ended.filled or self._numbers.next(ended.instruction), look)


_SPECIAL: dict[str, Callable[[_Walk, Element, RunFormat], None]] = {
    _FIELD_CHARACTER: _Walk.field,
    _INSTRUCTION: _Walk.instruction,
    RUBY: _Walk.ruby,
    **dict.fromkeys(_DRAWINGS, _Walk.drawing),
    **dict.fromkeys(_NOTES, _Walk.note),
}
"""What is more than a character."""


def _form_field(character: Element) -> str:
    """What a tick box or drop-down list of an old form shows, from its settings."""
    data = character.find(w("ffData"))
    if data is None:
        return ""
    box = data.find(w("checkBox"))
    if box is not None:
        state = box.find(w("checked")) if box.find(w("checked")) is not None else box.find(w("default"))
        ticked = state is not None and state.get(VALUE, "1") not in {"0", "false", "off"}
        return _CHECKED if ticked else _UNCHECKED
    choices = data.find(w("ddList"))
    if choices is None:
        return ""
    entries = [entry.get(VALUE, "") for entry in choices.iterchildren(w("listEntry"))]
    chosen = whole(value(choices, "result") or value(choices, "default"), 0)
    return entries[chosen] if 0 <= chosen < len(entries) else ""
