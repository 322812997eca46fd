"""Writes a comparison: JSON, CSV, workbook and page, side by side."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.comparison import Comparison, YearsComparison
from models.errors import UsageError
from models.plan import is_plan_id
from pipeline.compare.collecting import without_collecting
from pipeline.compare.tables import facts_csv
from pipeline.compare.workbook import workbook
from pipeline.outputs.paths import COMPARISONS
from pipeline.outputs.places import shortened
from pipeline.together import write_together

STEM = "comparison"
# Hexadecimal digits that keep comparisons of different plans apart in the outputs folder.
_DIGITS = 8


def comparison_json(comparison: Comparison) -> str:
    """A comparison as JSON: indented, keys in the order of the model."""
    return comparison.model_dump_json(indent=2) + "\n"


@without_collecting()
def write_comparison(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write comparison.json, .csv, .xlsx and .html into the folder, all four or none.

    The same comparison gives the same bytes. Raises `OutputError` when the folder cannot be written.
    """
    from pipeline.pages.comparison import comparison_html  # noqa: PLC0415 - pages show comparisons: they load this package

    contents = {
        f"{STEM}.json": _encoded(comparison_json(comparison)),
        f"{STEM}.csv": _encoded(facts_csv(comparison)),
        f"{STEM}.xlsx": workbook(comparison),
        f"{STEM}.html": _encoded(comparison_html(comparison)),
    }
    write_together(folder, contents)
    return tuple(folder / name for name in contents)


def default_folder(comparison: Comparison, outputs: Path) -> Path:
    """Where a comparison goes when nobody says: a folder of its own under the outputs."""
    if isinstance(comparison, YearsComparison):
        return outputs / COMPARISONS / years_folder(comparison.before, comparison.after)
    digest = hashlib.sha256("\n".join(comparison.plans).encode("utf-8", "backslashreplace")).hexdigest()
    return outputs / COMPARISONS / f"boroughs-{len(comparison.plans)}-plans-{digest[:_DIGITS]}"


def years_folder(before: str, after: str) -> str:
    """Name of the folder for two plan ids. Raises `UsageError` for what is no plan_id, and could lead elsewhere."""
    name = f"{before}-to-{after}"
    if not is_plan_id(before) or not is_plan_id(after):
        raise UsageError(f"“{name}” is no name for a folder.", "Say where the comparison goes with --out.")
    return shortened(name)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
