"""Helpers for tests of the HTML reader: a page in, plain values out."""

from __future__ import annotations

import re

from extractors.html.html_reader import read
from models.document import Block, Cell, Document, Table


def read_page(body: str, css: str = "") -> Document:
    """The neutral document of a page with this body and style sheet."""
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{css}</style></head><body>{body}</body></html>"
    return read(page.encode("utf-8"), "plan.html")


def page_table(body: str, css: str = "") -> Table:
    """The one table of a page."""
    (table,) = read_page(body, css).tables()
    return table


def page_cell(content: str, css: str = "", attributes: str = "") -> Cell:
    """The second cell of a table of two, with this content and these attributes."""
    table = page_table(f"<table><tr><td>Label</td><td {attributes}>{content}</td></tr></table>", css)
    return table.rows[0][1]


def said(blocks: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    """Kind, marker and text of each block."""
    return [(block.kind, block.marker, block.text) for block in blocks]


_WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt; color:windowtext;}
 @page WordSection1 {size:841.9pt 595.3pt; mso-page-orientation:landscape;}
 @list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7; font-family:Symbol;}
-->
</style></head>"""
_WORD_BULLET = (
    "<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'>"
    "<span style='mso-list:Ignore'>·<span style='font:7.0pt Times'>&nbsp;&nbsp;&nbsp; </span></span></span>"
    "<![endif]><span lang=EN-GB>{}<o:p></o:p></span></p>"
)


def saved_by_word(page: bytes) -> bytes:
    """A page as Word's "Save as web page" would write it: no header cells, lists as paragraphs, its own tags."""
    text = page.decode("utf-8")
    text = re.sub(r"<!DOCTYPE html>\s*<html[^>]*><head>.*?</head>", lambda _: _WORD_HEAD, text, flags=re.DOTALL)
    text = re.sub(r"</?(?:thead|tbody|main|header|nav|ul)>", "", text)
    text = text.replace("<th", "<td").replace("</th>", "</td>").replace("<strong>", "<b>").replace("</strong>", "</b>")
    text = re.sub(r"<li>(.*?)</li>", lambda item: _WORD_BULLET.format(item.group(1)), text, flags=re.DOTALL)
    text = re.sub(r"<p>", "<p class=MsoNormal style='margin-bottom:0cm'><span lang=EN-GB>", text)
    text = re.sub(r"(?<!<o:p></o:p></span>)</p>", "<o:p></o:p></span></p>", text)
    text = text.replace("<table>", "<table class=MsoTableGrid border=1 style='border:none;mso-yfti-tbllook:1184'>")
    text = re.sub(r"(<td[^>]*>)\s*</td>", r"\1<p class=MsoNormal><o:p>&nbsp;</o:p></p></td>", text)
    return text.encode("windows-1252", "xmlcharrefreplace")
