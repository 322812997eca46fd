"""Opens the catalogue for reading, and makes it first when it is missing or behind the plans."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from models.errors import OutputError, UsageError
from pipeline.catalogue.schema import FILENAME, PRIMARY, VERSION, WAIT_SECONDS, file_of
from pipeline.outputs.digests import PlanDigests
from pipeline.outputs.folder import LocalFolder
from pipeline.outputs.paths import PLANS
from pipeline.outputs.remote import folder_here

Answer = TypeVar("Answer")

_NO_LOCKS = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS})


class _RunUnderWay(Exception):  # noqa: N818 - no error: the catalogue as it was will do
    """Another run writes to the folder."""


def ask_catalogue(
    outputs_folder: Path, ask: Callable[[sqlite3.Connection], Answer], tell: Callable[[str], None]
) -> Answer:
    """What `ask` makes of the catalogue. One that turns out to be damaged half way through is made anew first.

    Arguments and errors as of `open_catalogue`.
    """
    try:
        with closing(open_catalogue(outputs_folder, tell)) as connection:
            return ask(connection)
    except sqlite3.DatabaseError:
        _make_afresh(outputs_folder, tell)
    with closing(open_catalogue(outputs_folder, tell)) as connection:
        return ask(connection)


def open_catalogue(outputs_folder: Path, tell: Callable[[str], None]) -> sqlite3.Connection:
    """A connection that can only read, to a catalogue that holds every plan of the folder.

    tell: called with a line for a person: that the catalogue is made anew, or what is not in it.
    Raises `UsageError` when there is no plan in the folder, `OutputError` when there is no catalogue and none can be
    made.
    """
    path = folder_here(outputs_folder) / FILENAME
    if not has_plans(outputs_folder):
        raise UsageError(
            f"There is no plan in {outputs_folder}.",
            "Read documents first, with `vvrap extract`, or name another folder with --outputs.",
        )
    if not is_fresh(outputs_folder):
        _renew(outputs_folder, tell)
    connection = connect(path)
    for problem, remedy in connection.execute("SELECT problem, remedy FROM left_out"):
        tell(f"Not in the catalogue: {problem} {remedy}")
    return connection


def connect(path: Path) -> sqlite3.Connection:
    """A connection that can only read, and waits while a change is put in place.

    On a share or disc that knows no locks none is taken; nobody writes on a disc.
    Raises `sqlite3.DatabaseError` for what is no catalogue, and for one whose last change a run that was killed left
    half done: writing it anew undoes that.
    """
    place = path.resolve().as_uri()
    connection = sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=WAIT_SECONDS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.DatabaseError as error:
        connection.close()
        if error.sqlite_errorcode & PRIMARY in _NO_LOCKS:
            return sqlite3.connect(f"{place}?mode=ro&immutable=1", uri=True)
        raise
    return connection


def has_plans(outputs_folder: Path) -> bool:
    """Whether there is a plan in the folder."""
    return bool(LocalFolder(outputs_folder).names(PLANS, ".json"))


def is_fresh(outputs_folder: Path) -> bool:
    """Whether the catalogue was made by this version from the plans that are there now.

    Told by sizes and times of change where these are as they were, which is quick, and else by what is in the files.
    """
    path = outputs_folder / FILENAME
    try:
        with closing(connect(path)) as connection:
            if not _is_of_this_version(connection):
                return False
            made_of = dict(connection.execute("SELECT file, json_sha256 FROM built_from"))
    except sqlite3.DatabaseError:
        return False
    now = PlanDigests(LocalFolder(outputs_folder)).of
    return made_of == {file_of(name): digest for name, digest in now.items()}


def _renew(outputs_folder: Path, tell: Callable[[str], None]) -> None:
    """Make the catalogue anew, unless that cannot be done, or a run is about to do it: then the one before will do."""
    from pipeline.catalogue.build import write_catalogue  # noqa: PLC0415 - only a catalogue that is behind needs it

    path = outputs_folder / FILENAME
    usable = _is_usable(path)

    def busy() -> None:
        if usable:
            raise _RunUnderWay
        tell(_WAITING)

    try:
        with LocalFolder(outputs_folder).locked(busy):
            if is_fresh(outputs_folder):
                return  # the run that was waited for has made it
            if path.is_file():
                tell(f"{path} is out of date and is being rebuilt.")
            write_catalogue(outputs_folder)
    except _RunUnderWay:
        tell(f"Another run is writing there. {_AS_IT_WAS}")
    except OutputError as error:
        if not usable:
            raise
        tell(f"{error.problem} {_AS_IT_WAS}")


_WAITING = "Another run is writing there; waiting for it to end."
_AS_IT_WAS = "The results below are from the catalogue as it was; plans read since then are missing."


def _make_afresh(outputs_folder: Path, tell: Callable[[str], None]) -> None:
    from pipeline.catalogue.build import write_catalogue  # noqa: PLC0415 - only a damaged catalogue needs it

    tell(f"{outputs_folder / FILENAME} is damaged and is being rebuilt.")
    with LocalFolder(outputs_folder).locked(lambda: tell(_WAITING)):
        write_catalogue(outputs_folder, afresh=True)


def _is_usable(path: Path) -> bool:
    try:
        with closing(connect(path)) as connection:
            return _is_of_this_version(connection)
    except sqlite3.DatabaseError:
        return False


def _is_of_this_version(connection: sqlite3.Connection) -> bool:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version == VERSION
