"""Scores the answers about plans whose every change is known (`builders.known_changes`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builders.known_changes import Row, Written, services
from models.comparison import BoroughsComparison, PlacedName, YearsComparison
from models.reference.boroughs import authorities

_COPIED = frozenset({"same", "dressed"})


@dataclass(frozen=True, slots=True)
class Score:
    """One kind of answer: what had to be said, and what was."""

    what: str
    wanted: frozenset[Hashable]
    found: frozenset[Hashable]

    @property
    def missed(self) -> frozenset[Hashable]:
        """What was not said."""
        return self.wanted - self.found

    @property
    def wrong(self) -> frozenset[Hashable]:
        """What was said and is not so."""
        return self.found - self.wanted


def together(scores: Iterable[Score]) -> list[Score]:
    """The scores of many comparisons, one for each kind of answer."""
    wanted: dict[str, set[Hashable]] = defaultdict(set)
    found: dict[str, set[Hashable]] = defaultdict(set)
    for number, score in enumerate(scores):
        wanted[score.what] |= {(number, one) for one in score.wanted}
        found[score.what] |= {(number, one) for one in score.found}
    return [Score(what, frozenset(wanted[what]), frozenset(found[what])) for what in wanted]


def score_years(before: Written, after: Written, answer: YearsComparison) -> Iterator[Score]:
    """What a comparison of years says of a borough's two plans."""
    old, new = before.by_ref(), after.by_ref()
    both = [ref for ref in new if ref in old]
    copied = {ref for ref in both if after.done[ref] in _COPIED}
    points: dict[str, set[str | None]] = {
        point.code: {one.after_ref or one.before_ref for one in point.actions} for point in answer.summary.points
    }

    def said(code: str) -> frozenset[Hashable]:
        return frozenset(points.get(code, ()))

    moves = {(ref, old[ref].rag, new[ref].rag) for ref in both if old[ref].rag != new[ref].rag}
    found = {
        (one.after_ref, one.rag.before, one.rag.after)
        for one in answer.actions
        if one.before_ref and one.after_ref and one.rag.before != one.rag.after
    }
    order = ("red", "amber", "green")
    better = {ref for ref, first, second in moves if order.index(second) > order.index(first)}
    worse = {ref for ref, _, _ in moves} - better
    yield Score("RAG moves", frozenset(moves), frozenset(found))
    yield Score("copied forward", frozenset(copied), said("copied"))
    yield Score("improved and copied", frozenset(better & copied), said("improved_copied"))
    yield Score("worsened and copied", frozenset(worse & copied), said("worsened_copied"))
    red = {ref for ref in copied if old[ref].rag == new[ref].rag == "red"}
    yield Score("red twice and copied", frozenset(red), said("red_twice_copied"))
    yield Score("new", frozenset(set(new) - set(old)), said("new"))
    yield Score("dropped", frozenset(set(old) - set(new)), said("dropped"))
    yield Score("became nil", frozenset(ref for ref in both if after.done[ref] == "became_nil"), said("became_nil"))
    yield Score("nil twice", frozenset(ref for ref in both if after.done[ref] == "nil"), said("nil_twice"))
    yield Score(
        "services in and out",
        frozenset(_in_out(_uses(before.rows), _uses(after.rows))),
        frozenset(_moved(answer.summary.services.added, answer.summary.services.removed)),
    )


def score_boroughs(plans: Sequence[Written], answer: BoroughsComparison, year: int) -> Iterator[Score]:
    """What a comparison of boroughs says of the plans of a year."""
    nil = {(plan.plan_id, row.ref) for plan in plans for row in plan.rows if row.is_nil}
    yield Score(
        "nothing returned, by borough",
        frozenset(nil),
        frozenset((one.plan_id, ref) for one in answer.submissions for ref in one.returned_nothing),
    )
    yield Score(
        "nothing returned, by action",
        frozenset((row.cells[plan].ref, plan) for row in answer.actions for plan in row.returned_nothing),
        frozenset((ref, plan) for plan, ref in nil),
    )
    yield Score(
        "no named lead",
        frozenset((plan.plan_id, row.ref) for plan in plans for row in plan.rows if not row.lead),
        frozenset((one.plan_id, ref) for one in answer.submissions for ref in one.no_named_lead),
    )
    here = {plan.borough for plan in plans}
    lacking = {(year, one.borough.name) for one in authorities() if one.borough.name not in here}
    found = {(one.plan_year, name) for one in answer.not_submitted for name in one.boroughs}
    yield Score("no plan here", frozenset(lacking), frozenset(found))
    yield Score("answers side by side", frozenset(_written_answers(plans)), frozenset(_shown_answers(answer)))
    yield Score("shared passages", frozenset(_planted(plans)), frozenset(_shown_passages(answer)))
    yield Score("directory of services", frozenset(_written_uses(plans)), frozenset(_shown_uses(answer)))


def _uses(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Service to the refs that name it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for name in row.said.services:
            found.setdefault(name, []).append(row.ref)
    return {name: tuple(refs) for name, refs in found.items()}


def _in_out(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> Iterator[Hashable]:
    yield from (("in", name, refs) for name, refs in new.items() if name not in old)
    yield from (("out", name, refs) for name, refs in old.items() if name not in new)


def _moved(added: Iterable[PlacedName], removed: Iterable[PlacedName]) -> Iterator[Hashable]:
    """Those of the services that were written in: the tagger may find others in the sentences."""
    known = frozenset(services())
    yield from (("in", one.name, one.refs) for one in added if one.name in known)
    yield from (("out", one.name, one.refs) for one in removed if one.name in known)


def _written_answers(plans: Sequence[Written]) -> Iterator[Hashable]:
    for plan in plans:
        for row in plan.rows:
            yield plan.plan_id, row.ref, row.rag, _bare(row.said.narrative)


def _shown_answers(answer: BoroughsComparison) -> Iterator[Hashable]:
    for row in answer.actions:
        for plan, cell in row.cells.items():
            yield plan, cell.ref, cell.rag, _bare(cell.narrative)


def _planted(plans: Sequence[Written]) -> Iterator[Hashable]:
    places: dict[str, list[tuple[str, str]]] = {}
    for plan in plans:
        for row in plan.rows:
            if row.said.shared:
                places.setdefault(row.said.shared, []).append((plan.plan_id, row.ref))
    for text, where in places.items():
        if len({plan for plan, _ in where}) > 1:
            yield _bare(text), frozenset(where)


def _shown_passages(answer: BoroughsComparison) -> Iterator[Hashable]:
    for passage in answer.passages:
        yield _bare(passage.text), frozenset((place.plan_id, place.ref) for place in passage.places)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _written_uses(plans: Sequence[Written]) -> Iterator[Hashable]:
    for plan in plans:
        for name, refs in _uses(plan.rows).items():
            yield name, plan.plan_id, refs


def _shown_uses(answer: BoroughsComparison) -> Iterator[Hashable]:
    known = frozenset(services())
    for entry in answer.services:
        for plan in entry.plans:
            if entry.name in known:
                yield entry.name, plan.plan_id, plan.refs
