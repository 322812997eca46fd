"""A parsed page: its tree, its styles, and what is counted while it is read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

import tinycss2
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extractors.common.encoding import marked_encoding
from extractors.common.limits import refuse_too_many_cells
from extractors.html.css.matching import Matcher
from extractors.html.css.media import is_seen
from extractors.html.css.sheet import Sheets
from extractors.html.display import is_silent
from extractors.html.rewriting import Revisions, accept_revisions, lists_as_tables
from extractors.html.side_by_side import mark_rows
from extractors.html.styles import Styles
from extractors.html.unfolding import SCOPE, unfold
from models.errors import DamagedFile, EmptyFile

_META_REACH = 4096
"""Bytes in which a page's own word on its encoding is looked for; browsers look at 1024, Word's pages need more."""
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]+)""",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_LAST_TAGS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""The parser stops at these; browsers read on, as pages put together from several have them in the middle."""
_HEAD_TAGS = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title"}
)
"""What may stand in a page's head (WHATWG HTML, 13.2.6.4.4)."""
_VOID = ("embed", "param", "source", "track", "wbr")
"""Elements without an end tag (HTML, 13.1.2) that the parser may take for others."""
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
"""What the parser's log calls it when it stops at 2,048 levels of tags."""


@dataclass(slots=True)
class Page:
    """A page being read."""

    body: HtmlElement
    title: str | None
    styles: Styles
    disclosed: frozenset[str]
    revisions: Revisions = field(default_factory=Revisions)
    tables: int = 0
    hidden_words: int = 0
    opened_words: int = 0
    """Words of sections that are closed until a reader opens them."""
    embedded: int = 0
    """Frames, charts and films outside of cells."""
    prompts: int = 0
    nested_tables: int = field(default=0)
    misplaced: list[str] = field(default_factory=list)
    """Texts inside tables and outside of every row."""

    def leaves_out(self, element: HtmlElement) -> bool:
        """Whether an element is not shown. Panels that a control of the page opens are shown."""
        return self.is_blank(element) and element.get("id") not in self.disclosed

    def is_blank(self, element: HtmlElement) -> bool:
        """Whether nothing of an element and all in it shows."""
        style = self.styles.of(element)
        return style.left_out or (not style.visible and not self.styles.shows_inside(element))

    def keeps_its_place(self, element: HtmlElement) -> bool:
        """Whether a row or cell that is not shown stays in its table, empty."""
        return self.styles.of(element).display in {"row", "cell"} and element.get("hidden") is None

    def leave_out(self, element: HtmlElement) -> None:
        """Count the words of an element that is not shown."""
        self.hidden_words += count_words(element)


def open_page(data: bytes) -> Page:
    """Parse the bytes of a page. Nothing is fetched, no entity expanded. Raises `EmptyFile` when nothing is in it.

    Raises `DamagedFile` for tags nested without end, `OversizedFile` for cells without number.
    """
    text = _LAST_TAGS.sub("", _XML_DECLARATION.sub("", decode_page(data).replace("\x00", ""), count=1))
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyFile("The page is empty.", "Save the page again from the browser as a complete page.") from error
    if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
        raise DamagedFile("The page's tags are nested too deeply to read.", "Open it in a browser and save it as PDF.")
    refuse_too_many_cells(sum(1 for _ in root.iter("td", "th")))
    _end_head(root)
    _empty_void_elements(root)
    unfold(root)
    _add_row_groups(root)
    styles = _work_out_styles(root)
    for element in (*lists_as_tables(root), *mark_rows(root, styles)):
        styles.lay_out_anew(element)
    revisions = accept_revisions(root)
    title = root.find(".//title")
    body = root.find("body")
    return Page(
        body=root if body is None else body,
        title=" ".join("".join(map(str, title.itertext())).split()) or None if title is not None else None,
        styles=styles,
        disclosed=_disclosed(root),
        revisions=revisions,
    )


