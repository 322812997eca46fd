"""What the page of a comparison of boroughs shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.comparison import AlignedAction, BoroughsComparison, Cell, DirectoryEntry, Passage
from models.reference.columns import details_in_use
from pipeline.compare.tables_of_boroughs import entity_names, plan_rows
from pipeline.compare.wording import plan_title, shortened

# A page with more passages than this is long to load and to read; the workbook has them all.
_PASSAGES_SHOWN = 200

# Characters of a wording beside its number in the heat map.
_BRIEF = 48

_PLAN_COLUMNS = (
    "Actions", "Nil returns", "Red", "Amber", "Green", "Blue", "No RAG", "Words", "Words shared", "Services", "Panels",
    "Agencies",
)  # fmt: skip


def boroughs_page(comparison: BoroughsComparison) -> dict[str, Any]:
    """The values that the template `boroughs.html` takes."""
    titles = _titles(comparison)
    names = entity_names(comparison)
    rows = [_PageRow.of(number, action, titles, names) for number, action in enumerate(comparison.actions)]
    with_nil = sorted((row for row in rows if row.action.nil_returns), key=lambda row: -row.action.nil_returns)
    passages = [_passage(passage, titles) for passage in comparison.passages[:_PASSAGES_SHOWN]]
    return {
        "comparison": comparison,
        "title": f"{len(comparison.plans)} plans side by side",
        "sections": [
            ("summary", "Summary"),
            ("heat", "Boroughs by actions"),
            ("nil", "Nil returns"),
            ("unlike", "Who is unlike the others"),
            ("passages", "Shared passages"),
            ("services", "Services"),
            ("panels", "Panels"),
            ("agencies", "Agencies"),
            ("detail", "Action by action"),
            ("notes", "How to read this"),
        ],
        "plan_columns": _PLAN_COLUMNS,
        "plans": [
            {"title": titles[str(row[0])], "template": row[3], "counts": row[4 : 4 + len(_PLAN_COLUMNS)]}
            for row in plan_rows(comparison)
        ],
        "details": details_in_use(),
        "rows": rows,
        "nil": with_nil,
        "apart": [(titles[one.plan_id], one.unlike) for one in comparison.standings if one.unlike],
        "passages": passages,
        "directories": [
            ("services", "services", [_entry(entry, titles) for entry in comparison.services]),
            ("panels", "panels", [_entry(entry, titles) for entry in comparison.panels]),
            ("agencies", "agencies", [_entry(entry, titles) for entry in comparison.agencies]),
        ],
    }


def _titles(comparison: BoroughsComparison) -> dict[str, str]:
    """What each plan is called; those that would be called the same go by their id."""
    titles = {heading.plan_id: plan_title(heading) for heading in comparison.headings}
    called = list(titles.values())
    return {plan: title if called.count(title) == 1 else plan for plan, title in titles.items()}


@dataclass(frozen=True, slots=True)
class _Answer:
    """One plan's cell in the table of an action."""

    plan: str
    cell: Cell
    services: list[str]
    panels: list[str]
    agencies: list[str]
    shared: list[str]


@dataclass(frozen=True, slots=True)
class _PageRow:
    """An action with the words the page shows of it."""

    action: AlignedAction
    anchor: str
    short: str
    brief: str
    cells: list[Cell | None]
    answers: list[_Answer]

    @classmethod
    def of(cls, number: int, action: AlignedAction, titles: dict[str, str], names: dict[str, str]) -> _PageRow:
        """The row of the action at that place."""
        return cls(
            action=action,
            anchor=f"action-{number + 1}",
            short=shortened(action.mandatory_action) or "(no wording printed)",
            brief=shortened(action.mandatory_action, _BRIEF),
            cells=[action.cells.get(plan) for plan in titles],
            answers=[_answer(plan, cell, titles, names) for plan, cell in action.cells.items()],
        )


def _answer(plan: str, cell: Cell, titles: dict[str, str], names: dict[str, str]) -> _Answer:
    return _Answer(
        plan=titles[plan],
        cell=cell,
        services=[names[one] for one in cell.services],
        panels=[names[one] for one in cell.panels],
        agencies=[names[one] for one in cell.agencies],
        shared=[titles[one] for one in cell.copied_from],
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


def _entry(entry: DirectoryEntry, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "name": entry.name,
        "linked": entry.entity_id is not None,
        "plans": len(entry.plans),
        "where": [f"{titles[one.plan_id]} ({', '.join(one.refs)})" for one in entry.plans],
        "uses": [(f"{titles[use.plan_id]}, {use.ref}", use.sentence) for use in entry.uses],
    }
