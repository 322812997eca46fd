"""Foot- and endnotes: their texts, to stand after the paragraph or table that cites them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractors.docx.names import Element, w
from extractors.docx.runs import Note
from extractors.docx.tally import Tally
from models.document import Block, CellPlace, Item, Table

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """The notes of a document, each given once."""

    def __init__(
        self,
        footnotes: Element | None,
        endnotes: Element | None,
        read: Callable[[Element], Iterator[Item]],
        tally: Tally,
    ) -> None:
        self._texts = {**_by_id("footnote", footnotes), **_by_id("endnote", endnotes)}
        self._read = read
        self._tally = tally

    def blocks(self, note: Note, place: CellPlace | None) -> Iterator[Block]:
        """The text of a note, with the cell that cites it for evidence; nothing when it was given before."""
        element = self._texts.pop(note, None)
        if element is None:
            return
        self._tally.notes += 1
        evidence = () if place is None else (place,)
        for block in plain_blocks(self._read(element)):
            yield block.model_copy(update={"evidence": evidence})


def plain_blocks(items: Iterator[Item]) -> Iterator[Block]:
    """The blocks of a story, those of its tables' cells in reading order."""
    for item in items:
        if isinstance(item, Table):
            for cell in item.cells():
                yield from cell.blocks
        else:
            yield item


def _by_id(kind: str, root: Element | None) -> dict[Note, Element]:
    if root is None:
        return {}
    return {
        Note("footnote" if kind == "footnote" else "endnote", each.get(w("id"), "")): each
        for each in root.iterchildren(w(kind))
        if each.get(w("type")) not in _SEPARATORS
    }