def count_words(element: HtmlElement) -> int:
    """Words of an element and all in it, scripts and styles left out. Not recursive, as tags may nest without end."""
    count = 0
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if isinstance(current.tag, str) and not is_silent(current):
            count += len((current.text or "").split())
            for child in current:
                count += len((child.tail or "").split())
                waiting.append(child)
    return count


def plain_text(element: HtmlElement) -> str:
    """All words of an element, scripts and styles left out, with nothing of its structure."""
    shown = element.xpath(
        ".//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]"
    )
    return " ".join(map(str, shown))


def _work_out_styles(root: HtmlElement) -> Styles:
    sheets, matcher = Sheets(), Matcher(root)
    for style in root.iter("style"):
        media = tinycss2.parse_component_value_list(style.get("media") or "", skip_comments=True)
        if is_seen(media) and "css" in (style.get("type") or "text/css").lower():
            for rule in sheets.read("".join(map(str, style.itertext())), style.get(SCOPE)):
                matcher.add(rule)
    linked = any("stylesheet" in (link.get("rel") or "").lower().split() for link in root.iter("link"))
    return Styles(root, matcher, ground_known=not linked and not sheets.misses_some)


def _end_head(root: HtmlElement) -> None:
    """Begin the body where the head holds the first thing that belongs in none, as browsers do.

    The parser keeps in the head what stands there, words and rows among it, where nobody reads on.
    """
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    misplaced = body.makeelement("div")
    for child in list(head):
        if child.tag not in _HEAD_TAGS or len(misplaced) or misplaced.text:
            misplaced.append(child)
        elif (child.tail or "").strip():
            misplaced.text, child.tail = child.tail, None
    if len(misplaced) or misplaced.text:
        misplaced.tail, body.text = body.text, None
        body.insert(0, misplaced)


def _empty_void_elements(root: HtmlElement) -> None:
    """Put what the parser took into elements that hold nothing after them: it does not know the newer of these."""
    for element in list(root.iter(*_VOID)):
        last = None
        for child in reversed(list(element)):
            element.addnext(child)
            last = child if last is None else last
        if last is not None:
            last.tail, element.tail = (last.tail or "") + (element.tail or ""), None
        element.tail, element.text = (element.text or "") + (element.tail or ""), None


def _add_row_groups(root: HtmlElement) -> None:
    """Put rows that stand right in a table into a `tbody`, as browsers do before style rules are applied."""
    for table in list(root.iter("table")):
        group = None
        for child in list(table):
            if child.tag != "tr":
                group = None
                continue
            if group is None:
                group = table.makeelement("tbody")
                child.addprevious(group)
            group.append(child)


def decode_page(data: bytes) -> str:
    """The text of a page in the encoding that it states or has."""
    declared = _META.search(data, 0, _META_REACH)
    names = [marked_encoding(data)]
    if declared is not None:
        # What reads as UTF-8 beyond ASCII is UTF-8, whatever the page says of itself: chance does not make it so.
        names += [] if data.isascii() else ["utf-8"]
        names.append((declared.group(1) or declared.group(2)).decode("ascii", "replace"))
    for name in [*names, "utf-8", "cp1252"]:
        # Pages that call themselves Latin-1 or ASCII are in Windows-1252 (WHATWG Encoding Standard, 4.2).
        known = "cp1252" if name and name.lower() in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else name
        try:
            if known is not None and not (known.lower().startswith("utf-16") and names[0] is None):
                return data.decode(codecs.lookup(known).name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _disclosed(root: HtmlElement) -> frozenset[str]:
    """Ids of the panels that controls of the page open: accordions, tabs, links to a place in the page."""
    found: set[str] = set()
    for element in root.iter(etree.Element):
        found.update((element.get("aria-controls") or "").split())
        for name in ("href", "data-target", "data-bs-target"):
            value = element.get(name) or ""
            if value.startswith("#") and len(value) > 1:
                found.add(value[1:])
    return frozenset(found)
