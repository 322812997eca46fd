"""Reads the RAG status of an action from the words, shapes and fills of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.assembler.grid import cell_text, one_line
from extractors.assembler.periods import latest_column
from extractors.assembler.rows import ActionRow
from models.catalogue import finding
from models.document import Cell
from models.finding import Finding
from models.plan import RagColour, RagSource
from models.reference.phrases import says_nothing
from models.reference.rag import is_bare_status, status_of_colour, statuses_in, tells_change, ticks_status

RAG_DOTS = "●⬤■◼•⚫🔴🟠🟡🟢🔵🟥🟧🟨🟩🟦"
NOT_TICKED = frozenset({"☐", "□", "▢", "⬜", "n", "no", "-", "–", "0", "[]", "[ ]"})
"""What a column of ticks prints where there is none."""

_RAG = ("rag",)


@dataclass(frozen=True, slots=True)
class RagReading:
    """What the RAG cells show. remark: what they print beyond a status; restated: a text the status restates."""

    rag: RagColour | None = None
    source: RagSource | None = None
    remark: str = ""
    restated: str = ""
    findings: tuple[Finding, ...] = ()


def shown_status(cell: Cell, shade: str | None) -> str:
    """The status that a cell shows, as a word; empty for none."""
    reading = _read_rag_cell(cell, shade)
    return reading[0] if reading else ""


def _read_rag_cell(cell: Cell, shade: str | None) -> tuple[RagColour, RagSource] | None:
    """The status of one cell: its word, else a shape's colour, else its fill."""
    words = statuses_in(_without_dots(one_line(cell)))
    if words:
        return words[0], "text"
    for mark in cell.marks:
        status = status_of_colour(mark.colour)
        if status and (mark.kind != "text" or cell_text(cell).strip()):
            return status, "shape"
    status = _fill_status(cell, shade)
    return (status, "fill") if status else None


def _without_dots(text: str) -> str:
    return "".join(char for char in text if char not in RAG_DOTS).strip()


def read_rag(row: ActionRow, ref: str) -> RagReading:
    """The RAG status: the printed word, else a coloured shape, else the fill. Of several columns, the latest filled.

    Where each column stands for one status ("R", "A", "G"), the ticked or filled one.
    """
    if not row.quarters:
        return _read_rag(row.cells.get("rag", ()), row, ref, keep_remark=True)
    if all(ticks_status(header) for header, _ in row.quarters):
        return _read_ticks(row, ref)
    filled = [(header, cell) for header, cell in row.quarters if _read_rag_cell(cell, row.shade)]
    latest = latest_column(filled, every=row.quarters)
    return _read_rag((latest[1],) if latest else (), row, ref, keep_remark=False)


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
    text = _without_dots(" ".join(one_line(cell) for cell in cells))
    words = statuses_in(text)
    marks = [status for cell in cells for mark in cell.marks if (status := status_of_colour(mark.colour))]
    fills = [status for cell in cells if (status := _fill_status(cell, row.shade))]
    page = row.page
    findings: list[Finding] = []
    remark = text if keep_remark and text and not is_bare_status(text) else ""
    if words:
        shown = set(marks or fills)
        if len(words) > 1 and tells_change(text):
            words = words[::-1]
        if len(words) > 1:
            findings.append(
                finding(
                    "rag-split", action_ref=ref, page=page, fields=_RAG, colours=" and ".join(words), taken=words[0]
                )
            )
        elif shown and words[0] not in shown:
            colour = (marks or fills)[0]
            findings.append(finding("rag-conflict", action_ref=ref, page=page, fields=_RAG, text=words[0], fill=colour))
        return RagReading(words[0], "text", remark, "" if remark else text, tuple(findings))
    seen = list(dict.fromkeys(marks or fills))
    if len(seen) > 1:
        findings.append(
            finding("rag-split", action_ref=ref, page=page, fields=_RAG, colours=" and ".join(seen), taken=seen[0])
        )
    if text and not seen and not says_nothing(text):
        findings.append(finding("rag-not-understood", action_ref=ref, page=page, fields=_RAG, text=text))
    unclear = [cell.fill for cell in cells if cell.fill and cell.fill != row.shade]
    if unclear and not seen:
        findings.append(finding("rag-colour-unclear", action_ref=ref, page=page, fields=_RAG, colour=unclear[0]))
    if seen:
        return RagReading(seen[0], "shape" if marks else "fill", remark, findings=tuple(findings))
    return RagReading(remark=remark, findings=tuple(findings))
