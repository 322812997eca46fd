"""Finds plans by their id or path and reads them."""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from models.errors import DamagedFile, InputError, NotAPlan, UnreadableFile
from models.plan import SCHEMA_VERSION, Plan

PlanSource: TypeAlias = Plan | str | os.PathLike[str]

DEFAULT_OUTPUTS = Path("outputs")
_PLANS = "plans"
_READ_AGAIN = "Read the document again with: vvrap extract DOCUMENT"


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
    raise UnreadableFile(f"There is no plan {os.fspath(source)}.", _suggestion(path, outputs))


def _suggestion(path: Path, outputs: Path) -> str:
    known = sorted(file.stem for file in (outputs / _PLANS).glob("*.json"))
    near = difflib.get_close_matches(path.stem, known, n=3)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if known:
        return f"Give a path, or one of the {len(known)} plan ids in {outputs / _PLANS}, such as {known[0]}."
    return f"Give a path to a plan's JSON; {outputs / _PLANS} holds none yet. {_READ_AGAIN}"


def read_plan(path: Path) -> Plan:
    """The plan in a JSON file that `vvrap extract` wrote."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NotAPlan(f"{path.name} is no plan's JSON: it is not UTF-8 text.", _READ_AGAIN) from error
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be read: {error.strerror}.", "Check its permissions.") from error
    try:
        plan = Plan.model_validate_json(text)
    except ValidationError as error:
        raise _explained(path.name, text, error) from error
    if plan.schema_version != SCHEMA_VERSION:
        raise _of_another_version(path.name, plan.schema_version)
    return plan


def _explained(name: str, text: str, error: ValidationError) -> InputError:
    """What is wrong with a text that is not a plan: broken, of another version, or something else."""
    try:
        value = json.loads(text)
    except ValueError:
        return DamagedFile(f"{name} is not whole: its JSON breaks off or is broken.", _READ_AGAIN)
    if not isinstance(value, dict) or "actions" not in value or "plan_id" not in value:
        return NotAPlan(f"{name} is no plan's JSON.", "Give a file that vvrap extract wrote, or its plan_id.")
    version = value.get("schema_version")
    if version != SCHEMA_VERSION:
        return _of_another_version(name, version if isinstance(version, str) else None)
    where = ".".join(str(part) for part in error.errors()[0]["loc"])
    return NotAPlan(f"{name} is not as vvrap writes it: see its field {where}.", _READ_AGAIN)


def _of_another_version(name: str, version: str | None) -> InputError:
    if version is not None and _numbers(version) > _numbers(SCHEMA_VERSION):
        return InputError(
            f"{name} was written by a newer vvrap (schema {version}; this one reads {SCHEMA_VERSION}).",
            "Update vvrap, or read the document again with this one.",
        )
    said = f"schema {version}" if version else "no schema version"
    return InputError(f"{name} was written by an older vvrap ({said}; this one reads {SCHEMA_VERSION}).", _READ_AGAIN)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdecimal()]
