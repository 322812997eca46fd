"""Draws sheets: the logical table of a plan, whatever its shape and look, with what must be read out of each row.

A sheet knows nothing of pages. `draw_sheet` is quick enough to draw thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from builders.arrangement import ArrangedCell
from builders.description import ExpectedAction, TextBlock
from layoutspace.axes import Choice, draw_choice
from layoutspace.banks import Bank, Half
from layoutspace.columns import SheetColumn, draw_columns
from layoutspace.fields import Filler
from layoutspace.numbering import Numbering
from layoutspace.writer import Writer

SIZES = {"few": (3, 7), "usual": (8, 18), "many": (25, 45)}
THEME_FORMATS = (
    "{number}. {title}",
    "{title}",
    "Theme {number}: {title}",
    "{number} {title}",
    "Theme {number} - {title}",
)
STRAPLINE_SHARE = 0.25
LABELLING = frozenset(
    {"labelled", "log", "quarters", "dated"}
)  # styles that open with a label, which nobody could tell from a field's


@dataclass(frozen=True, slots=True)
class SheetTheme:
    """A theme: its number by order, its title, both as printed, and the strap-line printed under it."""

    number: int
    title: str
    printed: str
    strapline: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An action: its theme's place in the sheet, its cells column by column, and what must be read."""

    theme: int
    cells: tuple[ArrangedCell, ...]
    expected: ExpectedAction


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole logical table. In a column of themes each row holds its theme, however few times it is printed."""

    choice: Choice
    columns: tuple[SheetColumn, ...]
    themes: tuple[SheetTheme, ...]
    rows: tuple[SheetRow, ...]

    def of_theme(self, place: int) -> tuple[SheetRow, ...]:
        """The rows of a theme."""
        return tuple(row for row in self.rows if row.theme == place)


def draw_sheet(random: Random, choice: Choice | None = None, *, half: Half | None = None, **fixed: str) -> Sheet:
    """A sheet with its truth.

    Args:
        random: the source of chance.
        choice: the values of the axes; drawn when not given.
        half: draw from this half of all words and names only.
        fixed: values of axes to draw with, e.g. names="odd".
    """
    choice = choice or draw_choice(random, fixed)
    bank = Bank(half)
    writer = Writer(random, bank)
    if choice.shape == "paragraphs" and writer.narrative_style in LABELLING:
        writer.narrative_style = "prose"
    columns = draw_columns(random, choice, bank)
    wordings = tuple(_themed_wordings(random, choice, writer))
    themes = tuple(_themes(random, choice, bank, [title for title, _ in wordings]))
    numbering = Numbering.drawn(
        random, choice, [theme.title for theme in themes], sum(len(texts) for _, texts in wordings)
    )
    filler = Filler.drawn(writer, choice)
    rows: list[SheetRow] = []
    for place, (_, texts) in enumerate(wordings):
        for position, wording in enumerate(texts):
            number = numbering.number(place, position, len(rows))
            theme = themes[place]
            cells, expected = filler.row(columns, wording, number, theme_cell(theme), len(rows))
            rows.append(SheetRow(place, cells, expected))
    return Sheet(choice, columns, themes, tuple(rows))


def theme_cell(theme: SheetTheme) -> ArrangedCell:
    """A theme as one cell prints it."""
    texts = (theme.printed, theme.strapline) if theme.strapline else (theme.printed,)
    blocks = tuple(TextBlock(text) for text in texts)
    return ArrangedCell(blocks, "theme", bold=True, strapline=bool(theme.strapline))


def _themed_wordings(random: Random, choice: Choice, writer: Writer) -> Iterator[tuple[str, list[str]]]:
    """Title and wordings of each theme."""
    actions = random.randint(*SIZES[choice.size])
    count = random.randint(1 if actions < 5 else 2, max(2, min(8, actions // 2)))
    cuts = sorted(random.sample(range(1, actions), count - 1))
    sizes = [end - start for start, end in zip([0, *cuts], [*cuts, actions], strict=True)]
    titles = random.sample(writer.bank.words("themes"), count)
    template = writer.bank.template()
    printed = random.sample(sorted({wording.theme for wording in template}), min(count, 4))
    for place, size in enumerate(sizes):
        own = [writer.wording() for _ in range(size)]
        if choice.content == "template":
            known = [wording.text for wording in template if place < len(printed) and wording.theme == printed[place]]
            title = printed[place] if place < len(printed) else titles[place]
            yield title, [*known, *own][:size]
        elif choice.content == "brief":
            yield titles[place], [writer.wording("brief") for _ in own]
        else:
            yield titles[place], own


def _themes(random: Random, choice: Choice, bank: Bank, titles: list[str]) -> Iterator[SheetTheme]:
    form = random.choice(THEME_FORMATS)
    lines = random.random() < STRAPLINE_SHARE and choice.shape in {"table", "banners", "headings"}
    straplines = random.sample(bank.words("straplines"), min(len(titles), len(bank.words("straplines"))))
    for number, title in enumerate(titles, start=1):
        printed = form.format(number=number, title=title)
        yield SheetTheme(number, title, printed, straplines[number - 1] if lines and number <= len(straplines) else "")
