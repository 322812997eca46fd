"""Damage done inside a PDF: to its content streams and to its objects.

A changed object is appended with a new table of contents, as programs save changes (ISO 32000-1, 7.5.6), so that the
file stays whole around it.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from hostile.mutators import BLIND, Mutator, cut_out, duplicate, overwrite, swap

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_START = re.compile(rb"startxref\s+(\d+)")
_ROOT = re.compile(rb"/Root\s+(\d+) 0 R")
_SIZE = re.compile(rb"/Size\s+(\d+)")
_NUMBER = re.compile(rb"(?<![\w.#/-])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\d+ 0 R")
_NAME = re.compile(rb"/[A-Za-z][\w-]*")
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"99999999999", b"-99999.5", b"0.0000001", b"3", b"1e9")
OPERATORS = (
    b"q Q BT ET Tj TJ Tf Td TD Tm T* Tr Tz TL Tc Tw Ts re m l h f F f* S s B n W W* cm gs rg RG k g Do sh".split()
)
SNIPPETS = (
    b"3 Tr",
    b"0 0 1 1 re W n",
    b"1000 0 0 1000 0 0 cm",
    b"0 0 0 0 0 0 cm",
    b"q " * 300,
    b"Q " * 300,
    b"[" * 200,
    b"BI /W 9 /H 9 ID xxx EI",
    b"<< /A << /B",
    b"/OC /MC0 BDC",
    b"/Span << /ActualText (other words) >> BDC",
    b"1 1 1 rg 0 0 9999 9999 re f",
    b"BT /F9 12 Tf",
    b"99999999 0 0 99999999 0 0 Tm",
)


@dataclass(frozen=True, slots=True)
class _Object:
    number: int
    body: bytes

    @property
    def content(self) -> bytes | None:
        """The unpacked bytes of its stream; None when it has none or is no text of operators."""
        match = _STREAM.match(self.body)
        if not match or b"/Length1" in match[1] or b"/Subtype /Image" in match[1] or b"/Subtype/Image" in match[1]:
            return None
        packed = match[2]
        try:
            if b"ASCII85Decode" in match[1]:
                packed = base64.a85decode(packed.rstrip().removesuffix(b"~>"))
            return zlib.decompress(packed) if b"FlateDecode" in match[1] else packed
        except (ValueError, zlib.error):
            return None


def _objects(data: bytes) -> list[_Object]:
    return [_Object(int(match[1]), match[2]) for match in _OBJECT.finditer(data)]


def with_object(data: bytes, number: int, body: bytes) -> bytes:
    """The file with another object of this number."""
    starts, roots, sizes = _START.findall(data), _ROOT.findall(data), _SIZE.findall(data)
    if not (starts and roots and sizes):
        return data
    place = len(data) + 1
    return (
        data
        + b"\n%d 0 obj%sendobj\n" % (number, body)
        + b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
        + b"trailer\n<</Size %s/Root %s 0 R/Prev %s>>\n" % (sizes[-1], roots[-1], starts[-1])
        + b"startxref\n%d\n%%%%EOF\n" % (place + len(b"%d 0 obj%sendobj\n" % (number, body)))
    )


def _on_content(change: Callable[[bytes, Random], bytes]) -> Mutator:
    """A change of the operators of a page, or of a form."""

    def mutator(data: bytes, chance: Random) -> bytes:
        streams = [(each.number, content) for each in _objects(data) if (content := each.content)]
        if not streams:
            return data
        number, content = chance.choice(streams)
        changed = zlib.compress(change(content, chance))
        body = b"\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\n" % (len(changed), changed)
        return with_object(data, number, body)

    mutator.__name__ = f"content_{change.__name__}"
    return mutator


def _on_object(change: Callable[[bytes, Random], bytes]) -> Mutator:
    def mutator(data: bytes, chance: Random) -> bytes:
        plain = [each for each in _objects(data) if b"stream" not in each.body]
        if not plain:
            return data
        chosen = chance.choice(plain)
        return with_object(data, chosen.number, change(chosen.body, chance))

    mutator.__name__ = change.__name__
    return mutator


def drop_line(content: bytes, chance: Random) -> bytes:
    """Some lines of operators gone."""
    lines = content.split(b"\n")
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randint(1, 20)]
    return b"\n".join(lines)


def repeat_line(content: bytes, chance: Random) -> bytes:
    """Some lines of operators twice, at another place."""
    lines = content.split(b"\n")
    start, place = chance.randrange(len(lines)), chance.randrange(len(lines))
    return b"\n".join([*lines[:place], *lines[start : start + chance.randint(1, 20)], *lines[place:]])


def change_operator(content: bytes, chance: Random) -> bytes:
    """An operator made another."""
    places = list(re.finditer(rb"(?<=[\s\])>])[A-Za-z*']{1,3}(?=\s)", content))
    if not places:
        return content
    place = chance.choice(places)
    return content[: place.start()] + chance.choice(OPERATORS) + content[place.end() :]


def put_operators(content: bytes, chance: Random) -> bytes:
    """Operators put in that hide, move, cover or nest."""
    ends = [match.end() for match in re.finditer(rb"\n", content)] or [0]
    place = chance.choice(ends)
    return content[:place] + chance.choice(SNIPPETS) + b"\n" + content[place:]


def change_number(content: bytes, chance: Random) -> bytes:
    """A number made another."""
    numbers = list(_NUMBER.finditer(content))
    if not numbers:
        return content
    number = chance.choice(numbers)
    return content[: number.start()] + chance.choice(_NUMBERS) + content[number.end() :]


def change_reference(body: bytes, chance: Random) -> bytes:
    """A reference that leads elsewhere: nowhere, to the wrong kind, or round in a circle."""
    references = list(_REFERENCE.finditer(body))
    if not references:
        return change_number(body, chance)
    reference = chance.choice(references)
    return body[: reference.start()] + b"%d 0 R" % chance.randrange(60) + body[reference.end() :]


def change_name(body: bytes, chance: Random) -> bytes:
    """A key or a name made another of the same object, or gone."""
    names = list(_NAME.finditer(body))
    if not names:
        return body
    name = chance.choice(names)
    return body[: name.start()] + chance.choice((chance.choice(names)[0], b"/Nosuch", b"")) + body[name.end() :]


def hollow_object(body: bytes, chance: Random) -> bytes:
    """Something of another kind where an object was."""
    return chance.choice(
        (b" null ", b" << >> ", b" [ ] ", b" 7 ", b" (words) ", b" << /A " * 40, body[: len(body) // 2])
    )


PDF: tuple[Mutator, ...] = (
    *BLIND,
    *map(
        _on_content,
        (
            drop_line,
            repeat_line,
            change_operator,
            change_operator,
            put_operators,
            put_operators,
            change_number,
            change_number,
            overwrite,
            cut_out,
            duplicate,
            swap,
        ),
    ),
    *map(_on_object, (change_reference, change_reference, change_name, change_name, change_number, hollow_object)),
)
