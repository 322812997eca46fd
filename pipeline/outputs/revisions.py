"""Kept copies: nothing in plans/ is overwritten or taken away before a copy of it stands in revisions/.

revisions/<plan_id>/0001.json is the oldest, 0002.json the next, and so on; the current one is plans/<plan_id>.json.
Numbers rather than times, so that a clock set back changes nothing.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.outputs.folder import Folder
from pipeline.outputs.paths import plan_file, revision_file, revisions_folder


def revision_files(folder: Folder, plan_id: str) -> list[str]:
    """Where the earlier plans of a plan_id stand, the oldest first."""
    found = [name for name in folder.names(revisions_folder(plan_id), ".json") if number_of(name)]
    return sorted(found, key=number_of)


def next_copy(folder: Folder, plan_id: str) -> str:
    """Where a copy of the current plan goes: the last copy there if it is the same, else a new one.

    So a run that was killed after it made the copy and before it wrote the new plan does not make it twice.
    """
    earlier = revision_files(folder, plan_id)
    if earlier and folder.read(earlier[-1]) == folder.read(plan_file(plan_id)):
        return earlier[-1]
    return revision_file(plan_id, number_of(earlier[-1]) + 1 if earlier else 1)


def keep_copy(folder: Folder, plan_id: str) -> str:
    """Copy the current plan to revisions/; gives where the copy stands."""
    name = next_copy(folder, plan_id)
    if not folder.exists(name):
        with folder.write(name) as file:
            file.write(folder.read(plan_file(plan_id)))
    return name


def number_of(name: str) -> int:
    """The number of a kept copy by its path; 0 for a file that is none."""
    stem = PurePosixPath(name).stem
    return int(stem) if stem.isascii() and stem.isdecimal() else 0
