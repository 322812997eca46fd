"""Whether tests run as `.ci/nightly` runs them: with more examples than a change can wait for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

FRESH = "VVRAP_FRESH_EXAMPLES"
"""Set to try new examples of properties, and all of what is thinned out by day."""
NIGHTLY = bool(os.environ.get(FRESH))
_Case = TypeVar("_Case")


def by_day(cases: Sequence[_Case], every: int) -> Sequence[_Case]:
    """Every second, third ... case by day, from the first on; all of them at night."""
    return cases if NIGHTLY else cases[::every]


def examples(count: int) -> int:
    """How many examples of a property to try: half as many by day."""
    return count if NIGHTLY else count // 2
