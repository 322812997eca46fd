"""Opening the zip container of a Word document without harm to the machine.

What comes out is a copy of the container, in memory, that is safe to hand to any reader of packages: XML parts alone,
within limits, in the transitional names, with relationships that lead somewhere.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from extractors.docx.names import Element
from models.errors import DamagedFile, EncryptedFile, OversizedFile, UnsupportedKind

MAX_MEMBERS = 20_000
"""Members of a container. A plan has a few dozen; a book of pictures a few thousand."""
MAX_PART_BYTES = 64 * 1024 * 1024
"""Bytes of one XML part unpacked. The main part of a plan of 60 pages has about 2 MB."""
MAX_TOTAL_BYTES = 128 * 1024 * 1024
"""Bytes of all XML parts unpacked."""
MAX_RATIO = 200
"""Times a part may grow when unpacked. XML of tables, the most repetitive we know, grows 30 to 100 times."""
RATIO_FLOOR_BYTES = 8 * 1024 * 1024
"""Parts smaller than this are harmless whatever their ratio."""
MAX_TAGS = 5_000_000
"""Tags in one part: an element takes some 200 bytes of memory however few bytes spell it."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_RIGHTS = tuple(name.encode("utf-16-le") for name in ("DRMEncrypted", "DRMContent", "DRMDataSpace", "DRMTransform"))
"""Names inside a container that rights management has locked (MS-OFFCRYPTO, 2.2)."""
_ENCRYPTED_FLAG = 0x1
_READ_AGAIN = "Open it in Word, save it again as .docx, and use that."

