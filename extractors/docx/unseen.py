"""Words of a Word document that do not show: in the colour of their ground, without ink, or too small to be seen.

They are taken out of the tree before anything is read from it, and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial

from extractors.common.colours import WHITE
from extractors.common.rgb import distance
from extractors.docx.colours import NONE, Palette, shading
from extractors.docx.counts import Counts
from extractors.docx.grid import Area
from extractors.docx.names import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SHADING,
    TABLE,
    TEXT,
    TEXT_BOX,
    Element,
    v,
    value,
    w,
    w14,
    whole,
    within,
    wp,
)
from extractors.docx.shades import TableShades
from extractors.docx.styles import RunFormat, StyleSheet, read_format
from extractors.docx.word_tables import table_areas, table_rows

TINY = 3
"""Half points: letters this small are a grey line at best."""
NARROW = 5
"""Per cent of their width to which letters are pressed and cannot be read."""
LOWEST = 40
"""Twentieths of a point: lines and rows of exactly this height or less show nothing of their letters."""
SAME_COLOUR = 10
"""Difference per channel, 0 to 255, up to which ink and ground cannot be told apart."""
_OUTLINED = frozenset(w(name) for name in ("outline", "emboss", "imprint", "shadow"))
_CLEAR = 100_000
"""An alpha of Word's own fills that lets all through (thousandths of a per cent)."""


_TELLING = _OUTLINED | {w14("textFill"), *(w(name) for name in ("sz", "w", "rStyle", "color", "highlight", "shd"))}
"""Properties of a run on which it depends whether its words show."""

_Ground = Callable[[], str | None]
"""Gives the colour behind words; most words have no colour of their own, so that nobody asks."""


def _white() -> str | None:
    return WHITE


def _unknown() -> str | None:
    return None


class _Grounds:
    """The colours of the cells of a table, worked out once one is asked for."""

    def __init__(self, table: Element, rows: Sequence[tuple[Element, list[Element]]], shades: TableShades) -> None:
        self._table = table
        self._rows = rows
        self._shades = shades

    @cached_property
    def _areas(self) -> dict[tuple[int, int], Area]:
        return {member: area for area in table_areas(self._table, list(self._rows)) for member in area.members}

    @cached_property
    def _columns(self) -> int:
        return max(area.right for area in self._areas.values())

    def of(self, row: int, column: int) -> str | None:
        """The colour of a cell by its row and its number there."""
        element, cells = self._rows[row]
        area = self._areas[row, column]
        return self._shades.fill(cells[column], element, area, len(self._rows), self._columns) or WHITE


class UnseenWords:
    """Takes out what does not show in the stories of one document."""

    def __init__(self, styles: StyleSheet, palette: Palette, counts: Counts) -> None:
        self._styles = styles
        self._palette = palette
        self._counts = counts

    def take_out(self, root: Element) -> None:
        """Take the words out of a story.

        What lies behind text outside of tables is known only where nothing is drawn on the page.
        """
        drawn = next(root.iter(wp("anchor"), v("shape"), v("rect"), w("background")), None) is not None
        self._story(root, _unknown if drawn else _white)

    def _story(self, container: Element, ground: _Ground) -> None:
        for element in within(container, PARAGRAPH, TABLE):
            if element.tag == PARAGRAPH:
                self._paragraph(element, ground)
            else:
                self._table(element)

    def _table(self, table: Element) -> None:
        rows = table_rows(table)
        if not rows:
            return
        grounds = _Grounds(table, rows, TableShades(table, self._styles, self._palette))
        for number, (row, cells) in enumerate(rows):
            flat = _is_flat(row)
            for column, cell in enumerate(cells):
                if flat:
                    self._blank(cell)
                else:
                    self._story(cell, partial(grounds.of, number, column))

    def _paragraph(self, paragraph: Element, ground: _Ground) -> None:
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = self._styles.paragraph(value(properties, "pStyle"))
        flat = _is_flat_line(properties)
        shade = None if properties is None else shading(properties.find(SHADING), self._palette)
        own = style.shade if shade is None else shade
        for run in _runs(paragraph):
            if flat or self._is_unseen(run, style.run, own, ground):
                self._blank(run)
        for box in paragraph.iter(TEXT_BOX):
            self._story(box, _unknown)

    def _is_unseen(self, run: Element, base: RunFormat, own: str | None, ground: _Ground) -> bool:
        """Whether the words of a run cannot be seen. own: the paragraph's shading, over the ground."""
        look = base
        properties = run.find(RUN_PROPERTIES)
        if properties is not None and any(child.tag in _TELLING for child in properties):
            if _is_tiny(properties) or _is_clear(properties):
                return True
            named = value(properties, "rStyle")
            if named is not None:
                look = self._styles.character(named).over(base)
            look = read_format(properties, self._palette).over(look)
            if any(child.tag in _OUTLINED for child in properties):
                return False
        if not look.colour or look.colour == NONE:
            return False
        behind = look.highlight or look.shade or own or ground()
        return bool(behind and _alike(look.colour, behind))

    def _blank(self, container: Element) -> None:
        for text in container.iter(TEXT):
            self._counts.hidden_words += len((text.text or "").split())
            text.text = ""


def _runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph, those inside its text boxes left out."""
    for run in paragraph.iter(RUN):
        around = next((parent for parent in run.iterancestors(PARAGRAPH)), None)
        if around is paragraph:
            yield run


def _is_tiny(properties: Element) -> bool:
    size, width = whole(value(properties, "sz"), TINY + 1), whole(value(properties, "w"), NARROW + 1)
    return size <= TINY or width <= NARROW


def _is_clear(properties: Element) -> bool:
    """Whether Word's own fill of the letters is none, or lets all through."""
    fill = properties.find(w14("textFill"))
    if fill is None or properties.find(w14("textOutline")) is not None:
        return False
    alpha = next(fill.iter(w14("alpha")), None)
    clear = alpha is not None and whole(alpha.get(w14("val")), 0) >= _CLEAR
    return clear or fill.find(w14("noFill")) is not None


def _is_flat(row: Element) -> bool:
    properties = row.find(ROW_PROPERTIES)
    exact = value(properties, "trHeight", "hRule") == "exact"
    return exact and whole(value(properties, "trHeight"), LOWEST + 1) <= LOWEST


def _is_flat_line(properties: Element | None) -> bool:
    exact = value(properties, "spacing", "lineRule") == "exact"
    return exact and whole(value(properties, "spacing", "line"), LOWEST + 1) <= LOWEST


def _alike(ink: str, ground: str) -> bool:
    return distance(ink, ground) <= SAME_COLOUR
