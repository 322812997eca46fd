"""What every plan goes through after it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from models.plan import Plan
from pipeline.check import check
from pipeline.registries import RegistryFolder, tagger_of

Stage = Callable[[Plan], Plan]
"""Takes a plan and gives it with something added."""


RAISED_BY_TAGGER = frozenset(
    {"short-form-explained-nearby", "short-form-with-two-meanings", "speaker-changes-in-paragraph"}
)
RAISED_BY_STAGES = RAISED_BY_TAGGER | frozenset({
    "actions-run-together", "count-unlike-template", "empty-at-page-end", "field-unlike", "gap-in-numbering",
    "header-in-text", "lead-long", "much-text-beside", "no-named-lead", "no-rag", "no-rag-at-all",
    "number-in-wording", "numbers-by-place", "numbers-left-out", "numbers-not-read", "out-of-order",
    "rag-column-not-read", "reading-doubtful", "repeated-number", "template-action-absent",
    "template-edition-unknown", "template-wording-elsewhere", "text-cut", "theme-doubtful", "theme-left-out",
    "theme-missing", "timescales-long", "wordings-short", "wordings-unlike-template", "zero-lost", "zeros-added",
})  # fmt: skip
"""What the stages raise and nobody else: a plan that goes through them again has these taken off first."""


def default_stages(registry: RegistryFolder | None = None) -> tuple[Stage, ...]:
    """The stages, in their order. registry: the folder to tag by; None is the built-in one."""
    return (partial(tag, registry=registry), check)


def tag(plan: Plan, registry: RegistryFolder | None = None) -> Plan:
    """The plan with its mentions, speakers and linked organisations (see `pipeline.tagging`)."""
    if registry is not None:
        return tagger_of(registry).tag_plan(plan)
    from pipeline.tagging import tag_plan  # noqa: PLC0415 - loading spaCy waits for the first plan that was read

    return tag_plan(plan)
