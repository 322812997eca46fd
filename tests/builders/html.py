"""Renders a plan as a web page."""

from __future__ import annotations

import re
from html import escape

from builders.arrange import arrange
from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import PlanDescription, TextBlock
from builders.layout import HtmlStyle, Layout
from builders.rag import COLOURS

URL = re.compile(r"((?:https?://|www\.)[^\s;,]+[^\s;,.])")
NAMED = {"#ff0000": "red", "#ffc000": "orange", "#00b050": "limegreen", "#0070c0": "royalblue"}
SCRIPT = "<script>document.title = 'not a word of the plan';</script>"


def render_html(description: PlanDescription, layout: Layout) -> bytes:
    """The plan as a whole HTML page in UTF-8."""
    return render_html_parts(arrange(description, layout), layout, description.title)


def render_html_parts(parts: tuple[Part, ...], layout: Layout, title: str) -> bytes:
    """A page of any parts."""
    style = layout.html
    body = "\n".join(_part(part, layout) for part in parts)
    top = "<header><nav><ul><li>Home</li><li>Your council</li></ul></nav></header>" if style.furniture else ""
    foot = "<footer><p>Cookies | Accessibility</p></footer>" if style.furniture else ""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{_sheet(layout)}{SCRIPT if style.furniture else ""}'
    page = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{top}<main>{body}</main>{foot}</body></html>\n'
    return page.encode("utf-8")


def _sheet(layout: Layout) -> str:
    rules = ["table { border-collapse: collapse } td, th { border: 1px solid #000 } .unseen { display: none }"]
    if layout.html.fill == "class":
        rules += [f".rag-{rag} {{ background-color: {fill}; }}" for rag, fill in COLOURS[layout.palette].items()]
    return f"<style>{' '.join(rules)}</style>"


def _part(part: Part, layout: Layout) -> str:
    match part:
        case Heading():
            return f"<h{part.level + 1}>{_inline(part.text, layout.html)}</h{part.level + 1}>"
        case Paragraph():
            return f"<p>{_inline(part.text, layout.html)}</p>" if part.text else "<hr>"
        case PageBreak():
            return '<div style="page-break-after: always"></div>'
        case ArrangedTable():
            return _table(part, layout)


def _table(table: ArrangedTable, layout: Layout) -> str:
    style = layout.html
    head = "".join(_row(row, layout) for row in table.rows[: table.header_rows])
    body = "".join(_row(row, layout) for row in table.rows[table.header_rows :])
    if style.sectioned and head:
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    return f"<table>{head}{body}</table>"


def _row(row: ArrangedRow, layout: Layout) -> str:
    header = row.kind == "header" and layout.html.header_cells
    return "<tr>" + "".join(_cell(cell, layout, header=header) for cell in row.cells if cell is not None) + "</tr>\n"


def _cell(cell: ArrangedCell, layout: Layout, *, header: bool) -> str:
    tag = "th" if header else "td"
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return f"<{tag}{spans}{_fill(cell, layout)}>{_content(cell, layout.html)}</{tag}>"


def _fill(cell: ArrangedCell, layout: Layout) -> str:
    if cell.fill is None:
        return ""
    rag = next((name for name, fill in COLOURS[layout.palette].items() if fill == cell.fill), None)
    match layout.html.fill:
        case "class" if rag and cell.role == "rag":
            return f' class="status rag-{rag}"'
        case "attribute":
            return f' bgcolor="{cell.fill}"'
        case "named" if cell.fill in NAMED:
            return f' style="background: {NAMED[cell.fill]}; padding: 2px"'
        case _:
            red, green, blue = (int(cell.fill[at : at + 2], 16) for at in (1, 3, 5))
            return f' style="padding: 2px; background-color: rgb({red}, {green}, {blue})"'


def _content(cell: ArrangedCell, style: HtmlStyle) -> str:
    if cell.dot:
        return f'<span style="color: {cell.dot}">●</span>'
    if cell.highlight:
        return f'<mark style="background-color: {cell.highlight}">{escape(cell.text)}</mark>'
    if not style.lists:
        return "<br>\n".join(
            ("• " if block.kind == "bullet" else "") + _inline(block.text, style) for block in cell.blocks
        )
    parts: list[str] = []
    items: list[str] = []
    for block in cell.blocks:
        if block.kind == "bullet":
            items.append(f"<li>{_inline(block.text, style)}</li>")
            continue
        parts += _list(items)
        items = []
        parts.append(_paragraph(block, cell, style))
    return "".join([*parts, *_list(items)])


def _list(items: list[str]) -> list[str]:
    return [f"<ul>{''.join(items)}</ul>"] if items else []


def _paragraph(block: TextBlock, cell: ArrangedCell, style: HtmlStyle) -> str:
    text = _inline(block.text, style)
    if len(cell.blocks) == 1 and not style.breaks:
        return f"<strong>{text}</strong>" if cell.bold else text
    return f"<p>{text}</p>"


def _inline(text: str, style: HtmlStyle) -> str:
    pieces = URL.split(text)
    return "".join(
        f'<a href="{escape(piece)}">{escape(piece)}</a>' if index % 2 else _words(piece, style)
        for index, piece in enumerate(pieces)
    )


def _words(text: str, style: HtmlStyle) -> str:
    """Words with entities, line feeds in the source, and a span that nobody sees."""
    escaped = escape(text).replace("–", "&ndash;").replace(" of ", "\n        of ")
    if style.furniture:
        return escaped.replace(" and ", ' <em>and</em><span class="unseen">unseen</span> ', 1)
    return escaped
