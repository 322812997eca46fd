"""Which rules hold for an element, found with cssselect2, and an end to selectors that would try for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import cssselect2
from lxml import etree
from lxml.html import HtmlElement

from extractors.html.css.sheet import Rule
from extractors.html.css.tokens import Token, Tokens, inner, is_deeper, is_sign
from models.errors import OversizedFile

STEPS = 5_000_000
"""Looks at elements while selectors are tried, over a page: some two seconds."""
STEPS_AN_ELEMENT = 2000
"""More of them for each element of the page: a sheet of a content management system needs 50 to 500."""
MOST_STEPS = 50_000_000
MOST_COMBINATORS = 24
_NODE_MADE = 50
"""Steps that making a node takes the time of."""
_DEEPEST_SELECTOR = 6
"""Brackets in brackets, such as `:not(:is(:where(...)))`."""
_ATTRIBUTE = re.compile(r"[\w:.-]+")
_FAULTS = (cssselect2.SelectorError, SyntaxError, NotImplementedError)
"""What cssselect2 raises for a selector that is wrong or that it does not know; browsers drop such a rule as well."""
_STATES = """
    autofill blank buffering default defined dir fullscreen future focus-visible focus-within has-slotted host-context
    in-range indeterminate invalid local-link modal open optional out-of-range past paused picture-in-picture
    placeholder-shown playing popover-open read-only read-write required scope state target-current user-invalid
    user-valid valid
"""
_NEVER_AT_REST = frozenset(_STATES.split())
"""Pseudo-classes that browsers know and cssselect2 does not: the other selectors of their list hold all the same."""

Specificity = tuple[int, int, int]


class Steps:
    """Counts the looks at elements, of which a page of so many may take so many."""

    def __init__(self, elements: int) -> None:
        self._left = min(MOST_STEPS, STEPS + STEPS_AN_ELEMENT * elements)

    def take(self, count: int = 1) -> None:
        """Count some more. Raises `OversizedFile` when there are no more to take."""
        self._left -= count
        if self._left < 0:
            raise OversizedFile("The page's style sheets are too complex to read.", "Save the page as PDF.")


class _Siblings(list[HtmlElement]):
    """Children of an element; looking through them is counted."""

    def __init__(self, children: list[HtmlElement], steps: Steps) -> None:
        super().__init__(children)
        self._steps = steps

    def __iter__(self) -> Iterator[HtmlElement]:
        self._steps.take(len(self))
        return super().__iter__()

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - as a list has it
        if isinstance(place, slice):
            self._steps.take(len(self))
        return super().__getitem__(place)


class Node(cssselect2.ElementWrapper):  # type: ignore[misc]
    """An element as cssselect2 asks about it: without lists of all ancestors, and with every step counted."""

    def __init__(
        self,
        etree_element: HtmlElement,
        parent: Node | None,
        index: int,
        previous: Node | None,
        in_html_document: bool = True,  # noqa: FBT001, FBT002
        content_language: str | None = None,
    ) -> None:
        self.steps: Steps = parent.steps if parent is not None else Steps(sum(1 for _ in etree_element.iter()))
        super().__init__(etree_element, parent, index, previous, in_html_document, content_language)

    @property
    def ancestors(self) -> Iterator[Node]:
        """From the parent to the root."""
        node = self.parent
        while node is not None:
            self.steps.take()
            yield node
            node = node.parent

    @property
    def previous_siblings(self) -> Iterator[Node]:
        """From the one before to the first."""
        node = self.previous
        while node is not None:
            self.steps.take()
            yield node
            node = node.previous

    @cached_property
    def etree_children(self) -> list[HtmlElement]:
        """Children that are elements."""
        return _Siblings([child for child in self.etree_element if isinstance(child.tag, str)], self.steps)

    def iter_children(self) -> Iterator[Node]:
        """Children as nodes, counted."""
        for child in super().iter_children():
            self.steps.take(_NODE_MADE)
            yield child


class Matcher:
    """The rules of a page, found by what an element must have for them to hold.

    `root`: those whose ids and classes the page does not have are not kept.
    """

    def __init__(self, root: HtmlElement) -> None:
        self._present = _names(root)
        self._matcher = cssselect2.Matcher()

    def add(self, rule: Rule) -> None:
        """Keep a rule. One with a selector that no browser understands holds for nothing."""
        held = [self._may_hold(selector) for selector in rule.selectors]
        if not any(held):
            return
        try:
            compiled = [_compiled(selector) for selector in rule.selectors]
        except _FAULTS:
            return
        for may_hold, selectors in zip(held, compiled, strict=True):
            for selector in selectors if may_hold else ():
                self._matcher.add_selector(selector, rule)

    def match(self, node: Node) -> list[tuple[Specificity, int, str | None, Rule]]:
        """Specificity, order, pseudo-element and rule of each selector that holds, the weakest first."""
        lists = [self._matcher.other_selectors, self._matcher.id_selectors.get(node.id, ())]
        lists += [self._matcher.class_selectors.get(name, ()) for name in node.classes]
        lists.append(self._matcher.lower_local_name_selectors.get(node.local_name, ()))
        node.steps.take(1 + sum(map(len, lists)))
        matched: list[tuple[Specificity, int, str | None, Rule]] = self._matcher.match(node)
        return matched

    def _may_hold(self, selector: Tokens) -> bool:
        """Whether the page has the ids and classes that a selector names outside of brackets."""
        after_dot = False
        for token in selector:
            if token.type == "hash" and f"#{token.value}" not in self._present:
                return False
            if after_dot and token.type == "ident" and f".{token.value}" not in self._present:
                return False
            after_dot = is_sign(token, ".")
        return True


def _compiled(selector: list[Token]) -> list[Any]:
    """A selector ready to be tried; none when it has a state that no page at rest is in, or is too long."""
    if is_deeper(selector, _DEEPEST_SELECTOR) or _combinators(selector) > MOST_COMBINATORS or _never_at_rest(selector):
        return []
    if not _attributes_have_names(selector):
        raise cssselect2.SelectorError(selector, "an attribute without a name")
    return list(cssselect2.compile_selector_list(selector))


def _attributes_have_names(selector: Tokens) -> bool:
    """Whether what stands in square brackets is named as attributes are; lxml stumbles over other names."""
    for token in selector:
        if token.type == "[] block":
            names = [part.value for part in inner(token) if part.type == "ident"]
            if not names or not _ATTRIBUTE.fullmatch(names[0]):
                return False
        elif token.type == "function" and not _attributes_have_names(token.arguments):
            return False
    return True


def _never_at_rest(selector: Tokens) -> bool:
    named = [after for before, after in pairwise(selector) if is_sign(before, ":")]
    names = {str(getattr(token, "lower_value", None) or getattr(token, "lower_name", "")) for token in named}
    return any(name in _NEVER_AT_REST or name.startswith("-webkit-") for name in names)


def _combinators(tokens: Tokens) -> int:
    return sum(
        token.type == "whitespace" or (token.type == "literal" and token.value in ">+~") for token in tokens
    ) + sum(_combinators(token.arguments) for token in tokens if token.type == "function")


def _names(root: HtmlElement) -> frozenset[str]:
    """Ids and classes of all elements, written as selectors write them."""
    names: set[str] = set()
    for element in root.iter(etree.Element):
        names.update(f".{name}" for name in (element.get("class") or "").split())
        names.add(f"#{element.get('id')}")
    return frozenset(names)
