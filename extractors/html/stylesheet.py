"""The style sheets inside a page, and what they declare for one element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extractors.html.selectors import Selector, Specificity, parse_selector

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_QUOTED_SEMICOLON = re.compile(r"""(?:[^;"'()]|"[^"]*"|'[^']*'|\((?:[^()]|\([^()]*\))*\)|[()"'])+""")
_BRACE = re.compile(r"[{}]")
_OUTER_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_BEFORE = re.compile(r"::?before\s*$", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_VARIABLE_ROUNDS = 5
"""Variables may hold variables; deeper nesting than this is not met."""
_WIDTH_BELOW = re.compile(r"max-(?:device-)?width|width\s*<|prefers-|orientation\s*:\s*portrait|forced-colors")


_PROPERTIES = frozenset(
    {
        "background",
        "background-color",
        "color",
        "content",
        "display",
        "fill",
        "font",
        "font-family",
        "list-style",
        "list-style-type",
        "mso-hide",
        "mso-list",
        "text-decoration",
        "text-decoration-line",
        "visibility",
        "white-space",
    }
)
"""What the reader asks about; the other declarations of a page, nine of ten, are not kept."""


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: Selector
    order: int
    declarations: tuple[tuple[str, str, bool], ...]


@dataclass(slots=True)
class StyleSheet:
    """Rules of all style elements of a page, found by what an element must have for them to hold.

    `present`: the ids ("#id") and classes (".class") of the page; rules that need others are not kept.
    """

    present: frozenset[str]
    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _variables: dict[str, str] = field(default_factory=dict)
    _before: list[_Rule] = field(default_factory=list)
    _count: int = 0

    def add(self, css: str) -> None:
        """Take the rules of a style element in. What is not understood is left out."""
        for prelude, body in _blocks(_COMMENT.sub(" ", css)):
            if prelude.startswith("@"):
                if _applies(prelude):
                    self.add(body)
                continue
            declarations = tuple(said for said in parse_declarations(body) if _matters(said[0]))
            for text in _OUTER_COMMA.split(prelude):
                plain = _BEFORE.sub("", text)
                selector = parse_selector(plain)
                if selector is not None and declarations and selector.needs <= self.present:
                    self._take(_Rule(selector, self._count, declarations), before=plain != text)
                    self._count += 1

    def declared(self, element: HtmlElement) -> dict[str, str]:
        """Property to value for one element: the rules that hold and its own style attribute, in order of weight."""
        weighted: list[tuple[bool, bool, Specificity, int, str, str]] = []
        for rule in self._candidates(element):
            if rule.selector.holds(element):
                weight = rule.selector.specificity
                weighted += [(loud, False, weight, rule.order, name, value) for name, value, loud in rule.declarations]
        own = element.get("style")
        if own:
            weighted += [
                (loud, True, (0, 0, 0), order, name, value)
                for order, (name, value, loud) in enumerate(parse_declarations(own))
            ]
        weighted.sort(key=lambda entry: entry[:4])
        declared: dict[str, str] = {}
        for *_, name, value in weighted:
            declared.pop(name, None)  # so that the order of the names is the order of their last say
            declared[name] = self._resolve(value)
        return declared

    def content_before(self, element: HtmlElement) -> str:
        """The `content` that `::before` rules put in front of an element, as written; empty when none do."""
        holding = [rule for rule in self._before if rule.selector.holds(element)]
        said = [
            (rule.selector.specificity, rule.order, value)
            for rule in holding
            for name, value, _ in rule.declarations
            if name == "content"
        ]
        return max(said)[2] if said else ""

    def _take(self, rule: _Rule, *, before: bool) -> None:
        if before:
            self._before.append(rule)
            return
        self._rules.setdefault(rule.selector.key, []).append(rule)
        if rule.selector.key in {"*", "html", "body"}:
            self._variables.update((name, value) for name, value, _ in rule.declarations if name.startswith("--"))

    def _candidates(self, element: HtmlElement) -> Iterator[_Rule]:
        keys = ["*", str(element.tag), f"#{element.get('id')}"]
        keys += [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        for key in keys:
            yield from self._rules.get(key, ())

    def _resolve(self, value: str) -> str:
        for _ in range(_VARIABLE_ROUNDS):
            if "var(" not in value:
                break
            value = _VARIABLE.sub(lambda match: self._variables.get(match.group(1), match.group(2) or ""), value)
        return value


def _matters(name: str) -> bool:
    return name in _PROPERTIES or name.startswith("--")


def parse_declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    """Property, value and whether it is marked important, for each declaration; names and values in lower case."""
    for piece in _QUOTED_SEMICOLON.findall(_COMMENT.sub(" ", text)):
        name, colon, value = piece.partition(":")
        if colon:
            value = value.strip()
            plain = re.sub(r"\s*!\s*important$", "", value, flags=re.IGNORECASE)
            yield name.strip().lower(), plain.lower(), plain != value


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Prelude and body of each block at the outermost level."""
    position = 0
    while (opening := css.find("{", position)) >= 0:
        prelude = css[position:opening].rpartition(";")[2].rpartition("}")[2].strip()
        depth, end = 1, opening + 1
        for brace in _BRACE.finditer(css, opening + 1):
            depth += 1 if brace.group() == "{" else -1
            end = brace.end()
            if depth == 0:
                break
        body = css[opening + 1 : end - 1] if depth == 0 else css[opening + 1 :]
        yield prelude, body
        position = end if depth == 0 else len(css)


def _applies(prelude: str) -> bool:
    """Whether the rules of an @ block hold for a page seen on a wide screen."""
    name, _, query = prelude.lower().partition(" ")
    if name in {"@supports", "@layer"}:
        return not query.strip().startswith("not")
    if name != "@media":
        return False
    return any(
        not _WIDTH_BELOW.search(part) and ("print" not in part or part.strip().startswith("not"))
        for part in query.split(",")
    )
