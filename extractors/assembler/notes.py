"""The notes that an action's cells cite, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.assembler.grid import page_of
from models.document import Block, Cell, Document, NoteMark
from models.plan import ActionNote

_TYPED = re.compile(r"(?<=[\w.)’'])\s?(?P<mark>[*†‡§]{1,3})(?=$|[\s,;/&)])")
"""A sign that cites a note without being raised: "Public Health*"."""
_OPENING = re.compile(r"[\[(]?(?P<mark>[*†‡§]{1,3}|\d{1,2}|[a-z])[\])]?[.:]?\s+(?P<text>\S.*)", re.DOTALL)
"""A note, where its mark is not raised."""


class NoteTexts:
    """What the notes of a document say, by mark, on each page and in all of it."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._raised: dict[tuple[int | None, str], str] = {}
        self._typed: dict[tuple[int | None, str], str] = {}
        for block in blocks:
            opening = next((note for note in block.notes if note.at == 0), None)
            typed = _OPENING.fullmatch(block.text)
            for page in {page_of(block), None}:
                if opening is not None:
                    self._raised.setdefault((page, opening.mark), block.text)
                elif typed is not None:
                    self._typed.setdefault((page, typed["mark"]), typed["text"])

    def of(self, mark: str, page: int | None) -> str:
        """What the note of a mark says: on its page, else anywhere; empty when none is found."""
        places = [(page, mark), (None, mark)]
        found = (texts.get(place) for texts in (self._raised, self._typed) for place in places)
        return next(filter(None, found), "")


def note_texts(document: Document, left_over: Iterable[Cell]) -> NoteTexts:
    """The notes under the tables and at the feet of pages, and those in rows that belong to no action."""
    return NoteTexts((*document.blocks(), *(block for cell in left_over for block in cell.blocks)))


def cited(cells: Iterable[Cell], typed: Iterable[str], texts: NoteTexts) -> tuple[ActionNote, ...]:
    """The notes that cells cite, each once, in the order of their marks. `typed`: marks that are not raised."""
    notes: dict[ActionNote, None] = {}
    page = None
    for cell in cells:
        for block in cell.blocks:
            page = page_of(block) or page
            for note in block.notes:
                for mark in _marks(note):
                    notes[ActionNote(mark=mark, text=note.text or texts.of(mark, page))] = None
    for mark in typed:
        notes[ActionNote(mark=mark, text=texts.of(mark, page))] = None
    return tuple(notes)


def without_signs(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines without the signs behind their words that cite notes, and those signs."""
    signs = [match["mark"] for line in lines for match in _TYPED.finditer(line)]
    return [_TYPED.sub("", line) for line in lines], signs


def _marks(note: NoteMark) -> list[str]:
    """The marks of a sign that cites several notes: "1, 2"."""
    return [note.mark] if note.text else [mark for mark in re.split(r"[\s,;]+", note.mark) if mark]
