"""Finds the headings over the plan's tables that name its themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.assembler.choosing import names_plan
from extractors.assembler.going_on import without_continued
from extractors.assembler.grid import one_line, says
from extractors.assembler.labelled.labels_alone import is_set_apart
from extractors.assembler.numbers import read_number, theme_number
from extractors.assembler.rows import ActionRow, Entry, LeftOver, ThemeLine
from extractors.assembler.themes.titles import fold_name, is_caption, letters_in_order, opens_theme
from models.document import Block, SheetPlace
from models.reference.columns import is_column_name
from models.reference.phrases import parts_otherwise

LONGEST_STRAP_LINE = 300  # characters of a paragraph between a theme's heading and its table
FEWEST_HEADINGS = 2  # of one level over tables of the plan
MOST_WORDS = 12  # of a theme's title where no heading calls it one

Piece = tuple[Sequence[Block], Sequence[Entry]]
"""What stands between the plan's table before and one table, and what was read from that."""


def theme_headings(pieces: Sequence[Piece], *, upright: bool) -> frozenset[int]:
    """The headings that part the plan's tables into its themes, whatever they say, by their `id`.

    Headings of one level stand right over tables again and again, and no row or column of a table names themes. Where
    each stands over one action, it may be that action's own, and where upright tables number on from one to the next,
    it may part them by state or time; unless each has a sheet of a workbook to itself, numbers begin anew under each,
    or the words of one are a theme's.
    upright: whether the tables are, and no cards.
    """
    tables = [entries for _, entries in pieces]
    if any(map(_names_themes, tables)):
        return frozenset()
    named = _of_one_level([_last_heading(between) for between, _ in pieces])
    if not named:
        named = _of_one_level([_bold_line(between) for between, _ in pieces])
        if not all(named):
            named = []
        elif named and all(theme_number(says(one)) for one in named if one):
            return frozenset(id(one) for one in named if one)
    if not named:
        return _lines_over(pieces)
    if any(theme_number(one.text) for one in named if one):
        return frozenset()  # where some are numbered, those that are not are none of them
    under: list[list[ActionRow]] = []
    title = ""
    for heading, entries in zip(named, tables, strict=True):
        if not under or (heading and _title(heading) != title):
            under.append([])
        title = _title(heading) if heading else title
        under[-1] += [entry for entry in entries if isinstance(entry, ActionRow)]
    numbers_on = upright and _number_on(tables) and not _on_sheets_of_their_own(under)
    several = max(map(len, under)) > 1 and not (numbers_on and any(parts_otherwise(one.text) for one in named if one))
    said = [says(one) for one in named if one]
    worded = any(opens_theme(text, alone=True) for text in said) or bool(letters_in_order(list(dict.fromkeys(said))))
    return frozenset(id(one) for one in named if one) if several or worded or _number_anew(under) else frozenset()


def _of_one_level(last: Sequence[Block | None]) -> list[Block | None]:
    """The headings of the commonest level; nothing where they are too few."""
    titles = {(one.level, _title(one)) for one in last if one}
    level, count = Counter(level for level, _ in sorted(titles)).most_common(1)[0] if titles else (0, 0)
    return [one if one and one.level == level else None for one in last] if count >= FEWEST_HEADINGS else []


def _bold_line(between: Sequence[Block]) -> Block | None:
    """The line over a table that is bold from end to end, a heading that nobody called one; a strap-line may follow."""
    lines = [block for block in between if not block.aside and block.text][-2:]
    bold = next((line for line in reversed(lines) if line.kind == "para" and is_set_apart(line)), None)
    if bold is None or any(len(line.text) > LONGEST_STRAP_LINE for line in lines):
        return None
    return _last_line([bold])


def _lines_over(pieces: Sequence[Piece]) -> frozenset[int]:
    """Short lines over the plan's tables that name its themes, where its headings look like other text.

    Each stands right over a table, the first over the first; they are numbered 1, 2, 3, or the actions begin anew under
    each.
    """
    lines = [_last_line(between) for between, _ in pieces]
    found = [line for line in lines if line]
    if not lines or lines[0] is None or len({_title(line) for line in found}) < max(FEWEST_HEADINGS, len(found)):
        return frozenset()
    numbers = [number.parts if (number := theme_number(says(line))) else None for line in found]
    if numbers == [(place,) for place in range(1, len(found) + 1)]:
        return frozenset(map(id, found))
    under: list[list[ActionRow]] = []
    for line, (_, entries) in zip(lines, pieces, strict=True):
        under += [[]] if line else []
        under[-1] += [entry for entry in entries if isinstance(entry, ActionRow)]
    named = not any(numbers) and _number_anew(under)
    return frozenset(map(id, found)) if named else frozenset()


def _last_line(between: Sequence[Block]) -> Block | None:
    """The line right over a table, if it may be a title."""
    block = next((block for block in reversed(between) if not block.aside and block.text), None)
    if block is None or block.kind not in {"para", "heading"} or _is_none_of_a_theme(block):
        return None
    return block if block.text[0].isalnum() and not block.text[0].islower() and block.text[-1] not in ".;,:" else None


def _title(heading: Block) -> str:
    return fold_name(without_continued(heading.text)[0])


def _number_anew(groups: Sequence[Sequence[ActionRow]]) -> bool:
    """Whether the numbers begin anew with each group of actions, or name another theme."""
    first = [actions[0].number for actions in groups if actions]
    themes = {number.theme for number in first if number and number.theme is not None}
    anew = all(number is not None and number.theme is None and number.last == 1 for number in first)
    return len(first) > 1 and (anew or len(themes) == len(first))


