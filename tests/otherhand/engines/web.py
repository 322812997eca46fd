"""HTML, for browsers and as the way to PDF by WeasyPrint and Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from html import escape
from itertools import groupby
from pathlib import Path

from otherhand.flow import Break, Cell, Document, Gap, Item, Para, Table
from otherhand.looks import Look

FONTS = {
    "sans": "'Liberation Sans', Arial, sans-serif",
    "serif": "'Liberation Serif', Georgia, serif",
    "narrow": "'Liberation Sans Narrow', 'DejaVu Sans Condensed', sans-serif",
}
GLYPHS = {"dot": "●", "square": "■", "triangle": "▲", "tick": "✔"}
PRINT_SECONDS = 120


def html(document: Document, look: Look, *, paged: bool = False) -> bytes:
    """The document as a page; `paged` leaves heads and feet to the printer."""
    body = "\n".join(_items(document.flow, listed=look.listed and not paged))
    if look.two_columns:
        body = f'<div class="columns">{body}</div>'
    if not paged:
        logo = f'<div class="logo">{escape(document.running_head or "Council")}</div>' if look.logo else ""
        body = f"{logo}{body}{_foot(document)}"
    style = f"{_page(document, look)}\n{_style(look)}" if paged else f"{SCREEN}\n{_style(look)}"
    title = escape(document.title)
    head = f'<head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>'
    return f'<!DOCTYPE html>\n<html lang="en">{head}\n<body>{body}</body></html>\n'.encode()


def _foot(document: Document) -> str:
    notes = "".join(f"<p class='note'>{escape(note)}</p>" for note in document.notes)
    return f"<footer>{notes}<p>{escape(document.running_foot)}</p></footer>"


SCREEN = "body{margin:24px auto;max-width:1100px}"
SEPARATE = "border-collapse:separate;border-spacing"


def _style(look: Look) -> str:
    """How all looks; lines as the drawing has them."""
    line = f"{look.line_width}pt solid {look.line}"
    cells, table = {
        "grid": (f"border:{line}", ""),
        "tinted": ("border:1pt solid #fff", ""),
        "level": (f"border-bottom:{line};border-top:{line}", ""),
        "upright": (f"border-left:{line};border-right:{line}", ""),
        "dotted": (f"border:{look.line_width}pt dotted {look.line}", ""),
        "double": (f"border:2.2pt double {look.line}", ""),
        "frame": ("", f"border:{line}"),
        "gaps": (f"border:{line}", f"{SEPARATE}:3pt"),
        "rounded": (f"border-bottom:0.5pt solid {look.line}", f"border:{line};border-radius:7pt;{SEPARATE}:0"),
    }.get(look.drawing, ("", ""))
    stripes = look.drawing in {"stripes", "tinted"}
    return f"""body{{font-family:{FONTS[look.family]};font-size:{look.size}pt;line-height:1.25}}
