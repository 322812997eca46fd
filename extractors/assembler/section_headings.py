"""Headings that name the themes of a plan by their place: one right over each of its tables, as the numbers say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.assembler.choosing import Seen
from extractors.assembler.grid import Grid, one_line, says
from extractors.assembler.numbers import ActionNumber, read_number
from extractors.assembler.theme_titles import fold_name, is_caption, titles_plan
from models.document import Block, Item, Table

FEWEST_TABLES = 2
MOST_WORDS = 12  # of a theme's title


def section_headings(items: Sequence[Item], grids: Mapping[int, Grid], chosen: Mapping[int, Seen]) -> tuple[Block, ...]:
    """The headings that name themes; empty unless every table of the plan has one, and the numbers begin anew there.

    items: of the document. grids, chosen: its tables by place, and what was seen in each.
    """
    places = [place for place, seen in chosen.items() if seen.is_plan]
    if len(places) < FEWEST_TABLES or any(chosen[place].settled.of("theme") for place in places):
        return ()
    headings = [heading for place in places if (heading := _right_over(items, place))]
    numbers = [found for place in places if (found := _first_number(grids[place], chosen[place]))]
    if len(headings) < len(places) or len(numbers) < len(places):
        return ()
    if len({fold_name(says(one)) for one in headings}) < len(places):
        return ()
    by_theme = len({number.theme for number in numbers}) == len(places) and all(number.theme for number in numbers)
    anew = all(number.theme is None and number.last == 1 for number in numbers)
    return tuple(headings) if by_theme or anew else ()


def _right_over(items: Sequence[Item], place: int) -> Block | None:
    """The heading that nothing but what is beside the text parts from a table."""
    for item in reversed(items[:place]):
        if isinstance(item, Table):
            return None
        if item.aside or not item.text.strip():
            continue
        text = says(item)
        short = len(text.split()) <= MOST_WORDS and not is_caption(text) and not titles_plan(text)
        return item if item.kind == "heading" and short else None
    return None


def _first_number(grid: Grid, seen: Seen) -> ActionNumber | None:
    """The number of the first action of a table."""
    for row in range(seen.header.end_row, grid.row_count):
        for column in seen.settled.of("action_number"):
            if number := read_number(one_line(grid.at(row, column.index))):
                return number
    return None
