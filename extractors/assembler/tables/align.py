"""Lines up the columns of a table's pieces, which the page they stand on may have cut differently."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.assembler.grid import make_rows
from models.document import Table

EDGE_TOLERANCE = 4.0  # points; rulings of one column differ by their own width and by rounding from page to page
FARTHEST_SHIFT = 80.0  # points; the difference of an inner and an outer margin
SHARED_EDGES = 0.75  # share of each piece's grid lines that the other must have too
COVERED_EDGES = 0.6  # the same for a piece that only lacks some columns, since empty ones may not be drawn


def same_columns(chain: Sequence[Table], piece: Table) -> bool:
    """Whether a piece has the columns of the table so far, apart from some it lacks or splits."""
    known = common_edges(chain)
    return len(known) >= 2 and len(piece.column_edges) >= 2 and _same_edges(known, piece.column_edges)


def moved_onto(chain: Sequence[Table], piece: Table) -> Table | None:
    """The piece moved sideways onto the table so far, as pages with mirrored margins need it; None if unlike."""
    known = common_edges(chain)
    if len(known) < 2 or len(piece.column_edges) < 2:
        return None
    shift = known[0] - piece.column_edges[0]
    edges = tuple(edge + shift for edge in piece.column_edges)
    if abs(shift) > FARTHEST_SHIFT or not _same_edges(known, edges):
        return None
    return piece.model_copy(update={"column_edges": edges})


def in_next_column(chain: Sequence[Table], last: Table, piece: Table) -> Table | None:
    """The piece moved onto the table so far, where the next column of a page's text begins with it.

    That stands right of the last piece on the same page, or left of it on the next. A piece that stands elsewhere on
    the next page comes back as it is; None for one elsewhere on the same page.
    """
    edges, known = piece.column_edges, common_edges(chain)
    same_page = piece.pages[0] == last.pages[-1]
    if not edges or not last.column_edges:
        return None if same_page else piece
    beside = edges[0] >= last.column_edges[-1] if same_page else edges[-1] <= last.column_edges[0]
    if not beside:
        return None if same_page else piece
    shift = known[0] - edges[0]
    return piece.model_copy(update={"column_edges": tuple(edge + shift for edge in edges)})


def _same_edges(known: Sequence[float], edges: Sequence[float]) -> bool:
    outer = abs(known[0] - edges[0]) <= EDGE_TOLERANCE * 2, abs(known[-1] - edges[-1]) <= EDGE_TOLERANCE * 2
    shared = sum(_near(edge, known) for edge in edges) / len(edges)
    covered = sum(_near(edge, edges) for edge in known) / len(known)
    lacking = shared == 1 and covered >= COVERED_EDGES
    return any(outer) and (lacking or min(shared, covered) >= SHARED_EDGES)


def common_edges(pieces: Sequence[Table]) -> tuple[float, ...]:
    """The grid lines of all pieces, those within the tolerance of an earlier one taken as that one. Points."""
    edges: list[float] = []
    for piece in pieces:
        for edge in piece.column_edges:
            if not _near(edge, edges):
                edges.insert(bisect_left(edges, edge), edge)
    return tuple(edges)


def on_common_edges(piece: Table, edges: tuple[float, ...]) -> Table:
    """The piece with its columns counted on the common grid lines."""
    if len(piece.column_edges) != piece.column_count + 1 or len(edges) < 2:
        return piece
    places = [_nearest(edge, edges) for edge in piece.column_edges]
    cells = []
    for cell in piece.cells():
        first = places[cell.column]
        last = places[min(cell.column + cell.column_span, piece.column_count)]
        cells.append(cell.model_copy(update={"column": first, "column_span": max(1, last - first)}))
    return piece.model_copy(
        update={
            "rows": make_rows(cells, len(piece.rows)),
            "column_count": len(edges) - 1,
            "column_edges": edges,
        }
    )


def _near(edge: float, edges: Sequence[float]) -> bool:
    return any(abs(edge - known) <= EDGE_TOLERANCE for known in edges)


def _nearest(edge: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge))
