"""A comparison as tidy tables, as CSV and as pandas frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from models.comparison import Comparison, YearsComparison
from pipeline.compare import tables_of_boroughs as of_boroughs
from pipeline.compare import tables_of_years as of_years
from pipeline.compare.table import Row, Table, Value
from pipeline.formulas import make_safe

if TYPE_CHECKING:
    import pandas as pd


def tidy_tables(comparison: Comparison) -> tuple[Table, ...]:
    """Every table of a comparison. `facts` has a row a fact, as the CSV file has."""
    if isinstance(comparison, YearsComparison):
        return of_years.tables_of_years(comparison)
    return of_boroughs.tables_of_boroughs(comparison)


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


def facts_csv(comparison: Comparison) -> Iterator[str]:
    """The facts as lines of CSV, safe to open in a spreadsheet (`pipeline.formulas`)."""
    columns: Row
    if isinstance(comparison, YearsComparison):
        columns, rows = of_years.FACT_COLUMNS, of_years.fact_rows(comparison)
    else:
        columns, rows = of_boroughs.FACT_COLUMNS, of_boroughs.fact_rows(comparison)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    for row in chain((columns,), rows):
        writer.writerow([_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return make_safe(value) if isinstance(value, str) else str(value)
