"""The parts of a Word document by what they are for. python-docx opens the package; nothing else of it is used."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.opc.rel import Relationships

from extractors.docx.container import parse, safe_copy
from extractors.docx.names import BODY, Element
from models.errors import DamagedFile

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word document's XML, part by part; a part that the file does not have is None."""

    document: Element
    styles: Element | None
    numbering: Element | None
    theme: Element | None
    settings: Element | None
    footnotes: Element | None
    endnotes: Element | None
    comments: Element | None
    glossary: Element | None
    """Building blocks, the prompts of content controls among them."""
    margins: dict[str, Element]
    """Page headers and footers by relationship id."""
    data: tuple[Element, ...]
    """Data kept beside the document, to which controls may be bound."""
    title: str | None
    """Title in the file's properties."""


def open_package(data: bytes) -> Package:
    """Open a Word document. Raises an `InputError` when it cannot be opened."""
    package = OpcPackage.open(io.BytesIO(safe_copy(data)))
    main = _related(package.rels, "officeDocument")
    if main is None:
        raise DamagedFile("The file has no text part.", "Open it in Word and save it again.")
    document = parse(main.blob)
    if document.find(BODY) is None:
        raise DamagedFile(
            "The text part of the Word document is empty or damaged.", "Open it in Word and save it again."
        )
    margins = {
        identifier: parse(link.target_part.blob)
        for identifier, link in main.rels.items()
        if link.reltype.endswith(("/header", "/footer"))
    }
    return Package(
        document=document,
        styles=_parsed(main.rels, "styles"),
        numbering=_parsed(main.rels, "numbering"),
        theme=_parsed(main.rels, "theme"),
        settings=_parsed(main.rels, "settings"),
        footnotes=_parsed(main.rels, "footnotes"),
        endnotes=_parsed(main.rels, "endnotes"),
        comments=_parsed(main.rels, "comments"),
        glossary=_parsed(main.rels, "glossaryDocument"),
        margins=margins,
        data=_data(main.rels),
        title=_title(_parsed(package.rels, "core-properties", "coreProperties")),
    )


def _related(relationships: Relationships, *kinds: str) -> Part | None:
    endings = tuple(f"/{kind}" for kind in kinds)
    for relationship in relationships.values():
        if relationship.reltype.endswith(endings):
            return relationship.target_part
    return None


def _parsed(relationships: Relationships, *kinds: str) -> Element | None:
    part = _related(relationships, *kinds)
    return None if part is None else parse(part.blob)


def _data(relationships: Relationships) -> tuple[Element, ...]:
    links = sorted(relationships.items())
    return tuple(parse(link.target_part.blob) for _, link in links if link.reltype.endswith("/customXml"))


def _title(properties: Element | None) -> str | None:
    title = None if properties is None else properties.findtext(_TITLE)
    return " ".join(title.split()) or None if title else None
