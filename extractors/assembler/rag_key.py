"""Reads a document's own key to its statuses, "Green: on track", and marks the cells that say one of its phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.assembler.grid import Grid, one_line
from models.document import Block, Cell, Item, Mark, Table
from models.plan import RagColour
from models.reference.columns import fold_header
from models.reference.rag import status_of_colour
from models.reference.statuses import is_bare_status, statuses_in

FEWEST_STATUSES = 2  # of a key
CELLS_OF_A_PAIR = 2  # the status and its phrase
MOST_ROWS = 8  # of a table that is one: a title, a header and a status a row
MOST_WORDS = 6  # of a phrase
SHOWN: Mapping[RagColour, str] = {"red": "#ff0000", "amber": "#ffc000", "green": "#00b050", "blue": "#0070c0"}
"""The colour that a mark has for each status."""

_PAIR = re.compile(r"\s*(?P<status>[^\W\d_]+)\s*(?:[:=–—]|\s-)\s*(?P<phrase>[^:=;|]+?)\s*(?:[;|.,]|$)")

_NAME = re.compile(r"^(?:rag\s+)?(?:key|rating|status)?\s*:\s*", re.IGNORECASE)

Key = Mapping[str, RagColour]
"""Phrases, folded, and the status that each stands for."""


def read_key(items: Sequence[Item]) -> Key:
    """What the tables and lines of a document say that phrases stand for; empty where it has no key.

    A key pairs two statuses or more with a phrase each. A phrase that stands for two is none.
    """
    found: defaultdict[str, set[RagColour]] = defaultdict(set)
    for pairs in (*map(_in_table, _tables(items)), *_in_lines(items)):
        if len({status for status, _ in pairs}) >= FEWEST_STATUSES:
            for status, phrase in pairs:
                found[fold_header(phrase)].add(status)
    return {phrase: next(iter(statuses)) for phrase, statuses in found.items() if phrase and len(statuses) == 1}


def with_key(table: Table, key: Key) -> Table:
    """The table, with a mark in each cell that says a phrase of the key and no status of its own."""
    if not key:
        return table
    rows = tuple(tuple(_marked(cell, key) for cell in row) for row in table.rows)
    return table.model_copy(update={"rows": rows})


def status_named(text: str, key: Key) -> RagColour | None:
    """The status that a text is the name of, or a phrase of the key for; None for any other."""
    if is_bare_status(text):
        return statuses_in(text)[0]
    return key.get(fold_header(text)) if not statuses_in(text) else None


def meanings_used(cells: Sequence[Cell]) -> str:
    """What the marked ones of some cells say and the key makes of it: "“On track” is green, “At risk” is amber"."""
    names = {colour: status for status, colour in SHOWN.items()}
    marked = {one_line(cell): mark for cell in cells for mark in cell.marks if mark.kind == "key"}
    return ", ".join(f"“{text}” is {names[marked[text].colour]}" for text in sorted(marked))


def _marked(cell: Cell, key: Key) -> Cell:
    text = one_line(cell)
    status = key.get(fold_header(text)) if text and not statuses_in(text) else None
    if status is None:
        return cell
    return cell.model_copy(update={"marks": (*cell.marks, Mark(kind="key", colour=SHOWN[status]))})


def _tables(items: Sequence[Item]) -> Iterator[Table]:
    return (item for item in items if isinstance(item, Table) and len(item.rows) <= MOST_ROWS)


def _in_table(table: Table) -> list[tuple[RagColour, str]]:
    """The statuses and phrases of a table each of whose rows, a title and a header apart, pairs the two."""
    grid = Grid(table)
    rows = [pair for row in range(grid.row_count) if (pair := _pair([*grid.beginning(row)]))]
    return rows if len(rows) >= max(FEWEST_STATUSES, grid.row_count - 2) else []


def _pair(cells: Sequence[Cell]) -> tuple[RagColour, str] | None:
    """The status and the phrase of a row: a word or a colour beside the phrase, or both in one cell."""
    for cell in cells:
        if inside := _split(one_line(cell)):
            return inside
    if len(cells) != CELLS_OF_A_PAIR:
        return None
    for shown, other in (cells, cells[::-1]):
        phrase, said = one_line(other), one_line(shown)
        status = _status(shown) if not said or is_bare_status(said) else None
        if status and _is_phrase(phrase):
            return status, phrase
    return None


def _status(cell: Cell) -> RagColour | None:
    said = statuses_in(one_line(cell))
    colours = (cell.fill, *(mark.colour for mark in cell.marks))
    return next(iter(said), None) or next(
        (status for one in colours if one and (status := status_of_colour(one))), None
    )


def _is_phrase(text: str) -> bool:
    return 0 < len(text.split()) <= MOST_WORDS and not statuses_in(text) and any(map(str.isalpha, text))


def _split(text: str) -> tuple[RagColour, str] | None:
    """The status and the phrase of a text that is both: "Red: off track"."""
    match = _PAIR.fullmatch(text)
    if not match or not is_bare_status(match["status"]) or not _is_phrase(match["phrase"]):
        return None
    return statuses_in(match["status"])[0], match["phrase"]


def _in_lines(items: Sequence[Item]) -> Iterator[list[tuple[RagColour, str]]]:
    """The statuses and phrases of lines that follow each other, and of single lines that hold several."""
    run: list[tuple[RagColour, str]] = []
    for item in items:
        pairs = _of_line(item) if isinstance(item, Block) else []
        if not pairs and run:
            yield run
            run = []
        run += pairs
    yield run


def _of_line(block: Block) -> list[tuple[RagColour, str]]:
    text = (
        block.text.partition(":")[2] if block.text.casefold().startswith(("key:", "rag:", "rag key:")) else block.text
    )
    parts = [part for part in re.split(r"[;|,]", text) if part.strip()]
    found = [pair for part in parts if (pair := _split(part.strip()))]
    return found if len(found) == len(parts) else []
