"""A comparison as tidy tables, as CSV and as pandas frames."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from models.comparison import Comparison, YearsComparison
from pipeline.compare.table import Table, Value
from pipeline.compare.tables_of_boroughs import tables_of_boroughs
from pipeline.compare.tables_of_years import tables_of_years
from pipeline.formulas import make_safe

if TYPE_CHECKING:
    import pandas as pd

FACTS = "facts"


def tidy_tables(comparison: Comparison) -> tuple[Table, ...]:
    """Every table of a comparison. `facts` has one row a fact and is what the CSV file holds."""
    if isinstance(comparison, YearsComparison):
        return tables_of_years(comparison)
    return tables_of_boroughs(comparison)


def to_frames(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """The tidy tables as pandas frames, by name; missing values are NA."""
    import pandas as pd  # noqa: PLC0415 - takes half a second, and only those who ask for frames need it

    frames = {}
    for table in tidy_tables(comparison):
        frame = pd.DataFrame(list(table.rows), columns=list(table.columns)).convert_dtypes()
        # A column in which every value is missing tells pandas nothing: it holds text that is not there.
        empty = [column for column in frame.columns if frame[column].isna().all()]
        frames[table.name] = frame.astype(dict.fromkeys(empty, "string"))
    return frames


def facts_csv(comparison: Comparison) -> str:
    """The facts as CSV, safe to open in a spreadsheet (`pipeline.formulas`)."""
    table = next(table for table in tidy_tables(comparison) if table.name == FACTS)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return buffer.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return make_safe(value) if isinstance(value, str) else str(value)
