"""What a comparison of years knows of an action, each fact declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from models.comparison import ActionChange, NamesInOut, NilPair, Piece, TextPair, TextsInOut, YearsComparison
from models.reference.columns import columns_in_use, details_in_use
from pipeline.compare.facts import Both, Entry, Fact, InOut, One
from pipeline.compare.values import Marked, Rag, Share, Shown, texts
from pipeline.compare.wording import (
    DIRECTION_WORDS,
    match_in_words,
    narrative_words,
    related_texts,
)
from pipeline.folding import essence

_IN_EARLIER = frozenset({"kept", "deleted", "moved_away"})
_IN_LATER = frozenset({"kept", "inserted", "moved_here"})
_MARKS = {"inserted": "inserted", "deleted": "deleted", "moved_here": "moved", "moved_away": "moved"}

YearsFact = Fact[ActionChange]


def facts_of_years(headers: Iterable[str] = ()) -> tuple[YearsFact, ...]:
    """All facts of an action, in the order in which they are shown. `headers`: of other columns that differ."""
    return (*_what_it_is(), *_ratings(), *_what_became(), *_fields(headers), *_names(), *_matching(), *_long_texts())


def other_headers(comparison: YearsComparison) -> tuple[str, ...]:
    """Headers of the columns without a field of their own in which the plans differ, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(change.other for change in comparison.actions)))


def differs(change: ActionChange) -> Iterator[bool]:
    """For each fact whether it makes a matched action a changed one."""
    return (fact.differs(change) for fact in facts_of_years(change.other))


def texts_differ(pair: TextPair) -> bool:
    """Whether two texts differ in more than case, quotes, full stops, dashes and white space."""
    return essence(pair.before or "") != essence(pair.after or "")


def _what_it_is() -> tuple[YearsFact, ...]:
    return (
        One("before_ref", "Number before", lambda one: one.before_ref, 9, rows=_none),
        One("after_ref", "Number after", lambda one: one.after_ref, 9, rows=_none),
        One("mandatory_action", "Action", lambda one: one.mandatory_action or None, 46, rows=_none),
        One("status", "What happened to it", lambda one: one.status, 12, rows=_status_rows),
    )


def _what_became() -> tuple[YearsFact, ...]:
    return (
        One("renumbered", "Renumbered", lambda one: one.renumbered, 12, rows=_renumbered_rows),
        One("action_text", "Wording", lambda one: one.action_text, 11, rows=_none, changed=_is_reworded),
        One(
            "narrative", "Narrative", lambda one: one.narrative, audience="programs", rows=_none, changed=_is_rewritten
        ),
        One("narrative_in_words", "Narrative", narrative_words, 16, audience="people"),
        One("narrative_similarity", "Words kept", lambda one: _share(one.narrative_similarity), 8, rows=_none),
        One("copied_forward", "Copied forward word for word", lambda one: one.copied_forward, 12, rows=_copied_rows),
        Both("words", "Words", lambda one: (one.narrative_words.before, one.narrative_words.after), 8, counts=False),
        Both("nil", "Nil return", lambda one: _nil(one.nil_return), 9, counts=False, fact="nil return"),
        One("theme", "Theme", lambda one: one.theme.after or one.theme.before, audience="programs", rows=_none),
        Both("theme", "Theme", lambda one: (one.theme.before, one.theme.after), 22, counts=False),
    )


def _none(_: ActionChange) -> Iterable[Entry]:
    """No row of its own: other rows of the CSV file say it, or its columns do."""
    return ()


def _status_rows(one: ActionChange) -> Iterable[Entry]:
    return (Entry("action", one.status, one.before_ref, one.after_ref, one.match.score),)


def _renumbered_rows(one: ActionChange) -> Iterable[Entry]:
    return (Entry("number", "renumbered", one.before_ref, one.after_ref),) if one.renumbered else ()


def _copied_rows(one: ActionChange) -> Iterable[Entry]:
    return (Entry("copied forward", "yes" if one.copied_forward else "no"),)


def _relation_rows(one: ActionChange) -> Iterable[Entry]:
    return (Entry("relation", related.relation, None, related.ref, related.share) for related in one.related)


def _is_reworded(one: ActionChange) -> bool:
    return one.action_text != "same"


def _is_rewritten(one: ActionChange) -> bool:
    return one.narrative != "same"


def _ratings() -> tuple[YearsFact, ...]:
    return (
        Both("rag", "RAG", _rag, 10, change=lambda one: one.rag.direction or one.status),
        One("rag_direction", "RAG moved", lambda one: one.rag.direction, audience="programs", rows=_none),
        One("rag_moved", "RAG moved", lambda one: DIRECTION_WORDS[one.rag.direction] or None, 13, audience="people"),
    )


