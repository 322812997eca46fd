"""What the reader needs to know of an element's looks, from tags, attributes and style sheets together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import tinycss2
from lxml.html import HtmlElement

from extractors.common.room import shows_all
from extractors.html.colour_values import read_colour
from extractors.html.colours import PAPER, TRANSPARENT, Colour
from extractors.html.css.boxes import covers, is_unseen, room_of
from extractors.html.css.cascade import Cascaded, Said, Variables, cascade
from extractors.html.css.matching import Matcher, Node
from extractors.html.css.tokens import Tokens, keywords
from extractors.html.display import Display, display_of, pseudo_display
from extractors.html.generated import Counters, Generated, read_content
from extractors.html.inks import Around, background_of, inherit, own_colour
from extractors.html.looks import Looks, looks_of

_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_LIST_STYLE = re.compile(r"none|disc|circle|square|decimal(?:-leading-zero)?|(?:lower|upper)-(?:alpha|latin|roman)")
_PREFORMATTED = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
_DEEPEST = 170
"""Depth of elements to which looks are worked out; the reader stops at 150."""
_TELLING = frozenset(
    {"background", "bgcolor", "color", "dir", "face", "hidden", "href", "open", "popover", "role", "text", "type"}
)
"""Attributes that change an element's looks without a style sheet."""


_SIDE_BY_SIDE = frozenset({"flex", "grid", "inline-flex", "inline-grid"})


@dataclass(frozen=True, slots=True)
class Style:
    """Looks of one element. Colours are None when nothing is said, `TRANSPARENT` when it is said that there is none."""

    display: Display
    left_out: bool
    """Whether nothing of the element and all in it shows."""
    side_by_side: bool
    """Whether the boxes in it stand side by side: those of a grid, or of a flex container that is no column."""
    position: str
    """How it is placed; empty where it stands in its order."""
    covers: bool
    """Whether it lies over all that stands before it in such a box."""
    visible: bool
    """Whether it is not switched off, whatever its ink."""
    inked: bool
    """Whether words right in the element can be seen."""
    background: str | None
    pictured: bool
    """Whether a picture lies behind it."""
    colour: str | None
    struck: bool
    list_style: str | None
    preformatted: bool
    looks: Looks
    word_list: str | None
    word_ignored: bool
    fill: str | None = None
    """What a shape of a drawing is filled with."""
    room: tuple[float, float] | None = None
    """Width and height of a box that cuts off what does not fit, in ems of its words."""
    before: Generated | None = None
    after: Generated | None = None
    marker: Generated | None = None

    @property
    def placed(self) -> bool:
        """Whether boxes in it may be placed by its edges."""
        return self.position in {"relative", "absolute", "fixed", "sticky"}

    @property
    def lies_behind(self) -> bool:
        """Whether it is a box out of its order, on which words that follow may be printed."""
        return self.position in {"absolute", "fixed"} and (self.pictured or self.background not in {None, TRANSPARENT})


_NOTHING_SAID = Said({}, Variables())


