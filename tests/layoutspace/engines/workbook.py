"""A workbook: the document on one sheet, what stands round the plan on sheets of its own, or a sheet a theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builders.arrangement import ArrangedTable, Heading, Paragraph, Part
from builders.workbook import DEFAULT_NAME, BookStyle, BookWriter
from layoutspace.composed import Composed

KIND = "xlsx"
THEME_LEVEL = 2  # of headings that name a theme
PLAN_NAME, AFTER_NAME = "Action Plan", "Contacts"


def missing() -> str:
    """Nothing: the project itself needs xlsxwriter."""
    return ""


def render(composed: Composed) -> bytes:
    """The document as a .xlsx file; the same bytes each time."""
    look, habit = composed.setting.look, composed.habit
    style = BookStyle(
        at=(habit % 2, habit % 3),
        colours=composed.colours,
        habit=habit,
        typed=habit % 4 > 0,
        drawing=look.drawing,
        stripe=look.stripe if look.has_stripes else "",
        header_text=look.header_text,
        banner_text=look.banner_text,
    )
    writer = BookWriter(style, composed.title)
    parts = [*composed.parts, Paragraph(composed.setting.footnote)] if composed.setting.footnote else composed.parts
    for name, held in sheets_of(parts, composed.sheets):
        writer.add_sheet(name, held)
    return writer.file()


def sheets_of(parts: Sequence[Part], mode: str) -> Iterator[tuple[str, Sequence[Part]]]:
    """The parts of each sheet, with its name."""
    tables = [place for place, part in enumerate(parts) if isinstance(part, ArrangedTable) and part.plan]
    themes = {
        place: part.text for place, part in enumerate(parts) if isinstance(part, Heading) and part.level == THEME_LEVEL
    }
    begins: dict[int, str] = {0: DEFAULT_NAME}
    if mode == "themes":
        begins |= themes
    elif mode == "parts" and tables:
        begins |= {_with_headings(parts, tables[0]): PLAN_NAME, tables[-1] + 1: AFTER_NAME}
    places = sorted(begins)
    for place, end in zip(places, [*places[1:], len(parts)], strict=True):
        if parts[place:end]:
            yield begins[place], parts[place:end]


def _with_headings(parts: Sequence[Part], table: int) -> int:
    """The first of the lines right above a table."""
    first = table
    while first and isinstance(parts[first - 1], Heading | Paragraph):
        first -= 1
    return first
