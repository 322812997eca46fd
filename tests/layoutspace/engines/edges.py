"""Draws the edges and fills of a cell in a PDF, in each of the ways that tables are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from layoutspace.setting import Look

Box = tuple[float, float, float, float]  # x, y of the lower left corner, width, height
DASH = (3, 2)


def draw_fill(box: Box, colour: str, look: Look, drawing: str) -> Callable[[Any], None]:
    """Fills the cell."""
    x, y, width, height = _within(box, look, drawing)

    def draw(canvas: Any) -> None:  # noqa: ANN401 - untyped
        canvas.setFillColor(colour)
        canvas.rect(x, y, width, height, stroke=0, fill=1)

    return draw


def draw_edges(box: Box, look: Look, drawing: str) -> Callable[[Any], None]:
    """Draws those edges of the cell that this kind of drawing has."""
    x, y, width, height = _within(box, look, drawing)
    thin = look.rule_width

    def draw(canvas: Any) -> None:  # noqa: ANN401 - untyped
        canvas.setStrokeColor(look.rule)
        canvas.setLineWidth(thin)
        match drawing:
            case "ruled" | "boxes":
                canvas.rect(x, y, width, height, stroke=1, fill=0)
            case "dashes":
                canvas.setDash(*DASH)
                canvas.rect(x, y, width, height, stroke=1, fill=0)
                canvas.setDash()
            case "level":
                canvas.line(x, y, x + width, y)
                canvas.line(x, y + height, x + width, y + height)
            case "thin_fills":
                canvas.setFillColor(look.rule)
                for at in (y - thin / 2, y + height - thin / 2):
                    canvas.rect(x, at, width, thin, stroke=0, fill=1)
                for at in (x - thin / 2, x + width - thin / 2):
                    canvas.rect(at, y, thin, height, stroke=0, fill=1)
            case _:
                pass

    return draw


def _within(box: Box, look: Look, drawing: str) -> Box:
    """The box itself; smaller where boxes stand apart."""
    if drawing != "boxes":
        return box
    x, y, width, height = box
    gap = look.gap / 2
    return x + gap, y + gap, width - 2 * gap, height - 2 * gap
