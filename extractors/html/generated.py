"""What style rules put before and after an element's words: texts, counts, pictures, coloured dots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extractors.html.css.cascade import Said
from extractors.html.css.tokens import Token, inner, keyword, split, words
from extractors.html.lists import count_in

_PICTURES = frozenset({"image-set", "-webkit-image-set", "image", "element", "cross-fade"})
_QUOTES = {"open-quote": "“", "close-quote": "”"}
_NOTHING = frozenset({"none", "normal"})
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
"""Code points without a meaning of their own (Unicode, 23.5): fonts of icons draw their signs there."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What a pseudo-element shows: words, a picture or an icon too, in which colours; whether on lines of its own."""

    text: str
    picture: bool
    colour: str | None
    background: str | None
    block: bool


@dataclass(slots=True)
class Counters:
    """The counters of style rules while the elements of a page are gone through in order.

    A counter that an element resets holds for what is inside it, for those after it, and for what is inside those
    (CSS Lists and Counters Level 3, section 4).
    """

    _values: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def enter(self, said: Said, depth: int) -> None:
        """Take account of what an element or pseudo-element at this depth does to counters."""
        for name, value in _counts(said, "counter-reset", 0):
            kept = self._values.setdefault(name, [])
            if kept and kept[-1][0] >= depth:
                kept.pop()
            kept.append((depth, value))
        for name, value in _counts(said, "counter-increment", 1):
            self._put(name, self.value(name) + value, depth)
        for name, value in _counts(said, "counter-set", 0):
            self._put(name, value, depth)

    def leave(self, depth: int) -> None:
        """Forget the counters that were begun inside an element at this depth."""
        for name in [name for name, kept in self._values.items() if kept and kept[-1][0] > depth]:
            while self._values[name] and self._values[name][-1][0] > depth:
                self._values[name].pop()

    def value(self, name: str) -> int:
        """How far a counter is."""
        kept = self._values.get(name)
        return kept[-1][1] if kept else 0

    def values(self, name: str) -> list[int]:
        """How far all counters of a name are, the outermost first."""
        return [value for _, value in self._values.get(name) or [(0, 0)]]

    def _put(self, name: str, value: int, depth: int) -> None:
        kept = self._values.setdefault(name, [])
        if kept:
            kept[-1] = (kept[-1][0], value)
        else:
            kept.append((depth, value))


def _counts(said: Said, name: str, default: int) -> Iterator[tuple[str, int]]:
    found = said.tokens(name)
    if found is None or keyword(found[1]) in _NOTHING:
        return
    counter = None
    for token in words(found[1]):
        if token.type == "ident":
            if counter is not None:
                yield counter, default
            counter = str(token.value)
        elif token.type == "number" and counter is not None:
            yield counter, int(token.value)
            counter = None
    if counter is not None:
        yield counter, default


def read_content(tokens: list[Token], element: HtmlElement, counters: Counters) -> tuple[str, bool] | None:
    """The text of a `content` value, and whether it shows a picture or an icon; None when it makes nothing."""
    if keyword(tokens) in _NOTHING:
        return None
    shown, *called = split(tokens, "/")
    parts = [_part(token, element, counters) for token in words(shown)]
    picture = any(part is None for part in parts)
    text = "".join(part for part in parts if part is not None)
    plain = "".join(sign for sign in text if not _is_private(sign))
    if called and picture:
        plain += "".join(str(token.value) for token in called[0] if token.type == "string")
        picture = not plain.strip()
    return plain, picture or plain != text


def _part(token: Token, element: HtmlElement, counters: Counters) -> str | None:
    """The text of one piece; None for a picture."""
    if token.type == "string":
        return str(token.value)
    if token.type == "ident":
        return _QUOTES.get(token.lower_value, "")
    name = token.lower_name if token.type == "function" else token.type
    if name == "url" or name in _PICTURES or name.endswith("gradient"):
        return None
    arguments = [words(part) for part in split(inner(token))]
    first = str(arguments[0][0].value) if arguments[0] and arguments[0][0].type in {"ident", "string"} else ""
    if name == "attr":
        return str(dict(element.items()).get(first.lower(), ""))
    return _count(name, first, arguments[1:], counters) if name in {"counter", "counters"} else ""


def _count(name: str, counter: str, others: list[list[Token]], counters: Counters) -> str:
    if name == "counter":
        return _counted(keyword(others[0]) if others else None, counters.value(counter))
    between = str(others[0][0].value) if others and others[0] else ""
    style = keyword(others[1]) if len(others) > 1 else None
    return between.join(_counted(style, value) for value in counters.values(counter))


def _counted(style: str | None, number: int) -> str:
    if style == "none":
        return ""
    return {"disc": "•", "circle": "◦", "square": "▪"}.get(style or "", "") or count_in(style or "decimal", number)


def _is_private(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _PRIVATE)
