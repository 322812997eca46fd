"""Styles: what a paragraph, a run or a table inherits through its chain of styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractors.docx.colours import HIGHLIGHTS, NONE, Palette, shading
from extractors.docx.names import (
    OFF,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SHADING,
    VALUE,
    Element,
    value,
    w,
    whole,
)

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
"""The name a built-in heading has in every language of Word; its style id is translated."""
_BODY_TEXT_LEVEL = 9
"""w:outlineLvl 9 is body text (17.3.1.20)."""
_USUAL_SIZE = 20
"""Half points: the size of words of which nothing is said (17.3.2.38)."""


@dataclass(slots=True)
class RunFormat:
    """What of a run's look carries meaning here. None: not said, a style may say it. NONE: said to be none."""

    struck: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    highlight: str | None = None
    shade: str | None = None
    font: str | None = None
    bold: bool | None = None
    underlined: bool | None = None
    boxed: bool | None = None
    raised: bool | None = None

    def over(self, base: RunFormat) -> RunFormat:
        """This format where it says something, else the base."""
        return RunFormat(
            base.struck if self.struck is None else self.struck,
            base.hidden if self.hidden is None else self.hidden,
            base.colour if self.colour is None else self.colour,
            base.highlight if self.highlight is None else self.highlight,
            base.shade if self.shade is None else self.shade,
            base.font if self.font is None else self.font,
            base.bold if self.bold is None else self.bold,
            base.underlined if self.underlined is None else self.underlined,
            base.boxed if self.boxed is None else self.boxed,
            base.raised if self.raised is None else self.raised,
        )


PLAIN = RunFormat()


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list a paragraph is in: w:numId, and the level where it is said."""

    number: str
    level: int | None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph has from its style."""

    style_id: str | None
    heading: int | None
    """Level of the heading from 0, None when it is none."""
    numbered: Numbered | None
    run: RunFormat
    shade: str | None
    """Shading behind the paragraph."""


def read_format(properties: Element | None, palette: Palette) -> RunFormat:
    """The format that a w:rPr itself states."""
    if properties is None or not len(properties):
        return PLAIN
    result = RunFormat()
    for element in properties:
        told = _FORMAT_TAGS.get(element.tag)
        if told is not None:
            name, read = told
            setattr(result, name, read(element, palette, getattr(result, name)))
    return result


_Read = Callable[[Element, Palette, Any], bool | str | None]
"""A property, the palette, and what another property said of the same look."""


def _is_on(element: Element, _: Palette, known: object) -> bool:
    """A switch. Single and double strike are two of one look; either one strikes the text through."""
    return bool(known) or element.get(VALUE, "1").lower() not in OFF


def _is_raised(element: Element, _: Palette, known: object) -> bool:
    return bool(known) or element.get(VALUE) == "superscript" or whole(element.get(VALUE), 0) > 0


def _is_drawn(element: Element, *_: object) -> bool:
    return element.get(VALUE, "single") not in {"none", "nil"}


_FORMAT_TAGS: dict[str, tuple[str, _Read]] = {
    w("strike"): ("struck", _is_on),
    w("dstrike"): ("struck", _is_on),
    w("vanish"): ("hidden", _is_on),
    w("color"): ("colour", lambda element, palette, _: palette.of(element, "val", "themeColor")),
    w("highlight"): ("highlight", lambda element, *_: HIGHLIGHTS.get(element.get(VALUE, ""), NONE)),
    SHADING: ("shade", lambda element, palette, _: shading(element, palette)),
    w("rFonts"): ("font", lambda element, *_: element.get(w("ascii")) or element.get(w("hAnsi"))),
    w("b"): ("bold", _is_on),
    w("u"): ("underlined", _is_drawn),
    w("bdr"): ("boxed", _is_drawn),
    w("vertAlign"): ("raised", _is_raised),
    w("position"): ("raised", _is_raised),
}
"""What each property of a run tells of its look."""


