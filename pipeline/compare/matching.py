"""Which action of one plan is which of another: one to one, by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from models.comparison import Match, Related
from pipeline.compare.action_texts import ActionText, WordWeights, all_of
from pipeline.compare.assignment import Pair, best_assignment
from pipeline.compare.pins import Decisions
from pipeline.compare.reasons import why_alone, why_decided, why_matched
from pipeline.compare.similarity import Likeness, likenesses

# Two actions below this score are different ones. The sum of precision and recall on the tuning half of the cases in
# benchmarks/compare_matching.py is highest at .42 and .43, and hardly less from .40 to .46.
THRESHOLD = 0.43
# Added to each free pair, so that one exactly at the threshold is still worth joining.
_LEAST = 1e-6
# Added instead to a pair of the very same words: more than theme and number together, so that a twin which differs in a
# word or two cannot take its place by standing under the old number.
_SAME_WORDS = 0.2
# Shown to a person among the matches to check: a match below the first, where wrong pairs of one theme have been seen
# (.49 in the Richmond plans), or one that beats another candidate of its actions by less than the second; and an action
# alone whose nearest candidate misses the threshold by less than that.
_DOUBTFUL = 0.55
_CLOSE_CALL = 0.05

# An action came from a split when this share of its distinctive words stands in the action that was cut ...
_SPLIT_FOUND = 0.70
# ... and this share of that action's words is in this piece and not in the piece that carries the action on.
_SPLIT_ADDS = 0.10

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs by index in the two plans, and those that have no partner."""

    pairs: dict[int, int]
    matches: dict[Pair, Match]
    alone_before: dict[int, Match]
    alone_after: dict[int, Match]
    related_before: dict[int, tuple[Related, ...]] = field(default_factory=dict)
    related_after: dict[int, tuple[Related, ...]] = field(default_factory=dict)


def match_actions(
    before: Sequence[ActionText],
    after: Sequence[ActionText],
    decisions: Decisions | None = None,
) -> Matching:
    """The one-to-one matching with the highest total score above `THRESHOLD`, a person's decisions obeyed first."""
    decided = decisions or Decisions()
    weights = WordWeights(all_of((before, after)))
    scored = likenesses(before, after, weights)
    pairs = _assign(scored, decided)
    explain = _Explainer(before, after, scored, decided, weights, pairs)
    backward = {second: first for first, second in pairs.items()}
    splits = _splits(before, after, pairs, weights)
    merges = _splits(after, before, backward, weights)
    return Matching(
        pairs=pairs,
        matches={pair: explain.pair(pair) for pair in pairs.items()},
        alone_before={number: explain.alone("before", number) for number in range(len(before)) if number not in pairs},
        alone_after={number: explain.alone("after", number) for number in range(len(after)) if number not in backward},
        related_before=_relations(splits, "split_into", merges, "merged_into", after),
        related_after=_relations(merges, "merged_from", splits, "split_from", before),
    )


def match_left_over(
    before: Sequence[ActionText],
    after: Sequence[ActionText],
    weights: WordWeights,
    known: Sequence[tuple[ActionText, ActionText]],
    decided: Decisions,
) -> dict[Pair, Match]:
    """The matching of actions left over when others have been paired; no more is told than the matches themselves.

    `weights` come from all plans compared. `known` are the pairs made before: they show which themes correspond.
    """
    scored = likenesses(before, after, weights, known)
    pairs = _assign(scored, decided)
    explain = _Explainer(before, after, scored, decided, weights, pairs)
    return {pair: explain.pair(pair) for pair in pairs.items()}


def _assign(scored: dict[Pair, Likeness], decided: Decisions) -> dict[int, int]:
    free = {
        pair: likeness.score - THRESHOLD + (_SAME_WORDS if likeness.wording == 1.0 else _LEAST)
        for pair, likeness in scored.items()
        if likeness.score >= THRESHOLD and decided.allows(pair)
    }
    return dict(sorted((best_assignment(free) | dict(decided.pinned.keys())).items()))


