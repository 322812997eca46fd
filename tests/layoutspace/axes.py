"""Along what documents differ: the axes, their values, how often each is drawn, and which cannot go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from random import Random

WORD = frozenset({"docx", "ooxml", "resaved"})
WEB = frozenset({"html", "saved_web"})
BOOK = frozenset({"xlsx"})
OFFICE = frozenset({"office", "resaved", "saved_web"})  # made by LibreOffice out of a Word file
STYLED = frozenset({"html", "weasyprint", "chromium"})  # engines that set a web page
UPRIGHT = frozenset({"table", "banners", "headings", "several", ""})  # tables of a row an action
BY_ACTION = frozenset({"cards2", "cards4", "cards_over", "side", "paragraphs"})

ATTEMPTS = 2000
"""Draws that are thrown away before fixed values are held to exclude each other; the rarest pairs need some dozens."""

AXES: Mapping[str, Mapping[str, float]] = {
    "engine": {
        "docx": 12,  # python-docx
        "ooxml": 12,  # a Word file whose XML is written by our own code
        "html": 10,  # a web page
        "platypus": 12,  # reportlab's own setting of tables
        "canvas": 22,  # a PDF laid out and drawn line by line by our own code
        "fpdf": 9,
        "weasyprint": 9,
        "typst": 8,
        "office": 6,  # a Word file printed by LibreOffice
        "resaved": 3,  # a Word file that LibreOffice has saved again
        "saved_web": 3,  # a web page that LibreOffice has saved
        "chromium": 6,  # a web page printed by Chromium
        "xlsx": 0.001,  # a workbook; so rare that the documents of seeds stay as they were: ask for it with --only
    },
    "names": {"common": 28, "mixed": 28, "odd": 28, "misleading": 16},
    "number": {
        "plain": 20,  # 7
        "dotted": 24,  # 4.7
        "running": 12,  # 23, through all themes
        "code": 12,  # GOV7
        "sub": 8,  # 4, 4a, 4b
        "in_wording": 10,  # 4.7 opens the action's wording
        "automatic": 6,  # by a list of the word processor
        "absent": 8,
    },
    "shape": {
        "table": 44,  # themes in a column
        "banners": 17,  # themes in rows across the table
        "headings": 12,  # a heading over one table a theme
        "several": 8,  # a heading, then more than one table a theme
        "cards2": 7,  # a small table an action: label, value
        "cards4": 5,  # label, value, label, value
        "side": 7,  # on its side: a column an action
        "cards_over": 5,  # a small table an action, labels over their values
        "paragraphs": 4,  # no table: labels before their texts
    },
    "theme": {"merged": 40, "repeated": 35, "first_row": 25, "apart": 1},
    "drawing": {
        "ruled": 30,
        "level": 14,  # level lines only
        "stripes": 12,  # every second row shaded
        "nothing": 12,
        "dashes": 8,
        "thin_fills": 10,  # lines that are thin filled rectangles
        "boxes": 7,  # each cell a box of its own, gaps between
        "filled_header": 7,  # header cells filled one by one, no line anywhere
    },
    "page": {
        "a4_landscape": 45,
        "a4_portrait": 25,
        "a3_landscape": 15,
        "letter_landscape": 15,
        "slide": 5,
        "rotated": 5,  # a page that stands upright in the file and is turned to be shown
        "web": 0.001,
    },
    "furniture": {
        "plain": 25,
        "deep_head": 13,  # a running head a fifth of the page deep
        "deep_foot": 8,
        "official": 15,  # OFFICIAL-SENSITIVE 2 of 6
        "frame": 10,
        "side_tab": 9,
        "watermark": 8,
        "footnote": 12,
        "web": 0.001,
    },
    "rows": {"whole": 45, "cut": 55, "flow": 0.001},
    "header": {"once": 30, "each_page": 45, "each_theme": 15, "cut": 10, "apart": 0.001},
    "head": {"one_row": 80, "two_rows": 20},
    "leads": {"own": 85, "merged": 15},  # a cell of leads over several rows
    "spare": {"none": 90, "rows": 10},  # empty rows after those of a theme
    "rag": {
        "fill": 22,
        "word": 18,
        "fill_and_word": 14,
        "letter": 10,
        "dot": 10,
        "choice": 6,  # boxes for each status, one of them crossed
        "ticks": 4,  # a column a status, a tick in one
        "phrase": 8,  # Amber - in progress
        "none": 8,
    },
    "content": {"template": 26, "local": 34, "brief": 12, "long": 10, "bulleted": 10, "nils": 8},
    "size": {"few": 35, "usual": 50, "many": 15},
    "columns": {"usual": 40, "few": 20, "extra": 25, "shuffled": 15},
    "noise": {
        "bare": 18,
        "cover": 16,
        "contents": 14,  # cover, contents, a legend
        "before": 13,  # other tables before the plan
        "strategy": 9,  # pages of prose before and after
        "between": 9,
        "after": 15,
        "rival": 15,  # a second table like a plan's that is not the plan's
    },
    "sheets": {
        "none": 1,  # not a workbook
        "one": 40,  # everything on one sheet
        "parts": 30,  # what stands round the plan on sheets of its own
        "themes": 30,  # a sheet a theme
    },
    "colours": {
        "own": 40,  # each cell filled by itself
        "theme": 25,  # colours of the workbook's theme, lighter and darker, and patterns
        "rules": 35,  # by conditional formatting
    },
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value for each axis."""

    engine: str
    names: str
    number: str
    shape: str
    theme: str
    drawing: str
    page: str
    furniture: str
    rows: str
    header: str
    head: str
    leads: str
    spare: str
    rag: str
    content: str
    size: str
    columns: str
    noise: str
    sheets: str
    colours: str

    def values(self) -> dict[str, str]:
        """Axis to value."""
        return asdict(self)


