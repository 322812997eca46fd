"""Leaves names out of what a comparison says beside what the plans say, such as the reasons of pinned matches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from models.base import Record
from models.comparison import BoroughsComparison, Comparison, YearsComparison
from pipeline.redaction.eraser import Eraser

_NOT_TEXT = frozenset({"plan_id", "plans", "copied_from", "ref", "refs", "before_ref", "after_ref", "key", "entity_id"})

AnyComparison = TypeVar("AnyComparison", YearsComparison, BoroughsComparison, Comparison)


def cleaned(comparison: AnyComparison, eraser: Eraser) -> AnyComparison:
    """The comparison with every text cleaned."""
    values = _cleaned_fields(comparison, eraser)
    if isinstance(comparison, YearsComparison):
        values |= {"before": comparison.before, "after": comparison.after}
    return comparison.model_copy(update=values)


def _cleaned(value: Any, eraser: Eraser) -> Any:  # noqa: ANN401 - a comparison's values, whatever their types
    if isinstance(value, str):
        return eraser.clean(value)
    if isinstance(value, Record):
        return value.model_copy(update=_cleaned_fields(value, eraser))
    if isinstance(value, dict):
        return _cleaned_fields(value.items(), eraser)
    if isinstance(value, tuple):
        return tuple(_cleaned(inside, eraser) for inside in value)
    return value


def _cleaned_fields(values: Iterable[tuple[str, Any]], eraser: Eraser) -> dict[str, Any]:
    """Fields by name, ids as they are."""
    return {
        key: inside if key in _NOT_TEXT and not isinstance(inside, dict | Record) else _cleaned(inside, eraser)
        for key, inside in values
    }
