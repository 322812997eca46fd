"""Puts together what page breaks cut: tables that run over pages, and rows cut in two.

No general method exists for tables at large; for plans there is one, because a plan's header names its columns and its
actions carry numbers. A piece continues the table before it when nothing but page furniture stands between them and
their columns stand at the same places (or the header is printed again). A row continues the row before it when it has
no number of its own. Each join keeps its reason; no piece is ever dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from extractors.assembler.columns import choose_columns
from extractors.assembler.cut_rows import UNSURE, RowKeys, why_cut
from extractors.assembler.going_on import says_continued
from extractors.assembler.grid import Grid, distinct, filled, make_rows, one_line, without_slivers
from extractors.assembler.headers import (
    Column,
    Header,
    find_header,
    first_rows_again,
    header_again,
    look_for_header,
    prints_header,
    repeats_header,
    rows_marked,
    with_headers_marked,
)
from extractors.assembler.labels import label_of
from extractors.assembler.paragraphs import joined_blocks
from extractors.assembler.tables.align import common_edges, in_next_column, moved_onto, on_common_edges, same_columns
from extractors.assembler.tables.headers_apart import header_parted
from extractors.assembler.tables.sheet_headings import without_sheet_headings
from models.document import Block, Cell, Document, Item, Join, Table
from models.reference.columns import fold_header, is_column_name

LABEL_AND_VALUE = 2  # columns of a form
FEWEST_LABELS = 2  # rows between the others that two cards have alike
OFTEN = 3  # times that a table of cards says its labels
LONGEST_SPECK = 2  # characters; letters that a page's edge cuts from a table too wide for it


@dataclass(frozen=True, slots=True)
class Stitched:
    """The items of a document with its tables whole, and the header cells left out because they were printed again."""

    items: tuple[Item, ...]
    repeated: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    """Cells left out, by the index of the table in `items`."""


def stitch(document: Document) -> Stitched:
    """Join the pieces of tables that run over pages. Items without pages come back as they are."""
    items: list[Item] = []
    repeated: dict[int, tuple[Cell, ...]] = {}
    pieces: list[Table] = []
    between: list[Block] = []
    stands: Table | None = None

    words = _inner_words(document)

    def flush() -> None:
        if pieces:
            bare = [without_sheet_headings(piece) for piece in pieces]
            table, left_out = join_pieces([piece for piece, _ in bare], words)
            left_out = (*left_out, *(cell for _, taken in bare for cell in taken))
            if left_out:
                repeated[len(items)] = left_out
            items.append(with_headers_marked(without_slivers(table)))
            pieces.clear()
        items.extend(between)
        between.clear()

    for item in document.items:
        if isinstance(item, Block):
            (between if pieces else items).append(item)
            continue
        piece = _continuation(pieces, stands, item, between) if pieces and stands else None
        if piece is None:
            flush()
        pieces.append(piece or item)
        stands = item
    flush()
    return Stitched(tuple(items), repeated)


def _continuation(pieces: list[Table], stands: Table, piece: Table, between: list[Block]) -> Table | None:
    """The piece, lined up with the table so far, when it goes on with it; None when it is a table of its own.

    stands: the last piece so far, where it stands on its page.
    """
    last = pieces[-1]
    if not last.pages or not piece.pages or piece.pages[0] - last.pages[-1] not in {0, 1}:
        return None
    placed = in_next_column(pieces, stands, piece)
    if placed is None:
        return None
    piece = placed
    if any(_parts_tables(block) for block in between):
        return None
    header = look_for_header(Grid(pieces[0]))
    if (header is None and find_header(Grid(piece))) or _is_another_card(last, piece):
        return None
    if same_columns(pieces, piece):
        return _by_its_header(pieces[0], piece, header) if header else piece
    return moved_onto(pieces, piece) if header and _leading_repeats(Grid(piece), header) else None


def _is_another_card(last: Table, piece: Table) -> bool:
    """Whether a piece prints the first row of the one before again, and the same rows between its other rows.

    These are the labels of a card, which the piece before went through to the end.
    """
    before, after = ([_texts(grid, row) for row in range(grid.row_count)] for grid in (Grid(last), Grid(piece)))
    if not before or not after or before[0] != after[0] or not any(before[0]):
        return False
    again = {texts for texts in before[1:] if texts in after[1:]} & {*_label_rows(last), *_label_rows(piece)}
    said = [[texts for texts in rows[1:] if texts in again] for rows in (before, after)]
    return len(said[0]) >= FEWEST_LABELS and said[0] == said[1]


def _label_rows(table: Table) -> Iterator[tuple[str, ...]]:
    """What the rows say whose cells may all be labels."""
    grid = Grid(table)
    for row in range(grid.row_count):
        said = filled(grid.beginning(row))
        if said and all(map(label_of, said)):
            yield _texts(grid, row)


def _texts(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(fold_header(one_line(cell)) for cell in filled(grid.beginning(row)))


def _by_its_header(first: Table, piece: Table, header: Header) -> Table:
    """The piece with the columns of the first one, where both print the whole header, each name over its own column.

    A table may set its columns a little wider on one page than on another; names tell them better than places.
    """
    names = [
        [(cell.column, cell.column_span, fold_header(one_line(cell))) for cell in filled(Grid(table).beginning(row))]
        for table, row in ((first, header.first_row), (piece, 0))
    ]
    alike = first.column_count == piece.column_count and names[0] == names[1] and len(names[0]) > LABEL_AND_VALUE
    return piece.model_copy(update={"column_edges": first.column_edges}) if alike else piece


def _leading_repeats(grid: Grid, header: Header, titles: Sequence[tuple[str, ...]] = ()) -> int:
    """How many rows at the top of a piece only print the header again, under the titles that stand over it, if any."""
    above = [_texts(grid, row) for row in range(min(len(titles), grid.row_count - 1))]
    rows = len(above) if above == [*titles] and repeats_header(grid, len(above), header) else 0
    while rows < grid.row_count and repeats_header(grid, rows, header):
        rows += 1
    # an empty row inside a header of several rows (all of it spanned from above) goes with it
    while 0 < rows < grid.row_count and not grid.beginning(rows):
        rows += 1
    return rows


def _is_label_and_value(header: Header) -> bool:
    """Whether what looks like a header may be the first row of a form, a label beside or over its value."""
    names = [column.name for column in header.columns]
    return len(names) < LABEL_AND_VALUE or (len(names) == LABEL_AND_VALUE and not all(map(is_column_name, names)))


def _opens_rows(pieces: Sequence[Table], header: Header) -> bool:
    """Whether the first name of a header opens other rows as well: a label of a form, whose first values were alike."""
    grids = [Grid(piece if place == 0 else header_parted(piece, header)) for place, piece in enumerate(pieces)]
    name = _texts(grids[0], header.first_row)[:1]
    rows = (
        (grid, row)
        for place, grid in enumerate(grids)
        for row in range(0 if place else header.end_row, grid.row_count)
        if name and _texts(grid, row)[:1] == name
    )
    return any(not repeats_header(grid, row, header) for grid, row in rows)


def _parts_tables(block: Block) -> bool:
    """Whether a block between two pieces says that they are two tables: more than furniture, "continued" or a speck."""
    return not block.aside and len(block.text) > LONGEST_SPECK and not says_continued(block.text)


def _inner_words(document: Document) -> frozenset[str]:
    """The words inside blocks: not the last of a block, which a page break may have cut."""
    texts = [block.text for block in document.blocks()]
    texts += [block.text for table in document.tables() for cell in table.cells() for block in cell.blocks]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.rpartition(" ")[0]))


def join_pieces(pieces: list[Table], words: frozenset[str] = frozenset()) -> tuple[Table, tuple[Cell, ...]]:
    """One table from its pieces in order, and the header cells that were printed again on later pages.

    words: the words of the document, by which words that a page break cuts are known.
    """
    if len(pieces) == 1:
        return pieces[0], ()
    edges = common_edges(pieces)
    aligned = [on_common_edges(piece, edges) for piece in pieces]
    header = _header_of(aligned)
    labels = _card_labels(aligned, header)
    form = header is not None and (_is_label_and_value(header) or _opens_rows(aligned, header))
    builder = _Builder(aligned[0], RowKeys.of(aligned[0].column_count, _columns(aligned, header)), words, labels)
    left_out: list[Cell] = []
    titles = [_texts(Grid(aligned[0]), row) for row in range(header.first_row)] if header else []
    for whole in aligned[1:]:
        piece = header_parted(whole, header) if header else whole
        grid = Grid(piece)
        skip = _leading_repeats(grid, header, titles) if header and not form else 0
        if skip == grid.row_count:
            # a header alone at the foot of a page opens what follows: it is kept
            skip = 0
        elif labels and _texts(grid, skip) not in labels:
            skip = 0  # it opens another card
        left_out += [cell for row in range(skip) for cell in grid.beginning(row)]
        builder.add(piece, skip, header)
    table = builder.table(edges)
    opens = header is not None and repeats_header(Grid(pieces[0]), header.first_row, header)
    return (rows_marked(table, range(header.first_row, header.end_row)) if header and opens else table), tuple(left_out)


def _card_labels(pieces: Sequence[Table], header: Header | None) -> frozenset[tuple[str, ...]]:
    """What the rows of labels say where a table is one of cards: rows said again and again between the others.

    Its header, the first of them, stands in the midst of pages too. Empty for other tables.
    """
    if header is None:
        return frozenset()
    rows = [[_texts(grid, row) for row in range(grid.row_count)] for grid in map(Grid, pieces)]
    first = rows[0][header.first_row]
    labels = {texts for texts, times in Counter(chain.from_iterable(rows)).items() if texts and times >= OFTEN}
    midst = any(first in texts[1:] for texts in (rows[0][header.end_row :], *rows[1:]))
    return frozenset(labels) if midst and len(labels - {first}) >= FEWEST_LABELS else frozenset()


def _columns(pieces: list[Table], header: Header | None) -> tuple[Column, ...]:
    """What the columns are, asked of all pieces first: how rows are told apart follows from it."""
    if header is None:
        return ()
    later = replace(header, first_row=0, end_row=0)
    return choose_columns([(Grid(piece), later if place else header) for place, piece in enumerate(pieces)])


def _header_of(pieces: list[Table]) -> Header | None:
    """The header of a table in pieces: that of the first piece, or of a later one whose columns are named.

    What opens several pieces alike is one, whatever it says.
    """
    grids = [Grid(piece) for piece in pieces]
    first = look_for_header(grids[0]) or header_again(grids[0], first_rows_again(grids))
    return first or next((header for grid in grids[1:] if (header := find_header(grid))), None)


class _Builder:
    """A table that grows piece by piece."""

    def __init__(self, first: Table, keys: RowKeys, words: frozenset[str], labels: frozenset[tuple[str, ...]]) -> None:
        self.words = words
        self.labels = labels
        self.cells = list(first.cells())
        self.row_count = len(first.rows)
        self.pages = list(first.pages)
        self.column_count = first.column_count
        self.open_top = first.open_top
        self.open_bottom = first.open_bottom
        self.joins = list(first.joins)
        self.keys = keys

    def add(self, piece: Table, skip: int, header: Header | None) -> None:
        """Append a piece without its first `skip` rows; join its first row to the last when the break cut it."""
        page = piece.pages[0]
        grid = Grid(piece)
        reason = "the header is printed again" if skip else "its columns are at the same places"
        self.joins.append(Join(kind="table", row=self.row_count, page=page, reason=reason))
        above = self._last_row()
        cut = None
        begun = filled(cell for cell in distinct(above) if cell.row == self.row_count - 1)
        last_is_header = header is not None and prints_header(begun, header)
        if skip < grid.row_count and not last_is_header and _texts(grid, skip) not in self.labels:
            cut = why_cut(above, grid, skip, self.keys, opened=self.open_bottom or (piece.open_top and not skip))
        offset = self.row_count - skip - (1 if cut else 0)
        if cut:
            self.joins.append(Join(kind="row", row=self.row_count - 1, page=page, reason=cut, sure=cut not in UNSURE))
        for cell in piece.cells():
            if cell.row + cell.row_span <= skip:
                continue
            row = max(cell.row, skip)
            moved = cell.model_copy(update={"row": row + offset, "row_span": cell.row + cell.row_span - row})
            if cut and row == skip:
                self._merge(above, moved)
            else:
                self.cells.append(moved)
        self.row_count = offset + grid.row_count
        self.pages += [page for page in piece.pages if page not in self.pages]
        self.open_bottom = piece.open_bottom

    def _merge(self, last_row: Sequence[Cell | None], cell: Cell) -> None:
        """Add a cell of a cut row to the cell it continues."""
        above = last_row[cell.column]
        if above is None:
            self.cells.append(cell)
            return
        place = next(
            index for index, known in enumerate(self.cells) if (known.row, known.column) == (above.row, above.column)
        )
        known = self.cells[place]
        end = max(known.row + known.row_span, cell.row + cell.row_span)
        self.cells[place] = known.model_copy(
            update={
                "row_span": end - known.row,
                "blocks": joined_blocks(known.blocks, cell.blocks, self.words),
                "fill": known.fill or cell.fill,
                "marks": known.marks + cell.marks,
                "unread": known.unread + cell.unread,
                "evidence": known.evidence + cell.evidence,
            }
        )

    def _last_row(self) -> list[Cell | None]:
        """The cell at each column of the last row."""
        places: list[Cell | None] = [None] * self.column_count
        for cell in self.cells:
            if cell.row + cell.row_span >= self.row_count:
                columns = range(cell.column, min(cell.column + cell.column_span, self.column_count))
                places[columns.start : columns.stop] = [cell] * len(columns)
        return places

    def table(self, edges: tuple[float, ...]) -> Table:
        """The table as it stands."""
        return Table(
            rows=make_rows(self.cells, self.row_count),
            column_count=self.column_count,
            pages=tuple(self.pages),
            column_edges=edges,
            open_top=self.open_top,
            open_bottom=self.open_bottom,
            joins=tuple(self.joins),
        )


def joined_rows(table: Table) -> frozenset[int]:
    """Rows of a joined table at which a later page begins."""
    return frozenset(join.row for join in table.joins if join.kind == "table")
