"""Holds a plan against the VRU's template: how many of its actions are there, and under the right field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from models.catalogue import finding
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action, Plan
from models.reference.template import SURE, TemplateAction, editions_in_use, template_actions

SAME_WORDING = 90  # of 100: a text that is the template's own, whatever field it stands under
FEWEST_WORDS = 4  # a wording of fewer is part of many
FEWEST_WORDS_OF_A_WORDING = 8  # of a template's action that is looked for under other fields
QUOTED_WORDS = 14  # words of a template action that a finding quotes
FAR_OFF = 1.5  # times as many actions as the template, or as few: rows were split, joined or lost
HALF = 0.5
MATCHES_WELL = 0.6  # share of an edition's actions that a plan has, from which on it is of that edition


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands to an edition of the template: the actions of each, and those that both have."""

    edition: str
    expected: int
    found: int
    actions: int
    is_printed: bool

    @property
    def is_far_off(self) -> bool:
        """Whether the plan has far more or far fewer actions than its template."""
        return self.actions >= FAR_OFF * self.expected or self.actions * FAR_OFF <= self.expected

    @property
    def is_unlike(self) -> bool:
        """Whether the plan has about as many actions as its template, and most with another wording."""
        return not self.is_far_off and self.found < HALF * self.expected


def standing(plan: Plan) -> Standing | None:
    """How the plan stands to its template; None where none is known in full that it prints or is much like.

    A plan that prints an edition and has neither its wordings nor about as many actions is no plan of that template.
    """
    printed = printed_edition(plan)
    if printed:
        stands = _against(plan, printed, is_printed=True)
        of_template = stands.found >= HALF * min(stands.actions, stands.expected)
        return stands if of_template or stands.actions >= HALF * stands.expected else None
    best = _nearest(plan)
    return best if best and best.found >= MATCHES_WELL * best.expected else None


def _nearest(plan: Plan) -> Standing | None:
    """How the plan stands to the edition that it has most of."""
    others = (_against(plan, edition, is_printed=False) for edition in editions_in_use().complete)
    return max(others, key=lambda one: one.found / one.expected, default=None)


def check_template(plan: Plan) -> Iterator[Finding]:
    """Actions of the template that are absent, far more or fewer than it has, its wordings under another field."""
    stands = standing(plan)
    if stands and stands.is_far_off:
        yield finding("count-unlike-template", count=stands.actions, edition=stands.edition, expected=stands.expected)
    elif stands and stands.is_unlike:
        fields = ("mandatory_action",)
        yield finding("wordings-unlike-template", fields=fields, edition=stands.edition, found=stands.found)
    yield from _wordings_elsewhere(plan)
    printed = printed_edition(plan)
    if printed:
        yield from _absent(plan, printed)
    elif plan.template:
        yield from _unknown(plan)


def _unknown(plan: Plan) -> Iterator[Finding]:
    """That the edition a plan prints is not known, and what it was compared with instead."""
    nearest = _nearest(plan)
    if nearest is None:
        return
    lacking = [action.ref for action in _missing(nearest.edition, _wordings(plan))]
    is_like = lacking and nearest.found >= MATCHES_WELL * nearest.expected
    yield finding(
        "template-edition-unknown",
        template=plan.template,
        edition=nearest.edition,
        found=nearest.found,
        expected=nearest.expected,
        lacking=f"; not found: {', '.join(lacking)}" if is_like else "",
    )


def printed_edition(plan: Plan) -> str | None:
    """The edition that the plan prints over its table; None when that is not known in full."""
    return editions_in_use().printed(plan.template)


def _against(plan: Plan, edition: str, *, is_printed: bool) -> Standing:
    actions = actions_of(edition)
    missing = _missing(edition, _wordings(plan))
    return Standing(edition, len(actions), len(actions) - len(missing), len(plan.actions), is_printed)


def actions_of(edition: str) -> tuple[TemplateAction, ...]:
    """The actions of an edition, as far as they are known."""
    return editions_in_use().by_name.get(edition, ())


def _missing(edition: str, wordings: tuple[str, ...]) -> tuple[TemplateAction, ...]:
    """Actions of an edition that no wording comes near."""
    return _lacking(actions_of(edition), wordings)


def _wordings(plan: Plan) -> tuple[str, ...]:
    return tuple(action.mandatory_action for action in plan.actions)


@lru_cache(maxsize=4)  # asked for the same plan by the checks, the report and the note
def _lacking(actions: tuple[TemplateAction, ...], wordings: tuple[str, ...]) -> tuple[TemplateAction, ...]:
    texts = [text for wording in wordings if len((text := utils.default_process(wording)).split()) >= FEWEST_WORDS]
    return tuple(
        action
        for action in actions
        if not process.extractOne(
            utils.default_process(action.text), texts, scorer=fuzz.token_set_ratio, score_cutoff=SURE
        )
    )


def _absent(plan: Plan, edition: str) -> Iterator[Finding]:
    for action in _missing(edition, _wordings(plan)):
        words = action.text.split()
        quoted = " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")
        yield finding(
            "template-action-absent",
            fields=(WHOLE_ACTION,),
            template_ref=action.ref,
            template=_called(plan, edition),
            text=quoted,
        )


def _called(plan: Plan, edition: str) -> str:
    """What to call an edition: as the plan prints it, where it is the plan's own."""
    return plan.template if plan.template and printed_edition(plan) == edition else edition


def _wordings_elsewhere(plan: Plan) -> Iterator[Finding]:
    """Actions under whose other fields the wording of a template's action stands."""
    for action in plan.actions:
        for field, text in _other_texts(action):
            if is_template_wording(text) and not is_template_wording(action.mandatory_action):
                fields = ("mandatory_action", field.partition("/")[0])
                yield finding("template-wording-elsewhere", action_ref=action.ref, fields=fields, field=field)


def _other_texts(action: Action) -> Iterator[tuple[str, str]]:
    named = {"narrative": action.narrative, "outcome": action.outcome, "timescale": action.timescale}
    yield from ((field, text) for field, text in named.items() if text)
    yield from ((f"other/{header}", text) for header, text in action.other.items())


def is_template_wording(text: str) -> bool:
    """Whether a text is the wording of an action of some edition, letter for letter but for a few."""
    plain = utils.default_process(text)
    if len(plain.split()) < FEWEST_WORDS_OF_A_WORDING:
        return False
    return process.extractOne(plain, _every_wording(), scorer=fuzz.ratio, score_cutoff=SAME_WORDING) is not None


@lru_cache(maxsize=1)
def _every_wording() -> tuple[str, ...]:
    texts = (utils.default_process(action.text) for action in template_actions() if action.text)
    return tuple(text for text in texts if len(text.split()) >= FEWEST_WORDS_OF_A_WORDING)
