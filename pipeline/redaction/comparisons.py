"""Leaves names out of what a comparison says beside what the plans say, such as the reasons of pinned matches."""

from __future__ import annotations

from typing import Any, TypeVar

from models.comparison import BoroughsComparison, Comparison, YearsComparison
from pipeline.redaction.eraser import Eraser

_NOT_TEXT = frozenset({"plan_id", "plans", "copied_from", "ref", "refs", "before_ref", "after_ref", "key", "entity_id"})

AnyComparison = TypeVar("AnyComparison", YearsComparison, BoroughsComparison, Comparison)


def cleaned(comparison: AnyComparison, eraser: Eraser) -> AnyComparison:
    """The comparison with every text cleaned."""
    values = _cleaned(comparison.model_dump(), eraser)
    if isinstance(comparison, YearsComparison):
        values |= {"before": comparison.before, "after": comparison.after}
    return comparison.model_validate(values)


def _cleaned(value: Any, eraser: Eraser) -> Any:  # noqa: ANN401 - a comparison's values, whatever their types
    if isinstance(value, str):
        return eraser.clean(value)
    if isinstance(value, dict):
        return {
            key: inside if key in _NOT_TEXT and not isinstance(inside, dict) else _cleaned(inside, eraser)
            for key, inside in value.items()
        }
    if isinstance(value, list | tuple):
        return [_cleaned(inside, eraser) for inside in value]
    return value
