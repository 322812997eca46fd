"""A web page written directly; with the styles of print it is also what browsers make pages of."""

from __future__ import annotations

from html import escape

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import TextBlock
from layoutspace.composed import Composed
from layoutspace.engines.own_word import is_upright, text_colour
from layoutspace.setting import Setting

KIND = "html"
COUNTERS = {"{page}": '" counter(page) "', "{pages}": '" counter(pages) "'}


def missing() -> str:
    """Nothing: it is our own code."""
    return ""


def render(composed: Composed) -> bytes:
    """The document as a web page in UTF-8; the same bytes each time."""
    page = _Page(composed, printed=False)
    habit = composed.habit
    top = "<header><nav><a href='/'>Home</a> <a href='/safety'>Community safety</a></nav></header>" if habit % 2 else ""
    foot = "<footer><p>Contact us | Accessibility | Privacy</p></footer>" if habit % 2 else ""
    note = f"<p><small>{escape(composed.setting.footnote)}</small></p>" if composed.setting.footnote else ""
    return page.html(f"{top}<main>{page.body()}{note}</main>{foot}").encode()


def printed_page(composed: Composed, *, turns: bool) -> str:
    """The page with the styles that make it print as the setting says; `turns`: the engine can set text upright."""
    page = _Page(composed, printed=True, turns=turns)
    return page.html(page.furniture() + page.body())


class _Page:
    def __init__(self, composed: Composed, *, printed: bool, turns: bool = True) -> None:
        self.composed = composed
        self.setting = composed.setting
        self.look = composed.setting.look
        self.printed = printed
        self.turns = turns
        self.habit = composed.habit

    def html(self, body: str) -> str:
        title = escape(self.composed.title)
        head = f'<meta charset="utf-8"><title>{title}</title><style>{self._sheet()}</style>'
        return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>'

    def body(self) -> str:
        return "\n".join(self._part(part) for part in self.composed.parts)

    def furniture(self) -> str:
        """What stands on every page outside the flow, for engines without running heads of more than a line."""
        setting = self.setting
        parts = []
        if setting.side_tab:
            parts.append(f'<div class="tab">{escape(setting.side_tab)}</div>')
        if setting.frame:
            parts.append('<div class="frame"></div>')
        if setting.watermark:
            parts.append(f'<div class="mark">{escape(setting.watermark)}</div>')
        return "".join(parts)

    def _part(self, part: Part) -> str:
        match part:
            case Heading():
                level = part.level + 1
                return f"<h{level}>{escape(part.text)}</h{level}>"
            case Paragraph():
                return f"<p>{escape(part.text)}</p>" if part.text else "<br>"
            case PageBreak():
                return '<div style="break-after: page"></div>' if self.printed else "<hr>"
            case ArrangedTable():
                return self._table(part)

    def _table(self, table: ArrangedTable) -> str:
        total = sum(table.weights)
        columns = "".join(f'<col style="width: {weight / total * 100:.2f}%">' for weight in table.weights)
        rows = [self._row(row, index) for index, row in enumerate(table.rows)]
        opening = table.header_rows if table.repeat_header or (not self.printed and self.habit % 3) else 0
        head = f"<thead>{''.join(rows[:opening])}</thead>" if opening else ""
        name = f"plan {self.look.drawing}" if table.plan else "ruled"
        body = f"<tbody>{''.join(rows[opening:])}</tbody>"
        return f'<table class="{name}"><colgroup>{columns}</colgroup>{head}{body}</table>'

    def _row(self, row: ArrangedRow, index: int) -> str:
        stripe = self.look.stripe if self.look.has_stripes and row.kind == "action" and index % 2 else ""
        cells = "\n".join(self._cell(cell, row, stripe) for cell in row.cells if cell is not None)
        return f"<tr>{cells}</tr>\n"

    def _cell(self, cell: ArrangedCell, row: ArrangedRow, stripe: str) -> str:
        tag = "th" if row.kind == "header" and self.habit % 4 else "td"
        spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        fill = cell.fill or stripe
        colour = text_colour(self.look.header_text, self.look.banner_text, cell, row)
        style = (f"background-color: {fill};" if fill else "") + (f" color: {colour};" if colour != "#000000" else "")
        if self.turns and is_upright(self.look, cell, row):
            style += " writing-mode: vertical-rl; transform: rotate(180deg);"
        named = f' style="{style.strip()}"' if style else ""
        return f"<{tag}{spans}{named}>{self._content(cell)}</{tag}>"

    def _content(self, cell: ArrangedCell) -> str:
        if cell.dot:
            return f'<span style="color: {cell.dot}">●</span>'
        written: list[str] = []
        items: list[str] = []
        for block in cell.blocks:
            if block.kind == "bullet":
                items.append(f"<li>{escape(block.text)}</li>")
                continue
            if items:
                written.append(f"<ul>{''.join(items)}</ul>")
                items = []
            written.append(self._block(block, cell))
        if items:
            written.append(f"<ul>{''.join(items)}</ul>")
        return "".join(written)

    def _block(self, block: TextBlock, cell: ArrangedCell) -> str:
        text = escape(block.text)
        if cell.bold:
            text = f"<strong>{text}</strong>"
        return text if len(cell.blocks) == 1 and self.habit % 2 else f"<p>{text}</p>"

    def _sheet(self) -> str:
        look, setting = self.look, self.setting
        line = f"{look.rule_width}pt solid {look.rule}"
        font = (
            "Liberation Serif, Times New Roman, serif"
            if setting.serif
            else "Liberation Sans, Arial, Helvetica, sans-serif"
        )
        rules = {
            "level": f".level td, .level th {{ border-top: {line}; border-bottom: {line}; }}",
            "dashes": f".dashes td, .dashes th {{ border: {look.rule_width}pt dashed {look.rule}; }}",
            "boxes": f".boxes {{ border-collapse: separate; border-spacing: {look.gap}pt; }}"
            f" .boxes td, .boxes th {{ border: {line}; }}",
            "thin_fills": ".thin_fills { border-collapse: separate; "
            f"border-spacing: {look.rule_width}pt; background: {look.rule}; }}"
            " .thin_fills td, .thin_fills th { background-color: #ffffff; }",
        }
        middle = "middle" if look.middle else "top"
        sheet = (
            f"body {{ font-family: {font}; font-size: {setting.size}pt; margin: 0; }}\n"
            "table { border-collapse: collapse; width: 100%; margin: 6pt 0; }\n"
            f"td, th {{ padding: {look.padding}pt; vertical-align: {middle}; }}\n"
            "td, th { text-align: left; font-weight: normal; }\n"
            "p { margin: 0 0 3pt 0; } ul { margin: 0; padding-left: 12pt; }\n"
            f".ruled td, .ruled th {{ border: {line}; }}\n{rules.get(look.drawing, '')}\n"
        )
        return sheet + (print_rules(setting) if self.printed else "")


