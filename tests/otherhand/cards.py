"""Plans as small tables, one an action."""

from __future__ import annotations

from dataclasses import replace

from builders.description import DescribedAction, DescribedTheme
from otherhand.columns import Column
from otherhand.flow import Break, Cell, Gap, Item, Para, Row, Table, TableUse
from otherhand.setting import Setting

WIDTHS = {
    "card left": (0.24, 0.76), "form": (0.24, 0.76), "card four": (0.17, 0.33, 0.17, 0.33),
    "card above": (1 / 3, 1 / 3, 1 / 3),
}  # fmt: skip
LONG = {"narrative", "wording", "outcome"}
Pairs = list[tuple[Column, Cell]]


def cards(setting: Setting) -> list[Item]:
    """One small table an action, on slides now and then one a page."""
    items: list[Item] = []
    slides = setting.trait("slides", "yes")
    whole = setting.trait("cuts", "whole")
    for theme in setting.plan.themes:
        for at, action in enumerate(theme.actions):
            if slides and items and at:
                items.append(Break())
            if not setting.trait("theme_place", "column") and (slides or not at):
                heading = list(setting.heading(theme, first=not items))
                items += heading if not at else [item for item in heading if isinstance(item, Para)]
            rows = tuple(Row(tuple(cells), whole) for cells in _card(setting, theme, action))
            use: TableUse = "boxes" if setting.trait("shape", "form") else "plan"
            items += [Table(rows, WIDTHS[setting.traits["shape"]], whole=whole, use=use), Gap(0.9)]
    return items


def _card(setting: Setting, theme: DescribedTheme, action: DescribedAction) -> list[list[Cell]]:
    """The rows of one action's card."""
    style = setting.traits["shape"]
    without = [] if setting.trait("theme_place", "column") else ["theme"]
    rows: list[list[Cell]] = []
    if setting.trait("card_top", "line"):
        without += ["number", "wording"]
        top = Para(setting.flat(theme, action), bold=True)
        texts = (top, *setting.paras(action.wording[1:]))
        rows.append([Cell(texts, across=len(WIDTHS[style]), fill=setting.look.stripe)])
    pairs = setting.labelled(theme, action, *without)
    short = [pair for pair in pairs if pair[0].field not in LONG]
    long = [pair for pair in pairs if pair[0].field in LONG]
    if style == "card four":
        return [
            *rows,
            *_two_by_two(setting, short),
            *([setting.label(column.header), replace(cell, across=3)] for column, cell in long),
        ]
    if style == "card above":
        return [*rows, *_above(setting, short, 3), *(row for pair in long for row in _above(setting, [pair], 1))]
    return [*rows, *([setting.label(column.header), cell] for column, cell in pairs)]


def _two_by_two(setting: Setting, pairs: Pairs) -> list[list[Cell]]:
    """Label, value, label, value."""
    rows: list[list[Cell]] = []
    for at in range(0, len(pairs), 2):
        row = [each for column, cell in pairs[at : at + 2] for each in (setting.label(column.header), cell)]
        rows.append(row if len(row) == 4 else [row[0], replace(row[1], across=3)])
    return rows


def _above(setting: Setting, pairs: Pairs, count: int) -> list[list[Cell]]:
    """Rows of labels, each over a row of values; three columns, of which the last value takes what is left."""
    rows: list[list[Cell]] = []
    for at in range(0, len(pairs), count):
        some = pairs[at : at + count]
        spans = [1] * (len(some) - 1) + [4 - len(some)]
        rows.append(
            [replace(setting.label(column.header), across=span) for (column, _), span in zip(some, spans, strict=True)]
        )
        rows.append([replace(cell, across=span) for (_, cell), span in zip(some, spans, strict=True)])
    return rows
