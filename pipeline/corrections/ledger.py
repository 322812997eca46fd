"""Corrections of an outputs folder: read them, add one, decide on one, apply those that were changed by hand.

For the command line, the watch and the pages. Values in, values out; each function that writes takes the folder's lock
itself, and when it returns the plan, the tables and the catalogue are as the corrections say.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Literal

from pydantic import Field

from models.addresses import address_of, places_of
from models.base import Record
from models.correction import FieldCorrection
from models.errors import ChangedMeanwhile, InputError, UsageError
from models.plan import Plan, is_plan_id
from pipeline.corrections.applying import is_of_older_version, pending, put_corrected
from pipeline.corrections.correct import folded
from pipeline.corrections.fields import as_it_will_say, field_of_plan, label_of, what_is_said, what_the_plan_says
from pipeline.corrections.lines import Correction, Corrections, corrected_plans, read_corrections
from pipeline.corrections.writing import with_line
from pipeline.outputs.folder import WITHOUT_NAMES
from pipeline.outputs.journal import Journal
from pipeline.outputs.paths import corrections_file, plan_file
from pipeline.outputs.store import Outputs
from pipeline.outputs.versions import changing
from pipeline.registries import RegistryFolder
from pipeline.which_plan import no_such_plan

Waiting = Callable[[], None]
"""Called once when somebody else is writing to the folder and must finish first."""


def _silent() -> None:
    """Say nothing while waiting."""


class Wish(Record):
    """A correction that a person wants to make."""

    ref: str = Field(description="The action, `1.2~2` for the second that is numbered 1.2; empty for the whole plan.")
    field: str = Field(description="Name of the field, its label, or a name printed in the template.")
    value: str = Field(description="The correct value, as in actions.csv; empty for nothing.")
    who: str = Field(min_length=1, description="Who makes the correction.")
    when: date = Field(description="Date of the correction.")
    why: str = Field(min_length=1, description="Why.")


class Verdict(Record):
    """A decision on what stands in a field."""

    ref: str = Field(description="As in a wish.")
    field: str = Field(description="As in a wish.")
    decision: Literal["keep", "drop", "right"] = Field(
        description=(
            "keep: a held correction is applied to what the document says now; drop: a correction ends, and what the "
            "document says counts; right: a person looked, and the document is right."
        )
    )
    who: str = Field(min_length=1, description="Who decides.")
    when: date = Field(description="Date of the correction.")
    why: str = Field(min_length=1, description="Why.")


class Standing(Record):
    """A correction as it counts in a plan."""

    ref: str = Field(description="Address of the action; empty for the whole plan.")
    correction: FieldCorrection = Field(description="The correction, with what the document says.")


def read(outputs: Outputs, plan_id: str) -> Corrections:
    """A plan's corrections file: what counts, every line in order, and lines that could not be taken.

    Raises `UsageError` when it is not a plan_id.
    """
    name = corrections_file(plan_id)
    return read_corrections(outputs.files, plan_id) if outputs.files.exists(name) else Corrections(file=name, sha256="")


def standings(plan: Plan) -> tuple[Standing, ...]:
    """The corrections of a plan as they count: those of the plan itself, then by action in the plan's order."""
    own = [Standing(ref="", correction=one) for one in plan.corrections]
    of_actions = [
        Standing(ref=address_of(plan, place), correction=one)
        for place, action in enumerate(plan.actions)
        for one in action.corrections
    ]
    return (*own, *of_actions)


def add(  # noqa: PLR0913 - what is corrected, and how the folder is to be taken
    outputs: Outputs,
    plan_id: str,
    wish: Wish,
    *,
    seen: str | None = None,
    registry: RegistryFolder | None = None,
    names_anew: bool = False,
    waiting: Waiting = _silent,
) -> Standing:
    """Correct a field of a plan: a line is added to its corrections file and applied at once.

    Args:
        outputs: the folder.
        plan_id: the plan.
        wish: what is to be corrected.
        seen: the value the person was looking at; when it is another by now, `ChangedMeanwhile` is raised and nothing
            is written. None to correct whatever is there.
        registry: the folder of names the plans are tagged by; None for the package's.
        names_anew: tag a plan anew for which the registry was another, or had not the names it has now; without it,
            such a plan is not corrected.
        waiting: called once if another writer must finish first.

    Gives the correction as it counts now. Raises `UsageError`, with nothing written, when there is no such plan, action
    or field, when the value does not fit, and when the document says the same; `OutputError` when the folder cannot be
    written.
    """
    with changing(outputs, waiting) as journal:
        plan = _plan(outputs, plan_id)
        ref, field = _target(plan, wish.ref, wish.field)
        now, document = _now(plan, ref, field)
        _check_unchanged(now, seen)
        facts = wish.model_dump(include={"who", "when", "why"})
        value = _fitting(plan, ref, field, wish.value.strip())
        line = Correction(ref=ref, field=field, value=value, document=document, **facts)
        if folded(document) == folded(line.value):
            raise UsageError(
                f"The document already says {document or 'nothing'} for {label_of(field)} of {ref or plan_id}.",
                "--drop ends a correction; --right says that the document is right.",
            )
        return _append(outputs, journal, plan, line, registry, names_anew=names_anew)[-1]


