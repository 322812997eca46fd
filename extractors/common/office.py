"""Opening the zip container of an Office file (Word, Excel) without harm to the machine.

Only XML parts are unpacked, within limits and in the transitional names; what they refer to is looked up inside the
file alone.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from models.errors import DamagedFile, EncryptedFile, OversizedFile

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no public name

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

AGAIN = "Open it in Word or Excel, save it again, and use that."
"""What to do about a file that is damaged or too large."""

PACKAGE_RELATIONSHIPS = "_rels/.rels"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ENCRYPTED_FLAG = 0x1
_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Names of ISO/IEC 29500 strict, and those of the transitional form that everything else here speaks."""

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its type, its id, and the name of the part it leads to."""

    kind: str
    identifier: str
    target: str


def written_relationships(links: Iterable[Link]) -> str:
    """The part that lists relationships, each by its place from the root of the container."""
    part = etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>')
    for link in links:
        facts = {"Id": link.identifier, "Type": link.kind, "Target": f"/{link.target}"}
        etree.SubElement(part, f"{{{_RELATIONSHIPS}}}Relationship", facts)
    return etree.tostring(part, encoding="unicode")


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of Office file, by what messages call it."""

    called: str

    def unpack(self, data: bytes) -> dict[str, bytes]:
        """The XML parts by name, without a leading slash. Pictures and other members are never unpacked.

        Raises `EncryptedFile`, `DamagedFile`, or `OversizedFile` past one of the limits above.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.infolist()
                if len(members) > MAX_MEMBERS:
                    raise OversizedFile(f"The {self.called} is made of too many parts to read safely.", AGAIN)
                self._refuse_twins(members)
                return self._unpack_members(archive, members)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise DamagedFile(f"The {self.called} is damaged or incomplete.", "Download or copy it again.") from error

    def parse(self, part: bytes) -> Element:
        """The root of an XML part; entities are never expanded and nothing is fetched. Raises `DamagedFile`."""
        if part.count(b"<") > MAX_TAGS:
            raise OversizedFile(f"The {self.called} has too many elements to read safely.", AGAIN)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(part, parser)
        except etree.XMLSyntaxError as error:
            raise DamagedFile(f"The {self.called} is damaged: a part of it is not valid XML.", AGAIN) from error
        if _has_doctype(root):
            # An error (ECMA-376 part 2, 9.1.4), and the door through which entities come.
            raise DamagedFile(
                f"The {self.called} contains a document type declaration, which Office never writes.", AGAIN
            )
        return root

    def links(self, parts: Parts, of: str) -> list[Link]:
        """Relationships of a part ("" for the package) that lead to a part we hold.

        Others, and those that lead out of the file, are left out.
        """
        actual = {part.lower(): part for part in parts}
        relationships = actual.get((relationships_of(of) if of else PACKAGE_RELATIONSHIPS).lower())
        if relationships is None:
            return []
        folder = posixpath.dirname(of)
        links = []
        for element in self.parse(parts[relationships]):
            if element.get("TargetMode") == "External":
                continue
            path = unquote(element.get("Target", "")).replace("\\", "/")
            target = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
            if target.lower() in actual:
                links.append(Link(element.get("Type", ""), element.get("Id", ""), actual[target.lower()]))
        return links

    def _refuse_twins(self, members: list[zipfile.ZipInfo]) -> None:
        """Office opens no file with two parts of one name (ECMA-376 part 2, 6.2.2.3): it is not known which holds."""
        names = Counter(_part_name(member).lower() for member in members if not member.is_dir())
        if any(times > 1 for times in names.values()):
            raise DamagedFile(
                f"The {self.called} contains two parts with the same name; Office refuses to open it.", AGAIN
            )

    def _unpack_members(self, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
        parts: dict[str, bytes] = {}
        room = MAX_TOTAL_BYTES
        for member in members:
            name = _part_name(member)
            if not name.lower().endswith((".xml", ".rels")):
                continue
            if member.flag_bits & _ENCRYPTED_FLAG:
                raise EncryptedFile(f"The {self.called} is password-protected.", "Save it without the password.")
            with archive.open(member) as stream:
                part = stream.read(min(MAX_PART_BYTES, room) + 1)
            room -= len(part)
            grown = len(part) > RATIO_FLOOR_BYTES and len(part) > MAX_RATIO * max(member.compress_size, 1)
            if len(part) > MAX_PART_BYTES or room < 0 or grown:
                raise OversizedFile(f"The {self.called} unpacks to more than can be read safely.", AGAIN)
            parts[name] = _transitional(part)
        return parts


def relationships_of(part: str) -> str:
    """The name of the part that holds the relationships of another."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _has_doctype(root: Element) -> bool:
    declaration: object = root.getroottree().docinfo.internalDTD
    return declaration is not None


def _part_name(member: zipfile.ZipInfo) -> str:
    return posixpath.normpath(member.filename.replace("\\", "/").lstrip("/"))


def _transitional(part: bytes) -> bytes:
    """The part in UTF-8 and in transitional names."""
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = part.decode("utf-16")
        part = re.sub(r"^<\?xml[^>]*\?>", "", text).encode("utf-8")
    if b"http://purl.oclc.org/ooxml/" in part:
        for strict, transitional in _STRICT_NAMES:
            part = part.replace(strict, transitional)
    return part
