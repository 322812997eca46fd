"""Neutral document in, plan out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.assembler.cards.around import with_numbers_inside, with_values_below, with_wordings_inside
from extractors.assembler.choosing import speaks_of_plan
from extractors.assembler.conservation import account, words_of_records
from extractors.assembler.cover import Cover, read_cover
from extractors.assembler.doubts import UNTOLD, Near, named, recorded
from extractors.assembler.fields import build_action, lines_of
from extractors.assembler.grid import one_line, page_of, says
from extractors.assembler.identity import find_plan_borough, find_plan_year
from extractors.assembler.labelled.accounts import best_account
from extractors.assembler.leads import KnownBodies, bodies_after_posts, bodies_alone, unsure_names
from extractors.assembler.notes import NoteTexts, note_texts
from extractors.assembler.packs import plan_part
from extractors.assembler.plan_tables import PlanTables
from extractors.assembler.refusal import refusal
from extractors.assembler.revisions import settled
from extractors.assembler.several_plans import find_several_plans
from extractors.assembler.shared_cells import shared_cells
from extractors.assembler.tables.rows_below import with_rows_below
from extractors.assembler.tables.split_tables import with_split_tables
from extractors.assembler.tables.stitch import Stitched, stitch
from extractors.assembler.text_doubts import unread_titles
from extractors.assembler.themes.grouping import LeftOverCell, ThemedAction, group_by_theme
from extractors.assembler.themes.running_heads import with_section_heads
from extractors.assembler.told_columns import unused_headers, unused_names
from extractors.assembler.unread import fields_elsewhere, narrative_elsewhere, unread_elsewhere
from models.catalogue import finding
from models.document import Cell, Document, Table
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action, Borough, Plan, Source
from models.reference.boroughs import slug
from models.reference.columns import ColumnField, ColumnNames, using_columns

_WHO_LEADS: tuple[ColumnField, ...] = ("named_leads", "leads")
MOST_LOST_WORDS = 40  # words of a finding's message; the plan's coverage lists all


def assemble(
    document: Document,
    *,
    borough: Borough | None = None,
    year: int | None = None,
    names: ColumnNames | None = None,
) -> Plan:
    """Turn a document into a plan. `borough` and `year` overrule what the document says.

    names: what headers of columns mean, None for what they mean where this is called.

    Raises `NotAPlan` when no table of it is a plan's.
    """
    with using_columns(names):
        return _assemble(document, borough=borough, year=year)


def _assemble(document: Document, *, borough: Borough | None, year: int | None) -> Plan:
    document = with_section_heads(plan_part(settled(document)))
    of_plan = speaks_of_plan(document)
    whole, joined = _stitched(document, speaks_of_plan=of_plan)
    stitched, tables = best_account(whole, speaks_of_plan=of_plan)
    themed = group_by_theme(tables.entries)
    if not themed.actions:
        every = [item for item in stitch(document).items if isinstance(item, Table)]
        raise refusal(every, unused_headers(document))
    actions, findings, restated = _build_actions(
        themed.actions, note_texts(document, (one.cell for one in themed.left_over))
    )
    cover = read_cover(document, stitched.items, tables.places[0])
    whose, doubts = _identify(document, cover, actions, borough=borough, year=year)
    findings = [*document.findings, *doubts, *joined, *tables.findings, *themed.findings, *findings]
    findings += unread_titles(themed.themes)
    findings += named((*tables.near, *_left_over(themed.left_over)), actions)
    plan_tables = [table for place in tables.places if isinstance(table := stitched.items[place], Table)]
    findings += unread_elsewhere(plan_tables, [item.row for item in themed.actions])
    findings += narrative_elsewhere(stitched.items, tables.places, actions)
    findings += shared_cells(themed.actions, actions)
    findings += fields_elsewhere(stitched.items, tables.places, actions)
    records = words_of_records(actions, themed.themes, tables.tables, findings)
    coverage = account(_printed(stitched, tables), records, [*tables.repeated, *themed.repeated, *restated])
    if coverage.unaccounted:
        shown = " ".join(coverage.unaccounted[:MOST_LOST_WORDS])
        findings.append(finding("words-lost", count=len(coverage.unaccounted), words=shown))
    of_tables = [item.row.table for item in themed.actions]
    findings += find_several_plans(stitched.items, tables.places, of_tables, actions)
    findings += [*tables.beside, *named(tables.near_beside, actions), *unused_names(document, tables.tables)]
    return Plan(
        plan_id=plan_id(whose.borough, whose.year, document.filename),
        borough=whose.borough,
        plan_year=whose.year,
        template=cover.template,
        title=cover.title,
        metadata=cover.metadata(),
        source=Source(
            filename=document.filename,
            sha256=document.sha256,
            media_type=document.media_type,
            page_count=document.page_count,
            reader=document.reader,
        ),
        themes=themed.themes,
        actions=tuple(actions),
        tables=tuple(tables.tables),
        coverage=coverage,
        findings=tuple(findings),
    )


def _stitched(document: Document, *, speaks_of_plan: bool) -> tuple[Stitched, list[Finding]]:
    """The document's items with its tables whole, and in them what belongs to their rows but is printed beside."""
    stitched, doubts = with_split_tables(stitch(document))
    items = with_numbers_inside(with_values_below(with_rows_below(stitched.items)))
    items = with_wordings_inside(items) if speaks_of_plan else items
    before, now = (
        [place for place, item in enumerate(every) if isinstance(item, Table)] for every in (stitched.items, items)
    )
    places = dict(zip(before, now, strict=True))
    return Stitched(items, {places[place]: cells for place, cells in stitched.repeated.items()}), doubts


