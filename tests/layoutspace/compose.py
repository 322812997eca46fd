"""Sets a sheet as the parts of a document: tables, headings, paragraphs, in one of the shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from random import Random

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, Paragraph, Part
from builders.description import TextBlock
from layoutspace.banks import Bank
from layoutspace.columns import SheetColumn
from layoutspace.setting import Setting
from layoutspace.sheet import Sheet, SheetRow, SheetTheme, theme_cell
from layoutspace.widths import share

LONG_ROLES = frozenset({"action", "narrative", "outcome"})
LONG_KINDS = frozenset({"local_action", "risk", "next_steps", "gaps", "rationale"})
GROUPS = (
    ({"theme", "number"}, ("Ref", "Plan", "Reference")),
    ({"lead", "organisation"}, ("Leadership", "Responsibility", "Who")),
    ({"outcome", "timescale"}, ("Measures", "Delivery")),
    ({"action", "narrative"}, ("Delivery", "The plan")),
)
MOST_OVER = 5  # labels of a card in one row
SIDE_MOST = 4  # actions beside each other in a table on its side
BETWEEN = "The table continues with the further actions of this theme."


class Composer:
    """Composes one document."""

    def __init__(self, random: Random, sheet: Sheet, setting: Setting) -> None:
        self.random = random
        self.sheet = sheet
        self.setting = setting
        self.look = setting.look
        self.theme_as_row = random.random() < 0.4
        self.size = setting.size
        self.theme_label = random.choice(Bank().names("theme", "common"))

    def parts(self) -> Iterator[Part]:
        """The plan's own parts."""
        match self.sheet.choice.shape:
            case "table" | "banners":
                yield self._table(tuple(self.rows()))
            case "headings":
                for place, theme in enumerate(self.sheet.themes):
                    yield from self._heading(theme)
                    yield self._table((*self._header(), *self._action_rows(place)))
            case "several":
                yield from self._several()
            case "side":
                yield from self._side()
            case "paragraphs":
                yield from self._paragraphs()
            case shape:
                yield from self._cards(shape)

    def _heading(self, theme: SheetTheme) -> Iterator[Part]:
        yield Heading(theme.printed, level=2)
        if theme.strapline:
            yield Paragraph(theme.strapline)

    def _table(self, rows: tuple[ArrangedRow, ...]) -> ArrangedTable:
        opening = next((place for place, row in enumerate(rows) if row.kind != "header"), len(rows))
        columns = len(rows[0].cells)
        widths, size = share(rows, columns, self.setting.width, self.setting.size, self.look.padding)
        self.size = min(self.size, size)
        repeat = self.setting.header == "each_page"
        return ArrangedTable(widths, rows, header_rows=opening, repeat_header=repeat)

    def rows(self) -> Iterator[ArrangedRow]:
        """Header and rows of one upright table, with banners where the shape has them."""
        banners = self.sheet.choice.shape == "banners"
        again = self.sheet.choice.header == "each_theme"
        for place, theme in enumerate(self.sheet.themes):
            if banners and again:
                yield self._banner(theme)
            if again or place == 0:
                yield from self._header()
            if banners and not again:
                yield self._banner(theme)
            yield from self._action_rows(place)

    def _action_rows(self, place: int) -> tuple[ArrangedRow, ...]:
        """The rows of a theme."""
        rows = self.sheet.of_theme(place)
        arranged = tuple(self._row(row, position, len(rows)) for position, row in enumerate(rows))
        if self.sheet.choice.leads == "merged":
            arranged = self._merged(arranged)
        return arranged + self._spare()

    def _spare(self) -> tuple[ArrangedRow, ...]:
        """Empty rows, such as are left in forms."""
        count = self.random.randint(0, 2) if self.sheet.choice.spare == "rows" else 0
        return (ArrangedRow(tuple(ArrangedCell() for _ in self.sheet.columns), "action"),) * count

    def _merged(self, rows: tuple[ArrangedRow, ...]) -> tuple[ArrangedRow, ...]:
        """The rows with cells of leads that say the same, one under the other, made one cell."""
        grid = [list(row.cells) for row in rows]
        for column, held in enumerate(self.sheet.columns):
            if held.role not in {"lead", "organisation", "leads"}:
                continue
            cells = [row[column] for row in grid]
            for start, group in _runs([cell.text if cell else "" for cell in cells]):
                first = cells[start]
                if group > 1 and first and first.blocks:
                    grid[start][column] = replace(first, row_span=group)
                    for below in range(start + 1, start + group):
                        grid[below][column] = None
        return tuple(replace(row, cells=tuple(cells)) for row, cells in zip(rows, grid, strict=True))

    def _banner(self, theme: SheetTheme) -> ArrangedRow:
        wide = replace(theme_cell(theme), column_span=len(self.sheet.columns), fill=self.look.banner_fill or None)
        return ArrangedRow((wide, *(None for _ in self.sheet.columns[1:])), "banner")

    def _row(self, row: SheetRow, position: int = 0, count: int = 1) -> ArrangedRow:
        cells: list[ArrangedCell | None] = list(row.cells)
        style = self.sheet.choice.theme
        for place, column in enumerate(self.sheet.columns):
            if column.role != "theme" or style == "repeated":
                continue
            if position == 0:
                cells[place] = replace(row.cells[place], row_span=count) if style == "merged" else row.cells[place]
            else:
                cells[place] = None if style == "merged" else ArrangedCell(role="theme")
        return ArrangedRow(tuple(cells), "action")

    def _header(self) -> tuple[ArrangedRow, ...]:
        columns = self.sheet.columns
        group = self._group() if self.sheet.choice.head == "two_rows" else None
        if group is None:
            return (ArrangedRow(tuple(self._label(column) for column in columns), "header"),)
        start, width, name = group
        upper: list[ArrangedCell | None] = []
        lower: list[ArrangedCell | None] = []
        for place, column in enumerate(columns):
            if start <= place < start + width:
                upper.append(replace(self._head(name), column_span=width) if place == start else None)
                lower.append(self._label(column))
            else:
                upper.append(replace(self._label(column), row_span=2))
                lower.append(None)
        return ArrangedRow(tuple(upper), "header"), ArrangedRow(tuple(lower), "header")

    def _group(self) -> tuple[int, int, str] | None:
        """First column, number of columns and name of a group: of columns that go together and stand side by side."""
        columns = self.sheet.columns
        if self.sheet.choice.rag == "ticks":
            return next(place for place, column in enumerate(columns) if column.role == "rag"), 3, "RAG"
        for place, (one, other) in enumerate(pairwise(columns)):
            for roles, names in GROUPS:
                if {one.role, other.role} == roles and one.header and other.header:
                    return place, 2, names[len(columns) % len(names)]
        return None

    def _label(self, column: SheetColumn) -> ArrangedCell:
        return self._head(column.header)

    def _head(self, text: str) -> ArrangedCell:
        blocks = (TextBlock(text),) if text else ()
        return ArrangedCell(blocks, bold=True, fill=self.look.header_fill or None)

    def _several(self) -> Iterator[Part]:
        for place, theme in enumerate(self.sheet.themes):
            yield from self._heading(theme)
            rows = self.sheet.of_theme(place)
            half = max(1, len(rows) // 2)
            for number, piece in enumerate(filter(None, (rows[:half], rows[half:]))):
                if number:
                    yield Paragraph(BETWEEN)
                yield self._table((*self._header(), *map(self._row, piece)))

    def _side(self) -> Iterator[Part]:
        labels = self.sheet.columns
        for place, theme in enumerate(self.sheet.themes):
            yield from self._heading(theme)
            rows = self.sheet.of_theme(place)
            for start in range(0, len(rows), SIDE_MOST):
                piece = rows[start : start + SIDE_MOST]
                turned = tuple(
                    ArrangedRow((self._label(label), *(row.cells[number] for row in piece)), "plain")
                    for number, label in enumerate(labels)
                )
                if start:
                    yield Paragraph("")
                yield self._table(turned)

    def _cards(self, shape: str) -> Iterator[Part]:
        for place, theme in enumerate(self.sheet.themes):
            if not self.theme_as_row:
                yield from self._heading(theme)
            for row in self.sheet.of_theme(place):
                pairs = [
                    (self._label(column), cell) for column, cell in zip(self.sheet.columns, row.cells, strict=True)
                ]
                if self.theme_as_row:
                    pairs.insert(0, (self._head(self.theme_label), replace(theme_cell(theme), bold=False)))
                forms = {"cards4": self._wide_card, "cards_over": self._card_under_labels}
                yield self._card(tuple(forms.get(shape, self._narrow_card)(pairs)))
                yield Paragraph("")

    def _card(self, rows: tuple[ArrangedRow, ...]) -> ArrangedTable:
        width = self.setting.width
        shapes = {"cards4": (0.16, 0.34, 0.16, 0.34), "cards2": (0.25, 0.75)}
        columns = len(rows[0].cells)
        shares = shapes.get(self.sheet.choice.shape, (1 / columns,) * columns)
        return ArrangedTable(tuple(each * width for each in shares), rows)

    @staticmethod
    def _narrow_card(pairs: list[tuple[ArrangedCell, ArrangedCell]]) -> Iterator[ArrangedRow]:
        for label, cell in pairs:
            yield ArrangedRow((label, cell), "plain")

    def _wide_card(self, pairs: list[tuple[ArrangedCell, ArrangedCell]]) -> Iterator[ArrangedRow]:
        """Short fields two a row, long ones over the whole width."""
        roles = [*(["theme"] if self.theme_as_row else []), *(self._length(column) for column in self.sheet.columns)]
        waiting: tuple[ArrangedCell, ArrangedCell] | None = None
        late: list[tuple[ArrangedCell, ArrangedCell]] = []
        for pair, role in zip(pairs, roles, strict=True):
            if role == "long":
                late.append(pair)
            elif waiting is None:
                waiting = pair
            else:
                yield ArrangedRow((*waiting, *pair), "plain")
                waiting = None
        if waiting is not None:
            yield _across(waiting)
        for pair in late:
            yield _across(pair)

    def _card_under_labels(self, pairs: list[tuple[ArrangedCell, ArrangedCell]]) -> Iterator[ArrangedRow]:
        """Labels of short fields in a row and their values under them; then each long field under its label."""
        roles = [*(["theme"] if self.theme_as_row else []), *(self._length(column) for column in self.sheet.columns)]
        short = [pair for pair, role in zip(pairs, roles, strict=True) if role != "long"][:MOST_OVER]
        late = [pair for pair in pairs if not any(pair is each for each in short)]
        wide = max(1, len(short))
        if short:
            yield ArrangedRow(tuple(label for label, _ in short), "plain")
            yield ArrangedRow(tuple(cell for _, cell in short), "plain")
        for pair in late:
            for cell in pair:
                yield ArrangedRow((replace(cell, column_span=wide), *(None for _ in range(wide - 1))), "plain")

    def _paragraphs(self) -> Iterator[Part]:
        for place, theme in enumerate(self.sheet.themes):
            yield from self._heading(theme)
            for row in self.sheet.of_theme(place):
                for column, cell in zip(self.sheet.columns, row.cells, strict=True):
                    lines = [("• " if block.kind == "bullet" else "") + block.text for block in cell.blocks]
                    yield Paragraph(f"{column.header}: {lines[0] if lines else ''}".strip())
                    yield from map(Paragraph, lines[1:])
                yield Paragraph("")

    @staticmethod
    def _length(column: SheetColumn) -> str:
        return "long" if column.role in LONG_ROLES or column.kind in LONG_KINDS else "short"


def _runs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Where equal texts follow each other: the first place and how many."""
    start = 0
    for _, group in groupby(texts):
        length = len(list(group))
        yield start, length
        start += length


def _across(pair: tuple[ArrangedCell, ArrangedCell]) -> ArrangedRow:
    label, cell = pair
    return ArrangedRow((label, replace(cell, column_span=3), None, None), "plain")
