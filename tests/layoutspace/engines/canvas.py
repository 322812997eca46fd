"""A PDF laid out and drawn here, line by line, so that every way of cutting and drawing a table is at hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph
from builders.description import TextBlock
from layoutspace.composed import Composed
from layoutspace.engines.edges import draw_edges, draw_fill
from layoutspace.engines.lines import Line, broken
from layoutspace.engines.own_word import text_colour
from layoutspace.engines.paper import draw_furniture
from layoutspace.engines.type import runs, type_of, width

KIND = "pdf"
LEADING = 1.22
DOT = 3.6  # radius in points of a drawn dot
CONTINUED_EVERY = 4  # documents whose banners are said again on the next page
KEEP = 60.0  # points that must be left on a page for a heading to stand on it
BULLETS = ("•", "–", "•")
Drawn = Callable[[Any], None]


def missing() -> str:
    """Nothing: reportlab is among the tools of development."""
    return ""


def render(composed: Composed) -> bytes:
    """The document as a PDF; the same bytes each time."""
    layouter = _Layouter(composed)
    layouter.lay_out()
    buffer = io.BytesIO()
    wide, high = composed.setting.page
    turned = composed.setting.is_turned
    canvas = Canvas(buffer, pagesize=(wide, high), invariant=1, pageCompression=1)
    canvas.setTitle(composed.title)
    for number, drawn in enumerate(layouter.pages, start=1):
        if turned:
            canvas.setPageRotation(90)  # reportlab then writes the page upright
            canvas.transform(0, 1, -1, 0, high, 0)
        draw_furniture(canvas, composed.setting, layouter.face, number, len(layouter.pages))
        for draw in drawn:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _continued(banner: ArrangedRow) -> ArrangedRow:
    """A banner as the next page says it again."""
    first, *others = banner.cells
    if first is None:
        return banner
    again = replace(first, blocks=(TextBlock(f"{first.blocks[0].text} (continued)"),))
    return replace(banner, cells=(again, *others))


@dataclass(slots=True)
class _Open:
    """A cell over several rows of which lines are still to be drawn. `top` is where it begins on this page."""

    cell: ArrangedCell
    row: ArrangedRow
    column: int
    rows_left: int
    lines: list[Line]
    top: float
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Those of a row's lines that stand on one page: `shown` of each cell's."""

    row: ArrangedRow
    lines: dict[int, list[Line]]
    shown: range
    height: float
    stripe: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a cell is drawn."""

    column: int
    top: float
    height: float
    row: ArrangedRow


@dataclass
class _Layouter:
    composed: Composed
    pages: list[list[Drawn]] = field(default_factory=lambda: [[]])

    def __post_init__(self) -> None:
        self.setting = self.composed.setting
        self.look = self.setting.look
        self.face = type_of(self.composed)
        self.size = self.setting.size * self.face.scale
        self.leading = self.size * LEADING
        self.left, self.top = self.setting.margins[:2]
        self.bottom = self.setting.page[1] - self.setting.margins[3]
        self.y = self.top
        self.bullet = BULLETS[self.composed.habit % len(BULLETS)]
        self.open: list[_Open] = []
        self.edges: list[float] = []
        self.header: tuple[ArrangedRow, ...] = ()
        self.banner: ArrangedRow | None = None
        self.drawing = "ruled"
        self.cut_header = self.setting.header == "cut"

    def lay_out(self) -> None:
        for part in self.composed.parts:
            match part:
                case Heading():
                    self._text(part.text, bold=True, size=self.size + (6, 4, 2)[part.level], keep=KEEP)
                case Paragraph():
                    self._text(part.text, bold=False, size=self.size, keep=0)
                case PageBreak():
                    self._new_page()
                case ArrangedTable():
                    self._table(part)
                    self.y += self.leading

    def _draw(self, drawn: Drawn) -> None:
        self.pages[-1].append(drawn)

    def _new_page(self) -> None:
        self.pages.append([])
        self.y = self.top

    def _text(self, text: str, *, bold: bool, size: float, keep: float) -> None:
        font = self.face.bold if bold else self.face.plain
        if self.y + keep > self.bottom:
            self._new_page()
        for line in broken((TextBlock(text),), self.setting.width, font, size):
            if self.y + size * LEADING > self.bottom:
                self._new_page()
            self._words(line.text, self.left, self.y, font, size, "#000000")
            self.y += size * LEADING
        self.y += self.leading * 0.5

    def _words(self, text: str, x: float, top: float, font: str, size: float, colour: str) -> None:
        height = self.setting.page[1]

        def draw(canvas: Any) -> None:  # noqa: ANN401 - untyped
            canvas.setFillColor(colour)
            at = x
            for piece, face in runs(text, font):
                canvas.setFont(face, size)
                canvas.drawString(at, height - top - size, piece)
                at += width(piece, face, size)

        self._draw(draw)

    def _table(self, table: ArrangedTable) -> None:
        self.drawing = self.look.drawing if table.plan else "ruled"
        scale = self.setting.width / sum(table.weights) if table.plan else 1.0
        self.edges = [self.left]
        for weight in table.weights:
            self.edges.append(self.edges[-1] + weight * scale)
        opening = table.rows[: table.header_rows]
        if self.cut_header and table.plan and opening:
            self._begin_before_the_end(opening)
        elif self.y + sum(map(self._height, opening)) + 4 * self.leading > self.bottom:
            self._new_page()
        for row in opening:
            self._row(row, whole=not (self.cut_header and table.plan))
        if table.plan:
            self.cut_header = False
        self.header = opening if table.repeat_header else ()
        for number, row in enumerate(table.rows[table.header_rows :], start=table.header_rows):
            last = row.kind in {"header", "banner"} and self.y + self._height(row) + 3 * self.leading > self.bottom
            if row.kind == "banner":
                self.banner = None
            if last and not self.open:
                self._break_page()
            self._row(row, whole=self.setting.rows == "whole" or row.kind != "action", number=number)
            if row.kind == "banner":
                self.banner = row
        self.header, self.banner = (), None

    def _begin_before_the_end(self, rows: tuple[ArrangedRow, ...]) -> None:
        """Moves down so far that only the first line of the header fits on the page."""
        if max(len(self._lines(cell, place)) for row in rows for place, cell in enumerate(row.cells) if cell) > 1:
            self.y = max(self.y, self.bottom - 2 * self.look.padding - 1.6 * self.leading)

    def _lines(self, cell: ArrangedCell, column: int) -> list[Line]:
        room = self.edges[column + cell.column_span] - self.edges[column] - 2 * self.look.padding - 1
        font = self.face.bold if cell.bold else self.face.plain
        if cell.dot:
            return [Line("")]
        return broken(cell.blocks, room, font, self.size, self.bullet)

    def _height(self, row: ArrangedRow) -> float:
        alone = (self._lines(cell, place) for place, cell in enumerate(row.cells) if cell and cell.row_span == 1)
        return max((len(lines) for lines in alone), default=1) * self.leading + 2 * self.look.padding

    def _break_page(self) -> None:
        """Closes what is open at the end of this page, goes to the next one, and prints the header again."""
        for each in self.open:
            self._close(each, more=True)
        self._new_page()
        open_spans, self.open = self.open, []
        for row in self.header:
            self._row(row, whole=True)
        if self.banner and self.composed.habit % CONTINUED_EVERY == 0:
            self._row(_continued(self.banner), whole=True)
        self.open = open_spans
        for each in self.open:
            each.top = self.y

    def _row(self, row: ArrangedRow, *, whole: bool, number: int = 0) -> None:
        lines = {place: self._lines(cell, place) for place, cell in enumerate(row.cells) if cell}
        started = [
            _Open(cell, row, place, cell.row_span, lines.pop(place), self.y)
            for place, cell in enumerate(row.cells)
            if cell and cell.row_span > 1
        ]
        left = max((len(each) for each in lines.values()), default=1) or 1
        needed = self._needed_by_spans(left * self.leading + 2 * self.look.padding)
        fits_a_page = needed < self.bottom - self.top - 3 * self.leading
        if whole and self.y + needed > self.bottom and fits_a_page:
            self._break_page()
        for each in started:
            each.top = self.y
        self.open += started
        self._lines_of_row(row, lines, left, number)
        for each in self.open:
            each.rows_left -= 1
        done = [each for each in self.open if each.rows_left == 0]
        self.open = [each for each in self.open if each.rows_left > 0]
        for each in done:
            self._close(each, more=False)

    def _lines_of_row(self, row: ArrangedRow, lines: dict[int, list[Line]], count: int, number: int) -> None:
        """Draws all lines of a row, over as many pages as they need."""
        stripe = self.look.stripe if self.look.has_stripes and row.kind == "action" and number % 2 else ""
        least = 1 if row.kind == "header" else 2
        drawn = 0
        while drawn < count:
            fits = int((self.bottom - self.y - 2 * self.look.padding + 0.01) / self.leading)
            rest = count - drawn
            if rest > fits and fits < least:
                self._break_page()
                continue
            shown = min(rest, fits)
            height = shown * self.leading + 2 * self.look.padding
            if shown == rest:
                height = max(height, min(self._needed_by_spans(height), self.bottom - self.y))
            self._piece(_Piece(row, lines, range(drawn, drawn + shown), height, stripe, shown < count))
            self.y += height
            drawn += shown
            if drawn < count:
                self._break_page()

    def _needed_by_spans(self, height: float) -> float:
        """The height of a row with what cells that end in it still have to say."""
        for each in self.open:
            if each.rows_left == 1:
                wanted = len(each.lines) * self.leading + 2 * self.look.padding - (self.y - each.top)
                height = max(height, wanted)
        return height

    def _piece(self, piece: _Piece) -> None:
        """Draws some of a row's lines, here."""
        for place, cell in enumerate(piece.row.cells):
            if cell is None or cell.row_span > 1:
                continue
            shown = piece.lines[place][piece.shown.start : piece.shown.stop]
            filled = replace(cell, fill=cell.fill or piece.stripe)
            self._cell(filled, _Box(place, self.y, piece.height, piece.row), shown, fixed=piece.is_cut)
            if cell.dot and piece.shown.start == 0:
                self._dot(cell.dot, place)

    def _cell(self, cell: ArrangedCell, place: _Box, lines: list[Line], *, fixed: bool) -> None:
        x0, x1 = self.edges[place.column], self.edges[place.column + cell.column_span]
        box = (x0, self.setting.page[1] - place.top - place.height, x1 - x0, place.height)
        if cell.fill:
            self._draw(draw_fill(box, cell.fill, self.look, self.drawing))
        self._draw(draw_edges(box, self.look, self.drawing))
        font = self.face.bold if cell.bold else self.face.plain
        colour = text_colour(self.look.header_text, self.look.banner_text, cell, place.row)
        at = place.top + self.look.padding
        if self.look.middle and not fixed:
            at += max(0.0, (place.height - 2 * self.look.padding - len(lines) * self.leading) / 2)
        for line in lines:
            x = x0 + self.look.padding
            if line.bullet:
                self._words(line.bullet, x, at, font, self.size, colour)
            self._words(line.text, x + line.indent, at, font, self.size, colour)
            at += self.leading

    def _dot(self, colour: str, column: int) -> None:
        x = (self.edges[column] + self.edges[column + 1]) / 2
        y = self.setting.page[1] - self.y - self.look.padding - self.leading / 2

        def draw(canvas: Any) -> None:  # noqa: ANN401 - untyped
            canvas.setFillColor(colour)
            canvas.circle(x, y, DOT, stroke=0, fill=1)

        self._draw(draw)

    def _close(self, each: _Open, *, more: bool) -> None:
        """Draws what stands of a cell over several rows on this page."""
        height = self.y - each.top
        if height < self.leading:
            return
        if self._is_upright(each, height) and not more:
            self._upright(each, height)
            return
        fits = int((height - 2 * self.look.padding + 0.01) / self.leading)
        shown = each.lines[: max(fits, 0)] if more else each.lines
        each.lines = each.lines[len(shown) :]
        self._cell(each.cell, _Box(each.column, each.top, height, each.row), shown, fixed=more)

    def _is_upright(self, each: _Open, height: float) -> bool:
        """Whether the cell's words are turned: all of it stands on this page and there is room for its words."""
        if not self.look.upright_theme or each.cell.role != "theme" or len(each.cell.blocks) != 1:
            return False
        text = each.cell.blocks[0].text
        whole = " ".join(line.text for line in each.lines) == text
        return whole and width(text, self.face.bold, self.size) < height - 2 * self.look.padding

    def _upright(self, each: _Open, height: float) -> None:
        self._cell(each.cell, _Box(each.column, each.top, height, each.row), [], fixed=True)
        x = (self.edges[each.column] + self.edges[each.column + 1]) / 2 + self.size / 3
        y = self.setting.page[1] - each.top - height / 2
        text, font, size = each.cell.blocks[0].text, self.face.bold, self.size

        def draw(canvas: Any) -> None:  # noqa: ANN401 - untyped
            canvas.saveState()
            canvas.setFillColor("#000000")
            canvas.setFont(font, size)
            canvas.translate(x, y)
            canvas.rotate(90)
            canvas.drawCentredString(0, 0, text)
            canvas.restoreState()

        self._draw(draw)
