"""Walks over the elements of a page or a cell and writes down what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Protocol

from lxml.html import HtmlElement

from extractors.common.bidi import END, OVERRULE
from extractors.common.flow import BlockFlow
from extractors.common.ink import PLAIN_INK, Ink
from extractors.common.symbols import CHOICES, from_text
from extractors.html.colour_values import parse_colour
from extractors.html.colours import BLACK, TRANSPARENT, WHITE, is_grey
from extractors.html.controls import read_control
from extractors.html.display import is_silent
from extractors.html.generated import Generated
from extractors.html.lists import ListState, is_marker, read_marker, word_level
from extractors.html.looks import PLAIN
from extractors.html.marks import Marks
from extractors.html.page import Page, count_words, plain_text
from extractors.html.pictures import Pictures
from extractors.html.styles import Style
from extractors.html.unfolding import is_unfolded
from models.document import Block, BlockKind, Evidence, Item, Mark
from models.reference.statuses import statuses_in

DEEPEST = 150
"""Depth of elements past which only the words are read. Pages seen are at most 60 deep; unclosed tags go deeper."""

_HEADINGS = {f"h{number}": number - 1 for number in range(1, 7)}
_WORD_TITLE = "MsoTitle"
_FURNITURE_TAGS = frozenset({"nav", "header", "footer"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_CONTENT_TAGS = frozenset({"main", "article", "section", "td", "th", "dialog", "blockquote"})
_BOX_TAGS = frozenset({"button", "label", "option", "output"})
_FRAMES = frozenset({"audio", "canvas", "embed", "frame", "iframe", "meter", "object", "progress", "video"})
_NO_SIZE = frozenset({"0", "1", "0px", "1px"})
_DOT = "●"
_ICON_FONT = re.compile(r"\bmaterial-(?:icons|symbols)\b")
"""Fonts that draw a sign for each of some English words."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an element takes over from those around it."""

    depth: int = 0
    struck: bool = False
    colour: str | None = None
    ink: Ink = PLAIN_INK
    """How words stand out otherwise."""
    symbols: str | None = None
    """The symbol font that draws them."""
    linked: bool = False
    inked: bool = True
    preformatted: bool = False
    list_state: ListState | None = None


def _ink(context: Context) -> Ink:
    """How words look in the element whose context this is. Links have a colour of their own, which says nothing."""
    colour = None if context.linked or context.colour in {None, TRANSPARENT, WHITE, BLACK} else context.colour
    if colour is None and not context.struck:
        return context.ink
    return replace(context.ink, struck=context.struck, colour=colour)


class TableHandler(Protocol):
    """Takes a table that the walk comes upon."""

    def __call__(self, element: HtmlElement, reader: ContentReader, context: Context) -> None:
        """Read the table, its blocks and items going to `reader`."""


