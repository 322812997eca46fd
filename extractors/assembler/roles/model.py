"""Linear models whose weights stand in data files: how likely each answer is, given the features of a thing."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from models.errors import ReferenceDataError

_FOLDER = "weights"
INTERCEPT = "(constant)"
OF_KIND = ": "
"""Parts an answer from one of its kinds: what is of many kinds is no single direction from all else."""
LEAST = -12.0
"""Log likelihood below which nothing falls: no evidence is so sure that the rest of a table could not outweigh it."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Multinomial logistic regression.

    answers: what can be told apart; "other: sum" is a kind of the answer "other". features: names, in order. means,
    spreads: by which features are made comparable. weights: features and the constant by answers.
    """

    answers: tuple[str, ...]
    features: tuple[str, ...]
    means: NDArray[np.float64]
    spreads: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def told(self) -> tuple[str, ...]:
        """The answers, those that come in several kinds once."""
        return tuple(dict.fromkeys(answer.partition(OF_KIND)[0] for answer in self.answers))

    def log_likelihoods(
        self, features: NDArray[np.float64], trust: NDArray[np.float64] | float = 1.0
    ) -> NDArray[np.float64]:
        """Log likelihood of each answer in `told` (columns) for each thing (rows); kinds of an answer are added up.

        features: things by features. trust: of the same shape, 0 to 1: how far each feature is to be believed; at 0 it
        says no more than the average.
        """
        scaled = (features - self.means) / self.spreads * trust
        raw = scaled @ self.weights[:-1] + self.weights[-1]
        shares = np.exp(raw - raw.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        kinds = [[answer.partition(OF_KIND)[0] == one for answer in self.answers] for one in self.told]
        pooled = np.stack([shares[:, kind].sum(axis=1) for kind in kinds], axis=1)
        logs: NDArray[np.float64] = np.log(np.maximum(pooled, math.exp(LEAST)))
        return logs


def parse_model(text: str, name: str, features: Sequence[str]) -> LinearModel:
    """Read a model from CSV text: feature, mean, spread, then a column of weights for each answer.

    Raises `ReferenceDataError` when the features are not those that the code computes, in their order.
    """
    rows = list(csv.reader(text.splitlines()))
    try:
        header, *body = rows
        numbers = np.array([[float(value) for value in row[1:]] for row in body])
    except ValueError as error:
        raise ReferenceDataError(
            f"{name} is not a table of numbers: {error}.",
            "If you edited this file, restore it; if not, install vvrap again.",
        ) from error
    named = tuple(row[0] for row in body)
    if named != (*features, INTERCEPT) or header[:3] != ["feature", "mean", "spread"]:
        raise ReferenceDataError(
            f"{name} was fitted for other features.",
            "If you edited this file, restore it; if not, install vvrap again.",
        )
    return LinearModel(tuple(header[3:]), named[:-1], numbers[:-1, 0], numbers[:-1, 1], numbers[:, 2:])


@cache
def load_model(name: str, features: tuple[str, ...]) -> LinearModel:
    """A shipped model by the name of its file, without the ending."""
    path = resources.files(__package__).joinpath(_FOLDER, f"{name}.csv")
    return parse_model(path.read_text(encoding="utf-8"), path.name, features)
