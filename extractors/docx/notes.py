"""Foot- and endnotes: their texts, to stand after the paragraph or table that cites them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extractors.docx.counts import Counts
from extractors.docx.names import Element, value, w
from extractors.docx.number_formats import spell
from extractors.docx.pieces import Note
from models.document import Block, CellPlace, Item, Table

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """The notes of a document, each given once."""

    def __init__(
        self,
        footnotes: Element | None,
        endnotes: Element | None,
        read: Callable[[Element], Iterator[Item]],
        counts: Counts,
        formats: Mapping[str, str],
    ) -> None:
        """`formats`: how the numbers of footnotes and of endnotes are written, by kind."""
        self._formats = formats
        self._cited: dict[Note, int] = {}
        self._blocks: dict[Note, tuple[Block, ...]] = {}
        self._texts = {**_by_id("footnote", footnotes), **_by_id("endnote", endnotes)}
        self._read = read
        self._counts = counts

    def mark(self, note: Note) -> str:
        """The number that Word draws for a note, by the order in which notes of its kind are cited."""
        if note not in self._cited:
            self._cited[note] = 1 + sum(other.kind == note.kind for other in self._cited)
        return spell(self._cited[note], self._formats.get(note.kind, "decimal"))

    def text(self, note: Note) -> str:
        """What a note says; blocks joined by line feeds."""
        return "\n".join(block.text for block in self._read_once(note) if block.text)

    def blocks(self, note: Note, place: CellPlace | None) -> Iterator[Block]:
        """The text of a note, with the cell that cites it for evidence; nothing when it was given before."""
        blocks = self._read_once(note)
        if self._texts.pop(note, None) is None:
            return
        self._counts.notes += 1
        evidence = () if place is None else (place,)
        for block in blocks:
            yield block.model_copy(update={"evidence": evidence})

    def _read_once(self, note: Note) -> tuple[Block, ...]:
        if note not in self._blocks:
            element = self._texts.get(note)
            self._blocks[note] = () if element is None else tuple(plain_blocks(self._read(element)))
        return self._blocks[note]


def note_formats(*roots: Element | None) -> dict[str, str]:
    """How the numbers of notes are written, by kind: as the first of the parts that says so has it."""
    found = {"endnote": "lowerRoman"}
    for kind in ("footnote", "endnote"):
        stated = (
            value(properties, "numFmt")
            for root in roots
            if root is not None
            for properties in root.iter(w(f"{kind}Pr"))
        )
        found[kind] = next(filter(None, stated), found.get(kind, "decimal"))
    return found


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
