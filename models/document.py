"""The neutral document: what a reader saw, in reading order, before anything is made of it.

Every reader (PDF, Word, Excel, HTML, text) gives this value and the assembler takes nothing else, so a new format is
one new reader. It says what is on the paper: blocks of text and tables of cells, their fills and marks, and where each
was read. It says nothing about themes, actions or leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from models.base import Record
from models.finding import Finding

BBox: TypeAlias = tuple[float, float, float, float]


class Place(Record):
    """Where something was read, and whether a program stood between the file and the words."""

    converted: bool = Field(
        default=False, description="True when it was read from a converted copy of the file; otherwise left out."
    )
    recognised: bool = Field(
        default=False, description="True when it was recognised from a picture of the page; otherwise left out."
    )

    @model_serializer(mode="wrap")
    def _without_idle_flags(self, dump: SerializerFunctionWrapHandler) -> dict[str, object]:
        values: dict[str, object] = dump(self)
        return {name: value for name, value in values.items() if value is not False}


class PageBox(Place):
    """A rectangle on a page of a paged document."""

    page: int = Field(ge=1, description="Page of the file, counted from 1.")
    bbox: BBox = Field(description="(x0, top, x1, bottom) in points, origin at the top left of the page as displayed.")


class CellPlace(Place):
    """A cell of a document that has no pages (Word, HTML, text)."""

    table: int = Field(ge=0, description="Index of the outermost table in document order, from 0.")
    row: int = Field(ge=0, description="Row of that table, from 0.")
    column: int = Field(ge=0, description="Grid column of that table, from 0.")


class SheetPlace(Place):
    """A cell of a workbook; of merged cells, the first."""

    sheet: str = Field(description="Name of the worksheet.")
    cell: str = Field(pattern=r"^[A-Z]{1,3}[1-9]\d*$", description="Column letters and row number: C5.")


Evidence: TypeAlias = PageBox | CellPlace | SheetPlace

BlockKind = Literal["para", "bullet", "heading", "furniture", "note"]


LookKind = Literal["bold", "underlined", "highlighted", "coloured", "boxed"]


class Look(Record):
    """A stretch of a block's text that looks different from plain black words, and how."""

    start: int = Field(ge=0, description="First character of the stretch in `text`, from 0.")
    end: int = Field(ge=0, description="The character after its last.")
    kind: LookKind = Field(description="coloured: neither black nor white; boxed: a line is drawn around it.")
    colour: str | None = Field(
        default=None, pattern=r"^#[0-9a-f]{6}$", description="Colour of the words, or behind them, as #rrggbb."
    )


class NoteMark(Record):
    """A sign raised behind a word, which cites a note."""

    at: int = Field(ge=0, description="Characters of the block's `text` before it.")
    mark: str = Field(description="The sign as printed: 2, a, *.")
    text: str = Field(default="", description="What the note says, where the file ties it to its mark.")


class Block(Record):
    """A paragraph, a list item, a heading, a line of page furniture, or a note at the foot of a page.

    The text has no line breaks: a reader folds the breaks that only fill a line, and starts a new block at those the
    writer meant.
    """

    kind: BlockKind = Field(
        description=(
            "furniture: page headers, footers, page numbers and protective markings, "
            "which belong to no table or paragraph; note: a note at the foot of a page."
        )
    )
    text: str = Field(description="The words, white space folded, without the list marker.")
    marker: str = Field(
        default="",
        description=(
            "The list marker that opens the block and is not part of `text`: a bullet glyph, which records leave out, "
            "or a number made by an automatic list, which records keep. Only items with a glyph are of kind bullet."
        ),
    )
    level: int = Field(default=0, ge=0, description="Depth of a list item or heading, from 0.")
    struck: tuple[tuple[int, int], ...] = Field(
        default=(), description="Character ranges of `text` that are struck through; the text is kept."
    )
    unsure: tuple[tuple[int, int], ...] = Field(
        default=(), description="Character ranges of `text` recognised from a picture with little certainty."
    )
    looks: tuple[Look, ...] = Field(
        default=(), description="Words that look different from plain text, by kind and place."
    )
    notes: tuple[NoteMark, ...] = Field(
        default=(), description="Marks that refer to notes; they are not part of `text`."
    )
    withdrawn: tuple[str, ...] = Field(
        default=(), description="Words left out of `text` because the page shows them as replaced by others."
    )
    evidence: tuple[Evidence, ...] = Field(default=(), description="Where it was read; a box on each page it touches.")
    last_line_room: float | None = Field(
        default=None, description="Points left free on the last line; null when the format has no geometry."
    )
    first_word_width: float | None = Field(
        default=None,
        description=(
            "Points that the first word and a space before it take; with the room left on the line before, it tells "
            "whether a paragraph continues after a page break. Null when the format has no geometry."
        ),
    )

    def after(self, cut: int) -> Block:
        """The block from a character on; its list marker stays."""
        return self._moved(self.text[cut:], -cut)

    def without(self, ranges: Sequence[tuple[int, int]]) -> Block:
        """The block without some ranges of its text, given from left to right, and the spaces they leave double."""
        text, block = self.text, self
        for start, end in reversed(ranges):
            first = start - 1 if start and text[start - 1] == " " and text[end : end + 1] in {"", " "} else start
            last = end + 1 if not first and text[end : end + 1] == " " else end
            text = text[:first] + text[last:]
            block = block._closed(first, last)
        return block.model_copy(update={"text": text})

    def followed_by(self, other: Block, space: str) -> Block:
        """The block and, after `space`, the text of another; of its place and its last line, the other's."""
        text = self.text + space + other.text
        moved = other._moved(text, len(self.text) + len(space))
        return self.model_copy(
            update={
                "text": text,
                "struck": self.struck + moved.struck,
                "unsure": self.unsure + moved.unsure,
                "looks": self.looks + moved.looks,
                "notes": self.notes + moved.notes,
                "withdrawn": self.withdrawn + moved.withdrawn,
                "evidence": self.evidence + other.evidence,
                "last_line_room": other.last_line_room,
            }
        )

    def _moved(self, text: str, by: int) -> Block:
        """The block with another text in which its own stands `by` characters further on."""
        return self._placed(text, lambda place: max(0, place + by))

    def _closed(self, first: int, last: int) -> Block:
        """The block with its places as they are once the characters from `first` to `last` are gone."""
        return self._placed(self.text, lambda place: place if place <= first else max(first, place - (last - first)))

    def _placed(self, text: str, place: Callable[[int], int]) -> Block:
        struck = ((place(start), place(end)) for start, end in self.struck)
        unsure = ((place(start), place(end)) for start, end in self.unsure)
        looks = (look.model_copy(update={"start": place(look.start), "end": place(look.end)}) for look in self.looks)
        return self.model_copy(
            update={
                "text": text,
                "struck": tuple((start, end) for start, end in struck if start < end),
                "unsure": tuple((start, end) for start, end in unsure if start < end),
                "looks": tuple(look for look in looks if look.start < look.end),
                "notes": tuple(note.model_copy(update={"at": place(note.at)}) for note in self.notes),
            }
        )

    @property
    def aside(self) -> bool:
        """Whether it belongs to the page and not to its text: furniture, a note at the foot."""
        return self.kind in {"furniture", "note"}


