"""Content controls: what was filled in stays, what is still a prompt goes, and tick boxes show their state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from extractors.docx.bound import show_bound
from extractors.docx.counts import Counts
from extractors.docx.names import (
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    PARAGRAPH,
    ROW,
    RUN,
    TEXT,
    VALUE,
    Element,
    switch,
    value,
    w,
    w14,
)
from extractors.docx.styles import StyleSheet

_PROMPTS = frozenset(
    {
        "choose an item",
        "choose a building block",
        "click here to enter text",
        "click here to enter a date",
        "click or tap here to enter text",
        "click or tap to enter a date",
    }
)
"""The prompts that Word itself puts in an empty content control, whether or not the flag for them was kept."""
_ASKS = re.compile(
    r"^\W*(?:please\W+)?(?:add|choose|click|complete|describe|enter|fill|give|insert|list|pick|select|set|specify|state|"
    r"summarise|tap|tell|type|write)\b|\bhere\W*$|^[\[<{(_….].*[\]>})_….]$|\?$",
    re.IGNORECASE,
)
"""How prompts ask for something; a control's words that do not are somebody's answer."""
_PLACEHOLDER_STYLE = "PlaceholderText"
_CHECKED, _UNCHECKED = "☒", "☐"
_ON = frozenset({"1", "true", "on"})


class ControlSettler:
    """Settles the content controls of one document in place, before its text is read.

    `glossary` is the part in which Word keeps the prompts of the document's controls, if the file has it.
    """

    def __init__(
        self, styles: StyleSheet, glossary: Element | None, counts: Counts, data: Sequence[Element] = ()
    ) -> None:
        self._styles = styles
        self._data = data
        self._counts = counts
        parts = () if glossary is None else glossary.iter(w("docPart"))
        self._prompts = {value(part.find(w("docPartPr")), "name") or "": _words(part) for part in parts}

    def settle(self, root: Element) -> None:
        """Empty the controls that still show their prompt; draw the boxes that were not saved."""
        for control in list(root.iter(CONTROL)):
            properties, content = control.find(CONTROL_PROPERTIES), control.find(CONTROL_CONTENT)
            if properties is None or content is None:
                continue
            show_bound(control, self._data)
            box = properties.find(w14("checkbox"))
            if box is not None:
                _draw_box(box, content)
            elif self._shows_prompt(properties, content):
                self._counts.prompts += 1
                for text in content.iter(TEXT):
                    text.text = ""

    def _shows_prompt(self, properties: Element, content: Element) -> bool:
        """Whether the words are a prompt.

        Word flags a prompt, but programs that fill in forms leave the flag behind, and the style of prompts with it.
        So the flag alone is not believed: where the file keeps the prompt itself the words must be the same; else they
        must be no entry of a list to choose from, or ask for something as prompts do. What holds rows of a table is
        never a prompt.
        """
        words = _words(content)
        if not words or next(content.iter(ROW), None) is not None:
            return False
        if words.rstrip(".").lower() in _PROMPTS:
            return True
        if not switch(properties, "showingPlcHdr"):
            return False
        prompt = self._prompts.get(value(properties.find(w("placeholder")), "docPart") or "")
        if prompt:
            return words == prompt
        entries = _entries(properties)
        if words in entries:
            return any(self._is_prompt_style(style.get(VALUE)) for style in content.iter(w("rStyle")))
        return bool(_ASKS.search(words)) or (properties.find(w("dropDownList")) is not None and bool(entries))

    def _is_prompt_style(self, style_id: str | None) -> bool:
        return style_id == _PLACEHOLDER_STYLE or self._styles.is_placeholder(style_id)


def _words(element: Element) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(TEXT)).split())


def _entries(properties: Element) -> set[str | None]:
    """What the entries of a list show and mean; the entry without a value is the prompt."""
    entries = [entry for entry in properties.iter(w("listItem")) if entry.get(w("value"))]
    return {entry.get(w(name)) for entry in entries for name in ("displayText", "value")}


def _draw_box(box: Element, content: Element) -> None:
    """Put the tick box of a control whose box was not saved into its first run, or into a new one."""
    if _words(content) or next(content.iter(w("sym")), None) is not None:
        return
    state = box.find(w14("checked"))
    ticked = state is not None and state.get(w14("val"), "1").lower() in _ON
    run = next(content.iter(RUN), None)
    if run is None:
        run = etree.SubElement(next(content.iter(PARAGRAPH), content), RUN)
    etree.SubElement(run, TEXT).text = _CHECKED if ticked else _UNCHECKED
