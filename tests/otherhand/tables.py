"""Plans as upright tables, and as tables on their side."""

from __future__ import annotations

from dataclasses import replace

from builders.description import DescribedAction, DescribedTheme
from otherhand.columns import Column
from otherhand.flow import Cell, Gap, Item, Para, Row, Table
from otherhand.setting import LIGHTS, Setting
from otherhand.traits import TABLES

WEIGHTS = {
    "number": 0.45, "theme": 0.95, "wording": 1.9, "rag": 0.62, "leads": 1.15, "bodies": 1.15, "when": 0.85,
    "outcome": 1.35, "narrative": 3.4, "other": 0.95, "status": 0.8,
}  # fmt: skip
PLAN_BESIDE = 0.74  # of the page's width, where another table stands beside the plan
LEAVES_WORDS_CUT = 1.38  # of columns' looseness, 0.75 to 1.4: a few documents cut words in columns too narrow
LETTER = 0.6  # of the size of type: width of a letter, generously


def upright(setting: Setting) -> list[Item]:
    """One table, or one a theme, with a row for each action; the narrative may have a row of its own under it."""
    columns = setting.shown(*(("narrative",) if setting.trait("shape", "row under") else ()))
    head, widths, again = _head(setting, columns), _widths(setting, columns), setting.trait("repeat", "yes")
    apart = setting.traits["theme_place"] in {"heading", "page", "caption", "running"}
    items: list[Item] = []
    rows: list[Row] = []
    for theme in setting.plan.themes:
        if setting.trait("theme_place", "band"):
            rows.append(_across(setting, theme, len(columns), look_fill=setting.look.stripe))
        for at, action in enumerate(theme.actions):
            rows += _rows(setting, columns, theme, action, at)
        if setting.trait("spare_rows", "yes") and theme is setting.plan.themes[-1]:
            rows += [Row(tuple(Cell() for _ in columns), whole=True)] * 3
        if not apart:
            continue
        if setting.trait("theme_place", "caption"):
            top = (_across(setting, theme, len(columns), look_fill=setting.look.head_fill, head=True), *head)
            items += [Gap()] if items else []
        else:
            top = () if items and setting.trait("header", "first only") else head
            items += setting.heading(theme, first=not items)
        items.append(Table((*top, *rows), widths, len(top), again))
        rows = []
    share = PLAN_BESIDE if setting.trait("beside", "yes") else 1.0
    return items or [Table((*head, *rows), widths, len(head), again, share=share)]


def _rows(
    setting: Setting, columns: tuple[Column, ...], theme: DescribedTheme, action: DescribedAction, at: int
) -> list[Row]:
    """The row of an action, the at-th of its theme, and that of its narrative where it has one."""
    under, merged = setting.trait("shape", "row under"), setting.trait("theme_place", "merged")
    whole = setting.trait("cuts", "whole")
    cells: list[Cell] = []
    for column in columns:
        cell = setting.cell(theme, action, column)
        if column.field == "bodies" and setting.trait("shared", "yes"):
            if at:
                continue
            cell = replace(cell, down=len(theme.actions))
        elif column.field == "theme" and merged:
            if at:
                continue
            down = len(theme.actions) * (2 if under else 1)
            cell = replace(cell, down=down, turned=setting.trait("turned", "yes"))
        elif column.field == "theme" and setting.trait("theme_place", "first") and at:
            cell = Cell()
        cells.append(cell)
    rows = [Row(tuple(cells), whole)]
    if under:
        narrative = next(column for column in setting.columns if column.field == "narrative")
        texts = setting.cell(theme, action, narrative).paras or (Para(""),)
        first = replace(texts[0], label=f"{narrative.header}: ")
        rows.append(Row((Cell((first, *texts[1:]), across=len(columns) - merged),), whole))
    return rows


def _across(setting: Setting, theme: DescribedTheme, across: int, *, look_fill: str, head: bool = False) -> Row:
    """A row with the theme's title across the table."""
    ink = setting.look.head_ink if head else ""
    title = Para(setting.theme_title(theme), bold=True, size=1.1, ink=ink)
    return Row((Cell((title,), across=across, fill=look_fill, head=head),), whole=True)


def _head(setting: Setting, columns: tuple[Column, ...]) -> tuple[Row, ...]:
    look = setting.look
    cells = [
        Cell((Para(column.header, bold=True, ink=look.head_ink),), fill=look.head_fill, head=True) for column in columns
    ]
    names = Row(tuple(cells), whole=True)
    if setting.traits["header"] != "grouped":
        return (names,)
    cut = max(1, len(columns) // 2)
    groups = (("The action", cut), ("Delivery and progress", len(columns) - cut))
    over = tuple(
        Cell((Para(text, bold=True, ink=look.head_ink),), across=across, fill=look.head_fill, head=True)
        for text, across in groups
    )
    return (Row(over, whole=True), names)


def _widths(setting: Setting, columns: tuple[Column, ...]) -> tuple[float, ...]:
    weights = [WEIGHTS[column.field] * setting.loose[at % len(setting.loose)] for at, column in enumerate(columns)]
    weights = [
        0.26 if column.header in LIGHTS.values() else weight for column, weight in zip(columns, weights, strict=True)
    ]
    shares = [weight / sum(weights) for weight in weights]
    if setting.loose[0] > LEAVES_WORDS_CUT:
        return tuple(shares)
    least = _least(setting, columns)
    spare = sum(max(0.0, share - floor) for share, floor in zip(shares, least, strict=True))
    want = sum(max(0.0, floor - share) for share, floor in zip(shares, least, strict=True))
    keep = max(0.0, 1 - want / spare) if spare else 0.0
    fitted = [floor + max(0.0, share - floor) * keep for share, floor in zip(shares, least, strict=True)]
    return tuple(share / sum(fitted) for share in fitted)


def fits(setting: Setting) -> bool:
    """Whether each column of an upright table has room for its longest word."""
    return setting.traits["shape"] not in TABLES or sum(_least(setting, setting.shown())) <= 1


def _least(setting: Setting, columns: tuple[Column, ...]) -> list[float]:
    """The width of each column's longest word, as a share of the page."""
    look = setting.look
    room = (look.width - 2 * look.margin) * (PLAN_BESIDE if setting.trait("beside", "yes") else 1.0)
    return [(_longest(setting, column) * look.size * LETTER + 2 * look.padding + 2) / room for column in columns]


def _longest(setting: Setting, column: Column) -> int:
    """Letters of the longest word under a column."""
    words = column.header.split()
    for theme in setting.plan.themes:
        for action in theme.actions:
            words += [word for para in setting.cell(theme, action, column).paras for word in para.text.split()]
    return max(map(len, words), default=1)


def sideways(setting: Setting) -> list[Item]:
    """A table on its side: fields down, actions across, a few at a time."""
    items: list[Item] = []
    for theme in setting.plan.themes:
        items += setting.heading(theme, first=not items)
        for at in range(0, len(theme.actions), 3):
            some = theme.actions[at : at + 3]
            rows = [
                Row(
                    (setting.label(column.header), *(setting.cell(theme, action, column) for action in some)),
                    setting.traits["cuts"] == "whole",
                )
                for column in setting.shown("theme")
            ]
            share = 0.16 + 0.28 * len(some)
            widths = (0.16 / share, *[0.28 / share] * len(some))
            items += [Table(tuple(rows), widths, share=share), Gap()]
    return items
