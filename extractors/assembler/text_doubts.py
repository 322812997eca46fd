"""Doubts about the words of an action: struck out or replaced, without a text behind their shape, or no language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.assembler.choice import is_list_of_choices
from extractors.assembler.doubts import recorded
from extractors.assembler.grid import says
from extractors.assembler.rows import ActionRow
from extractors.common.garbled import REPLACEMENT, is_garbled
from models.catalogue import finding
from models.document import Cell
from models.finding import THEME_TITLE, Finding
from models.plan import Action, Theme

WEIGHTY = frozenset({"action_number", "rag", "named_leads", "lead_organisations"})
"""Fields in which one letter read wrongly makes another action, status or person of it."""

LONGEST_QUOTE = 120  # characters of a text that a finding quotes


def struck_words(row: ActionRow, ref: str) -> Iterable[Finding]:
    """Words that are struck out, and those that others replace; a choice of which one is left is no doubt."""
    for name, fields, cells in texts_of(row):
        blocks = [block for cell in cells for block in cell.blocks]
        struck = [block.text[start:end].strip() for block in blocks for start, end in block.struck]
        if struck and not (name == "rag" and is_list_of_choices(cells)):
            yield _struck(struck, "kept in the record", name, fields, ref, row.page)
        withdrawn = [words for block in blocks for words in block.withdrawn]
        if withdrawn:
            yield _struck(withdrawn, "left out, because others replace them", name, fields, ref, row.page)


def _struck(words: Sequence[str], kept: str, name: str, fields: tuple[str, ...], ref: str, page: int | None) -> Finding:
    count = sum(len(part.split()) for part in words)
    text = _shortened(" … ".join(words))
    return finding(
        "struck-through", action_ref=ref, page=page, fields=fields, count=count, field=name, kept=kept, text=text
    )


def cut_off_words(row: ActionRow, ref: str) -> Iterable[Finding]:
    """Cells that are too small to show all that they say."""
    for name, fields, cells in texts_of(row):
        texts = [cell.text for cell in cells if cell.cut_off and cell.text]
        if texts:
            text = " ".join(texts[-1].split())
            end = text if len(text) <= LONGEST_QUOTE else "…" + text[1 - LONGEST_QUOTE :].lstrip()
            yield finding("words-cut-off", action_ref=ref, page=row.page, fields=fields, field=name, text=end)


def unread_letters(action: Action, row: ActionRow) -> Iterable[Finding]:
    """Fields whose letters the file does not tell, or tells wrongly."""
    for name, fields, cells in texts_of(row):
        text = " ".join(says(block) for cell in cells for block in cell.blocks)
        count = text.count(REPLACEMENT)
        if count:
            yield finding("unreadable-characters", action_ref=action.ref, page=row.page, fields=fields, count=count)
        if is_garbled(text):
            quoted = _shortened(text)
            yield finding("text-garbled", action_ref=action.ref, page=row.page, fields=fields, field=name, text=quoted)


def unsure_words(row: ActionRow, ref: str) -> Iterable[Finding]:
    """Words that were recognised from a picture with little certainty: numbers, people and RAG first."""
    for name, fields, cells in sorted(texts_of(row), key=lambda text: text[0] not in WEIGHTY):
        words = [block.text[start:end] for cell in cells for block in cell.blocks for start, end in block.unsure]
        if words:
            quoted = _shortened(", ".join(f"“{word}”" for word in dict.fromkeys(words)))
            yield finding("words-unsure", action_ref=ref, page=row.page, fields=fields, field=name, words=quoted)


def unread_titles(themes: Iterable[Theme]) -> Iterable[Finding]:
    """Titles of themes with letters that the file does not tell."""
    for theme in themes:
        if count := theme.title.count(REPLACEMENT):
            yield finding("unreadable-characters", fields=(THEME_TITLE,), count=count)


def texts_of(row: ActionRow) -> Iterable[tuple[str, tuple[str, ...], tuple[Cell, ...]]]:
    """The cells of each column with its name and the fields of the record that they fill."""
    for name, cells in row.cells.items():
        yield name, recorded(name), cells
    for header, cell in row.other:
        yield f"other/{header}", ("other",), (cell,)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"
