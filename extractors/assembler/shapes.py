"""Chooses the plan's cards and tables on their side, by the labels and values of all that print the same labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.assembler.cards import FEWEST_CARDS, Upright, make_upright
from extractors.assembler.choosing import LIKELY, LIKELY_ANYWHERE, Seen
from extractors.assembler.columns import Settled, settle_columns
from extractors.assembler.grid import Grid, make_rows
from extractors.assembler.headers import header_of
from models.document import Cell, Table
from models.reference.columns import fold_header, understand_header

MOST = 0.6  # share of a table's labels that those before it must print too, to be of one kind


@dataclass(frozen=True, slots=True)
class Shape:
    """A table made upright, and what was chosen for it."""

    upright: Upright
    seen: Seen


def choose_shapes(tables: Mapping[int, Table], *, speaks_of_plan: bool) -> dict[int, Shape]:
    """The plan's tables of other shapes than upright, by their places.

    speaks_of_plan: whether the document calls itself a plan.
    """
    chosen: dict[int, Shape] = {}
    for kind in _kinds(make_upright(tables)):
        chosen |= _read_together(kind, speaks_of_plan=speaks_of_plan)
    return chosen


def _kinds(uprights: Mapping[int, Upright]) -> list[dict[int, Upright]]:
    """The tables that mostly print the same labels, together."""
    kinds: list[tuple[set[str], dict[int, Upright]]] = []
    for place, upright in uprights.items():
        labels = set(map(fold_header, upright.labels))
        for known, members in kinds:
            if len(labels & known) >= MOST * len(labels):
                known.update(labels)
                members[place] = upright
                break
        else:
            kinds.append((labels, {place: upright}))
    return [members for _, members in kinds]


def _read_together(kind: Mapping[int, Upright], *, speaks_of_plan: bool) -> dict[int, Shape]:
    names: dict[str, str] = {}
    for upright in kind.values():
        for label in upright.labels:
            names.setdefault(fold_header(label), label)
    whole = Grid(_whole(list(kind.values()), list(names)))
    if whole.row_count <= FEWEST_CARDS:
        return {}
    header = header_of(names.values())
    settled = settle_columns(whole, header)
    if "mandatory_action" not in settled.roles or settled.likelihood < (LIKELY if speaks_of_plan else LIKELY_ANYWHERE):
        return {}
    shapes: dict[int, Shape] = {}
    for place, upright in kind.items():
        own = _own(settled, list(names), upright)
        seen = Seen(header_of(upright.labels), own, is_plan=True)
        shapes[place] = Shape(upright, seen)
        settled = replace(settled, findings=())
    return shapes


def _whole(uprights: Sequence[Upright], names: Sequence[str]) -> Table:
    """All of them as one table."""
    cells: list[Cell] = []
    row = 0
    for upright in uprights:
        places = [names.index(fold_header(label)) for label in upright.labels]
        for said in upright.table.rows[1:]:
            if len(said) < 2 and upright.table.column_count > 1:
                continue
            row += 1
            cells += [
                cell.model_copy(update={"row": row, "column": places[cell.column], "row_span": 1, "column_span": 1})
                for cell in said
            ]
    return Table(rows=make_rows(cells, row + 1), column_count=len(names))


def _own(settled: Settled, names: Sequence[str], upright: Upright) -> Settled:
    """What was settled for all, for the labels that a table prints, in its own order."""
    places = [names.index(fold_header(label)) for label in upright.labels]
    columns = tuple(
        replace(settled.columns[place], index=index, header=label)
        for index, (place, label) in enumerate(zip(places, upright.labels, strict=True))
    )
    leads = any(column.field in {"leads", "lead_organisations"} for column in columns)
    if not leads:
        # of a card that names no other, partners lead
        columns = tuple(
            replace(column, field="lead_organisations") if understand_header(column.name) == "partners" else column
            for column in columns
        )
    shaded = places.index(settled.shaded) if settled.shaded in places else None
    return replace(settled, columns=columns, shaded=shaded)
