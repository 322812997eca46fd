"""Mails of Outlook (.msg): compound files whose streams hold the properties of a message (MS-CFB, MS-OXMSG)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise

SECTOR, SMALL_SECTOR = 512, 64
SMALL = 4096
"""Bytes under which a stream lies in small sectors."""
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
_HEADER = struct.Struct("<8s16xHHHHH6x9I")
_ENTRY = struct.Struct("<64sHBBIII16xI8x8xIQ")


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    children: list[_Entry] = field(default_factory=list)
    number: int = 0
    right: int = NONE


def outlook_mail(
    subject: str, body: str, *attached: tuple[str, bytes], forwarded: tuple[str, tuple[str, bytes]] | None = None
) -> bytes:
    """A mail with a plain text and attachments. forwarded: the subject of a mail attached to it, and its attachment."""
    root = _Entry("Root Entry", ROOT)
    _write(root, subject, body, *attached)
    if forwarded:
        inner = _Entry("__substg1.0_3701000D", STORAGE)
        _write(inner, forwarded[0], "See below.", forwarded[1])
        embedded = struct.pack("<HHIII", 0x0003, 0x3705, 6, 5, 0)
        storage = _Entry(f"__attach_version1.0_#{len(attached):08X}", STORAGE)
        storage.children = [_properties(bytes(8) + embedded), inner]
        root.children.append(storage)
    return _compound(root)


def winmail(*attached: tuple[str, str, bytes]) -> bytes:
    """A winmail.dat (MS-OXTNEF) with attachments: the short name of each, its long one and its content."""

    def attribute(level: int, identifier: int, content: bytes) -> bytes:
        head = struct.pack("<BII", level, identifier, len(content))
        return head + content + struct.pack("<H", sum(content) & 0xFFFF)

    def properties(long_name: str) -> bytes:
        text = long_name.encode("utf-16-le") + b"\0\0"
        named = struct.pack("<HH16sIIHI", 0x0003, 0x8001, bytes(16), 0, 0x8554, 7, 0)[:-6] + struct.pack("<I", 7)
        padded = text + b"\0" * (-len(text) % 4)
        return struct.pack("<I", 2) + named + struct.pack("<HHII", 0x001F, 0x3707, 1, len(text)) + padded

    parts = [struct.pack("<IH", 0x223E9F78, 1), attribute(1, 0x00089006, struct.pack("<I", 0x10000))]
    for short, long, content in attached:
        parts.append(attribute(2, 0x00069002, bytes(14)))
        parts.append(attribute(2, 0x00018010, short.encode("cp1252") + b"\0"))
        parts.append(attribute(2, 0x0006800F, content))
        parts.append(attribute(2, 0x00069005, properties(long)))
    return b"".join(parts)


def _write(mail: _Entry, subject: str, body: str, *attached: tuple[str, bytes]) -> None:
    texts = [_text(0x0037, subject), _text(0x1000, body)]
    mail.children = [_properties(bytes(32), *texts), *texts]
    for number, (name, content) in enumerate(attached):
        storage = _Entry(f"__attach_version1.0_#{number:08X}", STORAGE)
        held = [_Entry("__substg1.0_37010102", STREAM, content), _text(0x3707, name)]
        by_value = struct.pack("<HHIII", 0x0003, 0x3705, 6, 1, 0)  # PidTagAttachMethod
        storage.children = [_properties(bytes(8) + by_value, *held), *held]
        mail.children.append(storage)


def _text(identifier: int, text: str) -> _Entry:
    return _Entry(f"__substg1.0_{identifier:04X}001F", STREAM, text.encode("utf-16-le"))


def _properties(head: bytes, *streams: _Entry) -> _Entry:
    """The stream that lists the properties: after `head`, those that have streams of their own."""
    listed = b"".join(
        struct.pack("<HHIII", int(entry.name[-4:], 16), int(entry.name[-8:-4], 16), 6, len(entry.content), 0)
        for entry in streams
    )
    return _Entry("__properties_version1.0", STREAM, head + listed)


def _compound(root: _Entry) -> bytes:
    """The file: header, allocation tables, directory, then streams; those under 4096 bytes share that of the root."""
    entries: list[_Entry] = []

    def number(entry: _Entry) -> None:
        entry.number = len(entries)
        entries.append(entry)
        entry.children.sort(key=lambda child: (len(child.name), child.name.upper()))
        for child in entry.children:
            number(child)
        for child, following in pairwise(entry.children):
            child.right = following.number

    number(root)
    starts: dict[int, int] = {}
    small: list[int] = []
    for entry in entries:
        if entry.kind == STREAM and 0 < len(entry.content) < SMALL:
            starts[entry.number] = len(small)
            small += _chain(len(small), _sectors(entry.content, SMALL_SECTOR))
            root.content += _padded(entry.content, SMALL_SECTOR)
    large = [root, *(entry for entry in entries if entry.kind == STREAM and len(entry.content) >= SMALL)]
    small_table = struct.pack(f"<{len(small)}I", *small)
    directory_sectors = -(-len(entries) * _ENTRY.size // SECTOR)
    wanted = directory_sectors + _sectors(small_table) + sum(_sectors(entry.content) for entry in large)
    fat_sectors = 1
    while fat_sectors * (SECTOR // 4) < fat_sectors + wanted:
        fat_sectors += 1
    fat = [FAT_SECTOR] * fat_sectors + _chain(fat_sectors, directory_sectors)
    small_start = len(fat)
    fat += _chain(small_start, _sectors(small_table))
    for entry in large:
        starts[entry.number] = len(fat)
        fat += _chain(len(fat), _sectors(entry.content))
    fat += [FREE] * (fat_sectors * (SECTOR // 4) - len(fat))
    header = _HEADER.pack(
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, fat_sectors, 0, SMALL, small_start,
        _sectors(small_table), END, 0,
    )  # fmt: skip
    return b"".join(
        (
            header + struct.pack("<109I", *range(fat_sectors), *([FREE] * (109 - fat_sectors))),
            struct.pack(f"<{len(fat)}I", *fat),
            _padded(b"".join(_packed(entry, starts.get(entry.number, END)) for entry in entries)),
            _padded(small_table, fill=b"\xff"),
            *(_padded(entry.content) for entry in large),
        )
    )


def _sectors(content: bytes, size: int = SECTOR) -> int:
    return -(-len(content) // size)


def _padded(content: bytes, size: int = SECTOR, fill: bytes = b"\0") -> bytes:
    return content.ljust(_sectors(content, size) * size, fill)


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), END] if length else []


def _packed(entry: _Entry, start: int) -> bytes:
    """An entry of the directory; the children of one hang on one another to the right."""
    name = entry.name.encode("utf-16-le") + b"\0\0"
    child = entry.children[0].number if entry.children else NONE
    return _ENTRY.pack(name, len(name), entry.kind, 1, NONE, entry.right, child, 0, start, len(entry.content))