class _Explainer:
    """Puts the reasons for matches, and for their absence, into words."""

    def __init__(
        self,
        before: Sequence[ActionText],
        after: Sequence[ActionText],
        scored: dict[Pair, Likeness],
        decided: Decisions,
        weights: WordWeights,
        pairs: dict[int, int],
    ) -> None:
        self._before, self._after, self._scored = before, after, scored
        settled = {pair for pair in pairs.items() if pair in scored and scored[pair].wording == 1.0}
        self._settled_before = {first for first, _ in settled}
        self._settled_after = {second for _, second in settled}
        self._decided, self._weights = decided, weights
        self._rows: dict[int, list[Pair]] = {}
        self._columns: dict[int, list[Pair]] = {}
        for pair in scored:
            self._rows.setdefault(pair[0], []).append(pair)
            self._columns.setdefault(pair[1], []).append(pair)

    def pair(self, pair: Pair) -> Match:
        """Why these two are one action."""
        likeness = self._scored.get(pair, Likeness(0.0, 0.0, 0.0, 0.0))
        line = self._decided.pinned.get(pair)
        reason = why_matched(self._before[pair[0]], self._after[pair[1]], likeness, self._weights)
        return Match(
            score=round(likeness.score, 3),
            why=reason if line is None else why_decided(line, reason),
            wording=round(likeness.wording, 3),
            theme=round(likeness.theme, 3),
            number=round(likeness.number, 3),
            narrative=round(likeness.narrative, 3),
            decided=None if line is None else "pin",
            check=line is None and self._close_call(pair, likeness),
        )

    def alone(self, side: Side, number: int) -> Match:
        """Why this action has no partner, and which would be the nearest."""
        candidates = (self._rows if side == "before" else self._columns).get(number, [])
        others = self._after if side == "before" else self._before
        line = (self._decided.alone_before if side == "before" else self._decided.alone_after).get(number)
        if not candidates:
            reason = why_alone(side, None, 0.0, THRESHOLD)
            return Match(score=0.0, why=reason if line is None else why_decided(line, reason))
        best = max(candidates, key=lambda pair: (self._scored[pair].score, -pair[0], -pair[1]))
        line = line or self._decided.forbidden.get(best)
        likeness, nearest = self._scored[best], others[best[1] if side == "before" else best[0]]
        reason = why_alone(side, nearest, likeness.score, THRESHOLD)
        return Match(
            score=round(likeness.score, 3),
            why=reason if line is None else why_decided(line, reason),
            nearest_ref=nearest.ref,
            decided=None if line is None else "forbid",
            check=line is None and self._near_miss(best, likeness.score),
        )

    def _close_call(self, pair: Pair, likeness: Likeness) -> bool:
        if likeness.wording == 1.0:
            return False
        if likeness.score < _DOUBTFUL:
            return True
        rivals = [other for other in self._rows[pair[0]] + self._columns[pair[1]] if other != pair]
        nearest = max((self._scored[other].score for other in rivals), default=0.0)
        return likeness.score < nearest + _CLOSE_CALL

    def _near_miss(self, best: Pair, score: float) -> bool:
        """Whether a little more would have joined these two, neither of which has the very words of another."""
        if best[0] in self._settled_before or best[1] in self._settled_after:
            return False
        return THRESHOLD - _CLOSE_CALL <= score < THRESHOLD


@dataclass(frozen=True, slots=True)
class _Split:
    """Action `whole` was cut: `piece` is the part of it that has no partner of its own, `rest` carries it on."""

    whole: int
    piece: int
    share: float


def _splits(
    whole_side: Sequence[ActionText], piece_side: Sequence[ActionText], pairs: dict[int, int], weights: WordWeights
) -> list[_Split]:
    """Actions of `piece_side` without a partner that are surely a piece of an action on the other side."""
    taken = set(pairs.values())
    found = []
    for piece, action_text in enumerate(piece_side):
        if piece in taken or not action_text.wording:
            continue
        shares = {
            whole: weights.share_found(action_text.stems, whole_side[whole].stems)
            for whole, rest in pairs.items()
            if _adds(action_text, whole_side[whole], piece_side[rest], weights)
        }
        best = max(shares, key=lambda whole: (shares[whole], -whole), default=None)
        if best is not None and shares[best] >= _SPLIT_FOUND:
            found.append(_Split(best, piece, round(shares[best], 3)))
    return found


def _adds(piece: ActionText, whole: ActionText, rest: ActionText, weights: WordWeights) -> bool:
    """Whether the piece holds words of the whole that the rest lacks: else it is a twin of the rest, not a piece."""
    if not whole.wording or whole.squeezed == rest.squeezed:
        return False
    left_over = [root for root in whole.stems if root not in rest.stems and root in piece.stems]
    return weights.share_found(whole.stems, left_over) >= _SPLIT_ADDS


Relation = Literal["split_from", "split_into", "merged_into", "merged_from"]


def _relations(
    as_whole: list[_Split],
    whole_relation: Relation,
    as_piece: list[_Split],
    piece_relation: Relation,
    others: Sequence[ActionText],
) -> dict[int, tuple[Related, ...]]:
    """What one side's actions have to say of splits: as the whole that was cut, or as the piece."""
    related: dict[int, tuple[Related, ...]] = {}
    for split in as_whole:
        entry = Related(relation=whole_relation, ref=others[split.piece].ref, share=split.share)
        related[split.whole] = (*related.get(split.whole, ()), entry)
    for split in as_piece:
        entry = Related(relation=piece_relation, ref=others[split.whole].ref, share=split.share)
        related[split.piece] = (*related.get(split.piece, ()), entry)
    return related
