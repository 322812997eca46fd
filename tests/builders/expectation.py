"""What a reading must give of a description once a layout has left out, moved or reworded some of it."""

from __future__ import annotations

from dataclasses import replace

from builders.arrange import priority_banner
from builders.description import Cover, DescribedTheme, ExpectedAction, ExpectedPlan, PlanDescription
from builders.layout import Layout
from builders.rag import PROGRESS, rag_source


def expected_from(description: PlanDescription, layout: Layout) -> ExpectedPlan:
    """The plan as it must be read from `description` set in `layout`."""
    whole = description.expected()
    themes = {theme.number: theme for theme in description.themes}
    positions: dict[int, int] = {}
    actions = []
    for action in whole.actions:
        position = positions.get(action.theme_number, 0) + 1
        positions[action.theme_number] = position
        actions.append(_seen(action, layout, position, themes[action.theme_number]))
    return replace(whole, actions=tuple(actions), cover=whole.cover if layout.cover != "none" else Cover())


def _seen(action: ExpectedAction, layout: Layout, position: int, theme: DescribedTheme) -> ExpectedAction:
    absent = layout.number == "absent"
    has_rag = layout.prints("rag") and action.rag is not None
    return replace(
        action,
        action_number=str(position) if absent else action.action_number,
        mandatory_action=action.mandatory_action if layout.prints("action") else "",
        rag=action.rag if has_rag else None,
        rag_source=rag_source(layout) if has_rag else None,
        named_leads=action.named_leads if layout.prints("lead") else (),
        lead_organisations=action.lead_organisations if layout.prints("organisation") else (),
        timescale=action.timescale if layout.prints("timescale") else None,
        outcome=action.outcome if layout.prints("outcome") else None,
        other=_other(action, layout, theme),
        narrative_blocks=action.narrative_blocks if layout.prints("narrative") else (),
    )


def _other(action: ExpectedAction, layout: Layout, theme: DescribedTheme) -> tuple[tuple[str, str], ...]:
    """Text that has no field of its own: unknown columns, the banner over a part of a theme, more than a status."""
    printed = set(layout.headers("other"))
    other = [(header, text) for header, text in action.other if header in printed]
    if layout.theme == "nested":
        other += [
            ("Section", priority_banner(theme, number, title))
            for number, title in theme.priorities
            if action.action_number.startswith(f"{number}.")
        ]
    if layout.rag == "progress" and action.rag is not None:
        other += [(header, PROGRESS[action.rag]) for header in layout.headers("rag")]
    return tuple(other)
