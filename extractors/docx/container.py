"""Opening the zip container of a Word document without harm to the machine.

What comes out is a copy of the container, in memory, that is safe to hand to any reader of packages: XML parts alone,
within limits, in the transitional names, with relationships that lead somewhere.
"""

from __future__ import annotations

import io
import zipfile

from extractors.common.office import (
    PACKAGE_RELATIONSHIPS,
    Container,
    Element,
    Link,
    Parts,
    relationships_of,
    written_relationships,
)
from models.errors import DamagedFile, EncryptedFile, UnsupportedKind

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_RIGHTS = tuple(name.encode("utf-16-le") for name in ("DRMEncrypted", "DRMContent", "DRMDataSpace", "DRMTransform"))
"""Names inside a container that rights management has locked (MS-OFFCRYPTO, 2.2)."""
_READ_AGAIN = "Open it in Word, save it again as .docx, and use that."

_MAIN_PART = "word/document.xml"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)

_WORD = Container("Word document")


def safe_copy(data: bytes) -> bytes:
    """A copy of a Word container that holds what its text needs, checked against the limits above.

    Raises `EncryptedFile`, `DamagedFile`, `OversizedFile`, or `UnsupportedKind` for a document of Word 2003 and before.
    """
    if data.startswith(_OLE):
        raise _old_container(data)
    parts = _WORD.unpack(data)
    package_links = _WORD.links(parts, "")
    main = next((link.target for link in package_links if link.kind.endswith("/officeDocument")), None)
    if main is None:
        main = _main_part(parts)
        package_links.append(Link(_OFFICE_DOCUMENT, "main", main))
    main_links = _WORD.links(parts, main)
    return _pack(parts, main, package_links, main_links)


def parse(part: bytes) -> Element:
    """The root element of an XML part; entities are never expanded and nothing is fetched. Raises `DamagedFile`."""
    return _WORD.parse(part)


def _old_container(data: bytes) -> EncryptedFile | UnsupportedKind:
    if any(name in data for name in _RIGHTS):
        return EncryptedFile(
            "The document is protected by rights management (a sensitivity label), which no password opens.",
            "Ask its owner to save a copy without the label's protection.",
        )
    if _ENCRYPTED_PACKAGE in data:
        return EncryptedFile(
            "The Word document is password-protected.",
            "Open it in Word, remove the password (File, Info, Protect Document), save it, and try again.",
        )
    return UnsupportedKind("The file is an old Word document (.doc).", "Open it in Word and save it as .docx.")


def _main_part(parts: Parts) -> str:
    for name in parts:
        if name.lower() == _MAIN_PART:
            return name
    raise DamagedFile("The file looks like a Word document but has no text part.", _READ_AGAIN)


def _pack(parts: Parts, main: str, package_links: list[Link], main_links: list[Link]) -> bytes:
    """Write the container anew. Parts lead no further than two steps, so no chain of them can run away."""
    copy = io.BytesIO()
    targets = {link.target for link in (*package_links, *main_links)}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr(PACKAGE_RELATIONSHIPS, written_relationships(package_links))
        archive.writestr(relationships_of(main), written_relationships(main_links))
        for name in sorted(targets):
            archive.writestr(name, parts[name])
    return copy.getvalue()
