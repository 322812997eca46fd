"""Reads what the cover states: the label table, the title, the template's year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.assembler.grid import Grid, cell_text, one_line
from models.document import Block, Document, Item, Table
from models.plan import PlanMetadata
from models.reference.boroughs import find_borough
from models.reference.columns import fold_header
from models.reference.phrases import CoverField, cover_labels

LONGEST_TITLE = 200  # characters
_PLAN_WORDS = re.compile(r"\b(?:plan|plans|strategy|strategic)\b", re.IGNORECASE)
_TEMPLATE_NAME = re.compile(r"violence\s+(?:and|&)\s+vulnerability(?:\s+reduction)?\s+action\s+plans?", re.IGNORECASE)
_TEMPLATE_YEAR = re.compile(
    r"\b(?P<year>20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?)\s+(?P<word>refresh(?:ed)?|template|version)\b", re.IGNORECASE
)
_TEMPLATE_YEAR_AFTER = re.compile(
    r"\b(?P<word>refresh|template)\s+(?P<year>20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands before and around the plan's tables."""

    labels: dict[CoverField, str] = field(default_factory=dict)
    title: str | None = None
    template: str | None = None
    headings: tuple[str, ...] = ()

    def metadata(self) -> PlanMetadata:
        """The facts with a field of their own."""
        return PlanMetadata(
            relevant_to=self.labels.get("relevant_to"),
            summary=self.labels.get("summary"),
            author=self.labels.get("author"),
            unit=self.labels.get("unit"),
            date_authored=self.labels.get("date_authored"),
        )


def read_cover(document: Document, items: Sequence[Item], first_plan_table: int) -> Cover:
    """The cover of a document whose first plan table is the item at that place."""
    before = items[:first_plan_table]
    labels: dict[CoverField, str] = {}
    for item in before:
        if isinstance(item, Table):
            for name, text in _label_table(item).items():
                labels.setdefault(name, text)
    blocks = [block for block in before if isinstance(block, Block) and block.text and block.kind != "note"]
    for name, text in _label_lines(blocks).items():
        labels.setdefault(name, text)
    template = _template(items, first_plan_table)
    title = labels.get("title") or _title(blocks, before, document)
    headings = tuple(block.text for block in blocks if block.kind == "heading" or _PLAN_WORDS.search(block.text))
    return Cover(labels, title, template, headings)


def _label_table(table: Table) -> dict[CoverField, str]:
    """Label and value pairs of a cover's table; empty when it is no such table."""
    grid = Grid(table)
    if grid.column_count < 2:
        return {}
    found: dict[CoverField, str] = {}
    rows = 0
    for row in range(grid.row_count):
        cells = [cell for cell in grid.covering(row) if cell.row == row]
        label = one_line(cells[0]) if cells else ""
        if not label:
            continue
        rows += 1
        name = cover_labels().get(fold_header(label))
        values = [one_line(cell) for cell in cells[1:] if cell_text(cell).strip()]
        if name and values:
            found.setdefault(name, " ".join(values))
    # one label among many rows is a chance hit; a cover's table is made of labels
    return found if len(found) >= 2 or (found and rows <= 2) else {}


def _label_lines(blocks: Sequence[Block]) -> dict[CoverField, str]:
    """Label and value pairs printed as lines: `Author: Head of Community Safety`."""
    found: dict[CoverField, str] = {}
    for block in blocks:
        if not block.aside and _LABEL.match(block.text):
            # lines that a page sets close together may come as one block
            labels = [*_LABEL.finditer(block.text), None]
            for label, following in pairwise(labels):
                value = block.text[label.end() : following.start() if following else None].strip() if label else ""
                if label and value:
                    found.setdefault(cover_labels()[fold_header(label["label"])], value)
    return found if len(found) >= 2 else {}


def _label_expression() -> re.Pattern[str]:
    labels = sorted(cover_labels(), key=len, reverse=True)
    words = "|".join(r"\W+".join(re.escape(word) for word in label.split()) for label in labels)
    return re.compile(rf"(?:^|(?<=\s))(?P<label>(?=[A-Z])(?i:{words}))\s*:(?=\s)")


_LABEL = _label_expression()


def _title(blocks: Sequence[Block], before: Sequence[Item], document: Document) -> str | None:
    """The line that names the document: with a word such as plan, and not the template's own name."""
    candidates = [
        block
        for block in blocks
        if not block.aside
        and len(block.text) <= LONGEST_TITLE
        and _PLAN_WORDS.search(block.text)
        and not _is_template_line(block.text)
        and not re.search(r"[.;,]$", block.text)
    ]
    headings = [block for block in candidates if block.kind == "heading"]
    pool = headings or [block for block in candidates if len(block.text.split()) <= 20]
    if pool:
        best = min(pool, key=lambda block: (block.level, _place(block, before)))
        inside = [block for block in candidates if block.text != best.text and block.text in best.text]
        # the site's or file's name in front of the title makes the longer of two
        return min((best, *inside), key=lambda block: len(block.text)).text
    if document.title and _PLAN_WORDS.search(document.title):
        return document.title
    first = next((block for block in blocks if block.kind == "heading"), None)
    if first is not None:
        return first.text
    return document.title


def _place(block: Block, before: Sequence[Item]) -> int:
    return next(index for index, item in enumerate(before) if item is block)


def _is_template_line(text: str) -> bool:
    named = _TEMPLATE_NAME.search(text)
    if not named:
        return False
    # A borough's name in front makes the template's name the plan's own.
    own = find_borough(text[: named.start()].strip(" :,–-")) is not None
    return template_year(text) is not None or (len(text.split()) <= 8 and not own)


def template_year(text: str) -> str | None:
    """The template's year as printed: `2023 Refresh` in "Action Plans - 2023 Refresh"."""
    match = _TEMPLATE_YEAR.search(text) or _TEMPLATE_YEAR_AFTER.search(text)
    if not match:
        return None
    return " ".join(match.group().split())


def _template(items: Sequence[Item], first_plan_table: int) -> str | None:
    """The year printed over the table: nearest first, then anywhere before it, then in the table's own first rows."""
    for item in reversed(items[:first_plan_table]):
        if isinstance(item, Block) and (_TEMPLATE_NAME.search(item.text) or item.kind == "heading"):
            year = template_year(item.text)
            if year:
                return year
    for item in items[:first_plan_table]:
        if isinstance(item, Block) and (year := template_year(item.text)):
            return year
    table = items[first_plan_table]
    if isinstance(table, Table):
        for row in table.rows[:3]:
            for cell in row:
                year = template_year(one_line(cell))
                if year:
                    return year
    return None
