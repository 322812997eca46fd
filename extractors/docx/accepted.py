"""The view of a document with all tracked changes accepted, one alternative of each pair, and no prompts.

The tree is changed in place before anything is read from it, so that what follows meets plain paragraphs and tables.
"""

from __future__ import annotations

from lxml import etree

from extractors.docx.names import (
    ALTERNATIVES,
    CELL,
    CELL_PROPERTIES,
    CHOICE,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    DELETED,
    FALLBACK,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    RUN_PROPERTIES,
    SECTION,
    TABLE,
    TEXT,
    VALUE,
    Element,
    switch,
    value,
    w,
    w14,
    within,
)
from extractors.docx.styles import StyleSheet
from extractors.docx.tally import Tally

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
_CHECKED = "☒"
_UNCHECKED = "☐"
_MARKERS = frozenset(
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
"""Elements that stand between paragraphs and show nothing."""


def accept(root: Element, styles: StyleSheet, tally: Tally) -> None:
    """Turn a part's tree into its accepted view, counting what is changed or left out."""
    _choose_alternatives(root)
    tally.inserted += sum(1 for _ in root.iter(INSERTED, MOVED_TO, w("cellIns")))
    tally.deleted += sum(1 for _ in root.iter(DELETED, MOVED_FROM, w("cellDel")))
    _drop_rows_and_cells(root)
    _join_paragraphs(root)
    for element in list(root.iter(DELETED, MOVED_FROM)):
        _remove(element)
    for control in list(root.iter(CONTROL)):
        _settle_control(control, styles, tally)


def _choose_alternatives(root: Element) -> None:
    """Put the first choice in the place of each mc:AlternateContent; the fallback says the same for old programs."""
    for alternatives in list(root.iter(ALTERNATIVES)):
        options = [*alternatives.iterchildren(CHOICE), *alternatives.iterchildren(FALLBACK)]
        chosen = next((option for option in options if len(option)), None)
        parent = alternatives.getparent()
        if parent is None:
            continue
        place = parent.index(alternatives)
        parent[place : place + 1] = list(chosen) if chosen is not None else []


def _drop_rows_and_cells(root: Element) -> None:
    for row in list(root.iter(ROW)):
        properties = row.find(ROW_PROPERTIES)
        if properties is not None and properties.find(DELETED) is not None:
            _remove(row)
    for cell in list(root.iter(CELL)):
        properties = cell.find(CELL_PROPERTIES)
        if properties is not None and properties.find(w("cellDel")) is not None:
            _remove(cell)
    for table in list(root.iter(TABLE)):
        if next(within(table, ROW), None) is None:
            _remove(table)


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose mark was deleted runs on into the next one, which keeps its own properties.

    So does a drop cap: Word keeps the big first letter in a paragraph of its own.
    """
    for paragraph in list(root.iter(PARAGRAPH)):
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is None or not _runs_on(properties):
            continue
        content = [child for child in paragraph if child is not properties]
        following = _next_paragraph(paragraph)
        if following is not None:
            first = following.find(PARAGRAPH_PROPERTIES)
            place = 0 if first is None else following.index(first) + 1
            following[place:place] = content
        if following is not None or all(child.tag in {DELETED, MOVED_FROM, *_MARKERS} for child in content):
            _remove(paragraph)


def _runs_on(properties: Element) -> bool:
    if value(properties, "framePr", "dropCap") in {"drop", "margin"}:
        return True
    mark = properties.find(RUN_PROPERTIES)
    if mark is None or properties.find(SECTION) is not None:
        return False
    return mark.find(DELETED) is not None or mark.find(MOVED_FROM) is not None


def _next_paragraph(paragraph: Element) -> Element | None:
    for sibling in paragraph.itersiblings():
        if sibling.tag == PARAGRAPH:
            return sibling
        if sibling.tag not in _MARKERS:
            return None
    return None


def _settle_control(control: Element, styles: StyleSheet, tally: Tally) -> None:
    """Empty a content control that still shows its prompt; draw the box of one whose box was not saved."""
    properties = control.find(CONTROL_PROPERTIES)
    content = control.find(CONTROL_CONTENT)
    if properties is None or content is None:
        return
    texts = list(content.iter(TEXT))
    words = " ".join("".join(text.text or "" for text in texts).split())
    if _shows_prompt(properties, content, words, styles):
        tally.prompts += bool(words)
        for text in texts:
            text.text = ""
        return
    box = properties.find(w14("checkbox"))
    if box is not None and not words and next(content.iter(w("sym")), None) is None:
        state = box.find(w14("checked"))
        ticked = state is not None and state.get(w14("val"), "1").lower() in {"1", "true", "on"}
        _write(content, _CHECKED if ticked else _UNCHECKED)


def _shows_prompt(properties: Element, content: Element, words: str, styles: StyleSheet) -> bool:
    if words.rstrip(".").lower() in _PROMPTS:
        return True
    if not switch(properties, "showingPlcHdr"):
        return False
    # Programs that fill in forms often leave this flag behind. What is then no prompt by its style, and is one of the
    # list's own entries, is an answer.
    named = [style.get(VALUE) for style in content.iter(w("rStyle"))]
    if any(styles.is_placeholder(style) or style == "PlaceholderText" for style in named):
        return True
    entries = [entry for entry in properties.iter(w("listItem")) if entry.get(w("value"))]
    return all(words not in {entry.get(w("displayText")), entry.get(w("value"))} for entry in entries)


def _write(content: Element, character: str) -> None:
    """Put a character into the first run of a control, or into a new one."""
    run = next(content.iter(w("r")), None)
    if run is None:
        place = next(content.iter(PARAGRAPH), content)
        run = etree.SubElement(place, w("r"))
    etree.SubElement(run, TEXT).text = character


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
