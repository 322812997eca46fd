"""The documents a plan was read from, one after the other, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import Field

from models.base import Record
from models.errors import InputError
from models.plan import Plan, is_plan_id
from pipeline.outputs.manifest import FindingCounts
from pipeline.outputs.paths import REVISIONS, plan_file
from pipeline.outputs.store import Outputs
from pipeline.quantities import first_of
from pipeline.which_plan import no_such_plan

if TYPE_CHECKING:
    from models.comparison import ActionChange

MOST_REFS = 6  # refs listed for one kind of change


class Version(Record):
    """A plan as it was read once."""

    number: int = Field(ge=1, description="1 for the first that is kept.")
    kept: str = Field(description="Where its JSON is, inside the outputs folder.")
    current: bool = Field(description="Whether it is the plan in plans/.")
    filename: str | None = Field(description="The document; null when the JSON cannot be read.")
    sha256: str | None = Field(description="SHA-256 of the document.")
    date_authored: str | None = Field(description="Date as printed on its cover.")
    actions: int | None = Field(description="Actions read.")
    findings: FindingCounts | None = Field(description="Findings by severity.")
    change: str = Field(description="What changed from the version before, in a line.")


def history(outputs: Outputs, plan_id: str) -> tuple[Version, ...]:
    """Every version of a plan that is kept, the oldest first. Raises `UsageError` when there is none."""
    names = outputs.revisions(plan_id) if is_plan_id(plan_id) else []
    if is_plan_id(plan_id) and outputs.files.exists(plan_file(plan_id)):
        names.append(plan_file(plan_id))
    if not names:
        known = sorted({*outputs.plan_ids(), *outputs.files.folders(REVISIONS)})
        raise no_such_plan(plan_id, known, outputs.files.place(""))
    return tuple(_versions(outputs, names))


def _versions(outputs: Outputs, names: Sequence[str]) -> Iterator[Version]:
    before: Plan | None = None
    for number, name in enumerate(names, start=1):
        try:
            plan = outputs.read_plan(name)
        except InputError as error:
            yield _version(number, name, None, f"{error.problem}")
            continue
        yield _version(number, name, plan, what_changed(before, plan) if before else "The first version kept.")
        before = plan


def _version(number: int, name: str, plan: Plan | None, change: str) -> Version:
    return Version(
        number=number,
        kept=name,
        current=name.startswith("plans/"),
        filename=plan.source.filename if plan else None,
        sha256=plan.source.sha256 if plan else None,
        date_authored=plan.metadata.date_authored if plan else None,
        actions=len(plan.actions) if plan else None,
        findings=FindingCounts.of(plan.findings) if plan else None,
        change=change,
    )


def what_changed(before: Plan, after: Plan) -> str:
    """What changed from one version of a plan to the next, in a line."""
    from pipeline.compare.years import compare_two_years  # noqa: PLC0415 - a run that only reads does without comparing

    if before.source.sha256 == after.source.sha256:
        return f"The same document, read again. {_by_ref(before, after)}"
    return _by_meaning(compare_two_years(before, after).actions)


def _by_ref(before: Plan, after: Plan) -> str:
    """Of one document read twice the numbers are the same, so actions are matched by them."""
    old = {action.ref: action for action in before.actions}
    new = {action.ref: action for action in after.actions}
    changed = [ref for ref in new if ref in old and new[ref] != old[ref]]
    parts = [
        _count("new", [ref for ref in new if ref not in old]),
        _count("gone", [ref for ref in old if ref not in new]),
        _count("changed", changed),
    ]
    return _sentence(parts)


def _by_meaning(changes: Sequence[ActionChange]) -> str:
    new = [change.after_ref for change in changes if change.status == "new"]
    dropped = [change.before_ref for change in changes if change.status == "dropped"]
    changed = [change for change in changes if change.status == "changed"]
    kinds = {
        "wording": [change for change in changed if change.action_text == "reworded"],
        "narrative": [change for change in changed if change.narrative not in {None, "same"}],
        "RAG": [change for change in changed if change.rag.before != change.rag.after],
        "leads": [change for change in changed if change.lead_organisations.added or change.lead_organisations.removed],
    }
    parts = [
        _count("new", new),
        _count("dropped", dropped),
        _count("changed", [change.after_ref for change in changed]),
    ]
    details = ", ".join(f"{kind} of {len(group)}" for kind, group in kinds.items() if group)
    return _sentence(parts, details)


def _count(what: str, refs: Sequence[str | None]) -> str:
    if not refs:
        return ""
    return f"{len(refs)} {what} ({first_of([ref or '' for ref in refs], MOST_REFS)})"


def _sentence(parts: Sequence[str], details: str = "") -> str:
    """Counts of actions; `details` say what changed in those counted last."""
    said = "; ".join(part for part in parts if part)
    return f"Actions: {said}{details and f': {details}'}." if said else "No action changed."
