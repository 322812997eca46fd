"""Compares plans: one borough's years, and boroughs side by side.

The library's face is four functions: `compare_years`, `compare_boroughs`, `to_frames` for pandas, and
`write_comparison` for files. Each is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.compare.desk import compare_boroughs, compare_years, to_frames, write_comparison

__all__ = ["compare_boroughs", "compare_years", "to_frames", "write_comparison"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.compare import desk  # noqa: PLC0415 - who needs a colour or a word of a comparison compares nothing

    return getattr(desk, name)
