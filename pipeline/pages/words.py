"""Words that officers use for what records call by other names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from models.finding import THEME_TITLE, WHOLE_ACTION
from models.plan import Plan, RagColour
from models.reference.columns import details_in_use
from pipeline.compare.palette import RAG_WORDS

FIELD_WORDS = {
    "rag": "RAG",
    "mandatory_action": "Action",
    "named_leads": "Named lead",
    "lead_organisations": "Lead organisation",
    "timescale": "Timescale",
    "outcome": "Outcome",
    "narrative": "What is being done",
    "nil_return": "No answer",
    WHOLE_ACTION: "The action as a whole",
    THEME_TITLE: "Theme",
}
OTHER = "other/"

RAG_LETTERS: dict[RagColour | None, str] = {"red": "R", "amber": "A", "green": "G", "blue": "B", None: "–"}


def field_word(field: str) -> str:
    """What people call a field of an action."""
    if field.startswith(OTHER):
        return field.removeprefix(OTHER)
    return FIELD_WORDS.get(field) or field.replace("_", " ").capitalize()


def correctable(field: str) -> bool:
    """Whether a person can correct the field."""
    return field in _CORRECTED or field.startswith(OTHER) or field in {role.name for role in details_in_use()}


_CORRECTED = frozenset(FIELD_WORDS) - {WHOLE_ACTION, THEME_TITLE, "nil_return"}


def rag_word(colour: RagColour | None) -> str:
    """A RAG status in words."""
    return RAG_WORDS[colour]


def borough_of(plan: Plan) -> str:
    """The borough of a plan in words."""
    return plan.borough.name if plan.borough else "Borough not known"


def boroughs_of(plans: Mapping[str, Plan]) -> dict[str, str]:
    """The boroughs of plans by plan_id, with the document where there are several plans of one."""
    counts = Counter(map(borough_of, plans.values()))
    return {
        plan_id: f"{borough_of(plan)} ({plan.source.filename})" if counts[borough_of(plan)] > 1 else borough_of(plan)
        for plan_id, plan in plans.items()
    }


def count_rags(rags: Iterable[RagColour | None]) -> tuple[tuple[RagColour | None, int], ...]:
    """How many have each RAG status, the most pressing first; those that none has are left out."""
    counts = Counter(rags)
    return tuple((colour, counts[colour]) for colour in RAG_LETTERS if counts[colour])


def with_names(text: str, plans: Mapping[str, Plan]) -> str:
    """A sentence that names plans by their ids, with what people call them."""
    if not plans:
        return text
    ids = sorted(map(re.escape, plans), key=len, reverse=True)
    return re.sub(rf"(?<![\w-])({'|'.join(ids)})(?![\w-])", lambda found: whose(plans[found[1]]), text)


def whose(plan: Plan) -> str:
    """A plan in words: its borough and its year."""
    borough = borough_of(plan)
    return f"{borough} {plan.plan_year}" if plan.plan_year else f"{borough}, year not known"
