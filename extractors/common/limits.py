"""Limits that hold for documents of every format, so that one made to do harm is refused and not read for ever."""

from __future__ import annotations

from models.errors import OversizedFile

MAX_CELLS = 100_000
"""Cells of all tables of a document. The largest plan seen has about 500; a strategy of 300 pages of nothing but tables
has some 30,000. A hundred thousand are read in about ten seconds."""


def refuse_too_many_cells(count: int) -> None:
    """Raise `OversizedFile` when a document has more cells than any plan."""
    if count > MAX_CELLS:
        raise OversizedFile(
            f"Its tables have {count} cells, far more than a plan; the limit is {MAX_CELLS}.",
            "Save the plan's own pages as a separate file.",
        )
