"""Writes a comparison: JSON, CSV, workbook and page, side by side."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from models.base import Record
from models.comparison import Comparison, YearsComparison
from models.errors import UsageError
from models.plan import is_plan_id
from pipeline.compare.collecting import without_collecting
from pipeline.compare.tidy_tables import facts_csv
from pipeline.compare.workbook import workbook
from pipeline.outputs.paths import COMPARISONS
from pipeline.outputs.places import shortened
from pipeline.together import Writer, write_together

STEM = "comparison"
# Hexadecimal digits that keep comparisons of different plans apart in the outputs folder.
_DIGITS = 8
_INDENT = "  "


def comparison_json(comparison: Comparison) -> Iterator[str]:
    """A comparison as JSON, in pieces: indented, keys in the order of the model."""
    opening = "{"
    for name in type(comparison).model_fields:
        yield f"{opening}\n{_INDENT}{json.dumps(name)}: "
        yield from _json_of(comparison, name)
        opening = ","
    yield "\n}\n"


def _json_of(comparison: Comparison, name: str) -> Iterator[str]:
    """The value of a field; of many records one after another, since all at once are large."""
    value = getattr(comparison, name)
    if not (value and isinstance(value, tuple) and all(isinstance(one, Record) for one in value)):
        whole = comparison.model_dump_json(indent=len(_INDENT), include={name})
        yield whole.partition(": ")[2].removesuffix("\n}")
        return
    opening = "["
    for one in value:
        yield f"{opening}\n{one.model_dump_json(indent=len(_INDENT))}".replace("\n", f"\n{_INDENT * 2}")
        opening = ","
    yield f"\n{_INDENT}]"


@without_collecting()
def write_comparison(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write comparison.json, .csv, .xlsx and .html into the folder, all four or none.

    The same comparison gives the same bytes. Raises `OutputError` when the folder cannot be written.
    """
    from pipeline.pages.comparison import comparison_html  # noqa: PLC0415 - pages show comparisons: they load this package

    contents: dict[str, Writer] = {
        f"{STEM}.json": partial(_write_text, comparison_json(comparison)),
        f"{STEM}.csv": partial(_write_text, facts_csv(comparison)),
        f"{STEM}.html": partial(_write_text, comparison_html(comparison)),
        # The last: what it was made of is let go when the collecting begins again.
        f"{STEM}.xlsx": lambda file: file.write(workbook(comparison, Path(file.name).parent)),
    }
    write_together(folder, contents)
    return tuple(folder / f"{STEM}.{kind}" for kind in ("json", "csv", "xlsx", "html"))


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
        raise UsageError(f"“{name}” cannot be the name of a folder.", "Say where the comparison goes with --out.")
    return shortened(name)


def _write_text(pieces: Iterable[str], file: BinaryIO) -> None:
    file.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces)
