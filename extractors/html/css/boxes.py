"""Whether an element's box shows at all: off the page, without size, clipped away, or as good as transparent.

A box is taken for hidden only where nothing of it can be seen, by values as pages have them that hide on purpose; what
moves or fades in by an animation is taken for seen.
"""

from __future__ import annotations

import math

from extractors.html.colour_values import colours_in
from extractors.html.css.cascade import Said
from extractors.html.css.tokens import VIEWPORT, Token, Tokens, is_sign, keyword, number, pixels, split, words

FAR_LEFT = -900.0
"""Pixels to the left or upwards from which on a box is off the page; pages that hide use -999 px and more."""
FAR_AWAY = 5000.0
"""Pixels to the right or downwards from which on nobody scrolls to a box."""
_FAINT = 0.05
"""Opacity up to which black on white cannot be told from white."""
_THIN = 3.0
"""Pixels of height or width in which no letter can be made out."""
_SMALL_SCALE = 0.1
_TURNS = {"deg": 360.0, "grad": 400.0, "rad": math.tau, "turn": 1.0}
"""Units of angles: how many of each make a full turn."""
_EDGE_ON = 0.01
"""Turns that a box may differ from a quarter and still show no more than a line."""
_OUTSIDE = frozenset({"absolute", "fixed"})
_FLOWING = frozenset({"inline"})
_CUTTING = frozenset({"hidden", "clip"})
_TABLE_PARTS = frozenset({"row", "row-group", "cell"})


def covers(said: Said, background_alpha: float) -> bool:
    """Whether a box lies opaque over all that stands before it in the box it is placed in."""
    if said.word("position") != "absolute" or background_alpha < 1:
        return False
    whole = said.tokens("inset")
    if whole is not None:
        return all(pixels(side) == 0 for side in words(whole[1]))
    far = [_side(said, side, 0.0) for side in ("right", "bottom")]
    full = [_is_full(said, extent) for extent in ("width", "height")]
    near = [_side(said, side, 0.0) for side in ("left", "top")]
    return near == [0.0, 0.0] and all(end == 0.0 or wide for end, wide in zip(far, full, strict=True))


def _is_full(said: Said, extent: str) -> bool:
    found = said.tokens(extent)
    lengths = words(found[1]) if found is not None else []
    return bool(lengths) and lengths[0].type == "percentage" and float(lengths[0].value) >= 100


def is_unseen(said: Said, display: str, font_size: float) -> bool:
    """Whether nothing of the box shows, whatever stands in it."""
    if said.word("mso-hide") == "all":
        return True
    position = said.word("position")
    outside = position in _OUTSIDE or said.word("float") in {"left", "right"}
    boxed = outside or display not in _FLOWING
    if boxed and said.word("content-visibility") == "hidden":
        return True
    if (position in _OUTSIDE and _is_cut_out(said, font_size)) or _is_clipped(said, font_size):
        return True
    if boxed and display not in _TABLE_PARTS and _has_no_room(said, font_size):
        return True
    if _is_animated(said):
        return False
    zoomed = said.tokens("zoom")
    if zoomed is not None and _shrinks(words(zoomed[1])):
        return True
    return (
        _is_faint(said)
        or _is_masked(said)
        or _is_away(said, position, font_size)
        or (boxed and _is_moved_away(said, font_size))
    )


def _is_animated(said: Said) -> bool:
    found = said.tokens("animation", "animation-name")
    return found is not None and keyword(found[1]) != "none"


def _is_faint(said: Said) -> bool:
    opacity = said.pick(("opacity",), lambda _, tokens: _first_number(tokens), around=1.0, unset=1.0)
    if opacity is not None and opacity <= _FAINT:
        return True
    return any(
        function.lower_name == "opacity" and (_first_number(function.arguments) or 0.0) <= _FAINT
        for function in _functions(said, "filter")
    )


def _is_away(said: Said, position: str, font_size: float) -> bool:
    """Whether offsets or margins put the box off the page."""
    left, top, right, bottom = (_side(said, side, font_size) for side in ("left", "top", "right", "bottom"))
    if position in _OUTSIDE | {"relative"}:
        if any(side is not None and (side <= FAR_LEFT or side >= FAR_AWAY) for side in (left, top)):
            return True
        if any(side is not None and abs(side) >= FAR_AWAY for side in (right, bottom)):
            return True
    if position in _OUTSIDE and any(_is_whole_window(said, side) for side in ("left", "top")):
        return True
    margins = [_margin(said, side, font_size) for side in ("left", "top")]
    return left is None and any(margin is not None and margin <= FAR_LEFT for margin in margins)


