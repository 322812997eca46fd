"""The walk through a story - the body, a cell, a text box, a note - from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.docx.counts import Counts
from extractors.docx.names import PARAGRAPH, TABLE, TEXT, Element, within
from extractors.docx.notes import Notes
from extractors.docx.paragraphs import ParagraphReader, Reading
from extractors.docx.pieces import Note
from extractors.docx.word_tables import CellContent, TableReader, table_areas, table_rows
from models.document import Block, CellPlace, Item, Mark
from models.reference.statuses import statuses_in

LAYOUT_SHARE = 0.8  # of a table's words; a title and a sidebar around a plan have fewer than the rest


@dataclass(slots=True)
class _Gathered:
    """What is gathered over the paragraphs of a cell: their shading, each as a colour or none, and their pictures."""

    written: list[str | None] = field(default_factory=list)
    """Of paragraphs with text."""
    blank: list[str | None] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        (self.written if reading.blocks else self.blank).append(reading.shade or None)

    def fill(self) -> str | None:
        """The one colour behind all that is written; of a cell without words, behind its blank paragraphs."""
        shades = set(self.written or self.blank)
        return shades.pop() if len(shades) == 1 else None


class StoryReader:
    """Reads stories into blocks and tables. One reader counts the tables of the whole document."""

    def __init__(self, paragraphs: ParagraphReader, tables: TableReader, notes: Notes | None, counts: Counts) -> None:
        self._paragraphs = paragraphs
        self._tables = tables
        self._notes = notes
        self._counts = counts
        self._table_count = 0
        self._cited: list[tuple[Note, CellPlace | None]] = []

    def items(self, container: Element) -> Iterator[Item]:
        """Blocks and tables of a story that is in no cell, each with its notes after it.

        A table that is there only for the layout of the page is not one: its cells' contents come in its place, and
        the tables inside count as tables of the document.
        """
        for element in within(container, PARAGRAPH, TABLE):
            if element.tag == PARAGRAPH:
                reading = self._paragraphs.read(element, None)
                yield from reading.blocks
                self._counts.embedded += reading.embedded
                self._cite(reading, None)
                for box in reading.boxes:
                    yield from self.items(box)
            elif is_layout(element):
                for _, cells in table_rows(element):
                    for cell in cells:
                        yield from self.items(cell)
            elif table_rows(element):
                index = self._table_count
                self._table_count += 1
                yield self._tables.read(element, index, self.cell)
            yield from self._noted()

    def cell(self, container: Element, place: CellPlace) -> CellContent:
        """The contents of a cell. A table inside comes as lines, in reading order."""
        content = CellContent()
        gathered = _Gathered()
        for element in within(container, PARAGRAPH, TABLE):
            if element.tag == PARAGRAPH:
                self._cell_paragraph(element, place, content, gathered)
            elif table_rows(element):
                self._nested_table(element, place, content)
        content.fill = gathered.fill()
        if content.fill is None:
            content.marks.extend(Mark(kind="highlight", colour=shade) for shade in gathered.written if shade)
        self._name_pictures(gathered.pictures, place, content)
        return content

    def _name_pictures(self, names: list[str], place: CellPlace, content: CellContent) -> None:
        """Let pictures in a cell that shows nothing else say the status they are called; the others are not read."""
        silent = [name for name in names if content.blocks or content.marks or content.fill or not statuses_in(name)]
        content.unread += len(silent)
        told = dict.fromkeys(name for name in names if name not in silent)
        content.blocks.extend(Block(kind="para", text=name, evidence=(place,)) for name in told)

    def _cell_paragraph(self, element: Element, place: CellPlace, content: CellContent, gathered: _Gathered) -> None:
        reading = self._paragraphs.read(element, place)
        gathered.add(reading)
        content.blocks.extend(reading.blocks)
        content.marks.extend(reading.marks)
        content.unread += reading.embedded
        gathered.pictures += reading.pictures
        self._cite(reading, place)
        for box in reading.boxes:
            inner = self.cell(box, place)
            content.blocks.extend(inner.blocks)
            content.marks.extend(inner.marks)
            content.unread += inner.unread

    def _nested_table(self, element: Element, place: CellPlace, content: CellContent) -> None:
        self._counts.nested_tables += 1
        nested = self._tables.read(element, place.table, lambda inner, _: self.cell(inner, place))
        for cell in nested.cells():
            content.blocks.extend(cell.blocks)
            content.marks.extend(cell.marks)
            content.unread += cell.unread
            if cell.fill is not None:
                content.marks.append(Mark(kind="shape", colour=cell.fill))

    def _cite(self, reading: Reading, place: CellPlace | None) -> None:
        self._cited.extend((note, place) for note in reading.notes)

    def _noted(self) -> Iterator[Block]:
        cited, self._cited = self._cited, []
        for note, place in cited:
            if self._notes is not None:
                yield from self._notes.blocks(note, place)


def is_layout(table: Element) -> bool:
    """Whether a table only arranges other tables on the page.

    That is one with tables inside and a single column; or with no words of its own; or one in which stands a table
    of more columns than its own, if it has a single row or nearly all its words are in such tables.
    """
    if next(table.iterdescendants(TABLE), None) is None:
        return False
    rows = table_rows(table)
    inner = [nested for _, cells in rows for cell in cells for nested in within(cell, TABLE)]
    if not any(table_rows(nested) for nested in inner):
        return False
    columns = _column_count(table)
    if columns == 1 or not _has_own_words(table):
        return True
    wider = max(_column_count(nested) for nested in inner) > columns
    return wider and (len(rows) == 1 or _inner_share(table, inner) > LAYOUT_SHARE)


def _inner_share(table: Element, inner: list[Element]) -> float:
    """Share of a table's words that stands in the tables inside it."""
    words = sum(len((text.text or "").split()) for text in table.iter(TEXT))
    inside = sum(len((text.text or "").split()) for nested in inner for text in nested.iter(TEXT))
    return inside / words if words else 0.0


def _column_count(table: Element) -> int:
    return max((area.right for area in table_areas(table, table_rows(table))), default=0)


def _has_own_words(table: Element) -> bool:
    return any(
        (text.text or "").strip()
        for _, cells in table_rows(table)
        for cell in cells
        for paragraph in within(cell, PARAGRAPH, TABLE)
        if paragraph.tag == PARAGRAPH
        for text in paragraph.iter(TEXT)
    )
