"""Pages within the page, put where they show: frames whose page stands in an attribute, and shadow trees.

A shadow tree that is written in the page (HTML, 4.12.3 "The template element", `shadowrootmode`) takes the place of
what stands in its host, which shows in its slots alone.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

SCOPE = "data-scope-of-styles"
"""Attribute of a style element: the selector of the part of the page that its rules hold for."""
_PLACE = "data-place-of-styles"
_MOST = 200
"""Frames and shadow trees that are unfolded; a plan has a handful."""
_HOST = re.compile(r":host(?:\(([^()]*)\))?")


def unfold(root: HtmlElement) -> None:
    """Put frames and shadow trees of a page where they show, their style rules kept to them."""
    waiting = [root]
    count = 0
    while waiting and count < _MOST:
        inside = waiting.pop()
        for element in list(inside.iter("iframe", "template")):
            if count >= _MOST:
                break
            host = _open_frame(element) if element.tag == "iframe" else _open_shadow(element)
            if host is not None:
                count += 1
                _keep_to(host, count)
                if host.tag == "iframe":
                    waiting.append(host)


def is_unfolded(element: HtmlElement) -> bool:
    """Whether what shows in a frame stands in the tree."""
    return element.get(_PLACE) is not None


def _open_frame(frame: HtmlElement) -> HtmlElement | None:
    """Fill a frame with the page of its attribute."""
    source = frame.get("srcdoc")
    if source is None or not source.strip():
        return None
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    body = page.find("body")
    del frame.attrib["srcdoc"]
    for child in list(frame):
        frame.remove(child)
    frame.text = None if body is None else body.text
    for style in page.iterfind("head//style"):
        style.tail = None
        frame.append(style)
    if body is not None:
        if len(frame) and frame.text:
            frame[-1].tail, frame.text = frame.text, None
        frame.extend(list(body))
    frame.set(_PLACE, "")
    return frame


def _open_shadow(template: HtmlElement) -> HtmlElement | None:
    """Put a shadow tree in the place of what stands in its host."""
    host = template.getparent()
    if host is None or (template.get("shadowrootmode") or template.get("shadowroot") or "").lower() not in {
        "open",
        "closed",
    }:
        return None
    light = host.makeelement("div")
    light.text, host.text = host.text, None
    for child in list(host):
        if child is template:
            light.text, child.tail = (light.text or "") + (child.tail or ""), None
        else:
            light.append(child)
    host.remove(template)
    host.text = template.text
    host.extend(list(template))
    for slot in list(host.iter("slot")):
        _fill_slot(slot, light)
    if len(light) or (light.text or "").strip():
        # what no slot shows is left out and counted
        light.set("hidden", "")
        host.append(light)
    host.set(_PLACE, "")
    return host


def _fill_slot(slot: HtmlElement, light: HtmlElement) -> None:
    name = slot.get("name") or ""
    chosen = [child for child in light if isinstance(child.tag, str) and (child.get("slot") or "") == name]
    text = "" if name else light.text or ""
    if not chosen and not text.strip():
        return
    for child in list(slot):
        slot.remove(child)
    slot.text = text
    if not name:
        light.text = None
    slot.extend(chosen)


def _keep_to(host: HtmlElement, number: int) -> None:
    """Keep the style rules of a part of the page to it."""
    host.set(_PLACE, f"{host.get(_PLACE)} {number}".strip())
    selector = f'[{_PLACE}~="{number}"]'
    for style in host.iter("style"):
        if style.get(SCOPE) is None:
            style.set(SCOPE, selector)
            style.text = _HOST.sub(lambda match: f"&{match.group(1) or ''}", "".join(map(str, style.itertext())))
