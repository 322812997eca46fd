"""Settles what each column of a plan's table is, where the header alone leaves it open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.assembler.doubts import of_columns, recorded
from extractors.assembler.grid import Grid, cell_text, one_line
from extractors.assembler.headers import Column, Header, repeats_header, resolve_columns
from extractors.assembler.numbers import read_number
from extractors.assembler.shading import shaded_column
from models.catalogue import finding
from models.document import Cell
from models.finding import Finding
from models.reference.columns import ColumnField, told_role
from models.reference.rag import status_of_colour, statuses_in, ticks_status

MOST = 0.6  # share of a column's cells that must be of a kind for the column to be of it
FEW = 0.3
FEWEST_DOTS = 2  # cells of a column of coloured dots
PROSE = 25  # characters in the middle cell of a column that holds wordings or narratives


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns of a table, and the doubts about them."""

    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    shaded: int | None = None
    """Where no column is for the RAG: the column of something else whose shading shows it."""

    def of(self, field: ColumnField) -> tuple[Column, ...]:
        """The columns that fill a field, left to right."""
        return tuple(column for column in self.columns if column.field == field)


def settle_columns(grid: Grid, header: Header) -> Settled:
    """What each column is: by its header, and by what stands in it where that is missing or says two things."""
    bodies = [_body(grid, header, column.index) for column in header.columns]
    columns = resolve_columns(_settle_numbers(header.columns, bodies))
    columns = _settle_rag(_settle_ticks(columns), bodies)
    columns = _as_told(_guess_missing(columns, bodies))
    shaded = None if any(column.field == "rag" for column in columns) else shaded_column(grid, columns, bodies)
    return Settled(columns, tuple(_doubts(columns, bodies, shaded)), shaded)