class Mark(Record):
    """A colour in a cell that is not its fill: a dot or shape, a highlight, or coloured text."""

    kind: Literal["shape", "highlight", "text", "key"] = Field(
        description=(
            "shape: a drawn dot, square or emoji; highlight: behind text; text: colour of the text itself; "
            "key: the colour that the document's own key gives to the words."
        )
    )
    colour: str = Field(pattern=r"^#[0-9a-f]{6}$", description="sRGB as #rrggbb.")


class Cell(Record):
    """One cell of a table, at the top left place of the area it spans."""

    row: int = Field(ge=0, description="First row of the area, from 0.")
    column: int = Field(ge=0, description="First grid column of the area, from 0.")
    row_span: int = Field(default=1, ge=1, description="Rows the cell covers.")
    column_span: int = Field(default=1, ge=1, description="Grid columns the cell covers.")
    blocks: tuple[Block, ...] = Field(default=(), description="What the cell says, in reading order.")
    fill: str | None = Field(
        default=None, pattern=r"^#[0-9a-f]{6}$", description="Shading as #rrggbb; null when none or white."
    )
    marks: tuple[Mark, ...] = Field(default=(), description="Other colours in the cell.")
    unread: int = Field(
        default=0, ge=0, description="Pictures, drawings and frames that the cell shows and whose content was not read."
    )
    cut_off: bool = Field(default=False, description="The size of its box is fixed, and too small to show all it says.")
    header: bool = Field(default=False, description="In a header row, by the document's own word or by what it says.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="The cell's area, a box on each page it touches.")

    @property
    def text(self) -> str:
        """The blocks' texts joined by line feeds, list markers left out."""
        return "\n".join(block.text for block in self.blocks)


class Join(Record):
    """A page break that was bridged, and the reason for it."""

    kind: Literal["table", "row"] = Field(description="What was joined: two pieces of a table, or a row cut in two.")
    row: int = Field(ge=0, description="Row of the joined table at which the break fell.")
    page: int | None = Field(description="Page on which the later piece begins; null without pages.")
    reason: str = Field(description="The signs that the pieces belong together, in plain words.")
    sure: bool = Field(default=True, description="Whether these signs can be relied on.")


class Table(Record):
    """A table, or the part of one that is on one page. A spanned place has no cell of its own."""

    rows: tuple[tuple[Cell, ...], ...] = Field(
        description="Cells by the row they begin in; a row is empty when cells from above span all of it."
    )
    column_count: int = Field(ge=1, description="Grid columns.")
    pages: tuple[int, ...] = Field(default=(), description="Pages the table is on, in order; empty without pages.")
    column_edges: tuple[float, ...] = Field(
        default=(), description="x of the column_count + 1 grid lines in points; empty when the format has no geometry."
    )
    open_top: bool = Field(default=False, description="No ruling closes the first row above.")
    open_bottom: bool = Field(default=False, description="No ruling closes the last row below.")
    joins: tuple[Join, ...] = Field(
        default=(), description="Page breaks bridged to make this table; empty for a reader's piece."
    )

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row


Item: TypeAlias = Block | Table


class Document(Record):
    """A whole file as its reader saw it."""

    filename: str = Field(description="Name of the file, without its folder.")
    sha256: str = Field(description="SHA-256 of the bytes, hexadecimal.")
    media_type: str = Field(description="Media type, recognised from the content.")
    reader: str = Field(description="Name of the reader: pdf, docx, xlsx, html or text.")
    page_count: int | None = Field(default=None, description="Pages of the file; null when the format has none.")
    title: str | None = Field(
        default=None, description="Title in the file's own properties, if any; often wrong, so only a hint."
    )
    items: tuple[Item, ...] = Field(description="Blocks and tables in reading order.")
    findings: tuple[Finding, ...] = Field(default=(), description="What the reader itself has doubts about.")

    def tables(self) -> tuple[Table, ...]:
        """The tables, in reading order."""
        return tuple(item for item in self.items if isinstance(item, Table))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks outside tables, in reading order."""
        return tuple(item for item in self.items if isinstance(item, Block))
