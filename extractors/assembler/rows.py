"""Reads the rows of a plan's table: which are actions, which banners, which only go on with the row before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from extractors.assembler.codes import Codes, Opening, find_codes, how_numbered, without_number
from extractors.assembler.columns import Settled
from extractors.assembler.going_on import only_goes_on, without_continued
from extractors.assembler.grid import Grid, cell_text, filled, one_line, page_of
from extractors.assembler.headers import Header, repeats_header
from extractors.assembler.instructions import instruction_rows
from extractors.assembler.labelled_rows import is_across, opens_with_label, read_labelled
from extractors.assembler.numbers import LONGEST_LABEL, LONGEST_NUMBER, ActionNumber, read_number
from extractors.assembler.row_cells import sort_cells
from extractors.assembler.shading import row_shade
from extractors.assembler.tables.stitch import joined_rows
from extractors.assembler.themes.titles import opens_theme, titles_plan
from models.document import Block, Cell
from models.reference.columns import ColumnField

FEWEST_ACTIONS = 2  # from which on it can be told what stands under each
MOST = 0.6  # share of a table's actions that must have a text below, for it to be theirs


@dataclass(frozen=True, slots=True)
class More:
    """A row that an action goes on in: why it is the action's, and the columns in which it has words."""

    reason: str
    fields: tuple[ColumnField | None, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as its cells; what they say is read later."""

    table: int
    row: int
    cells: dict[ColumnField, tuple[Cell, ...]]
    other: tuple[tuple[str, Cell], ...]
    theme_cells: tuple[Cell, ...]
    number: ActionNumber | None
    label: str
    opens_page: bool
    continued_by: tuple[More, ...] = ()
    quarters: tuple[tuple[str, Cell], ...] = ()
    headers: dict[ColumnField, str] = field(default_factory=dict)
    shade: str | None = None
    """Fill that most cells of the row have, other than its RAG."""

    def stands_alone(self) -> bool:
        """Whether it has a number, a label or a wording of its own."""
        wordings = self.cells.get("mandatory_action", ())
        return bool(self.number or self.label) or any(one_line(cell) and cell.row >= self.row for cell in wordings)

    @property
    def page(self) -> int | None:
        """First page the action stands on; None without pages."""
        cells = [cell for group in self.cells.values() for cell in group]
        pages = [page for page in map(page_of, cells) if page is not None]
        return min(pages, default=None)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A banner, a heading, or a theme's cell in a row of its own."""

    blocks: tuple[Block, ...]
    cells: tuple[Cell, ...] = ()
    in_column: bool = False
    description: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderAgain:
    """A header printed again inside the table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Cells that fit nothing. fields: of the columns they stand in, where that is known."""

    cells: tuple[Cell, ...]
    fields: tuple[ColumnField | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Instruction:
    """A row that says how to fill in the table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The printed name of a field, where it stands in a row and not in the header."""

    text: str


Entry: TypeAlias = ActionRow | ThemeLine | HeaderAgain | LeftOver | Instruction | Label


@dataclass(slots=True)
class RowReader:
    """Reads one table with settled columns."""

    table: int
    grid: Grid
    header: Header
    settled: Settled
    entries: list[Entry] = field(default_factory=list)
    of_cards: bool = False
    """Whether its rows were made of cards, the first of which may go on with one in the table before."""
    codes: Codes | None = None
    """How its column of numbers is read where that holds codes."""
    codes_over: Codes | None = None
    """The same of rows that hold nothing but the number of the action under them."""
    number_over: ActionNumber | None = None
    narratives_below: bool = False
    opening: Opening | None = None
    """How the wordings open with their numbers."""
    numbered: bool = False

    def read(self) -> list[Entry]:
        """The entries of the table, in order."""
        self.numbered = self.has_numbers()
        self.narratives_below = not self.settled.of("narrative") and self._texts_follow_actions()
        opening_rows = joined_rows(self.grid.table)
        if self.header.first_row:
            self._rows_above_header()
        asking = list(instruction_rows(self.grid, self.header, self.settled))
        self.entries += [Instruction(filled(self.grid.beginning(row))) for row in asking]
        row = self.header.end_row + len(asking)
        while row < self.grid.row_count:
            row = self._read_row(row, opens_page=row in opening_rows)
        return self.entries

    def _rows_above_header(self) -> None:
        for row in range(self.header.first_row):
            cells = filled(self.grid.beginning(row))
            if len(cells) == 1 and titles_plan(one_line(cells[0])):
                self.entries.append(HeaderAgain(cells))
            elif len(cells) == 1 and opens_theme(one_line(cells[0]), alone=True):
                self.entries.append(ThemeLine(cells[0].blocks, cells))
            elif cells:
                self.entries.append(LeftOver(cells))

    def _body_rows(self) -> Iterator[int]:
        return iter(range(self.header.end_row, self.grid.row_count))

    def _read_row(self, row: int, *, opens_page: bool) -> int:
        """Read the row and those that belong to it; gives the next row to read."""
        cells = self.grid.beginning(row)
        said = filled(cells)
        if repeats_header(self.grid, row, self.header):
            self.entries.append(HeaderAgain(said))
            return row + 1
        if not said and not any(block.marker for cell in cells for block in cell.blocks):
            return row + 1
        if over := self._number_over(said):
            self.number_over = over
            return row + 1
        if self._tells_of_action_above(said):
            return row + 1
        banner = self._banner(said)
        if banner:
            self.entries.append(banner)
            return row + 1
        end = self._end_of_action(row)
        action = self._action(row, end, opens_page=opens_page)
        self._place(action, row, end)
        return end

    def _tells_of_action_above(self, said: tuple[Cell, ...]) -> bool:
        """Give what a row across the table tells to the action above it; False when it tells nothing of one."""
        last = self.entries[-1] if self.entries else None
        if not isinstance(last, ActionRow):
            return False
        told = read_labelled(said, self.grid.column_count, narrative_below=self.narratives_below)
        if told is None:
            return False
        if told.field == "other":
            self.entries[-1] = replace(last, other=(*last.other, (told.label, told.cell)))
        else:
            known = last.cells.get(told.field, ())
            self.entries[-1] = replace(last, cells={**last.cells, told.field: (*known, told.cell)})
        self.entries.insert(-1, Label(told.label))
        return True

    def _banner(self, said: tuple[Cell, ...]) -> ThemeLine | None:
        """A row that names a theme: a cell across the table, a theme's column alone, or a line that reads as one."""
        if not said:
            return None
        theme_columns = {column.index for column in self.settled.of("theme")}
        if all(cell.column in theme_columns and cell.column_span <= len(theme_columns) for cell in said):
            return ThemeLine(tuple(block for cell in said for block in cell.blocks), said, in_column=True)
        first = said[0]
        text = one_line(first)
        wide = first.column_span >= max(2, round(self.grid.column_count * 0.6))
        blocks = tuple(block for cell in said for block in cell.blocks)
        if wide and (len(said) == 1 or opens_theme(text, alone=False)):
            return None if titles_plan(text) else ThemeLine(blocks, said)
        if len(said) == 2 and read_number(text) and said[1].column_span >= max(2, round(self.grid.column_count * 0.6)):
            return ThemeLine(blocks, said)
        # where themes have a column of their own, a number and words among the wordings are an action without more
        among_wordings = any(column.index == first.column for column in self.settled.of("mandatory_action"))
        alone = not (theme_columns and among_wordings)
        if len(said) == 1 and first.column_span < self.grid.column_count and opens_theme(text, alone=alone):
            number_columns = {column.index for column in self.settled.of("action_number")}
            if first.column not in number_columns or read_number(text) is None:
                return ThemeLine(blocks, said)
        return None

    def _end_of_action(self, row: int) -> int:
        """One past the last row of the action that begins here: as far as its number's or its wording's cell spans."""
        for name in ("action_number", "mandatory_action"):
            for column in self.settled.of(name):
                cell = self.grid.at(row, column.index)
                if cell and cell.row == row and cell.column_span < self.grid.column_count and says_something(cell):
                    return min(row + cell.row_span, self.grid.row_count)
        return row + 1

    def _action(self, row: int, end: int, *, opens_page: bool) -> ActionRow:
        found = sort_cells(self.grid, self.settled, row, end)
        number, label = self._cell_number(row)
        number, self.number_over = number or self.number_over, None
        action = ActionRow(
            self.table,
            row,
            found.cells,
            tuple(found.other),
            tuple(found.themes),
            number,
            label,
            opens_page,
            continued_by=_several_rows(found.cells),
            quarters=tuple(found.quarters),
            headers={column.field: column.header for column in reversed(self.settled.columns) if column.field},
            shade=row_shade(self.grid, row, without=frozenset(column.index for column in self.settled.of("rag"))),
        )
        return _take_opening_number(action, self.opening) if self.opening else action

    def _cell_number(self, row: int) -> tuple[ActionNumber | None, str]:
        """The number in a row's number column, or the short word that stands in its place."""
        for text in self._number_texts(row):
            number = (self.codes.alone(text) if self.codes else None) or read_number(text)
            if number:
                return number, ""
            if 0 < len(text) <= LONGEST_LABEL:
                return None, text
        return None, ""

    def _number_over(self, said: Sequence[Cell]) -> ActionNumber | None:
        return self.codes_over.alone(one_line(said[0])) if self.codes_over and len(said) == 1 else None

    def texts_across(self) -> list[str]:
        """What short rows across a table made of cards say."""
        rows = [filled(self.grid.beginning(row)) for row in self._body_rows()] if self.of_cards else []
        across = [said[0] for said in rows if said and is_across(said, self.grid.column_count)]
        return [text for cell in across if len(text := one_line(cell)) <= LONGEST_NUMBER]

    def _number_texts(self, row: int) -> Iterator[str]:
        for column in self.settled.of("action_number"):
            cell = self.grid.at(row, column.index)
            if cell and cell.row == row and cell.column_span <= max(2, self.grid.column_count // 2):
                yield " ".join(filter(None, (_with_marker(block) for block in cell.blocks)))

    def number_texts(self) -> list[str]:
        """What the column of numbers says, as far as it says anything."""
        return [text for row in self._body_rows() for text in self._number_texts(row) if text]

    def has_numbers(self) -> bool:
        """Whether a column holds the numbers of some actions."""
        return any(self._cell_number(row)[0] for row in self._body_rows())

    def wordings(self) -> list[Cell]:
        """The cells that word actions."""
        cells = [
            cell
            for row in self._body_rows()
            if not is_across(filled(self.grid.beginning(row)), self.grid.column_count)
            for column in self.settled.of("mandatory_action")
            if (cell := self.grid.at(row, column.index)) and cell.row == row and one_line(cell)
        ]
        return [cell for cell in cells if cell.column_span < max(2, self.grid.column_count)]

    def _texts_follow_actions(self) -> bool:
        """Whether a text across the table stands under most actions; banners stand over a few of them each.

        Where such texts have a label, one without is a banner.
        """
        rows = [said for row in self._body_rows() if (said := filled(self.grid.beginning(row)))]
        across = [said[0] for said in rows if is_across(said, self.grid.column_count)]
        actions = len(rows) - len(across)
        labelled = sum(map(opens_with_label, across))
        return actions >= FEWEST_ACTIONS and len(across) >= actions * MOST and labelled < actions * MOST

    def _place(self, action: ActionRow, row: int, end: int) -> None:
        """Keep the row as an action of its own, or with the one before it when it has neither number nor wording."""
        said = filled(cell for place in range(row, end) for cell in self.grid.beginning(place))
        if self._goes_on(action):
            return
        lone_remark = self.numbered and not action.number and not action.label and len(said) == 1
        if lone_remark and self._is_paragraph(said[0]):
            return
        if (action.stands_alone() and not lone_remark) or (self.of_cards and not self.entries):
            self.entries.append(action)
            return
        last = None if lone_remark or not self.entries else self.entries[-1]
        if isinstance(last, ActionRow):
            self.entries[-1] = continued(last, action, "it has neither a number nor a wording")
        else:
            self.entries.append(LeftOver(said, self._fields_of(said)))

    def _is_paragraph(self, cell: Cell) -> bool:
        """Give a paragraph in a row of its own, under the narrative above it, to that action; False for others."""
        last = self.entries[-1] if self.entries else None
        columns = {column.index for column in self.settled.of("narrative")}
        under = cell.column in columns and cell.column_span <= len(columns)
        if not (under and isinstance(last, ActionRow) and any(map(one_line, last.cells.get("narrative", ())))):
            return False
        known = last.cells["narrative"]
        self.entries[-1] = replace(last, cells={**last.cells, "narrative": (*known, cell)})
        return True

    def _fields_of(self, cells: tuple[Cell, ...]) -> tuple[ColumnField | None, ...]:
        """The fields of the columns that cells stand in; none when one of them stands across columns."""
        if any(cell.column_span > 1 for cell in cells):
            return ()
        places = {cell.column for cell in cells}
        return tuple(column.field for column in self.settled.columns if column.index in places)

    def _goes_on(self, action: ActionRow) -> bool:
        """Give a row that says that it goes on, by a word such as "cont.", to the action above it; False for others."""
        last = next((entry for entry in reversed(self.entries) if isinstance(entry, ActionRow)), None)
        if last is None or not _says_it_goes_on(action, last, numbered=self.numbered):
            return False
        cells: dict[ColumnField, tuple[Cell, ...]] = {}
        for name, group in action.cells.items():
            printed = " ".join(one_line(cell) for cell in last.cells.get(name, ()))
            again = [cell for cell in group if _repeats(one_line(cell), printed) or name == "action_number"]
            self.entries += [Label(one_line(cell)) for cell in again]
            cells[name] = tuple(cell for cell in group if cell not in again)
        place = max(index for index, entry in enumerate(self.entries) if entry is last)
        self.entries[place] = continued(last, replace(action, cells=cells), "")
        return True


def _says_it_goes_on(row: ActionRow, above: ActionRow, *, numbered: bool) -> bool:
    """Whether a row says that it is the rest of the action above: by its number again, or without one by its wording.

    numbered: whether the table has numbers, so that "as above" without one is no action of its own.
    """
    if row.number:
        return row.number.goes_on and above.number is not None and row.number.printed == above.number.printed
    wording, known = (" ".join(map(one_line, one.cells.get("mandatory_action", ()))) for one in (row, above))
    bare, continued = without_continued(wording)
    if continued:
        return bare in known
    return only_goes_on(row.label) or (numbered and only_goes_on(wording))


def _repeats(text: str, printed: str) -> bool:
    """Whether a text says no more than one above it, or only that it goes on."""
    return without_continued(text)[0] in printed or only_goes_on(text)


def says_something(cell: Cell) -> bool:
    """Whether a cell has text or an automatic number."""
    return any(block.text or block.marker for block in cell.blocks)


def _with_marker(block: Block) -> str:
    return f"{block.marker} {block.text}".strip() if block.kind != "bullet" else block.text


def _several_rows(cells: dict[ColumnField, tuple[Cell, ...]]) -> tuple[More, ...]:
    """The doubt about a number that stands beside several rows, each with a wording of its own."""
    several = tuple(name for name, group in cells.items() if sum(bool(cell_text(cell)) for cell in group) > 1)
    return (More("its number is beside several wordings", several),) if "mandatory_action" in several else ()


def _take_opening_number(action: ActionRow, opening: Opening) -> ActionRow:
    """Move the number that opens the wording out of it."""
    cells = action.cells.get("mandatory_action", ())
    opened = without_number(cells[0], opening) if cells else None
    if opened is None:
        return action
    number, cell = opened
    return replace(action, number=number, cells={**action.cells, "mandatory_action": (cell, *cells[1:])})


def continued(action: ActionRow, row: ActionRow, reason: str) -> ActionRow:
    """The action with the cells of a row that is the rest of it, and why it is."""
    cells = dict(action.cells)
    for name, group in row.cells.items():
        known = cells.get(name, ())
        cells[name] = known + tuple(cell for cell in group if cell not in known)
    said = [name for name, group in row.cells.items() if any(cell_text(cell) for cell in group if cell.row >= row.row)]
    beside = [None for _, cell in row.other if cell_text(cell)]
    more = More(reason, (*said, *beside[:1]))
    return replace(
        action,
        cells=cells,
        other=action.other + tuple(pair for pair in row.other if pair not in action.other),
        theme_cells=action.theme_cells + row.theme_cells,
        continued_by=(*action.continued_by, more) if reason and more.fields else action.continued_by,
    )


def open_with_numbers(readers: Sequence[RowReader]) -> None:
    """Let the tables without a column of numbers know how the wordings of their actions open with these.

    All are asked together: a card holds one action, which tells nothing. Codes in such columns are looked for first.
    """
    codes = find_codes([text for reader in readers for text in reader.number_texts()])
    for reader in readers:
        reader.codes = codes
    if not any(reader.has_numbers() for reader in readers):
        over = find_codes([text for reader in readers for text in reader.texts_across()])
        for reader in readers:
            reader.codes_over = over
    numberless = [reader for reader in readers if not reader.has_numbers()]
    wordings = [cell for reader in numberless for cell in reader.wordings()]
    opening = how_numbered([one_line(cell) for cell in wordings])
    for reader in numberless:
        reader.opening = opening
