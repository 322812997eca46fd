"""Whether so much of a plan is in doubt that all of it is: rows read wrongly harm more than what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.catalogue import finding
from models.finding import Finding
from models.plan import Plan

SIGNS = frozenset({
    "actions-run-together", "gap-in-numbering", "header-in-text", "heading-not-taken", "joined-unsurely", "lead-long",
    "no-action-text", "number-missing", "rag-not-understood", "rag-split", "repeated-number", "row-not-taken",
    "row-without-key", "table-not-taken", "template-wording-elsewhere", "text-between-tables", "text-cut",
    "text-left-over", "theme-doubtful", "theme-left-out", "theme-unnamed", "words-lost",
})  # fmt: skip
"""Doubts that come of rows or tables which were not read as they stand."""
KINDS = 2
MOST = 0.4
"""Kinds of such doubts, and their number for each action, from which on all is in doubt: of 630 drawn plans 55 had as
many, none of them read right, and fewer than a twentieth of the cells were wrong in two."""


FEWEST = 5
"""Such doubts: in a plan of a few actions a title that is missing weighs too much."""


def check_reading(plan: Plan, found: Iterable[Finding]) -> Iterator[Finding]:
    """One error about the whole where many rows are doubtful. found: what is doubted so far."""
    signs = [one for one in found if one.code in SIGNS]
    if len({one.code for one in signs}) >= KINDS and len(signs) >= max(FEWEST, MOST * len(plan.actions)):
        actions = {one.action_ref for one in signs if one.action_ref}
        yield finding("reading-doubtful", count=len(signs), doubtful=len(actions), actions=len(plan.actions))
