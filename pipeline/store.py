"""The outputs folder: plans as JSON, and the CSV files made from all of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from models.errors import DamagedFile, UnreadableFile, UsageError
from models.plan import SCHEMA_VERSION, Plan
from models.rows import TABLES, Row
from pipeline.datapackage import column_names, describe_package
from pipeline.files import write_whole
from pipeline.flatten import flatten
from pipeline.formulas import make_safe


class Outputs:
    """An outputs folder. Every file in it is written whole; the CSV files are derived from the JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plans_folder = folder / "plans"

    def path_of(self, plan_id: str) -> Path:
        """Where a plan's JSON stands."""
        return self.plans_folder / f"{plan_id}.json"

    def plan_paths(self) -> list[Path]:
        """The JSON of every plan in the folder, by plan_id."""
        return sorted(self.plans_folder.glob("*.json"))

    def write_plan(self, plan: Plan) -> Path:
        """Write a plan's JSON."""
        path = self.path_of(plan.plan_id)
        write_whole(path, plan_json(plan))
        return path

    def read_plans(self) -> Iterator[Plan]:
        """Every plan in the folder, by plan_id. Raises as `read_plan_file`."""
        return (read_plan_file(path) for path in self.plan_paths())

    def find_plan(self, name: str) -> Plan:
        """A plan by its id, or by the path of its JSON. Raises `UsageError` when there is none."""
        path = self.path_of(name)
        if not path.is_file():
            path = Path(name)
        if not path.is_file():
            known = ", ".join(path.stem for path in self.plan_paths()) or "none"
            raise UsageError(f"There is no plan “{name}” in {self.folder}.", f"Plans there: {known}.")
        return read_plan_file(path)

    def write_tables(self, *, safe: bool = True) -> None:
        """Write the CSV files and datapackage.json over all plans in the folder.

        safe: text that a spreadsheet would take for a formula is made safe (see `pipeline.formulas`).
        """
        rows = flatten(self.read_plans())
        for table in TABLES:
            write_whole(self.folder / table.file, csv_bytes(table, rows[table], safe=safe))
        write_whole(self.folder / "datapackage.json", describe_package())


def plan_json(plan: Plan) -> bytes:
    """A plan as JSON: UTF-8, indented, keys in the order of the model."""
    return (plan.model_dump_json(indent=2) + "\n").encode("utf-8", "backslashreplace")


def read_plan_file(path: Path) -> Plan:
    """Read a plan's JSON. Raises `UnreadableFile`, or `DamagedFile` for one of another schema version or shape."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}.", "Check the path.") from error
    try:
        value = json.loads(text)
    except ValueError as error:
        raise DamagedFile(f"{path} is not JSON.", "Run `vvrap extract` on the document again.") from error
    version = value.get("schema_version") if isinstance(value, dict) else None
    if version != SCHEMA_VERSION:
        raise DamagedFile(
            f"{path} is of schema version {version or 'unknown'}; this tool reads {SCHEMA_VERSION}.",
            "Run `vvrap extract` on the document again.",
        )
    try:
        return Plan.model_validate(value)
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise DamagedFile(
            f"{path} is not a plan: {place}: {fault['msg']}.", "Run `vvrap extract` on the document again."
        ) from error


def csv_bytes(table: type[Row], rows: Iterable[Row], *, safe: bool) -> bytes:
    """Rows as CSV: UTF-8, a header line, lines ended by a line feed, true and false in lower case, null empty."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    columns = column_names(table)
    writer.writerow(columns.values())
    for row in rows:
        writer.writerow([_cell(getattr(row, name), safe=safe) for name in columns])
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: object, *, safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return make_safe(value) if safe else value
    return str(value)
