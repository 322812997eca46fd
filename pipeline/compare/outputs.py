"""Writes a comparison: JSON, CSV, workbook and page, side by side."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.comparison import Comparison, YearsComparison
from pipeline.compare.page import page
from pipeline.compare.tables import facts_csv
from pipeline.compare.workbook import workbook
from pipeline.files import write_whole

STEM = "comparison"
COMPARISONS = "comparisons"
# Hexadecimal digits that keep comparisons of different plans apart in the outputs folder.
_DIGITS = 8


def comparison_json(comparison: Comparison) -> str:
    """A comparison as JSON: indented, keys in the order of the model."""
    return comparison.model_dump_json(indent=2) + "\n"


def write_comparison(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write comparison.json, .csv, .xlsx and .html into the folder; each is whole or not there.

    The same comparison gives the same bytes. Raises `OutputError` when the folder cannot be written.
    """
    contents = {
        "json": _encoded(comparison_json(comparison)),
        "csv": _encoded(facts_csv(comparison)),
        "xlsx": workbook(comparison),
        "html": _encoded(page(comparison)),
    }
    paths = []
    for kind, data in contents.items():
        path = folder / f"{STEM}.{kind}"
        write_whole(path, data)
        paths.append(path)
    return tuple(paths)


def default_folder(comparison: Comparison, outputs: Path) -> Path:
    """Where a comparison goes when nobody says: a folder of its own under the outputs."""
    if isinstance(comparison, YearsComparison):
        return outputs / COMPARISONS / years_folder(comparison.before, comparison.after)
    digest = hashlib.sha256("\n".join(comparison.plans).encode("utf-8", "backslashreplace")).hexdigest()
    return outputs / COMPARISONS / f"boroughs-{len(comparison.plans)}-plans-{digest[:_DIGITS]}"


def years_folder(before: str, after: str) -> str:
    """Name of the folder for two plan ids."""
    return f"{before}-to-{after}"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
