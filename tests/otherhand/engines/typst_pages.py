"""PDF by Typst."""

from __future__ import annotations

import json

from otherhand.engines.web import GLYPHS
from otherhand.flow import Break, Cell, Document, Gap, Item, Para, Table, places
from otherhand.looks import Look

FONTS = {"sans": "Liberation Sans", "serif": "Libertinus Serif", "narrow": "Liberation Sans Narrow"}


def typst_pdf(document: Document, look: Look) -> bytes:
    """The document by Typst."""
    import typst  # noqa: PLC0415 - an extra

    made = typst.compile(source(document, look).encode())
    assert isinstance(made, bytes)
    return made


def source(document: Document, look: Look) -> str:
    """The document in Typst's language."""
    numbers = look.page_numbers.replace("{n}", "#context counter(page).display()").replace(
        "{all}", "#context counter(page).final().first()"
    )
    water = (
        f"background: rotate(-35deg, text(90pt, fill: luma(232), {_quoted(document.watermark)})),"
        if document.watermark
        else ""
    )
    frame = "foreground: rect(width: 100% - 40pt, height: 100% - 40pt, stroke: 1pt)," if look.page_frame else ""
    body = "\n".join(_item(item, look) for item in document.flow)
    notes = "\n".join(_para(Para(note, size=0.8), look) for note in document.notes)
    return f"""#set page(width: {look.width}pt, height: {look.height}pt, margin: {look.margin}pt, {water} {frame}
  columns: {2 if look.two_columns else 1}, header: text(0.85em, {_quoted(document.running_head)}),
  footer: text(0.85em)[#{_quoted(document.running_foot)} #h(1fr) {numbers}])
#set text(font: ({_quoted(FONTS[look.family])}, "DejaVu Sans"), size: {look.size}pt, lang: "en")
#set document(title: {_quoted(document.title)}, date: none)
#set par(leading: 0.5em, spacing: 0.6em)
#show heading: it => block(above: 1em, below: 0.6em, text(fill: rgb("{look.accent}"), it.body))
{body}
{notes}
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _item(item: Item, look: Look) -> str:
    match item:
        case Break():
            head = f"#set page(header: text(0.85em, {_quoted(item.head)}))" if item.head else ""
            return f"#pagebreak(weak: true)\n{head}"
        case Gap():
            return f"#v({item.lines}em)"
        case Table():
            return _table(item, look)
        case _:
            return _para(item, look)


def _para(para: Para, look: Look) -> str:
    weight = ', weight: "bold"' if para.bold else ""
    slant = ', style: "italic"' if para.italic else ""
    ink = f', fill: rgb("{para.ink}")' if para.ink and not para.shape else ""
    text = f"#text({look.size * para.size}pt{weight}{slant}{ink}, {_quoted(para.text)})"
    if para.level:
        return f"#heading(level: {para.level}, outlined: false, {text.removeprefix('#')})"
    if para.shape:
        text = f'#text({look.size * 1.3}pt, fill: rgb("{para.ink}"), "{GLYPHS[para.shape]}") {text}'
    if para.label:
        text = f"#strong({_quoted(para.label)}){text}"
    if para.bullet:
        return f"#list(marker: {_quoted(para.bullet)}, [{text}])"
    return f"#pad(left: 18pt)[{text}]" if para.indent else f"{text}\n"


def _table(table: Table, look: Look) -> str:
    drawing = "grid" if table.use == "other" else "gaps" if table.use == "boxes" else look.drawing
    line = f'{look.line_width}pt + rgb("{look.line}")'
    stroke = {
        "level": f"(x: none, y: {line})", "upright": f"(x: {line}, y: none)",
        "dotted": f'(paint: rgb("{look.line}"), thickness: {look.line_width}pt, dash: "dotted")',
        "none": "none", "stripes": "none", "frame": "none", "tinted": "1.5pt + white",
        "rounded": f'(x: none, y: 0.5pt + rgb("{look.line}"))',
    }.get(drawing, line)  # fmt: skip
    striped = f'fill: (_, y) => if calc.odd(y) {{ rgb("{look.stripe}") }},' if drawing in {"stripes", "tinted"} else ""
    gutter = "gutter: 3pt," if drawing in {"gaps", "double"} else ""
    columns = ", ".join(f"{share}fr" for share in table.widths)
    found = places(table)
    head = ", ".join(_cell(place.cell, look, whole=True) for place in found if place.row < table.head)
    rows = ",\n".join(
        _cell(place.cell, look, whole=table.rows[place.row].whole) for place in found if place.row >= table.head
    )
    repeat = "true" if table.again else "false"
    top = f"table.header(repeat: {repeat}, {head}),\n" if head else ""
    align = "horizon" if look.middle else "top"
    drawn = f"stroke: {stroke}, inset: {look.padding}pt, align: left + {align}, {striped} {gutter}"
    inner = f"table(columns: ({columns},), {drawn}\n{top}{rows})"
    if drawing in {"frame", "rounded"}:
        inner = f"block(stroke: {line}, radius: {6 if drawing == 'rounded' else 0}pt, clip: false, {inner})"
    if table.share < 1:
        inner = f"block(width: {table.share * 100}%, {inner})"
    if table.aside:
        return f"#place(right, {inner})"
    return f"#block(breakable: {'false' if table.whole else 'true'}, {inner})"


def _cell(cell: Cell, look: Look, *, whole: bool) -> str:
    parts = [
        f"colspan: {cell.across}",
        f"rowspan: {cell.down}",
        f"breakable: {'false' if whole and cell.down == 1 else 'true'}",
    ]
    if cell.fill:
        parts.append(f'fill: rgb("{cell.fill}")')
    if cell.middle:
        parts.append("align: left + horizon")
    body = "\n".join(_para(para, look) for para in cell.paras)
    if cell.turned:
        body = f"#rotate(-90deg, reflow: true)[{body}]"
    return f"table.cell({', '.join(parts)})[{body}]"
