"""What to say of a document in which no plan was found: the table that came nearest, and how to say what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.assembler.grid import Grid, filled, one_line, page_of
from extractors.assembler.headers import LONGEST_HEADER, find_header
from extractors.assembler.roles.header_rows import SEARCHED_ROWS
from models.document import Table
from models.errors import NotAPlan
from models.reference.columns import ColumnField, role_of, understand_header

WORDING = "mandatory_action"
LONGEST_SHOWN = 60  # characters of a header
MOST_SHOWN = 12  # columns of a table
MOST_WORDS = 6  # of a column's name; “Narrative of Current Provision/Delivery” has five
PROSE = 25  # characters in the middle cell of a column that holds wordings or narratives
_LEAVES_THE_QUOTES = frozenset("\"'`$\\!%^")
"""Characters that a shell would act on inside double quotes: a header must not run anything when a line is copied."""

_CHECK = "Check that it is the plan itself; `vvrap tables FILE` shows what was read."


@dataclass(frozen=True, slots=True)
class _Name:
    """The header of a column, what it was taken for, and the characters in the middle one of its cells."""

    text: str
    field: ColumnField | None
    length: float


@dataclass(frozen=True, slots=True)
class _Near:
    """A table, and the row of it that is most like the header of a plan's."""

    number: int
    page: int | None
    row_count: int
    is_header: bool
    names: tuple[_Name, ...]

    def nearness(self) -> tuple[int, int]:
        """How near it is to a plan's table: fields of an action that its columns were taken for, then its size."""
        fields = {name.field for name in self.names if (role := role_of(name.field)) and role.fills != ("other",)}
        return len(fields), self.row_count * len(self.names)


def refusal(tables: Sequence[Table], unused: Sequence[str] = ()) -> NotAPlan:
    """The error about a document with these tables, of which none is a plan's.

    unused: headers that the user gave and that stand nowhere in it.
    """
    near = max((one for one in _near(tables)), key=_Near.nearness, default=None)
    held = _held(len(tables))
    if near is None:
        return NotAPlan(f"No action plan was found in it: {held}.", _CHECK)
    place = "Its" if len(tables) == 1 else f"The closest is table {near.number}{_on_page(near)}; its"
    named = ", ".join(f"“{_shown(name.text)}” ({name.field or 'not known'})" for name in near.names[:MOST_SHOWN])
    more = f" and {len(near.names) - MOST_SHOWN} more" if len(near.names) > MOST_SHOWN else ""
    return NotAPlan(
        f"No action plan was found in it: {held}. {place} columns, and what each was read as: {named}{more}. "
        f"{_missing(near)}{_unused(unused)}",
        f"{_how_to_say_it(near)} `vvrap tables FILE` shows what was read.",
    )


def _on_page(near: _Near) -> str:
    return f", on page {near.page}" if near.page else ""


def _held(number: int) -> str:
    if not number:
        return "it contains no table"
    return "its only table is not an action plan" if number == 1 else f"none of its {number} tables is an action plan"


def _near(tables: Sequence[Table]) -> Iterator[_Near]:
    for number, table in enumerate(tables, start=1):
        grid = Grid(table)
        rows = [(sum(map(_is_like_name, names)), -row, names) for row, names in _name_rows(grid)]
        if not rows:
            continue
        _, row, names = max(rows, key=lambda one: one[:2])
        page = table.pages[0] if table.pages else next(filter(None, map(page_of, grid.covering(-row))), None)
        yield _Near(number, page, grid.row_count, find_header(grid) is not None, names)


def _is_like_name(name: _Name) -> bool:
    """Whether a text names a column; long ones only happen to hold a column's name."""
    return name.field is not None and len(name.text.split()) <= MOST_WORDS


def _name_rows(grid: Grid) -> Iterator[tuple[int, tuple[_Name, ...]]]:
    """The upper rows that could name columns, each with the names: of the header that was found, its own."""
    header = find_header(grid)
    if header:
        columns = {column.header: column for column in header.columns if column.header}
        yield (
            header.first_row,
            tuple(
                _Name(column.header, column.field, _length(grid, column.index, header.end_row))
                for column in columns.values()
            ),
        )
        return
    for row in range(min(SEARCHED_ROWS, grid.row_count - 1)):
        cells = filled(grid.beginning(row))
        if len(cells) >= 2 and all(len(one_line(cell)) <= LONGEST_HEADER for cell in cells):
            texts = {one_line(cell): cell.column for cell in reversed(cells)}
            yield (
                row,
                tuple(
                    _Name(text, understand_header(text), _length(grid, column, row + 1))
                    for text, column in reversed(texts.items())
                ),
            )


def _length(grid: Grid, column: int, first: int) -> float:
    texts = [one_line(grid.at(row, column)) for row in range(first, grid.row_count)]
    return median(len(text) for text in texts) if texts else 0.0


def _missing(near: _Near) -> str:
    if all(name.field != WORDING for name in near.names):
        return "No column was recognised as the actions."
    if near.is_header:
        return "Besides the actions, too little was recognised: who leads, by when, how it goes or what is done."
    return "Too few of these names are known to be sure that it is a plan."


def _unused(headers: Sequence[str]) -> str:
    named = ", ".join(f"“{_shown(header)}”" for header in headers)
    return f" No column is headed {named}, as --column says." if headers else ""


def _how_to_say_it(near: _Near) -> str:
    """The option that names the column of actions: the one taken for it, or the first of sentences, or the longest."""
    unknown = [name for name in near.names if name.field in {None, "other"}] or list(near.names)
    chosen = next(
        (name for name in near.names if name.field == WORDING),
        next((name for name in unknown if name.length >= PROSE), max(unknown, key=lambda name: name.length)),
    )
    return f'If it is the plan, say which column holds the actions: add --column "{_quoted(chosen.text)}={WORDING}".'


def _shown(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1].rstrip() + "…"


def _quoted(text: str) -> str:
    """A header to stand between double quotes: punctuation does not matter to a header's name."""
    return _plain("".join(" " if letter in _LEAVES_THE_QUOTES else letter for letter in text))


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
