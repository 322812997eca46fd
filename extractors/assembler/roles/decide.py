"""Decides what each column of a table is: names and cells of all columns together, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractors.assembler.grid import one_line
from extractors.assembler.periods import bare_name
from extractors.assembler.roles import content, names
from extractors.assembler.roles.assignment import NEVER, Assignment, assign
from extractors.assembler.roles.cells import action_number
from extractors.assembler.roles.model import LinearModel, load_model
from extractors.assembler.roles.names import ROLES
from extractors.assembler.roles.plausible import may_be_one, ruled_out
from models.document import Cell
from models.reference.columns import column_names, fold_header, understand_header

_OF_OTHERS = ("unknown among known", "known among known")
"""The share of the other columns whose names are known, for a column whose own name is not, and for one whose is: where
a plan calls most columns as plans do, an unknown name speaks for a column of its own; where it calls none so, the cells
decide."""
FEATURES = (
    *(f"name: {name}" for name in (*names.FEATURES, *_OF_OTHERS)),
    *(f"cells: {name}" for name in content.FEATURES),
)
"""Names of the features of a column, in order."""
_NAME_FEATURES = len(names.FEATURES) + len(_OF_OTHERS)

REPEATS: Mapping[str, float | None] = {
    "rag": 3.0,
    "named_leads": 2.0,
    "lead_organisations": 2.0,
    "leads": 3.0,
    "other": 0.0,
}
"""What a second column of a role costs, in units of log likelihood; any other role has one column at the most.

Chosen on drawn tables; between 1 and 5 little changes."""
WANTED: Mapping[str, float] = {"mandatory_action": 8.0, "narrative": 1.5}
"""What the lack of a role costs: every plan has wordings, nearly every one narratives."""
SAME: Mapping[str, frozenset[str]] = {
    "leads": frozenset({"leads", "named_leads", "lead_organisations"}),
    "named_leads": frozenset({"named_leads", "leads"}),
    "lead_organisations": frozenset({"lead_organisations", "leads"}),
}
"""Roles that are no other reading of a column: cells of `leads` are sorted out one by one."""
THEME_NUMBERS = frozenset({"theme no", "theme number", "theme ref", "priority no", "priority number"})
"""Names of columns that number the themes, beside one that names them."""
NUMBERS = 0.6  # share of a column's cells that must be numbers for it to be one of numbers
THIN = 2.0
"""Filled cells at which a column's cells are believed by half: on drawn tables one row alone tells little."""
LATER = 0.3
"""What it costs a column of bodies to lead when another stands to its left, in units of log likelihood: where nothing
else tells, those that help stand after the one that leads."""
RULED_OUT = 6.0
"""What a role costs that a column's name does not say and its cells rule out: more than the lack of a narrative."""
SECOND_NAME = 0.5  # of a known name beside a better one of the same role: "Comments" beside "Narrative"
SHOWN = 3  # candidates kept of each column


@dataclass(frozen=True, slots=True)
class Candidate:
    """A role a column may have. behind: by how much the best reading of the table with it falls behind the best."""

    role: str
    behind: float


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a grid column was taken for.

    role: the one chosen; None for a column that is empty and has no name. margin: how far the next reading of the table
    is behind in which the column is something else, in units of log likelihood. rival: what it would be then. filled:
    how many of its cells say or show anything.
    """

    index: int
    header: str
    role: str | None
    margin: float
    rival: str | None
    candidates: tuple[Candidate, ...] = ()
    declared: bool = False
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What the columns of a table were taken for, left to right. scores: columns by `ROLES`, log likelihoods."""

    columns: tuple[ColumnChoice, ...]
    scores: NDArray[np.float64]

    def score_of(self, role: str) -> float | None:
        """Log likelihood of the column chosen for a role; None when there is none."""
        found = [self.scores[column.index, ROLES.index(role)] for column in self.columns if column.role == role]
        return float(max(found)) if found else None


@cache
def _model() -> LinearModel:
    return load_model("columns", FEATURES)


def column_features(headers: Sequence[str], bodies: Sequence[Sequence[Cell]]) -> NDArray[np.float64]:
    """The features of each column of a table, by its header as printed and the cells under it."""
    return with_cells(named_alone(headers), content.content_features(bodies))


def named_alone(headers: Sequence[str]) -> NDArray[np.float64]:
    """The features of each column by its header as printed alone."""
    named = np.stack([names.name_features(header) for header in headers])
    for role in range(len(ROLES)):
        # of several known names of a role, the one that stands first in the data file names it best
        known = sorted(np.flatnonzero(named[:, role]).tolist(), key=lambda column: names.rank(headers[column]))
        named[known[1:], role] = SECOND_NAME
    return named


