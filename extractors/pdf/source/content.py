"""The tokens of a page's content stream (ISO 32000-1, 7.2 and 7.8), read with one regular expression.

pdfminer's parser goes character class by character class and takes five sixths of the time of a page; contents need
none of its look-ahead for references, so they are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pdfminer.psparser import LIT

_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*(?:
      (?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\x0c\r \[\]<>()/%]|[A-Za-z]|$)
    | (?P<hexadecimal><[0-9A-Fa-f\x00\t\n\x0c\r ]*>)
    | \((?P<plain>[^()\\\r]*)\)
    | (?P<keyword>[A-Za-z'"][A-Za-z0-9*'"]*)
    | (?P<opening>\[) | (?P<closing>\])
    | /(?P<name>[^\x00\t\n\x0c\r \[\]<>(){}/%]*)
    | (?P<string>\()
    | (?P<start><<) | (?P<end>>>)
    | (?P<comment>%[^\r\n]*)
    | (?P<junk>[^\x00\t\n\x0c\r \[\]<>()/%A-Za-z]+|.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_STRING_PART = re.compile(rb"[^()\\\r]+|\\[0-7]{1,3}|\\\r\n|\\.|\r\n?|[()]", re.DOTALL)
_NUMBER = re.compile(rb"[+-]*\d*\.?\d+")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")
_SPACES = bytes.maketrans(b"", b""), b"\x00\t\n\x0c\r <>"
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_WORDS: dict[bytes, object] = {b"true": True, b"false": False, b"null": None}

MAX_NESTING = 32
"""Arrays and dictionaries nested deeper than this are a fault of the file."""


@dataclass(slots=True)
class ContentReader:
    """Reads operators with their operands from the bytes of a content stream.

    Operands are floats, bytes (strings), pdfminer's literals (names), lists, dicts, booleans and None. Broken tokens
    are passed over, as viewers do.
    """

    data: bytes
    _operands: list[object] = field(default_factory=list)
    _outer: list[list[object]] = field(default_factory=list)

    def operators(self) -> Iterator[tuple[bytes, list[object]]]:
        """Each operator and the operands before it. An inline image comes as `EI` with its dictionary."""
        data, match = self.data, _TOKEN.match
        position = 0
        while (token := match(data, position)) is not None:
            position = token.end()
            kind = token.lastgroup
            if kind == "number":
                self._operands.append(float(token["number"]))
            elif kind == "hexadecimal":
                self._operands.append(_from_hexadecimal(token["hexadecimal"]))
            elif kind == "plain":
                self._operands.append(token["plain"])
            elif kind == "keyword":
                word = token["keyword"]
                if word in _WORDS:
                    self._operands.append(_WORDS[word])
                    continue
                if self._outer:
                    self._unwind()
                operands, self._operands = self._operands, []
                if word == b"ID":
                    position = self._after_image(position)
                    yield b"EI", [_pairs(operands)]
                elif word != b"BI":
                    yield word, operands
            else:
                position = self._structure(str(kind), token, position)

    def _structure(self, kind: str, token: re.Match[bytes], position: int) -> int:
        """Take a rarer token; the position after it."""
        if kind == "name":
            self._operands.append(_literal(token["name"]))
        elif kind == "string":
            text, position = _escaped_string(self.data, position)
            self._operands.append(text)
        elif kind in {"opening", "start"}:
            if len(self._outer) < MAX_NESTING:
                self._outer.append(self._operands)
                self._operands = []
        elif kind in {"closing", "end"} and self._outer:
            inner, self._operands = self._operands, self._outer.pop()
            self._operands.append(inner if kind == "closing" else _pairs(inner))
        elif kind == "junk" and (number := _NUMBER.search(token["junk"])):
            # "--5" and "1.2.3" stand in real files; viewers take the first number in them.
            self._operands.append(float(number[0].lstrip(b"+-") or b"0") * (-1 if b"-" in number[0] else 1))
        return position

    def _unwind(self) -> None:
        """An operator inside an array that was never closed: take the array as closed."""
        while self._outer:
            inner, self._operands = self._operands, self._outer.pop()
            self._operands.append(inner)

    def _after_image(self, position: int) -> int:
        end = _IMAGE_END.search(self.data, position)
        return end.end() if end else len(self.data)


_LITERALS: dict[bytes, object] = {}


def _literal(name: bytes) -> object:
    if name not in _LITERALS:
        plain = _NAME_ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), name)
        _LITERALS[name] = LIT(plain.decode("utf-8", "replace"))
    return _LITERALS[name]


@lru_cache(maxsize=4096)  # a page that writes its text glyph by glyph says each of a hundred codes many times
def _from_hexadecimal(token: bytes) -> bytes:
    digits = token.translate(*_SPACES)
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def _pairs(items: list[object]) -> dict[object, object]:
    return {getattr(key, "name", None): value for key, value in zip(items[::2], items[1::2], strict=False)}


def _escaped_string(data: bytes, position: int) -> tuple[bytes, int]:
    """A string from after its opening parenthesis, and the position after its closing one."""
    parts: list[bytes] = []
    depth = 1
    while (part := _STRING_PART.match(data, position)) is not None:
        position = part.end()
        text = part[0]
        if text == b"(":
            depth += 1
        elif text == b")":
            depth -= 1
            if depth == 0:
                break
        elif text[:1] == b"\\":
            code = text[1:]
            text = bytes([int(code, 8) & 0xFF]) if code[:1].isdigit() and code[:1] < b"8" else _ESCAPES.get(code, code)
        elif text[:1] == b"\r":
            text = b"\n"
        parts.append(text)
    return b"".join(parts), position
