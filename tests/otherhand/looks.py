"""How a document looks: page, type, and how tables are drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass

DRAWINGS = (
    "grid", "grid", "grid", "grid", "level", "level", "upright", "none", "stripes", "stripes", "dotted", "double",
    "frame", "gaps", "rounded", "tinted",
)  # fmt: skip
LINELESS = {"none", "frame", "upright"}  # white space alone parts the rows
UNLEVELLED = LINELESS | {"stripes"}  # nobody could see over which rows a cell goes
SIZES = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55), "letter": (612.0, 792.0), "slide": (540.0, 960.0)}
HEADS = ("#1f3864", "#5b2c6f", "#0b5345", "#d9e2f3", "#e7e6e6", "#fff2cc", "#7b241c", "", "", "#000000", "#00b0b9")
FAMILIES = ("sans", "sans", "sans", "serif", "narrow")
RAGS = {
    "red": ("#ff0000", "#c00000", "#e74c3c", "#f4b6b6"), "amber": ("#ffc000", "#ff9900", "#f39c12", "#ffd58a"),
    "green": ("#00b050", "#92d050", "#27ae60", "#b6e3b6"), "blue": ("#0070c0", "#5b9bd5", "#2e86de", "#b7d3f2"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a document. Lengths in points; colours "#rrggbb" or empty."""

    drawing: str
    width: float
    height: float
    margin: float
    family: str
    size: float
    head_fill: str
    line: str
    line_width: float
    padding: float
    middle: bool
    accent: str
    stripe: str
    two_columns: bool
    page_frame: bool
    page_numbers: str
    line_numbers: bool
    logo: bool
    bold_headings: bool
    listed: bool

    @property
    def head_ink(self) -> str:
        """The colour of words on the head of a table."""
        return "#ffffff" if self.head_fill and luminance(self.head_fill) < 0.45 else "#000000"


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def drawn_look(chance: random.Random, page: str, drawing: str, *, two_columns: bool) -> Look:
    """The look of a document. `page`: a paper and which way up, as A4-wide, A3-wide or slide-wide."""
    paper, way = page.split("-")
    short, long = SIZES[paper]
    width, height = (long, short) if way == "wide" else (short, long)
    size = {"A3": chance.uniform(8, 11), "slide": chance.uniform(9, 12)}.get(paper, chance.uniform(7, 10.5))
    lineless = drawing in LINELESS
    padding = max(chance.uniform(2.5, 6), size * 0.55 if lineless else 0.0)
    middle = chance.random() < 0.2 and not lineless
    return Look(
        drawing=drawing, width=width, height=height, margin=chance.uniform(28, 72), family=chance.choice(FAMILIES),
        size=round(size, 1),
        head_fill=chance.choice(HEADS), line=chance.choice(("#000000", "#000000", "#7f7f7f", "#bfbfbf", "#2f5496",
        "#a6a6a6")),
        line_width=chance.choice((0.4, 0.5, 0.75, 1.0, 1.5)), padding=padding,
        middle=middle,
        accent=chance.choice(("#1f3864", "#5b2c6f", "#0b5345", "#c00000", "#000000")),
        stripe=chance.choice(("#f2f2f2", "#eaf1fb", "#fdf3e7", "#e8f5e9")),
        two_columns=two_columns, page_frame=chance.random() < 0.06, page_numbers=chance.choice(("", "{n}",
        "Page {n}", "Page {n} of {all}", "{n} | Page")),
        line_numbers=chance.random() < 0.05, logo=chance.random() < 0.25, bold_headings=chance.random() < 0.4,
        listed=chance.random() < 0.4,
    )  # fmt: skip


def rag_colour(chance: random.Random) -> dict[str, str]:
    """A colour for each RAG value."""
    pale = 3 if chance.random() < 0.15 else chance.randint(0, 2)
    return {name: colours[pale] for name, colours in RAGS.items()}
