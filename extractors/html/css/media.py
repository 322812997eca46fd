"""Which media queries hold for a page seen on the screen of a laptop (Media Queries Level 4)."""

from __future__ import annotations

from extractors.html.css.tokens import (
    MOST_BRACKETS,
    VIEWPORT,
    Token,
    Tokens,
    inner,
    is_deeper,
    is_sign,
    keywords,
    number,
    pixels,
    split,
    words,
)

_TYPES = frozenset({"all", "screen"})
_STATES = {
    "orientation": "landscape",
    "prefers-color-scheme": "light",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "scripting": "enabled",
    "update": "fast",
    "display-mode": "browser",
    "color-gamut": "srgb",
}
"""Features with a keyword, as a page at rest on a laptop has them. For others the keyword is "none" or a like of it."""
_AT_REST = frozenset({"no-preference", "none", "standard"})
_MEASURES = {"width": VIEWPORT[0], "height": VIEWPORT[1], "device-width": VIEWPORT[0], "device-height": VIEWPORT[1]}
_MEASURES |= {"inline-size": VIEWPORT[0], "block-size": VIEWPORT[1]}
_COUNTS = {"color": 8.0, "monochrome": 0.0, "grid": 0.0, "color-index": 0.0}


def is_seen(prelude: Tokens) -> bool:
    """Whether one of the queries of an `@media` rule or a `media` attribute holds; no query at all holds."""
    if is_deeper(prelude, MOST_BRACKETS):
        return False
    return not words(prelude) or any(_query(words(part)) for part in split(prelude))


def holds_in_containers(prelude: Tokens) -> bool:
    """Whether the condition of an `@container` rule holds, of a container as wide and high as the window.

    How wide a container really is only a layout tells; most are as wide as the page. A container's name says nothing
    here, and what is asked of its styles or its scrolling is taken not to hold.
    """
    if is_deeper(prelude, MOST_BRACKETS):
        return False
    asked = [token for token in words(prelude) if token.type != "ident" or token.lower_value in {"not", "and", "or"}]
    return not asked or _condition(asked)


def _query(tokens: list[Token]) -> bool:
    negated = bool(tokens) and tokens[0].type == "ident" and tokens[0].lower_value == "not"
    typed = [
        token for token in tokens if token.type == "ident" and token.lower_value not in {"not", "only", "and", "or"}
    ]
    if not typed:
        return _condition(tokens)
    if len(typed) > 1:
        return False
    rest = tokens[tokens.index(typed[0]) + 1 :]
    holds = typed[0].lower_value in _TYPES and (not rest or _condition(rest))
    return holds != negated


def _condition(tokens: list[Token]) -> bool:
    """Whether features joined by "and" or "or" hold, each perhaps behind a "not"."""
    parts: list[bool] = []
    negated = False
    for token in tokens:
        if token.type == "ident":
            negated = negated or token.lower_value == "not"
        else:
            parts.append(_part(token) != negated)
            negated = False
    joined_by_or = "or" in keywords(tokens)
    return bool(parts) and (any(parts) if joined_by_or else all(parts))


def _part(token: Token) -> bool:
    if token.type != "() block":
        return False
    inside = words(inner(token))
    if any(part.type == "() block" for part in inside):
        return _condition(inside)
    if any(is_sign(part, sign) for part in inside for sign in "<>="):
        return _range(inside)
    name, *value = split(inside, ":")
    return _feature("".join(keywords(name)), value[0] if value else [])


def _feature(name: str, value: list[Token]) -> bool:
    name = name.removeprefix("-webkit-")
    bound = name[:4] if name[:4] in {"min-", "max-"} else ""
    said = _measure(name.removeprefix(bound), value)
    if said is not None:
        is_value, asked = said
        return is_value >= asked if bound == "min-" else is_value <= asked if bound == "max-" else is_value == asked
    if name in _MEASURES or name in _COUNTS:
        return not value and {**_MEASURES, **_COUNTS}[name] > 0
    if not value:
        return _STATES.get(name, "none") not in _AT_REST
    chosen = keywords(value)
    return bool(chosen) and (chosen[0] == _STATES[name] if name in _STATES else chosen[0] in _AT_REST)


def _measure(name: str, value: list[Token]) -> tuple[float, float] | None:
    """What a measured feature is, and what is asked of it; None where it has no number."""
    if not value:
        return None
    if name in _MEASURES:
        asked = pixels(value[0])
        return None if asked is None else (_MEASURES[name], asked)
    if name in _COUNTS:
        asked = number(value[0])
        return None if asked is None else (_COUNTS[name], asked)
    if name in {"aspect-ratio", "device-aspect-ratio"}:
        sides = [side for token in value if (side := number(token)) is not None]
        return (
            (VIEWPORT[0] / VIEWPORT[1], sides[0] / (sides[1] if len(sides) > 1 and sides[1] else 1)) if sides else None
        )
    if name in {"resolution", "device-pixel-ratio"}:
        density = value[0].value if value[0].type in {"number", "dimension"} else None
        per_dot = (
            {"dpi": 96.0, "dpcm": 96 / 2.54}.get(value[0].lower_unit, 1.0) if value[0].type == "dimension" else 1.0
        )
        return None if density is None else (1.0, float(density) / per_dot)
    return None


def _range(tokens: list[Token]) -> bool:
    """Whether a feature lies in its range: `width >= 600px`, `400px < width < 700px`."""
    sides: list[list[Token]] = [[]]
    signs: list[str] = []
    for token in tokens:
        if token.type == "literal" and token.value in {"<", ">", "=", "<=", ">="}:
            if not sides[-1] and signs:
                signs[-1] += token.value
            else:
                signs.append(token.value)
                sides.append([])
        else:
            sides[-1].append(token)
    names = [name for side in sides for name in keywords(side)]
    if len(names) != 1 or names[0] not in _MEASURES:
        return False
    values = [_MEASURES[names[0]] if keywords(side) else pixels(side[0]) if side else None for side in sides]
    for sign, before, after in zip(signs, values, values[1:], strict=False):
        if before is None or after is None:
            return False
        if not {"<": before < after, ">": before > after, "<=": before <= after, ">=": before >= after}.get(
            sign, before == after
        ):
            return False
    return True
