"""Style sheets taken apart into rules that hold on a screen, nesting and layers worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import tinycss2

from extractors.html.css.media import holds_in_containers, is_seen
from extractors.html.css.properties import PROPERTIES
from extractors.html.css.tokens import MOST_BRACKETS, Token, Tokens, is_deeper, is_sign, keywords, split, words
from models.errors import OversizedFile

MOST_CHARACTERS = 8_000_000
"""Characters of all style sheets of a page. A page with every sheet of its content management system has about one
million; a million are read in two seconds."""
_DEEPEST = 12
"""Blocks in blocks; sheets made by programs have five."""
_LONGEST_PARENT = 2000
"""Characters of the selectors that a nested rule takes over: each `&` stands for all of them."""
_UNLAYERED = float("inf")
Layer = tuple[float, ...]
"""The place of a cascade layer among those around it, outermost first; rules in no layer come last."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said of one property; custom properties keep their case."""

    name: str
    value: tuple[Token, ...]
    important: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors as tokens, one list each, and what they declare."""

    selectors: tuple[list[Token], ...]
    declarations: tuple[Declaration, ...]
    layer: Layer


@dataclass(slots=True)
class _Layers:
    """The layers met so far, each with the layers inside it, in the order of their first mention."""

    inside: dict[str, _Layers] = field(default_factory=dict)
    unnamed: int = 0

    def place(self, name: str) -> int:
        self.inside.setdefault(name, _Layers())
        return list(self.inside).index(name)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block stands in: the selectors of the rule around it, the layer, how deep."""

    parent: str | None
    layer: tuple[float, ...]
    layers: _Layers
    depth: int = 0

    def inside(self, parent: str | None) -> _Around:
        return _Around(parent, self.layer, self.layers, self.depth + 1)


class Sheets:
    """Takes the style sheets of a page one after another; layers go on from one to the next."""

    def __init__(self) -> None:
        self._layers = _Layers()
        self._characters = 0
        self.misses_some = False
        """Whether a sheet asks for another one that is not in the file."""

    def read(self, css: str, scope: str | None = None) -> Iterator[Rule]:
        """The rules of a sheet in order, those that hold inside `scope` alone where there is one."""
        self._characters += len(css)
        if self._characters > MOST_CHARACTERS:
            raise OversizedFile("The page's style sheets are too long to read.", "Save the page as PDF.")
        contents = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        yield from self._rules(contents, _Around(scope, (), self._layers))

    def _rules(self, contents: Iterable[Token], around: _Around) -> Iterator[Rule]:
        """Rules of a block. Declarations right in it are of the rule around."""
        if around.depth > _DEEPEST:
            return
        run: list[Token] = []
        for item in contents:
            if item.type == "declaration":
                run.append(item)
                continue
            yield from self._own(run, around)
            run = []
            if item.type == "qualified-rule":
                yield from self._nested(item, around)
            elif item.type == "at-rule":
                yield from self._at_rule(item, around)
        yield from self._own(run, around)

    def _own(self, run: list[Token], around: _Around) -> Iterator[Rule]:
        """The declarations of a block that stand side by side, as a rule of the selectors around."""
        said = declarations(run) if around.depth and around.parent is not None else ()
        if said:
            yield Rule(_selectors(around.parent or ""), said, (*around.layer, _UNLAYERED))

    def _nested(self, item: Token, around: _Around) -> Iterator[Rule]:
        prelude, content = _parts(item)
        if is_deeper(prelude, MOST_BRACKETS):
            return
        text = _written(prelude, around.parent)
        if len(text) <= _LONGEST_PARENT or around.depth == 0:
            inner = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
            yield from self._rules(inner, around.inside(text))

    def _at_rule(self, item: Token, around: _Around) -> Iterator[Rule]:
        name = item.lower_at_keyword
        prelude, content = _parts(item)
        if name == "import":
            self.misses_some = True
        elif name == "layer":
            yield from self._layer(prelude, content, around, opened=item.content is not None)
        elif item.content is None or is_deeper(prelude, MOST_BRACKETS):
            return
        elif name == "scope":
            start = next((token for token in words(prelude) if token.type == "() block"), None)
            if start is not None:
                scope = tinycss2.serialize(start.content)
                yield from self._rules(
                    _contents(content, nested=False), around.inside(_written_text(scope, around.parent))
                )
        elif _holds(name, prelude):
            nested = around.parent is not None
            yield from self._rules(_contents(content, nested=nested), around.inside(around.parent))

    def _layer(self, prelude: Tokens, content: list[Token], around: _Around, *, opened: bool) -> Iterator[Rule]:
        names = [".".join(keywords(part)) for part in split(prelude)]
        if not opened:
            for name in names:
                self._enter(name, around)
            return
        if not names[0]:
            around.layers.unnamed += 1
            names = [f" {around.layers.unnamed}"]
        layer, layers = self._enter(names[0], around)
        inner = _Around(around.parent, layer, layers, around.depth + 1)
        yield from self._rules(_contents(content, nested=around.parent is not None), inner)

    def _enter(self, name: str, around: _Around) -> tuple[tuple[float, ...], _Layers]:
        layer, layers = around.layer, around.layers
        for part in name.split("."):
            layer = (*layer, layers.place(part))
            layers = layers.inside[part]
        return layer, layers


