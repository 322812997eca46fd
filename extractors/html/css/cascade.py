"""What all rules together declare for one element: weighed as browsers do, custom properties put in.

Source: CSS Cascading and Inheritance Level 5, section 6; CSS Custom Properties Level 1. A declaration that is not
understood is passed over for the next weaker one; one that holds `var()` and is not understood counts as not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from tinycss2.ast import FunctionBlock

from extractors.html.css.matching import Matcher, Node, Specificity
from extractors.html.css.sheet import Declaration, Layer, read_attribute
from extractors.html.css.tokens import Token, Tokens, is_sign, keyword

MOST_TOKENS = 1000
"""Pieces a value may grow to when variables hold variables."""
_WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})

Value = TypeVar("Value")
_Weight = tuple[bool, bool, Layer, Specificity, int, int]


@dataclass(slots=True)
class Variables:
    """The custom properties of an element: its own, then those of the elements around it."""

    own: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    around: Variables | None = None
    _known: dict[str, list[Token] | None] = field(default_factory=dict)

    def value(self, name: str) -> list[Token] | None:
        """What a custom property holds, all variables in it replaced; None when it holds nothing."""
        scope: Variables | None = self
        while scope is not None and (name not in scope.own or keyword(scope.own[name]) in {"inherit", "unset"}):
            scope = scope.around
        if scope is None or keyword(scope.own[name]) == "initial":
            return None
        if name not in scope._known:  # noqa: SLF001 - of its own kind
            scope._known[name] = None  # noqa: SLF001 - what refers to itself holds nothing
            scope._known[name] = substitute(scope.own[name], scope)  # noqa: SLF001
        return scope._known[name]  # noqa: SLF001


def substitute(tokens: Tokens, variables: Variables) -> list[Token] | None:
    """Put variables in; None when one holds nothing and has no fallback, or all grows beyond bounds."""
    written: list[Token] = []
    for token in tokens:
        if token.type != "function":
            written.append(token)
            continue
        pieces = _variable(token, variables) if token.lower_name == "var" else _function(token, variables)
        if pieces is None or len(written) + len(pieces) > MOST_TOKENS:
            return None
        written += pieces
    return written


def _variable(token: Token, variables: Variables) -> list[Token] | None:
    comma = next((place for place, part in enumerate(token.arguments) if is_sign(part, ",")), None)
    name = next((str(part.value) for part in token.arguments[:comma] if part.type == "ident"), "")
    held = variables.value(name)
    if held is None and comma is not None:
        return substitute(token.arguments[comma + 1 :], variables)
    return held


def _function(token: Token, variables: Variables) -> list[Token] | None:
    if not _holds_variable(token.arguments):
        return [token]
    inner = substitute(token.arguments, variables)
    return None if inner is None else [FunctionBlock(1, 1, token.lower_name, inner)]


def _holds_variable(tokens: Tokens) -> bool:
    return any(
        token.type == "function" and (token.lower_name == "var" or _holds_variable(token.arguments)) for token in tokens
    )


@dataclass(frozen=True, slots=True)
class Said(Iterable[str]):
    """The declarations for one element or pseudo-element: by property, each with its place among all, weakest first."""

    values: dict[str, list[tuple[int, tuple[Token, ...]]]]
    variables: Variables

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def strongest(self, *names: str) -> Iterator[tuple[str, tuple[Token, ...]]]:
        """Property and value of all declarations of these properties, the strongest first."""
        if self.values.keys().isdisjoint(names):
            return
        found = [(place, name, value) for name in names for place, value in self.values.get(name, ())]
        found.sort(key=itemgetter(0), reverse=True)
        for _, name, value in found:
            yield name, value

    def pick(
        self, names: tuple[str, ...], parse: Callable[[str, Tokens], Value | None], *, around: Value, unset: Value
    ) -> Value | None:
        """The value of the strongest declaration that `parse` understands; None when nothing is said.

        `around`: what the element around has, for `inherit`; `unset`: what holds when it is said that nothing holds.
        """
        for name, value in self.strongest(*names):
            wide = keyword(value)
            if wide in _WIDE:
                return around if wide == "inherit" else None if wide.startswith("revert") else unset
            varied = _holds_variable(value)
            put_in = substitute(value, self.variables) if varied else value
            parsed = parse(name, put_in) if put_in is not None else None
            if parsed is not None:
                return parsed
            if varied:
                return unset
        return None

    def tokens(self, *names: str) -> tuple[str, list[Token]] | None:
        """Property and value of the strongest declaration among some, unread; None when nothing is said."""
        for name, value in self.strongest(*names):
            put_in = substitute(value, self.variables)
            return None if put_in is None or keyword(value) in _WIDE else (name, put_in)
        return None

    def word(self, name: str) -> str:
        """The keyword that a property has; empty when it has none."""
        said = self.tokens(name)
        return "" if said is None else keyword(said[1]) or ""


@dataclass(frozen=True, slots=True)
class Cascaded:
    """What is declared for an element and for its pseudo-elements, which are None when no rule makes them."""

    own: Said
    pseudo: dict[str, Said]


PSEUDO = frozenset({"before", "after", "marker"})


def cascade(node: Node, matcher: Matcher, around: Variables | None) -> Cascaded | None:
    """Weigh all that is said of an element; None when nothing is."""
    matched = matcher.match(node)
    attribute = node.etree_element.get("style")
    inline = read_attribute(attribute) if attribute else ()
    if not matched and not inline:
        return None
    weighed: dict[str | None, list[tuple[_Weight, Declaration]]] = {None: []}
    for specificity, order, pseudo, rule in matched:
        if pseudo is None or pseudo in PSEUDO:
            heap = weighed.setdefault(pseudo, [])
            for place, said in enumerate(rule.declarations):
                layer = tuple(-depth for depth in rule.layer) if said.important else rule.layer
                heap.append(((said.important, False, layer, specificity, order, place), said))
    for place, said in enumerate(inline):
        weighed[None].append(((said.important, True, (), (0, 0, 0), 0, place), said))
    own = _said(weighed.pop(None), around)
    return Cascaded(own, {str(name): _said(heap, own.variables) for name, heap in weighed.items()})


def _said(heap: list[tuple[_Weight, Declaration]], around: Variables | None) -> Said:
    heap.sort(key=lambda entry: entry[0])
    values: dict[str, list[tuple[int, tuple[Token, ...]]]] = {}
    own: dict[str, tuple[Token, ...]] = {}
    for place, (_, declaration) in enumerate(heap):
        if declaration.name.startswith("--"):
            own[declaration.name] = declaration.value
        elif declaration.name == "all":
            values.clear()
        else:
            values.setdefault(declaration.name, []).append((place, declaration.value))
    variables = Variables(own, around) if own or around is None else around
    return Said(values, variables)
