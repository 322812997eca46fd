"""Which version of a PDF its bytes hold: the one that viewers show.

A PDF that was changed holds its older parts too, and a list of parts (ISO 32000-1, 7.5.4 and 7.5.6) that tells which
hold. Where that list leads astray, pdfminer takes the first part of a number that it comes by, which is the oldest;
viewers search the file and take the last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pdfminer.pdfdocument import PDFBaseXRef

HEAD = b"%PDF-"
_HEAD_REACH = 1024
"""Bytes in which viewers look for the head."""
_START = re.compile(rb"startxref\s+(\d{1,15})")
_PART = re.compile(rb"[\x00\s]*(\d{1,10})\s+\d{1,5}\s+obj\b")
_PARTS = re.compile(rb"(?<![^\x00\s])(\d{1,10})\s+\d{1,5}\s+obj\b")
_LIST = re.compile(rb"[\x00\s]*(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)")
_SIGNPOSTS = re.compile(rb"(?<![^\r\n])(?:trailer|startxref)")
_KEPT = {
    b"Root": re.compile(rb"/Root\s+(\d+\s+\d+\s+R)"),
    b"Encrypt": re.compile(rb"/Encrypt\s+(\d+\s+\d+\s+R)"),
    b"Info": re.compile(rb"/Info\s+(\d+\s+\d+\s+R)"),
    b"ID": re.compile(rb"/ID\s*(\[[^\]]*\])"),
}
"""What of a trailer a file cannot be opened without."""


def from_head(data: bytes) -> bytes:
    """The bytes from the file's head on; all of them, when its places are counted with what stands before."""
    start = max(data.find(HEAD, 0, _HEAD_REACH + len(HEAD)), 0)
    cut = data[start:]
    return data if start and not _leads_to_list(cut) and _leads_to_list(data) else cut


def _leads_to_list(data: bytes) -> bool:
    starts = _START.findall(data)
    return bool(starts) and _LIST.match(data, min(int(starts[-1]), len(data))) is not None


def is_misleading(data: bytes, lists: Iterable[PDFBaseXRef]) -> bool:
    """Whether some part stands in another place of the file than the newest list that names it says."""
    known: set[int] = set()
    astray: set[int] = set()
    for listed in lists:
        for number in set(listed.get_objids()) - known:
            known.add(number)
            holder, place, _ = listed.get_pos(number)
            if holder is None:
                found = _PART.match(data, place)
                if found is None or int(found[1]) != number:
                    astray.add(number)
    return bool(astray) and any(int(number) in astray for number in _PARTS.findall(data))


def has_older_parts(data: bytes) -> bool:
    """Whether some part is in the file more than once."""
    return any(times > 1 for times in Counter(_PARTS.findall(data)).values())


def without_lists(data: bytes) -> bytes | None:
    """The file for a reader that is to search it: its lists taken away, its last trailer put last; None without one.

    No place in the file changes.
    """
    kept = {name: found[-1] for name, pattern in _KEPT.items() if (found := pattern.findall(data))}
    if b"Root" not in kept:
        return None
    bare = _SIGNPOSTS.sub(lambda match: b" " * len(match[0]), data)
    entries = b" ".join(b"/" + name + b" " + value for name, value in kept.items())
    return bare + b"\ntrailer\n<< " + entries + b" >>\n"
