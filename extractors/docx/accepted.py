"""The view of a document with all tracked changes accepted, one alternative of each pair, and no hidden rows.

The tree is changed in place before anything is read from it, so that what follows meets plain paragraphs and tables.
"""

from __future__ import annotations

from extractors.docx.counts import Counts
from extractors.docx.names import (
    ALTERNATIVES,
    CELL,
    CELL_PROPERTIES,
    CHOICE,
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
    Element,
    is_properties,
    switch,
    value,
    w,
    within,
)

_MARKERS = frozenset(
    w(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
"""Elements that stand between paragraphs and show nothing."""


def accept(root: Element, counts: Counts) -> None:
    """Turn a part's tree into its accepted view, counting its changes."""
    _choose_alternatives(root)
    counts.inserted += sum(1 for _ in root.iter(INSERTED, MOVED_TO, w("cellIns")))
    counts.deleted += sum(1 for _ in root.iter(DELETED, MOVED_FROM, w("cellDel")))
    _drop_hidden_rows(root, counts)
    _drop_rows_and_cells(root)
    _drop_runs(root)
    _join_paragraphs(root)


def _choose_alternatives(root: Element) -> None:
    """Put the first choice in the place of each mc:AlternateContent; the fallback says the same for old programs."""
    for alternatives in list(root.iter(ALTERNATIVES)):
        options = [*alternatives.iterchildren(CHOICE), *alternatives.iterchildren(FALLBACK)]
        chosen = next((option for option in options if len(option)), None)
        parent = alternatives.getparent()
        if parent is None:
            continue
        for child in () if chosen is None else list(chosen):
            alternatives.addprevious(child)
        parent.remove(alternatives)


def _drop_hidden_rows(root: Element, counts: Counts) -> None:
    """Rows that Word does not show (17.4.20); their words are counted."""
    for row in list(root.iter(ROW)):
        if switch(row.find(ROW_PROPERTIES), "hidden"):
            counts.hidden_words += sum(len((text.text or "").split()) for text in row.iter(TEXT))
            _remove(row)


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
        # one that holds text all the same is left, so that the text is told of
        if next(within(table, ROW), None) is None and next(table.iter(TEXT), None) is None:
            _remove(table)


def _drop_runs(root: Element) -> None:
    """Take out what was deleted or moved away; the marks of the same names among properties are of paragraphs."""
    for element in list(root.iter(DELETED, MOVED_FROM)):
        parent = element.getparent()
        if parent is not None and not is_properties(parent.tag):
            parent.remove(element)


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose mark was deleted runs on into the next one, which keeps its own properties.

    So does a drop cap: Word keeps the big first letter in a paragraph of its own. From the last to the first, so that
    nothing is carried twice.
    """
    for paragraph in reversed(list(root.iter(PARAGRAPH))):
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        if properties is None or not _runs_on(properties):
            continue
        content = [child for child in paragraph if child is not properties]
        following = _next_paragraph(paragraph)
        if following is not None:
            first = following.find(PARAGRAPH_PROPERTIES)
            for child in reversed(content):
                if first is None:
                    following.insert(0, child)
                else:
                    first.addnext(child)
        if following is not None or all(child.tag in _MARKERS for child in content):
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


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
