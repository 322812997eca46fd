"""Pages being filled with marks, for pens that can only draw words, lines and boxes. Points, origin top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from otherhand.engines.strokes import LEADING, Box, Line, Mark, Page, Spot, Words
from otherhand.flow import Document, Para, Shape
from otherhand.looks import Look


class Measure(Protocol):
    """How wide words are at a size."""

    def __call__(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width in points."""


COLUMN_GAP = 24.0
HERE = ""  # among the words of a line: where its spot stands
SPOT_ROOM = 1.3  # of the size of type
NO_SPOT: tuple[Shape, str] = ("", "")


@dataclass
class Paper:
    """The pages filled so far, and the place reached on the last."""

    look: Look
    measure: Measure
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0
    column: int = 0
    heads: list[str] = field(default_factory=list)
    head: str = ""

    @property
    def left(self) -> float:
        """The left edge of the column."""
        return self.look.margin + self.column * (self.wide + COLUMN_GAP)

    @property
    def wide(self) -> float:
        """The width of the column."""
        whole = self.look.width - 2 * self.look.margin
        return (whole - COLUMN_GAP) / 2 if self.look.two_columns else whole

    @property
    def end(self) -> float:
        """The lower edge of the column."""
        return self.look.height - self.look.margin

    def page(self) -> None:
        """To a new page."""
        self.pages.append([])
        self.heads.append(self.head)
        self.column, self.y = 0, self.look.margin

    def advance(self) -> None:
        """To the next column or page."""
        if self.look.two_columns and self.column == 0:
            self.column, self.y = 1, self.look.margin
        else:
            self.page()

    def around(self, document: Document, number: int) -> Iterator[Mark]:
        """What stands round the text of a page, given its number."""
        look = self.look
        small, grey = 8.0, "#404040"
        if document.watermark:
            yield Words(
                look.width * 0.4, look.height * 0.75, document.watermark, 80, bold=True, ink="#ececec", turned=True
            )
        if look.page_frame:
            edge = look.margin * 0.7
            yield Box(edge, edge, look.width - edge, look.height - edge, line="#333333", width=1)
        yield Words(look.margin, look.margin * 0.55, self.heads[number - 1] or document.running_head, small, ink=grey)
        yield Words(look.margin, look.height - look.margin * 0.4, document.running_foot, small, ink=grey)
        text = look.page_numbers.replace("{n}", str(number)).replace("{all}", str(len(self.pages)))
        yield Words(
            look.width - look.margin - self.measure(text, small),
            look.height - look.margin * 0.4,
            text,
            small,
            ink=grey,
        )
        if look.line_numbers:
            for at in range(1, int((look.height - 2 * look.margin) / (look.size * LEADING))):
                yield Words(look.margin - 14, look.margin + at * look.size * LEADING, str(at), 6, ink="#999999")

    def para(self, para: Para) -> None:
        """Sets a paragraph."""
        if para.level:
            self.y += self.look.size * 0.5
            if self.end - self.y < self.look.size * 6:
                self.advance()
        ink = self.look.accent if para.level and not para.ink else para.ink
        for line in self.wrapped(replace(para, bold=para.bold or bool(para.level), ink=ink), self.wide):
            if self.y + line.height > self.end:
                self.advance()
            self.line(line, self.left, self.y)
            self.y += line.height
        self.y += self.look.size * 0.25

    def wrapped(self, para: Para, wide: float) -> list[Line]:
        """The paragraph in lines."""
        size = self.look.size * para.size
        ink = para.ink if para.ink and not para.shape else "#000000"
        bullet = f"{para.bullet} " if para.bullet else ""
        hang = self.measure(bullet, size) if bullet else 0.0
        indent = 18.0 if para.indent else 0.0
        spot = (para.shape, para.ink) if para.shape else NO_SPOT
        words = [(word, True) for word in para.label.split()]
        words += [(HERE, False)] if para.shape else []
        words += [(word, para.bold) for word in para.text.split()]
        room = wide - indent
        lines: list[Line] = []
        runs: list[tuple[str, bool]] = [(bullet, False)] if bullet else []
        used = hang
        for word, bold in words:
            for piece in self._pieces(word, size, room - hang, bold=bold):
                long = self.measure(f"{piece} ", size, bold=bold) if piece else size * SPOT_ROOM
                if used + long - self.measure(" ", size, bold=bold) > room and used > hang:
                    lines.append(Line(tuple(runs), size, ink, indent, spot))
                    runs, used, indent = [], hang, (18.0 if para.indent else 0.0) + hang
                runs.append((f"{piece} " if piece else HERE, bold))
                used += long
        return [*lines, Line(tuple(runs), size, ink, indent, spot)]

    def _pieces(self, word: str, size: float, room: float, *, bold: bool) -> Iterator[str]:
        """A word, cut where it is wider than its column."""
        while len(word) > 1 and self.measure(word, size, bold=bold) > room:
            cut = len(word) - 1
            while cut > 1 and self.measure(word[:cut], size, bold=bold) > room:
                cut -= 1
            yield word[:cut]
            word = word[cut:]
        yield word

    def line(self, line: Line, x: float, y: float) -> None:
        """Sets a line, its upper edge at y."""
        base = y + line.size * 0.95
        x += line.indent
        for text, bold in line.runs:
            if text == HERE:
                middle = x + line.size * SPOT_ROOM / 2
                self.pages[-1].append(Spot(middle, base - line.size * 0.35, line.size * 0.8, *line.spot))
                x += line.size * SPOT_ROOM
                continue
            self.pages[-1].append(
                Words(x, base, text.rstrip() if text is line.runs[-1][0] else text, line.size, bold, line.ink)
            )
            x += self.measure(text, line.size, bold=bold)
