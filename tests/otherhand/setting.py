"""A plan with all that a shape needs to set it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builders.description import DescribedAction, DescribedTheme, PlanDescription, TextBlock
from otherhand.columns import TYPED, Column, Manner, as_printed, blocks
from otherhand.content import Numbers
from otherhand.flow import Break, Cell, Gap, Item, Para
from otherhand.looks import Look
from otherhand.marks import Marker

LIGHTS = {"red": "R", "amber": "A", "green": "G", "blue": "B"}
ORDINALS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a shape needs to set a plan."""

    plan: PlanDescription
    columns: tuple[Column, ...]
    numbers: Numbers
    manner: Manner
    marker: Marker
    look: Look
    traits: dict[str, str]
    theme_form: str
    before_number: str
    after_number: str
    loose: tuple[float, ...]
    straplines: tuple[str, ...]

    def theme_title(self, theme: DescribedTheme) -> str:
        """The theme as printed."""
        word = ORDINALS[theme.number - 1]
        letter = chr(64 + theme.number)
        return self.theme_form.format(n=theme.number, title=theme.title, word=word, upper=word.upper(), letter=letter)

    def number(self, theme: DescribedTheme, action: DescribedAction) -> str:
        """The number of an action as printed."""
        return self.numbers.printed(theme.number, action.number)

    def paras(self, texts: tuple[TextBlock, ...]) -> tuple[Para, ...]:
        """Blocks as paragraphs."""
        if self.manner.bullet in TYPED:
            return tuple(Para(each.text) for each in as_printed(texts, self.manner))
        return tuple(Para(each.text, bullet=self.manner.bullet if each.kind == "bullet" else "") for each in texts)

    def cell(self, theme: DescribedTheme, action: DescribedAction, column: Column) -> Cell:
        """The cell of an action under a column."""
        if column.field == "number":
            fill = self.marker.fill(action.rag) if self.marker.style == "number fill" else ""
            counted = ""
            if self.traits["number_place"] == "automatic":
                counted = f"{theme.number if self.numbers.style != 'running' else 1}:{self.numbers.form(theme.number)}"
            return Cell((Para(self.number(theme, action), counted=counted),), fill=fill)
        if column.field == "rag" and column.header in LIGHTS.values():
            return Cell((Para("X" if action.rag and LIGHTS[action.rag] == column.header else ""),), middle=True)
        if column.field == "rag":
            return self.marker.cell(action.rag)
        if column.field == "theme":
            return Cell((Para(self.theme_title(theme)),))
        paras = self.paras(blocks(action, column, self.manner))
        if column.field == "wording" and self.traits["number_place"] == "wording":
            paras = (replace(paras[0], text=f"{self.number(theme, action)} {paras[0].text}"), *paras[1:])
        return Cell(paras)

    def flat(self, theme: DescribedTheme, action: DescribedAction) -> str:
        """Number and wording on one line, for headings."""
        number = self.number(theme, action)
        mark = self.after_number if number and not number.endswith(".") else ""
        word = self.before_number if number and self.numbers.style in {"point", "plain", "running"} else ""
        return f"{word}{number}{mark} {action.wording[0].text}".strip()

    def shown(self, *without: str) -> tuple[Column, ...]:
        """The columns but those of some fields; no RAG column where the number's cell is coloured for it."""
        gone = {*without, *({"rag"} if self.marker.style == "number fill" else ())}
        kept = [column for column in self.columns if column.field not in gone]
        if self.marker.style == "columns":
            at = next(at for at, column in enumerate(kept) if column.field == "rag")
            kept[at : at + 1] = [Column("rag", letter) for letter in LIGHTS.values()]
        return tuple(kept)

    def trait(self, name: str, value: str) -> bool:
        """Whether a trait has a value."""
        return self.traits[name] == value

    def heading(self, theme: DescribedTheme, *, first: bool) -> Iterator[Item]:
        """A theme's title before its actions: a heading, or the head of the pages that it begins."""
        title = self.theme_title(theme)
        if self.trait("theme_place", "running"):
            yield Break(title)
        elif self.trait("theme_place", "page"):
            if not first:
                yield Break(name=title)
            yield Para(title, level=2, bold=True, size=1.35)
        else:
            if not first:
                yield Gap()
            yield Para(title, level=2, bold=True, size=1.35)
        if self.trait("theme_words", "yes"):
            yield Para(self.straplines[theme.number % len(self.straplines)], italic=True)

    def label(self, text: str) -> Cell:
        """The cell of a label."""
        look = self.look
        if self.trait("labels", "filled"):
            return Cell((Para(text, bold=True, ink=look.head_ink),), fill=look.head_fill, head=True)
        return Cell((Para(text + (":" if self.trait("labels", "colon") else ""), bold=True),))

    def labelled(self, theme: DescribedTheme, action: DescribedAction, *without: str) -> list[tuple[Column, Cell]]:
        """Each column but those of some fields, with its cell of an action."""
        return [(column, self.cell(theme, action, column)) for column in self.shown(*without)]
