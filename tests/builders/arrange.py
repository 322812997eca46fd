"""Turns a description and a layout into the parts that a renderer draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builders import surroundings
from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, Paragraph, Part
from builders.description import DescribedAction, DescribedTheme, Lead, PlanDescription, TextBlock
from builders.layout import Column, Layout
from builders.rag import rag_cell

HEADER_FILL = "#d9e2f3"
BANNER_FILL = "#1f3864"
SUB_BANNER_FILL = "#ededed"


def arrange(description: PlanDescription, layout: Layout) -> tuple[Part, ...]:
    """Every part of the document, in reading order."""
    return (
        *surroundings.before(description, layout),
        *_plan_parts(description, layout),
        *surroundings.after(description, layout),
    )


def _plan_parts(description: PlanDescription, layout: Layout) -> Iterator[Part]:
    if description.template:
        yield Heading(layout.template_heading.format(template=description.template))
    statuses = _statuses_before(description)
    if layout.forms:
        yield from _forms(description, layout, statuses)
    elif layout.theme == "heading":
        for theme in description.themes:
            yield from _theme_heading(theme, layout)
            rows = tuple(_action_rows(theme, layout, statuses))
            yield _table(layout, (*_header_rows(layout), *rows))
    else:
        yield _table(layout, tuple(_rows(description, layout, statuses)))


def _statuses_before(description: PlanDescription) -> dict[tuple[int, str], int]:
    """For each action, how many before it carry a status."""
    counts = {}
    given = 0
    for theme, action in description.actions():
        counts[theme.number, action.number] = given
        given += action.rag is not None
    return counts


def _rows(description: PlanDescription, layout: Layout, statuses: dict[tuple[int, str], int]) -> Iterator[ArrangedRow]:
    for index, theme in enumerate(description.themes):
        banner = layout.theme in {"banner", "nested"}
        if banner and layout.header_repeat == "theme":
            yield _banner(theme, layout)
        if index == 0 or layout.header_repeat == "theme":
            yield from _header_rows(layout)
        if banner and layout.header_repeat != "theme":
            yield _banner(theme, layout)
        yield from _action_rows(theme, layout, statuses)


def _table(layout: Layout, rows: tuple[ArrangedRow, ...]) -> ArrangedTable:
    opening = 0
    for row in rows:
        if row.kind != "header":
            break
        opening += 1
    weights = tuple(column.weight for column in layout.columns)
    return ArrangedTable(weights=weights, rows=rows, header_rows=opening, repeat_header=layout.header_repeat == "page")


def _header_rows(layout: Layout) -> tuple[ArrangedRow, ...]:
    columns = layout.columns
    if not layout.two_row_header:
        cells = tuple(_header_cell(column.header) for column in columns)
        return (ArrangedRow(cells, "header"),)
    upper: list[ArrangedCell | None] = []
    lower: list[ArrangedCell | None] = []
    for index, column in enumerate(columns):
        group, _, own = column.header.rpartition("|")
        if not group:
            upper.append(replace(_header_cell(own), row_span=2))
            lower.append(None)
            continue
        lower.append(_header_cell(own))
        if index and columns[index - 1].header.startswith(f"{group}|"):
            upper.append(None)
        else:
            upper.append(replace(_header_cell(group), column_span=_group_width(columns[index:], group)))
    return ArrangedRow(tuple(upper), "header"), ArrangedRow(tuple(lower), "header")


def _group_width(columns: tuple[Column, ...], group: str) -> int:
    width = 0
    for column in columns:
        if not column.header.startswith(f"{group}|"):
            break
        width += 1
    return width


def _header_cell(text: str) -> ArrangedCell:
    return ArrangedCell(blocks=(TextBlock(text),), bold=True, fill=HEADER_FILL)


def _across(cell: ArrangedCell, layout: Layout, fill: str) -> ArrangedRow:
    wide = replace(cell, role="theme", column_span=len(layout.columns), bold=True, fill=fill)
    return ArrangedRow((wide, *(None for _ in layout.columns[1:])), "banner")


def _banner(theme: DescribedTheme, layout: Layout) -> ArrangedRow:
    return _across(_theme_content(theme, layout), layout, BANNER_FILL)


def _theme_content(theme: DescribedTheme, layout: Layout) -> ArrangedCell:
    blocks = _theme_blocks(theme, layout)
    return ArrangedCell(
        blocks=blocks,
        role="theme",
        bold=True,
        strapline=bool(theme.strapline),
        list_number=_theme_list_number(theme, layout),
    )


def _theme_list_number(theme: DescribedTheme, layout: Layout) -> str:
    return f"{theme.number}." if layout.number == "automatic_dotted" else ""


def _theme_blocks(theme: DescribedTheme, layout: Layout) -> tuple[TextBlock, ...]:
    title = layout.theme_format.format(number=theme.number, title=theme.title)
    texts = (f"{theme.flag}:", f"{title}:") if theme.flag else (title,)
    return tuple(TextBlock(text) for text in (*texts, theme.strapline) if text)


def _theme_heading(theme: DescribedTheme, layout: Layout) -> Iterator[Part]:
    title = layout.theme_format.format(number=theme.number, title=theme.title)
    yield Heading(title, level=2, list_number=_theme_list_number(theme, layout))
    if theme.strapline:
        yield Paragraph(theme.strapline)


def priority_banner(theme: DescribedTheme, number: str, title: str) -> str:
    """What stands over the actions of a priority."""
    return f"Priority {theme.number}.{number}: {title}"


def _action_rows(theme: DescribedTheme, layout: Layout, statuses: dict[tuple[int, str], int]) -> Iterator[ArrangedRow]:
    opened: set[str] = set()
    for index, action in enumerate(theme.actions):
        for number, title in theme.priorities if layout.theme == "nested" else ():
            if number not in opened and action.number.startswith(f"{number}."):
                opened.add(number)
                banner = ArrangedCell(blocks=(TextBlock(priority_banner(theme, number, title)),))
                yield _across(banner, layout, SUB_BANNER_FILL)
        given = statuses[theme.number, action.number]
        cells = [_cell(column, theme, action, layout, given) for column in layout.columns]
        places: list[ArrangedCell | None] = list(cells)
        for place, column in enumerate(layout.columns):
            if column.role == "theme":
                places[place] = _theme_cell(cells[place], layout, index, len(theme.actions))
        yield ArrangedRow(tuple(places), "action")


def _theme_cell(cell: ArrangedCell, layout: Layout, index: int, count: int) -> ArrangedCell | None:
    if layout.theme == "merged":
        return replace(cell, row_span=count) if index == 0 else None
    if layout.theme == "first_row" and index:
        return ArrangedCell(role="theme")
    return cell


def _cell(column: Column, theme: DescribedTheme, action: DescribedAction, layout: Layout, given: int) -> ArrangedCell:
    match column.role:
        case "theme":
            return _theme_content(theme, layout)
        case "number":
            return _number_cell(theme, action, layout)
        case "rag":
            return rag_cell(layout, action.rag, given)
        case _:
            return ArrangedCell(blocks=_text_blocks(column, action, layout), role=column.role)


def _text_blocks(column: Column, action: DescribedAction, layout: Layout) -> tuple[TextBlock, ...]:
    texts = {
        "organisation": layout.organisation_separator.join(action.organisations),
        "lead": "\n".join(printed_lead(lead, layout) for lead in action.leads),
        "outcome": action.outcome or "",
        "timescale": action.timescale or "",
        "other": action.text_under(column.header),
    }
    match column.role:
        case "action":
            return action.wording
        case "narrative":
            return action.narrative
        case role:
            return tuple(TextBlock(line) for line in texts[role].split("\n") if line)


def _number_cell(theme: DescribedTheme, action: DescribedAction, layout: Layout) -> ArrangedCell:
    dotted = layout.number in {"dotted", "automatic_dotted"}
    number = f"{theme.number}.{action.number}" if dotted else action.number
    text = layout.number_format.format(number=number)
    listed = text if layout.number.startswith("automatic") else ""
    return ArrangedCell(blocks=(TextBlock(text),), role="number", list_number=listed)


def printed_lead(lead: Lead, layout: Layout) -> str:
    """A lead as the layout prints it."""
    if lead.name is None or lead.role is None:
        return lead.name or lead.role or ""
    match layout.lead_style:
        case "comma":
            return f"{lead.name}, {lead.role}"
        case "brackets":
            return f"{lead.name} ({lead.role})"
        case "dash":
            return f"{lead.name} - {lead.role}"
        case "lines":
            return f"{lead.name}\n{lead.role}"


def _forms(description: PlanDescription, layout: Layout, statuses: dict[tuple[int, str], int]) -> Iterator[Part]:
    for theme in description.themes:
        if layout.theme == "heading":
            yield from _theme_heading(theme, layout)
        for action in theme.actions:
            given = statuses[theme.number, action.number]
            rows = tuple(
                ArrangedRow((_header_cell(column.header), _cell(column, theme, action, layout, given)), "plain")
                for column in layout.columns
            )
            yield ArrangedTable(weights=(1.0, 3.0), rows=rows)
            yield Paragraph("")
