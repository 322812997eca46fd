"""What stands on every page of a PDF drawn here: running heads and feet, frames, side tabs, watermarks, footnotes."""

from __future__ import annotations

from typing import Any

from layoutspace.engines.type import Type
from layoutspace.setting import Setting

GREY = "#e6e6e6"
TAB_FILL = "#1f3864"
Span = tuple[float, float]


def draw_furniture(canvas: Any, setting: Setting, face: Type, page: int, pages: int) -> None:  # noqa: ANN401 - untyped
    """Draws all that is not the page's own text; called before that."""
    wide, high = setting.page
    left, top, right, bottom = setting.margins
    if setting.watermark:
        canvas.saveState()
        canvas.setFillColor(GREY)
        canvas.setFont("Helvetica-Bold", 80)
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(35)
        canvas.drawCentredString(0, 0, setting.watermark)
        canvas.restoreState()
    if setting.frame:
        canvas.setStrokeColor("#444444")
        canvas.setLineWidth(1)
        canvas.rect(14, 14, wide - 28, high - 28)
    canvas.setFillColor("#333333")
    head, foot = (
        [line.replace("{pages}", str(pages)).replace("{page}", str(page)) for line in lines]
        for lines in (setting.head, setting.foot)
    )
    _lines(canvas, head, face, (left, wide - right), (high - 24, high - top + 8))
    _lines(canvas, foot, face, (left, wide - right), (bottom - 20, 20))
    if setting.side_tab:
        canvas.saveState()
        canvas.setFillColor(TAB_FILL)
        canvas.rect(12, high / 2 - 50, 18, 100, stroke=0, fill=1)
        canvas.setFillColor("#ffffff")
        canvas.setFont("Helvetica-Bold", 9)
        canvas.translate(24, high / 2)
        canvas.rotate(90)
        canvas.drawCentredString(0, 0, setting.side_tab)
        canvas.restoreState()
    if setting.footnote and page == 1:
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor("#000000")
        canvas.line(left, bottom - 4, left + 120, bottom - 4)
        canvas.setFont(face.plain, 7)
        canvas.drawString(left, bottom - 13, setting.footnote)


def _lines(canvas: Any, lines: list[str], face: Type, across: Span, down: Span) -> None:  # noqa: ANN401 - untyped
    """Lines spread between two heights; the only one, or the last, in the middle."""
    start, end = down
    step = min(14.0, (start - end) / (len(lines) - 1)) if len(lines) > 1 else 0.0
    for number, line in enumerate(lines):
        canvas.setFont(face.plain, 8 * face.scale)
        height = start - number * step
        if number == len(lines) - 1:
            canvas.drawCentredString(sum(across) / 2, height, line)
        else:
            canvas.drawString(across[0], height, line)
