"""The outputs folder: plans as JSON, and the CSV files made from all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from models.errors import DamagedFile, InputError, UnreadableFile, UsageError
from models.plan import READABLE_VERSIONS, SCHEMA_VERSION, Plan, is_plan_id
from pipeline.outputs.csv_files import csv_bytes, write_tables
from pipeline.outputs.digests import PlanDigests
from pipeline.outputs.folder import Folder, LocalFolder
from pipeline.outputs.paths import plan_file
from pipeline.outputs.remote import RemoteFolder, is_address
from pipeline.outputs.revisions import keep_copy, revision_files

__all__ = ["Outputs", "csv_bytes", "parse_kept_plan", "parse_plan", "plan_json", "read_plan_file"]

_READ_AGAIN = "Run `vvrap extract` on the document again."


class Outputs:
    """An outputs folder. Every file in it is written whole; the CSV files are derived from the JSON."""

    def __init__(self, folder: Path | str) -> None:
        """Take a folder of this machine, or an address that fsspec opens (`s3://bucket/outputs`)."""
        self.files: Folder
        if isinstance(folder, str) and is_address(folder):
            self.files = RemoteFolder(folder)
        else:
            self.files = LocalFolder(Path(folder))

    @property
    def folder(self) -> Path:
        """The folder on this machine. Raises `UsageError` when it is elsewhere."""
        if not isinstance(self.files, LocalFolder):
            raise UsageError(
                f"{self.files.place('').rstrip('/')} is not a folder of this machine.",
                "Copy it here, and name the copy.",
            )
        return self.files.path

    def path_of(self, plan_id: str) -> Path:
        """Where a plan's JSON stands. Raises as `folder`."""
        return self.folder / plan_file(plan_id)

    def plan_files(self) -> list[str]:
        """The JSON of every plan, by plan_id, each by its path inside the outputs folder."""
        return self.files.names("plans", ".json")

    def plan_ids(self) -> list[str]:
        """The plans in the folder."""
        return [PurePosixPath(name).stem for name in self.plan_files()]

    def locked(self, waiting: Callable[[], None] = lambda: None) -> AbstractContextManager[None]:
        """Be the only one who writes in the folder while the block runs; waits for others, and calls `waiting` once.

        Hold it around anything that writes more than one file. Raises `OutputError`.
        """
        return self.files.locked(waiting)

    def write_plan(self, plan: Plan) -> Path:
        """Write a plan's JSON; a different one of its plan_id goes to revisions/ first. Raises as `folder`."""
        self.put_plan(plan.plan_id, plan_json(plan))
        return self.path_of(plan.plan_id)

    def put_plan(self, plan_id: str, data: bytes) -> str | None:
        """Put a plan's JSON in place. Gives where a copy of the one before is kept; None when there was none."""
        name = plan_file(plan_id)
        kept = None
        if self.files.exists(name):
            if self.files.read(name) == data:
                return None
            kept = keep_copy(self.files, plan_id)
        self._write(name, data)
        return kept

    def retire_plan(self, plan_id: str) -> str | None:
        """Take a plan out of plans/. Gives where a copy is kept; None when there was no such plan."""
        if not self.files.exists(plan_file(plan_id)):
            return None
        kept = keep_copy(self.files, plan_id)
        self.files.remove(plan_file(plan_id))
        return kept

    def keep_copy(self, plan_id: str) -> str:
        """Copy a plan of plans/ to revisions/, if it is not the last there; gives where the copy stands."""
        return keep_copy(self.files, plan_id)

    def revisions(self, plan_id: str) -> list[str]:
        """The earlier plans of a plan_id, the oldest first, each by its path inside the outputs folder."""
        return revision_files(self.files, plan_id)

    def read_plans(self) -> Iterator[Plan]:
        """Every plan in the folder, by plan_id. Raises as `read_plan_file`."""
        return (self.read_plan(name) for name in self.plan_files())

    def read_plan(self, name: str) -> Plan:
        """A plan by the path of its JSON inside the outputs folder. Raises as `read_plan_file`."""
        return parse_plan(self.files.read(name), self.files.place(name))

    def find_plan(self, name: str) -> Plan:
        """A plan by its id, or by the path of its JSON. Raises `UsageError` when there is none."""
        if is_plan_id(name) and self.files.exists(plan_file(name)):
            return self.read_plan(plan_file(name))
        if not Path(name).is_file():
            known = ", ".join(self.plan_ids()) or "none"
            raise UsageError(
                f"There is no plan “{name}” in {self.files.place('').rstrip('/')}.", f"Plans there: {known}."
            )
        return read_plan_file(Path(name))

    def digests(self) -> PlanDigests:
        """The plans in the folder as they are now."""
        return PlanDigests(self.files)

    def write_tables(self, *, safe: bool = True, digests: PlanDigests | None = None) -> list[InputError]:
        """Write the CSV files and datapackage.json over all plans in the folder.

        safe: text that a spreadsheet would take for a formula is made safe (see `pipeline.formulas`).
        digests: the plans, where somebody has looked at them already.

        A JSON in plans/ that is not a plan is left out; what is wrong with it is given back. All files are complete
        before the first is put in place, and no more than one plan is held in memory.
        """
        return write_tables(self.files, (digests or self.digests()).of, parse_kept_plan, safe=safe)

    def _write(self, name: str, data: bytes) -> None:
        with self.files.write(name) as file:
            file.write(data)


