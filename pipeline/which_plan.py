"""Which plan is meant: by its plan_id, the path of its JSON or a pattern, and what to say when there is none."""

from __future__ import annotations

import difflib
import fnmatch
import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from models.errors import NotAPlan, UnreadableFile, UsageError
from models.plan import Plan
from pipeline.plan_json import read_plan_file

PlanSource: TypeAlias = Plan | str | os.PathLike[str]

DEFAULT_OUTPUTS = Path("outputs")
_PLANS = "plans"
# Bytes that tell a JSON object from a document.
_PEEK = 64
_WILD = frozenset("*?[")
_LIKE = 0.8  # of difflib: a letter or two; plan ids of one year share five characters as it is
_MOST_LISTED = 12  # plan ids that still read as a list in a message


def load_plan(source: PlanSource, outputs: Path = DEFAULT_OUTPUTS) -> Plan:
    """The plan itself, or the one at that path, or of that plan_id in the outputs folder.

    Raises an `InputError` that says in one line what is wrong with it and what to do.
    """
    return source if isinstance(source, Plan) else read_plan(find_plan(source, outputs))


def find_plan(source: str | os.PathLike[str], outputs: Path = DEFAULT_OUTPUTS) -> Path:
    """The file meant by a path or a plan_id. Raises `UnreadableFile` when there is none."""
    path = Path(source)
    if path.is_file():
        return path
    if path.is_dir():
        raise UnreadableFile(f"{path.name} is a folder, not a plan.", "Name the plans in it one by one.")
    by_id = outputs / _PLANS / f"{path.name}.json"
    if path.name == os.fspath(source) and by_id.is_file():
        return by_id
    if path.name != os.fspath(source):
        raise UnreadableFile(f"There is no file {os.fspath(source)}.", "Check the path, or name a plan by its plan_id.")
    raise UnreadableFile(
        f"There is no plan “{path.name}” in {outputs}.", _suggestion(path.name, plan_ids(outputs), str(outputs))
    )


def no_such_plan(name: str, known: Sequence[str], place: str) -> UsageError:
    """The error for a name that is none of the plan ids `known` in the outputs folder `place`."""
    place = place.rstrip("/")
    return UsageError(f"There is no plan “{name}” in {place}.", _suggestion(name, known, place))


def expand(sources: Sequence[str], outputs: Path = DEFAULT_OUTPUTS) -> list[str]:
    """The sources, each pattern among them (`outputs/plans/*.json`, `*-2024`) replaced by the plans it matches.

    Not every shell does so. A pattern is of files, or else of plan ids in the outputs folder.
    Raises `UsageError` for one that matches nothing.
    """
    found: list[str] = []
    for source in sources:
        if Path(source).is_file() or not _WILD.intersection(source):
            found.append(source)
            continue
        files = glob.glob(source)  # noqa: PTH207 - Path.glob takes no absolute pattern
        matches = sorted(files) or fnmatch.filter(plan_ids(outputs), source)
        if not matches:
            raise UsageError(f"No plan matches {source}.", f"`vvrap list --outputs {outputs}` shows the plans.")
        found += [match for match in matches if match not in found]
    return found


def plan_ids(outputs: Path = DEFAULT_OUTPUTS) -> list[str]:
    """The ids of all plans in the outputs folder, in alphabetical order."""
    return sorted(path.stem for path in (outputs / _PLANS).glob("*.json") if not path.name.startswith("."))


def read_plan(path: Path) -> Plan:
    """The plan in a JSON file that `vvrap extract` wrote; a document itself is turned away with what to do."""
    try:
        with path.open("rb") as file:
            start = file.read(_PEEK).lstrip()
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be opened: {error.strerror}.", "Check its permissions.") from error
    if not start.startswith(b"{"):
        raise NotAPlan(f"{path.name} is not a plan's JSON.", f"Read the document first with: vvrap extract {path.name}")
    return read_plan_file(path)


def _suggestion(name: str, known: Sequence[str], place: str) -> str:
    near = difflib.get_close_matches(name, known, n=3, cutoff=_LIKE)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if len(known) > _MOST_LISTED:
        return f"`vvrap list --outputs {place}` shows its {len(known)} plans."
    if known:
        return f"Plans there: {', '.join(known)}."
    return f"{place} contains no plans yet. Read a document first with: vvrap extract DOCUMENT"
