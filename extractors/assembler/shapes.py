"""Chooses the shape of each table, upright or another, by one score for every way to read it.

A way to read a table is the table made upright with what its columns are. It scores by how likely such a table is a
plan's, by the names of a plan's columns it has, and by the labels that it takes for values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.assembler.cards.bars import with_bars_parted
from extractors.assembler.cards.gathered import ShapeName, Upright
from extractors.assembler.cards.heads import with_wordings_labelled
from extractors.assembler.cards.labels_inside import with_labels_apart, with_numbers_apart
from extractors.assembler.cards.side_by_side import with_cards_below
from extractors.assembler.cards.upright import make_upright, opens_as_others
from extractors.assembler.choosing import (
    LIKELY_BESIDE,
    Seen,
    choose_tables,
    has_needed,
    is_taken,
    taken_unsurely,
    without_headers,
    without_lesser,
)
from extractors.assembler.columns import Settled, settle_columns
from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.headers import header_of, repeats_header
from extractors.assembler.labels import labels_in
from models.document import Cell, Table
from models.reference.columns import fold_header, is_column_name, understand_header

MOST = 0.6  # share of a table's labels that those before it must print too, to be of one kind
FEWEST_ACTIONS = 2  # of cards whose labels are not the names of a plan's columns
NAMED = 8.0
"""What the names of a plan's columns are worth, in units of log likelihood: the most that all cells could say."""
LEAST = 0.0003  # likelihood that counts as none
TAKEN_FOR_VALUES = 20.0
"""What it costs when all values are labels of the table's other shape: more than names and cells can outweigh."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a table: its shape, the table made upright, what its columns are, and how good that is."""

    shape: ShapeName
    upright: Upright
    seen: Seen
    score: float


def readings_of(tables: Mapping[int, Table], *, speaks_of_plan: bool) -> dict[int, list[Reading]]:
    """Every way to read each table, by its place, the best first.

    Where the header of an upright table names a plan's columns, no labels stand below it and no other tables open their
    rows with the same, no other shape is tried.
    speaks_of_plan: whether the document calls itself a plan.
    """
    grids = {place: Grid(table) for place, table in tables.items()}
    upright = choose_tables(grids, speaks_of_plan=speaks_of_plan)
    forms = opens_as_others(grids)
    open_grids = {
        place: grid for place, grid in grids.items() if place in forms or not _is_plain(grid, upright.get(place))
    }
    parted = with_labels_apart(with_numbers_apart(with_bars_parted(with_cards_below(open_grids))))
    parted = with_wordings_labelled(parted, labels_in(parted))
    made = make_upright(parted, labels_in(parted))
    kinds = [kind for ways in made for kind in _kinds(ways)]

    def every(upright: Mapping[int, Seen], *, unsurely: bool) -> dict[int, list[Reading]]:
        found: dict[int, list[Reading]] = {place: [] for place in tables}
        for place, seen in upright.items():
            labels = [label for ways in made if place in ways for label in ways[place].labels]
            found[place].append(_reading(Upright("upright", tables[place], ()), seen, labels))
        for kind in kinds:
            for place, reading in _read_together(kind, speaks_of_plan=speaks_of_plan, unsurely=unsurely):
                if not _prints_header_again(reading.upright, upright.get(place)):
                    found[place].append(reading)
        return {place: _in_order(ways) for place, ways in found.items()}

    found = every(upright, unsurely=False)
    if speaks_of_plan and not _any_plan(found):
        unsure = {
            place: taken_unsurely(one) if has_needed(one.settled, grids[place]) else one
            for place, one in upright.items()
        }
        found = every(unsure, unsurely=True)
    if speaks_of_plan and not _any_plan(found):
        bare = without_headers({place: grid for place, grid in grids.items() if place not in upright})
        found |= {place: [_reading(Upright("upright", tables[place], ()), seen, ())] for place, seen in bare.items()}
    return _beside_the_plans(found)


def _any_plan(found: Mapping[int, Sequence[Reading]]) -> bool:
    return any(way.seen.is_plan for ways in found.values() for way in ways)