def _is_whole_window(said: Said, side: str) -> bool:
    """Whether an offset is the whole width or height of what is around, to the outside."""
    found = said.tokens(side)
    token = words(found[1])[0] if found and words(found[1]) else None
    return token is not None and token.type == "percentage" and float(token.value) <= -100


def _side(said: Said, side: str, font_size: float) -> float | None:
    found = said.tokens(side, "inset")
    return None if found is None else _of_four(found, side, font_size)


def _margin(said: Said, side: str, font_size: float) -> float | None:
    found = said.tokens(f"margin-{side}", "margin")
    return None if found is None else _of_four(found, side, font_size)


def _of_four(found: tuple[str, list[Token]], side: str, font_size: float) -> float | None:
    """The length for one side of a property that may give all four."""
    name, value = found
    lengths = words(value)
    if not lengths:
        return None
    whole = name in {"inset", "margin"}
    place = {"top": 0, "right": 1, "bottom": 2, "left": 3}[side] if whole else 0
    fallback = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}.get(len(lengths), (0, 0, 0, 0))
    return pixels(lengths[fallback[place]], font_size)


def _is_moved_away(said: Said, font_size: float) -> bool:
    """Whether a transformation shrinks the box to nothing or moves it off the page."""
    for function in _functions(said, "transform"):
        arguments = [part[0] for part in map(words, split(function.arguments)) if part]
        shrunk = False
        if function.lower_name in {"translate", "translatex", "translatey", "translate3d"}:
            if any((pixels(one, font_size) or 0.0) <= FAR_LEFT for one in arguments):
                return True
        elif function.lower_name in {"scale", "scalex", "scaley", "scale3d"}:
            shrunk = _shrinks(arguments[:2])
        elif function.lower_name == "matrix":
            shrunk = _shrinks(arguments[:1]) and _shrinks(arguments[3:4])
        elif function.lower_name in {"rotatex", "rotatey"}:
            shrunk = any(_is_edge_on(one) for one in arguments)
        if shrunk:
            return True
    moved = said.tokens("translate")
    if moved is not None and any((pixels(one, font_size) or 0.0) <= FAR_LEFT for one in words(moved[1])):
        return True
    scaled = said.tokens("scale")
    return scaled is not None and _shrinks(words(scaled[1])[:2])


def _shrinks(tokens: list[Token]) -> bool:
    shares = [share for token in tokens if (share := number(token)) is not None]
    return any(abs(share) < _SMALL_SCALE for share in shares)


def _is_edge_on(token: Token) -> bool:
    """Whether an angle turns a box so that only its edge would be seen."""
    if token.type != "dimension" or token.lower_unit not in _TURNS:
        return False
    turns: float = token.value / _TURNS[token.lower_unit]
    return abs(turns % 0.5 - 0.25) < _EDGE_ON


def _is_masked(said: Said) -> bool:
    """Whether a mask of gradients lets nothing through."""
    found = said.tokens("mask-image", "mask", "-webkit-mask-image", "-webkit-mask")
    functions = [token for token in found[1] if token.type == "function"] if found is not None else []
    shades = [colours_in(function.arguments) for function in functions if function.lower_name.endswith("-gradient")]
    return bool(shades) and all(colour.alpha <= _FAINT for colours in shades for colour in colours) and all(shades)


def _has_no_room(said: Said, font_size: float) -> bool:
    """Whether what the box holds is cut off at a height or width of nothing."""
    for extent, overflow in (("height", "overflow-y"), ("width", "overflow-x")):
        found = said.tokens("overflow", overflow)
        cuts = found is not None and any(
            token.type == "ident" and token.lower_value in {"hidden", "clip", "scroll", "auto"} for token in found[1]
        )
        if cuts and any(_is_thin(said, name, font_size) for name in (extent, f"max-{extent}")):
            return True
        if cuts and extent == "height" and _is_thin(said, "line-height", font_size):
            return True
    rows = said.tokens("grid-template-rows")
    return rows is not None and all(token.type == "dimension" and token.value == 0 for token in words(rows[1]))


