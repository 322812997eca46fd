"""Parts a worksheet into tables and lines of text: a sheet is one grid, on which people set several things.

Rows without words, fill or lines part things that stand one under the other; columns without them part things that
stand side by side. Lines alone in their row, above a table, are its headings, and rows without lines above a header
that has them are not of its table. What follows a gap in the same columns, and has no header of its own, goes on with
a table that has one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors.common.limits import refuse_too_many_cells
from extractors.xlsx.cells import Place, ShownCell
from models.document import Block, Cell, SheetPlace, Table

ASIDE_SHARE = 0.5  # of the rows of the larger: what stands beside a table and is shorter is not part of it
SAME_COLUMNS = 0.75  # of the columns of a table; a row below a gap that has fewer is of another
TITLE_SIZE = 13.0  # points; the text of a sheet has 10 to 12


@dataclass(frozen=True, slots=True)
class Part:
    """A table or a line, with the rows and columns it takes on the sheet."""

    item: Block | Table
    top: int
    bottom: int
    left: int
    right: int


Spot = Callable[[int, int], SheetPlace]
"""Where on the sheet the place at a row and column is."""

_Line = tuple[int, int, ShownCell]


@dataclass(slots=True)
class _Piece:
    """A stretch of rows and columns that belongs together.

    columns: those it takes, in order; such as only part others are left out.
    """

    cells: dict[Place, ShownCell]
    columns: list[int]

    def saying(self) -> dict[int, list[tuple[int, ShownCell]]]:
        """The cells that begin in each row and say something, by column; rows with none of them too."""
        rows: dict[int, list[tuple[int, ShownCell]]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            held = rows.setdefault(row, [])
            if cell.says:
                held.append((column, cell))
        return rows


def part_sheet(cells: dict[Place, ShownCell], spot: Spot) -> list[Part]:
    """The tables and lines of a sheet, from top to bottom. Raises `OversizedFile` for a table of too many places."""
    lines: list[_Line] = []
    tables: list[_Piece] = []
    parted = False  # whether lines stand between the last table and what comes
    title = _title(cells)
    often = _said_often(cells)
    if title:
        lines.append((*title, cells[title]))
    for band in _bands({place: cell for place, cell in cells.items() if place != title}):
        for piece in (part for beside in _side_by_side(band) for part in _by_lines(beside)):
            above, body, below = _lines_and_body(piece, often)
            if body is None:
                parted = True
            elif tables and not parted and _goes_on(tables[-1], above, body):
                tables[-1].cells |= {(row, column): cell for row, column, cell in above} | body.cells
                above = []
            else:
                tables.append(body)
                parted = False
            parted = parted or bool(below)
            lines += [*above, *below]
    refuse_too_many_cells(sum(len(_kept_rows(piece)) * len(piece.columns) for piece in tables))
    parts = [*(part for line in lines for part in _paragraphs(line)), *(_table(piece, spot) for piece in tables)]
    return sorted(parts, key=lambda part: (part.top, part.left))


def _title(cells: dict[Place, ShownCell]) -> Place | None:
    """The place of the sheet's title where other things stand beside it: the one large text of the first row."""
    first = min((place[0] for place, cell in cells.items() if cell.says), default=None)
    row = [(cell.size, place) for place, cell in cells.items() if cell.says and place[0] == first and not cell.framed]
    (size, place), *others = sorted(row, reverse=True) or [(0.0, (0, 0))]
    return place if others and size >= TITLE_SIZE and size > others[0][0] else None


def _by_lines(piece: _Piece) -> list[_Piece]:
    """The rows without lines or fills above a header that has them, and the rest; one piece where there are none."""
    rows = piece.saying()
    framed = sorted({place[0] for place, cell in piece.cells.items() if cell.framed})
    if len(framed) * 2 < len(rows) or not _stands_out(rows[framed[0]]):
        return [piece]
    over = {place: cell for place, cell in piece.cells.items() if place[0] < framed[0]}
    if not over or any(cell.fill or place[0] + cell.row_span > framed[0] for place, cell in over.items()):
        return [piece]
    table = {place: cell for place, cell in piece.cells.items() if place not in over}
    return [_Piece(over, piece.columns), _Piece(table, piece.columns)]


