"""With what ink an element's words are printed on what ground, and whether they can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from extractors.html.colour_values import CURRENT, colours_in, parse_attribute, read_colour
from extractors.html.colours import CLEAR, INK, PAPER, Colour, mean
from extractors.html.css.boxes import FAR_LEFT
from extractors.html.css.cascade import Said, Variables
from extractors.html.css.tokens import ROOT_FONT_SIZE, Token, Tokens, keyword, keywords, pixels, split, words
from extractors.html.display import Display
from models.reference.rag import status_of_colour

_CONTROLS = frozenset({"input", "select", "textarea", "button"})
_BACKGROUND_NAMES = """
    none repeat repeat-x repeat-y no-repeat space round center left right top bottom cover contain auto fixed scroll
    local border-box padding-box content-box text
"""
_BACKGROUND_WORDS = frozenset(_BACKGROUND_NAMES.split())
_LINK = Colour(0.0, 0.0, 238 / 255)
"""What browsers print links in (HTML, 15.3.4)."""
_FONT_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0,
    "large": 18.0, "x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip
_SMALLER = 5 / 6
_TINY = 2.0
"""Pixels up to which letters are dots to the eye: a point and a half."""
_LEAST_RELATIVE = 6.0
"""Pixels below which Chromium prints no letters whose size is a share of another."""
_FAINT = 0.05
"""Opacity of ink up to which it cannot be seen on any ground."""


@dataclass(frozen=True, slots=True)
class Around:
    """What an element has from those around it: ink, letters, and the colour below, None when that is unknown."""

    ink: Colour = INK
    fill: Colour | None = None
    """What letters are filled with where that is not their ink."""
    ground: Colour | None = PAPER
    below: Colour | None = PAPER
    """The same for a box that begins here: what paints a line's part does not paint the boxes in it."""
    font_size: float = ROOT_FONT_SIZE
    visible: bool = True
    indented: bool = False
    """Whether lines that begin from here on begin off the page."""
    far_off: bool = False
    """Whether the line under way does."""
    outlined: bool = False
    """Whether letters show by a shadow or a picture cut to their shape, whatever their ink."""
    boxes: bool = False
    """Whether it lays out all that is in it as boxes, runs too."""
    variables: Variables | None = None

    @property
    def inked(self) -> bool:
        """Whether letters can be seen."""
        if not self.visible or self.far_off or self.font_size <= _TINY:
            return False
        if self.outlined:
            return True
        ink = self.fill or self.ink
        if ink.alpha <= _FAINT:
            return False
        return self.ground is None or not ink.over(self.ground).looks_like(self.ground)


@dataclass(frozen=True, slots=True)
class Background:
    """What lies behind an element's words: a colour, None when nothing is said of it, and whether a picture too."""

    colour: Colour | None
    pictured: bool


def own_colour(element: HtmlElement | None, said: Said, around: Around) -> Colour | None:
    """The colour that is said of an element's words; None when nothing is. No element: a pseudo-element."""

    def parse(_: str, tokens: Tokens) -> Colour | None:
        colour = read_colour(tokens)
        return around.ink if colour == CURRENT else colour

    colour = said.pick(("color",), parse, around=around.ink, unset=around.ink)
    if colour is not None or element is None:
        return colour
    attribute = (
        element.get("color") if element.tag == "font" else element.get("text") if element.tag == "body" else None
    )
    return parse_attribute(attribute) if attribute else None


def background_of(element: HtmlElement | None, said: Said, ink: Colour) -> Background:
    """What an element's box is painted with. A gradient whose colours show one status counts as their mean."""

    def parse(name: str, tokens: Tokens) -> Colour | None:
        colour = read_colour(tokens) if name == "background-color" else _in_shorthand(tokens)
        return ink if colour == CURRENT else colour

    colour = said.pick(("background", "background-color"), parse, around=CLEAR, unset=CLEAR)
    if colour is None and element is not None and element.get("bgcolor"):
        colour = parse_attribute(element.get("bgcolor") or "")
    images = said.tokens("background", "background-image")
    painted = [token for token in images[1] if token.type in {"function", "url"}] if images is not None else []
    pictures = [token for token in painted if token.type == "url" or not _is_colour(token)]
    gradients = [token for token in pictures if token.type == "function" and token.lower_name.endswith("gradient")]
    pictured = len(gradients) < len(pictures) or bool(element is not None and element.get("background"))
    shades = [shade for token in gradients[:1] for shade in colours_in(token.arguments)]
    if shades and len({status_of_colour(shade.hex) if shade.alpha else None for shade in shades}) == 1:
        return Background(mean(shades), pictured)
    return Background(colour, pictured or bool(shades))


