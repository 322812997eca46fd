"""The traits of a document: what is drawn first, and what goes with what."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

from otherhand.looks import DRAWINGS, LINELESS, UNLEVELLED
from otherhand.marks import STYLES

ENGINES = {
    "weasyprint": 9, "chromium": 11, "platypus": 8, "canvas": 10, "fpdf": 7, "typst": 9, "office docx": 8,
    "office xlsx": 3, "word": 16, "html": 8, "xlsx": 7, "odt": 4,
}  # fmt: skip
SHAPES = {
    "table": 40, "row under": 8, "card left": 9, "card four": 9, "card above": 7, "form": 5, "label lines": 6,
    "label above": 4, "definitions": 4, "label runs": 3, "side": 6,
}  # fmt: skip
TABLES = {"table", "row under"}
CARDS = {"card left", "card four", "card above", "form"}
PARAGRAPHS = {"label lines", "label above", "definitions", "label runs"}
TWO_COLUMNS = PARAGRAPHS | {"card left", "card above", "form"}
SHEETS = {"xlsx", "office xlsx"}  # in workbooks nobody writes running paragraphs
RUNNING = {"canvas", "fpdf", "typst", "weasyprint", "word", "office docx"}  # can change the running head
BESIDE = {"canvas", "fpdf", "typst", "weasyprint", "chromium", "html"}  # can set a table beside another
WORD = {"word", "office docx"}
STANDARD_FONTS = {"platypus", "canvas", "fpdf"}  # which have no ballot boxes
PLACES = {
    "table": ("merged", "column", "first", "band", "band", "heading", "heading", "page", "caption"),
    "row under": ("band", "heading", "merged", "caption"), "cards": ("heading", "heading", "page", "column"),
    "other": ("heading", "heading", "page"),
}  # fmt: skip
PAGES = {"A4-wide": 10, "A4-tall": 6, "A3-wide": 2, "letter-wide": 1, "slide-wide": 3}
NUMBERS = {"point": 30, "plain": 16, "running": 12, "letter": 9, "code": 8, "stopped": 5, "none": 9}

Traits = dict[str, str]


class Dice:
    """Draws traits one after the other, each as given where it is given."""

    def __init__(self, chance: random.Random, fixed: Mapping[str, str]) -> None:
        self.chance, self.fixed = chance, fixed
        self.traits: Traits = {}

    def one(self, name: str, options: Mapping[str, float] | Iterable[str]) -> str:
        """One of the options, by their weights where they have weights."""
        weights = list(options.values()) if isinstance(options, Mapping) else None
        value = self.chance.choices(list(options), weights)[0]
        self.traits[name] = self.fixed.get(name, value)
        return self.traits[name]

    def whether(self, name: str, share: float, *, possible: bool = True) -> bool:
        """A trait that is there or not."""
        return self.one(name, ["yes" if self.chance.random() < share and possible else "no"]) == "yes"


def drawn_traits(chance: random.Random, fixed: Mapping[str, str]) -> Traits:
    """The traits of a document, each as given where it is given."""
    dice = Dice(chance, fixed)
    _shape(dice)
    _numbers(dice)
    dice.one("rag", [style for style in STYLES if _rag_goes(style, dice.traits)])
    _pages(dice)
    dice.one("words", ("own", "own", "template"))
    dice.one("amount", {"few": 3, "some": 6, "many": 1})
    printed = dice.traits["engine"] == "office xlsx"  # which cuts off what is longer than the highest row
    dice.one("length", ("short", "middling") if printed else ("short", "middling", "long", "uneven"))
    dice.one("noise", ("none", "little", "some", "much"))
    return dice.traits


def _shape(dice: Dice) -> None:
    """Engine, shape, where themes stand, and the heads of tables."""
    engine = dice.one("engine", ENGINES)
    fits = {name: share for name, share in SHAPES.items() if not (engine in SHEETS and name in PARAGRAPHS)}
    shape = dice.one("shape", fits)
    tables = shape in TABLES
    places = PLACES[shape if tables else "cards" if shape in CARDS else "other"]
    place = dice.one("theme_place", [*places, *(["running"] if engine in RUNNING and shape != "row under" else [])])
    apart = place in {"heading", "page", "running"}
    dice.whether("theme_words", 0.15, possible=apart)
    dice.one("header", {"plain": 8, "grouped": 1.2 * tables, "first only": 1.6 * (tables and apart)})
    dice.whether("spare_rows", 0.12, possible=shape == "table")
    dice.one("labels", ("filled", "colon", "bold"))
    alone = shape == "table" and not apart and place != "caption" and engine in BESIDE
    dice.whether("beside", 0.15, possible=alone)
    dice.whether("turned", 0.35, possible=place == "merged" and engine != "platypus")


def _numbers(dice: Dice) -> None:
    """How actions are numbered, and where the number stands."""
    shape, traits = dice.traits["shape"], dice.traits
    style = dice.one("number", NUMBERS)
    line = dice.one("card_top", ["line" if shape in CARDS and dice.chance.random() < 0.45 else "label"]) == "line"
    late = {"inserted": 1.5} if style in {"point", "plain"} else {}
    series = dice.one("number_series", {"whole": 7, "gaps": 1.5, **late} if style != "none" else {"whole": 1})
    place = "wording" if shape in PARAGRAPHS or line or dice.chance.random() < 0.15 else "column"
    counted = style in {"plain", "stopped", "running", "point"} and series == "whole" and shape == "table"
    if place == "column" and counted and traits["engine"] in WORD and dice.chance.random() < 0.35:
        place = "automatic"
    dice.one("number_place", ["none" if style == "none" else place])


def _pages(dice: Dice) -> None:
    """Drawing, paper and page breaks."""
    traits, shape = dice.traits, dice.traits["shape"]
    merged = traits["theme_place"] == "merged"
    drawing = dice.one("drawing", [each for each in DRAWINGS if not (merged and each in UNLEVELLED)])
    dice.whether("shared", 0.1, possible=shape == "table" and drawing not in UNLEVELLED)
    page = dice.one("page", PAGES)
    dice.whether("slides", 0.6, possible=page.startswith("slide") and shape in PARAGRAPHS | CARDS)
    narrow = shape in TWO_COLUMNS and traits["engine"] not in {*SHEETS, "html"} and traits["slides"] == "no"
    dice.one("flow", ["two columns" if narrow and dice.chance.random() < 0.25 else "one column"])
    unseen = drawing in LINELESS and traits["number_place"] == "none"  # where rows begin
    dice.one("cuts", ["whole" if unseen or dice.chance.random() < 0.4 else "cut"])
    dice.whether("repeat", 0.65)


def _rag_goes(style: str, traits: Traits) -> bool:
    """Whether a way of showing RAG can be had."""
    shape = traits["shape"]
    if style == "columns":
        return shape == "table"
    if style == "number fill":
        return traits["number_place"] == "column" and shape in TABLES
    if style == "dot" and shape == "label runs":  # whose lines are words alone
        return False
    if shape in PARAGRAPHS and "fill" in style:
        return False
    return style != "boxes" or traits["engine"] not in STANDARD_FONTS