def _bands(cells: dict[Place, ShownCell]) -> Iterator[dict[Place, ShownCell]]:
    """Stretches of rows without a gap between them. Rows of fill or lines alone count where a table has them."""
    by_row: dict[int, list[tuple[Place, ShownCell]]] = {}
    for place, cell in sorted(cells.items()):
        by_row.setdefault(place[0], []).append((place, cell))
    band: dict[Place, ShownCell] = {}
    end = -1
    for row, held in by_row.items():
        if band and row > end + 1:
            yield from _trimmed(band)
            band = {}
        band.update(held)
        end = max(end, *(place[0] + cell.row_span - 1 for place, cell in held))
    yield from _trimmed(band)


def _trimmed(band: dict[Place, ShownCell]) -> Iterator[dict[Place, ShownCell]]:
    """The band without rows that say nothing at its top and bottom; nothing when no row says anything."""
    saying = [place[0] for place, cell in band.items() if cell.says]
    if saying:
        yield {place: cell for place, cell in band.items() if min(saying) <= place[0] <= max(saying)}


def _side_by_side(band: dict[Place, ShownCell]) -> list[_Piece]:
    """The pieces of a band that empty columns part; a column that only stands between two halves of a table is none."""
    used: set[int] = set()
    for place, cell in band.items():
        if cell.says or cell.framed or cell.fill:
            used.update(range(place[1], place[1] + (cell.column_span if cell.says else 1)))
    groups: list[list[int]] = []
    for column in sorted(used):
        if groups and column == groups[-1][-1] + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    pieces = [
        _Piece({place: cell for place, cell in band.items() if place[1] in set(group)}, group) for group in groups
    ]
    pieces = [piece for piece in pieces if any(cell.says for cell in piece.cells.values())]
    heights = [sum(1 for held in piece.saying().values() if held) for piece in pieces]
    tallest = max(heights, default=0)
    main = [piece for piece, height in zip(pieces, heights, strict=True) if height > tallest * ASIDE_SHARE]
    aside = [piece for piece, height in zip(pieces, heights, strict=True) if height <= tallest * ASIDE_SHARE]
    joined = _Piece(
        {place: cell for piece in main for place, cell in piece.cells.items()},
        [column for piece in main for column in piece.columns],
    )
    return [joined, *aside] if main else []


def _said_often(cells: dict[Place, ShownCell]) -> frozenset[str]:
    """What cells over several columns say again and again: labels of cards, whose values stand under them."""
    times = Counter(_folded(cell) for cell in cells.values() if cell.says and cell.column_span > 1)
    return frozenset(text for text, count in times.items() if count > 1)


def _lines_and_body(piece: _Piece, often: Container[str]) -> tuple[list[_Line], _Piece | None, list[_Line]]:
    """Lines above, the table, and lines below it; a piece of lines alone has no table.

    often: labels. Lines as wide as the table, from one of them on, are the rest of a card.
    """
    rows = piece.saying()
    several = [row for row, held in rows.items() if len(held) > 1]
    if not several:
        return [(row, *held[0]) for row, held in rows.items() if held], None, []
    end = max(place[0] + cell.row_span for place, cell in piece.cells.items() if place[0] <= several[-1])
    alone = [(row, *held[0]) for row, held in rows.items() if len(held) == 1]
    inside = {_look(line) for line in alone if several[0] < line[0] < end}
    outside = [line for line in alone if not _is_row(piece, line)]
    above = [line for line in outside if line[0] < several[0] and line[2].row_span == 1 and _look(line) not in inside]
    below = [line for line in outside if line[0] >= end and not (line[2].framed or line[2].fill)]
    across = list(takewhile(lambda line: line[2].column_span >= len(piece.columns), below))
    if any(_folded(cell) in often for _, _, cell in across):
        below = below[len(across) :]
    taken = {row for row, _, _ in (*above, *below)}
    body = {place: cell for place, cell in piece.cells.items() if place[0] not in taken}
    return above, _Piece(body, piece.columns), below


