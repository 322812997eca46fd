"""Messages between a run and its workers, over pipes: a letter, the length, the bytes."""

from __future__ import annotations

import struct
from typing import BinaryIO

SETUP = b"S"
TASK = b"T"
READY = b"R"  # the worker may be given tasks
BROKEN = b"B"  # the worker cannot start; says why
ANSWER = b"A"
LOST = b"L"  # why, and how, with a line feed between

_HEAD = struct.Struct(">cQ")


def send(file: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    """Write a message. Raises `OSError` when nobody is there to read it."""
    file.write(_HEAD.pack(kind, len(payload)))
    file.write(payload)
    file.flush()


def receive(file: BinaryIO) -> tuple[bytes, bytes] | None:
    """Read a message; None when the other side is gone, also in the middle of one."""
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    payload = file.read(length)
    return (kind, payload) if len(payload) == length else None