def print_rules(setting: Setting) -> str:
    """What a page box, its margins and what is printed in them need."""
    left, top, right, bottom = setting.margins
    width, height = setting.page
    small = "white-space: pre; font-size: 8pt; font-family: Liberation Sans;"
    lines = (
        f"@page {{ size: {width}pt {height}pt; margin: {top}pt {right}pt {bottom}pt {left}pt;\n"
        f"  @top-left {{ content: {_content(setting.head)}; {small} }}\n"
        f"  @bottom-right {{ content: {_content(setting.foot)}; {small} }}\n"
        f"  @bottom-left {{ content: {_content((setting.footnote,) if setting.footnote else ())}; {small} }}\n}}\n"
    )
    rows = "tr { break-inside: avoid; }\n" if setting.rows == "whole" else "tr { break-inside: auto; }\n"
    outside = (
        f".tab {{ position: fixed; left: {-left + 8}pt; top: 40pt; writing-mode: vertical-rl; font-size: 9pt; "
        "background: #1f3864; color: #ffffff; padding: 8pt 3pt; }\n"
        f".frame {{ position: fixed; left: {-left + 12}pt; right: {-right + 12}pt; top: {-top + 12}pt; "
        f"bottom: {-bottom + 12}pt; border: 1pt solid #444444; }}\n"
        ".mark { position: fixed; left: 25%; top: 40%; font-size: 70pt; color: #e4e4e4; "
        "transform: rotate(-30deg); z-index: -1; }\n"
    )
    return f"{lines}{rows}h1, h2, h3 {{ break-after: avoid; }}\nthead {{ display: table-header-group; }}\n{outside}"


def _content(lines: tuple[str, ...]) -> str:
    text = "\\A ".join(line.replace("\\", "").replace('"', "'") for line in lines)
    for field, counter in COUNTERS.items():
        text = text.replace(field, counter)
    return f'"{text}"'
