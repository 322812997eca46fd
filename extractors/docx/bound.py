"""Content controls bound to data kept beside the document: Word shows the data, not what was saved in the control."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from extractors.docx.names import (
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    ROW,
    TABLE,
    TEXT,
    Element,
    w,
    w14,
)

_PATH = re.compile(r"(?:/(?:[\w.-]+:)?[\w.-]+(?:\[\d{1,6}\])?){1,40}(?:/@(?:[\w.-]+:)?[\w.-]+)?")
"""Paths that Word itself writes: from the root down, by name and place."""
_MAPPING = re.compile(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]*)['\"]")
_OTHER_KINDS = (w("picture"), w("date"), w("richText"), w("docPartList"), w("docPartObj"), w14("checkbox"))


def show_bound(control: Element, data: Sequence[Element]) -> None:
    """Put the text that a control is bound to in its place, where it is found in exactly one part of the data."""
    properties, content = control.find(CONTROL_PROPERTIES), control.find(CONTROL_CONTENT)
    binding = None if properties is None else properties.find(w("dataBinding"))
    if properties is None or content is None or binding is None or not data:
        return
    if any(properties.find(kind) is not None for kind in _OTHER_KINDS):
        return
    if next(content.iter(ROW, TABLE), None) is not None:
        return
    found = _value(binding, data)
    texts = list(content.iter(TEXT))
    if not found or not texts:
        return
    shown = _entry(properties, found)
    if shown != " ".join("".join(text.text or "" for text in texts).split()):
        for text in texts:
            text.text = ""
        texts[0].text = shown


def _value(binding: Element, data: Sequence[Element]) -> str:
    path = binding.get(w("xpath"), "")
    if not _PATH.fullmatch(path):
        return ""
    names = dict(_MAPPING.findall(binding.get(w("prefixMappings"), "")))
    values = []
    for root in data:
        try:
            found = root.getroottree().xpath(path, namespaces=names or None)
        except etree.XPathError:
            continue
        for one in found[:1] if isinstance(found, list) else []:
            text = "".join(map(str, one.itertext())) if isinstance(one, etree._Element) else str(one)  # noqa: SLF001
            values.append(" ".join(text.split()))
    return values[0] if len(values) == 1 else ""


def _entry(properties: Element, found: str) -> str:
    """What an entry of a list shows, where the data hold what it means."""
    for entry in properties.iter(w("listItem")):
        if entry.get(w("value")) == found:
            return entry.get(w("displayText")) or found
    return found
