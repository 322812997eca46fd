"""Tables of the typesetter: rows cut by pages, heads printed again, cells over several rows, and the lines drawn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from otherhand.engines.paper import Measure, Paper
from otherhand.engines.strokes import Box, Line, Page, Stroke, Words
from otherhand.flow import Break, Cell, Document, Gap, Para, Table, places
from otherhand.looks import Look

FEWEST_LINES = 3  # with less room than that left on a page, a row begins on the next


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell with its edges, as shares of the column, and its lines."""

    cell: Cell
    x0: float
    x1: float
    lines: list[Line]


@dataclass
class Span:
    """A cell over several rows, while it is open: where it began on this page, and the row that ends it."""

    laid: Laid
    lines: list[Line]
    top: float
    until: int


def typeset(document: Document, look: Look, measure: Measure) -> list[Page]:
    """A document as pages of marks."""
    paper = Paper(look, measure)
    paper.page()
    for item in document.flow:
        match item:
            case Break():
                paper.column, paper.head = 1, item.head or paper.head
                paper.advance()
            case Gap():
                paper.y += item.lines * look.size
            case Para():
                paper.para(item)
            case Table():
                Ruled(paper, item).set()
    for note in document.notes:
        paper.para(Para(note, size=0.8))
    for number, page in enumerate(paper.pages, 1):
        page[:0] = paper.around(document, number)
    return paper.pages


