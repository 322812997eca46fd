"""Changes several files of a registry at once.

All new files are first written down in one file, `.vvrap-apply.json`. From the instant it stands, the change holds: who
reads the registry takes the files from there until they are in their places. A run that is killed in between is
finished by the next that changes the registry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from models.errors import ReferenceDataError
from pipeline.files import remove_leftovers, unwritable, write_whole
from pipeline.outputs.lock import locked

PENDING = ".vvrap-apply.json"
LOCK = ".vvrap-lock"


def pending(folder: Path) -> dict[str, str]:
    """The text of each file of a registry that is about to be put in place, by its path inside; usually none.

    Raises `ReferenceDataError` for a file of that name that something else has written.
    """
    path = folder / PENDING
    if not path.is_file():
        return {}
    try:
        files = json.loads(path.read_bytes())
        if all(isinstance(text, str) and _belongs(name) for name, text in files.items()):
            return dict(files)
    except (OSError, ValueError, RecursionError, AttributeError):
        pass
    raise ReferenceDataError(
        f"{path} is not a record of changes to the registry.", "Delete it, and apply the review again."
    )


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix == ".csv" and not path.is_absolute() and ".." not in path.parts


def change(folder: Path, files: Mapping[str, str]) -> None:
    """Write files of a registry, all of them or none. Raises `OutputError`; hold `changing` around it."""
    if files:
        write_whole(folder / PENDING, json.dumps(files, ensure_ascii=False).encode("utf-8"))
    _finish(folder)


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Be the only one who changes a registry while the block runs; what a killed run began is finished first.

    Raises `OutputError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / LOCK, lambda: None):
        remove_leftovers(folder)
        _finish(folder)
        yield


def _finish(folder: Path) -> None:
    for name, text in pending(folder).items():
        write_whole(folder / name, text.encode("utf-8"))
    try:
        (folder / PENDING).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder / PENDING, error) from error
