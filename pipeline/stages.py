"""What every plan goes through after it is read."""

from __future__ import annotations

from collections.abc import Callable

from models.plan import Plan
from pipeline.check import check

Stage = Callable[[Plan], Plan]
"""Takes a plan and gives it with something added."""


def default_stages() -> tuple[Stage, ...]:
    """The stages, in their order."""
    return (check,)