def is_possible(axis: str, value: str, drawn: Mapping[str, str]) -> bool:
    """Whether the value goes together with what was drawn before, in the order of `AXES`."""
    engine, shape = drawn.get("engine", ""), drawn.get("shape", "")
    flows = engine in WORD | WEB | BOOK
    conditions = {
        "number": value != "automatic" or engine in {"ooxml", "", *OFFICE},
        "shape": value in UPRIGHT or drawn.get("number") != "automatic",
        "theme": (value == "apart") == (shape not in {"table", ""}),
        "drawing": _can_draw(engine, shape, value),
        "page": _has_page(engine, value) and (value != "rotated" or engine in {"canvas", ""}),
        "furniture": _has_page(engine, value) and not (value in {"side_tab", "watermark"} and engine in WORD | OFFICE),
        "rows": (value == "flow") == flows and (value != "cut" or engine != "fpdf"),
        "header": _can_repeat(engine, shape, value),
        "head": value == "one_row" or (shape in UPRIGHT and engine != "fpdf"),
        "spare": value == "none" or (shape in UPRIGHT - {"several"} and drawn.get("theme") != "merged"),
        "leads": value == "own" or _can_merge(drawn),
        "rag": _can_show(engine, shape, value),
        "content": value != "long" or (engine != "fpdf" and shape != "side"),
        "size": value != "many" or shape not in {"several", *BY_ACTION},
        "noise": value != "between" or shape in {"headings", "several"},
        "sheets": (value == "none") == (engine not in BOOK) and (value != "themes" or shape in {"headings", "several"}),
        "colours": value == "own" or (engine in BOOK and drawn.get("rag") in {"fill", "fill_and_word"}),
    }
    return conditions.get(axis, True)


def _can_draw(engine: str, shape: str, value: str) -> bool:
    """Whether the engine has such lines, and whether a table of this shape can still be seen with them."""
    if shape == "paragraphs":
        return value == "nothing"
    if shape in BY_ACTION - {"side"} and value in {"nothing", "filled_header", "stripes"}:
        return False
    if engine in BOOK and value in {"boxes", "thin_fills"}:
        return False
    match value:
        case "thin_fills":
            return engine in {"canvas", "weasyprint", "chromium", ""}
        case "boxes":
            return engine in {"canvas", "typst", *STYLED, ""}
        case "dashes":
            return engine != "fpdf"
        case _:
            return True


def _can_merge(drawn: Mapping[str, str]) -> bool:
    """Whether a person can see over which rows a cell of leads goes."""
    closed = drawn.get("drawing") in {"ruled", "dashes", "boxes", "thin_fills"}
    in_rows = drawn.get("shape") in UPRIGHT - {"several"}
    return closed and in_rows and drawn.get("engine") not in {"platypus", "fpdf"}


def _can_show(engine: str, shape: str, value: str) -> bool:
    """Whether a status can be shown so; the font that fpdf2 is given lacks some signs."""
    if shape == "paragraphs":
        return value in {"word", "letter", "phrase", "none"}
    if value == "ticks":
        return shape in UPRIGHT and engine != "fpdf"
    return value not in {"dot", "choice"} or engine != "fpdf"


def _has_page(engine: str, value: str) -> bool:
    """Web pages, and only they, have no paper."""
    return (engine in WEB) == (value == "web")


def _can_repeat(engine: str, shape: str, value: str) -> bool:
    """Whether headers can stand so often."""
    if shape in BY_ACTION:
        return value == "apart"
    if value == "each_theme":
        return shape in {"banners", "table"}
    if value == "cut":
        return engine == "canvas"
    if value == "each_page":
        return engine not in WEB
    return value == "once"


def draw_choice(random: Random, fixed: Mapping[str, str] | None = None) -> Choice:
    """A value for each axis; `fixed` are taken as given. Raises ValueError when they cannot go together."""
    wanted = dict(fixed or {})
    for axis, value in wanted.items():
        if value not in AXES.get(axis, ()):
            raise ValueError(f"{axis}={value} is no value of the layout space.")
    for _ in range(ATTEMPTS):
        drawn = _draw(random, wanted)
        if drawn is not None:
            return drawn
    raise ValueError(f"These values cannot go together: {wanted}")


def _draw(random: Random, wanted: Mapping[str, str]) -> Choice | None:
    drawn: dict[str, str] = {}
    for axis, weights in AXES.items():
        values = [value for value in weights if is_possible(axis, value, drawn)]
        if axis in wanted:
            if wanted[axis] not in values:
                return None
            drawn[axis] = wanted[axis]
            continue
        drawn[axis] = random.choices(values, [weights[value] for value in values])[0]
    return Choice(**{each.name: drawn[each.name] for each in fields(Choice)})
