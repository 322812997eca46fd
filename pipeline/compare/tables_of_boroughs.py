"""A comparison of boroughs as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import AlignedAction, BoroughsComparison, Cell
from models.reference.columns import details_in_use
from pipeline.compare.table import Row, Table, joined

_PLANS = (
    "plan_id", "borough", "plan_year", "template", "actions", "nil_returns", "red", "amber", "green", "blue", "no_rag",
    "narrative_words", "shared_words", "services", "panels", "agencies", "distance", "unlike",
)  # fmt: skip
_CELLS = (
    "key", "theme", "mandatory_action", "plan_id", "ref", "rag", "nil_return", "lead_organisations", "services",
    "panels", "agencies", "not_linked", "narrative_words", "copied_from", "shared_words", "match_score", "match_why",
)  # fmt: skip


def tables_of_boroughs(comparison: BoroughsComparison) -> tuple[Table, ...]:
    """plans, actions (one row a plan's action), facts (one row a fact), nil, passages, names and standings."""
    names = entity_names(comparison)
    return (
        Table("plans", _PLANS, tuple(plan_rows(comparison))),
        Table("actions", (*_CELLS, *(role.name for role in details_in_use())), tuple(_cell_rows(comparison, names))),
        Table("facts", ("plan_id", "key", "ref", "fact", "value", "number"), tuple(_fact_rows(comparison, names))),
        Table("nil", ("key", "mandatory_action", "plans", "nil_returns", "share"), tuple(nil_rows(comparison))),
        Table(
            "passages", ("passage", "words", "plan_id", "ref", "start", "end", "text"), tuple(_passage_rows(comparison))
        ),
        Table(
            "names",
            ("label", "entity_id", "name", "plan_id", "ref", "text", "sentence"),
            tuple(name_rows(comparison)),
        ),
        Table("standings", ("plan_id", "measure", "value", "middle", "distance"), tuple(_standing_rows(comparison))),
    )


def entity_names(comparison: BoroughsComparison) -> dict[str, str]:
    """The registry's name of every id in the comparison."""
    entries = (*comparison.services, *comparison.panels, *comparison.agencies)
    return {entry.entity_id: entry.name for entry in entries if entry.entity_id is not None}


def plan_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    """One row a plan, with its counts."""
    standing = {one.plan_id: one for one in comparison.standings}
    for heading in comparison.headings:
        cells = [row.cells[heading.plan_id] for row in comparison.actions if heading.plan_id in row.cells]
        stands = standing.get(heading.plan_id)
        yield (
            heading.plan_id,
            heading.borough,
            heading.plan_year,
            heading.template,
            heading.actions,
            heading.nil_returns,
            *(sum(cell.rag == colour for cell in cells) for colour in ("red", "amber", "green", "blue", None)),
            sum(cell.narrative_words for cell in cells),
            sum(cell.shared_words for cell in cells),
            len({one for cell in cells for one in cell.services}),
            len({one for cell in cells for one in cell.panels}),
            len({one for cell in cells for one in cell.agencies}),
            stands.distance if stands else None,
            joined(stands.unlike) if stands else None,
        )


def nil_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    """Actions by how many plans leave them without words, most first."""
    ranked = sorted(comparison.actions, key=lambda row: -row.nil_returns)
    for row in ranked:
        plans = len(row.cells)
        yield row.key, row.mandatory_action, plans, row.nil_returns, round(row.nil_returns / max(plans, 1), 3)


def name_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    """One row a mention: services first, then panels, then agencies."""
    for entry in (*comparison.services, *comparison.panels, *comparison.agencies):
        for use in entry.uses:
            yield entry.label, entry.entity_id, entry.name, use.plan_id, use.ref, use.text, use.sentence


def _cell_rows(comparison: BoroughsComparison, names: dict[str, str]) -> Iterator[Row]:
    for row in comparison.actions:
        for plan_id, cell in row.cells.items():
            yield (
                row.key,
                row.theme,
                row.mandatory_action,
                plan_id,
                cell.ref,
                cell.rag,
                cell.nil_return,
                joined(cell.lead_organisations),
                joined(names[one] for one in cell.services),
                joined(names[one] for one in cell.panels),
                joined(names[one] for one in cell.agencies),
                joined(cell.not_linked),
                cell.narrative_words,
                joined(cell.copied_from),
                cell.shared_words,
                cell.match.score if cell.match else None,
                cell.match.why if cell.match else None,
                *(cell.details.get(role.name) for role in details_in_use()),
            )


def _fact_rows(comparison: BoroughsComparison, names: dict[str, str]) -> Iterator[Row]:
    for row in comparison.actions:
        for plan_id, cell in row.cells.items():
            for fact in _facts(cell, names):
                yield (plan_id, row.key, cell.ref, *fact)
        yield from _missing(row, comparison.plans)


def _facts(cell: Cell, names: dict[str, str]) -> Iterator[Row]:
    """fact, value, number."""
    yield "rag", cell.rag, None
    yield "nil return", "yes" if cell.nil_return else "no", None
    yield "narrative words", None, cell.narrative_words
    for organisation in cell.lead_organisations:
        yield "lead organisation", organisation, None
    for role, text in cell.details.items():
        yield role, text, None
    for label, ids in (("service", cell.services), ("panel", cell.panels), ("agency", cell.agencies)):
        for entity_id in ids:
            yield label, names[entity_id], None
    for text in cell.not_linked:
        yield "name not in the registry", text, None
    for plan_id in cell.copied_from:
        yield "shares words with", plan_id, None
    if cell.shared_words:
        yield "shared words", None, cell.shared_words


def _missing(row: AlignedAction, plans: tuple[str, ...]) -> Iterator[Row]:
    for plan_id in plans:
        if plan_id not in row.cells:
            yield plan_id, row.key, None, "action", "not in this plan", None


def _passage_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    for number, passage in enumerate(comparison.passages, start=1):
        for place in passage.places:
            yield number, passage.words, place.plan_id, place.ref, place.start, place.end, passage.text


def _standing_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    for standing in comparison.standings:
        for measure in standing.measures:
            yield standing.plan_id, measure.name, measure.value, measure.middle, measure.distance
