"""Editions of the template in an outputs folder: list them, add one from a blank template, pair it with the one before.

For the command line and the pages: values in, values out, the folder's lock taken inside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import Field
from rapidfuzz import fuzz, utils

from extractors import read_plan
from models.base import Record
from models.errors import NotAPlan, UsageError
from models.plan import Plan
from models.reference.boroughs import slug
from models.reference.template import Confirmed, Editions, Pair, TemplateAction, by_year, editions_in_use
from pipeline.corrections import ledger
from pipeline.corrections.applying import put_corrected
from pipeline.outputs.folder import Folder
from pipeline.outputs.paths import edition_file, pairs_file, plan_file
from pipeline.outputs.store import Outputs
from pipeline.outputs.versions import changing
from pipeline.templates.files import added_editions, edition_csv, pairs_csv, pairs_of

ALIKE = 55  # of 100: below, two wordings are not offered as a pair


class Edition(Record):
    """An edition of the template, as people see it in a list."""

    name: str = Field(description="As given, or its year.")
    actions: int = Field(ge=0, description="Actions known.")
    complete: bool = Field(description="Whether it is known in full, so that missing actions can be reported.")
    added: bool = Field(description="Whether people added it to this outputs folder.")
    before: str | None = Field(default=None, description="The edition it is paired with.")
    paired: int = Field(default=0, ge=0, description="Actions paired.")
    unsure: int = Field(default=0, ge=0, description="Pairs that a person should confirm.")
    plans: tuple[str, ...] = Field(default=(), description="plan_ids of plans that print it.")


def editions(outputs: Outputs, printed: Mapping[str, str] | None = None) -> tuple[Edition, ...]:
    """Every edition that is known, the oldest first.

    printed: the edition that each plan prints, by plan_id; None to look it up in the plans.
    """
    known = _known(outputs.files)
    if printed is None:
        printed = {plan.plan_id: plan.template for plan in outputs.read_plans() if plan.template}
    names = sorted(known.by_name, key=by_year)
    added = {action.template for action in known.added}
    found = []
    for name in names:
        before = known.before(name) if name in added else None
        pairs = [one for one in pairs_of(outputs.files, name, known) if one.before in {"", before}] if before else []
        found.append(
            Edition(
                name=name,
                actions=len(known.by_name[name]),
                complete=name in known.complete,
                added=name in added,
                before=before,
                paired=sum(bool(pair.ref and pair.before_ref) and pair.confirmed != "no" for pair in pairs),
                unsure=sum(pair.is_unsure for pair in pairs),
                plans=tuple(plan_id for plan_id, template in printed.items() if known.printed(template) == name),
            )
        )
    return tuple(found)


def add(
    outputs: Outputs, data: bytes, filename: str, name: str, waiting: Callable[[], None] = lambda: None
) -> tuple[Pair, ...]:
    """Read a blank template as an edition, pair it with the one before, and check the plans that print it again.

    Args:
        outputs: the folder.
        data: bytes of the blank template, in any format that plans are read from.
        filename: its name.
        name: what the edition is called, as plans print it: “2025 Refresh”.
        waiting: called once if another writer must finish first.

    Gives the pairs. Raises `InputError` when the template cannot be read, `UsageError` for a name that is taken.
    """
    label = edition_name(name)
    return add_read(outputs, read_plan(data, filename), label, waiting)


def edition_name(name: str) -> str:
    """The name of a new edition, without white space that says nothing. Raises `UsageError` for one that is taken."""
    label = " ".join(name.split())
    if not slug(label):
        raise UsageError(
            "The edition has no name.", "Give the name that is printed in plans, e.g. --name “2025 Refresh”."
        )
    if label in editions_in_use().by_name:
        raise UsageError(f"“{label}” is built in already.", "Give the new edition's name, as printed in plans.")
    return label


def add_read(outputs: Outputs, blank: Plan, label: str, waiting: Callable[[], None] = lambda: None) -> tuple[Pair, ...]:
    """As `add`, from a blank template that was read elsewhere; `label` as `edition_name` gives it."""
    actions = _actions_of(blank, label, blank.source.filename)
    if not actions:
        raise NotAPlan("No action was found in the template.", "Give the blank template as Word, PDF or spreadsheet.")
    with changing(outputs, waiting) as journal:
        _write(outputs.files, edition_file(slug(label)), edition_csv(actions))
        pairs = _paired(outputs, label)
        known = _known(outputs.files)
        for plan_id in outputs.plan_ids():
            plan = outputs.read_plan(plan_file(plan_id))
            if plan.template and known.printed(plan.template) == label:
                put_corrected(outputs, journal, plan, ledger.read(outputs, plan.plan_id))
    return pairs


def pair(outputs: Outputs, name: str, waiting: Callable[[], None] = lambda: None) -> tuple[Pair, ...]:
    """Pair an edition with the one before by wording; what a person confirmed or refused stays.

    Raises `UsageError` when no such edition was added.
    """
    with outputs.locked(waiting):
        if name not in {action.template for action in _known(outputs.files).added}:
            raise UsageError(f"No edition “{name}” was added here.", "`vvrap template list` shows the editions.")
        return _paired(outputs, name)


def settle(
    outputs: Outputs,
    name: str,
    answers: Mapping[tuple[str, str], Confirmed],
    waiting: Callable[[], None] = lambda: None,
) -> tuple[Pair, ...]:
    """Take down what a person says of pairs, by the refs in both editions, and pair what is left again.

    answers: yes or no; empty for a pair that is to be looked at again. Raises `UsageError` when no such edition was
    added.
    """
    with outputs.locked(waiting):
        if name not in {action.template for action in _known(outputs.files).added}:
            raise UsageError(f"No edition “{name}” was added here.", "Look at the list of editions again.")
        pairs = tuple(
            one.model_copy(update={"confirmed": answers.get((one.ref, one.before_ref), one.confirmed)})
            for one in read_pairs(outputs, name)
        )
        _write(outputs.files, pairs_file(slug(name)), pairs_csv(pairs))
        return _paired(outputs, name)


def read_pairs(outputs: Outputs, name: str) -> tuple[Pair, ...]:
    """The pairs of an edition, as people left them. Raises `ReferenceDataError` for a file with a fault."""
    return pairs_of(outputs.files, name, _known(outputs.files))


def _paired(outputs: Outputs, name: str) -> tuple[Pair, ...]:
    known = _known(outputs.files)
    before = known.before(name) or ""
    decided = [one for one in pairs_of(outputs.files, name, known) if one.confirmed]
    found = _pairs(
        known.by_name.get(before, ()), known.by_name[name], [one for one in decided if one.before in {"", before}]
    )
    pairs = tuple(one.model_copy(update={"before": before}) for one in found)
    others = tuple(one for one in decided if one.before not in {"", before})  # an edition between was added since
    _write(outputs.files, pairs_file(slug(name)), pairs_csv((*pairs, *others)))
    return pairs


def _pairs(older: tuple[TemplateAction, ...], newer: tuple[TemplateAction, ...], decided: list[Pair]) -> list[Pair]:
    """Each action of both editions once: in a pair, or alone. What a person decided goes first."""
    old = {action.ref: action for action in older}
    new = {action.ref: action for action in newer}
    sure = [one for one in decided if one.confirmed == "yes"]
    fixed = {one.ref: one.before_ref for one in sure if one.ref in new}
    ended = {one.before_ref for one in sure if not one.ref}
    refused = {(one.ref, one.before_ref) for one in decided if one.confirmed == "no"}
    free_new = [ref for ref in new if ref not in fixed]
    free_old = [ref for ref in old if ref not in fixed.values() and ref not in ended]
    scores = {
        (ref, before): _likeness(new[ref], old[before])
        for ref in free_new
        for before in free_old
        if (ref, before) not in refused
    }
    chosen = dict(fixed)
    for (ref, before), score in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
        if score >= ALIKE and ref not in chosen and before not in chosen.values():
            chosen[ref] = before
    found = []
    for ref, action in new.items():
        before = chosen.get(ref, "")
        confirmed: Confirmed = "yes" if ref in fixed else ""
        text = old[before].text if before in old else ""
        score = _likeness(action, old[before]) if before in old else 0
        found.append(
            Pair(ref=ref, before_ref=before, score=score, confirmed=confirmed, text=action.text, before_text=text)
        )
    gone = [ref for ref in old if ref not in chosen.values()]
    found += [
        Pair(ref="", before_ref=ref, score=0, confirmed="yes" if ref in ended else "", before_text=old[ref].text)
        for ref in gone
    ]
    return [*found, *(one for one in decided if one.confirmed == "no" and one.ref and one.before_ref)]


def _likeness(newer: TemplateAction, older: TemplateAction) -> int:
    """How alike two wordings are, of 100."""
    return round(fuzz.token_set_ratio(older.text, newer.text, processor=utils.default_process))


def unsure(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The pairs that a person should confirm: their wordings differ much."""
    return tuple(one for one in pairs if one.is_unsure)


def _actions_of(blank: Plan, name: str, filename: str) -> tuple[TemplateAction, ...]:
    themes = {theme.number: theme.title for theme in reversed(blank.themes)}
    return tuple(
        TemplateAction(
            template=name,
            theme_number=action.theme_number,
            theme=themes.get(action.theme_number) or f"Theme {action.theme_number}",
            action_number=action.action_number,
            text=" ".join(action.mandatory_action.split()),
            wording="as read",
            source=filename,
        )
        for action in blank.actions
        if action.mandatory_action
    )


def _known(files: Folder) -> Editions:
    return added_editions(files) or editions_in_use()


def _write(files: Folder, name: str, data: bytes) -> None:
    with files.write(name) as file:
        file.write(data)