@dataclass
class Ruled:
    """A table while it is set."""

    paper: Paper
    table: Table
    rows: list[list[Laid]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    opened: list[Span] = field(default_factory=list)

    def set(self) -> None:
        """Sets all rows."""
        paper, table, begun = self.paper, self.table, self.paper.y
        self._lay()
        whole = sum(self.heights)
        if table.whole and paper.y + whole > paper.end and whole < paper.end - paper.look.margin:
            paper.advance()
        for at in range(len(table.rows)):
            if self._turns_before(at) and not table.aside:
                self._turn(at)
            self._row(at)
        self._close(len(table.rows))
        paper.y = begun if table.aside else paper.y + paper.look.size * 0.5

    def _lay(self) -> None:
        """Breaks all cells into lines and says how high rows are."""
        edges = [1 - self.table.share if self.table.aside else 0.0]
        for share in self.table.widths:
            edges.append(edges[-1] + share * self.table.share)
        self.rows = [[] for _ in self.table.rows]
        twice = 2 * self.paper.look.padding
        for place in places(self.table):
            x0, x1 = edges[place.column], edges[place.column + place.cell.across]
            room = (x1 - x0) * self.paper.wide - twice
            lines = [line for para in place.cell.paras for line in self.paper.wrapped(para, room)]
            self.rows[place.row].append(Laid(place.cell, x0, x1, lines))
        self.heights = [self._height(row) for row in self.rows]
        for at, row in enumerate(self.rows):  # what a cell over several rows needs more goes to its last row
            for laid in row:
                down = laid.cell.down
                short = _high(laid.lines) + twice - sum(self.heights[at : at + down])
                if down > 1 and not laid.cell.turned and short > 0:
                    self.heights[at + down - 1] += short

    def _height(self, row: list[Laid]) -> float:
        single = [_high(laid.lines) for laid in row if laid.cell.down == 1]
        return max([*single, self.paper.look.size * 1.2]) + 2 * self.paper.look.padding

    def _turns_before(self, at: int) -> bool:
        """Whether a row begins on a new page: heads stay with the row after them, whole rows are not cut."""
        paper, table = self.paper, self.table
        if at < table.head and paper.y + sum(self.heights[: table.head + 1]) > paper.end:
            return paper.y > paper.look.margin
        if paper.y + self.heights[at] <= paper.end or self.heights[at] >= paper.end - paper.look.margin:
            return False
        return table.rows[at].whole or paper.end - paper.y < paper.look.size * FEWEST_LINES

    def _turn(self, at: int) -> None:
        """To the next page, within the table."""
        self._close(at, page_ends=True)
        self.paper.advance()
        if self.table.again and at >= self.table.head:
            for head in range(self.table.head):
                self._segment(self.rows[head], head, self.heights[head])
        for span in self.opened:
            span.top, span.lines = self.paper.y, []

    def _row(self, at: int) -> None:
        paper, left = self.paper, self.heights[at]
        self._close(at)
        for laid in self.rows[at]:
            if laid.cell.down > 1:
                self.opened.append(Span(laid, laid.lines, paper.y, at + laid.cell.down))
        row = [laid for laid in self.rows[at] if laid.cell.down == 1]
        while paper.y + left > paper.end + 0.01:
            room = paper.end - paper.y - 2 * paper.look.padding
            halves = [_split(laid.lines, room) for laid in row]
            now = [replace(laid, lines=half[0]) for laid, half in zip(row, halves, strict=True)]
            self._segment(now, at, paper.end - paper.y)
            row = [replace(laid, lines=half[1]) for laid, half in zip(row, halves, strict=True)]
            self._turn(at)
            left = self._height(row)
        self._segment(row, at, left)

    def _close(self, at: int, *, page_ends: bool = False) -> None:
        """Draws the cells over several rows that end here, or all of them where the page ends."""
        for span in list(self.opened):
            if page_ends or span.until <= at:
                self._span(span)
            if span.until <= at:
                self.opened.remove(span)

    def _span(self, span: Span) -> None:
        paper, size = self.paper, self.paper.look.size
        x0, x1 = self._x(span.laid.x0), self._x(span.laid.x1)
        self._frame(Box(x0, span.top, x1, paper.y, fill=span.laid.cell.fill))
        high = paper.y - span.top
        text = " ".join(word.strip() for line in span.lines for word, _ in line.runs)
        if span.laid.cell.turned and text and paper.measure(text, size) < high - 4:
            middle = (span.top + paper.y + paper.measure(text, size)) / 2
            paper.pages[-1].append(Words((x0 + x1 + size) / 2, middle, text, size, turned=True))
            return
        y = span.top + (max(0.0, high - _high(span.lines)) / 2 if paper.look.middle else paper.look.padding)
        self._lines(span.lines, x0, y)

    def _segment(self, row: list[Laid], at: int, height: float) -> None:
        """Draws a row, or what of it stands on this page."""
        paper, look, table = self.paper, self.paper.look, self.table
        striped = look.drawing in {"stripes", "tinted"} and table.use == "plan" and at % 2 and at >= table.head
        for laid in row:
            x0, fill = self._x(laid.x0), laid.cell.fill or (look.stripe if striped else "")
            self._frame(Box(x0, paper.y, self._x(laid.x1), paper.y + height, fill=fill))
            middle = laid.cell.middle or look.middle
            self._lines(laid.lines, x0, paper.y + ((height - _high(laid.lines)) / 2 if middle else look.padding))
        if row and table.use == "plan" and look.drawing == "frame":
            self._around(at, height)
        paper.y += height

    def _lines(self, lines: list[Line], x: float, y: float) -> None:
        for line in lines:
            self.paper.line(line, x + self.paper.look.padding, y)
            y += line.height

    def _x(self, share: float) -> float:
        return self.paper.left + share * self.paper.wide

    def _around(self, at: int, height: float) -> None:
        """A row's part of the frame of the whole table."""
        look, y = self.paper.look, self.paper.y
        x0, x1 = self._x(0), self._x(self.table.share)
        sides = [(x0, y, x0, y + height), (x1, y, x1, y + height)]
        sides += [(x0, y, x1, y)] if at == 0 else []
        sides += [(x0, y + height, x1, y + height)] if at == len(self.table.rows) - 1 else []
        self.paper.pages[-1].extend(Stroke(*side, look.line, look.line_width) for side in sides)

    def _frame(self, box: Box) -> None:
        """The fill and the lines of a cell."""
        look, page = self.paper.look, self.paper.pages[-1]
        drawing = {"other": "grid", "boxes": "gaps"}.get(self.table.use, look.drawing)
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        inner = Box(x0 + 1.6, y0 + 1.6, x1 - 1.6, y1 - 1.6, "", look.line, look.line_width)
        match drawing:
            case "grid":
                page.append(replace(box, line=look.line, width=look.line_width))
            case "gaps" | "rounded":
                page.append(replace(inner, fill=box.fill, round=4.0 if drawing == "rounded" else 0.0))
            case "tinted":
                page.append(replace(box, line="#ffffff", width=1.5))
            case "double":
                page.extend((replace(box, line=look.line, width=0.5), replace(inner, width=0.5)))
            case _ if box.fill:
                page.append(box)
        level, upright = [(x0, y0, x1, y0), (x0, y1, x1, y1)], [(x0, y0, x0, y1), (x1, y0, x1, y1)]
        sides = {"level": level, "upright": upright, "dotted": level + upright}.get(drawing, [])
        page.extend(Stroke(*side, look.line, look.line_width, dotted=drawing == "dotted") for side in sides)


def _high(lines: list[Line]) -> float:
    return sum(line.height for line in lines)


def _split(lines: list[Line], room: float) -> tuple[list[Line], list[Line]]:
    """The lines that have room, and the others."""
    at, used = 0, 0.0
    while at < len(lines) and used + lines[at].height <= room:
        used += lines[at].height
        at += 1
    return lines[:at], lines[at:]