def _number_on(tables: Sequence[Sequence[Entry]]) -> bool:
    """Whether tables are numbered through, none beginning anew or naming its theme."""
    rows = [[entry for entry in entries if isinstance(entry, ActionRow)] for entries in tables]
    first = [actions[0].number for actions in rows if actions]
    return all(number is not None and number.theme is None for number in first) and all(
        number is not None and number.last > 1 for number in first[1:]
    )


def _on_sheets_of_their_own(groups: Sequence[Sequence[ActionRow]]) -> bool:
    """Whether each group of actions is on another sheet of a workbook, which people made for it."""
    sheets = [
        {
            place.sheet
            for action in actions
            for cells in action.cells.values()
            for cell in cells
            for place in cell.evidence
            if isinstance(place, SheetPlace)
        }
        for actions in groups
    ]
    return all(sheets) and len(set().union(*sheets)) == sum(map(len, sheets))


def _names_themes(entries: Sequence[Entry]) -> bool:
    """Whether rows or cells of a table name themes; a row that is a sentence may be the rest of a text."""
    return any(
        (isinstance(entry, ThemeLine) and not says(entry.blocks[-1]).endswith("."))
        or (isinstance(entry, ActionRow) and entry.theme_cells)
        for entry in entries
    )


def _last_heading(between: Sequence[Block]) -> Block | None:
    """The heading nearest to a table, with nothing but a strap-line between."""
    for block in reversed(between):
        if block.kind == "heading" and block.text:
            return None if _is_none_of_a_theme(block) else block
        if not block.aside and len(block.text) > LONGEST_STRAP_LINE:
            return None
    return None


def _is_none_of_a_theme(block: Block) -> bool:
    own = read_number(says(block)) or names_plan(block.text) or is_column_name(block.text)
    return bool(own) or is_caption(block.text) or len(block.text.split()) > MOST_WORDS


def theme_over(between: Sequence[Block], entries: Sequence[Entry], named: frozenset[int]) -> list[ThemeLine]:
    """The heading over a table that names its theme, with the strap-line under it.

    named: headings that name themes whatever they say, by their `id`; only where none does by its words.
    """
    banner = any(isinstance(entry, ThemeLine) and not entry.in_column for entry in entries[:1])
    blocks = [block for block in between if not block.aside and block.text]
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        # over a banner, only a heading that surely names a theme does; the banner is then a section of it. One that
        # speaks of the plan, "3. Our action plan", stands over the first theme
        worded = opens_theme(says(block), alone=block.kind == "heading" and not banner)
        nearer = [
            later
            for later, one in enumerate(blocks)
            if later > place and (id(one) in named or (one.kind == "heading" and not _is_none_of_a_theme(one)))
        ]
        if worded and nearer and names_plan(block.text):
            return [_with_strap_line(blocks[nearer[-1]], blocks[nearer[-1] + 1 :])]
        if worded and not _is_closed(block, blocks[place + 1 :]):
            return [_with_strap_line(block, blocks[place + 1 :])]
    for place, block in enumerate(blocks):
        if id(block) in named and not banner:
            return [_with_strap_line(block, blocks[place + 1 :])]
    # some plans name a theme in the page header of its own section only
    running = (block for block in reversed(between) if block.kind == "furniture" and not banner)
    return [ThemeLine((block,)) for block in running if opens_theme(says(block), alone=False)][:1]


def _is_closed(heading: Block, below: Sequence[Block]) -> bool:
    """Whether the section under a title of plain words ends before the table: "Governance" in a chapter of prose."""
    if theme_number(says(heading)):
        return False
    if heading.kind != "heading" and sum(one.kind == "para" for one in below) > 1:
        return True  # a line in the midst of prose, that names no more than what stands right under it
    ends = (one for one in below if one.kind == "heading" and one.level <= heading.level)
    return any(not (names_plan(one.text) or is_column_name(one.text)) for one in ends)


def with_names_over_headers(tables: Sequence[list[Entry]]) -> list[list[Entry]]:
    """The entries of the plan's tables, with what a lone cell over each header says as the name of its theme.

    Where it does so over one table, or says the same over all, it may be anything; so it may where numbers go on under
    it, unless over some tables it is surely the name of a theme.
    """
    lone = [entries[0] if entries and isinstance(entries[0], LeftOver | ThemeLine) else None for entries in tables]
    first = [next((one for one in entries if isinstance(one, ActionRow)), None) for entries in tables]
    cells = [one.cells[0] for one in lone if one and len(one.cells) == 1]
    names = {fold_name(one_line(cell)) for cell in cells if len(one_line(cell).split()) <= MOST_WORDS}
    surely = any(isinstance(one, ThemeLine) for one in lone) or _number_anew([[row] for row in first if row])
    if len(names) < len(tables) or not surely:
        return [*tables]
    return [[ThemeLine(cell.blocks, (cell,)), *entries[1:]] for cell, entries in zip(cells, tables, strict=True)]


def _with_strap_line(heading: Block, below: Sequence[Block]) -> ThemeLine:
    strap = [line for line in below if not is_caption(line.text) and len(line.text) <= LONGEST_STRAP_LINE]
    return ThemeLine((heading,), description=tuple(strap[:1]))
