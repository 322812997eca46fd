"""What the fields of forms show."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

_WITHOUT_WORDS = frozenset({"hidden", "password", "image", "file", "range", "color"})


@dataclass(frozen=True, slots=True)
class Shown:
    """The words a field shows, whether its lines are as typed, and whether it shows nothing but its prompt."""

    text: str = ""
    typed: bool = False
    prompt: bool = False
    colour: str | None = None


def read_control(element: HtmlElement) -> Shown:
    """Read an `input`, `select` or `textarea`: the chosen option, the text typed in, a ticked box."""
    if element.tag == "select":
        return Shown(" ".join(map(_label, _chosen(element))))
    kind = "textarea" if element.tag == "textarea" else (element.get("type") or "text").strip().lower()
    if kind in {"checkbox", "radio"}:
        return Shown("☒" if element.get("checked") is not None else "☐")
    value = element.text_content() if kind == "textarea" else element.get("value") or ""
    if kind == "color":
        return Shown(colour=value)
    if kind in _WITHOUT_WORDS:
        return Shown()
    return Shown(value, typed=kind == "textarea", prompt=not value.strip() and bool(element.get("placeholder")))


def _chosen(element: HtmlElement) -> list[HtmlElement]:
    """The options a list shows: the one chosen; where many may be, those chosen, or all when none is."""
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if element.get("multiple") is not None:
        return chosen or options
    return chosen[-1:] or options[:1]


def _label(option: HtmlElement) -> str:
    return str(option.get("label") or option.text_content()).strip()
