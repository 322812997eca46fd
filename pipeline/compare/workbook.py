"""The workbook of a comparison, for officers."""

from __future__ import annotations

from pathlib import Path

from models.comparison import Comparison, YearsComparison
from pipeline.compare.workbook_of_boroughs import workbook_of_boroughs
from pipeline.compare.workbook_of_years import workbook_of_years


def workbook(comparison: Comparison, scratch: Path | None = None) -> bytes:
    """The bytes of the workbook: the same for the same comparison. `scratch` is as `WorkbookWriter` takes it."""
    if isinstance(comparison, YearsComparison):
        return workbook_of_years(comparison, scratch)
    return workbook_of_boroughs(comparison, scratch)
