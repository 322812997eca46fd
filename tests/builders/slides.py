"""Sets a plan on slides, as a flat OpenDocument presentation, of which LibreOffice makes slides of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from builders.arrange import arrange
from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, Paragraph, Part
from builders.description import PlanDescription
from builders.layout import Layout

WIDTH, HEIGHT, MARGIN = 793.0, 446.0, 20.0
"""Of a slide, as LibreOffice makes it unless told, and of its margin, in points."""
SIZE, LEADING, LETTER_WIDTH, PADDING = 6.0, 7.4, 3.2, 3.0
"""Of the type, in points."""
TITLE_HEIGHT = 44.0
TYPE = (("H0", 16.0, "bold"), ("H1", 12.0, "bold"), ("H2", 10.0, "bold"), ("P", SIZE, "normal"))
"""Of headings by their level, and of all else."""
Lines = list[Heading | Paragraph]
PRESENTATION = "application/vnd.oasis.opendocument.presentation"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "presentation": "presentation",
    }.items()
)  # fmt: skip


def render_slides(description: PlanDescription, layout: Layout) -> bytes:
    """The plan as a .fodp file."""
    return render_slides_parts(arrange(description, layout))


def render_slides_parts(parts: Sequence[Part]) -> bytes:
    """A .fodp file of any parts: the title on a slide of its own, tables with as many rows a slide as fit.

    Each slide has the table's header. Cells over several rows cannot be parted and are taken for one row each.
    """
    slides = [*_slides(parts)]
    fills = sorted({cell.fill for _, table in slides for row in table.rows for cell in row.cells if cell and cell.fill})
    body = "".join(_slide(place, lines, table) for place, (lines, table) in enumerate(slides, 1))
    return _document(fills, [table.weights for _, table in slides], body).encode()


def _slides(parts: Sequence[Part]) -> Iterator[tuple[Lines, ArrangedTable]]:
    """The lines and the rows of each slide; lines stand over the table that follows."""
    lines: Lines = []
    for part in parts:
        if isinstance(part, Heading | Paragraph):
            lines.append(part)
            if isinstance(part, Heading) and part.level == 0:
                yield lines, ArrangedTable((), ())
                lines = []
        elif isinstance(part, ArrangedTable):
            header, rows = part.rows[: part.header_rows], list(part.rows[part.header_rows :])
            while rows:
                count = _fitting(part, header, rows)
                yield lines, replace(part, rows=(*header, *rows[:count]))
                lines, rows = [], rows[count:]
    if lines:
        yield lines, ArrangedTable((), ())


def _fitting(table: ArrangedTable, header: Sequence[ArrangedRow], rows: Sequence[ArrangedRow]) -> int:
    """How many rows a slide holds, at least one."""
    room = HEIGHT - 2 * MARGIN - TITLE_HEIGHT - sum(_height(row, table) for row in header)
    for count, row in enumerate(rows):
        room -= _height(row, table)
        if room < 0:
            return max(count, 1)
    return len(rows)


def _height(row: ArrangedRow, table: ArrangedTable) -> float:
    widths = _widths(table.weights)
    lines = [
        sum(1 + int(LETTER_WIDTH * len(block.text) / (width - 2 * PADDING)) for block in cell.blocks)
        for width, cell in zip(widths, row.cells, strict=True)
        if cell is not None
    ]
    return LEADING * max(lines, default=1) + 2 * PADDING


def _widths(weights: Sequence[float]) -> list[float]:
    return [(WIDTH - 2 * MARGIN) * weight / sum(weights) for weight in weights]


def _slide(place: int, lines: Lines, table: ArrangedTable) -> str:
    box = f'svg:x="{MARGIN}pt" svg:width="{WIDTH - 2 * MARGIN}pt"'
    said = "".join(
        f'<text:p text:style-name="{style}">{escape(line.text)}</text:p>'
        for line in lines
        for style in [f"H{line.level}" if isinstance(line, Heading) else "P"]
    )
    over = f'svg:y="{MARGIN}pt" svg:height="{TITLE_HEIGHT}pt"'
    title = f'<draw:frame draw:style-name="gr" {box} {over}><draw:text-box>{said}</draw:text-box></draw:frame>'
    drawn = ""
    if table.rows:
        columns = "".join(
            f'<table:table-column table:style-name="co{place}_{column}"/>' for column in range(len(table.weights))
        )
        rows = "".join(f"<table:table-row>{''.join(map(_cell, row.cells))}</table:table-row>" for row in table.rows)
        top = f'svg:y="{MARGIN + TITLE_HEIGHT}pt" svg:height="20pt"'
        drawn = f"<draw:frame {box} {top}><table:table>{columns}{rows}</table:table></draw:frame>"
    return f'<draw:page draw:name="s{place}">{title if lines else ""}{drawn}</draw:page>'


def _cell(cell: ArrangedCell | None) -> str:
    if cell is None:
        return "<table:covered-table-cell/>"
    style = f"ce{cell.fill[1:]}" if cell.fill else "ce"
    spans = f'table:number-columns-spanned="{cell.column_span}" table:number-rows-spanned="{cell.row_span}"'
    said = "".join(
        f'<text:p text:style-name="P">{"• " if block.kind == "bullet" else ""}{escape(block.text)}</text:p>'
        for block in cell.blocks
    )
    return f'<table:table-cell table:style-name="{style}" {spans}>{said}</table:table-cell>'


def _document(fills: Sequence[str], tables: Sequence[Sequence[float]], body: str) -> str:
    edge = "0.5pt solid #000000"
    cells = "".join(
        f'<style:style style:name={quoteattr(name)} style:family="table-cell"><style:graphic-properties {fill} '
        f'fo:padding="{PADDING}pt"/><style:paragraph-properties fo:border="{edge}"/></style:style>'
        for name, fill in [
            ("ce", 'draw:fill="none"'),
            *((f"ce{fill[1:]}", f'draw:fill="solid" draw:fill-color="{fill}"') for fill in fills),
        ]
    )
    columns = "".join(
        f'<style:style style:name="co{place}_{column}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}pt"/></style:style>'
        for place, weights in enumerate(tables, 1)
        for column, width in enumerate(_widths(weights) if weights else ())
    )
    types = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:text-properties fo:font-size="{size}pt" '
        f'fo:font-weight="{weight}" fo:font-family="Liberation Sans"/></style:style>'
        for name, size, weight in TYPE
    )
    plain = (
        '<style:style style:name="gr" style:family="graphic">'
        '<style:graphic-properties draw:fill="none" draw:stroke="none"/></style:style>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.2" '
        f'office:mimetype="{PRESENTATION}"><office:automatic-styles>{plain}{cells}{columns}{types}'
        "</office:automatic-styles><office:body><office:presentation>"
        f"{body}</office:presentation></office:body></office:document>"
    )
