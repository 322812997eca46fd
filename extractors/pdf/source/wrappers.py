"""PDFs whose own pages are not the document: forms of another kind, and wrappers around attached files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pdfminer.pdftypes import PDFStream, resolve1

from models.errors import EncryptedFile, UnsupportedKind

MAX_DEPTH = 12
"""Levels of a tree of names; deeper ones are a fault of the file."""
RIGHTS = b"MicrosoftIRMServices"
"""Name of the lock that rights management puts on a PDF."""
_RIGHTS = re.compile("MicrosoftIRMServices|EncryptedPayload", re.IGNORECASE)
_DYNAMIC = re.compile(rb"<dynamicRender>\s*required", re.IGNORECASE)


def refuse_wrappers(catalog: dict[str, object]) -> None:
    """Raise `UnsupportedKind` for XFA forms and portfolios, `EncryptedFile` for a wrapper of rights management."""
    if _is_rights_managed(catalog):
        raise rights_managed()
    if "Collection" in catalog and attachments(catalog):
        raise UnsupportedKind(
            "The PDF is a portfolio: its documents are attached files.",
            "Open it, save the attached documents and use those instead.",
        )
    if _is_dynamic_form(catalog):
        raise UnsupportedKind(
            "The PDF is an XFA form, which draws its pages with a program inside the file.",
            "Open it in Adobe Reader, print it to PDF and use that instead.",
        )


def rights_managed() -> EncryptedFile:
    """The error for a file whose rights are managed."""
    return EncryptedFile(
        "The PDF is protected by rights management (a sensitivity label), which no password opens.",
        "Ask its owner to save a copy without the label's protection.",
    )


def attachments(catalog: dict[str, object]) -> int:
    """How many files are attached to the document as a whole."""
    return sum(1 for _ in attached(catalog))


def attached(catalog: dict[str, object]) -> Iterator[dict[str, object]]:
    """What says of each file that is attached to the document as a whole what it is."""
    names = resolve1(catalog.get("Names"))
    if isinstance(names, dict):
        yield from _leaves(names.get("EmbeddedFiles"), 0)


def _leaves(node: object, depth: int) -> Iterator[dict[str, object]]:
    branch = resolve1(node)
    if not isinstance(branch, dict) or depth > MAX_DEPTH:
        return
    pairs, kids = resolve1(branch.get("Names")), resolve1(branch.get("Kids"))
    for entry in map(resolve1, pairs[1::2] if isinstance(pairs, list) else []):
        yield entry if isinstance(entry, dict) else {}
    for kid in kids if isinstance(kids, list) else []:
        yield from _leaves(kid, depth + 1)


def _is_rights_managed(catalog: dict[str, object]) -> bool:
    listed = resolve1(catalog.get("AF"))
    for entry in listed if isinstance(listed, list) else []:
        attached = resolve1(entry)
        if isinstance(attached, dict):
            told = [resolve1(attached.get(key)) for key in ("AFRelationship", "F", "UF", "Desc")]
            if any(_RIGHTS.search(_text(one)) for one in told):
                return True
    return False


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.replace(b"\x00", b"").decode("latin-1")
    return str(getattr(value, "name", ""))


def _is_dynamic_form(catalog: dict[str, object]) -> bool:
    """Whether the pages in the file are only a stand-in: an XFA form without fields of the usual kind."""
    form = resolve1(catalog.get("AcroForm"))
    if not isinstance(form, dict) or resolve1(form.get("XFA")) is None:
        return False
    if not resolve1(form.get("Fields")) or resolve1(catalog.get("NeedsRendering")) is True:
        return True
    packets = resolve1(form.get("XFA"))
    parts = packets if isinstance(packets, list) else [packets]
    streams = [part for part in map(resolve1, parts) if isinstance(part, PDFStream)]
    return any(_DYNAMIC.search(stream.get_data()) for stream in streams)
