"""Draws docs/what-you-get.svg, the picture of the README, from the samples: what a board asks of two years' plans.

Run it when the look or the samples change: python docs/picture.py
"""

from __future__ import annotations

import sys
import textwrap
from html import escape
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the code of this checkout, wherever the package is installed from

from extractors import read_plan  # noqa: E402 - found only now
from models.plan import Plan  # noqa: E402
from pipeline.compare import compare_years  # noqa: E402
from pipeline.compare.palette import RAG_SHADES  # noqa: E402
from pipeline.letters.facts import sections  # noqa: E402
from pipeline.stages import default_stages  # noqa: E402

PICTURE = ROOT / "docs" / "what-you-get.svg"
WIDTH, CELL, GAP, LEFT = 900, 26, 3, 24  # pixels
SHOWN = ("red-copied", "improved-copied", "no-answer", "copied", "new")
"""The sentences of the letter that are shown."""
LINE = 118  # characters across the picture


def main() -> None:
    """Read the two Richmond samples and draw."""
    before, after = (_read(name) for name in ("richmond-2023.docx", "richmond-2024.pdf"))
    parts = [_text(24, 34, "Richmond upon Thames: what changed from 2023 to 2024", size=22, bold=True)]
    top = 58
    for year, plan in ((2023, before), (2024, after)):
        parts.append(_text(LEFT, top + 18, str(year), size=15, bold=True))
        parts += _board(plan, top)
        top += CELL + 14
    top += 22
    for line in _sentences(before, after):
        parts.append(_text(LEFT, top, line, size=14))
        top += 21
    note = "Drawn from samples/. The text of 2024 is real; the plan of 2023 and all RAG colours are made up."
    parts.append(_text(LEFT, top + 12, note, size=12))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top + 30}" '
        f'viewBox="0 0 {WIDTH} {top + 30}" font-family="Arial, Helvetica, sans-serif" role="img">'
    )
    ground = f'<rect width="{WIDTH}" height="{top + 30}" fill="#ffffff"/>'
    PICTURE.write_text("\n".join([head, ground, *parts, "</svg>"]) + "\n", encoding="utf-8")


def _read(name: str) -> Plan:
    plan = read_plan((ROOT / "samples" / name).read_bytes(), name)
    for stage in default_stages():
        plan = stage(plan)
    return plan


def _board(plan: Plan, top: float) -> list[str]:
    """A letter and a colour for each action, themes a little apart."""
    parts = []
    cell = (WIDTH - LEFT - 80 - 8 * 6) / len(plan.actions)
    left = LEFT + 56.0
    for _, actions in groupby(plan.actions, key=lambda action: action.theme_number):
        for action in actions:
            shade = RAG_SHADES[action.rag]
            letter = "–" if action.nil_return else (action.rag or " ")[0].upper()
            parts.append(
                f'<rect x="{left:.1f}" y="{top}" width="{cell - GAP:.1f}" height="{CELL}" fill="{shade.background}" '
                f'stroke="{shade.strong}"><title>{escape(action.ref)}: {action.rag or "no RAG"}</title></rect>'
            )
            parts.append(_text(left + (cell - GAP) / 2, top + 18, letter, size=11, fill=shade.text, middle=True))
            left += cell
        left += 6
    return parts


def _sentences(before: Plan, after: Plan) -> list[str]:
    letter = sections(after, compare_years(before, after), None)
    found = {one.id: one.text for section in letter for one in section.sentences}
    lines = []
    for name in SHOWN:
        wrapped = textwrap.wrap(found.get(name, ""), LINE)
        lines += [f"{'• ' if number == 0 else '   '}{line}" for number, line in enumerate(wrapped)]
    return lines


def _text(  # noqa: PLR0913 - what a piece of text has
    left: float, base: float, text: str, *, size: int, bold: bool = False, fill: str = "#0b0c0c", middle: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{left:.1f}" y="{base:.1f}" font-size="{size}" fill="{fill}"{weight}{anchor}>{escape(text)}</text>'


if __name__ == "__main__":
    main()
