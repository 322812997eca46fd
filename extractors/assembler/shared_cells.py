"""Tells of empty cells that may be part of one above: cut by a page break, or merged over a theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.assembler.doubts import recorded
from extractors.assembler.grid import one_line
from extractors.assembler.themes.grouping import ThemedAction
from models.catalogue import finding
from models.document import Cell
from models.finding import Finding
from models.plan import Action
from models.reference.columns import ColumnField

FEWEST_THEMES = 3  # of several actions, whose first alone has a cell filled
_MERGED: tuple[ColumnField, ...] = ("leads", "named_leads", "lead_organisations", "timescale")


def shared_cells(themed: Sequence[ThemedAction], actions: Sequence[Action]) -> Iterator[Finding]:
    """Doubts about empty cells of leads and dates, which often are merged over actions that share them."""
    for name in _MERGED:
        cells = [item.row.cells.get(name, ()) for item in themed]
        fields = recorded(name)
        if _of_themes(themed, cells):
            reason = "only the first action of each theme has it"
            yield finding("cell-may-be-shared", fields=fields, field=name, reason=reason)
        elif any(cell.row_span > 1 for group in cells for cell in group):
            for item, above, group, action in zip(themed[1:], cells, cells[1:], actions[1:], strict=False):
                if item.row.opens_page and _is_empty(group) and not _is_empty(above):
                    reason = "it is empty at the top of a page, and other cells of this column span several actions"
                    ref, page = action.ref, item.row.page
                    yield finding(
                        "cell-may-be-shared", action_ref=ref, page=page, fields=fields, field=name, reason=reason
                    )


def _is_empty(cells: Sequence[Cell]) -> bool:
    return not any(map(one_line, cells))


def _of_themes(themed: Sequence[ThemedAction], cells: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first action of each theme has something in a column, and no other action."""
    pairs = zip(themed, cells, strict=True)
    themes = [[_is_empty(one) for _, one in group] for _, group in groupby(pairs, key=lambda pair: pair[0].theme)]
    several = [empty for empty in themes if len(empty) > 1]
    return len(several) >= FEWEST_THEMES and all(not empty[0] and all(empty[1:]) for empty in themes)
