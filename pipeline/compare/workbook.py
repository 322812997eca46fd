"""The workbook of a comparison, for officers."""

from __future__ import annotations

from models.comparison import Comparison, YearsComparison
from pipeline.compare.workbook_of_boroughs import workbook_of_boroughs
from pipeline.compare.workbook_of_years import workbook_of_years


def workbook(comparison: Comparison) -> bytes:
    """The bytes of the workbook: the same for the same comparison."""
    if isinstance(comparison, YearsComparison):
        return workbook_of_years(comparison)
    return workbook_of_boroughs(comparison)