p{{margin:0 0 0.25em 0}} p.indent{{margin-left:2em}} ul{{margin:0 0 0.25em 0;padding-left:1.3em}}
h1,h2,h3{{color:{look.accent};margin:0.5em 0 0.3em 0;break-after:avoid}}
table{{border-collapse:collapse;table-layout:fixed;width:100%;margin:0 0 0.6em 0;{table}}}
td,th{{padding:{look.padding}pt;vertical-align:{"middle" if look.middle else "top"};text-align:left}}
td,th{{overflow-wrap:anywhere;{cells}}}
table.boxes{{{SEPARATE}:4pt}} table.boxes td,table.boxes th{{border:{line}}}
dl div{{display:flex;border-bottom:{line}}} dt{{width:28%}} dd{{margin:0 0 0 1em;flex:1}}
table.other td,table.other th{{border:0.5pt solid #888}}
{f"tr:nth-child(even)>td{{background:{look.stripe}}}" if stripes else ""}
tr.whole,table.whole{{break-inside:avoid}} .break{{break-before:page}} .running{{position:running(theme)}}
.turn{{writing-mode:vertical-rl;transform:rotate(180deg)}} .note{{font-size:80%}}
.columns{{column-count:2;column-gap:24pt}}
.logo{{float:right;border:1pt solid {look.accent};padding:4pt;color:{look.accent};font-weight:bold}}"""


def _page(document: Document, look: Look) -> str:
    """The paper, and what stands round the text of a printed page."""
    numbers = look.page_numbers.replace("{n}", '" counter(page) "').replace("{all}", '" counter(pages) "')
    small = f"font-size:{look.size * 0.85}pt;font-family:sans-serif"
    themes = any(isinstance(item, Break) and item.head for item in document.flow)
    head = "element(theme)" if themes else f'"{_quoted(document.running_head)}"'
    parts = [f"@top-left{{content:{head};{small}}}"]
    parts += [f'@bottom-left{{content:"{_quoted(document.running_foot)}";{small}}}'] if document.running_foot else []
    parts += [f'@bottom-right{{content:"{numbers}";{small}}}'] if numbers else []
    if look.page_frame:
        parts.append("border:1pt solid #444;padding:6pt")
    return f"@page{{size:{look.width}pt {look.height}pt;margin:{look.margin}pt;{''.join(parts)}}}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _items(flow: tuple[Item, ...], *, listed: bool) -> list[str]:
    parts: list[str] = []
    for kind, group in groupby(flow, key=lambda item: type(item) is Para and not item.level):
        if kind:
            parts.append(_paras(tuple(item for item in group if isinstance(item, Para))))
            continue
        for item in group:
            match item:
                case Break():
                    running = f'<div class="running">{escape(item.head)}</div>' if item.head else ""
                    parts.append(f'<div class="break">{running}</div>')
                case Gap():
                    parts.append(f'<div style="height:{item.lines}em"></div>')
                case Table():
                    parts.append(_list(item) if listed and _labelled(item) else _table(item))
                case Para():
                    tag = f"h{item.level}"
                    parts.append(f"<{tag} style='font-size:{item.size}em'>{escape(item.text)}</{tag}>")
    return parts


def _paras(paras: tuple[Para, ...]) -> str:
    parts: list[str] = []
    for bulleted, group in groupby(paras, key=lambda para: para.bullet in {"•", "o", "▪"}):
        texts = [_para(para, listed=bulleted) for para in group]
        parts.append(f"<ul>{''.join(texts)}</ul>" if bulleted else "".join(texts))
    return "".join(parts)


def _para(para: Para, *, listed: bool) -> str:
    style = "font-weight:bold;" if para.bold else ""
    style += "font-style:italic;" if para.italic else ""
    style += f"font-size:{para.size}em;" if para.size != 1 else ""
    style += f"color:{para.ink};" if para.ink and not para.shape else ""
    text = escape(para.text)
    if para.shape:
        text = f'<span style="color:{para.ink};font-size:1.3em">{GLYPHS[para.shape]}</span> {text}'
    if para.label:
        text = f"<b>{escape(para.label)}</b>{text}"
    styled = f' style="{style}"' if style else ""
    if listed:
        return f"<li{styled}>{text}</li>"
    bullet = f"{para.bullet} " if para.bullet else ""
    return f"<p{' class=indent' if para.indent else ''}{styled}>{bullet}{text}</p>"


def _labelled(table: Table) -> bool:
    """Whether a table is a card of labels with their values beside them."""
    return table.use == "plan" and not table.head and len(table.widths) == 2 and table.share == 1


def _list(table: Table) -> str:
    """A card as sites of councils have it: a list of terms, what stands across the card as its heading."""
    parts: list[str] = []
    for row in table.rows:
        if len(row.cells) == 1:
            first, *more = row.cells[0].paras
            parts.append(f"<h3>{escape(first.text)}</h3>{_paras(tuple(more))}<dl>")
            continue
        label, value = row.cells
        parts.append("" if parts else "<dl>")
        under, behind = (f' style="background:{cell.fill}"' if cell.fill else "" for cell in (label, value))
        parts.append(f"<div><dt{under}>{_paras(label.paras)}</dt><dd{behind}>{_paras(value.paras)}</dd></div>")
    return "".join([*parts, "</dl>"])


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{width * 100:.2f}%">' for width in table.widths)
    rows = []
    for row in table.rows:
        cells = "".join(_cell(cell) for cell in row.cells)
        rows.append(f"<tr{' class=whole' if row.whole else ''}>{cells}</tr>")
    head = "".join(rows[: table.head])
    opened = f"<thead>{head}</thead>" if table.again and head else f"<tbody>{head}</tbody>" if head else ""
    names = " ".join([table.use, *(["whole"] if table.whole else [])])
    beside = ";float:right" if table.aside else ""
    share = f' style="width:{table.share * 100:.1f}%{beside}"' if table.share < 1 else ""
    body = f"<tbody>{''.join(rows[table.head :])}</tbody>"
    return f'<table class="{names}"{share}><colgroup>{columns}</colgroup>{opened}{body}</table>'


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (
        f' rowspan="{cell.down}"' if cell.down > 1 else ""
    )
    style = (f"background:{cell.fill};" if cell.fill else "") + ("vertical-align:middle;" if cell.middle else "")
    text = _paras(cell.paras)
    if cell.turned:
        text = f'<div class="turn">{text}</div>'
    return f"<{tag}{spans}{f' style={chr(34)}{style}{chr(34)}' if style else ''}>{text}</{tag}>"


def weasy_pdf(document: Document, look: Look) -> bytes:
    """A PDF by WeasyPrint."""
    from weasyprint import HTML  # noqa: PLC0415 - an extra, and slow to import

    data = HTML(string=html(document, look, paged=True).decode()).write_pdf()
    assert isinstance(data, bytes)
    return data


def chromium() -> str | None:
    """The path of a browser of the Chromium family."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def chromium_pdf(document: Document, look: Look) -> bytes:
    """A PDF as the browser prints it."""
    program = chromium()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(html(document, look, paged=True))
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        ways = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}")
        around = {**os.environ, "HOME": folder}
        command = [program, *options, *ways, source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS, env=around)
        return target.read_bytes()