def decide(  # noqa: PLR0913 - likewise
    outputs: Outputs,
    plan_id: str,
    verdict: Verdict,
    *,
    seen: str | None = None,
    registry: RegistryFolder | None = None,
    names_anew: bool = False,
    waiting: Waiting = _silent,
) -> Standing | None:
    """Decide what becomes of a correction, or say that the document is right; a line about it is added to the file.

    That a document is right settles the doubts about how the field was read until a newer one says something else.

    Gives the correction or confirmation as it counts now; None when a correction was dropped. Raises as `add`, and
    `UsageError` when there is no such correction, or one to be kept is not held.
    """
    with changing(outputs, waiting) as journal:
        plan = _plan(outputs, plan_id)
        ref, field = _target(plan, verdict.ref, verdict.field)
        now, document = _now(plan, ref, field)
        _check_unchanged(now, seen)
        value = document if verdict.decision == "right" else _value_decided_on(outputs, plan, ref, field, verdict)
        facts = verdict.model_dump(include={"decision", "who", "when", "why"})
        line = Correction(ref=ref, field=field, value=value, document=document, **facts)
        found = _append(outputs, journal, plan, line, registry, names_anew=names_anew)
        return found[-1] if found else None


def _value_decided_on(outputs: Outputs, plan: Plan, ref: str, field: str, verdict: Verdict) -> str:
    """The corrected value that is kept; nothing for one that is dropped."""
    found = [one.correction for one in standings(plan) if (one.ref, one.correction.field) == (ref, field)]
    name = f"{label_of(field)} of {ref or plan.plan_id}"
    if not found and not any(_same_target(plan, line, ref, field) for line in read(outputs, plan.plan_id).lines):
        raise UsageError(f"There is no correction of {name}.", f"`vvrap correct {plan.plan_id}` lists the corrections.")
    if verdict.decision == "drop":
        return ""
    if not found or found[-1].state != "held":
        raise UsageError(f"The correction of {name} is not waiting for a decision.", "There is nothing to do.")
    return found[-1].value


def apply_changed(
    outputs: Outputs, registry: RegistryFolder | None = None, waiting: Waiting = _silent
) -> tuple[str, ...]:
    """Apply every corrections file that was added, changed or taken away since its plan was last written.

    Gives the plan_ids. The tables and the catalogue are written in any case; `signature` tells whether it is needed.
    Plans that another registry of names was used for, or that an older version wrote, wait until they are read again.
    """
    with changing(outputs, waiting) as journal:
        return apply_pending(outputs, journal, registry)


def apply_pending(outputs: Outputs, journal: Journal, registry: RegistryFolder | None = None) -> tuple[str, ...]:
    """The same inside a run that holds the lock and writes the tables itself."""
    if outputs.files.exists(WITHOUT_NAMES):
        return ()
    done = []
    for plan_id in pending(outputs, journal):
        with suppress(InputError):  # a plan that cannot be read is told of when the tables are written
            plan = outputs.read_plan(plan_file(plan_id))
            if _is_tagged_by(journal, plan_id, registry) and not is_of_older_version(plan, journal.corrected(plan_id)):
                put_corrected(outputs, journal, plan, read(outputs, plan_id), registry)
                done.append(plan_id)
    return tuple(done)


def signature(outputs: Outputs) -> tuple[tuple[str, str], ...]:
    """What the corrections files hold, to tell cheaply whether any has changed: plan_id and digest of each."""
    files = outputs.files
    return tuple((plan_id, read_corrections(files, plan_id).sha256) for plan_id in sorted(corrected_plans(files)))


# -- parts of the above ------------------------------------------------------------------------------------------------


def _plan(outputs: Outputs, plan_id: str) -> Plan:
    if outputs.files.exists(WITHOUT_NAMES):
        raise UsageError(
            f"{outputs.files.place('').rstrip('/')} contains plans without names.",
            "Correct them in the outputs folder that has the names, and read the documents again.",
        )
    if not is_plan_id(plan_id) or not outputs.files.exists(plan_file(plan_id)):
        raise no_such_plan(plan_id, outputs.plan_ids(), outputs.files.place(""))
    return outputs.read_plan(plan_file(plan_id))


