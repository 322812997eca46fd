"""The outputs folder: plans as JSON, and the CSV files made from all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath

from models.errors import InputError, UsageError
from models.plan import Plan, is_plan_id
from pipeline.outputs.csv_files import write_tables
from pipeline.outputs.digests import PlanDigests
from pipeline.outputs.folder import Folder, LocalFolder
from pipeline.outputs.paths import plan_file
from pipeline.outputs.remote import RemoteFolder, is_address
from pipeline.outputs.revisions import keep_copy, revision_files
from pipeline.plan_json import parse_kept_plan, parse_plan, plan_json, read_plan_file
from pipeline.which_plan import no_such_plan


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
                f"{self.files.place('').rstrip('/')} is not a folder on this computer.",
                "Copy it to this computer and name the copy.",
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
            raise no_such_plan(name, self.plan_ids(), self.files.place(""))
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
