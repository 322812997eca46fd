"""The workbook of a comparison of years, for officers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.comparison import ActionChange, NamesInOut, Piece, YearsComparison
from pipeline.compare.fields import in_outs, pairs
from pipeline.compare.sheets import Book, CellValue, Column, Marked, Rag, Share
from pipeline.compare.table import joined
from pipeline.compare.tables_of_years import related_text, summary_rows
from pipeline.compare.wording import DIRECTION_WORDS, STATUS_WORDS, narrative_words

_MARKS = {"inserted": "inserted", "deleted": "deleted", "moved_here": "moved", "moved_away": "moved"}
_IN_EARLIER = frozenset({"kept", "deleted", "moved_away"})
_IN_LATER = frozenset({"kept", "inserted", "moved_here"})


def workbook_of_years(comparison: YearsComparison) -> bytes:
    """Sheets Summary, Actions, Narrative changes and Services."""
    book = Book(f"{comparison.before} to {comparison.after}")
    book.add_sheet(
        "Summary",
        [Column("Measure", 70), Column("Value", 14)],
        [(name, Share(float(value)) if "share" in name and value is not None else value)
         for name, value in summary_rows(comparison.summary)],
        above=(comparison.headline, *comparison.notes),
    )  # fmt: skip
    book.add_sheet("Actions", _action_columns(), map(_action_row, comparison.actions), frozen_columns=2)
    book.add_sheet("Narrative changes", _NARRATIVE_COLUMNS, map(_narrative_row, comparison.actions), frozen_columns=2)
    book.add_sheet(
        "Services",
        [Column("Kind", 10), Column("Name", 45), Column("Change", 12), Column("Action before", 10),
         Column("Action after", 10), Column("In the whole plan", 30)],
        _in_out_rows(comparison),
        above=("Services, panels and agencies that came in or went out", comparison.notes[0]),
    )  # fmt: skip
    return book.finish()


def _action_columns() -> list[Column]:
    """The columns of `_action_row`."""
    listed = [*(field.label for field in in_outs()), "Agencies", "Panels", "Services"]
    told = [pair.label for pair in pairs() if pair.in_workbook]
    return [
        Column("Before", 8), Column("After", 8), Column("Action", 50), Column("Theme", 24), Column("Status", 11),
        Column("Wording", 10), Column("Narrative", 16), Column("Words kept", 9), Column("Copied forward", 9),
        Column("RAG before", 10), Column("RAG after", 10), Column("RAG moved", 12),
        *(Column(f"{label} {way}", 18) for label in listed for way in ("in", "out")),
        *(Column(f"{label} {when}", 13) for label in told for when in ("before", "after")),
        Column("Split or merged", 20), Column("Match", 8), Column("Why matched", 40), Column("Check the match", 9),
    ]  # fmt: skip


def _action_row(change: ActionChange) -> Sequence[CellValue]:
    kinds = (change.mentions.agencies, change.mentions.panels, change.mentions.services)
    listed = [texts for field in in_outs() for texts in (field.of(change).added, field.of(change).removed)]
    named = [[name.name for name in names] for kind in kinds for names in (kind.added, kind.removed)]
    told = [pair.of(change) for pair in pairs() if pair.in_workbook]
    similarity = change.narrative_similarity
    return (
        change.before_ref,
        change.after_ref,
        change.mandatory_action,
        change.theme.after or change.theme.before,
        STATUS_WORDS[change.status],
        change.action_text,
        narrative_words(change),
        None if similarity is None else Share(similarity),
        change.copied_forward,
        None if change.before_ref is None else Rag(change.rag.before),
        None if change.after_ref is None else Rag(change.rag.after),
        DIRECTION_WORDS[change.rag.direction] if change.before_ref and change.after_ref else None,
        *(joined(texts) for texts in (*listed, *named)),
        *(text for pair in told for text in (pair.before, pair.after)),
        related_text(change),
        change.match.score,
        change.match.why,
        change.match.check,
    )


_NARRATIVE_COLUMNS = [
    Column("Before", 8), Column("After", 8), Column("Narrative", 16), Column("Words kept", 9),
    Column("Earlier narrative", 70), Column("Later narrative", 70), Column("Words taken out", 40),
    Column("Words put in", 40),
]  # fmt: skip


def _narrative_row(change: ActionChange) -> Sequence[CellValue]:
    pieces = change.narrative_changes
    similarity = change.narrative_similarity
    return (
        change.before_ref,
        change.after_ref,
        narrative_words(change),
        None if similarity is None else Share(similarity),
        _marked(piece for piece in pieces if piece.kind in _IN_EARLIER) if change.before_ref else None,
        _marked(piece for piece in pieces if piece.kind in _IN_LATER) if change.after_ref else None,
        _told(pieces, "deleted"),
        _told(pieces, "inserted"),
    )


def _marked(pieces: Iterable[Piece]) -> Marked:
    return Marked(tuple((_MARKS.get(piece.kind, "plain"), piece.text) for piece in pieces))


def _told(pieces: Iterable[Piece], kind: str) -> str | None:
    return " \u2026 ".join(piece.text.strip() for piece in pieces if piece.kind == kind) or None


def _in_out_rows(comparison: YearsComparison) -> Iterator[Sequence[CellValue]]:
    summary = comparison.summary
    for kind, word in (("services", "service"), ("panels", "panel"), ("agencies", "agency")):
        whole: NamesInOut = getattr(summary, kind)
        for change in comparison.actions:
            names: NamesInOut = getattr(change.mentions, kind)
            for name in names.added:
                told = "new to the plan" if name in whole.added else _IN_BOTH
                yield word, name.name, "came in", change.before_ref, change.after_ref, told
            for name in names.removed:
                told = "gone from the plan" if name in whole.removed else _IN_BOTH
                yield word, name.name, "went out", change.before_ref, change.after_ref, told


_IN_BOTH = "mentioned in both plans"
