"""Styles: what a paragraph, a run or a table inherits through its chain of styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from extractors.docx.colours import HIGHLIGHTS, NONE, Palette, shading
from extractors.docx.names import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SHADING,
    VALUE,
    Element,
    switch,
    value,
    w,
    whole,
)

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
"""The name a built-in heading has in every language of Word; its style id is translated."""
_BODY_TEXT_LEVEL = 9
"""w:outlineLvl 9 is body text (17.3.1.20)."""

_FORMAT_TAGS = {
    w("strike"): "struck", w("dstrike"): "struck", w("vanish"): "hidden", w("color"): "colour",
    w("highlight"): "highlight", SHADING: "shade", w("rFonts"): "font",
}  # fmt: skip


@dataclass(slots=True)
class RunFormat:
    """What of a run's look carries meaning here. None: not said, a style may say it. NONE: said to be none."""

    struck: bool | None = None
    hidden: bool | None = None
    colour: str | None = None
    highlight: str | None = None
    shade: str | None = None
    font: str | None = None

    def over(self, base: RunFormat) -> RunFormat:
        """This format where it says something, else the base."""
        return RunFormat(
            base.struck if self.struck is None else self.struck,
            base.hidden if self.hidden is None else self.hidden,
            base.colour if self.colour is None else self.colour,
            base.highlight if self.highlight is None else self.highlight,
            base.shade if self.shade is None else self.shade,
            base.font if self.font is None else self.font,
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
        match _FORMAT_TAGS.get(element.tag):
            case "struck":
                # Single and double strike are two switches; either one strikes the text through.
                result.struck = bool(result.struck) or bool(switch(properties, etree.QName(element).localname))
            case "hidden":
                result.hidden = switch(properties, "vanish")
            case "colour":
                result.colour = palette.of(element, "val", "themeColor")
            case "highlight":
                result.highlight = HIGHLIGHTS.get(element.get(VALUE, ""), NONE)
            case "shade":
                result.shade = shading(element, palette)
            case "font":
                result.font = element.get(w("ascii")) or element.get(w("hAnsi"))
    return result


class StyleSheet:
    """The styles part. A document without one has no styles, which is no error."""

    def __init__(self, root: Element | None, palette: Palette) -> None:
        self._palette = palette
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
