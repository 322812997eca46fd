"""The reasons for a match in plain words, as a person reads them."""

from __future__ import annotations

from typing import Literal

from pipeline.compare.action_texts import ActionText, WordWeights, most_telling
from pipeline.compare.pins import PIN, PinLine
from pipeline.compare.similarity import Likeness

# From which likeness of wordings each phrase is used.
_PHRASES = ((0.9, "Nearly the same wording"), (0.7, "Much of the wording is shared"), (0.0, "Some wording is shared"))
# Themes that share most of their actions are said to correspond.
_CORRESPONDS = 0.5
# Words shown as examples of what two wordings share.
_EXAMPLES = 4


def why_matched(before: ActionText, after: ActionText, likeness: Likeness, weights: WordWeights) -> str:
    """Why two actions are taken for one."""
    reasons = [_wording(before, after, likeness, weights), _theme(before, after, likeness), _number(before, after)]
    if likeness.narrative:
        reasons.append("the narrative is carried over")
    return "; ".join(filter(None, reasons)) + "."


def why_alone(side: Literal["before", "after"], nearest: ActionText | None, score: float, threshold: float) -> str:
    """Why an action has no partner."""
    other = "later" if side == "before" else "earlier"
    if nearest is None:
        return f"No action of the {other} plan shares a word with it."
    if score < threshold:
        return f"No action of the {other} plan is similar enough; {nearest.ref} is the closest."
    return f"The nearest action of the {other} plan, {nearest.ref}, matches another action better."


def why_decided(line: PinLine, reason: str) -> str:
    """A person's decision, with their note and with what the tool saw."""
    verb = "Pinned" if line.decision == PIN else "Forbidden"
    note = f" ({line.note})" if line.note else ""
    return f"{verb} {line.who}{note}. {reason}"


def _wording(before: ActionText, after: ActionText, likeness: Likeness, weights: WordWeights) -> str:
    if not before.stems and not after.stems:
        return "Neither plan prints any words for it"
    if before.squeezed == after.squeezed:
        return "The same wording" if before.wording else "The same narrative, and no wording printed"
    shared = most_telling(after, set(before.stems) & set(after.stems), weights, _EXAMPLES)
    if not shared:
        return "No wording is shared"
    phrase = next(text for least, text in _PHRASES if likeness.wording >= least)
    return f"{phrase} ({', '.join(shared)})"


def _theme(before: ActionText, after: ActionText, likeness: Likeness) -> str:
    if not before.theme and not after.theme:
        return ""
    return "the themes correspond" if likeness.theme >= _CORRESPONDS else "another theme"


def _number(before: ActionText, after: ActionText) -> str:
    return "the same number" if before.ref == after.ref else f"number {before.ref} became {after.ref}"
