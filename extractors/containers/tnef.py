"""The files in a winmail.dat, which Outlook sends to mail programs of others (MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from extractors.containers.contents import Contents, Member
from models.errors import DamagedFile

_HEAD = struct.Struct("<IH")
_ATTRIBUTE = struct.Struct("<BII")
_CHECKSUM_BYTES = 2
_OF_ATTACHMENT = 2
_BEGINS, _NAME, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
"""attAttachRendData, with which each attachment begins, attAttachTitle, attAttachData and attAttachment."""
_LONG_NAME, _OBJECT = 0x3707, 0x3701
"""PidTagAttachLongFilename and PidTagAttachDataObject."""
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes of the values of each type that has as many, filled up to four."""
_UNICODE, _OBJECT_TYPE = 0x1F, 0x0D
_SEVERAL = 0x1000
_NAMED = 0x8000
_GUID_BYTES = 16
_FAULTS = (struct.error, LookupError, ValueError, OverflowError)


@dataclass(slots=True)
class _Held:
    name: str = ""
    content: bytes = b""


def open_tnef(data: bytes) -> Contents:
    """The attachments; of a mail inside, that mail as another winmail.dat. Raises `DamagedFile`."""
    try:
        found = list(_attachments(data))
    except _FAULTS as error:
        raise DamagedFile(
            "The winmail.dat is damaged.", "Ask the sender to send the documents again, as HTML mail."
        ) from error
    return Contents([Member(one.name or "attachment", partial(bytes, one.content)) for one in found if one.content])


def _attachments(data: bytes) -> Iterator[_Held]:
    held: _Held | None = None
    at = _HEAD.size
    while at < len(data):
        level, kind, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        content = data[at : at + length]
        if len(content) < length:
            raise ValueError(length)
        at += length + _CHECKSUM_BYTES
        if level != _OF_ATTACHMENT:
            continue
        if kind == _BEGINS:
            if held:
                yield held
            held = _Held()
        elif held and kind == _NAME:
            held.name = held.name or content.split(b"\0")[0].decode("cp1252", "replace")
        elif held and kind == _DATA:
            held.content = content
        elif held and kind == _PROPERTIES:
            _take_properties(content, held)
    if held:
        yield held


def _take_properties(data: bytes, held: _Held) -> None:
    for identifier, kind, value in _Properties(data).values():
        if identifier == _LONG_NAME:
            text = value.decode("utf-16-le" if kind == _UNICODE else "cp1252", "replace").rstrip("\0")
            held.name = text or held.name
        elif identifier == _OBJECT and kind == _OBJECT_TYPE:
            held.content = held.content or value[_GUID_BYTES:]


class _Properties:
    """A list of MAPI properties, read one by one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def values(self) -> Iterator[tuple[int, int, bytes]]:
        """Identifier, type and bytes of each value."""
        for _ in range(self._number()):
            kind, identifier = struct.unpack("<HH", self._take(4))
            if identifier >= _NAMED:
                self._take(_GUID_BYTES)
                if self._number():
                    self._take(self._number())
                else:
                    self._take(4)
            several = bool(kind & _SEVERAL)
            single = kind & ~_SEVERAL
            fixed = _FIXED.get(single)
            for _ in range(self._number() if several or fixed is None else 1):
                yield identifier, single, self._take(fixed if fixed is not None else self._number())

    def _number(self) -> int:
        (number,) = struct.unpack("<I", self._take(4))
        return int(number)

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError(count)
        self._at += count + -count % 4
        return taken