class Styles:
    """Styles of the elements of one page, worked out at once from the root down.

    `ground_known`: whether what is behind all is white paper, as no style sheet is missing that could colour it.
    """

    def __init__(self, root: HtmlElement, matcher: Matcher, *, ground_known: bool = True) -> None:
        self._known: dict[HtmlElement, Style] = {}
        self._plain: dict[tuple[str, int], tuple[Style, Around, Around]] = {}
        self._showing: dict[HtmlElement, bool] = {}
        self._cramped = False
        self._counters = Counters()
        self._matcher = matcher
        paper = PAPER if ground_known else None
        self._outermost = Around(ground=paper, below=paper)
        self._pictured = _around_pictures(root)
        self._walk(Node.from_html_root(root))

    def of(self, element: HtmlElement) -> Style:
        """The style of an element."""
        style = self._known.get(element)
        return self._of_plain(element, self._outermost)[0] if style is None else style

    def lay_out_anew(self, element: HtmlElement) -> None:
        """Take account of another name that an element has been given; what does not show goes on not to."""
        style = self.of(element)
        if style.display != "none":
            self._known[element] = replace(style, display=display_of(element, _NOTHING_SAID))

    def cuts_off(self, element: HtmlElement) -> bool:
        """Whether a box in an element is too small to show all of its words."""
        if not self._cramped:
            return False
        boxes = [inner for inner in element.iter() if isinstance(inner.tag, str) and self.of(inner).room is not None]
        return any(not shows_all(_paragraphs(box), *room) for box in boxes if (room := self.of(box).room) is not None)

    def shows_inside(self, element: HtmlElement) -> bool:
        """Whether any words in an element can be seen, its own or others."""
        if element not in self._showing:
            for inner in reversed(list(element.iter())):
                if isinstance(inner.tag, str):
                    inside = any(self._showing.get(child, False) for child in inner)
                    self._showing[inner] = inside or self.of(inner).inked
        return self._showing[element]

    def _walk(self, root: Node) -> None:
        """Go through all elements in order, without recursion: tags may nest to any depth."""
        stack: list[tuple[Node, Iterator[Node], Around, Cascaded | None]] = []
        waiting: list[tuple[Node, Around]] = [(root, self._outermost)]
        while waiting or stack:
            if waiting:
                node, around = waiting.pop()
                inside, cascaded = self._enter(node, around, len(stack))
                if stack and self._known[node.etree_element].lies_behind:
                    parent, siblings, beside, of_parent = stack[-1]
                    stack[-1] = (parent, siblings, replace(beside, ground=None, below=None), of_parent)
                stack.append((node, node.iter_children(), inside, cascaded))
            node, children, inside, cascaded = stack[-1]
            child = next(children, None) if len(stack) < _DEEPEST else None
            if child is not None:
                waiting.append((child, inside))
            else:
                stack.pop()
                self._leave(node, inside, cascaded, len(stack))

    def _enter(self, node: Node, around: Around, depth: int) -> tuple[Around, Cascaded | None]:
        element = node.etree_element
        cascaded = cascade(node, self._matcher, around.variables)
        if cascaded is None and _TELLING.isdisjoint(element.attrib):
            style, inside, _ = self._of_plain(element, around)
        else:
            style, inside = _style(element, _NOTHING_SAID if cascaded is None else cascaded.own, around)
        if self._may_have_other_ground(element, style, cascaded):
            inside = replace(inside, ground=None, below=None)
            style = replace(style, inked=inside.inked)
        if cascaded is not None and style.display != "none":
            self._counters.enter(cascaded.own, depth)
            before = self._generated("before", element, cascaded, inside, depth)
            marker = self._generated("marker", element, cascaded, inside, depth)
            if before is not None or marker is not None:
                style = replace(style, before=before, marker=marker)
        if element.tag == "q":
            style = replace(style, before=style.before or _quote("“"), after=_quote("”"))
        self._known[element] = style
        self._cramped = self._cramped or style.room is not None
        return inside, cascaded

    def _may_have_other_ground(self, element: HtmlElement, style: Style, cascaded: Cascaded | None) -> bool:
        """Whether words in an element may be printed over a picture in it, or over a box that a style rule makes."""
        if style.placed and element in self._pictured and style.background in {None, TRANSPARENT}:
            return True
        pseudo = () if cascaded is None else cascaded.pseudo.values()
        grounds = ("background", "background-color", "background-image")
        return any(said.word("position") == "absolute" and said.tokens(*grounds) is not None for said in pseudo)

    def _leave(self, node: Node, inside: Around, cascaded: Cascaded | None, depth: int) -> None:
        style = self._known[node.etree_element]
        if cascaded is not None and "after" in cascaded.pseudo and style.display != "none":
            after = self._generated("after", node.etree_element, cascaded, inside, depth)
            self._known[node.etree_element] = replace(style, after=after)
        self._counters.leave(depth)

    def _of_plain(self, element: HtmlElement, around: Around) -> tuple[Style, Around, Around]:
        """The style of an element of which nothing is said, worked out once for each tag in the same surroundings."""
        key = (str(element.tag), id(around))
        if key not in self._plain:
            # the surroundings are kept with it, so that no others come to have their identity
            self._plain[key] = (*_style(element, _NOTHING_SAID, around), around)
        return self._plain[key]

    def _generated(
        self, name: str, element: HtmlElement, cascaded: Cascaded, inside: Around, depth: int
    ) -> Generated | None:
        said = cascaded.pseudo.get(name)
        found = None if said is None else said.tokens("content")
        if said is None or found is None or pseudo_display(said) == "none":
            return None
        self._counters.enter(said, depth + 1)
        content = read_content(found[1], element, self._counters)
        if content is None:
            return None
        display = pseudo_display(said)
        own = own_colour(None, said, inside)
        behind = background_of(None, said, own or inside.ink)
        around = inherit(None, said, inside, display, own, behind)
        if is_unseen(said, display, around.font_size) or not around.visible:
            return None
        text, picture = content
        return Generated(
            text=text if around.inked else "",
            picture=picture or behind.pictured,
            colour=None if own is None else own.hex,
            background=None if behind.colour is None else behind.colour.hex,
            block=display == "block",
        )