_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Names of ISO/IEC 29500 strict, and those of the transitional form that everything else here speaks."""

_MAIN_PART = "word/document.xml"
_PACKAGE_RELATIONSHIPS = "_rels/.rels"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)

Parts = Mapping[str, bytes]
_Link = tuple[str, str, str]
"""A relationship: its type, its id, and the name of the part it leads to."""


def safe_copy(data: bytes) -> bytes:
    """A copy of a Word container that holds what its text needs, checked against the limits above.

    Raises `EncryptedFile`, `DamagedFile`, `OversizedFile`, or `UnsupportedKind` for a document of Word 2003 and before.
    """
    if data.startswith(_OLE):
        raise _old_container(data)
    parts = _unpack(data)
    package_links = _links(parts, _PACKAGE_RELATIONSHIPS, "")
    main = next((target for kind, _, target in package_links if kind.endswith("/officeDocument")), None)
    if main is None:
        main = _main_part(parts)
        package_links.append((_OFFICE_DOCUMENT, "main", main))
    main_links = _links(parts, _relationships_of(main), posixpath.dirname(main))
    return _pack(parts, main, package_links, main_links)


def parse(part: bytes) -> Element:
    """The root element of an XML part; entities are never expanded and nothing is fetched. Raises `DamagedFile`."""
    if part.count(b"<") > MAX_TAGS:
        raise OversizedFile("The Word document has too many elements to read safely.", _READ_AGAIN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile("The Word document is damaged: a part of it is not valid XML.", _READ_AGAIN) from error
    if _has_doctype(root):
        # A part with a document type is an error (ECMA-376 part 2, 9.1.4), and the door through which entities come.
        raise DamagedFile("The Word document holds a document type declaration, which Word never writes.", _READ_AGAIN)
    return root


def _has_doctype(root: Element) -> bool:
    declaration: object = root.getroottree().docinfo.internalDTD
    return declaration is not None


def _old_container(data: bytes) -> EncryptedFile | UnsupportedKind:
    if any(name in data for name in _RIGHTS):
        return EncryptedFile(
            "The document is protected by rights management (a sensitivity label), which no password opens.",
            "Ask its owner to save a copy without the label's protection.",
        )
    if _ENCRYPTED_PACKAGE in data:
        return EncryptedFile(
            "The Word document is locked with a password.",
            "Open it in Word, remove the password (File, Info, Protect Document), save it, and try again.",
        )
    return UnsupportedKind("The file is an old Word document (.doc).", "Open it in Word and save it as .docx.")


def _unpack(data: bytes) -> dict[str, bytes]:
    """The XML parts by name, without a leading slash. Pictures and other members are never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise OversizedFile("The Word document is made of too many parts to read safely.", _READ_AGAIN)
            _refuse_twins(members)
            return _unpack_members(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise DamagedFile(
            "The Word document is damaged or was not copied whole.", "Fetch it again from where it came from."
        ) from error


def _refuse_twins(members: list[zipfile.ZipInfo]) -> None:
    """Word opens no file with two parts of one name (ECMA-376 part 2, 6.2.2.3): which of them holds is not known."""
    names = Counter(_part_name(member).lower() for member in members if not member.is_dir())
    if any(times > 1 for times in names.values()):
        raise DamagedFile("The Word document holds two parts of one name; Word refuses to open it.", _READ_AGAIN)


def _part_name(member: zipfile.ZipInfo) -> str:
    return posixpath.normpath(member.filename.replace("\\", "/").lstrip("/"))


def _unpack_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_TOTAL_BYTES
    for member in members:
        name = _part_name(member)
        if not name.lower().endswith((".xml", ".rels")):
            continue
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedFile("The Word document is locked with a password.", "Save it without the password.")
        with archive.open(member) as stream:
            part = stream.read(min(MAX_PART_BYTES, room) + 1)
        room -= len(part)
        grown = len(part) > RATIO_FLOOR_BYTES and len(part) > MAX_RATIO * max(member.compress_size, 1)
        if len(part) > MAX_PART_BYTES or room < 0 or grown:
            raise OversizedFile("The Word document unpacks to more than can be read safely.", _READ_AGAIN)
        parts[name] = _transitional(part)
    return parts


def _transitional(part: bytes) -> bytes:
    """The part in UTF-8 and in transitional names."""
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = part.decode("utf-16")
        part = re.sub(r"^<\?xml[^>]*\?>", "", text).encode("utf-8")
    if b"http://purl.oclc.org/ooxml/" in part:
        for strict, transitional in _STRICT_NAMES:
            part = part.replace(strict, transitional)
    return part


def _main_part(parts: Parts) -> str:
    for name in parts:
        if name.lower() == _MAIN_PART:
            return name
    raise DamagedFile("The file has the outside of a Word document but no text part.", _READ_AGAIN)


def _relationships_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _links(parts: Parts, name: str, folder: str) -> list[_Link]:
    """Relationships that lead to a part we hold. Others, and those that lead out of the file, are left."""
    actual = {part.lower(): part for part in parts}
    relationships = actual.get(name.lower())
    if relationships is None:
        return []
    links = []
    for element in parse(parts[relationships]):
        if element.get("TargetMode") == "External":
            continue
        path = unquote(element.get("Target", "")).replace("\\", "/")
        target = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
        if target.lower() in actual:
            links.append((element.get("Type", ""), element.get("Id", ""), actual[target.lower()]))
    return links


def _pack(parts: Parts, main: str, package_links: list[_Link], main_links: list[_Link]) -> bytes:
    """Write the container anew. Parts lead no further than two steps, so no chain of them can run away."""
    copy = io.BytesIO()
    targets = {target for _, _, target in (*package_links, *main_links)}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr(_PACKAGE_RELATIONSHIPS, _relationships(package_links))
        archive.writestr(_relationships_of(main), _relationships(main_links))
        for name in sorted(targets):
            archive.writestr(name, parts[name])
    return copy.getvalue()


def _relationships(links: list[_Link]) -> str:
    rows = "".join(
        f"<Relationship Id={quoteattr(identifier)} Type={quoteattr(kind)} Target={quoteattr('/' + target)}/>"
        for kind, identifier, target in links
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS_NAMESPACE}">{rows}</Relationships>'
