"""Renders a plan as the text copies people make: tabs, pipes, a spreadsheet's quotation marks, columns gone missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from builders.arrange import arrange
from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import ExpectedPlan, PlanDescription, TextBlock
from builders.expectation import expected_from
from builders.layout import Layout

COLOUR_ALONE = frozenset({"fill", "dot", "yellow_fill"})
"""Ways of giving a RAG status of which a text copy keeps nothing."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a copy is made. `page_rows`: rows between two gaps, each such page without the columns empty on it."""

    name: str
    fields: Literal["tabs", "pipes"] = "tabs"
    blocks: Literal["scraps", "breaks", "quoted"] = "scraps"
    page_rows: int = 0
    ends: str = "\n"
    encoding: str = "utf-8"


STYLES = (
    TextStyle("tabs with scraps of tags"),
    TextStyle("pages that lost their empty columns", page_rows=5),
    TextStyle("short pages that lost their empty columns", page_rows=2),
    TextStyle("pipes", fields="pipes", blocks="breaks"),
    TextStyle("fields quoted by a spreadsheet", blocks="quoted", ends="\r\n", encoding="utf-16"),
)


def render_text(description: PlanDescription, layout: Layout, style: TextStyle) -> bytes:
    """The plan as a text copy."""
    lines = [line for part in arrange(description, layout) for line in _part(part, style)]
    return "\n".join(lines).replace("\n", style.ends).encode(style.encoding)


def expected_from_text(description: PlanDescription, layout: Layout) -> ExpectedPlan:
    """What must be read: what a copy keeps of the layout. Colours are gone where no word goes with them."""
    whole = expected_from(description, layout)
    if layout.rag in COLOUR_ALONE:
        return replace(whole, actions=tuple(replace(action, rag=None, rag_source=None) for action in whole.actions))
    if layout.rag == "highlight":
        actions = (replace(action, rag_source="text" if action.rag else None) for action in whole.actions)
        return replace(whole, actions=tuple(actions))
    return whole


def _part(part: Part, style: TextStyle) -> Iterator[str]:
    match part:
        case Heading():
            yield from ["", part.text, ""]
        case Paragraph():
            yield from [part.text, ""]
        case PageBreak():
            yield ""
        case ArrangedTable():
            yield from ["", *_table(part, style), ""]


def _table(table: ArrangedTable, style: TextStyle) -> Iterator[str]:
    rows = list(table.rows)
    if style.fields == "pipes":
        for number, row in enumerate(rows):
            yield f"| {' | '.join(_field(cell, style).replace('|', chr(92) + '|') for cell in row.cells)} |"
            if number == 0:
                yield "|" + "---|" * len(row.cells)
        return
    size = style.page_rows or len(rows)
    for first in range(0, len(rows), size):
        page = rows[first : first + size]
        width = len(page[0].cells)
        kept = [column for column in range(width) if not first or any(_field(row.cells[column], style) for row in page)]
        for row in page:
            yield from _lines(row, kept, style)
        if style.page_rows:
            yield ""


def _lines(row: ArrangedRow, kept: list[int], style: TextStyle) -> Iterator[str]:
    filled = [cell for cell in row.cells if cell is not None and _field(cell, style)]
    if row.kind == "banner" and len(filled) == 1:
        yield from ["", *(block.text for block in filled[0].blocks), ""]
    else:
        yield "\t".join(_field(row.cells[column], style) for column in kept)


def _field(cell: ArrangedCell | None, style: TextStyle) -> str:
    if cell is None:
        return ""
    blocks = cell.blocks
    if not blocks:
        return cell.list_number
    if len(blocks) == 1 and blocks[0].kind == "para":
        return blocks[0].text
    if style.blocks == "scraps":
        return "".join(_scrap(block) for block in blocks)
    lines = [f"• {block.text}" if block.kind == "bullet" else block.text for block in blocks]
    if style.blocks == "breaks":
        return "<br>".join(lines)
    return '"' + "\n".join(lines).replace('"', '""') + '"'


def _scrap(block: TextBlock) -> str:
    return f'<ul style="list-style-type: none"> •{block.text} ' if block.kind == "bullet" else f"<p>{block.text}</p> "