def _paragraphs(box: HtmlElement) -> Iterator[tuple[int, float]]:
    """Characters and size in ems of the paragraphs in a box."""
    kinds = ("p", "li", "div")
    parts = [inner for inner in box.iter(*kinds) if next(inner.iterdescendants(*kinds), None) is None] or [box]
    for part in parts:
        length = len(" ".join(part.text_content().split()))
        if length:
            yield length, 1.0


def _around_pictures(root: HtmlElement) -> set[HtmlElement]:
    """The elements in which a picture or the like stands."""
    found: set[HtmlElement] = set()
    for picture in root.iter("img", "picture", "svg", "video", "canvas", "iframe"):
        for ancestor in picture.iterancestors():
            if ancestor in found:
                break
            found.add(ancestor)
    return found


def _quote(sign: str) -> Generated:
    return Generated(text=sign, picture=False, colour=None, background=None, block=False)


def _style(element: HtmlElement, said: Said, around: Around) -> tuple[Style, Around]:
    """The style of an element, and what those in it have from it."""
    display = display_of(element, said)
    own = own_colour(element, said, around)
    behind = background_of(element, said, own or around.ink)
    inside = inherit(element, said, around, display, own, behind)
    box: Display = "block" if around.boxes and display == "inline" else display
    word_list = _text(said, "mso-list")
    room = room_of(said, box, inside.font_size) if inside.font_size else None
    style = Style(
        display=display,
        left_out=display == "none" or _waits_for_search(element) or is_unseen(said, box, inside.font_size),
        side_by_side=_sets_side_by_side(said),
        position=said.word("position"),
        covers=covers(said, behind.colour.alpha if behind.colour is not None else 0.0),
        visible=inside.visible,
        inked=inside.inked,
        background=None if behind.colour is None else behind.colour.hex,
        pictured=behind.pictured,
        colour=None if own is None else own.hex,
        struck=_is_struck(element, said),
        list_style=said.pick(("list-style", "list-style-type"), _list_style, around=None, unset=None),
        preformatted=element.tag == "pre" or said.word("white-space") in _PREFORMATTED,
        looks=looks_of(element, said, in_line=display in {"inline", "inline-block"}),
        word_list=word_list if word_list not in {"", "ignore", "none"} else None,
        word_ignored=word_list == "ignore",
        fill=_shape_fill(said),
        room=room and (room[0] / inside.font_size, room[1] / inside.font_size),
    )
    return style, inside


def _sets_side_by_side(said: Said) -> bool:
    beside = said.pick(("display",), lambda _, tokens: _are_side_by_side(tokens), around=False, unset=False)
    down = said.pick(("flex-direction", "flex-flow"), lambda _, tokens: _is_column(tokens), around=False, unset=False)
    return bool(beside) and not down


def _is_column(tokens: Tokens) -> bool:
    return any(word.startswith("column") for word in keywords(tokens))


def _are_side_by_side(tokens: Tokens) -> bool:
    return not _SIDE_BY_SIDE.isdisjoint(keywords(tokens))


def _waits_for_search(element: HtmlElement) -> bool:
    return (element.get("hidden") or "").lower() == "until-found"


def _is_struck(element: HtmlElement, said: Said) -> bool:
    names = ("text-decoration", "text-decoration-line")
    struck = said.pick(names, lambda _, tokens: "line-through" in keywords(tokens), around=False, unset=False)
    return element.tag in _STRUCK_TAGS if struck is None else struck


def _list_style(_: str, tokens: Tokens) -> str | None:
    known = [word for word in keywords(tokens) if _LIST_STYLE.fullmatch(word)]
    return known[0] if known else None


def _shape_fill(said: Said) -> str | None:
    colour = said.pick(("fill",), lambda _, tokens: read_colour(tokens), around=None, unset=None)
    return colour.hex if isinstance(colour, Colour) else None


def _text(said: Said, name: str) -> str:
    found = said.tokens(name)
    return str(tinycss2.serialize(found[1])).strip().lower() if found is not None else ""
