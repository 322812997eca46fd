"""Turns the cells of an action into the fields of its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.assembler.conservation import words_in
from extractors.assembler.doubts import recorded
from extractors.assembler.grid import one_line, says
from extractors.assembler.leads import KnownBodies, part_bodies, read_lead_organisations, read_named_leads, sort_leads
from extractors.assembler.notes import NoteTexts, cited, without_signs
from extractors.assembler.rag import RagReading, read_rag, shown_status
from extractors.assembler.rows import ActionRow
from extractors.assembler.text_doubts import cut_off_words, struck_words, texts_of, unread_letters, unsure_words
from extractors.assembler.themes.grouping import ThemedAction
from extractors.assembler.typed_lists import with_typed_lists
from models.catalogue import finding
from models.document import Cell, Evidence
from models.finding import WHOLE_ACTION, Finding
from models.plan import Action, NarrativeBlock
from models.reference.columns import ColumnField, details_in_use
from models.reference.phrases import says_nothing
from models.reference.statuses import ticks_status

SECTION = "Section"


@dataclass(slots=True)
class Evidences:
    """Where each field was read."""

    places: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def note(self, name: str, cells: Iterable[Cell]) -> None:
        """Keep the places of the cells' words, or of the cells themselves when they hold none."""
        places: list[Evidence] = []
        for cell in cells:
            of_words = [place for block in cell.blocks if says(block) for place in block.evidence]
            places += of_words or cell.evidence
        if places:
            self.places[name] = tuple(dict.fromkeys((*self.places.get(name, ()), *places)))


@dataclass(frozen=True, slots=True)
class Built:
    """The record of an action, the doubts about it, and printed texts that a field restates in other words."""

    action: Action
    findings: tuple[Finding, ...]
    restated: tuple[str, ...]


def build_action(themed: ThemedAction, number: str, ref: str, texts: NoteTexts, known: KnownBodies) -> Built:
    """Read an action's cells."""
    row = with_typed_lists(themed.row)
    page = row.page
    evidence = Evidences()
    people, bodies = _leads(row, known)
    people, of_people = without_signs(people)
    bodies, of_bodies = without_signs(bodies)
    _, of_number = without_signs(_lines(row.cells.get("action_number", ())))
    all_cells = [
        *(cell for group in row.cells.values() for cell in group),
        *(cell for _, cell in (*row.other, *row.quarters)),
    ]
    for name, cells in row.cells.items():
        if name != "leads":
            evidence.note(name, cells)
    for name, lines in (("named_leads", people), ("lead_organisations", bodies)):
        if lines:
            evidence.note(name, row.cells.get("leads", ()))
    if bodies and not {"leads", "lead_organisations"} & row.cells.keys():
        evidence.note("lead_organisations", row.cells.get("named_leads", ()))
    rag = read_rag(row, ref)
    if rag.rag:
        evidence.note("rag", (*row.cells.get("rag", ()), *(cell for _, cell in row.quarters)))
    narrative = _lines(row.cells.get("narrative", ()))
    blocks = tuple(
        NarrativeBlock(kind="bullet" if block.kind == "bullet" else "para", text=says(block))
        for cell in row.cells.get("narrative", ())
        for block in cell.blocks
        if says(block)
    )
    action = Action(
        ref=ref,
        theme_number=themed.theme,
        action_number=number,
        mandatory_action="\n".join(_lines(row.cells.get("mandatory_action", ()))),
        rag=rag.rag,
        rag_source=rag.source,
        named_leads=read_named_leads(people),
        lead_organisations=read_lead_organisations(bodies, known.alone),
        timescale=_text(row, "timescale"),
        outcome=_text(row, "outcome"),
        other=_other(themed, rag, evidence),
        details={role.name: text for role in details_in_use() if (text := _text(row, role.name))},
        narrative="\n".join(narrative),
        narrative_blocks=blocks,
        notes=cited(all_cells, (*of_number, *of_people, *of_bodies), texts),
        nil_return=not _unread(row.cells.get("narrative", ())) and all(says_nothing(block.text) for block in blocks),
        evidence=evidence.places,
    )
    findings = (*rag.findings, *_field_findings(action, row, page), *_pictures(row, ref, page))
    restated = (rag.restated, *_joining_words(row, action), *_numbering_words(row, ref), *_lettered_items(row))
    return Built(action, findings, restated)