def _as_told(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What the user says a column is stands above all that its cells say."""
    told = [told_role(column.header) for column in columns]
    return tuple(
        replace(column, field=field, guessed=False) if field else column
        for column, field in zip(columns, told, strict=True)
    )


def _body(grid: Grid, header: Header, column: int) -> tuple[Cell, ...]:
    """The cells of a column below the header, headers printed again and banners left out."""
    cells: dict[Cell, None] = {}
    for row in range(header.end_row, grid.row_count):
        cell = grid.at(row, column)
        if cell is None or repeats_header(grid, row, header):
            continue
        if cell.column_span <= max(2, grid.column_count // 2):
            cells[cell] = None
    return tuple(cells)


def _share(cells: Iterable[Cell], test: str) -> float:
    """Share of the cells that say something which pass a test by name; 0 when none says anything."""
    texts = [one_line(cell) for cell in cells if one_line(cell)]
    tests = {
        "number": lambda text: read_number(text) is not None,
        "rag": lambda text: len(text) < 30 and bool(statuses_in(text)),
    }
    return sum(tests[test](text) for text in texts) / len(texts) if texts else 0.0


def _settle_numbers(columns: tuple[Column, ...], bodies: list[tuple[Cell, ...]]) -> tuple[Column, ...]:
    """One header such as "Ref" may stand over a theme's column and a number's: the cells tell them apart."""
    claimed = [column for column in columns if column.field == "action_number"]
    told = [column for column in claimed if told_role(column.header)]
    holding = told or [column for column in claimed if _share(bodies[column.index], "number") >= MOST]
    settled = []
    for column in columns:
        field = column.field
        body = bodies[column.index]
        if column in claimed and column not in holding and any(one_line(cell) for cell in body):
            alone = not any(other.field == "theme" for other in columns)
            if alone and _share(body, "number") <= FEW and _prose(body):
                field = "theme"
            elif holding:
                field = "other"
        elif column in claimed and column in holding and column != holding[-1]:
            field = "other"
        elif field == "theme" and not claimed and _share(body, "number") >= MOST:
            field = "action_number"
        settled.append(replace(column, field=field))
    return tuple(settled)


def _prose(body: tuple[Cell, ...]) -> bool:
    return any(len(one_line(cell)) > 6 for cell in body)


def _settle_rag(columns: tuple[Column, ...], bodies: list[tuple[Cell, ...]]) -> tuple[Column, ...]:
    """Without a RAG column, one of nothing but RAG words or colours is it; one of dots alone whatever its name."""
    if any(column.field == "rag" for column in columns):
        return columns
    for column in columns:
        body = bodies[column.index]
        if _holds_dots(body):
            return tuple(replace(other, field="rag", guessed=True) if other is column else other for other in columns)
        if column.field not in {None, "other"}:
            continue
        coloured = [cell for cell in body if cell.fill and status_of_colour(cell.fill)]
        bare = not any(one_line(cell) for cell in body)
        if _share(body, "rag") >= MOST or (len(coloured) >= max(2, len(body) * MOST) and (bare or column.field)):
            return tuple(replace(other, field="rag", guessed=True) if other is column else other for other in columns)
    return columns


def _holds_dots(body: tuple[Cell, ...]) -> bool:
    """Whether all that stands in a column is signs without a letter, in the colours of a status."""
    filled = [cell for cell in body if one_line(cell)]
    return len(filled) >= FEWEST_DOTS and all(
        not any(map(str.isalnum, one_line(cell))) and any(status_of_colour(mark.colour) for mark in cell.marks)
        for cell in filled
    )


def _settle_ticks(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns called "R", "A" and "G", one of them ticked in each row, show the RAG together."""
    standing = {column.index: ticks_status(column.header) for column in columns if column.field in {None, "rag"}}
    if not {"red", "green"} <= set(standing.values()):
        return columns
    return tuple(replace(column, field="rag") if standing.get(column.index) else column for column in columns)


def _guess_missing(columns: tuple[Column, ...], bodies: list[tuple[Cell, ...]]) -> tuple[Column, ...]:
    """A plan must have numbers, wordings and narratives; columns not understood may be they."""
    guessed = list(columns)
    for field in ("action_number", "mandatory_action", "narrative"):
        if any(column.field == field for column in guessed):
            continue
        open_columns = [
            column for column in guessed if column.field is None and any(map(one_line, bodies[column.index]))
        ]
        if field == "action_number":
            fit = [column for column in open_columns if _share(bodies[column.index], "number") >= MOST]
        else:
            least = PROSE if field == "mandatory_action" else 1
            fit = sorted(
                (column for column in open_columns if _middle(bodies[column.index]) >= least),
                key=lambda column: -_middle(bodies[column.index]),
            )
        if fit:
            place = fit[0].index
            guessed[place] = replace(guessed[place], field=field, guessed=True)
    return tuple(guessed)


def _middle(body: tuple[Cell, ...]) -> int:
    lengths = sorted(len(cell_text(cell)) for cell in body if one_line(cell))
    return lengths[len(lengths) // 2] if lengths else 0


def _doubts(columns: tuple[Column, ...], bodies: list[tuple[Cell, ...]], shaded: int | None) -> Iterable[Finding]:
    updates = list(dict.fromkeys(column.header for column in columns if column.field == "narrative"))
    if len(updates) > 1:
        yield finding("narrative-of-several-times", fields=("narrative",), headers=_quoted(updates))
    if shaded is not None:
        yield finding("rag-from-shading", fields=("rag",), header=columns[shaded].header)
    filled = {part for column in columns for part in recorded(column.field)}
    open_fields = [name for name in of_columns() if name not in filled and not (name == "rag" and shaded is not None)]
    seen = set()
    for column in columns:
        if column.header in seen and column.header:
            continue
        seen.add(column.header)
        name = column.header or f"(column {column.index + 1}, without a header)"
        if column.guessed and column.field:
            yield finding("column-guessed", fields=recorded(column.field), header=name, field=column.field)
        elif column.field is None and any(one_line(cell) for cell in bodies[column.index]):
            if open_fields:
                yield finding("column-not-understood", fields=("other", *open_fields), header=name)
            else:
                yield finding("column-of-its-own", fields=("other",), header=name)


def _quoted(headers: Iterable[str]) -> str:
    return ", ".join(f"“{header}”" for header in headers)
