"""Pages as tables: one row of CSV for each thing that a page lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from models.base import Record
from models.plan import Plan
from pipeline.formulas import make_safe
from pipeline.pages.narrative import Line
from pipeline.pages.views.action import ActionPage
from pipeline.pages.views.board import Board
from pipeline.pages.views.inbox import Inbox
from pipeline.pages.views.names import NamesPage
from pipeline.pages.views.plan import PlanPage
from pipeline.pages.words import rag_word

BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for the encoding of its country."""

_Rows = Iterable[Sequence[object]]


def has_rows(page: Record) -> bool:
    """Whether a page can be had as CSV."""
    return type(page) in _TABLES


def csv_of(page: Record) -> bytes:
    """A page as CSV. Raises KeyError for one that lists nothing."""
    return _csv(_TABLES[type(page)](page))


def plan_csv(plan: Plan) -> bytes:
    """The actions of a plan as CSV, with the words that people use for the columns."""
    return _csv(_actions(plan))


def _csv(rows: _Rows) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in rows:
        writer.writerow([make_safe(str(cell)) if isinstance(cell, str) else cell for cell in row])
    return (BYTE_ORDER_MARK + stream.getvalue()).encode()


def _actions(plan: Plan) -> _Rows:
    themes = {theme.number: theme.title for theme in plan.themes}
    yield (
        "ref",
        "theme",
        "action",
        "RAG",
        "named leads",
        "lead organisations",
        "timescale",
        "outcome",
        "what is being done",
        "no answer",
    )
    for action in plan.actions:
        yield (
            action.ref,
            themes.get(action.theme_number, ""),
            action.mandatory_action,
            rag_word(action.rag),
            "; ".join(lead.text for lead in action.named_leads),
            "; ".join(lead.text for lead in action.lead_organisations),
            action.timescale or "",
            action.outcome or "",
            action.narrative,
            "yes" if action.nil_return else "no",
        )


def _inbox(page: Record) -> _Rows:
    assert isinstance(page, Inbox)  # noqa: S101 - the table below says so
    yield ("plan_id", "plan", "document", "actions", "no answer", "no named lead", "to decide", "version")
    for plan in page.plans:
        yield (
            plan.plan_id,
            plan.name,
            plan.filename,
            plan.counted,
            plan.no_answer,
            plan.no_lead,
            plan.to_decide,
            plan.version,
        )


def _plan(page: Record) -> _Rows:
    assert isinstance(page, PlanPage)  # noqa: S101 - likewise
    yield ("ref", "theme", "action", "RAG", "to decide", "to ask for")
    for theme in page.themes:
        for line in theme.actions:
            yield (line.ref, theme.title, line.wording, rag_word(line.rag), line.to_decide, "; ".join(line.asks))


def _board(page: Record) -> _Rows:
    assert isinstance(page, Board)  # noqa: S101 - likewise
    yield ("borough", *(column.key for column in page.columns))
    for row in page.rows:
        yield (row.name, *(cell.said for cell in row.cells)) if row.plan_id else (row.name, "not received")


def _action(page: Record) -> _Rows:
    assert isinstance(page, ActionPage)  # noqa: S101 - likewise
    yield ("borough", "ref", "RAG", "leads", "no answer", "what is being done", "shares words with")
    for answer in page.answers:
        yield (
            answer.borough,
            answer.ref,
            rag_word(answer.rag),
            "; ".join(answer.leads),
            "yes" if answer.nil else "no",
            "\n".join(_text(answer.narrative)),
            "; ".join(borough for _, borough in answer.shared_with),
        )


def _names(page: Record) -> _Rows:
    assert isinstance(page, NamesPage)  # noqa: S101 - likewise
    if page.mentioned:
        yield ("name", "kind", "plan_id", "actions")
        for known in page.mentioned:
            for plan_id, _, places in known.plans:
                yield (known.name, known.kind, plan_id, "; ".join(ref for _, ref in places))
        return
    yield ("name", "probably", "met", "decided")
    for line in (*page.waiting, *page.decided):
        yield (line.name, line.guess, line.met, line.decided)


def _text(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield "".join(piece.text for piece in line.pieces)


_TABLES: dict[type[Record], Callable[[Record], _Rows]] = {
    Inbox: _inbox,
    PlanPage: _plan,
    Board: _board,
    ActionPage: _action,
    NamesPage: _names,
}