def _beside_the_plans(found: Mapping[int, list[Reading]]) -> dict[int, list[Reading]]:
    """The readings, those not taken that are the plan's only as long as its own tables are not looked at.

    Beside cards that are the plan's these are upright tables; beside an upright table with the names of a plan's
    columns, cards of other labels as well: a list of meetings may look like them.
    """
    best = {place: way for place, ways in found.items() if (way := next((w for w in ways if w.seen.is_plan), None))}
    seen = without_lesser({place: way.seen for place, way in best.items()})
    named = any(way.shape == "upright" and way.seen.header.names_plan() for way in best.values())
    lesser = {place for place, way in best.items() if (named or way.shape == "upright") and not seen[place].is_plan}
    return {place: _not_the_plan(ways) if place in lesser else ways for place, ways in found.items()}


def _in_order(ways: Sequence[Reading]) -> list[Reading]:
    """The readings of a table, the best first. Where that is not a plan's, one that fits worse makes it none.

    But any table may lie on its side, and the first column of an upright one is then taken for labels: where it is no
    plan's so, and one for sure as it stands, it stands upright.
    """
    ordered = sorted(ways, key=lambda way: -way.score)
    if not ordered or ordered[0].seen.is_plan:
        return ordered
    upright = next((way for way in ordered if way.shape == "upright" and way.seen.is_plan), None)
    if upright and ordered[0].shape == "on its side" and upright.seen.likelihood > LIKELY_BESIDE:
        return [upright, *_not_the_plan([way for way in ordered if way is not upright])]
    return _not_the_plan(ordered)


def _not_the_plan(ways: Sequence[Reading]) -> list[Reading]:
    return [replace(way, seen=replace(way.seen, is_plan=False)) for way in ways]


def _is_plain(grid: Grid, seen: Seen | None) -> bool:
    """Whether a table stands upright under names of a plan's columns, and none of its rows is one of other labels."""
    if seen is None or not seen.is_plan or not seen.header.names_plan():
        return False
    header = seen.header
    with_values_below = range(header.end_row, grid.row_count - 1)
    rows = (filled(grid.beginning(row)) for row in with_values_below)
    return not any(
        said and all(is_column_name(one_line(cell)) for cell in said) and not repeats_header(grid, said[0].row, header)
        for said in rows
    )


def _prints_header_again(other: Upright, seen: Seen | None) -> bool:
    """Whether the labels of another shape are but the header of the upright table, printed again for each theme.

    The lines of a name may then stand in rows of their own. Labels printed once are of another table under this one.
    """
    if seen is None or not seen.is_plan:
        return False
    names = [f" {text} " for text in seen.header.texts]
    again = set(map(fold_header, other.repeated))
    labels = [label for label in map(fold_header, other.labels) if label in again or not again]
    return all(any(f" {label} " in name for name in names) for label in labels)


def _reading(upright: Upright, seen: Seen, labels: Sequence[str]) -> Reading:
    """A reading with its score. labels: those of the table where it is read as another shape than upright."""
    likelihood = min(1 - LEAST, max(LEAST, seen.likelihood))
    score = math.log(likelihood / (1 - likelihood))
    score += NAMED * seen.header.names_plan()
    score -= TAKEN_FOR_VALUES * upright.labels_as_values(frozenset(map(fold_header, labels)), seen.header)
    return Reading(upright.shape, upright, seen, round(score, 2))


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


def _read_together(
    kind: Mapping[int, Upright], *, speaks_of_plan: bool, unsurely: bool
) -> Iterator[tuple[int, Reading]]:
    """The readings of tables of one kind; unsurely: taken where no table is the plan's and these have all it needs."""
    names: dict[str, str] = {}
    for upright in kind.values():
        for label in upright.labels:
            names.setdefault(fold_header(label), label)
    header = header_of(names.values())
    whole = Grid(_whole(list(kind.values()), list(names)))
    if whole.row_count - 1 < (1 if header.names_plan() else FEWEST_ACTIONS):
        return
    settled = settle_columns(whole, header)
    taken = "mandatory_action" in settled.roles and is_taken(header, settled, speaks_of_plan=speaks_of_plan)
    if unsurely and not taken and has_needed(settled, whole):
        whole_kind = taken_unsurely(Seen(header, settled, is_plan=False))
        settled, taken = whole_kind.settled, True
    for place, upright in kind.items():
        seen = Seen(header_of(upright.labels), _own(settled, list(names), upright), taken)
        yield place, _reading(upright, seen, upright.labels)
        settled = replace(settled, findings=())


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
            replace(column, field="lead_organisations")
            if column.field in {None, "other"} and understand_header(column.name) == "partners"
            else column
            for column in columns
        )
    shaded = places.index(settled.shaded) if settled.shaded in places else None
    return replace(settled, columns=columns, shaded=shaded)
