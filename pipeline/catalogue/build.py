"""Keeps catalogue.sqlite as the JSON of an outputs folder has it.

The catalogue holds nothing of its own: it can be deleted and is made again, with the same rows. One that is there is
changed in place, plan by plan, in one transaction: a plan more costs the same however many there are, and a reader sees
the plans as they were before or as they are after. Where there is none to change, a new one is built and put in place.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, OutputError
from pipeline.catalogue.datasette import FILENAME as METADATA
from pipeline.catalogue.datasette import metadata
from pipeline.catalogue.filling import Filler, Filling, is_of_this_tool
from pipeline.catalogue.schema import (
    APPLICATION_ID,
    CACHE_KIBIBYTES,
    FILENAME,
    JOURNAL,
    PAGE_SIZE,
    PRIMARY,
    STATISTICS,
    STATISTICS_LIMIT,
    VERSION,
    WAIT_SECONDS,
)
from pipeline.catalogue.sql_tables import closing_statements, table_statements
from pipeline.files import PART_PREFIX, open_to_those_meant, part_beside
from pipeline.outputs.digests import PlanDigests
from pipeline.outputs.folder import Folder, LocalFolder
from pipeline.outputs.store import Outputs

_OF_THE_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
"""What no new catalogue would make better. All else is something in the one that is there, which another replaces."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a catalogue was made of.

    plans: how many plans are in it; taken_over: of these, how many stood in it already.
    faults: what is wrong with each JSON in plans/ that is not in it.
    """

    plans: int
    taken_over: int
    faults: tuple[InputError, ...]


def write_catalogue(outputs: Outputs | Path, *, afresh: bool = False, digests: PlanDigests | None = None) -> Written:
    """See that the catalogue of an outputs folder holds its plans as they are. Hold the folder's lock around it.

    Args:
        outputs: the folder.
        afresh: read every plan's JSON and build a new catalogue, whatever is there.
        digests: the plans, where somebody has looked at them already.

    A JSON that is not a plan is left out and named in what comes back; it never stops the others.
    Raises `OutputError` when the folder cannot be written or the disk is full; the catalogue before is unharmed.
    """
    folder = Outputs(outputs).files if isinstance(outputs, Path) else outputs.files
    try:
        with _workplace(folder) as path:
            now = PlanDigests(folder) if digests is None else digests
            filling = None if afresh else _update(path, folder, now.of)
            filling = filling or _build(path, folder, now.of)
        _describe(folder)
        now.keep()
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise OutputError(
            f"{folder.place(FILENAME)} cannot be written: {reason}.",
            "Free space, or check that you have permission to write in this folder.",
        ) from error
    return Written(filling.plans, filling.taken_over, tuple(filling.faults))


def _describe(folder: Folder) -> None:
    """Put beside the catalogue what Datasette is to be told of it."""
    described = metadata()
    if not folder.exists(METADATA) or folder.read(METADATA) != described:
        with folder.write(METADATA) as file:
            file.write(described)


@contextmanager
def _workplace(folder: Folder) -> Iterator[Path]:
    """Where the catalogue is while it is written: where it belongs or, for a folder elsewhere, a copy on this machine.

    What is elsewhere is replaced when the block ends well.
    """
    if isinstance(folder, LocalFolder):
        folder.path.mkdir(parents=True, exist_ok=True)
        yield folder.path / FILENAME
        return
    with tempfile.TemporaryDirectory(prefix=PART_PREFIX) as name:
        path = Path(name, FILENAME)
        if folder.exists(FILENAME):
            path.write_bytes(folder.read(FILENAME))
        yield path
        with path.open("rb") as source, folder.write(FILENAME) as target:
            shutil.copyfileobj(source, target)


# -- change the one that is there --------------------------------------------------------------------------------


def _update(path: Path, folder: Folder, digests: Mapping[str, str]) -> Filling | None:
    """Take in what has changed; None where there is no catalogue, or one that this cannot be done to."""
    if not path.is_file():
        return None
    try:
        with closing(_connect_to(path)) as connection:
            if not is_of_this_tool(connection):
                return None
            filler = Filler(connection, folder, digests, complete=True)
            if filler.is_mostly_other():
                return None
            if not filler.is_of_these():
                connection.execute("BEGIN IMMEDIATE")
                before = filler.count
                filler.change()
                if before.bit_length() != filler.count.bit_length():
                    connection.execute(STATISTICS)
                connection.execute("COMMIT")
            return filler.filling
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & PRIMARY in _OF_THE_DISK:
            raise
        return None


def _connect_to(path: Path) -> sqlite3.Connection:
    """A connection that undoes at once what a run left half done that was killed while it changed the catalogue."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=WAIT_SECONDS)
    try:
        for pragma in (
            "journal_mode = DELETE",
            "synchronous = NORMAL",  # a power cut may take the last change, which the next run makes again
            "foreign_keys = OFF",
            "secure_delete = ON",  # the text of a plan that was taken out does not stay in the file
            "temp_store = MEMORY",
            f"cache_size = -{CACHE_KIBIBYTES}",  # what does not fit is written, and waited for, many times over
            f"analysis_limit = {STATISTICS_LIMIT}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


# -- make a new one ----------------------------------------------------------------------------------------------


def _build(path: Path, folder: Folder, digests: Mapping[str, str]) -> Filling:
    """Build a catalogue beside the one that may be there, and put it in its place in one step.

    In the same folder: plans are sensitive, and a build that is killed must leave nothing of them elsewhere.
    """
    with part_beside(path) as temporary:
        filling = _fill_new(temporary, folder, digests)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        open_to_those_meant(temporary)
        _clear_the_way(path)
        temporary.replace(path)
    return filling


def _clear_the_way(path: Path) -> None:
    """Remove a journal that waits to be undone, after the catalogue it belongs to: it would undo the new one."""
    journal = path.with_name(JOURNAL)
    if journal.exists():
        path.unlink(missing_ok=True)
        journal.unlink()


def _fill_new(temporary: Path, folder: Folder, digests: Mapping[str, str]) -> Filling:
    uri = temporary.resolve().as_uri()
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        _prepare(connection)
        connection.execute("BEGIN")
        for statement in table_statements():
            connection.execute(statement)
        filler = Filler(connection, folder, digests)
        filler.begin()
        filler.change()
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
