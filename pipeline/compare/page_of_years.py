"""What the page of a comparison of years shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.comparison import ActionChange, Name, RagFlow, TextPair, TextsInOut, YearsComparison
from models.plan import RagColour
from pipeline.compare.fields import in_outs, pairs
from pipeline.compare.palette import RAG_SHADES
from pipeline.compare.rag_picture import draw
from pipeline.compare.tables_of_years import related_text
from pipeline.compare.wording import DIRECTION_WORDS, STATUS_WORDS, narrative_words, refs_in_words, shortened

_WORDING_WORDS = {"same": "Same", "reworded": "Reworded", None: ""}


def years_page(comparison: YearsComparison) -> dict[str, Any]:
    """The values that the template `years.html` takes."""
    before, after = _years(comparison)
    borough = next((one.borough for one in reversed(comparison.headings) if one.borough), None)
    rows = [_PageRow.of(number, change) for number, change in enumerate(comparison.actions)]
    to_check = [row for row in rows if row.change.match.check]
    flow_columns, flow_rows = _flow_table(comparison.summary.rag_flows)
    return {
        "comparison": comparison,
        "title": f"{borough or 'The plan'}: {before} to {after}",
        "before": before,
        "after": after,
        "sections": [
            ("summary", "Summary"),
            ("rag", "RAG, before and after"),
            ("actions", "Action by action"),
            *([("check", "Matches to check")] if to_check else []),
            ("detail", "What changed, word by word"),
            ("notes", "How to read this"),
        ],
        "figures": list(_figures(comparison)),
        "in_outs": list(_in_outs(comparison)),
        "picture": draw(comparison.summary.rag_flows),
        "flow_columns": flow_columns,
        "flow_rows": flow_rows,
        "rows": rows,
        "to_check": to_check,
    }


def _years(comparison: YearsComparison) -> tuple[str, str]:
    """What the two plans are called: their years, or their ids when the years do not tell them apart."""
    before, after = comparison.headings
    if before.plan_year is None or after.plan_year is None or before.plan_year == after.plan_year:
        return (before.plan_id, after.plan_id) if before.plan_id != after.plan_id else ("Before", "After")
    return str(before.plan_year), str(after.plan_year)


def _figures(comparison: YearsComparison) -> Iterator[tuple[str, str, str]]:
    """Name, figure and what follows it in small."""
    summary = comparison.summary
    copied = summary.copied_forward
    yield "Copied forward unchanged", str(copied.actions), f"of {copied.of_actions} narratives ({copied.share:.0%})"
    yield "Words carried over", f"{copied.word_share:.0%}", f"{copied.words:,} of {copied.of_words:,}"
    yield "Narratives edited", str(summary.narrative.edited), ""
    yield "Narratives rewritten", str(summary.narrative.rewritten), ""
    yield "RAG improved", str(summary.rag.improved), f"worsened {summary.rag.worsened}"
    yield "Nil returns", str(summary.nil_returns.after), f"before {summary.nil_returns.before}"
    yield "New actions", str(summary.new), ""
    yield "Dropped actions", str(summary.dropped), ""
    yield "Reworded actions", str(summary.action_text.reworded), f"renumbered {summary.renumbered}"


def _in_outs(comparison: YearsComparison) -> Iterator[tuple[str, list[str], list[str]]]:
    summary = comparison.summary
    leads = summary.lead_organisations
    listed = [
        ("Lead organisations", list(leads.added), list(leads.removed)),
        ("Agencies", _names(summary.agencies.added), _names(summary.agencies.removed)),
        ("Panels", _names(summary.panels.added), _names(summary.panels.removed)),
        ("Services", _names(summary.services.added), _names(summary.services.removed)),
    ]
    yield from (entry for entry in listed if entry[1] or entry[2])


def _names(names: tuple[Name, ...]) -> list[str]:
    return [name.name for name in names]


def _flow_table(
    flows: tuple[RagFlow, ...],
) -> tuple[list[RagColour | None], list[tuple[RagColour | None, list[int]]]]:
    """Colours after, and for each colour before the counts under them."""
    counts = {(flow.before, flow.after): flow.actions for flow in flows}
    columns = [colour for colour in RAG_SHADES if any(flow.after == colour for flow in flows)]
    rows = [colour for colour in RAG_SHADES if any(flow.before == colour for flow in flows)]
    return columns, [(row, [counts.get((row, column), 0) for column in columns]) for row in rows]


@dataclass(frozen=True, slots=True)
class _PageRow:
    """An action with the words the page shows of it."""

    change: ActionChange
    anchor: str
    refs: str
    short: str
    status: str
    wording: str
    narrative: str
    kept: str
    words: str
    in_both: bool
    direction: str
    related: str | None
    came: list[str]
    went: list[str]
    in_outs: list[tuple[str, TextsInOut]]
    pairs: list[tuple[str, TextPair]]
    pin: str
    forbid: str

    @classmethod
    def of(cls, number: int, change: ActionChange) -> _PageRow:
        """The row of the action at that place; the place makes the anchor, since refs may repeat."""
        mentions = change.mentions
        kinds = (mentions.services, mentions.panels, mentions.agencies)
        in_both = change.before_ref is not None and change.after_ref is not None
        similarity, nil = change.narrative_similarity, change.nil_return
        words = max(change.narrative_words.before, change.narrative_words.after)
        before, after = change.before_ref or "", change.after_ref or ""
        nearest = change.match.nearest_ref or ""
        return cls(
            change=change,
            anchor=f"action-{number + 1}",
            refs=refs_in_words(change),
            short=shortened(change.mandatory_action) or "(no wording printed)",
            status=STATUS_WORDS[change.status],
            wording=_WORDING_WORDS[change.action_text],
            narrative=narrative_words(change),
            kept="" if similarity is None or True in {nil.before, nil.after} else f"{similarity:.0%}",
            words=f"{words} word{'' if words == 1 else 's'}",
            in_both=in_both,
            direction=DIRECTION_WORDS[change.rag.direction],
            related=related_text(change),
            came=[*change.lead_organisations.added, *(one.name for names in kinds for one in names.added)],
            went=[*change.lead_organisations.removed, *(one.name for names in kinds for one in names.removed)],
            in_outs=[(field.label, field.of(change)) for field in in_outs()],
            pairs=[*((pair.label, pair.of(change)) for pair in pairs()), *change.other.items()],
            pin=f"{before or nearest},{after or nearest},pin,",
            forbid=f"{before or nearest},{after or nearest},forbid,",
        )
