"""Finds the headings over the plan's tables that name its themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.assembler.choosing import names_plan
from extractors.assembler.grid import says
from extractors.assembler.numbers import read_number, theme_number
from extractors.assembler.rows import ActionRow, Entry, ThemeLine
from extractors.assembler.theme_titles import fold_name, is_caption, opens_theme
from models.document import Block
from models.reference.columns import is_column_name

LONGEST_STRAP_LINE = 300  # characters of a paragraph between a theme's heading and its table
FEWEST_HEADINGS = 2  # of one level over tables of the plan

Piece = tuple[Sequence[Block], Sequence[Entry]]
"""What stands between the plan's table before and one table, and what was read from that."""


def theme_level(pieces: Sequence[Piece], *, upright: bool) -> int | None:
    """The level of the headings that part the plan's tables, whatever they say; None where none do.

    Headings of that level stand right over tables again and again, and no row or column of a table names themes. Where
    each stands over one action, it may be that action's own; where upright tables number on from one to the next, it
    may part them by anything. upright: whether the tables are, and no cards.
    """
    tables = [entries for _, entries in pieces]
    if any(map(_names_themes, tables)) or (upright and _number_on(tables)):
        return None
    last = [heading for between, _ in pieces if (heading := _last_heading(between))]
    named = {(one.level, fold_name(one.text)) for one in last}
    level, count = Counter(level for level, _ in sorted(named)).most_common(1)[0] if named else (0, 0)
    if count < FEWEST_HEADINGS or any(theme_number(one.text) for one in last if one.level == level):
        return None  # where some are numbered, those that are not are none of them
    under: list[int] = []
    for between, entries in pieces:
        actions = sum(isinstance(entry, ActionRow) for entry in entries)
        heading = _last_heading(between)
        if (heading and heading.level == level) or not under:
            under.append(actions)
        else:
            under[-1] += actions
    return level if max(under) > 1 else None


def _number_on(tables: Sequence[Sequence[Entry]]) -> bool:
    """Whether tables are numbered through, none beginning anew or naming its theme."""
    rows = [[entry for entry in entries if isinstance(entry, ActionRow)] for entries in tables]
    first = [actions[0].number for actions in rows if actions]
    return all(number is not None and number.theme is None for number in first) and all(
        number is not None and number.last > 1 for number in first[1:]
    )


def _names_themes(entries: Sequence[Entry]) -> bool:
    return any(
        (isinstance(entry, ThemeLine)) or (isinstance(entry, ActionRow) and entry.theme_cells) for entry in entries
    )


def _last_heading(between: Sequence[Block]) -> Block | None:
    """The heading nearest to a table, with nothing but a strap-line between."""
    for block in reversed(between):
        if block.kind == "heading" and block.text:
            own = read_number(says(block)) or names_plan(block.text) or is_column_name(block.text)
            return None if own else block
        if not block.aside and len(block.text) > LONGEST_STRAP_LINE:
            return None
    return None


def theme_over(
    between: Sequence[Block], entries: Sequence[Entry], level: int | None, sections: Sequence[Block]
) -> list[ThemeLine]:
    """The heading over a table that names its theme, with the strap-line under it.

    level: of the headings that name themes, whatever they say. sections: headings that do so by their place; both only
    where none does by its words.
    """
    banner = any(isinstance(entry, ThemeLine) and not entry.in_column for entry in entries[:1])
    blocks = [block for block in between if not block.aside and block.text]
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        # over a banner, only a heading that surely names a theme does; the banner is then a section of it
        if opens_theme(says(block), alone=block.kind == "heading" and not banner):
            return [_with_strap_line(block, blocks[place + 1 :])]
    nearest = next((block for block in reversed(blocks) if any(block is one for one in sections)), None)
    if nearest is None and level is not None:
        nearest = _last_heading(between)
        nearest = nearest if nearest is not None and nearest.level == level else None
    if nearest is not None and not banner:
        place = next(place for place, block in enumerate(blocks) if block is nearest)
        return [_with_strap_line(nearest, blocks[place + 1 :])]
    # some plans name a theme in the page header of its own section only
    running = (block for block in reversed(between) if block.kind == "furniture" and not banner)
    return [ThemeLine((block,)) for block in running if opens_theme(says(block), alone=False)][:1]


def _with_strap_line(heading: Block, below: Sequence[Block]) -> ThemeLine:
    strap = [line for line in below if not is_caption(line.text) and len(line.text) <= LONGEST_STRAP_LINE]
    return ThemeLine((heading,), description=tuple(strap[:1]))
