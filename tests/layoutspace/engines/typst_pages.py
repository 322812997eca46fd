"""A PDF that Typst sets: rows cut anywhere, cells over several rows cut with them, real footnotes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from layoutspace.composed import Composed
from layoutspace.engines.own_word import text_colour
from layoutspace.setting import Setting

KIND = "pdf"
FONTS = {
    True: ("Liberation Serif", "Libertinus Serif", "DejaVu Sans Mono"),
    False: ("Liberation Sans", "Libertinus Serif", "DejaVu Sans Mono"),
}
"""By whether it is a serif; Typst brings the last two, the very last for boxes and ticks."""
COUNTERS = {
    "{page}": "#context counter(page).display()",
    "{pages}": "#context counter(page).final().first()",
}


def missing() -> str:
    """The package, where it is not installed."""
    return "" if find_spec("typst") else "typst (pip install typst)"


def render(composed: Composed) -> bytes:
    """The document as a PDF; the same bytes each time."""
    import typst  # noqa: PLC0415 - not everybody has it

    made: bytes = typst.compile("\n".join(_markup(composed)).encode(), format="pdf")
    return made


def _markup(composed: Composed) -> Iterator[str]:
    setting = composed.setting
    fonts = ", ".join(map(_quoted, FONTS[setting.serif]))
    yield f"#set document(title: {_quoted(composed.title)}, date: none)"
    yield _page(setting)
    yield f'#set text(font: ({fonts}), size: {setting.size}pt, hyphenate: false, lang: "en")'
    yield "#set par(leading: 0.5em, spacing: 0.7em)"
    yield "#show heading: set block(above: 1em, below: 0.7em)"
    note = setting.footnote
    for part in composed.parts:
        yield _part(part, setting, composed.habit)
        if note and isinstance(part, Paragraph) and part.text:
            yield f"#footnote[#{_quoted(note[2:])}]"
            note = ""


def _page(setting: Setting) -> str:
    left, top, right, bottom = setting.margins
    behind = []
    if setting.watermark:
        mark = f"text(70pt, fill: luma(88%), {_quoted(setting.watermark)})"
        behind.append(f"place(center + horizon, rotate(-30deg, {mark}))")
    if setting.frame:
        size = f"width: {setting.page[0] - 28}pt, height: {setting.page[1] - 28}pt, stroke: 1pt"
        behind.append(f"place(center + horizon, rect({size}))")
    if setting.side_tab:
        tab = f'box(fill: rgb("#1f3864"), inset: 5pt, text(9pt, fill: white, {_quoted(setting.side_tab)}))'
        behind.append(f"place(left + horizon, dx: 10pt, rotate(-90deg, reflow: true, {tab}))")
    background = f", background: {{ {'; '.join(behind)} }}" if behind else ""
    margins = f"margin: (left: {left}pt, top: {top}pt, right: {right}pt, bottom: {bottom}pt)"
    lines = f"header: [{_lines(setting.head)}], footer: [{_lines(setting.foot)}]"
    return f"#set page(width: {setting.page[0]}pt, height: {setting.page[1]}pt, {margins}, {lines}{background})"


def _lines(lines: tuple[str, ...]) -> str:
    written = []
    for line in lines:
        text = f"#{_quoted(line)}"
        for field, counter in COUNTERS.items():
            text = text.replace(field, f'"{counter}#"')
        written.append(f"#text(8pt)[{text}]")
    return " #linebreak() ".join(written)


def _part(part: Part, setting: Setting, habit: int) -> str:
    match part:
        case Heading():
            return f"#heading(level: {part.level + 1})[#{_quoted(part.text)}]"
        case Paragraph():
            return f"#{_quoted(part.text)}\n" if part.text else "#v(8pt)"
        case PageBreak():
            return "#pagebreak()"
        case ArrangedTable():
            return "\n".join(_table(part, setting, habit))


def _table(table: ArrangedTable, setting: Setting, habit: int) -> Iterator[str]:
    look = setting.look
    drawing = look.drawing if table.plan else "ruled"
    line = f'{look.rule_width}pt + rgb("{look.rule}")'
    strokes = {
        "ruled": line,
        "boxes": line,
        "level": f"(x: none, y: {line})",
        "dashes": f'(thickness: {look.rule_width}pt, paint: rgb("{look.rule}"), dash: "dashed")',
    }
    columns = ", ".join(f"{weight:.2f}pt" for weight in table.weights)
    align = "horizon" if look.middle else "top"
    gutter = f"gutter: {look.gap}pt, " if drawing == "boxes" else ""
    yield f"#table(columns: ({columns},), {gutter}stroke: {strokes.get(drawing, 'none')}, align: left + {align},"
    yield f"inset: {look.padding}pt,"
    opening = table.header_rows if habit % 2 or table.repeat_header else 0
    if opening:
        repeat = "true" if table.repeat_header else "false"
        cells = " ".join(cell for row in table.rows[:opening] for cell in _row(row, setting, 0))
        yield f"table.header(repeat: {repeat}, {cells}),"
    for index, row in enumerate(table.rows[opening:], start=opening):
        yield from _row(row, setting, index)
    yield ")"


def _row(row: ArrangedRow, setting: Setting, index: int) -> Iterator[str]:
    look = setting.look
    stripe = look.stripe if look.has_stripes and row.kind == "action" and index % 2 else ""
    whole = "breakable: false, " if setting.rows == "whole" else ""
    for cell in row.cells:
        if cell is None:
            continue
        spans = f"colspan: {cell.column_span}, " if cell.column_span > 1 else ""
        spans += f"rowspan: {cell.row_span}, " if cell.row_span > 1 else ""
        fill = cell.fill or stripe
        filled = f'fill: rgb("{fill}"), ' if fill else ""
        breaks = whole if cell.row_span == 1 and len(cell.text) < LONG else ""
        yield f"table.cell({spans}{filled}{breaks}[{_content(cell, row, setting)}]),"


LONG = 1500
"""Letters of a cell that may be higher than a page: it must be cut."""


def _content(cell: ArrangedCell, row: ArrangedRow, setting: Setting) -> str:
    if cell.dot:
        return f'#circle(radius: 4pt, fill: rgb("{cell.dot}"))'
    colour = text_colour(setting.look.header_text, setting.look.banner_text, cell, row)
    weight = ', weight: "bold"' if cell.bold else ""
    written: list[str] = []
    items: list[str] = []
    for block in cell.blocks:
        if block.kind == "bullet":
            items.append(f"[#{_quoted(block.text)}]")
            continue
        if items:
            written.append(f"#list({', '.join(items)})")
            items = []
        written.append(f'#text(fill: rgb("{colour}"){weight})[#{_quoted(block.text)}]')
    if items:
        written.append(f"#list({', '.join(items)})")
    return " #parbreak() ".join(written)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
