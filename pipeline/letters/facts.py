"""What the letter says: sentences drawn from the records of a plan, the one before it, and those of other boroughs.

Nothing here says that work is not done: a plan that does not mention something says nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from models.comparison import ActionChange, BoroughsComparison, YearsComparison
from models.correction import FieldCorrection
from models.letter import LetterSection, Sentence
from models.plan import Action, Plan
from pipeline.checks.template import standing
from pipeline.quantities import count, listed

NOT_NOT_DONE = "That does not mean that nothing is done."
MOST_ACTIONS = 12  # under which other boroughs' names are listed: a letter is read, not searched
MOST_NAMES = 4  # listed under one action
FEWEST_BOROUGHS = 2  # that name a service under an action before it is worth telling


def sections(
    plan: Plan, years: YearsComparison | None, boroughs: BoroughsComparison | None
) -> tuple[LetterSection, ...]:
    """The sections that have something to say, in the order of the letter."""
    found = (
        LetterSection(id="complete", heading="What is complete", sentences=tuple(_complete(plan))),
        LetterSection(id="missing", heading="What we ask you to add", sentences=tuple(_missing(plan))),
        LetterSection(id="rag", heading="RAG statuses", sentences=tuple(_rag(plan, years))),
        LetterSection(id="changes", heading="Since the last plan", sentences=tuple(_changes(plan, years))),
        LetterSection(id="others", heading="What other boroughs name", sentences=tuple(_others(plan, boroughs))),
    )
    return tuple(section for section in found if section.sentences)


def _sentence(name: str, text: str, refs: Iterable[str] = ()) -> Sentence:
    return Sentence(id=name, text=text, refs=tuple(refs))


def _complete(plan: Plan) -> Iterator[Sentence]:
    stands = standing(plan)
    if stands and not stands.is_far_off and stands.found == stands.expected:
        yield _sentence("template", f"All {stands.expected} actions of the {stands.edition} template are in the plan.")
    elif stands and not stands.is_far_off:
        yield _sentence(
            "template", f"{stands.found} of the {stands.expected} actions of the {stands.edition} template were found."
        )
    answered = [action.ref for action in plan.actions if not action.nil_return]
    if len(answered) == len(plan.actions):
        yield _sentence("answered", f"Every one of the {len(answered)} actions has an answer.", answered)
    elif answered:
        nil = [action.ref for action in plan.actions if action.nil_return]
        text = f"{len(answered)} of {len(plan.actions)} actions have an answer: all but {listed(nil)}."
        yield _sentence("answered", text, answered)
    for kind, words, held in (
        ("leads", "names a lead", [bool(action.named_leads) for action in plan.actions]),
        ("organisations", "names a lead organisation", [bool(action.lead_organisations) for action in plan.actions]),
        ("rated", "has a RAG status", [action.rag is not None for action in plan.actions]),
    ):
        if all(held):
            yield _sentence(kind, f"Every action {words}.", [action.ref for action in plan.actions])


def _missing(plan: Plan) -> Iterator[Sentence]:
    nil = [action.ref for action in plan.actions if action.nil_return]
    if nil:
        yield _sentence(
            "no-answer",
            f"The plan has no answer under {_which(plan, nil)}. {NOT_NOT_DONE} Please say what is in place.",
            nil,
        )
    yield from _lacking(plan, "no-lead", "names no lead", "Please name one.", lambda one: not one.named_leads)
    yield from _lacking(
        plan,
        "no-organisation",
        "names no lead organisation",
        "Please name one.",
        lambda one: not one.lead_organisations,
    )
    yield from _lacking(plan, "no-rag", "shows no RAG status", "Please rate it.", lambda one: one.rag is None)
    absent = [found.message for found in plan.findings if found.code == "template-action-absent"]
    for number, message in enumerate(absent, start=1):
        yield _sentence(f"absent-{number}", f"{message} Please check whether it was left out.")


def _lacking(plan: Plan, name: str, words: str, ask: str, lacks: Callable[[Action], bool]) -> Iterator[Sentence]:
    refs = [action.ref for action in plan.actions if lacks(action)]
    if len(refs) == len(plan.actions):
        yield _sentence(
            name, f"No action {words.replace('names no', 'names a').replace('shows no', 'shows a')}. {ask}", refs
        )
    elif len(refs) == 1:
        yield _sentence(name, f"Action {refs[0]} {words}. {ask}", refs)
    elif refs:
        plural = words.replace("names", "name").replace("shows", "show")
        yield _sentence(name, f"{count(len(refs), 'action')} {plural}: {listed(refs)}. {ask}", refs)


def _which(plan: Plan, refs: Sequence[str]) -> str:
    if len(refs) == len(plan.actions):
        return "any action"
    return f"action {refs[0]}" if len(refs) == 1 else f"{len(refs)} actions: {listed(refs)}"


def _rag(plan: Plan, years: YearsComparison | None) -> Iterator[Sentence]:
    red = [action.ref for action in plan.actions if action.rag == "red"]
    changes = {change.after_ref: change for change in years.actions if change.after_ref} if years else {}
    stuck = [ref for ref in red if _was(changes.get(ref), "red") and changes[ref].copied_forward]
    still = [ref for ref in red if _was(changes.get(ref), "red") and ref not in stuck]
    other = [ref for ref in red if ref not in stuck and ref not in still]
    if stuck:
        yield _sentence(
            "red-copied",
            f"Red in both plans with the same answer word for word: {listed(stuck)}. Please say what is being done.",
            stuck,
        )
    if still:
        yield _sentence("red-still", f"Red in both plans, with another answer: {listed(still)}.", still)
    if other:
        yield _sentence("red", f"Red{' now' if years else ''}: {listed(other)}.", other)
    for name, way, ask in (
        ("improved-copied", "improved", "Please say what has changed."),
        ("worsened-copied", "worsened", "Please say what has changed."),
    ):
        refs = [ref for ref, one in changes.items() if ref and one.rag.direction == way and one.copied_forward]
        if refs:
            yield _sentence(
                name, f"RAG {way} while the answer stayed the same word for word: {listed(refs)}. {ask}", refs
            )
    for action in plan.actions:
        for correction in action.corrections:
            if correction.field == "rag":
                yield _sentence(
                    f"corrected-{action.ref}", f"RAG of {action.ref}: {_corrected(correction)}.", [action.ref]
                )


def _corrected(correction: FieldCorrection) -> str:
    """A correction without the name of who made it: the letter goes out of the house."""
    if correction.state == "held":
        return (
            f"{correction.document or 'nothing'} in the document; we had noted {correction.value or 'nothing'} before"
        )
    if correction.state == "applied":
        return f"we have noted {correction.value or 'nothing'}; the document says {correction.document or 'nothing'}"
    return f"{correction.value or 'nothing'}, checked with you"


def _was(change: ActionChange | None, colour: str) -> bool:
    return change is not None and change.rag.before == colour


def _changes(plan: Plan, years: YearsComparison | None) -> Iterator[Sentence]:
    if years is None:
        return
    copied = [change.after_ref for change in years.actions if change.after_ref and change.copied_forward]
    if copied:
        yield _sentence(
            "copied",
            f"{count(len(copied), 'action')} of {len(plan.actions)} have the same answer as last time, word for word: "
            f"{listed(copied)}. Please confirm that they are up to date.",
            copied,
        )
    rewritten = [
        change.after_ref
        for change in years.actions
        if change.after_ref and change.narrative in {"rewritten", "was_nil"}
    ]
    if rewritten:
        yield _sentence("rewritten", f"Rewritten: {listed(rewritten)}.", rewritten)
    lost = [change.after_ref for change in years.actions if change.after_ref and change.narrative == "became_nil"]
    if lost:
        yield _sentence("became-nil", f"Answered last time but not this time: {listed(lost)}. {NOT_NOT_DONE}", lost)
    new = [change.after_ref for change in years.actions if change.status == "new" and change.after_ref]
    if new:
        yield _sentence("new", f"New in this plan: {listed(new)}.", new)
    dropped = [change.before_ref for change in years.actions if change.status == "dropped" and change.before_ref]
    if dropped:
        yield _sentence(
            "dropped", f"In the last plan but not found in this one (numbers of the last plan): {listed(dropped)}."
        )
    yield from _services(years)


def _services(years: YearsComparison) -> Iterator[Sentence]:
    for name, names, words, after in (
        ("services-in", years.summary.services.added, "Services mentioned for the first time", True),
        ("services-out", years.summary.services.removed, "Services mentioned last time but not now", False),
    ):
        told = []
        refs: dict[str, None] = {}
        for service in names:
            at = _refs_of(years.actions, service.name, after=after)
            refs |= dict.fromkeys(at)
            told.append(f"{service.name} ({listed(at)})" if at else service.name)
        if told:
            more = "" if after else " They may still be in use."
            yield _sentence(name, f"{words}: {'; '.join(told)}.{more}", refs if after else ())


def _refs_of(changes: Iterable[ActionChange], name: str, *, after: bool) -> list[str]:
    found = []
    for change in changes:
        names = change.mentions.services.added if after else change.mentions.services.removed
        ref = change.after_ref if after else change.before_ref
        if ref and any(one.name == name for one in names):
            found.append(ref)
    return found


def _others(plan: Plan, boroughs: BoroughsComparison | None) -> Iterator[Sentence]:
    """Services that several other boroughs name under an action and this plan names nowhere."""
    if boroughs is None:
        return
    names = {entry.entity_id: entry.name for entry in boroughs.services if entry.entity_id}
    own = {mention.entity_id for action in plan.actions for mention in action.mentions}
    headings = {heading.plan_id: heading.borough or heading.plan_id for heading in boroughs.headings}
    told = []
    for aligned in boroughs.actions:
        mine = aligned.cells.get(plan.plan_id)
        if mine is None:
            continue
        where: dict[str, list[str]] = {}
        for plan_id, cell in sorted(aligned.cells.items()):
            if plan_id != plan.plan_id:
                for service in cell.services:
                    where.setdefault(service, []).append(f"{headings[plan_id]} {cell.ref}")
        common = [(len(at), service, at) for service, at in where.items() if service in names and service not in own]
        common = [one for one in sorted(common, key=lambda one: (-one[0], one[1])) if one[0] >= FEWEST_BOROUGHS]
        if common:
            told.append((not mine.nil_return, -common[0][0], mine.ref, common[:MOST_NAMES]))
    order = {action.ref: place for place, action in enumerate(plan.actions)}
    for _, _, ref, common in sorted(
        sorted(told, key=lambda one: one[:2])[:MOST_ACTIONS], key=lambda one: order[one[2]]
    ):
        listed_names = "; ".join(f"{names[service]} ({', '.join(at)})" for _, service, at in common)
        yield _sentence(
            f"others-{ref}",
            f"Under {ref}, other boroughs name {listed_names}. Your plan does not mention "
            f"{'it' if len(common) == 1 else 'them'}, which does not mean that you do not use "
            f"{'it' if len(common) == 1 else 'them'}.",
            [ref],
        )
