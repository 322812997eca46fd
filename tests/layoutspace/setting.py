"""How a document is set: its paper, what stands on every page, and how tables are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from layoutspace.axes import Choice

PAGES = {
    "a4_landscape": (842.0, 595.0),
    "a4_portrait": (595.0, 842.0),
    "a3_landscape": (1191.0, 842.0),
    "letter_landscape": (792.0, 612.0),
    "slide": (960.0, 540.0),
    "rotated": (842.0, 595.0),
    "web": (1100.0, 800.0),
}
UPRIGHT_HEADERS = 0.12  # of documents, where the engine can turn the names of narrow columns
DEEP = 0.18  # of the page: a running head or foot "up to a fifth of the page deep"
HEADS = (
    ("Community Safety Partnership",),
    ("Violence Reduction Plan 2024", "Draft for the partnership board"),
    ("{issuer}",),
)
DEEP_HEAD = (
    "{issuer}",
    "Community Safety Partnership",
    "Violence and vulnerability reduction",
    "Report to the board, agenda item 6",
    "Contact: community.safety@example.org",
)
OFFICIAL = (
    "OFFICIAL-SENSITIVE {page} of {pages}",
    "OFFICIAL - SENSITIVE   {page}",
    "OFFICIAL   Page {page} of {pages}",
    "Restricted until published | {page}/{pages}",
)
NUMBERS = ("{page}", "Page {page} of {pages}", "{page} | P a g e", "- {page} -")
TABS = ("APPENDIX 2", "ACTION PLAN", "SECTION C")
WATERMARKS = ("DRAFT", "CONFIDENTIAL", "DRAFT v0.3")
FOOTNOTES = (
    "1 Figures are for the twelve months to December 2023.",
    "1 See the strategic needs assessment for the evidence.",
    "* Funding is subject to the agreement of the budget.",
)
HEADER_FILLS = (
    ("#d9e2f3", "#000000"),
    ("#1f3864", "#ffffff"),
    ("#e7e6e6", "#000000"),
    ("#403152", "#ffffff"),
    ("", "#000000"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn. Colours are #rrggbb or empty; lengths are points."""

    drawing: str
    header_fill: str
    header_text: str
    banner_fill: str
    banner_text: str
    stripe: str = "#eeeeee"
    rule: str = "#000000"
    rule_width: float = 0.6
    padding: float = 3.5
    middle: bool = False
    upright_theme: bool = False
    upright_header: bool = False
    gap: float = 2.0

    @property
    def has_stripes(self) -> bool:
        """Whether every second row is shaded."""
        return self.drawing == "stripes"


@dataclass(frozen=True, slots=True)
class Setting:
    """A document's paper and type. `head` and `foot` are lines that may name {page} and {pages}.

    `page` is as shown; `is_turned`: it stands upright in the file.
    """

    page: tuple[float, float]
    margins: tuple[float, float, float, float]  # left, top, right, bottom; the running heads stand inside them
    size: float
    serif: bool
    look: Look
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    frame: bool = False
    side_tab: str = ""
    watermark: str = ""
    footnote: str = ""
    is_turned: bool = False
    rows: str = "whole"
    header: str = "once"

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.page[0] - self.margins[0] - self.margins[2]

    @property
    def height(self) -> float:
        """Height between the margins."""
        return self.page[1] - self.margins[1] - self.margins[3]


def draw_setting(random: Random, choice: Choice, issuer: str) -> Setting:
    """The setting of a document of this authority."""
    furniture = choice.furniture
    page = PAGES[choice.page]
    side = random.choice((30.0, 36.0, 50.0, 60.0))
    top, bottom = random.choice((45.0, 55.0, 65.0)), random.choice((45.0, 55.0))
    head: tuple[str, ...] = random.choice((*HEADS, (), ()))
    foot: tuple[str, ...] = (random.choice(NUMBERS),) if random.random() < 0.8 else ()
    if furniture == "deep_head":
        top, head = page[1] * DEEP, DEEP_HEAD
    if furniture == "deep_foot":
        bottom, foot = page[1] * DEEP, (*DEEP_HEAD[:4], random.choice(NUMBERS))
    if furniture == "official":
        foot = (random.choice(OFFICIAL),)
        head = (foot[0].split("{")[0].strip(" |"),) if random.random() < 0.3 else head
    if furniture == "side_tab":
        side = max(side, 50.0)
    return Setting(
        page=page,
        margins=(side, top, side, bottom),
        size=random.choice((7.5, 8.0, 9.0, 9.0, 10.0)),
        serif=random.random() < 0.2,
        look=_look(random, choice),
        head=tuple(line.replace("{issuer}", issuer) for line in head),
        foot=tuple(line.replace("{issuer}", issuer) for line in foot),
        frame=furniture == "frame",
        side_tab=random.choice(TABS) if furniture == "side_tab" else "",
        watermark=random.choice(WATERMARKS) if furniture == "watermark" else "",
        footnote=random.choice(FOOTNOTES) if furniture == "footnote" else "",
        is_turned=choice.page == "rotated",
        rows=choice.rows,
        header=choice.header,
    )


def _look(random: Random, choice: Choice) -> Look:
    fill, text = random.choice(HEADER_FILLS)
    if choice.drawing == "filled_header" and not fill:
        fill, text = HEADER_FILLS[1]
    banner, banner_text = random.choice(
        (("#bdd6ee", "#000000"), ("#1f3864", "#ffffff"), ("#d9d9d9", "#000000"), ("", "#000000"))
    )
    open_themes = choice.theme == "merged" and choice.drawing in {"nothing", "stripes", "filled_header"}
    return Look(
        drawing=choice.drawing,
        header_fill=fill,
        header_text=text,
        banner_fill=banner,
        banner_text=banner_text,
        rule=random.choice(("#000000", "#000000", "#808080", "#a6a6a6")),
        rule_width=random.choice((0.4, 0.6, 1.0)),
        padding=random.choice((2.5, 3.5, 5.0)),
        middle=random.random() < 0.15 and not open_themes,  # else nobody sees where a theme begins
        upright_header=choice.head == "one_row" and random.random() < UPRIGHT_HEADERS,
        upright_theme=choice.theme == "merged" and random.random() < 0.35,
    )
