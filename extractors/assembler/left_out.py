"""Tells of what stands beside the plan's tables and looks as if it were the plan's: tables not taken, text between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from extractors.assembler.doubts import THEME, UNTOLD, Near
from extractors.assembler.grid import Grid, distinct, filled, one_line, page_of, says
from extractors.assembler.numbers import ActionNumber, opening_number
from extractors.assembler.roles.cells import opens_with_verb
from extractors.assembler.rows import ActionRow, Entry, ThemeLine
from extractors.assembler.tables.split_tables import COUNT, FEWEST_ROWS
from extractors.assembler.themes.titles import is_caption
from extractors.common.shapes import is_number
from models.catalogue import finding
from models.document import Block, Cell, Item, Table
from models.finding import WHOLE_ACTION, Finding
from models.plan import PlanTable
from models.reference.columns import fold_header, is_column_name, understand_header
from models.reference.organisations import is_known_body
from models.reference.statuses import statuses_in

FEWEST_WORDS_OF_A_ROW = 4  # in one cell of a row with a number, which may be an action's; dates and sums have fewer
FEWEST_CELLS_OF_A_ROW = 3  # a number, a wording, and something about it; contents have two
FEWEST_CELLS_UNDER_A_HEADER = 5  # the same, in a table with a header of its own: versions of a document have four
FEWEST_WORDS_OF_A_PIECE = 20  # of text between tables that may be a piece of one; captions and footnotes have fewer
FEWEST_WORDS_OF_A_SENTENCE = 6  # the same, of one that ends as sentences do right under a page break
MOST_WORDS_SHOWN = 30  # of text that stands between the plan's tables
FEWEST_LABELS = 2  # of a form, that a form of the plan has as well
HALF = 0.5

_ABOUT_ACTIONS = frozenset({"rag", "leads", "named_leads", "lead_organisations", "timescale", "outcome", "narrative"})
_TEXTS = frozenset({"mandatory_action", "narrative"})
_OPENING_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[a-z]?[.)]?\s+[A-Z]")
_ROW_IN_TEXT = re.compile(r"\d{1,2}\.\d{1,2}[a-z]?\.?\s+\S")
_NUMBER_OF_THEME = re.compile(r"[1-9]\d?\.[1-9]\d?[a-z]?\b")
_DIGITS = re.compile(r"\d+")


def tables_left_out(
    items: Sequence[Item], places: Sequence[int], tables: Sequence[PlanTable], actions: Iterable[ActionRow]
) -> Iterator[Finding]:
    """Doubts about tables that were not read as the plan's.

    Those with columns like a plan's, labels like those of the plan's forms or the numbers of its actions, and rows with
    a number of those without a header, whatever their width: the rest of a plan's table stands so where its columns
    were not seen alike.
    """
    numbers = frozenset(action.number.printed for action in actions if action.number)
    known = frozenset(fold_header(column.header) for table in tables for column in table.columns if column.header)
    for place, item in enumerate(items):
        if place in places or not isinstance(item, Table):
            continue
        grid = Grid(item)
        names = [text for cell in filled(grid.beginning(0)) if (text := one_line(cell))]
        by_names = _names_columns(names) or _has_numbers(grid, numbers)
        if by_names or _labels_again(grid, known):
            shown = ", ".join(names if by_names else _labels(grid))
            page = next(iter(item.pages), None)
            yield finding("table-not-taken", fields=(WHOLE_ACTION,), page=page, headers=shown)
        else:
            least = FEWEST_CELLS_OF_A_ROW if _begins_with_a_row(item) else FEWEST_CELLS_UNDER_A_HEADER
            yield from _numbered_rows(item, least)


def _names_columns(names: Sequence[str]) -> bool:
    """Whether names over columns are those of a plan: a wording's or a narrative's, and of one more fact."""
    fields = {understand_header(name) for name in names if is_column_name(name)}
    essential = fields & {"mandatory_action", "narrative"}
    return bool(essential) and len(essential | (fields & _ABOUT_ACTIONS)) > 1


def _has_numbers(grid: Grid, numbers: Container[str]) -> bool:
    """Whether the first cells of most rows are numbers of actions, and tell more than a row's place in any table."""
    texts = [one_line(cell) for row in range(1, grid.row_count) for cell in grid.beginning(row) if not cell.column]
    again = sum(text in numbers and not COUNT.fullmatch(text) for text in texts)
    return again >= FEWEST_ROWS and again > HALF * len(texts)