def inherit(
    element: HtmlElement | None, said: Said, around: Around, display: Display, own: Colour | None, behind: Background
) -> Around:
    """What the words right in an element are printed with and on, and those in it have from it."""
    control = element is not None and element.tag in _CONTROLS
    ink = own or _default_ink(element, around)
    size = _font_size(said, around.font_size)
    in_line = display in {"inline", "inline-block"}
    ground = PAPER if control else around.ground if in_line else around.below
    if behind.pictured:
        ground = None
    elif behind.colour is not None and behind.colour.alpha:
        ground = behind.colour.over(ground or PAPER) if ground is not None or behind.colour.alpha == 1 else None
    indented = _is_far_off(said, size, far_off=around.indented)
    visible = said.pick(("visibility",), _is_visible, around=around.visible, unset=around.visible)
    return Around(
        ink=ink,
        fill=None if control else _fill(said, ink, around),
        ground=ground,
        below=around.below if display == "inline" else ground,
        font_size=size,
        visible=around.visible if visible is None else visible,
        indented=indented,
        far_off=around.far_off if display == "inline" else indented,
        outlined=around.outlined or _is_outlined(said),
        boxes=said.word("display").endswith(("flex", "grid")),
        variables=said.variables if said.values or said.variables.own else around.variables,
    )


def _is_visible(_: str, tokens: Tokens) -> bool | None:
    return {"visible": True, "hidden": False, "collapse": False}.get(keyword(tokens) or "")


def _default_ink(element: HtmlElement | None, around: Around) -> Colour:
    if element is not None and element.tag in _CONTROLS:
        return INK
    return _LINK if element is not None and element.tag == "a" and element.get("href") is not None else around.ink


def _fill(said: Said, ink: Colour, around: Around) -> Colour | None:
    """The colour letters are filled with, where `-webkit-text-fill-color` sets it apart from that of the text."""

    def parse(_: str, tokens: Tokens) -> Colour | None:
        colour = read_colour(tokens)
        return ink if colour == CURRENT else colour

    colour = said.pick(("-webkit-text-fill-color",), parse, around=around.fill, unset=around.fill)
    return around.fill if colour is None else colour


def _in_shorthand(tokens: Tokens) -> Colour | Literal["currentcolor"] | None:
    """The colour of a `background` shorthand, clear when it names none; None when a browser would not take it."""
    colour: Colour | Literal["currentcolor"] | None = None
    if not words(tokens):
        return None
    for token in words(tokens):
        named = read_colour([token])
        if named is not None:
            colour = named
        elif token.type == "ident" and token.lower_value not in _BACKGROUND_WORDS:
            return None
    return CLEAR if colour is None else colour


def _is_colour(token: Token) -> bool:
    return read_colour([token]) is not None


def _font_size(said: Said, around: float) -> float:
    size = said.pick(("font", "font-size"), lambda name, tokens: _size(name, tokens, around), around=around, unset=16.0)
    return around if size is None else size


def _size(name: str, tokens: Tokens, around: float) -> float | None:
    """The size a value gives; a shorthand's is the first length, before the slash."""
    for token in words(split(tokens, "/")[0]) if name == "font" else words(tokens):
        if token.type == "ident":
            word = token.lower_value
            if word in {"smaller", "larger"}:
                return around * _SMALLER if word == "smaller" else around / _SMALLER
            if word in _FONT_SIZES:
                return _FONT_SIZES[word]
        else:
            size = pixels(token, around, around)
            if size is not None:
                return max(size, _LEAST_RELATIVE) if size and _is_relative(token) else size
    return None


def _is_relative(token: Token) -> bool:
    return token.type == "percentage" or (token.type == "dimension" and token.lower_unit in {"em", "ex", "ch"})


def _is_far_off(said: Said, size: float, *, far_off: bool) -> bool:
    found = said.tokens("text-indent")
    lengths = [length for token in words(found[1]) if (length := pixels(token, size, 0.0)) is not None] if found else []
    return lengths[0] <= FAR_LEFT if lengths else far_off


def _is_outlined(said: Said) -> bool:
    shadow = said.tokens("text-shadow")
    if shadow is not None and keyword(shadow[1]) != "none":
        return True
    cut = said.tokens("background-clip", "-webkit-background-clip", "background")
    return cut is not None and "text" in keywords(cut[1])
