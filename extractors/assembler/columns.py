"""Settles what each column of a plan's table is, and what stays doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.assembler.doubts import recorded
from extractors.assembler.grid import Grid, distinct, one_line
from extractors.assembler.headers import Column, Header, repeats_header
from extractors.assembler.leads import are_initials
from extractors.assembler.periods import is_of_another_time, latest_column
from extractors.assembler.roles.content import tells
from extractors.assembler.roles.decide import Choice, ColumnChoice, choose_roles
from extractors.assembler.roles.plan_likeness import plan_likelihood
from extractors.assembler.roles.plausible import lookalikes
from extractors.assembler.shading import shaded_column
from models.catalogue import finding
from models.document import Cell
from models.finding import Finding
from models.reference.columns import ColumnField, is_column_name, role_of, told_role, understand_header
from models.reference.statuses import ticks_status

DOUBTFUL = 0.5
"""Margin under which a column of one or two filled cells is kept as the borough's own: of 25 such, six were wrong."""
SURE = 1.5
"""Margin from which on a column that its name and cells agree on is no doubt. In 4,800 drawn tables under names and
with words not met in fitting, 12 such columns that were right fell below, and 15 of 13,480 above were wrong."""
SURE_WITHOUT_NAME = 2.0
"""The same for a column whose name is not known: 378 were below, 43 of them wrong, and 8,567 above, 7 of them wrong."""
SURE_OF_ITS_OWN = 2.0
"""The same for a column of the borough's own: 132 below, 30 of them wrong, and 898 above, 5 of them wrong."""
SURE_WITH_FEW_ROWS = 3.0
"""The same for a column of one or two filled cells: of 5,201 above, 22 were wrong."""
ROWS_TO_BE_SURE = 3  # filled ones of a column whose name is not known, from which on a smaller margin will do
FEWEST_ROWS = 2  # filled ones of a column whose name is not known, to take it for anything by its cells
NEEDED: frozenset[ColumnField] = frozenset({"mandatory_action", "action_number", "narrative"})
"""What every plan has: a column is taken for it by one cell, too."""

_TEXTS = frozenset({"mandatory_action", "outcome", "narrative"})
_BRIEF = frozenset({"rag", "leads", "named_leads", "lead_organisations", "timescale"})


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns of a table, how they were chosen, and the doubts about them."""

    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    choice: Choice
    likelihood: float
    """How likely a table with these columns is a plan's, 0 to 1."""
    shaded: int | None = None
    """Where no column is for the RAG: the column of something else whose shading shows it."""

    @property
    def roles(self) -> frozenset[ColumnField]:
        """The fields that some column fills, those of the borough's own apart."""
        return frozenset(column.field for column in self.columns if column.field and column.field != "other")

    def of(self, field: ColumnField) -> tuple[Column, ...]:
        """The columns that fill a field, left to right."""
        return tuple(column for column in self.columns if column.field == field)


def settle_columns(grid: Grid, header: Header) -> Settled:
    """What each column is, by its name and its cells, all columns decided together."""
    return settle_together([(grid, header)])[0]


def settle_together(tables: Sequence[tuple[Grid, Header]]) -> list[Settled]:
    """What each column of some tables with the same header is, by its name and the cells of all of them together."""
    bodies = [bodies_of(grid, header) for grid, header in tables]
    asked = _together(bodies)
    choice = _choice(tables[0][1], asked)
    likelihood = plan_likelihood(choice, asked)
    filling = [_filling(header, choice, asked) for _, header in tables]
    rag = any(column.field == "rag" for column in filling[0])
    grids = [grid for grid, _ in tables]
    shaded = None if rag else shaded_column(list(zip(grids, bodies, strict=True)), filling[0])
    return [
        Settled(columns, tuple(_doubts(columns, choice, body, shaded)), choice, likelihood, shaded)
        for columns, body in zip(filling, bodies, strict=True)
    ]


def choose_columns(tables: Sequence[tuple[Grid, Header]]) -> tuple[Column, ...]:
    """What each column of a table in pieces is, without a word on doubts; the header of the first names it."""
    asked = _together([bodies_of(grid, header) for grid, header in tables])
    header = tables[0][1]
    return _filling(header, _choice(header, asked), asked)


def _together(bodies: Sequence[Sequence[Sequence[Cell]]]) -> list[tuple[Cell, ...]]:
    return [tuple(cell for body in bodies for cell in body[place]) for place in range(len(bodies[0]))]