def _labels(grid: Grid) -> list[str]:
    cells = distinct(grid.at(row, 0) for row in range(grid.row_count))
    return [text for cell in cells if (text := one_line(cell).rstrip(" :"))]


def _labels_again(grid: Grid, known: frozenset[str]) -> bool:
    """Whether the labels down a table's side are in part those of the plan's own tables."""
    labels = [fold_header(label) for label in _labels(grid) if not statuses_in(label)]  # a legend explains the RAG
    again = sum(label in known for label in labels)
    return again >= max(FEWEST_LABELS, HALF * len(labels))


def _begins_with_a_row(table: Table) -> bool:
    """Whether the first row of more than a line or two is numbered, and so no header."""
    rows = (row for row in table.rows if len(filled(row)) >= FEWEST_CELLS_OF_A_ROW)
    first = next(rows, None)
    return first is not None and _is_numbered(first)


def _numbered_rows(table: Table, least: int) -> Iterator[Finding]:
    """Rows like an action's of so many cells; where a header of its own stands over them, with a theme's number too."""
    for row in table.rows:
        wide = len(filled(row)) >= least
        if (
            wide
            and _is_numbered(row)
            and (least == FEWEST_CELLS_OF_A_ROW or _NUMBER_OF_THEME.match(one_line(filled(row)[0])))
        ):
            text = " ".join(one_line(cell) for cell in filled(row))
            page = next(filter(None, map(page_of, row)), None)
            yield finding("row-not-taken", fields=(WHOLE_ACTION,), page=page, text=text)


def _is_numbered(row: Sequence[Cell]) -> bool:
    """Whether a row may be an action's: a number in front, a text of some words, and one thing more."""
    texts = [one_line(cell) for cell in filled(row)]
    if len(texts) < FEWEST_CELLS_OF_A_ROW or max(len(text.split()) for text in texts) < FEWEST_WORDS_OF_A_ROW:
        return False
    return any(map(is_number, texts[:2])) or bool(_OPENING_NUMBER.match(texts[0]))


def text_left_out(
    items: Sequence[Item], places: Sequence[int], entries: Sequence[Entry]
) -> tuple[list[Near], list[Finding]]:
    """What to tell of text between two of the plan's tables, or after them, that is in no action and no theme.

    It may be a piece of the plan whose lines the reader could not see, or the title of a theme. Lines that stand in
    several places are the page's, and captions and footnotes have few words.
    """
    taken = {
        block for entry in entries if isinstance(entry, ThemeLine) for block in (*entry.blocks, *entry.description)
    }
    times = Counter(_without_numbers(item.text) for item in items if isinstance(item, Block))
    near: list[Near] = []
    about_themes: list[Finding] = []
    for above, below in pairwise(places):
        before = sum(isinstance(entry, ActionRow) and entry.table <= above for entry in entries)
        blocks = [item for item in items[above + 1 : below] if isinstance(item, Block) and item not in taken]
        left = [one for one in blocks if not one.aside and not is_caption(one.text)]
        table = items[above]
        last_page = max(table.pages, default=0) if isinstance(table, Table) else 0
        told = _tell_of_text(left, times, after=last_page)
        if told:
            near.append(Near(told, before - 1))
        about_themes += [
            finding("heading-not-taken", page=page_of(one), fields=THEME, text=one.text)
            for one in left
            if one.kind == "heading" and times[_without_numbers(one.text)] == 1
        ]
    if places:
        near += _goes_on_after(items[places[-1]], items[places[-1] + 1 :], entries)
    return near, about_themes


