"""Reads the RAG status of an action from the words, shapes and fills of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.assembler.choice import Choice, is_left_open, read_choice
from extractors.assembler.grid import one_line
from extractors.assembler.periods import latest_column
from extractors.assembler.rows import ActionRow
from models.catalogue import finding
from models.document import Block, Cell, Mark
from models.finding import WHOLE_ACTION, Finding
from models.plan import RagColour, RagSource
from models.reference.phrases import says_nothing
from models.reference.rag import status_of_colour
from models.reference.statuses import is_bare_status, ticks_status, without_trends

_DOTS = re.compile("[●⬤■◼•⚫🔴🟠🟡🟢🔵🟥🟧🟨🟩🟦]")
NOT_TICKED = frozenset({"☐", "□", "▢", "⬜", "n", "no", "-", "–", "0", "[]", "[ ]"})
"""What a column of ticks prints where there is none."""

_RAG = ("rag",)
_EVERY = (
    WHOLE_ACTION, "action_number", "rag", "mandatory_action", "named_leads", "lead_organisations", "timescale",
    "outcome", "narrative", "other",
)  # fmt: skip
"""The fields of a row that may be two."""


@dataclass(frozen=True, slots=True)
class RagReading:
    """What the RAG cells show. remark: what they print beyond a status; restated: a text the status restates."""

    rag: RagColour | None = None
    source: RagSource | None = None
    remark: str = ""
    restated: str = ""
    findings: tuple[Finding, ...] = ()


def shown_status(cell: Cell, row: ActionRow) -> str:
    """The status that a cell shows, as a word; empty for none."""
    return _read_rag((cell,), row, "", keep_remark=False).rag or ""


def read_rag(row: ActionRow, ref: str) -> RagReading:
    """The RAG status: the printed word, else a coloured shape, else the fill. Of several columns, the latest filled.

    Where each column stands for one status ("R", "A", "G"), the ticked or filled one.
    """
    if not row.quarters:
        return _read_rag(row.cells.get("rag", ()), row, ref, keep_remark=True)
    if all(ticks_status(header) for header, _ in row.quarters):
        return _read_ticks(row, ref)
    filled = [(header, cell) for header, cell in row.quarters if shown_status(cell, row)]
    latest = latest_column(filled, every=row.quarters)
    reading = _read_rag((latest[1],) if latest else (), row, ref, keep_remark=False)
    said = [(header, cell) for header, cell in row.quarters if one_line(cell) and not says_nothing(one_line(cell))]
    last = latest_column(said, every=row.quarters)
    if last and last not in filled:
        text = one_line(last[1])
        doubt = finding("rag-not-understood", action_ref=ref, page=row.page, fields=_RAG, text=text)
        return replace(reading, findings=(*reading.findings, doubt))
    return reading


def _read_ticks(row: ActionRow, ref: str) -> RagReading:
    ticked = [(ticks_status(header), "text") for header, cell in row.quarters if _is_ticked(one_line(cell))]
    filled = [
        (status, "fill")
        for header, cell in row.quarters
        if (status := ticks_status(header)) and _fill_status(cell, row.shade) == status
    ]
    shown = ticked or (filled if len(filled) == 1 else [])
    statuses = [status for status, _ in shown if status]
    if not statuses:
        return RagReading()
    findings: tuple[Finding, ...] = ()
    if len(statuses) > 1:
        colours = " and ".join(statuses)
        findings = (
            finding("rag-split", action_ref=ref, page=row.page, fields=_RAG, colours=colours, taken=statuses[0]),
        )
    return RagReading(statuses[0], "text" if ticked else "fill", findings=findings)


def _is_ticked(text: str) -> bool:
    return bool(text) and text.casefold() not in NOT_TICKED


def _fill_status(cell: Cell, shade: str | None) -> RagColour | None:
    return status_of_colour(cell.fill, shared=cell.fill == shade) if cell.fill else None


def _read_rag(cells: Sequence[Cell], row: ActionRow, ref: str, *, keep_remark: bool) -> RagReading:
    """The status of cells: the one that their words give, else a coloured shape, else the fill."""
    choice = read_choice(cells)
    text = one_line_of(cells)
    said = without_trends(_DOTS.sub(" ", text))
    marks = [(mark.kind, status) for cell in cells for mark in _telling(cell, row) if (status := _status_of(mark))]
    fills = [status for cell in cells if (status := _fill_status(cell, row.shade))]
    bare = not said or is_bare_status(said) or (choice.listed and bool(choice.statuses))
    remark = text if keep_remark and not bare else ""
    if choice.statuses:
        # what lies behind a word is its highlight, and no status of its own
        shown = [status for kind, status in marks if kind != "highlight"] or fills
        taken = choice.statuses[0]
        findings = _word_findings(choice, shown, row, ref)
        return RagReading(taken, "text", remark, "" if remark else text, tuple(findings))
    # each colour of a list of choices is that of a choice
    seen = list(dict.fromkeys(fills if choice.listed else [status for _, status in marks] or fills))
    beside = [status for status in dict.fromkeys(fills) if status not in seen and marks and not choice.listed]
    # a dot whose colour tells none is a status that a reader of the page sees
    nothing = is_left_open(text) or (said and says_nothing(said))
    unread = bool(text) and not nothing and (not seen or _denies(choice, seen))
    findings = [finding("rag-not-understood", action_ref=ref, page=row.page, fields=_RAG, text=text)] if unread else []
    if unread and choice.named:
        return RagReading(remark=remark, findings=tuple(findings))
    if len(seen) + len(beside) > 1:
        colours = " and ".join((*seen, *beside))
        findings.append(
            finding("rag-split", action_ref=ref, page=row.page, fields=_RAG, colours=colours, taken=seen[0])
        )
    unclear = [cell.fill for cell in cells if cell.fill and cell.fill != row.shade]
    if unclear and not seen:
        findings.append(finding("rag-colour-unclear", action_ref=ref, page=row.page, fields=_RAG, colour=unclear[0]))
    source: RagSource | None = None if not seen else "shape" if marks and not choice.listed else "fill"
    if any(kind == "key" for kind, _ in marks):
        source = "text"
    return RagReading(seen[0] if seen else None, source, remark, findings=tuple(findings))


def _word_findings(choice: Choice, shown: Sequence[RagColour], row: ActionRow, ref: str) -> list[Finding]:
    taken = choice.statuses[0]
    if len(choice.statuses) > 1:
        colours = " and ".join(choice.statuses)
        fields = _EVERY if _stand_apart(row.cells.get("rag", ())) else _RAG
        return [finding("rag-split", action_ref=ref, page=row.page, fields=fields, colours=colours, taken=taken)]
    if shown and taken not in shown and not choice.listed:
        return [finding("rag-conflict", action_ref=ref, page=row.page, fields=_RAG, text=taken, fill=shown[0])]
    return []


def _stand_apart(cells: Sequence[Cell]) -> bool:
    """Whether statuses are paragraphs or cells of their own: they may be those of several rows."""
    return sum(is_bare_status(block.text) for cell in cells for block in cell.blocks) > 1


def _denies(choice: Choice, seen: Sequence[RagColour]) -> bool:
    """Whether the words deny the very colour that is shown: "No longer green" on green."""
    return bool(set(choice.away) & set(seen))


def one_line_of(cells: Iterable[Cell]) -> str:
    """What cells say, on one line, with the signs before their words."""
    return " ".join(f"{block.marker} {block.text}".strip() for cell in cells for block in cell.blocks).strip()


def _status_of(mark: Mark) -> RagColour | None:
    return status_of_colour(mark.colour)


def _telling(cell: Cell, row: ActionRow) -> Iterable[Mark]:
    """The marks of a cell that may stand for a status: not the ink of who revised the row, nor ink without words."""
    if not any(mark.kind == "text" for mark in cell.marks):
        return cell.marks
    elsewhere = {
        mark.colour
        for field, cells in row.cells.items()
        for other in cells
        if field != "rag" and other is not cell
        for mark in other.marks
        if mark.kind == "text"
    }
    inserted = {look.colour for block in cell.blocks for look in block.looks if _is_inserted(block, look.colour)}
    kept = bool(one_line_of((cell,)))
    return [mark for mark in cell.marks if mark.kind != "text" or (kept and mark.colour not in elsewhere | inserted)]


def _is_inserted(block: Block, colour: str | None) -> bool:
    """Whether words of a colour are underlined too, as insertions are printed."""
    inked = [look for look in block.looks if look.kind == "coloured" and look.colour == colour]
    return bool(inked) and all(
        any(line.kind == "underlined" and line.start <= look.start and look.end <= line.end for line in block.looks)
        for look in inked
    )
