"""Checks a plan as a whole: the order of its numbers, its RAG statuses, the template's actions against its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process, utils

from models.catalogue import finding
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action, Plan
from models.reference.template import TemplateAction, template_actions

SAME_ACTION = 80  # of 100: the template's rewordings from year to year keep more, different actions share far less
QUOTED_WORDS = 14  # words of a template action that a finding quotes
COMPLETE_TEMPLATE = 20  # actions; of templates known only in part, nothing can be said to be absent

_NUMBERED = (WHOLE_ACTION, "action_number")
_NUMBER = re.compile(r"(\d+)([a-z]*)")


def check(plan: Plan) -> Plan:
    """The plan with findings about its numbering and its template added, all findings in the order of the document."""
    found = [*plan.findings, *_numbering(plan.actions), *_statuses(plan.actions), *_template(plan)]
    order = {action.ref: place for place, action in reversed(list(enumerate(plan.actions)))}
    ordered = sorted(dict.fromkeys(found), key=lambda one: order.get(one.action_ref or "", -1))
    return plan.model_copy(update={"findings": tuple(ordered)})


def _numbering(actions: Iterable[Action]) -> Iterator[Finding]:
    actions = list(actions)
    times = Counter(action.ref for action in actions)
    for ref, count in times.items():
        if count > 1:
            yield finding("repeated-number", action_ref=ref, fields=_NUMBERED, ref=ref, count=count)
    for theme, group in groupby(actions, key=lambda action: action.theme_number):
        yield from _order(theme, list(group))


def _order(theme: int | None, actions: list[Action]) -> Iterator[Finding]:
    """Gaps and late inserts among the plain numbers of a theme."""
    numbered = [(int(match[1]), action) for action in actions if (match := _NUMBER.fullmatch(action.action_number))]
    highest = 0
    for number, action in numbered:
        if number < highest:
            before_it = _ref(theme, highest)
            yield finding("out-of-order", action_ref=action.ref, fields=_NUMBERED, ref=action.ref, before=before_it)
        highest = max(highest, number)
    present = sorted({number for number, _ in numbered})
    # a single outlying number is a late insert from another numbering, not a gap of dozens
    for before, after in zip([0, *present], present, strict=False):
        if 1 < after - before <= len(present):
            for missing in range(before + 1, after):
                yield finding(
                    "gap-in-numbering",
                    action_ref=_ref(theme, missing),
                    fields=_NUMBERED,
                    theme=theme if theme is not None else "(none)",
                    missing=_ref(theme, missing),
                    before=_ref(theme, before) if before else "the start",
                    after=_ref(theme, after),
                )


def _ref(theme: int | None, number: int) -> str:
    return str(number) if theme is None else f"{theme}.{number}"


def _statuses(actions: Sequence[Action]) -> Iterator[Finding]:
    """Actions without a RAG status: a cell left empty, or one that shows a status in a way nobody thought of."""
    without = [action for action in actions if action.rag is None]
    if any(action.rag for action in actions):
        yield from (finding("no-rag", action_ref=action.ref, fields=("rag",)) for action in without)
    elif without:
        yield finding("no-rag-at-all", fields=("rag",))


def _template(plan: Plan) -> Iterator[Finding]:
    """Actions of the plan's template that no action of the plan comes near."""
    wanted = template_of(plan)
    texts = [utils.default_process(action.mandatory_action) for action in plan.actions]
    for template_action in wanted:
        text = utils.default_process(template_action.text)
        if not process.extractOne(text, texts, scorer=fuzz.token_set_ratio, score_cutoff=SAME_ACTION):
            words = template_action.text.split()
            quoted = " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")
            yield finding(
                "template-action-absent",
                fields=(WHOLE_ACTION,),
                template_ref=template_action.ref,
                template=plan.template,
                text=quoted,
            )


def template_of(plan: Plan) -> list[TemplateAction]:
    """The actions of the plan's template; empty when it is not known in full."""
    year = re.search(r"20\d\d", plan.template or "")
    if not year:
        return []
    actions = [action for action in template_actions() if action.template == year.group() and action.text]
    return actions if len(actions) >= COMPLETE_TEMPLATE else []