def _goes_on_after(table: Item, items: Iterable[Item], entries: Sequence[Entry]) -> Iterator[Near]:
    """Text after the plan's last table that may be its own: it counts on, or stands under a row that no line closes."""
    actions = [entry for entry in entries if isinstance(entry, ActionRow)]
    blocks = [item for item in items if isinstance(item, Block) and not item.aside]
    if blocks and isinstance(table, Table) and table.open_bottom and _is_rest(blocks[0], after=max(table.pages)):
        doubt = _after_table(blocks[0], "follows a row that no line closes at the page break")
        yield Near(doubt, len(actions) - 1)
        return
    labelled = next(filter(_tells_of_action, blocks), None)
    if labelled:
        yield Near(_after_table(labelled, "begins with the name of a column or a body"), len(actions) - 1)
        return
    last = actions[-1].number if actions else None
    if last is None:
        return
    for block in blocks:
        opened = opening_number(text := says(block))
        if opened is None or len(block.text.split()) < FEWEST_WORDS_OF_A_ROW or not _follows(last, opened[0]):
            continue
        if opened[0].theme is None and (block.kind == "heading" or not opens_with_verb(text[opened[1] :])):
            continue
        yield Near(_after_table(block, "continues its numbering"), len(actions) - 1)
        return


def _after_table(block: Block, reason: str) -> Finding:
    text = _beginning(block.text.split())
    return finding("text-after-table", page=page_of(block), fields=UNTOLD, reason=reason, text=text)


def _beginning(words: Sequence[str]) -> str:
    return " ".join(words[:MOST_WORDS_SHOWN]) + (" …" if len(words) > MOST_WORDS_SHOWN else "")


def _follows(last: ActionNumber, number: ActionNumber) -> bool:
    """Whether one number is the next after another, in its theme or as the first of the theme after."""
    if (last.theme is None) != (number.theme is None):
        return False
    if last.theme is None or number.theme == last.theme:
        return number.last == last.last + 1
    return number.theme == last.theme + 1 and number.last == 1


def _tell_of_text(blocks: Sequence[Block], times: Counter[str], *, after: int) -> Finding | None:
    """after: the last page of the table above."""
    words = " ".join(block.text for block in blocks).split()
    if len(words) < FEWEST_WORDS_OF_A_ROW:
        return None
    once = [block for block in blocks if times[_without_numbers(block.text)] == 1]
    is_piece = sum(len(block.text.split()) for block in once) >= FEWEST_WORDS_OF_A_PIECE
    is_piece = is_piece or any(map(partial(_is_rest, after=after), once[:1]))
    is_piece = is_piece or any(map(_tells_of_action, once)) or _are_items(blocks, after=after)
    is_row = any(_ROW_IN_TEXT.match(block.text) or _is_numbered_sentence(block) for block in once)
    shown = _beginning(words)
    page = next((page for block in blocks if (page := page_of(block))), None)
    code = "text-between-tables" if is_piece or is_row else "line-between-tables"
    return finding(code, page=page, fields=UNTOLD, count=len(words), text=shown)


def _is_rest(block: Block, *, after: int) -> bool:
    """Whether a block right under the page break after a table reads as the end of a cell: a sentence or its rest."""
    page = page_of(block)
    whole = len(block.text.split()) >= FEWEST_WORDS_OF_A_SENTENCE and block.text[-1] in ".!?"
    return block.kind != "heading" and page is not None and page > after and (whole or block.text[0].islower())


def _are_items(blocks: Sequence[Block], *, after: int) -> bool:
    """Whether the first blocks under the page break after a table are items of a list that may have begun in a cell."""
    body = [block for block in blocks if block.kind != "furniture"]
    page = page_of(body[0]) if body else None
    return page is not None and page > after and body[0].kind == "bullet"


def _tells_of_action(block: Block) -> bool:
    """Whether a paragraph opens as narratives do, with the name of a column of texts or a body, "Police: It met."."""
    label, colon, rest = block.text.partition(":")
    named = (is_column_name(label) and understand_header(label) in _TEXTS) or is_known_body(label)
    return bool(colon) and named and len(rest.split()) >= FEWEST_WORDS_OF_A_ROW


def _is_numbered_sentence(block: Block) -> bool:
    """Whether a paragraph reads as a number and a wording: a row whose lines were not seen. Notes tell none to act."""
    number = _OPENING_NUMBER.match(block.text)
    return number is not None and block.kind != "heading" and opens_with_verb(block.text[number.end() - 1 :])


def _without_numbers(text: str) -> str:
    return _DIGITS.sub("", text).casefold().strip()