class ContentReader:
    """Reads the content of the body (`in_cell` false) or of one cell, whose colours are then noted as marks."""

    def __init__(
        self, page: Page, on_table: TableHandler, evidence: tuple[Evidence, ...] = (), *, in_cell: bool = False
    ) -> None:
        self.page = page
        self.in_cell = in_cell
        self.items: list[Item] = []
        self._on_table = on_table
        self._flow = BlockFlow(evidence, keep_numbers=in_cell)
        self._deepest_heading = 0
        self.unread = 0
        """Pictures and the like of a cell that no record tells of; known when all is read."""
        self._marks = Marks()
        self._pictures = Pictures()

    def read_children(self, element: HtmlElement, context: Context) -> None:
        """Read the text of an element and all in it."""
        if context.depth > DEEPEST:
            self.write(plain_text(element), context)
            return
        inner = replace(context, depth=context.depth + 1)
        cover = self._last_cover(element)
        shown = replace(inner, inked=inner.inked and cover is None)
        self.write(element.text, shown)
        for child in element:
            if child is cover:
                shown, cover = inner, None
            if isinstance(child.tag, str):
                self.read_element(child, inner) if cover is None else self.page.leave_out(child)
            self.write(child.tail, shown)

    def _last_cover(self, element: HtmlElement) -> HtmlElement | None:
        """The last box in an element that lies over all before it."""
        styles = self.page.styles
        if not styles.of(element).placed:
            return None
        covering = [child for child in element if isinstance(child.tag, str) and styles.of(child).covers]
        return next((child for child in reversed(covering) if not self.page.is_blank(child)), None)

    def read_content(self, element: HtmlElement, context: Context) -> None:
        """Read an element whose looks are those of the context: what style rules put before it, its own, and after."""
        style = self.page.styles.of(element)
        self._read_generated(style.before, context)
        self.read_children(element, context)
        self._read_generated(style.after, context)

    def finish(self, *, coloured: bool = False) -> tuple[Item, ...]:
        """Everything read, in order. A cell without words is given what its pictures are called.

        coloured: whether the cell is filled with a colour.
        """
        self.flush()
        if self.in_cell:
            coloured = coloured or bool(self.marks)
            if not self.items:
                self.write(self._pictures.spoken(coloured=coloured), Context())
                self.flush()
            words = " ".join(item.text for item in self.items if isinstance(item, Block))
            self.unread = self._pictures.unread(words, coloured=coloured)
        return tuple(self.items)

    def flush(self) -> None:
        """End the block under way and put all blocks among the items."""
        self.items.extend(self._flow.take())

    def part(self) -> None:
        """End the block under way, if it has words."""
        self._flow.part()

    def read_heading(self, element: HtmlElement, context: Context) -> None:
        """Read an element as the heading of what follows, one deeper than the heading before it."""
        if self.in_cell:
            self._flow.part()
        else:
            self._flow.open("heading", level=self._deepest_heading + 1)
        self.read_children(element, context)
        self._flow.close()

    def read_box(self, element: HtmlElement, context: Context) -> None:
        """Read the cell of a table that is no table to the reader: its content, apart from what is around it."""
        style = self.page.styles.of(element)
        self._flow.part()
        self.read_content(element, self._inherit(element, style, context))
        self._flow.part()

    def note_name(self, element: HtmlElement) -> None:
        """Keep what screen readers or a tooltip call an element, if that names a status."""
        name = " ".join((element.get("aria-label") or element.get("title") or "").split())
        if element.tag not in {"img", "svg"} and statuses_in(name):
            self._pictures.add_name(name)

    def note_ground(self, style: Style) -> None:
        """Keep the picture that lies behind the words of the cell."""
        if style.pictured:
            self._pictures.add("", minor=False)

    def note(self, mark: Mark) -> None:
        """Keep a colour of the cell that is no fill."""
        self._marks.add(mark)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Colours met that are no fill, each once."""
        return self._marks.taken()

    def read_element(self, element: HtmlElement, context: Context) -> None:
        """Read an element and all in it, if it is shown."""
        if is_silent(element):
            self._leave_unshown(element)
            return
        style = self.page.styles.of(element)
        if self.page.leaves_out(element):
            self._leave_out(element, style)
            return
        if self.page.is_blank(element):
            self.page.opened_words += count_words(element)
        context = self._inherit(element, style, context)
        if self.in_cell:
            self.note_name(element)
            self._marks.note_background(element, style)
            if style.pictured:
                self._pictures.add("", minor=True)
            # rows in a cell without a table of their own: a tag that was never closed has swallowed them
            self.page.nested_tables += element.tag == "tr"
        if style.looks.turned:
            self.write(f"{OVERRULE}{plain_text(element)}{END}", context)
            return
        if self._read_special(element, style, context):
            return
        if style.display in {"inline", "inline-block"}:
            self._read_inline(element, style, context)
        elif style.display == "table":
            self._on_table(element, self, context)
        else:
            self._read_block(element, style, context)

    def _read_inline(self, element: HtmlElement, style: Style, context: Context) -> None:
        """Read a run. Boxes and links that touch in the source stand apart on the page."""
        if self._is_box_of_row(element):
            self._flow.part()
            self.read_content(element, context)
            self._flow.part()
            return
        self._read_dot(element, style, context)
        before = element.getprevious()
        apart = style.display == "inline-block" or element.tag in _BOX_TAGS
        touches = element.tag == "a" and before is not None and before.tag == "a" and not before.tail
        if apart or touches:
            self._flow.write(" ")
        self.read_content(element, context)
        if apart:
            self._flow.write(" ")

    def _is_box_of_row(self, element: HtmlElement) -> bool:
        """Whether an element is one of the boxes of a grid or a flex container, whatever its own display says."""
        parent = element.getparent()
        return not self.in_cell and parent is not None and self.page.styles.of(parent).side_by_side

    def _read_dot(self, element: HtmlElement, style: Style, context: Context) -> None:
        """Write a sign for a coloured box without words, which in running text says something by its colour alone."""
        colour = style.background
        if self.in_cell or len(element) or (element.text or "").strip() or style.display != "inline-block":
            return
        if colour not in {None, TRANSPARENT, WHITE, BLACK} and not is_grey(colour):
            self.write(_DOT, replace(context, colour=colour))

    def _inherit(self, element: HtmlElement, style: Style, context: Context) -> Context:
        plain = style.inked == context.inked and element.tag != "a"
        ground = style.background or ("#ffff00" if element.tag == "mark" else None)
        behind = ground not in {None, TRANSPARENT, WHITE} and style.display in {"inline", "inline-block"}
        if plain and not (style.struck or style.colour or style.preformatted or behind or style.looks != PLAIN):
            return context
        ink = style.looks.over(context.ink)
        return replace(
            context,
            struck=context.struck or style.struck,
            colour=style.colour or context.colour,
            ink=replace(ink, ground=ground) if behind else ink,
            symbols=style.looks.symbols or context.symbols,
            linked=context.linked or element.tag == "a",
            inked=style.inked,
            preformatted=context.preformatted or style.preformatted,
        )

    def _read_special(self, element: HtmlElement, style: Style, context: Context) -> bool:
        """Read an element that is no plain run of text or block; False when it is one."""
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._flow.close()
        elif tag == "img":
            self._pictures.add_image(element)
        elif tag == "svg":
            self._read_drawing(element, context)
        elif tag in {"input", "select", "textarea"}:
            self._read_control(element, context)
        elif tag in _FRAMES and not is_unfolded(element):
            self._note_frame(element)
        elif _ICON_FONT.search(element.get("class") or ""):
            self._pictures.add("", minor=True)
        elif "msocomanchor" in (element.get("class") or ""):
            self.page.leave_out(element)
        elif style.word_ignored or self._is_symbol_bullet(element, style):
            self._open_typed_item(element, style)
        else:
            return False
        return True

    def _read_block(self, element: HtmlElement, style: Style, context: Context) -> None:
        tag = str(element.tag)
        before = self._flow.base
        self._flow.part()
        if self._is_furniture(element):
            self._flow.base = "furniture"
        marked = False
        if tag in {"ul", "ol", "menu", "dir"}:
            depth = 0 if context.list_state is None else context.list_state.depth + 1
            context = replace(context, list_state=ListState.begin(element, style.list_style, depth))
        elif style.display == "item":
            marked = self._open_item(element, style, context)
        elif tag == "details" and element.get("open") is None:
            self.page.opened_words += count_words(element) - sum(map(count_words, element.iterchildren("summary")))
        elif (level := self._heading_level(element)) is not None:
            self._flow.open("heading", level=level)
            self._deepest_heading = level
        if not marked:
            self._read_generated(style.before, context)
        self.read_children(element, context)
        self._read_generated(style.after, context)
        self._flow.close()
        self._flow.base = before

    def _open_item(self, element: HtmlElement, style: Style, context: Context) -> bool:
        """Open a list item; whether what a style rule puts before it is its marker."""
        if self._flow.base == "furniture":
            return False
        state = context.list_state or ListState(ordered=False, style=None, depth=0, number=1)
        made = style.marker or style.before
        text = made.text.strip() if made is not None and is_marker(made.text) else ""
        bare = state.is_bare(element, style.list_style)
        marker = state.item(element, style.list_style, text if bare or style.marker else "")
        self._flow.open(marker.kind, marker.text, marker.level)
        return bool(text) and bare and style.marker is None

    def _open_typed_item(self, element: HtmlElement, style: Style) -> None:
        """Open the list item whose marker Word wrote as text."""
        block = next((style.word_list for style in self._styles_around(element) if style.word_list), "")
        typed = "".join(element.text_content().split())
        drawn = from_text(style.looks.symbols, typed)
        marker = read_marker(drawn if drawn in CHOICES else typed, word_level(block))
        kind: BlockKind = "bullet" if style.looks.symbols else marker.kind
        if not self._flow.is_open:
            self._flow.open(kind, marker.text, marker.level)
        else:
            self._flow.write(f" {marker.text} ")

    def _is_symbol_bullet(self, element: HtmlElement, style: Style) -> bool:
        if not style.looks.symbols or self._flow.is_open or len("".join(element.text_content().split())) != 1:
            return False
        parent = element.getparent()
        return parent is not None and len("".join(parent.text_content().split())) > 1

    def _styles_around(self, element: HtmlElement) -> list[Style]:
        return [self.page.styles.of(ancestor) for ancestor in element.iterancestors()]

    def _heading_level(self, element: HtmlElement) -> int | None:
        """Depth of a heading from 0; None when the element is none, or its place makes it something else."""
        if self.in_cell:
            return None
        level = _HEADINGS.get(str(element.tag))
        if _WORD_TITLE in (element.get("class") or "").split():
            level = 0
        if level is None and (element.get("role") or "").strip().lower() == "heading":
            stated = (element.get("aria-level") or "").strip()
            level = max(0, int(stated) - 1) if stated.isdecimal() else 1
        return level if self._flow.base != "furniture" or level == 0 else None

    def _is_furniture(self, element: HtmlElement) -> bool:
        if self.in_cell:
            return False
        if (element.get("role") or "").strip().lower() in _FURNITURE_ROLES:
            return True
        if element.tag not in _FURNITURE_TAGS:
            return False
        return element.tag == "nav" or not any(ancestor.tag in _CONTENT_TAGS for ancestor in element.iterancestors())

    def _break(self) -> None:
        kind, level = self._flow.kind, self._flow.level
        if not self._flow.is_open:
            return
        if kind == "heading":
            self._flow.open(kind, level=level)
        else:
            self._flow.close()

    def write(self, text: str | None, context: Context) -> None:
        """Write text down as it stands in the element whose context this is, if it can be seen."""
        if not text:
            return
        if not context.inked:
            self.page.hidden_words += len(text.split())
            return
        if self.in_cell and text.strip():
            self._marks.note_text(text, None if context.linked else context.colour)
        if context.symbols:
            text = from_text(context.symbols, text)
        ink = _ink(context)
        for number, line in enumerate(text.split("\n") if context.preformatted else [text]):
            if number:
                self._flow.part()
            self._flow.write(line, ink)

    def _read_generated(self, made: Generated | None, context: Context) -> None:
        """Write what a style rule puts there, and note its colours and pictures."""
        if made is None:
            return
        if self.in_cell:
            self._marks.note_generated(made, None if context.linked else context.colour)
            if made.picture:
                self._pictures.add("", minor=True)
        if made.block:
            self._flow.part()
        self.write(made.text, replace(context, inked=True, colour=None))
        if made.block:
            self._flow.part()

    def _leave_out(self, element: HtmlElement, style: Style) -> None:
        """Count the words of an element that does not show; what only screen readers say may name a picture."""
        self.page.leave_out(element)
        if self.in_cell and style.display != "none" and statuses_in(words := plain_text(element)):
            self._pictures.add_unseen_name(" ".join(words.split()))

    def _leave_unshown(self, element: HtmlElement) -> None:
        """Count the words of an element that shows in no browser that runs scripts."""
        if element.tag in {"noscript", "template", "noframes"}:
            self.page.hidden_words += len("".join(map(str, element.itertext())).split())

    def _note_frame(self, element: HtmlElement) -> None:
        """Note a frame, film, chart or bar, whose content is not in the page; words in it show where it cannot."""
        self.page.leave_out(element)
        if element.get("width") in _NO_SIZE or element.get("height") in _NO_SIZE:
            return
        if self.in_cell:
            self._pictures.add(element.get("aria-label") or element.get("title") or "", minor=False)
        elif element.tag not in {"meter", "progress"}:
            self.page.embedded += 1

    def _read_drawing(self, element: HtmlElement, context: Context) -> None:
        """Write the words in a drawing, note its colours and what it is called."""
        before = self._flow.is_open
        for text in element.iter("text", "foreignobject"):
            if not self.page.styles.of(text).left_out and next(text.iterancestors("defs", "symbol"), None) is None:
                self._flow.part() if text.tag == "foreignobject" else None
                self.write(" ", context)
                self.read_children(text, replace(context, inked=True))
                self.write(" ", context)
        said = self._flow.is_open and not before
        if self.in_cell:
            coloured = self._marks.note_drawing(element, self.page.styles, context.colour)
            name = element.get("aria-label") or " ".join(element.findtext("title", "").split())
            if coloured or said:
                self._pictures.add_name(name)
            else:
                self._pictures.add(name, minor=True)

    def _read_control(self, element: HtmlElement, context: Context) -> None:
        """Write what a form's field shows."""
        shown = read_control(element)
        self.page.prompts += shown.prompt and self.in_cell  # elsewhere it is the box of the site's search
        if element.get("type") == "image":
            self._pictures.add_image(element)
        if self.in_cell and shown.colour and (colour := parse_colour(shown.colour)):
            self._marks.add(Mark(kind="shape", colour=colour))
        self.write(shown.text, replace(context, inked=self.page.styles.of(element).inked, preformatted=shown.typed))