def with_cells(named: NDArray[np.float64], cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """The features of each column of a table by those of its name and those of its cells."""
    known = (named[:, : len(ROLES)] > 0).any(axis=1).astype(float)
    others = (known.sum() - known) / max(1, len(known) - 1)
    return np.hstack([named, ((1 - known) * others)[:, None], (known * others)[:, None], cells])


def column_trust(bodies: Sequence[Sequence[Cell]]) -> NDArray[np.float64]:
    """How far each feature of each column is believed: names in full, cells the more, the more of them are filled."""
    filled = np.array([[sum(map(content.tells, body))] for body in bodies])
    of_cells = np.repeat(filled / (filled + THIN), len(content.FEATURES), axis=1)
    return np.hstack([np.ones((len(bodies), _NAME_FEATURES)), of_cells])


def choose_roles(
    headers: Sequence[str],
    bodies: Sequence[Sequence[Cell]],
    declared: Mapping[int, str] | None = None,
    *,
    model: LinearModel | None = None,
) -> Choice:
    """What each column is, all columns of a table assigned together.

    headers: as printed, one a grid column. bodies: the cells under each, in order, of all pieces of the table.
    declared: role by column, as the user told it or as is plain; stronger than all evidence. model: another than the
    shipped one.
    """
    stated = [(declared or {}).get(index) or _unfitted(header) for index, header in enumerate(headers)]
    scores = (model or _model()).log_likelihoods(column_features(headers, bodies), column_trust(bodies))
    groups = _groups(headers, bodies)
    pooled = np.stack([scores[group].mean(axis=0) for group in groups]) if groups else np.zeros((0, len(ROLES)))
    bodies_lead, own = (pooled[:, ROLES.index(role)] for role in ("lead_organisations", "other"))
    may_lead = np.flatnonzero(bodies_lead > own - LATER)
    pooled[may_lead[1:], ROLES.index("lead_organisations")] -= LATER
    rows = max(map(len, bodies), default=0)
    for place, group in enumerate(groups):
        cells = list(dict.fromkeys(cell for index in group for cell in bodies[index]))
        against = ruled_out([headers[index] for index in group], cells, rows)
        pooled[place, [number for number, role in enumerate(ROLES) if role in against]] -= RULED_OUT
        roles = {role if role in ROLES else "other" for index in group if (role := stated[index])}
        if roles:
            pooled[place, [number for number, role in enumerate(ROLES) if role not in roles]] = NEVER
    found = assign(
        pooled,
        [REPEATS.get(role) for role in ROLES],
        {ROLES.index(role): price for role, price in WANTED.items()},
    )
    chosen: dict[int, ColumnChoice] = {}
    for place, group in enumerate(groups):
        for index in group:
            filled = sum(map(content.tells, bodies[index]))
            one = _choice(index, headers[index], found, place, stated[index])
            chosen[index] = replace(one, filled=filled)
    columns = tuple(
        chosen.get(index, ColumnChoice(index, header, None, 0.0, None)) for index, header in enumerate(headers)
    )
    return Choice(columns, scores)


def _unfitted(header: str) -> str | None:
    """The role of a known name that no weights were fitted for, as it was added to the data file."""
    role = understand_header(header)
    return None if role is None or names.SAME_ROLE.get(role, role) in ROLES else role


def _choice(index: int, header: str, found: Assignment, place: int, stated: str | None) -> ColumnChoice:
    role = ROLES[found.roles[place]]
    order = sorted(range(len(ROLES)), key=lambda number: -found.best[place, number])
    candidates = tuple(
        Candidate(ROLES[number], float(found.total - found.best[place, number]))
        for number in order[:SHOWN]
        if found.best[place, number] > NEVER / 2
    )
    others = [number for number in order if ROLES[number] not in SAME.get(role, frozenset({role}))]
    margin = float(found.total - found.best[place, others[0]])
    return ColumnChoice(index, header, stated or role, margin, ROLES[others[0]], candidates, stated is not None)


def _groups(headers: Sequence[str], bodies: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """The columns that must have one role together; columns that are empty and have no name are in none.

    One grid column may be two only because some row is divided there; and an update for each quarter is one thing told
    several times.
    """
    groups: list[list[int]] = []
    numbered = [_holds_numbers(body) for body in bodies]
    for index, header in enumerate(headers):
        if not header and not any(map(content.tells, bodies[index])):
            continue
        for group in groups:
            first = group[0]
            if _number_and_name_themes(headers[first], header):
                group.append(index)
                break
            if numbered[first] != numbered[index]:
                continue
            same_name = bool(header and bare_name(header)) and bare_name(header) == bare_name(headers[first])
            if (same_name and may_be_one(bodies[first], bodies[index])) or (
                group[-1] == index - 1 and _mostly_shared(bodies[index - 1], bodies[index])
            ):
                group.append(index)
                break
        else:
            groups.append([index])
    return groups


def _number_and_name_themes(*headers: str) -> bool:
    """Whether one of two columns numbers the themes that the other names."""
    folded = [fold_header(header) for header in headers]
    numbering = [name in THEME_NUMBERS for name in folded]
    return any(numbering) and any(
        column_names().get(name) == "theme" and not numbers for name, numbers in zip(folded, numbering, strict=True)
    )


def _mostly_shared(before: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Whether half of the cells of a column or more stand in the column before it too."""
    known = {id(cell) for cell in before}
    return bool(after) and 2 * sum(id(cell) in known for cell in after) >= len(after)


def _holds_numbers(body: Sequence[Cell]) -> bool:
    texts = [text for cell in body if (text := one_line(cell))]
    return bool(texts) and sum(action_number(text) is not None for text in texts) >= NUMBERS * len(texts)
