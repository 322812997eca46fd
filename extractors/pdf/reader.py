"""The PDF reader: bytes in, a neutral document out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from extractors import kinds
from extractors.pdf.blocks import make_blocks
from extractors.pdf.drafts import Draft, Measure
from extractors.pdf.lines import Line
from extractors.pdf.pagelayout import PageCell, PageLayout, PageTable, lay_out, lines_by_turn
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.typography import Typography, study
from extractors.pdf.words import turn_upright
from models.document import Block, Cell, Document, Item, PageBox, Table


def read(data: bytes, filename: str) -> Document:
    """Read a PDF."""
    with PlumberSource(data) as source:
        layouts = [lay_out(content) for content in source.pages()]
        title, count = source.title, source.page_count
    typography = study(columns(layouts))
    items: list[Item] = []
    for layout in layouts:
        items.extend(page_items(layout, typography))
    return Document(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kinds.PDF,
        reader="pdf",
        page_count=count,
        title=title,
        items=tuple(items),
    )


def columns(layouts: Sequence[PageLayout]) -> Iterator[list[Line]]:
    for layout in layouts:
        for table in layout.tables:
            for cell in table.cells:
                yield from cell.lines


def page_items(layout: PageLayout, typography: Typography) -> list[Item]:
    placed: list[tuple[float, Item]] = []
    for table in layout.tables:
        placed.append((table.grid.ys[0], make_table(table, layout.number, typography)))
    for lines in lines_by_turn(layout.words):
        measure = Measure(min(l.x0 for l in lines), max(l.x1 for l in lines))
        for draft in make_blocks(lines, measure, typography):
            block = make_block(draft, layout.number)
            placed.append((draft.page_boxes[0][1], block))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def make_block(draft: Draft, page: int) -> Block:
    boxes = draft.page_boxes
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Block(kind=draft.kind, text=draft.text, marker=draft.marker, struck=tuple(draft.struck),
                 evidence=(PageBox(page=page, bbox=rounded(box)),))


def rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def make_table(table: PageTable, page: int, typography: Typography) -> Table:
    measures = column_measures(table)
    rows: list[list[Cell]] = [[] for _ in range(table.grid.row_count)]
    for cell in table.cells:
        area = cell.area
        blocks = []
        for lines in cell.lines:
            measure = measures[area.column, area.column_end, lines[0].turn]
            if lines[0].turn in (90, 270):
                turned = turn_upright(cell.box, lines[0].turn)
                measure = Measure(turned[0] + 2, turned[2] - 2)
            blocks.extend(make_block(d, page) for d in make_blocks(lines, measure, typography))
        rows[area.row].append(Cell(row=area.row, column=area.column, row_span=area.row_end - area.row,
            column_span=area.column_end - area.column, blocks=tuple(blocks), fill=cell.paint.fill, marks=cell.paint.marks,
            evidence=(PageBox(page=page, bbox=rounded(cell.box)),)))
    return Table(rows=tuple(map(tuple, rows)), column_count=table.grid.column_count, pages=(page,),
                 column_edges=tuple(round(x, 2) for x in table.grid.xs), open_top=table.grid.open_top, open_bottom=table.grid.open_bottom)


def column_measures(table: PageTable) -> dict[tuple[int, int, int], Measure]:
    found: dict[tuple[int, int, int], Measure] = {}
    groups: dict[tuple[int, int, int], list[tuple[PageCell, list[Line]]]] = {}
    for cell in table.cells:
        for lines in cell.lines:
            groups.setdefault((cell.area.column, cell.area.column_end, lines[0].turn), []).append((cell, lines))
    for key, members in groups.items():
        pad = min(line.x0 - turn_upright(cell.box, key[2])[0] for cell, lines in members for line in lines)
        right = max(turn_upright(cell.box, key[2])[2] for cell, _ in members)
        left = min(turn_upright(cell.box, key[2])[0] for cell, _ in members)
        reach = max(line.x1 for _, lines in members for line in lines)
        found[key] = Measure(left + pad, max(reach, right - max(pad, 0)))
    return found
