"""Writes the workbooks of an outputs folder: those whose plan has changed, and no others."""

from __future__ import annotations

import hashlib
from itertools import count
from pathlib import PurePosixPath

from pydantic_core import from_json, to_json

from models.errors import InputError, OutputError
from models.plan import Plan
from models.reference.template import using_editions
from pipeline.outputs.folder import STATE, Folder
from pipeline.outputs.paths import workbook_file
from pipeline.outputs.store import Outputs
from pipeline.templates.files import paired_editions
from pipeline.version import build

MADE_OF = f"{STATE}/workbooks.json"
"""Of what each workbook was made, and the SHA-256 of what was written, by plan_id."""


def write_workbooks(outputs: Outputs) -> list[str]:
    """Bring workbooks/ up to date. The folder's lock must be held.

    Gives a sentence about each workbook that could not be written: it may be open in a spreadsheet, and is written the
    next time.
    """
    files = outputs.files
    before = _made_of(files)
    now: dict[str, tuple[str, str]] = {}
    notes = []
    editions = paired_editions(files)
    for name, digest in outputs.digests().of.items():
        plan_id = PurePosixPath(name).stem
        earlier = outputs.revisions(plan_id)
        source = f"{build()} {digest} {len(earlier)}"
        workbook = workbook_file(plan_id)
        made_of, written = before.get(plan_id, ("", ""))
        if made_of == source and files.exists(workbook):
            now[plan_id] = made_of, written
            continue
        try:
            plan = outputs.read_plan(name)
            from pipeline.workbooks.plan_book import plan_workbook  # noqa: PLC0415 - loads what compares

            with using_editions(editions):
                data = plan_workbook(plan, last_document(outputs, plan, earlier))
            notes += _keep_what_was_edited(files, plan_id, {written, hashlib.sha256(data).hexdigest()})
            with files.write(workbook) as file:
                file.write(data)
        except InputError:
            continue  # told of when the tables are written
        except OutputError as error:
            notes.append(f"{error.problem} It is written the next time.")
            continue
        now[plan_id] = source, hashlib.sha256(data).hexdigest()
    for plan_id in before.keys() - {PurePosixPath(name).stem for name in outputs.plan_files()}:
        notes += _keep_what_was_edited(files, plan_id, {before[plan_id][1]})
        files.remove(workbook_file(plan_id))
    if now != before:
        with files.write(MADE_OF) as file:
            file.write(to_json(now))
    return notes


def last_document(outputs: Outputs, plan: Plan, earlier: list[str] | None = None) -> Plan | None:
    """The plan as the document before it had it; None when it was read from one document only."""
    for name in reversed(outputs.revisions(plan.plan_id) if earlier is None else earlier):
        try:
            before = outputs.read_plan(name)
        except InputError:
            continue  # of a version that cannot be read any more
        if before.source.sha256 != plan.source.sha256:
            return before
    return None


def _keep_what_was_edited(files: Folder, plan_id: str, ours: set[str]) -> list[str]:
    """Keep a copy of a workbook that somebody wrote in; says so. ours: SHA-256 of what this tool wrote."""
    name = workbook_file(plan_id)
    if not files.exists(name):
        return []
    there = files.read(name)
    if hashlib.sha256(there).hexdigest() in ours:
        return []
    numbers = count(1)
    copy = next(copy for number in numbers if not files.exists(copy := workbook_file(f"{plan_id}-edited-{number}")))
    with files.write(copy) as file:
        file.write(there)
    return [f"{name} was edited by somebody; it is kept as {copy}."]


def _made_of(files: Folder) -> dict[str, tuple[str, str]]:
    if not files.exists(MADE_OF):
        return {}
    try:
        found = from_json(files.read(MADE_OF))
        return {str(plan_id): (str(source), str(sha256)) for plan_id, (source, sha256) in found.items()}
    except (ValueError, TypeError, AttributeError, InputError):
        return {}
