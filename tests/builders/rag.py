"""How a RAG status is printed: its colour, its word, and the cell that shows it."""

from __future__ import annotations

from builders.arrangement import ArrangedCell
from builders.description import RagName, RagSourceName, TextBlock
from builders.layout import Layout, Palette

COLOURS: dict[Palette, dict[RagName, str]] = {
    "office": {"red": "#ff0000", "amber": "#ffc000", "green": "#00b050", "blue": "#0070c0"},
    "web": {"red": "#d4351c", "amber": "#f47738", "green": "#00703c", "blue": "#1d70b8"},
    "pale": {"red": "#ffc7ce", "amber": "#ffeb9c", "green": "#c6efce", "blue": "#9bc2e6"},
}
YELLOW = "#ffff00"
PROGRESS: dict[RagName, str] = {
    "red": "Not started (red)",
    "amber": "In progress (amber)",
    "green": "On track (green)",
    "blue": "Complete (blue)",
}
EMOJI: dict[RagName, str] = {"red": "🔴", "amber": "🟠", "green": "🟢", "blue": "🔵"}
NEXT_COLOUR: dict[RagName, RagName] = {"red": "green", "amber": "red", "green": "amber", "blue": "red"}
CONFLICT_EVERY = 3  # in a layout of conflicts, each third status that is given has a fill of another colour


def rag_cell(layout: Layout, rag: RagName | None, given: int) -> ArrangedCell:
    """The cell of a status; `given` counts the statuses before it that were not empty."""
    if rag is None:
        return ArrangedCell(role="rag")
    colours = COLOURS[layout.palette]
    fill = colours[rag]
    match layout.rag:
        case "fill":
            return ArrangedCell(role="rag", fill=fill)
        case "yellow_fill":
            return ArrangedCell(role="rag", fill=YELLOW if rag == "amber" else fill)
        case "dot":
            return ArrangedCell(role="rag", dot=fill)
        case "highlight":
            return ArrangedCell(role="rag", blocks=_word(rag.capitalize()), highlight=rag)
        case "conflict":
            shown = colours[NEXT_COLOUR[rag]] if in_conflict(given) else fill
            return ArrangedCell(role="rag", blocks=_word(rag.capitalize()), fill=shown)
        case "fill_and_word":
            return ArrangedCell(role="rag", blocks=_word(rag.upper()), fill=fill)
        case _:
            return ArrangedCell(role="rag", blocks=_word(printed(layout, rag)))


def printed(layout: Layout, rag: RagName) -> str:
    """The status as a text-only layout prints it."""
    match layout.rag:
        case "letter":
            return rag[0].upper()
        case "progress":
            return PROGRESS[rag]
        case "emoji":
            return EMOJI[rag]
        case "yellow" if rag == "amber":
            return "Yellow"
        case _:
            return rag.capitalize()


def in_conflict(given: int) -> bool:
    """Whether the status after `given` others is one whose fill says something else."""
    return given % CONFLICT_EVERY == 0


def rag_source(layout: Layout) -> RagSourceName:
    """Where a reader finds the status in this layout."""
    if layout.rag in {"fill", "yellow_fill"}:
        return "fill"
    return "shape" if layout.rag in {"dot", "emoji"} else "text"


def _word(text: str) -> tuple[TextBlock, ...]:
    return (TextBlock(text),)
