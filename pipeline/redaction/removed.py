"""The list of what was removed, for the person who redacts: it holds the names, so it never stands in the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.files import write_whole
from pipeline.formulas import make_safe
from pipeline.outputs.csv_files import csv_bytes
from pipeline.redaction.plans import Removed

COLUMNS = ("plan_id", "where", "removed", "times")
ENDING = "-names-removed.csv"


def list_beside(output: Path) -> Path:
    """Where the list goes when nobody says: beside the output, named like it."""
    whole = output.absolute()
    return whole.with_name(f"{whole.name}{ENDING}")


def write_removed(path: Path, removed: Iterable[Removed]) -> int:
    """Write the list; gives how many different names it has. Raises `OutputError`."""
    counts = Counter((one.plan_id, one.where, one.text) for one in removed)
    lines = [[make_safe(cell) for cell in key] + [str(times)] for key, times in sorted(counts.items())]
    write_whole(path, csv_bytes([list(COLUMNS), *lines]))
    return len({text for _, _, text in counts})


def tell_removed(path: Path, removed: Iterable[Removed]) -> str:
    """Write the list, and say so in a line."""
    names = write_removed(path, removed)
    return f"Names removed: {names}, listed in {path} for you alone. Check it, and do not publish it."
