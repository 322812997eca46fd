"""Reads Violence and Vulnerability Reduction Action Plans into records, tags and compares them: all that others import.

    import vvrap

    plan = vvrap.tag(vvrap.read_plan(path.read_bytes(), path.name))

Each name is loaded when it is first used. `python -m vvrap` is the command `vvrap`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors import read_document, read_plan
    from models.errors import InputError, UsageError, VvrapError
    from models.plan import Action, Plan
    from models.reference.columns import ColumnNames
    from models.reference.roles import shipped_roles
    from pipeline.anonymise import anonymise
    from pipeline.compare import compare_boroughs, compare_years, to_frames, write_comparison
    from pipeline.formulas import make_exact, make_safe
    from pipeline.stages import default_stages
    from pipeline.tagging import tag_plan as tag

__all__ = [
    "Action",
    "ColumnNames",
    "InputError",
    "Plan",
    "UsageError",
    "VvrapError",
    "anonymise",
    "compare_boroughs",
    "compare_years",
    "default_stages",
    "make_exact",
    "make_safe",
    "read_document",
    "read_plan",
    "shipped_roles",
    "tag",
    "to_frames",
    "write_comparison",
]

_HOMES = {
    "extractors": ("read_document", "read_plan"),
    "models.errors": ("InputError", "UsageError", "VvrapError"),
    "models.plan": ("Action", "Plan"),
    "models.reference.columns": ("ColumnNames",),
    "models.reference.roles": ("shipped_roles",),
    "pipeline.anonymise": ("anonymise",),
    "pipeline.compare": ("compare_boroughs", "compare_years", "to_frames", "write_comparison"),
    "pipeline.formulas": ("make_exact", "make_safe"),
    "pipeline.stages": ("default_stages",),
    "pipeline.tagging": ("tag",),
}
_CALLED_THERE = {"tag": "tag_plan"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), _CALLED_THERE.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
