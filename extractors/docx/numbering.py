"""Automatic lists: the number or bullet that Word draws before a paragraph and that is no text in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.common.symbols import REPLACEMENT, from_text
from extractors.docx.names import RUN_PROPERTIES, VALUE, Element, value, w, whole
from extractors.docx.number_formats import PADDED, legal, spell
from extractors.docx.styles import StyleSheet

DEFAULT_BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_LAST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a list item. `marker` is empty for a level that draws nothing."""

    marker: str
    bullet: bool
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    """One w:lvl."""

    start: int
    number_format: str
    text: str
    legal: bool
    restart: int | None
    """The level, from 1, that starts this one again; 0 for never; None for any level above."""
    style: str | None
    font: str | None


@dataclass(slots=True)
class _List:
    """One w:num: its levels with what it overrides, and the counters it shares with other lists of the same kind."""

    levels: dict[int, _Level]
    starts: dict[int, int]
    counters: dict[int, int]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The numbering part, counting as the document is read from top to bottom."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._numbers: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._numbers = {each.get(w("numId"), ""): each for each in root.iterchildren(w("num"))}
            self._abstracts = {each.get(w("abstractNumId"), ""): each for each in root.iterchildren(w("abstractNum"))}

    def label(self, number: str, level: int | None, style_id: str | None) -> Label | None:
        """Count one paragraph of list `number` and say what stands before it; None when it is in no list.

        A level that is not said is the one that the list ties to the paragraph's style, or else the first.
        """
        found = self._list(number)
        if found is None:
            return None
        if level is None:
            level = _level_of_style(found, style_id)
        level = min(max(level, 0), _LAST_LEVEL)
        current = found.levels.get(level)
        if current is None:
            return None
        _count(found, level, current)
        if current.number_format == "bullet":
            return Label(_bullet(current), bullet=True, level=level)
        return Label(_number(found, current), bullet=False, level=level)

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        # The number 0 takes a paragraph out of the list that its style puts it in (17.9.18).
        if element is None or number == "0":
            return None
        abstract_id = self._abstract_of(number)
        abstract = self._abstracts.get(abstract_id)
        levels = _levels(abstract) if abstract is not None else {}
        starts = {}
        for override in element.iterchildren(w("lvlOverride")):
            index = whole(override.get(w("ilvl")), 0)
            levels |= _levels(override)
            start = value(override, "startOverride")
            if start is not None:
                starts[index] = whole(start, 1)
        return _List(levels, starts, self._counters.setdefault(abstract_id, {}))

    def _abstract_of(self, number: str) -> str:
        """The w:abstractNumId of a list, through list styles (w:numStyleLink) where it only names one."""
        seen = set()
        abstract_id = ""
        while number not in seen:
            seen.add(number)
            abstract_id = value(self._numbers.get(number), "abstractNumId") or ""
            style = value(self._abstracts.get(abstract_id), "numStyleLink")
            if style is None:
                break
            number = self._styles.list_number(style) or number
        return abstract_id


def _level_of_style(found: _List, style_id: str | None) -> int:
    tied = (index for index, each in found.levels.items() if each.style is not None and each.style == style_id)
    return next(tied, 0)


def _count(found: _List, level: int, current: _Level) -> None:
    counters = found.counters
    for upper in range(level):
        # A level that is passed over counts as begun: after (i) under 1. comes b., not a.
        if upper in found.levels:
            counters.setdefault(upper, found.starts.get(upper, found.levels[upper].start))
    if level in found.starts and level not in found.begun:
        counters.pop(level, None)
    found.begun.add(level)
    counters[level] = counters[level] + 1 if level in counters else found.starts.get(level, current.start)
    for deeper in [each for each in counters if each > level]:
        restart = found.levels[deeper].restart if deeper in found.levels else None
        if restart is None or (restart > 0 and level < restart):
            del counters[deeper]


def _number(found: _List, current: _Level) -> str:
    def filled(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        source = found.levels.get(index, current)
        count = found.counters.get(index, source.start)
        return spell(count, legal(source.number_format) if current.legal else source.number_format)

    return " ".join(_PLACE.sub(filled, from_text(current.font, current.text)).split())


def _bullet(current: _Level) -> str:
    glyph = from_text(current.font, current.text).strip().replace(REPLACEMENT, DEFAULT_BULLET)
    return glyph or DEFAULT_BULLET


def _levels(parent: Element) -> dict[int, _Level]:
    return {whole(each.get(w("ilvl")), 0): _read_level(each) for each in parent.iterchildren(w("lvl"))}


def _read_level(element: Element) -> _Level:
    restart = value(element, "lvlRestart")
    properties = element.find(RUN_PROPERTIES)
    legal = element.find(w("isLgl"))
    return _Level(
        start=whole(value(element, "start"), 0 if element.find(w("start")) is None else 1),
        number_format=_format_of(element),
        text=value(element, "lvlText") or "",
        legal=legal is not None and legal.get(VALUE, "1") not in {"0", "false", "off"},
        restart=None if restart is None else whole(restart, 0),
        style=value(element, "pStyle"),
        font=value(properties, "rFonts", "ascii") or value(properties, "rFonts", "hAnsi"),
    )


def _format_of(element: Element) -> str:
    """The number format; those of Word 2010, such as "001", stand in a choice of alternatives."""
    given = next(element.iter(w("numFmt")), None)
    if given is None:
        return "decimal"
    if given.get(VALUE) == "custom":
        return PADDED + given.get(w("format"), "1").split(",")[0].strip()
    return given.get(VALUE, "decimal")