def _choice(header: Header, asked: Sequence[Sequence[Cell]]) -> Choice:
    stated = {column.index: role for column in header.columns if (role := told_role(column.header))}
    return choose_roles([column.name for column in header.columns], asked, _ticks(header.columns) | stated)


def _filling(header: Header, choice: Choice, asked: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns of a header with the fields they fill."""
    rows = [sum(cell.row_span for cell in body if tells(cell)) for body in asked]
    columns = tuple(map(_column, header.columns, choice.columns, rows))
    return _latest(_beside(tuple(_by_initials(column, columns, asked[column.index]) for column in columns)))


def _by_initials(column: Column, columns: Sequence[Column], body: Sequence[Cell]) -> Column:
    """Initials lead in person where their column is called after people, or another one is for the bodies."""
    called = understand_header(column.name) in {"named_leads", "leads"}
    others = any(one.field == "lead_organisations" and one.index != column.index for one in columns)
    said = [text for cell in body if (text := one_line(cell))]
    if column.field != "lead_organisations" or not (called or others) or not are_initials(said):
        return column
    return replace(column, field="named_leads", guessed=not called)


def _column(column: Column, chosen: ColumnChoice, rows: int) -> Column:
    """The column with the field it fills; None where nothing is known of it.

    rows: those its filled cells stand in. Where the name says nothing, one is no evidence, and two are none that hardly
    speak for it.
    """
    understood = column.field
    field = chosen.role
    unsure = rows < (ROWS_TO_BE_SURE if chosen.margin < DOUBTFUL else FEWEST_ROWS if understood is None else 0)
    if field not in {understood, *NEEDED} and unsure and not chosen.declared:
        field = "other"
    if field == "other" and understood is None and not chosen.declared:
        field = None
    return replace(column, field=field, guessed=field not in {None, "other", understood})


def _beside(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Partners lead only where nothing else says who does."""
    partners = {column.index for column in columns if understand_header(column.name) == "partners"}
    others = any(column.field in {"lead_organisations", "leads"} and column.index not in partners for column in columns)
    return tuple(
        replace(column, field="other", guessed=False) if others and column.index in partners else column
        for column in columns
    )


def _latest(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of columns of several times that one field has room for, such as "Ref" and "Previous ref", the latest fills it.

    Narratives are told apart row by row, and themes have a number and a name.
    """
    for field in dict.fromkeys(column.field for column in columns if column.header):
        role = role_of(field)
        several = [(column.header, None) for column in columns if column.field == field and column.header]
        latest = latest_column(several, every=several)
        if role is None or role.many or role.kind in {"narrative", "theme"} or latest is None:
            continue
        columns = tuple(
            replace(column, field="other", guessed=False)
            if column.field == field and column.header not in {"", latest[0]}
            else column
            for column in columns
        )
    return columns


def bodies_of(grid: Grid, header: Header) -> list[tuple[Cell, ...]]:
    """The cells of each column below the header, headers printed again and banners left out."""
    rows = [row for row in range(header.end_row, grid.row_count) if not repeats_header(grid, row, header)]
    widest = max(2, grid.column_count // 2)
    return [
        distinct(cell for row in rows if (cell := grid.at(row, column.index)) and cell.column_span <= widest)
        for column in header.columns
    ]


def _ticks(columns: tuple[Column, ...]) -> dict[int, ColumnField]:
    """Columns called "R", "A" and "G", one of them ticked in each row, show the RAG together.

    The name of their group may stand over all of them or, where nothing is drawn, over the first alone.
    """
    standing = {column.index: ticks_status(column.header) or ticks_status(column.name) for column in columns}
    if not {"red", "green"} <= set(standing.values()):
        return {}
    return {index: "rag" for index, status in standing.items() if status}


def _doubts(
    columns: tuple[Column, ...], choice: Choice, bodies: list[tuple[Cell, ...]], shaded: int | None
) -> Iterable[Finding]:
    updates = list(dict.fromkeys(column.header for column in columns if column.field == "narrative"))
    if len(updates) > 1:
        yield finding("narrative-of-several-times", fields=("narrative",), headers=_quoted(updates))
    if not any(column.header for column in columns):
        fields = (name for column in columns if column.field for name in recorded(column.field))
        yield finding("table-without-header", fields=tuple(dict.fromkeys((*fields, "other"))))
    rated = [column for column in columns if column.field == "rag"]
    if rated and all(is_of_another_time(column.header) for column in rated):
        rival = "the status at another time"
        doubtful = _or_other(recorded("rag"))
        yield finding("column-doubtful", fields=doubtful, header=rated[0].header, field=_label("rag"), rival=rival)
    if shaded is not None:
        yield finding("rag-from-shading", fields=("rag",), header=columns[shaded].header)
    seen = set()
    for column, chosen in zip(columns, choice.columns, strict=True):
        if (column.header in seen and column.header) or not any(map(tells, bodies[column.index])):
            continue
        seen.add(column.header)
        filled = {field for one in columns for field in recorded(one.field)} | (
            {"rag"} if shaded is not None else set()
        )
        doubt = (
            _of_two(column, filled) or _doubt(column, chosen) or _unfilled(column, chosen, filled, bodies[column.index])
        )
        if doubt:
            yield doubt


def _of_two(column: Column, filled: set[str]) -> Finding | None:
    """A doubt about texts whose header is two names, where no column fills the field of the other: they may be two."""
    words = column.name.split()
    if column.field not in _TEXTS or is_column_name(column.name):
        return None
    for cut in range(1, len(words)):
        names = " ".join(words[:cut]), " ".join(words[cut:])
        roles = [understand_header(name) for name in names if is_column_name(name)]
        other = next((role for role in roles if role in _BRIEF and not filled & set(recorded(role))), None)
        if len(roles) == len(names) and column.field in roles and other:
            fields = _or_other((*recorded(column.field), *recorded(other)))
            taken, rival = _label(column.field), f"{_label(other)} as well, in a column of its own"
            return finding("column-doubtful", fields=fields, header=_name_of(column), field=taken, rival=rival)
    return None


def _doubt(column: Column, chosen: ColumnChoice) -> Finding | None:
    """What a person should know of how a column was taken."""
    name = _name_of(column)
    as_chosen = chosen.role == column.field or (column.field is None and chosen.role == "other")
    other = chosen.rival if as_chosen else chosen.role
    fields = tuple(dict.fromkeys((*recorded(column.field), *recorded(other))))
    taken, rival = _label(column.field), _label(other)
    if chosen.declared or (column.field is None and chosen.role is None):
        return None
    usual = SURE_OF_ITS_OWN if column.field is None else SURE_WITHOUT_NAME
    told = chosen.margin >= (usual if chosen.filled >= ROWS_TO_BE_SURE else SURE_WITH_FEW_ROWS)
    if column.field is None:
        sure = told and as_chosen  # else too few cells bear out what it was chosen for
        return None if sure else finding("column-not-understood", fields=fields, header=name, rival=rival)
    if column.guessed and column.field == "timescale" and understand_header(column.name) == "action_number":
        # a spreadsheet makes dates of numbers such as 1-2 and 4/10
        fields = (*recorded("action_number"), *fields)
        return finding(
            "column-doubtful", fields=_or_other(fields), header=name, field=taken, rival=_label("action_number")
        )
    if column.guessed:
        code = "column-told-by-content" if told else "column-guessed"
        return finding(code, fields=_or_other(fields), header=name, field=taken, rival=rival)
    if chosen.margin < SURE:
        return finding("column-doubtful", fields=_or_other(fields), header=name, field=taken, rival=rival)
    return None


def _or_other(fields: tuple[str, ...]) -> tuple[str, ...]:
    """What a column may fill that is some field's: it may always be one of its own."""
    return tuple(dict.fromkeys((*fields, "other")))


def _unfilled(column: Column, chosen: ColumnChoice, filled: set[str], body: tuple[Cell, ...]) -> Finding | None:
    """What to know of a column of the borough's own: whether its cells look like a field that no column fills."""
    if chosen.declared or column.field not in {None, "other"} or chosen.role is None:
        return None
    name = _name_of(column)
    if not is_column_name(column.name):
        for role in sorted(lookalikes(body)):
            if not filled & set(recorded(role)):
                fields = tuple(dict.fromkeys((*recorded(role), "other")))
                return finding("column-not-understood", fields=fields, header=name, rival=_label(role))
    return finding("column-of-its-own", fields=("other",), header=name) if column.field is None else None


def _name_of(column: Column) -> str:
    return column.header or f"(column {column.index + 1}, without a header)"


def _label(field: ColumnField | None) -> str:
    """What people call what fills a field."""
    role = role_of(field)
    return role.label if role and field != "other" else "a column of its own"


def _quoted(headers: Iterable[str]) -> str:
    return ", ".join(f"“{header}”" for header in headers)