def _look(line: _Line) -> tuple[int, int, str | None, bool, float]:
    """What a line that opens a group of rows has in common with the others."""
    _, column, cell = line
    return column, cell.column_span, cell.fill, cell.bold, cell.size


def _is_row(piece: _Piece, line: _Line) -> bool:
    """Whether other cells of its row have lines around them or a colour of their own: it has empty cells."""
    row, column, said = line
    beside = (cell for place, cell in piece.cells.items() if place[0] == row and place[1] != column)
    return any(cell.framed or cell.fill not in {None, said.fill} for cell in beside)


def _goes_on(last: _Piece, above: Sequence[_Line], piece: _Piece) -> bool:
    """Whether a piece below a gap goes on with the table before it; lines above it must look as some inside that."""
    banners = {_look((row, *held[0])) for row, held in last.saying().items() if len(held) == 1}
    if any(_look(line) not in banners for line in above):
        return False
    if not set(piece.columns) <= set(last.columns) or len(piece.columns) < SAME_COLUMNS * len(last.columns):
        return False
    header, first = _first_row(last), _first_row(piece)
    if [_folded(cell) for _, cell in first] == [_folded(cell) for _, cell in header]:
        return False
    return _stands_out(header) and not _stands_out(first)


def _first_row(piece: _Piece) -> list[tuple[int, ShownCell]]:
    return next((held for held in piece.saying().values() if held), [])


def _stands_out(row: Sequence[tuple[int, ShownCell]]) -> bool:
    """Whether all of a row is bold, or filled alike, as headers are."""
    fills = {cell.fill for _, cell in row}
    return len(row) > 1 and (all(cell.bold for _, cell in row) or (len(fills) == 1 and None not in fills))


def _folded(cell: ShownCell) -> str:
    return " ".join(block.text for block in cell.blocks).casefold()


def _paragraphs(line: _Line) -> list[Part]:
    """A line outside tables; one that stands out is a heading as a whole, another a paragraph a line of its cell."""
    row, column, cell = line
    large = cell.size >= TITLE_SIZE
    blocks = cell.blocks
    if cell.bold or large:
        whole = Block(kind="para", text=" ".join(block.text for block in blocks), evidence=(cell.spot,))
        heading = {"kind": "heading", "level": 0 if large else 1}
        blocks = ((blocks[0] if len(blocks) == 1 else whole).model_copy(update=heading),)
    return [Part(block, row, row + cell.row_span - 1, column, column + cell.column_span - 1) for block in blocks]


def _table(piece: _Piece, spot: Spot) -> Part:
    """The piece as a table: a cell for every place that no other covers."""
    rows = _kept_rows(piece)
    columns = piece.columns
    row_of = {row: place for place, row in enumerate(rows)}
    column_of = {column: place for place, column in enumerate(columns)}
    taken: set[Place] = set()
    made: list[list[Cell]] = [[] for _ in rows]
    for (row, column), cell in sorted(piece.cells.items()):
        if row not in row_of or column not in column_of or (row, column) in taken:
            continue
        down = [each for each in range(row, row + cell.row_span) if each in row_of]
        across = [each for each in range(column, column + cell.column_span) if each in column_of]
        taken |= {(each, other) for each in down for other in across}
        made[row_of[row]].append(
            Cell(
                row=row_of[row],
                column=column_of[column],
                row_span=len(down),
                column_span=len(across),
                blocks=cell.blocks,
                fill=cell.fill,
                marks=cell.marks,
                unread=cell.unread,
                evidence=(cell.spot,),
            )
        )
    for row in rows:
        for column in columns:
            if (row, column) not in taken:
                made[row_of[row]].append(Cell(row=row_of[row], column=column_of[column], evidence=(spot(row, column),)))
    table = Table(
        rows=tuple(tuple(sorted(cells, key=lambda cell: cell.column)) for cells in made), column_count=len(columns)
    )
    return Part(table, rows[0], rows[-1], columns[0], columns[-1])


def _kept_rows(piece: _Piece) -> list[int]:
    """The rows that cells begin in or go over."""
    return sorted({row for place, cell in piece.cells.items() for row in range(place[0], place[0] + cell.row_span)})
