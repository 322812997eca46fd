"""Sets a table on pages: rows that page breaks cut, cells merged over rows, headers printed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable
from builders.layout import PdfStyle
from builders.pdf_surface import BLACK, BOLD, Box, Surface, text_width
from builders.pdf_text import BULLET_INDENT, SetLine, check_break, set_cell
from builders.rag import COLOURS, EMOJI

DOT_RADIUS = 4.0
WHITE = "#ffffff"
ZEBRA_FILL = "#eef1f5"
HIGHLIGHTS = {"red": "#ff0000", "amber": "#ffff00", "green": "#00ff00", "blue": "#00ffff"}
BANDED = {"action", "plain"}  # kinds of rows that are shaded in turn
DARK = {"#1f3864"}  # fills on which text is white


class PageKeeper(Protocol):
    """What a table needs of the pager."""

    surface: Surface
    style: PdfStyle
    left: float
    right: float
    bottom: float
    y: float
    blank: bool

    def new_page(self) -> None:
        """Close the page and open the next."""

    def advance(self, height: float) -> None:
        """Move down the page."""


@dataclass(slots=True)
class OpenCell:
    """A cell being set: the lines still to come, and where its piece on this page began."""

    cell: ArrangedCell
    x0: float
    x1: float
    lines: list[SetLine]
    words: list[str] = field(default_factory=list)
    top: float = 0.0
    rows_left: int = 1
    begun: bool = False


class TableSetter:
    """Draws one table through a pager."""

    def __init__(self, pager: PageKeeper, table: ArrangedTable) -> None:
        self.pager = pager
        self.surface = pager.surface
        self.style = pager.style
        self.table = table
        total = sum(table.weights)
        self.edges = [pager.left]
        for weight in table.weights:
            self.edges.append(self.edges[-1] + weight / total * (pager.right - pager.left))
        self.spans: list[OpenCell] = []
        self.zebra = False

    def draw(self) -> None:
        """Draw every row."""
        rows = self.table.rows
        index = 0
        while index < len(rows):
            group = 1
            if rows[index].kind == "header":
                while index + group < len(rows) and rows[index + group].kind == "header":
                    group += 1
                self._keep_together(rows[index : index + group])
            for row in rows[index : index + group]:
                self._row(row)
            index += group
        if self.spans:
            raise ValueError("a merged cell reaches past the last row")

    def _keep_together(self, rows: Sequence[ArrangedRow]) -> None:
        height = sum(max((self._height(cell) for cell in self._cells(row)), default=0.0) for row in rows)
        if self.pager.y + height > self.pager.bottom and not self.pager.blank:
            self._break_page()

    def _cells(self, row: ArrangedRow) -> Iterator[OpenCell]:
        for column, cell in enumerate(row.cells):
            if cell is None:
                continue
            x0, x1 = self.edges[column], self.edges[column + cell.column_span]
            opened = OpenCell(cell, x0, x1, [], rows_left=cell.row_span)
            if self._is_rotated(cell):
                opened.words = _rotated_words(cell)
            else:
                opened.lines = set_cell(cell, x1 - x0 - 2 * self.style.padding, self.style)
            yield opened

    def _is_rotated(self, cell: ArrangedCell) -> bool:
        return self.style.rotated_theme and cell.role == "theme" and cell.row_span > 1

    def _row(self, row: ArrangedRow) -> None:
        cells = list(self._cells(row))
        for cell in cells:
            if cell.rows_left > 1:
                cell.top = self.pager.y
                self.spans.append(cell)
        single = [cell for cell in cells if cell.rows_left == 1]
        if row.kind in BANDED:
            self.zebra = not self.zebra
        ending = [span for span in self.spans if span.rows_left == 1]
        cut = False
        while True:
            room = self.pager.bottom - self.pager.y
            height = max((self._height(cell) for cell in single), default=0.0)
            height = max(height, *(self._span_rest(span) for span in ending), self._empty_height())
            if height <= room:
                self._piece(row, single, height, cut_above=cut, cut_below=False)
                break
            cut = self._cut_row(row, single, room, cut_above=cut) or cut
            self._break_page()
        for span in list(self.spans):
            span.rows_left -= 1
            if span.rows_left == 0:
                self._close_span(span)
                if span.lines or span.words:
                    raise ValueError(f"no room for the merged cell {span.cell.text!r}")
                self.spans.remove(span)

    def _cut_row(self, row: ArrangedRow, cells: list[OpenCell], room: float, *, cut_above: bool) -> bool:
        """Draw what fits of a row that is too tall; False when it moves to the next page whole."""
        whole_fits = max((self._height(cell) for cell in cells), default=0.0) <= self._page_room()
        if row.kind != "action" or (not self.style.split_rows and whole_fits and not self.pager.blank):
            return False
        if not all(self._fitting(cell, room) for cell in cells if cell.lines):
            if self.pager.blank:
                raise ValueError("a page is too small for one line of a row")
            return False
        self._piece(row, cells, room, cut_above=cut_above, cut_below=True)
        return True

    def _page_room(self) -> float:
        return self.pager.bottom - self.style.margin

    def _empty_height(self) -> float:
        return self.style.size * self.style.leading + 2 * self.style.padding

    def _line_height(self, line: SetLine) -> float:
        return self.style.size * self.style.leading + line.gap

    def _height(self, cell: OpenCell) -> float:
        return sum(self._line_height(line) for line in cell.lines) + 2 * self.style.padding

    def _span_rest(self, span: OpenCell) -> float:
        """Height the last row of a merged cell needs so that the rest of its words fit."""
        used = self.pager.y - span.top
        if span.words:
            font = BOLD[self.style.font]
            longest = text_width(" ".join(span.words), font, self.style.size) + 2 * self.style.padding + 2.0
            return min(longest, self._page_room() - 60.0) - used
        return self._height(span) - used

    def _fitting(self, cell: OpenCell, room: float) -> int:
        """How many lines of the cell fit into `room`."""
        left = room - 2 * self.style.padding
        count = 0
        for line in cell.lines:
            left -= self._line_height(line)
            if left < 0:
                break
            count += 1
        return count

    def _piece(
        self, row: ArrangedRow, cells: list[OpenCell], height: float, *, cut_above: bool, cut_below: bool
    ) -> None:
        top = self.pager.y
        bottom = top + height
        if row.kind in BANDED and self.style.rulings == "zebra" and self.zebra:
            self.surface.fill(Box(self.pager.left, top, self.pager.right, bottom), ZEBRA_FILL)
        for cell in cells:
            box = Box(cell.x0, top, cell.x1, bottom)
            self._shade(cell, box)
            self._write(cell, box, whole=not cut_above and not cut_below)
            self._frame(box, open_top=cut_above, open_bottom=cut_below)
            cell.begun = True
        self.pager.advance(height)

    def _shade(self, open_cell: OpenCell, box: Box) -> None:
        cell = open_cell.cell
        if cell.fill:
            self.surface.fill(box, cell.fill)
        dot = cell.dot or _emoji_colour(cell.text)
        if dot and not open_cell.begun:
            middle = (box.x0 + box.x1) / 2
            self.surface.dot(middle, box.top + self.style.padding + DOT_RADIUS, DOT_RADIUS, dot)

    def _write(self, open_cell: OpenCell, box: Box, *, whole: bool) -> None:
        if open_cell.lines and _emoji_colour(open_cell.cell.text):
            open_cell.lines = []
            return
        count = self._fitting(open_cell, box.bottom - box.top + 0.01)
        placed, open_cell.lines = open_cell.lines[:count], open_cell.lines[count:]
        if placed and open_cell.lines and open_cell.lines[0].opens:
            check_break(
                placed[-1], open_cell.lines[0], open_cell.x1 - open_cell.x0 - 2 * self.style.padding, self.style
            )
        y = box.top + self.style.padding
        if self.style.middle and whole and open_cell.cell.role in {"number", "rag", "timescale", "organisation"}:
            free = box.bottom - box.top - sum(self._line_height(line) for line in placed)
            y = box.top + free / 2
        colour = WHITE if open_cell.cell.fill in DARK else BLACK
        for index, line in enumerate(placed):
            y += self._line_height(line) - (line.gap if index == 0 else 0.0)
            self._line(open_cell, line, y, colour)

    def _line(self, open_cell: OpenCell, line: SetLine, bottom: float, colour: str) -> None:
        size = self.style.size
        baseline = bottom - size * (self.style.leading - 1.0) - 0.2 * size
        x = open_cell.x0 + self.style.padding
        highlight = open_cell.cell.highlight
        if highlight:
            box = Box(x, baseline - 0.8 * size, x + text_width(line.text, line.font, size), baseline + 0.25 * size)
            self.surface.fill(box, HIGHLIGHTS[highlight])
        if line.bullet:
            self.surface.bullet(x + BULLET_INDENT, baseline, size, colour)
        self.surface.text(x + line.indent, baseline, line.text, line.font, size, colour)

    def _frame(self, box: Box, *, open_top: bool = False, open_bottom: bool = False) -> None:
        style = self.style
        if style.rulings == "zebra":
            return
        top = not open_top or style.close_at_break
        bottom = not open_bottom or style.close_at_break
        if style.rulings == "full" and style.rule == "box" and top and bottom:
            self.surface.outline(box)
            return
        if top:
            self.surface.rule(box.x0, box.top, box.x1, box.top)
        if bottom:
            self.surface.rule(box.x0, box.bottom, box.x1, box.bottom)
        if style.rulings == "full":
            self.surface.rule(box.x0, box.top, box.x0, box.bottom)
            self.surface.rule(box.x1, box.top, box.x1, box.bottom)

    def _break_page(self) -> None:
        for span in self.spans:
            self._close_span(span)
        self.pager.new_page()
        opening = self.table.rows[: self.table.header_rows]
        if self.table.repeat_header and opening and not self._in_header():
            held, self.spans = self.spans, []
            for row in opening:
                self._row(row)
            self.spans = held
        for span in self.spans:
            span.top = self.pager.y

    def _in_header(self) -> bool:
        return any(span.cell.bold and span.cell.role is None for span in self.spans)

    def _close_span(self, span: OpenCell) -> None:
        """Draw the piece of a merged cell that stands on this page."""
        box = Box(span.x0, span.top, span.x1, self.pager.y)
        if box.bottom - box.top < 1.0:
            return
        if span.cell.fill:
            self.surface.fill(box, span.cell.fill)
        if span.words:
            self._write_rotated(span, box)
        else:
            self._write(span, box, whole=False)
        self._frame(box, open_top=span.begun, open_bottom=span.rows_left > 0)
        span.begun = True

    def _write_rotated(self, span: OpenCell, box: Box) -> None:
        """Words upwards, line by line from left to right, as many as the piece has room for."""
        size, font = self.style.size, BOLD[self.style.font]
        step = size * self.style.leading
        x = box.x0 + self.style.padding + size
        length = box.bottom - box.top - 2 * self.style.padding
        while span.words and x < box.x1:
            line = ""
            while span.words and span.words[0] != "\n":
                longer = f"{line} {span.words[0]}".strip()
                if text_width(longer, font, size) > length:
                    break
                line = longer
                span.words.pop(0)
            ended = bool(span.words) and span.words[0] == "\n"
            if not line and not ended:
                return
            if ended:
                span.words.pop(0)
            self.surface.vertical_text(x, box.bottom - self.style.padding, line, font, size)
            x += step


def _rotated_words(cell: ArrangedCell) -> list[str]:
    words: list[str] = []
    for index, block in enumerate(cell.blocks):
        words += ["\n"] if index else []
        words += block.text.split()
    return words


def _emoji_colour(text: str) -> str | None:
    return next((COLOURS["office"][rag] for rag, glyph in EMOJI.items() if glyph == text), None)