def _joining_words(row: ActionRow, action: Action) -> list[str]:
    """Words that only part one lead from the next: "Jane Smith and John Doe" are two."""
    names: tuple[ColumnField, ...] = ("named_leads", "lead_organisations", "leads")
    printed = Counter(word for name in names for word in _words(row.cells.get(name, ())))
    leads = [lead.text for lead in action.named_leads] + [body.text for body in action.lead_organisations]
    kept = Counter(word for lead in leads for word in lead.split())
    return ["and"] * max(0, (printed - kept)["and"])


def _lettered_items(row: ActionRow) -> list[str]:
    """Letters that stand for the markers of items."""
    return [
        block.marker for _, _, cells in texts_of(row) for cell in cells for block in cell.blocks if block.marker == "o"
    ]


def _numbering_words(row: ActionRow, ref: str) -> list[str]:
    """Words of a number's cell that its number does not hold as printed: "Action 12", "VAWG 3"."""
    if not row.number:
        return []
    printed = Counter(words_in(" ".join(_lines(row.cells.get("action_number", ())))))
    return list((printed - Counter(words_in(ref))).elements())


def _words(cells: Iterable[Cell]) -> list[str]:
    return [word for line in _lines(cells) for word in line.split()]


def _lines(cells: Iterable[Cell]) -> list[str]:
    return [text for cell in cells for block in cell.blocks if (text := says(block))]


def _leads(row: ActionRow, known: KnownBodies) -> tuple[list[str], list[str]]:
    """The lines that name people and those that name bodies; a column that may name either is sorted out."""
    people, bodies = sort_leads(lines_of(row, "leads"), known.like_people)
    people, after = part_bodies(_lines(row.cells.get("named_leads", ())) + people, known.after_posts)
    return people, _lines(row.cells.get("lead_organisations", ())) + bodies + after


def lines_of(row: ActionRow, name: ColumnField) -> list[str]:
    """The lines of a row's cells for a field."""
    return _lines(row.cells.get(name, ()))


def _text(row: ActionRow, name: ColumnField) -> str | None:
    return "\n".join(_lines(row.cells.get(name, ()))) or None


def _other(themed: ThemedAction, rag: RagReading, evidence: Evidences) -> dict[str, str]:
    """Columns without a field of their own, by the header as printed."""
    texts: dict[str, list[str]] = {}
    if themed.section:
        texts[SECTION] = [themed.section]
    for header, cell in themed.row.other:
        lines = _lines((cell,))
        if lines:
            texts.setdefault(header, []).extend(lines)
            evidence.note(f"other/{header}", (cell,))
    for header, cell in themed.row.quarters:
        shown = one_line(cell) or ("" if ticks_status(header) else shown_status(cell, themed.row))
        if shown:
            texts.setdefault(header, []).append(shown)
            evidence.note(f"other/{header}", (cell,))
    headers = themed.row.headers
    if rag.remark:
        texts.setdefault(headers.get("rag") or "RAG", []).append(rag.remark)
    if themed.row.label:
        texts.setdefault(headers.get("action_number") or "Number", []).append(themed.row.label)
    return {header: "\n".join(lines) for header, lines in texts.items()}


def _field_findings(action: Action, row: ActionRow, page: int | None) -> Iterable[Finding]:
    if action.nil_return and not action.narrative:
        yield finding("no-narrative", action_ref=action.ref, page=page, fields=("narrative",))
    elif action.nil_return:
        text = " / ".join(action.narrative.split("\n"))
        yield finding("nil-return", action_ref=action.ref, page=page, fields=("narrative",), text=text)
    if not action.mandatory_action:
        yield finding("no-action-text", action_ref=action.ref, page=page, fields=("mandatory_action",))
    for more in row.continued_by:
        fields = (WHOLE_ACTION, *(name for field in more.fields for name in recorded(field)))
        yield finding("row-without-key", action_ref=action.ref, page=page, fields=fields, reason=more.reason)
    yield from struck_words(row, action.ref)
    yield from cut_off_words(row, action.ref)
    yield from unread_letters(action, row)
    yield from unsure_words(row, action.ref)


def _pictures(row: ActionRow, ref: str, page: int | None) -> Iterable[Finding]:
    quarters = (("", ("rag",), (cell,)) for _, cell in row.quarters)
    for _, fields, cells in (*texts_of(row), *quarters):
        if unread := _unread(cells):
            yield finding("pictures-not-read", action_ref=ref, page=page, fields=fields, count=unread)


def _unread(cells: Iterable[Cell]) -> int:
    """Pictures and the like that cells show and that were not read."""
    return sum(cell.unread for cell in cells)