def _fields(headers: Iterable[str]) -> tuple[YearsFact, ...]:
    """What the other columns of the plans say: those of every plan, those of declared roles, and any other."""
    return (
        _listed("lead_organisations", "lead organisation", lambda one: one.lead_organisations),
        _listed("named_leads", "named lead", lambda one: one.named_leads),
        _pair("timescale", _label("timescale"), lambda one: one.timescale),
        _pair("outcome", _label("outcome"), lambda one: one.outcome),
        *(_pair(role.name, role.label, _detail(role.name)) for role in details_in_use()),
        *(_pair(f"other/{header}", header, _other(header), fact=header) for header in headers),
        InOut("notes", "Footnotes", "footnote", lambda one: (one.notes.added, one.notes.removed)),
        Both("corrections", "Corrected", _corrections, 30, fact="correction", counts=False),
    )


def _names() -> tuple[YearsFact, ...]:
    def to_review(one: ActionChange) -> tuple[list[str], list[str]]:
        found = one.mentions.not_reviewed
        added, removed = ([f"{name.name} ({name.label})" for name in side] for side in (found.added, found.removed))
        return added, removed

    return (
        InOut("agencies", "Agencies", "agency", lambda one: _listing(one.mentions.agencies)),
        InOut("panels", "Panels", "panel", lambda one: _listing(one.mentions.panels)),
        InOut("services", "Services", "service", lambda one: _listing(one.mentions.services)),
        InOut("not_reviewed", "Names not yet reviewed", "name not yet reviewed", to_review, counts=False),
    )


def _matching() -> tuple[YearsFact, ...]:
    return (
        One("related", "Split or merged", lambda one: texts(related_texts(one)), 24, rows=_relation_rows),
        One("match_score", "", lambda one: one.match.score, audience="programs", rows=_none),
        One("match_in_words", "How certain the match is", match_in_words, 14, audience="people"),
        One("match_why", "Why matched, or why not", lambda one: one.match.why, 40),
        One("match_check", "", lambda one: one.match.check, audience="programs"),
    )


def _long_texts() -> tuple[YearsFact, ...]:
    return (
        Both("wording", "Wording", _wordings, 40, place="texts", counts=False,
             change=lambda one: one.action_text or one.status),
        Both("narrative", "Narrative", _narratives, 70, place="texts", counts=False,
             change=lambda one: one.narrative or one.status, number=lambda one: one.narrative_similarity),
        One("words_taken_out", "Words removed", lambda one: _told(one, "deleted"), 40, place="texts"),
        One("words_put_in", "Words added", lambda one: _told(one, "inserted"), 40, place="texts"),
    )  # fmt: skip


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value)


def _nil(pair: NilPair) -> tuple[Shown, Shown]:
    return pair.before, pair.after


def _rag(one: ActionChange) -> tuple[Shown, Shown]:
    before = None if one.before_ref is None else Rag(one.rag.before)
    return before, None if one.after_ref is None else Rag(one.rag.after)


def _pair(name: str, heading: str, of: Callable[[ActionChange], TextPair], fact: str | None = None) -> YearsFact:
    return Both(name, heading, lambda one: (of(one).before, of(one).after), 20, fact=fact or name)


def _corrections(one: ActionChange) -> tuple[Shown, Shown]:
    return texts(one.corrections.before), texts(one.corrections.after)


def _listed(name: str, fact: str, of: Callable[[ActionChange], TextsInOut]) -> YearsFact:
    return InOut(name, _label(name), fact, lambda one: (of(one).added, of(one).removed))


def _listing(names: NamesInOut) -> tuple[list[str], list[str]]:
    return [name.name for name in names.added], [name.name for name in names.removed]


def _detail(name: str) -> Callable[[ActionChange], TextPair]:
    return lambda one: one.details.get(name, TextPair())


def _other(header: str) -> Callable[[ActionChange], TextPair]:
    return lambda one: one.other.get(header, TextPair())


def _label(role: str) -> str:
    return columns_in_use().roles.by_name[role].label


def _wordings(one: ActionChange) -> tuple[Shown, Shown]:
    if one.wording_changes:
        return _both(one.wording_changes)
    text = one.mandatory_action or None
    return text if one.before_ref is not None else None, text if one.after_ref is not None else None


def _narratives(one: ActionChange) -> tuple[Shown, Shown]:
    before, after = _both(one.narrative_changes)
    return before if one.before_ref is not None else None, after if one.after_ref is not None else None


def _both(pieces: tuple[Piece, ...]) -> tuple[Shown, Shown]:
    sides = (_without_indent([piece for piece in pieces if piece.kind in kinds]) for kinds in (_IN_EARLIER, _IN_LATER))
    before, after = (Marked(tuple((_MARKS.get(one.kind, "plain"), one.text) for one in side)) for side in sides)
    return before, after


def _without_indent(pieces: list[Piece]) -> list[Piece]:
    """The pieces of one text, without the white space that stands before its first word in the other text."""
    return [piece.model_copy(update={"text": piece.text.lstrip()}) for piece in pieces[:1]] + pieces[1:]


def _told(one: ActionChange, kind: str) -> str | None:
    return " \u2026 ".join(piece.text.strip() for piece in one.narrative_changes if piece.kind == kind) or None
