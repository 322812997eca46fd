"""How the words of an element stand out: in bold, underlined, raised, in a box, or in signs of a symbol font."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import tinycss2
from lxml.html import HtmlElement

from extractors.common.ink import Ink
from extractors.html.css.cascade import Said
from extractors.html.css.tokens import Tokens, keywords

_BOLD_TAGS = frozenset({"b", "strong"})
_UNDERLINED_TAGS = frozenset({"u", "ins"})
_SYMBOL_FONT = re.compile(r"\b(?:symbol|wingdings(?: [23])?|webdings)\b")
_LINES = frozenset({"solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"})
_BOLD_WEIGHT = 600
"""`font-weight` from which letters are bold (CSS Fonts 4, 2.2.2, calls 600 semi-bold)."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What is said of an element's words; None where nothing is."""

    bold: bool | None = None
    underlined: bool | None = None
    raised: bool | None = None
    boxed: bool | None = None
    turned: bool | None = None
    """Whether they run from right to left, against their direction."""
    symbols: str | None = None
    """The symbol font that draws them."""

    def over(self, ink: Ink) -> Ink:
        """The look of words that would have the given one."""
        if self == PLAIN:
            return ink
        return replace(
            ink,
            bold=ink.bold if self.bold is None else self.bold,
            underlined=ink.underlined or bool(self.underlined),
            raised=ink.raised if self.raised is None else self.raised,
            boxed=ink.boxed or bool(self.boxed),
        )


PLAIN = Looks()
_OF_TAGS = {
    **dict.fromkeys(_BOLD_TAGS, Looks(bold=True)),
    **dict.fromkeys(_UNDERLINED_TAGS, Looks(underlined=True)),
    "sup": Looks(raised=True),
}


def looks_of(element: HtmlElement, said: Said, *, in_line: bool) -> Looks:
    """The looks of an element from its tag and what style rules say. `in_line`: it is part of a line, not a box."""
    plain = _OF_TAGS.get(str(element.tag), PLAIN)
    face = element.get("face")
    turned = element.tag == "bdo" and (element.get("dir") or "").lower() == "rtl"
    if face is None and not turned and not any(True for _ in said):
        return plain
    bold = said.pick(("font-weight", "font"), _is_bold, around=None, unset=False)
    underlined = said.pick(("text-decoration", "text-decoration-line"), _is_underlined, around=None, unset=False)
    raised = said.pick(("vertical-align",), _is_raised, around=None, unset=False)
    boxed = in_line and any(
        _LINES & {*keywords(value)} for _, value in said.strongest("border", "border-style", "outline", "outline-style")
    )
    turned = turned or (said.word("unicode-bidi").endswith("override") and said.word("direction") == "rtl")
    found = said.tokens("font-family", "font")
    font = _SYMBOL_FONT.search(
        (tinycss2.serialize(found[1]).lower() if found is not None else "") or (face or "").lower()
    )
    return Looks(
        bold=plain.bold if bold is None else bold,
        underlined=plain.underlined if underlined is None else underlined,
        raised=plain.raised if raised is None else raised,
        boxed=boxed or None,
        turned=turned or None,
        symbols=font.group() if font else None,
    )


def _is_bold(name: str, tokens: Tokens) -> bool | None:
    words = {*keywords(tokens)}
    weights = [int(word) for word in tinycss2.serialize(tokens).replace("/", " ").split() if word.isdigit()]
    heavy = bool(words & {"bold", "bolder"}) or any(weight >= _BOLD_WEIGHT for weight in weights)
    return heavy if heavy or name == "font" or words or weights else None


def _is_underlined(_: str, tokens: Tokens) -> bool:
    return "underline" in keywords(tokens)


def _is_raised(_: str, tokens: Tokens) -> bool:
    return "super" in keywords(tokens)
