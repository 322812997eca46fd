"""Puts a plan in its place without losing the one that stands there, and without losing count of what was done."""

from __future__ import annotations

from pipeline.outputs.book import Book
from pipeline.outputs.manifest import JournalLine, plan_file
from pipeline.outputs.revisions import next_copy
from pipeline.store import Outputs


def keep_plan(outputs: Outputs, book: Book, line: JournalLine, data: bytes) -> None:
    """Put the plan read from a document in place.

    Two plans may have to make way, and a copy of each is kept: the one that had this plan_id, and the one that this
    document gave before, if it was read as another plan then. The journal is written first: a run that is killed after
    that and before the plan is in place is told by the plan's SHA-256, and the document is read again.

    Args:
        outputs: the folder, locked.
        book: its manifest.
        line: what to take down; `moved` is filled in here.
        data: the plan's JSON, whose digest the line's entry holds.
    """
    plan_id = line.entry.plan_id or ""
    retired = _to_retire(outputs, book, line)
    moved: dict[str, str | None] = {}
    if retired:
        moved[plan_file(retired)] = next_copy(outputs.files, retired)
    name = plan_file(plan_id)
    if outputs.files.exists(name) and outputs.files.read(name) != data:
        moved[name] = next_copy(outputs.files, plan_id)
    book.record(line.model_copy(update={"moved": moved}))
    if retired:
        outputs.retire_plan(retired)
    outputs.put_plan(plan_id, data)


def _to_retire(outputs: Outputs, book: Book, line: JournalLine) -> str | None:
    """The plan_id that this document's plan had until now, if it was another."""
    before = book.reading_of(line.entry.sha256 or "")
    if not before or not before.is_current or not before.plan_id or before.plan_id == line.entry.plan_id:
        return None
    return before.plan_id if outputs.files.exists(plan_file(before.plan_id)) else None
