"""Why the tables of a document were taken as they were: for people whose plan came out wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from extractors.assembler.choosing import Seen, speaks_of_plan
from extractors.assembler.headers import Column
from extractors.assembler.roles.decide import ColumnChoice
from extractors.assembler.shapes import Reading, readings_of
from models.base import Record
from models.document import Document, Table


class CandidateReason(Record):
    """What a column may be, and how far the best reading of the table with it is behind."""

    role: str = Field(description="The role.")
    behind: float = Field(ge=0, description="Difference of log likelihood from the reading that was taken.")


class ColumnReason(Record):
    """What a column was taken for, and why."""

    header: str = Field(description="Header as printed.")
    role: str | None = Field(description="What it was read as; null when nothing.")
    decided_by: str = Field(description="What decided: the user, its name, its name and its cells, or its cells.")
    margin: float = Field(description="How far the next reading is behind in which it is something else.")
    candidates: tuple[CandidateReason, ...] = Field(description="The likeliest roles, best first.")


class ShapeReason(Record):
    """A shape that a table may have, and how well it fits."""

    shape: str = Field(description="upright, on its side, labels beside values, or labels over values.")
    score: float = Field(description="How well the table fits a plan's when it is read so, as log likelihood.")
    is_plan: bool = Field(description="Whether its names and cells, read so, make it a plan's table.")


class TableReason(Record):
    """What a table was taken for, and why."""

    table: int = Field(ge=1, description="Place of the table among those shown, from 1.")
    shapes: tuple[ShapeReason, ...] = Field(description="The shapes it may have, best first; the first was taken.")
    header_rows: tuple[int, int] | None = Field(description="First row of its header and one past the last, from 0.")
    likelihood: float | None = Field(description="How likely it is a plan's, 0 to 1; null without a header.")
    is_plan: bool = Field(description="Whether its header and cells make it a plan's table.")
    columns: tuple[ColumnReason, ...] = Field(description="Its columns or labels, left to right.")


def why(document: Document, tables: Sequence[Table]) -> Iterator[TableReason]:
    """For each of a document's tables, what shape it has, and what it and its columns were taken for."""
    readings = readings_of(dict(enumerate(tables)), speaks_of_plan=speaks_of_plan(document))
    for place in range(len(tables)):
        yield _reason(place + 1, readings[place])


def _reason(number: int, ways: Sequence[Reading]) -> TableReason:
    if not ways:
        return TableReason(table=number, shapes=(), header_rows=None, likelihood=None, is_plan=False, columns=())
    taken = next((way for way in ways if way.seen.is_plan), ways[0])
    ordered = (taken, *(way for way in ways if way is not taken))
    seen = taken.seen
    pairs = zip(seen.header.columns, seen.settled.columns, _chosen(seen), strict=True)
    return TableReason(
        table=number,
        shapes=tuple(ShapeReason(shape=way.shape, score=way.score, is_plan=way.seen.is_plan) for way in ordered),
        header_rows=(seen.header.first_row, seen.header.end_row) if taken.shape == "upright" else None,
        likelihood=round(seen.likelihood, 4),
        is_plan=seen.is_plan,
        columns=tuple(_column(named, settled, chosen) for named, settled, chosen in pairs),
    )


def _chosen(seen: Seen) -> Iterator[ColumnChoice]:
    """What was chosen for each column; of cards, for the label of its name among those of all."""
    by_header = {chosen.header: chosen for chosen in seen.settled.choice.columns}
    own = len(seen.settled.choice.columns) == len(seen.settled.columns)
    for place, column in enumerate(seen.settled.columns):
        yield seen.settled.choice.columns[place] if own else by_header[column.name]


def _column(named: Column, settled: Column, chosen: ColumnChoice) -> ColumnReason:
    return ColumnReason(
        header=settled.header,
        role=settled.field,
        decided_by=_decided_by(named, settled, chosen),
        margin=round(chosen.margin, 2),
        candidates=tuple(
            CandidateReason(role=one.role, behind=round(max(0.0, one.behind), 2)) for one in chosen.candidates
        ),
    )


def _decided_by(named: Column, settled: Column, chosen: ColumnChoice) -> str:
    if chosen.declared:
        return "the user" if named.field == settled.field else "its name"
    return "its name and its cells" if settled.field == named.field and named.field else "its cells"
