"""Plans as running text: each action a heading with its values in lines below."""

from __future__ import annotations

from dataclasses import replace

from builders.description import DescribedAction, DescribedTheme
from otherhand.flow import Break, Gap, Item, Para
from otherhand.setting import Setting


def paragraphs(setting: Setting) -> list[Item]:
    """A heading an action, on slides now and then one a page."""
    items: list[Item] = []
    slides = setting.trait("slides", "yes")
    for theme in setting.plan.themes:
        for at, action in enumerate(theme.actions):
            if slides and items and at:
                items.append(Break())
            if slides or not at:
                heading = list(setting.heading(theme, first=not items))
                items += heading if not at else [item for item in heading if isinstance(item, Para)]
            items.append(Para(setting.flat(theme, action), level=3, bold=True, size=1.1, ink=setting.look.accent))
            items += setting.paras(action.wording[1:])
            items += _lines(setting, theme, action)
            items.append(Gap(0.6))
    return items


def _lines(setting: Setting, theme: DescribedTheme, action: DescribedAction) -> list[Para]:
    style = setting.traits["shape"]
    lines: list[Para] = []
    run: list[str] = []
    for column, cell in setting.labelled(theme, action, "theme", "number", "wording"):
        name, values = column.header, cell.paras
        if style == "label runs" and column.field not in {"narrative", "outcome"}:
            run.append(f"{name}: {', '.join(value.text for value in values)}".strip())
        elif style == "label above":
            lines += [Para(name, bold=True), *values]
        elif style == "definitions":
            lines += [Para(name, bold=True, italic=True), *(replace(value, indent=True) for value in values)]
        elif values:
            lines += [replace(values[0], label=f"{name}: "), *values[1:]]
        else:
            lines.append(Para("", label=f"{name}: "))
    return [Para("  |  ".join(run)), *lines] if run else lines
