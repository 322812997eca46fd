"""Page headers and footers: furniture of the page, given once however many sections repeat them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from extractors.docx.names import BODY, PARAGRAPH_PROPERTIES, RELATIONSHIP_ID, SECTION, Element, w
from extractors.docx.notes import plain_blocks
from models.document import Block, Item


def furniture(
    document: Element,
    parts: Mapping[str, Element],
    kind: str,
    read: Callable[[Element], Iterator[Item]],
) -> tuple[tuple[Block, ...], ...]:
    """The lines of headers (`kind` "header") or footers ("footer") of each section, those of sections before left out.

    At least one section is given, be it empty.
    """
    lines: set[str] = set()
    seen: set[str] = set()
    sections: list[tuple[Block, ...]] = []
    for section in document.iter(SECTION):
        own: list[Block] = []
        for reference in section.iterchildren(w(f"{kind}Reference")):
            identifier = reference.get(RELATIONSHIP_ID, "")
            part = parts.get(identifier)
            if part is None or identifier in seen:
                continue
            seen.add(identifier)
            for block in plain_blocks(read(part)):
                if block.text and block.text not in lines:
                    lines.add(block.text)
                    own.append(Block(kind="furniture", text=block.text, struck=block.struck))
        sections.append(tuple(own))
    return tuple(sections) or ((),)


def part_sections(document: Element) -> list[Element]:
    """The sections of a document, each as a body of its own; the tree is changed in place."""
    body = document.find(BODY)
    if body is None:
        return []
    bodies = [body]
    for element in list(body):
        if bodies[-1] is not body:
            bodies[-1].append(element)
        if element.find(f"{PARAGRAPH_PROPERTIES}/{SECTION}") is not None:
            bodies.append(etree.SubElement(document, BODY))
    return bodies