def declarations(contents: Iterable[Token]) -> tuple[Declaration, ...]:
    """The declarations among the contents of a block. A value of brackets in brackets without end is passed over."""
    found = []
    for item in contents:
        if item.type == "declaration" and not is_deeper(item.value, MOST_BRACKETS):
            custom = item.name.startswith("--")
            if custom or item.lower_name in PROPERTIES:
                found.append(Declaration(item.name if custom else item.lower_name, tuple(item.value), item.important))
    return tuple(found)


def read_attribute(style: str) -> tuple[Declaration, ...]:
    """The declarations of a `style` attribute."""
    return declarations(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True))


def _parts(item: Token) -> tuple[list[Token], list[Token]]:
    return item.prelude, item.content or []


def _contents(content: list[Token], *, nested: bool) -> list[Token]:
    parse = tinycss2.parse_blocks_contents if nested else tinycss2.parse_rule_list
    return list(parse(content, skip_comments=True, skip_whitespace=True))


def _selectors(text: str) -> tuple[list[Token], ...]:
    return tuple(split(tinycss2.parse_component_value_list(text, skip_comments=True)))


def _written_text(text: str, parent: str | None) -> str:
    return _written(tinycss2.parse_component_value_list(text, skip_comments=True), parent)


def _written(prelude: Tokens, parent: str | None) -> str:
    """Selectors without nesting: `&` stands for those around, and a selector without one is inside of those."""
    if parent is None:
        return str(tinycss2.serialize(prelude))
    if not parent.strip():
        return ""
    written = []
    for part in split(prelude):
        text = _replaced(part, parent)
        written.append(text if _names_parent(part) else f":is({parent}) {text}")
    return ",".join(written)


def _names_parent(tokens: Tokens) -> bool:
    return any(is_sign(token, "&") or _names_parent(_inner(token)) for token in tokens)


def _replaced(tokens: Tokens, parent: str) -> str:
    written = []
    for token in tokens:
        if is_sign(token, "&"):
            written.append(f":is({parent})")
        elif token.type == "function" and _names_parent(token.arguments):
            written.append(f"{token.lower_name}({_replaced(token.arguments, parent)})")
        else:
            written.append(str(tinycss2.serialize([token])))
    return "".join(written)


def _inner(token: Token) -> list[Token]:
    return token.arguments if token.type == "function" else []


def _holds(name: str, prelude: Tokens) -> bool:
    """Whether the rules in a conditional rule count."""
    if name == "supports":
        return keywords(prelude)[:1] != ["not"]
    return (name == "media" and is_seen(prelude)) or (name == "container" and holds_in_containers(prelude))
