"""How likely a table is a plan's, by what its columns were taken for and how well they fit."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.assembler.grid import one_line
from extractors.assembler.roles.cells import LOOKS, looks, words_in
from extractors.assembler.roles.decide import Choice
from extractors.assembler.roles.model import load_model
from extractors.assembler.roles.names import ROLES, likeness_of, name_known, name_understood
from models.document import Cell

_TOLD = tuple(role for role in ROLES if role != "other")
FEATURES = (
    *(f"sure of {role}" for role in _TOLD),
    "known names",
    "understood names",
    "like names",
    "columns",
    "rows",
    "columns without a role",
    "wording known by name",
    "narrative known by name",
    "words of a wording",
    "wordings open with verbs",
    "roles",
)
"""Names of the features of `likeness_features`, in order."""

_VERB = list(LOOKS).index("opens with verb")


def plan_likelihood(choice: Choice, bodies: Sequence[Sequence[Cell]]) -> float:
    """How likely the table with these columns is a plan's, 0 to 1. bodies: the cells under each header."""
    model = load_model("plan_tables", FEATURES)
    logs = model.log_likelihoods(likeness_features(choice, bodies).reshape(1, -1))
    return math.exp(float(logs[0, model.told.index("plan")]))


def likeness_features(choice: Choice, bodies: Sequence[Sequence[Cell]]) -> NDArray[np.float64]:
    """The features of a table, in the order of `FEATURES`."""
    headers = [column.header for column in choice.columns if column.role]
    count = max(1, len(headers))
    sure = [math.exp(score) if (score := choice.score_of(role)) is not None else 0.0 for role in _TOLD]
    named = {role: [column.header for column in choice.columns if column.role == role] for role in _TOLD}
    wordings = [
        one_line(cell)
        for column in choice.columns
        if column.role == "mandatory_action"
        for cell in bodies[column.index]
        if one_line(cell)
    ]
    lengths = sorted(len(words_in(text)) for text in wordings)
    return np.array(
        [
            *sure,
            sum(map(name_known, headers)) / count,
            sum(map(name_understood, headers)) / count,
            sum(map(likeness_of, headers)) / count,
            math.log(count),
            math.log1p(max((len(body) for body in bodies), default=0)),
            sum(column.role == "other" for column in choice.columns) / count,
            float(any(map(name_known, named["mandatory_action"]))),
            float(any(map(name_known, named["narrative"]))),
            math.log1p(lengths[len(lengths) // 2]) if lengths else 0.0,
            sum(looks(text)[_VERB] for text in wordings) / max(1, len(wordings)),
            len({column.role for column in choice.columns} - {None, "other"}),
        ]
    )
