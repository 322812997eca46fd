"""CSS selectors, as far as saved pages need them to colour a cell or hide a paragraph.

Read: types, classes, ids, attributes, descendants, children, adjacent and later siblings, `:root`, `:first-child`,
`:last-child`, `:nth-child()`, `:not()` of one compound. A rule with anything else (states such as `:hover`,
pseudo-elements) never holds for a page at rest and is left out. Own code, because this is a hundred lines and the
packages at hand translate to XPath and search the whole tree for each rule, where we ask about one element at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

Specificity = tuple[int, int, int]
_Test = Callable[[HtmlElement], bool]

_PART = re.compile(
    r"""(?P<tag>[\w-]+(?:\\:[\w-]+)?|\*)
    |\#(?P<id>[\w-]+)
    |\.(?P<class>(?:[\w-]|\\.)+)
    |\[\s*(?P<name>[\w:-]+)\s*(?:(?P<operator>[~|^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\]\s]+)))?
      \s*i?\s*\]
    |:(?P<pseudo>root|first-child|last-child|nth-child|not)(?:\((?P<argument>[^()]*)\))?""",
    re.VERBOSE,
)
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_NTH = re.compile(r"(?:(?P<step>[+-]?\d*)n)?\s*(?P<offset>[+-]?\s*\d+)?")


@dataclass(frozen=True, slots=True)
class Compound:
    """Tests that one element must pass all. `key` and `needs` name what it must have: "#id", ".class", or a tag."""

    tests: tuple[_Test, ...]
    specificity: Specificity
    key: str
    needs: frozenset[str]

    def holds(self, element: HtmlElement) -> bool:
        """Whether the element passes."""
        return all(test(element) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Selector:
    """Compounds from left to right, and the combinator before each but the first."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]

    @property
    def key(self) -> str:
        """What an element must have for the selector to hold: "#id", ".class", "tag", or "*"."""
        return self.compounds[-1].key

    @property
    def needs(self) -> frozenset[str]:
        """Ids and classes that a page must have for the selector to hold anywhere on it."""
        return frozenset().union(*(part.needs for part in self.compounds))

    @property
    def specificity(self) -> Specificity:
        """Ids, classes and attributes, types (Selectors Level 4, section 17)."""
        ids, classes, types = (
            sum(column) for column in zip(*(part.specificity for part in self.compounds), strict=True)
        )
        return (ids, classes, types)

    def holds(self, element: HtmlElement) -> bool:
        """Whether the selector selects the element."""
        return self._holds(len(self.compounds) - 1, element, set())

    def _holds(self, position: int, element: HtmlElement, failed: set[tuple[int, HtmlElement]]) -> bool:
        """Whether the selector up to a position selects the element. `failed`: what was tried, so as not to again."""
        if (position, element) in failed:
            return False
        if self.compounds[position].holds(element) and self._holds_around(position, element, failed):
            return True
        failed.add((position, element))
        return False

    def _holds_around(self, position: int, element: HtmlElement, failed: set[tuple[int, HtmlElement]]) -> bool:
        if position == 0:
            return True
        combinator = self.combinators[position - 1]
        if combinator == ">":
            parent = element.getparent()
            return parent is not None and self._holds(position - 1, parent, failed)
        if combinator == "+":
            sibling = element.getprevious()
            return sibling is not None and self._holds(position - 1, sibling, failed)
        others = element.itersiblings(preceding=True) if combinator == "~" else element.iterancestors()
        return any(self._holds(position - 1, other, failed) for other in others)


def parse_selector(text: str) -> Selector | None:
    """A selector, or None when it has a part that is not read here."""
    compounds: list[Compound] = []
    combinators: list[str] = []
    text = text.strip()
    position = 0
    while position < len(text):
        if compounds:
            combinator = _COMBINATOR.match(text, position)
            if combinator is None:
                return None
            combinators.append(combinator.group(1) or " ")
            position = combinator.end()
        end, compound = _compound(text, position)
        if compound is None:
            return None
        compounds.append(compound)
        position = end
    return Selector(tuple(compounds), tuple(combinators)) if compounds else None


def _compound(text: str, position: int) -> tuple[int, Compound | None]:
    tests: list[_Test] = []
    ids = classes = types = 0
    key = "*"
    needs: set[str] = set()
    start = position
    while part := _PART.match(text, position):
        if part["tag"] is not None and position != start:
            return position, None
        test = _test(part)
        if test is None:
            return position, None
        tests.append(test)
        position = part.end()
        if part["id"] is not None:
            ids, key = ids + 1, f"#{part['id']}"
            needs.add(key)
        elif part["tag"] is not None:
            types += part["tag"] != "*"
            key = part["tag"].lower().replace("\\", "")
        else:
            classes += 1
            if part["class"] is not None:
                name = "." + part["class"].replace("\\", "")
                key = key if key.startswith("#") else name
                needs.add(name)
    return position, Compound(tuple(tests), (ids, classes, types), key, frozenset(needs)) if tests else None


def _test(part: re.Match[str]) -> _Test | None:
    if part["tag"] is not None:
        tag = part["tag"].lower().replace("\\", "")
        return lambda element: tag in {"*", element.tag}
    if part["id"] is not None:
        identifier = part["id"]
        return lambda element: element.get("id") == identifier
    if part["class"] is not None:
        name = part["class"].replace("\\", "")
        return lambda element: name in (element.get("class") or "").split()
    if part["name"] is not None:
        value = next((part[group] for group in ("double", "single", "bare") if part[group] is not None), "")
        return _attribute_test(part["name"].lower(), part["operator"], value)
    return _pseudo_test(part["pseudo"], part["argument"])


def _attribute_test(name: str, operator: str | None, wanted: str) -> _Test:
    def test(element: HtmlElement) -> bool:
        value = element.get(name)
        if value is None or operator is None:
            return value is not None
        matches: dict[str, bool] = {
            "=": value == wanted,
            "~=": wanted in value.split(),
            "|=": value == wanted or value.startswith(f"{wanted}-"),
            "^=": bool(wanted) and value.startswith(wanted),
            "$=": bool(wanted) and value.endswith(wanted),
            "*=": bool(wanted) and wanted in value,
        }
        return matches[operator]

    return test


def _pseudo_test(name: str, argument: str | None) -> _Test | None:
    if name == "root":
        return lambda element: element.getparent() is None
    if name == "not":
        end, compound = _compound(argument or "", 0)
        if compound is None or end != len(argument or ""):
            return None
        return lambda element: not compound.holds(element)
    formula = {"first-child": "1", "last-child": "1", "nth-child": argument or ""}[name].strip().lower()
    nth = _NTH.fullmatch({"odd": "2n+1", "even": "2n"}.get(formula, formula))
    if nth is None or not formula:
        return None
    step = 0 if nth["step"] is None else int({"": "1", "+": "1", "-": "-1"}.get(nth["step"], nth["step"]))
    offset = int((nth["offset"] or "0").replace(" ", ""))
    before = name != "last-child"

    def test(element: HtmlElement) -> bool:
        place = 1 + sum(isinstance(other.tag, str) for other in element.itersiblings(preceding=before))
        return place == offset if step == 0 else (place - offset) % step == 0 and (place - offset) // step >= 0

    return test
