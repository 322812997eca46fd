"""Which plan is unlike the others, and in what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from models.comparison import AlignedAction, Cell, Measure, PlanStanding
from models.mention import MentionLabel
from pipeline.folding import essence

# Fewer plans than this have no middle to be unlike.
_FEWEST_PLANS = 4
# A plan stands apart from three times the common distance on: for bell-shaped values 3 in 1,000.
_APART = 3.0
# Makes the median absolute deviation of bell-shaped values their standard deviation (Hampel 1974).
_MAD_TO_DEVIATION = 1.4826


@dataclass(frozen=True, slots=True)
class _Respect:
    """One respect in which plans are measured, and the least spread that is taken for real.

    Where nearly all plans are alike the deviation is next to nothing, and a difference of one action would stand out.
    """

    name: str
    measure: Callable[[_PlanCells], float]
    least_spread: float
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class _PlanCells:
    """What one plan says, action by action, and what the others have."""

    cells: list[Cell]
    alone: int
    lacking: int

    def share(self, count: float) -> float:
        """As a share of the plan's actions."""
        return count / max(len(self.cells), 1)


def _words(plan: _PlanCells) -> float:
    spoken = [cell.narrative_words for cell in plan.cells if not cell.nil_return]
    return sum(spoken) / max(len(spoken), 1)


def _shared(plan: _PlanCells) -> float:
    return sum(cell.shared_words for cell in plan.cells) / max(sum(cell.narrative_words for cell in plan.cells), 1)


_RESPECTS = (
    _Respect("nil returns", lambda p: p.share(sum(cell.nil_return for cell in p.cells)), 0.05, is_share=True),
    _Respect("actions rated red", lambda p: p.share(sum(cell.rag == "red" for cell in p.cells)), 0.05, is_share=True),
    _Respect(
        "actions rated green", lambda p: p.share(sum(cell.rag == "green" for cell in p.cells)), 0.05, is_share=True
    ),
    _Respect("actions without RAG", lambda p: p.share(sum(cell.rag is None for cell in p.cells)), 0.05, is_share=True),
    _Respect("words of a narrative, on average", _words, 10.0),
    _Respect("words shared with other boroughs", _shared, 0.05, is_share=True),
    _Respect("services mentioned", lambda p: count_names(p.cells, "service"), 2.0),
    _Respect("panels mentioned", lambda p: count_names(p.cells, "panel"), 2.0),
    _Respect("agencies mentioned", lambda p: count_names(p.cells, "agency"), 2.0),
    _Respect("actions found in no other plan", lambda p: p.alone, 1.0),
    _Respect("actions missing that most plans have", lambda p: p.lacking, 1.0),
)


def count_names(cells: Iterable[Cell], label: MentionLabel) -> int:
    """Names of a label that the cells mention, each once; those not yet reviewed left out."""
    return len({essence(one.name) for cell in cells for one in cell.names if one.label == label and one.reviewed})


def standings(plans: Sequence[str], actions: Sequence[AlignedAction]) -> tuple[PlanStanding, ...]:
    """How each plan stands among the others, the most unlike first; none of fewer than four plans."""
    if len(plans) < _FEWEST_PLANS:
        return ()
    gathered = {plan: _gather(plan, actions, len(plans)) for plan in plans}
    values = {respect.name: [respect.measure(gathered[plan]) for plan in plans] for respect in _RESPECTS}
    found = [_standing(plan, index, values) for index, plan in enumerate(plans)]
    return tuple(sorted(found, key=lambda standing: (-standing.distance, standing.plan_id)))


def _gather(plan: str, actions: Sequence[AlignedAction], plans: int) -> _PlanCells:
    cells = [action.cells[plan] for action in actions if plan in action.cells]
    alone = sum(plan in action.cells and len(action.cells) == 1 for action in actions)
    lacking = sum(plan not in action.cells and len(action.cells) * 2 > plans for action in actions)
    return _PlanCells(cells, alone, lacking)


def _standing(plan: str, index: int, values: dict[str, list[float]]) -> PlanStanding:
    measures, told = [], []
    for respect in _RESPECTS:
        column = values[respect.name]
        middle = median(column)
        spread = max(_MAD_TO_DEVIATION * median(abs(value - middle) for value in column), respect.least_spread)
        distance = abs(column[index] - middle) / spread
        measures.append(
            Measure(
                name=respect.name,
                value=round(column[index], 4),
                middle=round(middle, 4),
                distance=round(distance, 2),
            )
        )
        if distance >= _APART:
            told.append((distance, _tell(respect, column[index], middle)))
    told.sort(key=lambda entry: -entry[0])
    return PlanStanding(
        plan_id=plan,
        distance=max(measure.distance for measure in measures),
        unlike=tuple(text for _, text in told),
        measures=tuple(measures),
    )


def _tell(respect: _Respect, value: float, middle: float) -> str:
    more = "more" if value > middle else "fewer"
    return f"{more} {respect.name}: {_shown(respect, value)}, where a typical plan has {_shown(respect, middle)}"


def _shown(respect: _Respect, value: float) -> str:
    return f"{value:.0%}" if respect.is_share else f"{value:.0f}"
