"""What a comparison of boroughs knows of an answer and of a plan, each fact declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from models.comparison import AlignedAction, BoroughsComparison, Cell, Submission
from models.mention import MentionLabel
from models.reference.columns import columns_in_use, details_in_use
from pipeline.compare.facts import Entry, Fact, One
from pipeline.compare.values import Rag, Shown, Texts, texts
from pipeline.compare.wording import plan_titles, row_title


@dataclass(frozen=True, slots=True)
class Answer:
    """What one plan says under one action, with what is needed to show it.

    Attributes:
        titles: what each plan is called, by plan_id.
    """

    row: AlignedAction
    submission: Submission
    cell: Cell
    titles: dict[str, str]

    @property
    def title(self) -> str:
        """What the plan is called."""
        return self.titles[self.submission.plan_id]

    def names(self, label: MentionLabel) -> tuple[str, ...]:
        """The names of a label that the narrative mentions, those not yet reviewed left out."""
        return tuple(one.name for one in self.cell.names if one.label == label and one.reviewed)


def answers_of(comparison: BoroughsComparison, rows: Iterable[AlignedAction] | None = None) -> Iterator[Answer]:
    """Every answer, action by action; of some rows or of all."""
    titles = plan_titles(comparison.headings)
    submissions = {one.plan_id: one for one in comparison.submissions}
    for row in comparison.actions if rows is None else rows:
        for plan_id, cell in row.cells.items():
            yield Answer(row, submissions[plan_id], cell, titles)


AnswerFact = Fact[Answer]
SubmissionFact = Fact[Submission]


def facts_of_answers(comparison: BoroughsComparison) -> tuple[AnswerFact, ...]:
    """All facts of an answer, in the order in which they are shown."""
    cells = (cell for row in comparison.actions for cell in row.cells.values())
    headers = dict.fromkeys(chain.from_iterable(cell.other for cell in cells))
    return (*_where(), *_said(), *_columns(headers), *_named(), *_shared())


def facts_of_submissions() -> tuple[SubmissionFact, ...]:
    """All facts of a plan, in the order in which they are shown."""
    return (
        One("plan_id", "", lambda one: one.plan_id, audience="programs", rows=_no_rows),
        One("borough", "Borough", lambda one: one.borough, 24),
        One("plan_year", "Year", lambda one: one.plan_year, 7),
        One("template", "Template", lambda one: one.template, 15),
        _count("actions", "Actions", lambda one: one.actions),
        _count("nil_returns", "Nil returns", lambda one: len(one.returned_nothing)),
        _count("no_lead", "Without a named lead", lambda one: len(one.no_named_lead)),
        _count("red", "Red", lambda one: one.red),
        _count("amber", "Amber", lambda one: one.amber),
        _count("green", "Green", lambda one: one.green),
        _count("blue", "Blue", lambda one: one.blue),
        _count("no_rag", "No RAG", lambda one: one.no_rag),
        _count("narrative_words", "Words", lambda one: one.narrative_words),
        _count("shared_words", "Words shared", lambda one: one.shared_words),
        _count("services", "Services", lambda one: one.services),
        _count("panels", "Panels", lambda one: one.panels),
        _count("agencies", "Agencies", lambda one: one.agencies),
        _count("not_reviewed", "Names not yet reviewed", lambda one: one.not_reviewed),
        One("returned_nothing", "Nothing returned for", lambda one: texts(one.returned_nothing), 30, place="texts"),
        One("no_named_lead", "No named lead for", lambda one: texts(one.no_named_lead), 30, place="texts"),
        One("unlike", "Unlike the others", lambda one: texts(one.unlike), 60, place="texts"),
    )


def _where() -> tuple[AnswerFact, ...]:
    return (
        One("key", "", lambda one: one.row.key, audience="programs", rows=_none),
        One("row", "Action", lambda one: row_title(one.row.key, one.titles), 9, audience="people"),
        One("theme", "Theme", lambda one: one.cell.theme, 22),
        One("mandatory_action", "Wording", lambda one: one.row.mandatory_action or None, 40, rows=_none),
        One("plan_id", "", lambda one: one.submission.plan_id, audience="programs", rows=_none),
        One("plan", "Borough", lambda one: one.submission.borough or one.title, 22, audience="people"),
        One("plan_year", "Year", lambda one: one.submission.plan_year, 7, audience="people"),
        One("ref", "Number there", lambda one: one.cell.ref, 9, rows=_none),
        One("wording", "Own wording", lambda one: one.cell.wording, 30, rows=_wording_rows),
    )


def _said() -> tuple[AnswerFact, ...]:
    return (
        One("rag", "RAG", lambda one: Rag(one.cell.rag), 10, rows=lambda one: (Entry("rag", after=one.cell.rag),)),
        One("nil_return", "Nil return", lambda one: one.cell.nil_return, 8),
        One("narrative_words", "Words", lambda one: one.cell.narrative_words, 8),
        One("narrative", "Answer", lambda one: one.cell.narrative or None, 90),
        One("named_leads", _label("named_leads"), lambda one: texts(one.cell.named_leads), 24, fact="named lead"),
        One("lead_organisations", _label("lead_organisations"), lambda one: texts(one.cell.lead_organisations), 24,
            fact="lead organisation"),
    )  # fmt: skip


def _columns(headers: Iterable[str]) -> tuple[AnswerFact, ...]:
    """What the other columns of the plans say: those of every plan, those of declared roles, and any other."""
    return (
        One("timescale", _label("timescale"), lambda one: one.cell.timescale, 18),
        One("outcome", _label("outcome"), lambda one: one.cell.outcome, 28),
        *(One(role.name, role.label, _detail(role.name), 28, fact=role.name) for role in details_in_use()),
        *(One(f"other/{header}", header, _other(header), 24, fact=header) for header in headers),
        One("notes", "Footnotes", lambda one: texts(one.cell.notes), 28, fact="footnote"),
        One("corrections", "Corrected", lambda one: texts(one.cell.corrections), 30, fact="correction"),
    )


def _named() -> tuple[AnswerFact, ...]:
    return (
        One("services", "Services", lambda one: texts(one.names("service")), 28, fact="service"),
        One("panels", "Panels", lambda one: texts(one.names("panel")), 28, fact="panel"),
        One("agencies", "Agencies", lambda one: texts(one.names("agency")), 28, fact="agency"),
        One("not_linked", "Names not in the registry", lambda one: texts(one.cell.not_linked), 24,
            fact="name not in the registry"),
        One("not_reviewed", "Names not yet reviewed", _to_review, 24, fact="name not yet reviewed"),
    )  # fmt: skip


def _shared() -> tuple[AnswerFact, ...]:
    return (
        One("copied_from", "", lambda one: texts(one.cell.copied_from), audience="programs", fact="shares words with"),
        One("shares_with", "Shares words with", _sharers, 30, audience="people"),
        One("shared_words", "Words shared", lambda one: one.cell.shared_words, 8, rows=_shared_rows),
        One("match_score", "", _score, audience="programs", rows=_none),
        One("match_why", "Why in this row", _why, 34, rows=_match_rows),
    )


def _none(_: Answer) -> Iterable[Entry]:
    """No row of its own: the columns of the CSV file say it."""
    return ()


def _wording_rows(one: Answer) -> Iterable[Entry]:
    return (Entry("wording", after=one.cell.wording or one.row.mandatory_action),)


def _match_rows(one: Answer) -> Iterable[Entry]:
    return (Entry("why in this row", after=one.cell.match.why, number=one.cell.match.score),) if one.cell.match else ()


def _no_rows(_: Submission) -> Iterable[Entry]:
    return ()


def _count(name: str, heading: str, of: Callable[[Submission], int]) -> SubmissionFact:
    return One(name, heading, of, 9)


def _detail(name: str) -> Callable[[Answer], Shown]:
    return lambda one: one.cell.details.get(name)


def _other(header: str) -> Callable[[Answer], Shown]:
    return lambda one: one.cell.other.get(header)


def _to_review(one: Answer) -> Texts | None:
    return texts([f"{name.name} ({name.label})" for name in one.cell.names if not name.reviewed])


def _sharers(one: Answer) -> Texts | None:
    return texts([one.titles[plan] for plan in one.cell.copied_from])


def _shared_rows(one: Answer) -> Iterable[Entry]:
    return (Entry("shared words", number=one.cell.shared_words),) if one.cell.shared_words else ()


def _why(one: Answer) -> Shown:
    return one.cell.match.why if one.cell.match else "The same wording."


def _score(one: Answer) -> Shown:
    return one.cell.match.score if one.cell.match else None


def _label(role: str) -> str:
    return columns_in_use().roles.by_name[role].label
