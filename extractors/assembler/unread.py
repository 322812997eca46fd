"""What is seen of a plan and stands in no action: pictures in its tables, narratives on other pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from extractors.assembler.doubts import recorded
from extractors.assembler.grid import one_line, page_of
from extractors.assembler.rows import ActionRow
from models.catalogue import finding
from models.document import Block, Cell, Item, Table
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action
from models.reference.columns import fold_header, understand_header
from models.reference.statuses import is_bare_status

FEWEST_EMPTY = 3  # narratives
MOSTLY = 0.8  # of the actions
LONGEST_NAME = 120  # characters of a text that may open with the name of a field
_MAY_LACK = ("rag", "named_leads", "lead_organisations", "timescale", "outcome")
BANNER = 0.6
"""Share of the columns that a cell spans which is a banner over rows, where icons are ornament."""


def unread_elsewhere(tables: Iterable[Table], actions: Iterable[ActionRow]) -> Iterator[Finding]:
    """A doubt for each row of the plan's tables that shows something unread and is no action's."""
    held = {cell.evidence for action in actions for cell in _cells(action) if cell.unread}
    for table in tables:
        for row in table.rows:
            left = [cell for cell in row if cell.unread and cell.evidence not in held and not _is_ornament(cell, table)]
            if left:
                place = "in a row of the table that is not an action"
                yield finding("picture-beside-table", page=page_of(left[0]), place=place, fields=(WHOLE_ACTION,))


def narrative_elsewhere(items: Sequence[Item], places: Collection[int], actions: Sequence[Action]) -> Iterator[Finding]:
    """An error where hardly an action has a narrative, and the name of such a column stands outside the plan's tables.

    A wide sheet that was printed over several pages across has it on another page.
    """
    empty = sum(action.nil_return and not action.narrative for action in actions)
    if empty < max(FEWEST_EMPTY, MOSTLY * len(actions)):
        return
    for place, item in enumerate(items):
        if place in places:
            continue
        cells = item.rows[0] if isinstance(item, Table) and item.rows else ()
        texts = [item.text] if isinstance(item, Block) else [one_line(cell) for cell in cells]
        name = next((text for text in texts if understand_header(text) == "narrative"), None)
        if name:
            page = page_of(item if isinstance(item, Block) else cells[0])
            yield finding("narrative-elsewhere", page=page, fields=("narrative",), header=name, count=empty)
            return


def fields_elsewhere(items: Sequence[Item], places: Collection[int], actions: Sequence[Action]) -> Iterator[Finding]:
    """An error where the name of a field that no action has stands beside the plan's tables, about once an action.

    A status alone tells of the RAG as its name does.
    """
    beside = (item for place, item in enumerate(items) if place > min(places) and place not in places)
    counts: Counter[tuple[str, str]] = Counter()
    for item in beside:
        texts = [one_line(cell) for row in item.rows for cell in row] if isinstance(item, Table) else [item.text]
        for text in (text for text in texts if len(text) <= LONGEST_NAME):
            name = text.partition(":")[0]
            fields = ("rag",) if len(text) > 1 and is_bare_status(text) else recorded(understand_header(name))
            counts.update((field, "" if field == "rag" else fold_header(name)) for field in fields)
    least = max(FEWEST_EMPTY, MOSTLY * len(actions))
    times = {field: count for (field, _), count in counts.items() if count >= least}
    lacking = {field: times[field] for field in _MAY_LACK if field in times and not _have(field, actions)}
    if lacking:
        what = ", ".join(field.replace("_", " ") for field in lacking)
        yield finding("fields-elsewhere", fields=(*lacking, "other"), what=what, count=sum(lacking.values()))


def _have(field: str, actions: Sequence[Action]) -> bool:
    return any(getattr(action, field) for action in actions)


def _cells(action: ActionRow) -> Iterator[Cell]:
    for group in action.cells.values():
        yield from group
    yield from (cell for _, cell in (*action.other, *action.quarters))
    yield from action.theme_cells


def _is_ornament(cell: Cell, table: Table) -> bool:
    banner = cell.column_span >= max(2, round(BANNER * table.column_count)) and bool(one_line(cell))
    return cell.header or banner