def room_of(said: Said, display: str, font_size: float) -> tuple[float, float] | None:
    """Width (the window's where none is said) and height in pixels of a box that cuts off what does not fit."""
    found = said.tokens("overflow", "overflow-y", "overflow-x")
    if display in _FLOWING or found is None or not any(_ident(token) in _CUTTING for token in found[1]):
        return None
    widths = [size for name in ("width", "max-width") if (size := _pixels_of(said, name, font_size)) is not None]
    lines = [font_size] if widths and said.word("white-space") == "nowrap" else []
    if display not in _TABLE_PARTS:
        heights = (_pixels_of(said, name, font_size) for name in ("height", "max-height"))
        lines += [height for height in heights if height is not None]
        clamped = said.tokens("-webkit-line-clamp", "line-clamp")
        count = number(words(clamped[1])[0]) if clamped is not None and words(clamped[1]) else None
        lines += [count * font_size] if count else []
    return (min(widths, default=float(VIEWPORT[0])), min(lines)) if lines else None


def _ident(token: Token) -> str:
    return str(token.lower_value) if token.type == "ident" else ""


def _pixels_of(said: Said, name: str, font_size: float) -> float | None:
    found = said.tokens(name)
    lengths = words(found[1]) if found is not None else []
    return pixels(lengths[0], font_size) if lengths else None


def _is_thin(said: Said, name: str, font_size: float) -> bool:
    found = said.tokens(name)
    lengths = words(found[1]) if found is not None else []
    whole = VIEWPORT[0]
    size = pixels(lengths[0], font_size, whole) if lengths else None
    return size is not None and size <= _THIN


def _is_cut_out(said: Said, font_size: float) -> bool:
    """Whether `clip: rect()` leaves nothing."""
    for function in _functions(said, "clip"):
        if function.lower_name == "rect":
            sides = [pixels(token, font_size) for token in words(function.arguments) if not is_sign(token, ",")]
            if len(sides) == 4 and _leaves_nothing(sides):
                return True
    return False


def _leaves_nothing(sides: list[float | None]) -> bool:
    top, right, bottom, left = (0.0 if side is None else side for side in sides)
    ends = (sides[2] is not None and bottom - top <= 1, sides[1] is not None and right - left <= 1)
    return any(ends)


def _is_clipped(said: Said, font_size: float) -> bool:
    """Whether `clip-path` leaves nothing: insets that meet, a circle without radius, corners in one place."""
    for function in _functions(said, "clip-path"):
        arguments = words(function.arguments)
        if function.lower_name == "inset":
            shares = [token for token in arguments if token.type in {"percentage", "number", "dimension"}][:4]
            if shares and _insets_meet(shares, font_size):
                return True
        elif function.lower_name in {"circle", "ellipse"}:
            if arguments and (number(arguments[0]) == 0 or pixels(arguments[0], font_size) == 0):
                return True
        elif function.lower_name in {"rect", "xywh"}:
            sides = [pixels(token, font_size) for token in arguments[:4]]
            wanted = (
                sides if function.lower_name == "rect" else [0.0, sides[2], sides[3], 0.0] if len(sides) == 4 else []
            )
            if len(wanted) == 4 and _leaves_nothing(wanted):
                return True
        elif function.lower_name == "polygon":
            corners = {tuple(str(token.value) for token in words(part)) for part in split(arguments)}
            if len(corners) == 1:
                return True
    return False


def _insets_meet(sides: list[Token], font_size: float) -> bool:
    top, right, bottom, left = (
        sides[place] for place in {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1)}.get(len(sides), (0, 1, 2, 3))
    )
    for one, other in ((top, bottom), (left, right)):
        if one.type == other.type == "percentage" and float(one.value) + float(other.value) >= 100:
            return True
        lengths = [pixels(side, font_size) or 0.0 for side in (one, other)]
        if max(lengths) >= FAR_AWAY:
            return True
    return False


def _functions(said: Said, name: str) -> list[Token]:
    found = said.tokens(name)
    return [token for token in found[1] if token.type == "function"] if found is not None else []


def _first_number(tokens: Tokens) -> float | None:
    said = words(tokens)
    return number(said[0]) if said else 1.0