def _target(plan: Plan, ref: str, field: str) -> tuple[str, str]:
    """Address and field as they are written down. Raises `UsageError` when they are not one action's or the plan's."""
    field = field_of_plan(plan, field.strip())
    if not ref.strip():
        try:
            what_the_plan_says(plan, field)
        except ValueError as error:
            raise UsageError(
                f"This cannot be corrected: {error}", "Name the action before the field, e.g. 4.7."
            ) from error
        return "", field
    places = places_of(plan, ref)
    if not places:
        raise UsageError(f"{plan.plan_id} has no action {ref}.", f"vvrap show {plan.plan_id} lists its actions.")
    if len(places) > 1:
        which = " or ".join(address_of(plan, place) for place in places)
        raise UsageError(f"{plan.plan_id} has {len(places)} actions {ref}.", f"Write {which}.")
    try:
        what_is_said(plan.actions[places[0]], field)
    except ValueError as error:
        raise UsageError(f"This cannot be corrected: {error}", "Name one of these.") from error
    return address_of(plan, places[0]), field


def _now(plan: Plan, ref: str, field: str) -> tuple[str, str]:
    """What the plan says in a field, and what its document says there."""
    if not ref:
        now = what_the_plan_says(plan, field)
        return now, next((one.document for one in plan.corrections if one.field == field), now)
    action = plan.actions[places_of(plan, ref)[0]]
    return what_is_said(action, field), what_is_said(action.as_read or action, field)


def _check_unchanged(now: str, seen: str | None) -> None:
    if seen is not None and folded(seen) != folded(now):
        raise ChangedMeanwhile(
            f"Somebody else changed it meanwhile: it says {now or 'nothing'} now.",
            "Look at it again before you correct it.",
        )


def _fitting(plan: Plan, ref: str, field: str, value: str) -> str:
    """The value as the record will say it."""
    if not ref:
        return value
    try:
        return as_it_will_say(plan.actions[places_of(plan, ref)[0]], field, value)
    except ValueError as error:
        raise UsageError(f"The value does not fit: {error}", "Correct the value.") from error


def _is_tagged_by(journal: Journal, plan_id: str, registry: RegistryFolder | None) -> bool:
    entry = journal.current(plan_id)
    return entry is None or entry.registry == (registry.sha256 if registry else None)


def _append(
    outputs: Outputs,
    journal: Journal,
    plan: Plan,
    line: Correction,
    registry: RegistryFolder | None,
    *,
    names_anew: bool,
) -> list[Standing]:
    """Add a line and apply all. Gives its correction as it counts; none for one that was dropped."""
    same_names = _is_tagged_by(journal, plan.plan_id, registry)
    if not (same_names or names_anew):
        raise UsageError(
            f"{plan.plan_id} was read with another registry of names.", "Name its folder with --registry DIR."
        )
    _append_line(outputs, journal, plan, line)
    corrections = read(outputs, plan.plan_id)
    now = put_corrected(outputs, journal, plan, corrections, registry, (line,), names_anew=not same_names)
    return [one for one in standings(now) if (one.ref, one.correction.field) == (line.ref, line.field)]


def _append_line(outputs: Outputs, journal: Journal, plan: Plan, line: Correction) -> None:
    """Add a line to a plan's file, under the ref that lines about the same action have there, if there are any."""
    if is_of_older_version(plan, journal.corrected(plan.plan_id)):
        raise UsageError(
            f"{plan.plan_id} contains corrections of an older version of vvrap.", "Read its document again first."
        )
    name = corrections_file(plan.plan_id)
    before = read(outputs, plan.plan_id)
    same = [one for one in before.history if _same_target(plan, one, line.ref, line.field)]
    data = outputs.files.read(name) if outputs.files.exists(name) else b""
    with outputs.files.write(name) as file:
        file.write(with_line(data, line.model_copy(update={"ref": same[-1].ref} if same else {}), name))


def _same_target(plan: Plan, line: Correction, ref: str, field: str) -> bool:
    """Whether a line is about an action and field, however it writes the action's number."""
    if field_of_plan(plan, line.field) != field:
        return False
    return places_of(plan, line.ref) == places_of(plan, ref) if line.ref and ref else line.ref == ref


__all__ = [
    "ChangedMeanwhile",
    "Standing",
    "Verdict",
    "Wish",
    "add",
    "apply_changed",
    "apply_pending",
    "decide",
    "read",
    "signature",
    "standings",
]