class StyleSheet:
    """The styles part. A document without one has no styles, which is no error."""

    def __init__(self, root: Element | None, palette: Palette) -> None:
        self._palette = palette
        defaults = None if root is None else root.find(w("docDefaults"))
        self._default_run = None if defaults is None else defaults.find(w("rPrDefault"))
        self._styles: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        for style in root.iterchildren(w("style")) if root is not None else ():
            style_id = style.get(w("styleId"), "")
            self._styles.setdefault(style_id, style)
            if style.get(w("default"), "0").lower() in {"1", "true", "on"}:
                self._defaults.setdefault(style.get(w("type"), ""), style_id)
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, RunFormat] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """What a paragraph of this style has; None is the default style, and so is one that the file lacks."""
        found = self._paragraphs.get(style_id)
        if found is None:
            found = self._paragraphs[style_id] = self._read_paragraph(style_id)
        return found

    def character(self, style_id: str) -> RunFormat:
        """The format that a character style gives."""
        found = self._characters.get(style_id)
        if found is None:
            found = self._characters[style_id] = self._run_format(style_id)
        return found

    def size(self, character: str | None, paragraph: str | None, run: Element | None) -> int:
        """Half points of a run's letters: its own, those of its styles, or the document's."""
        known = paragraph if paragraph in self._styles else self.default_paragraph_style
        chains = (*self.chain(character), *self.chain(known))
        for holder in (run, *chains, self._default_run):
            stated = None if holder is None else value(holder.find(RUN_PROPERTIES), "sz")
            if stated is not None:
                return max(whole(stated, _USUAL_SIZE), 1)
        return _USUAL_SIZE

    def is_placeholder(self, style_id: str | None) -> bool:
        """Whether it is the style of the prompt of a content control."""
        return any(value(style, "name") == "Placeholder Text" for style in self.chain(style_id))

    def list_number(self, style_id: str) -> str | None:
        """The w:numId of a list style."""
        for style in self.chain(style_id):
            number = value(_numbering_of(style), "numId")
            if number is not None:
                return number
        return None

    def table_chain(self, style_id: str | None) -> tuple[Element, ...]:
        """A table's style and those it is based on, nearest first; of the default table style when it names none."""
        return tuple(self.chain(style_id if style_id in self._styles else self._defaults.get("table")))

    def chain(self, style_id: str | None) -> Iterator[Element]:
        """A style and those it is based on, nearest first; a circle of styles is walked once."""
        seen = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(style, "basedOn")

    @cached_property
    def default_paragraph_style(self) -> str | None:
        """The style of a paragraph that names none."""
        return self._defaults.get("paragraph")

    def _read_paragraph(self, style_id: str | None) -> ParagraphStyle:
        known = style_id if style_id in self._styles else self.default_paragraph_style
        shade = None
        for style in self.chain(known):
            properties = style.find(PARAGRAPH_PROPERTIES)
            if shade is None and properties is not None:
                shade = shading(properties.find(SHADING), self._palette)
        return ParagraphStyle(known, self._heading(known), self._numbered(known), self._run_format(known), shade)

    def _run_format(self, style_id: str | None) -> RunFormat:
        result = PLAIN
        for style in self.chain(style_id):
            result = result.over(read_format(style.find(RUN_PROPERTIES), self._palette))
        return result

    def _heading(self, style_id: str | None) -> int | None:
        for style in self.chain(style_id):
            outline = value(style.find(PARAGRAPH_PROPERTIES), "outlineLvl")
            if outline is not None:
                return heading_level(outline)
            name = (value(style, "name") or "").strip()
            if match := _HEADING_NAME.fullmatch(name):
                return max(int(match[1]) - 1, 0)
            if name.lower() == "title":
                return 0
        return None

    def _numbered(self, style_id: str | None) -> Numbered | None:
        level: int | None = None
        for style in self.chain(style_id):
            numbering = _numbering_of(style)
            stated = value(numbering, "ilvl")
            if level is None and stated is not None:
                level = whole(stated, 0)
            number = value(numbering, "numId")
            if number is not None:
                return Numbered(number, level)
        return None


def heading_level(outline: str) -> int | None:
    """The level of a heading from a w:outlineLvl, None for body text."""
    level = whole(outline, _BODY_TEXT_LEVEL)
    return level if 0 <= level < _BODY_TEXT_LEVEL else None


def _numbering_of(style: Element) -> Element | None:
    properties = style.find(PARAGRAPH_PROPERTIES)
    return None if properties is None else properties.find(w("numPr"))
