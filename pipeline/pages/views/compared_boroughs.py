"""What the page of a comparison of boroughs shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from models.comparison import (
    AlignedAction,
    BoroughsComparison,
    Cell,
    DirectoryEntry,
    DirectoryPlan,
    Passage,
    Submission,
)
from pipeline.compare.facts import columns_for
from pipeline.compare.facts_of_boroughs import (
    Answer,
    AnswerFact,
    answers_of,
    facts_of_answers,
    facts_of_submissions,
)
from pipeline.compare.values import Shown
from pipeline.compare.wording import plan_titles, row_title, shortened
from pipeline.pages.views.board import board_alone

# A page with more passages than this is long to load and to read; the workbook has them all.
_PASSAGES_SHOWN = 200
# With more plans than boroughs and London have in three years, answers in full make a page that no browser likes.
_ANSWERS_SHOWN = 100

# Facts of an answer that its place on the page says, or that are shown in the same line.
_SHOWN_ELSEWHERE = frozenset({"row", "mandatory_action", "plan", "plan_year", "rag", "narrative"})


_HeadedFact: TypeAlias = tuple[str, Callable[[Answer], Shown]]


def boroughs_page(comparison: BoroughsComparison) -> dict[str, Any]:
    """The values that the template `boroughs.html` takes."""
    titles = plan_titles(comparison.headings)
    facts = [
        (fact.heading, column.of)
        for fact in facts_of_answers(comparison)
        if _on_page(fact)
        for column in fact.columns()
    ]
    in_full = len(comparison.plans) <= _ANSWERS_SHOWN
    rows = [
        _PageRow.of(number, action, titles, partial(_answers, comparison, action, facts))
        for number, action in enumerate(comparison.actions)
    ]
    with_nil = sorted((row for row in rows if row.action.nil_returns), key=lambda row: -row.action.nil_returns)
    passages = [_passage(passage, titles) for passage in comparison.passages[:_PASSAGES_SHOWN]]
    columns = [one for one in columns_for(facts_of_submissions(), "people", "main") if one.name != "borough"]
    return {
        "comparison": comparison,
        "title": f"{len(comparison.plans)} plans side by side",
        "sections": [
            ("summary", "Summary"),
            ("gaps", "Nothing returned"),
            ("leads", "No named lead"),
            ("lacking", "No plan here"),
            ("heat", "Boroughs by actions"),
            ("unlike", "Plans that differ from the others"),
            ("passages", "Shared passages"),
            ("services", "Services"),
            ("panels", "Panels"),
            ("agencies", "Agencies"),
            ("detail", "Action by action"),
            ("notes", "How to read this"),
        ],
        "plan_columns": [column.heading for column in columns],
        "plans": [
            {"title": titles[one.plan_id], "values": [column.of(one) for column in columns]}
            for one in comparison.submissions
        ],
        "board": board_alone(comparison, titles),
        "rows": rows,
        "in_full": in_full,
        "nil": with_nil,
        "nil_by_plan": list(_refs_by_plan(comparison, titles, "returned_nothing")),
        "no_lead_by_plan": list(_refs_by_plan(comparison, titles, "no_named_lead")),
        "not_submitted": [one for one in comparison.not_submitted if one.boroughs],
        "apart": [(titles[one.plan_id], one.unlike) for one in comparison.standings if one.unlike],
        "passages": passages,
        "directories": [
            (name, name, [_Entry(entry, titles) for entry in getattr(comparison, name)])
            for name in ("services", "panels", "agencies")
        ],
    }


def _on_page(fact: AnswerFact) -> bool:
    return fact.audience != "programs" and fact.name not in _SHOWN_ELSEWHERE


def _refs_by_plan(
    comparison: BoroughsComparison, titles: dict[str, str], field: str
) -> Iterator[tuple[str, int, list[str]]]:
    """Plan, how many actions, and which; most first."""

    def refs(one: Submission) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(one, field)
        return found

    for one in sorted(comparison.submissions, key=lambda one: -len(refs(one))):
        if refs(one):
            which = list(refs(one)) if len(refs(one)) < one.actions else ["all of them"]
            yield titles[one.plan_id], len(refs(one)), which


@dataclass(frozen=True, slots=True)
class _Answer:
    """One plan's answer to an action: its number there, RAG and words, the answer in full, and all other facts."""

    plan: str
    cell: Cell
    facts: list[tuple[str, Shown]]

    @classmethod
    def of(cls, answer: Answer, facts: list[_HeadedFact]) -> _Answer:
        """The answer with the facts there is anything to say of."""
        shown = ((heading, of(answer)) for heading, of in facts)
        return cls(answer.title, answer.cell, [(heading, value) for heading, value in shown if value])


def _answers(comparison: BoroughsComparison, action: AlignedAction, facts: list[_HeadedFact]) -> Iterator[_Answer]:
    return (_Answer.of(answer, facts) for answer in answers_of(comparison, (action,)))


@dataclass(frozen=True, slots=True)
class _PageRow:
    """An action with the words the page shows of it; its answers, made when they are asked for."""

    action: AlignedAction
    key: str
    anchor: str
    short: str
    nothing: list[str]
    answers: Callable[[], Iterator[_Answer]]

    @classmethod
    def of(
        cls, number: int, action: AlignedAction, titles: dict[str, str], answers: Callable[[], Iterator[_Answer]]
    ) -> _PageRow:
        """The row of the action at that place."""
        return cls(
            action=action,
            key=row_title(action.key, titles),
            anchor=f"action-{number + 1}",
            short=shortened(action.mandatory_action) or "(no wording printed)",
            nothing=[titles[plan] for plan in action.returned_nothing],
            answers=answers,
        )


def _passage(passage: Passage, titles: dict[str, str]) -> dict[str, Any]:
    where: dict[str, list[str]] = {}
    for place in passage.places:
        where.setdefault(titles[place.plan_id], []).append(place.ref)
    return {
        "words": passage.words,
        "text": passage.text,
        "where": [f"{plan} ({', '.join(dict.fromkeys(refs))})" for plan, refs in where.items()],
    }


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of the directory, with the words the page shows of it."""

    entry: DirectoryEntry
    titles: dict[str, str]

    @property
    def where(self) -> str:
        """Plans that mention it, each with the actions."""
        return self._places(self.entry.plans)

    @property
    def to_review(self) -> int:
        """Actions where only mentions that were not reviewed name it."""
        return sum(len(one.refs) for one in self.entry.to_review)

    @property
    def where_to_review(self) -> str:
        """Their plans, each with the actions."""
        return self._places(self.entry.to_review)

    @property
    def uses(self) -> Iterator[tuple[str, str, bool]]:
        """Where it is mentioned, in which sentence, and whether that was reviewed."""
        return ((f"{self.titles[use.plan_id]}, {use.ref}", use.sentence, use.reviewed) for use in self.entry.uses)

    def _places(self, plans: tuple[DirectoryPlan, ...]) -> str:
        return "; ".join(f"{self.titles[one.plan_id]} ({', '.join(one.refs)})" for one in plans)
