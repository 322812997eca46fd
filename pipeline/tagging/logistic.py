"""Logistic regression over named features: small enough to read, fitted the same way every time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from models.base import Record

_STEPS = 25
"""Newton steps; it settles in under ten on the annotations."""
_TOLERANCE = 1e-8
_SMALLEST = 1e-6
_FARTHEST = 30.0
"""Log odds beyond which the probability is 0 or 1 to the last digit that matters."""


class LogisticModel(Record):
    """Weights by the name of the feature."""

    weights: dict[str, float]
    bias: float

    def log_odds(self, features: Mapping[str, float]) -> float:
        """Log odds of the features, whatever order they come in; an unknown feature counts nothing."""
        weights = self.weights
        return math.fsum([self.bias, *[weights.get(name, 0.0) * value for name, value in features.items()]])

    def probability(self, features: Mapping[str, float]) -> float:
        """Probability, 0 to 1."""
        return sigmoid(self.log_odds(features))


def sigmoid(log_odds: float) -> float:
    """The logistic function, safe far from zero."""
    return 1.0 / (1.0 + math.exp(-max(-_FARTHEST, min(_FARTHEST, log_odds))))


def log_odds(probability: float) -> float:
    """The inverse of `sigmoid`, safe at 0 and 1."""
    bounded = min(max(probability, _SMALLEST), 1 - _SMALLEST)
    return math.log(bounded / (1 - bounded))


def fit_logistic(rows: Sequence[Mapping[str, float]], truths: Iterable[bool], penalty: float) -> LogisticModel:
    """Fit by Newton's method with a quadratic penalty on every weight but the bias."""
    names = sorted({name for row in rows for name in row})
    columns = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, columns[name]] = value
    solution = newton(matrix, np.array(list(truths), dtype=float), penalty)
    weights = {name: round(float(solution[columns[name]]), 5) for name in names}
    return LogisticModel(weights={n: w for n, w in weights.items() if w}, bias=round(float(solution[-1]), 5))


def newton(matrix: np.ndarray[Any, Any], truths: np.ndarray[Any, Any], penalty: float) -> np.ndarray[Any, Any]:
    """Weights that maximise the penalised likelihood; the last column of `matrix` is the bias."""
    ridge = np.full(matrix.shape[1], penalty)
    ridge[-1] = 1e-6
    weights = np.zeros(matrix.shape[1])
    for _ in range(_STEPS):
        odds = np.clip(matrix @ weights, -_FARTHEST, _FARTHEST)
        chance = 1.0 / (1.0 + np.exp(-odds))
        gradient = matrix.T @ (truths - chance) - ridge * weights
        curvature = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < _TOLERANCE:
            break
    return weights
