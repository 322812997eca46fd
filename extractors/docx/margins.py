"""Page headers and footers: furniture of the page, given once however many sections repeat them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extractors.docx.names import RELATIONSHIP_ID, SECTION, Element, w
from extractors.docx.notes import plain_blocks
from models.document import Block, Item


def furniture(
    document: Element,
    parts: Mapping[str, Element],
    kind: str,
    read: Callable[[Element], Iterator[Item]],
) -> tuple[Block, ...]:
    """The lines of all headers (`kind` "header") or footers ("footer") in the order of the sections."""
    lines: dict[str, Block] = {}
    seen: set[str] = set()
    for section in document.iter(SECTION):
        for reference in section.iterchildren(w(f"{kind}Reference")):
            identifier = reference.get(RELATIONSHIP_ID, "")
            part = parts.get(identifier)
            if part is None or identifier in seen:
                continue
            seen.add(identifier)
            for block in plain_blocks(read(part)):
                if block.text:
                    lines.setdefault(block.text, Block(kind="furniture", text=block.text, struck=block.struck))
    return tuple(lines.values())