def plan_id(borough: Borough | None, year: int | None, filename: str) -> str:
    """Borough slug and year; of a document that tells no borough, `unknown` and the file's name."""
    whose = borough.slug if borough else f"unknown-{slug(filename.rsplit('.', 1)[0]) or 'document'}"
    return f"{whose}-{year or 'undated'}"


@dataclass(frozen=True, slots=True)
class _Identity:
    borough: Borough | None
    year: int | None


def _identify(
    document: Document, cover: Cover, actions: Sequence[Action], *, borough: Borough | None, year: int | None
) -> tuple[_Identity, list[Finding]]:
    findings: list[Finding] = []
    if borough is None:
        borough, doubts = find_plan_borough(cover, document, [action.narrative for action in actions])
        findings += doubts
    if year is None:
        year, doubts = find_plan_year(cover, document)
        findings += doubts
    if cover.template is None:
        findings.append(finding("template-unknown"))
    return _Identity(borough, year), findings


def _left_over(cells: Sequence[LeftOverCell]) -> Iterator[Near]:
    """A doubt for what is left over under each action of a page; a table that is none of the plan's is told once."""
    said = [one for one in cells if one_line(one.cell)]
    for before, group in groupby(said, key=lambda one: (one.actions_before, page_of(one.cell))):
        together = list(group)
        fields = [name for one in together for name in _fields_of(one)]
        text = " | ".join(one_line(one.cell) for one in together)
        yield Near(finding("text-left-over", page=before[1], fields=fields, text=text), before[0] - 1)


def _fields_of(one: LeftOverCell) -> Sequence[str]:
    return [name for field in one.fields for name in recorded(field)] or UNTOLD


def _build_actions(themed: Sequence[ThemedAction], texts: NoteTexts) -> tuple[list[Action], list[Finding], list[str]]:
    """The actions, the doubts about them, and printed texts that their fields restate."""
    actions: list[Action] = []
    findings: list[Finding] = []
    restated: list[str] = []
    numbering = _Numbering()
    numbered = any(item.row.number for item in themed)
    unsure = unsure_names(lines_of(item.row, "leads") for item in themed)
    leads = [lines_of(item.row, name) for item in themed for name in _WHO_LEADS]
    alone = not any(lines_of(item.row, "lead_organisations") for item in themed)
    apart = bodies_alone(lines_of(item.row, "lead_organisations") for item in themed)
    after_posts, by_place = bodies_after_posts(leads) if alone else (frozenset(), frozenset())
    for kind, names in (("organisations", unsure.bodies | by_place), ("people", unsure.people)):
        if names:
            fields = ("named_leads", "lead_organisations")
            findings.append(finding("leads-unsure", fields=fields, kind=kind, names=", ".join(sorted(names))))
    known = KnownBodies(unsure.bodies, after_posts, apart)
    for item in themed:
        number, inferred = numbering.number(item)
        ref = f"{item.theme}.{number}" if item.theme is not None else number
        built = build_action(item, number, ref, texts, known)
        if inferred:
            code = "number-missing" if numbered else "number-inferred"
            findings.append(finding(code, action_ref=ref, page=item.row.page, fields=(WHOLE_ACTION, "action_number")))
        actions.append(built.action)
        findings += built.findings
        restated += built.restated
    return actions, findings, restated


class _Numbering:
    """Numbers actions as printed, and those without a number by their place."""

    def __init__(self) -> None:
        self.theme: int | None = None
        self.last = ""
        self.count = 0
        self.inserted = 0

    def number(self, item: ThemedAction) -> tuple[str, bool]:
        """The number within the theme, and whether it was inferred."""
        if item.theme != self.theme:
            self.theme, self.last, self.count, self.inserted = item.theme, "", 0, 0
        if item.row.number:
            self.last, self.inserted = item.row.number.in_theme(item.theme), 0
            return self.last, False
        if self.last:
            # between or after printed numbers: 3+1 is the first after 3
            self.inserted += 1
            return f"{self.last}+{self.inserted}", True
        self.count += 1
        return str(self.count), True


def _printed(stitched: Stitched, tables: PlanTables) -> list[str]:
    """The texts of all blocks inside the plan's tables, headers printed again included."""
    cells: list[Cell] = []
    for place in tables.places:
        table = stitched.items[place]
        if isinstance(table, Table):
            cells += table.cells()
        cells += stitched.repeated.get(place, ())
    return [says(block) for cell in cells for block in cell.blocks]
