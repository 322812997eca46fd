"""A plan as JSON and back: the bytes of plans/<plan_id>.json, of this schema version and of those before."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from models.errors import DamagedFile, UnreadableFile
from models.plan import READABLE_VERSIONS, SCHEMA_VERSION, Plan

_READ_AGAIN = "Run `vvrap extract` on the document again."


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
            f"{place} contains the plan {plan.plan_id}, so it must have that name.",
            "Delete the copy, or keep it outside the outputs folder.",
        )
    return plan


def _explain(data: bytes, place: str, error: ValidationError) -> DamagedFile:
    """What is wrong with bytes that are not a plan."""
    try:
        value = json.loads(data)
    except RecursionError:
        return DamagedFile(f"{place} is not a plan: it is nested too deeply.", _READ_AGAIN)
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
        f"{place} has schema version {version or 'unknown'}; this tool reads {SCHEMA_VERSION}.", _READ_AGAIN
    )
