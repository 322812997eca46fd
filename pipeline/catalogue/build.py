"""Makes catalogue.sqlite from the JSON of an outputs folder.

The catalogue holds nothing of its own: it can be deleted and is made again. The same plans give the same bytes, whether
it is made afresh or from the one before, whose rows are taken over for every plan whose JSON has not changed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, OutputError
from pipeline.catalogue.filling import Filler, Filling, previous_plans
from pipeline.catalogue.schema import APPLICATION_ID, FILENAME, PAGE_SIZE, VERSION
from pipeline.catalogue.tables import closing_statements, table_statements
from pipeline.files import PART_PREFIX, PART_SUFFIX, open_to_those_meant
from pipeline.outputs.folder import Folder, LocalFolder
from pipeline.store import Outputs


@dataclass(frozen=True, slots=True)
class Written:
    """What a catalogue was made of.

    plans: how many plans are in it; taken_over: of these, how many were taken from the catalogue before.
    faults: what is wrong with each JSON in plans/ that is not in it.
    """

    plans: int
    taken_over: int
    faults: tuple[InputError, ...]


def write_catalogue(outputs: Outputs | Path, *, afresh: bool = False) -> Written:
    """Make the catalogue of an outputs folder and put it in place in one step. Hold the folder's lock around it.

    afresh: read every plan's JSON anew instead of taking over the rows of those that have not changed.
    A JSON that is not a plan is left out and named in what comes back; it never stops the others.
    Raises `OutputError` when the folder cannot be written or the disk is full; the catalogue before is unharmed.
    """
    folder = Outputs(outputs).files if isinstance(outputs, Path) else outputs.files
    try:
        with _workplace(folder) as (temporary, previous):
            filling = _build(temporary, folder, None if afresh else previous)
            _put_in_place(temporary, folder)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise OutputError(
            f"{folder.place(FILENAME)} cannot be written: {reason}.",
            "Free space, or see that you may write in this folder.",
        ) from error
    return Written(filling.plans, filling.taken_over, tuple(filling.faults))


@contextmanager
def _workplace(folder: Folder) -> Iterator[tuple[Path, Path | None]]:
    """An empty file to build in, gone afterwards, and the catalogue before if there is one.

    In the outputs folder itself where that is of this machine: plans are sensitive, and a build that is killed must
    leave nothing of them elsewhere.
    """
    if isinstance(folder, LocalFolder):
        folder.path.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PART_PREFIX, suffix=PART_SUFFIX, dir=folder.path)
        os.close(handle)
        previous = folder.path / FILENAME
        try:
            yield Path(name), previous if previous.is_file() else None
        finally:
            Path(name).unlink(missing_ok=True)
        return
    with tempfile.TemporaryDirectory(prefix=PART_PREFIX) as name:
        previous = Path(name, FILENAME)
        if folder.exists(FILENAME):
            previous.write_bytes(folder.read(FILENAME))
        yield Path(name, "new"), previous if previous.is_file() else None


def _put_in_place(temporary: Path, folder: Folder) -> None:
    if isinstance(folder, LocalFolder):
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        open_to_those_meant(temporary)
        _date(temporary, folder.path)
        temporary.replace(folder.path / FILENAME)
        return
    with temporary.open("rb") as source, folder.write(FILENAME) as target:
        shutil.copyfileobj(source, target)


def _date(temporary: Path, folder: Path) -> None:
    """Make it no older than the newest plan, so that it counts as fresh although a clock was set back meanwhile."""
    newest = max((path.stat().st_mtime_ns for path in folder.glob("plans/*.json")), default=0)
    stat = temporary.stat()
    os.utime(temporary, ns=(stat.st_atime_ns, max(stat.st_mtime_ns, newest)))


def _build(temporary: Path, folder: Folder, previous: Path | None) -> Filling:
    if previous is not None:
        # What is wrong with the one before, down to damage half way through it, is no harm: all of it is in the JSON.
        with suppress(sqlite3.DatabaseError):
            return _build_from(temporary, folder, previous)
        temporary.write_bytes(b"")
    return _build_from(temporary, folder, None)


def _build_from(temporary: Path, folder: Folder, previous: Path | None) -> Filling:
    uri = temporary.resolve().as_uri()
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        _prepare(connection)
        known = previous_plans(connection, previous) if previous else {}
        connection.execute("BEGIN")
        for statement in table_statements():
            connection.execute(statement)
        filler = Filler(connection, known)
        for name in folder.names("plans", ".json"):
            filler.add(name, folder)
        for statement in closing_statements():
            connection.execute(statement)
        connection.execute("COMMIT")
    return filler.filling


def _prepare(connection: sqlite3.Connection) -> None:
    """No journal and no waiting for the disk: a build that fails is thrown away whole."""
    for pragma in (
        f"page_size = {PAGE_SIZE}",
        "encoding = 'UTF-8'",
        "journal_mode = OFF",
        "synchronous = OFF",
        "locking_mode = EXCLUSIVE",
        "foreign_keys = OFF",
        f"application_id = {APPLICATION_ID}",
        f"user_version = {VERSION}",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