def plan_json(plan: Plan) -> bytes:
    """A plan as JSON: UTF-8, indented, keys in the order of the model."""
    return (plan.model_dump_json(indent=2) + "\n").encode("utf-8", "backslashreplace")


def read_plan_file(path: Path) -> Plan:
    """Read a plan's JSON. Raises `UnreadableFile`, or `DamagedFile` for one of another schema version or shape."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}.", "Check the path.") from error
    return parse_plan(data, str(path))


def parse_plan(data: bytes, place: str) -> Plan:
    """The plan in these bytes, as one of this schema version.

    Raises `DamagedFile` when they are no plan, or of a version that cannot be read; names `place`.
    """
    try:
        plan = Plan.model_validate_json(data)
    except ValidationError as error:
        raise _explain(data, place, error) from error
    if plan.schema_version not in READABLE_VERSIONS:
        raise _of_another_version(place, plan.schema_version)
    return plan.model_copy(update={"schema_version": SCHEMA_VERSION})


def parse_kept_plan(data: bytes, place: str, name: str) -> Plan:
    """The plan in the bytes of a file of plans/, told by its path inside the outputs folder.

    Raises `DamagedFile` as `parse_plan`, and for a plan in a file of another name: a copy that somebody made, whose
    rows would stand in the tables twice.
    """
    plan = parse_plan(data, place)
    if plan.plan_id != PurePosixPath(name).stem:
        raise DamagedFile(
            f"{place} holds the plan {plan.plan_id}, which belongs in a file of that name.",
            "Delete the copy, or keep it outside the outputs folder.",
        )
    return plan


def _explain(data: bytes, place: str, error: ValidationError) -> DamagedFile:
    """What is wrong with bytes that are not a plan."""
    try:
        value = json.loads(data)
    except RecursionError:
        return DamagedFile(f"{place} is not a plan: it is nested too deep.", _READ_AGAIN)
    except ValueError:
        return DamagedFile(f"{place} is not JSON.", _READ_AGAIN)
    version = value.get("schema_version") if isinstance(value, dict) else None
    if version not in READABLE_VERSIONS:
        return _of_another_version(place, version)
    fault = error.errors(include_input=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    return DamagedFile(f"{place} is not a plan: {field}: {fault['msg']}.", _READ_AGAIN)


def _of_another_version(place: str, version: object) -> DamagedFile:
    return DamagedFile(
        f"{place} is of schema version {version or 'unknown'}; this tool reads {SCHEMA_VERSION}.", _READ_AGAIN
    )
