"""What happens to plans: tag, check, write, compare; and the command line.

The library's public face for comparing: `compare_years` and `compare_boroughs`, loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.compare import compare_boroughs, compare_years

__all__ = ["compare_boroughs", "compare_years"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline import compare  # noqa: PLC0415 - what reads plans need not load what compares them

    return getattr(compare, name)
