"""Makes forms of a plan written without tables: paragraphs that open with a label, "Lead: Jo Ellis"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from extractors.assembler.grid import says
from extractors.assembler.labels import OFTEN
from extractors.assembler.numbers import read_number
from extractors.assembler.theme_titles import opens_theme
from models.document import Block, Cell, Item, Table
from models.reference.columns import ColumnField, fold_header, is_column_name, understand_header

NEEDED: frozenset[ColumnField] = frozenset({"mandatory_action", "narrative"})
FEWEST_FIELDS = 4  # different labels of a plan; the minutes of a meeting have an action, who, and by when
FEWEST_ACTIONS = 2
_LABEL = re.compile(r"(?P<label>[^:.]{2,60}?\.?)\s*:(?:\s+|$)")

Line = tuple[Block | None, list[Block]]
"""A label, or none under a number that stands alone, and what is said under it."""


def with_forms(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items, with each stretch of labelled paragraphs made a form; as they are where these are no plan's.

    Labels are known names or, where these do not tell a plan, texts that open paragraph after paragraph; whether the
    forms are a plan's is then for their values to say.
    """
    items = tuple(items)
    made = tuple(_items(items, _is_named))
    if _name_plan(made):
        return _formed(made)
    recurring = _recurring(items)
    if len(recurring) < FEWEST_FIELDS or all(map(is_column_name, recurring)):
        return items
    return _formed(_items(items, lambda label: fold_header(label) in recurring))


def _formed(made: Iterable[Item | list[Line]]) -> tuple[Item, ...]:
    return tuple(_form(item) if isinstance(item, list) else item for item in made)


def _name_plan(made: Iterable[Item | list[Line]]) -> bool:
    """Whether the labels are the names of a plan's fields, for two actions or more."""
    lines = [line for item in made if isinstance(item, list) for line in item]
    fields = [understand_header(label.text) for label, _ in lines if label]
    enough = set(fields) >= NEEDED and len({field for field in fields if field}) >= FEWEST_FIELDS
    return enough and fields.count("mandatory_action") >= FEWEST_ACTIONS


def _is_named(label: str) -> bool:
    return is_column_name(label) and understand_header(label) != "theme"


def _recurring(items: Iterable[Item]) -> frozenset[str]:
    """The labels, folded, that open paragraph after paragraph."""
    matches = (_LABEL.match(item.text) for item in items if isinstance(item, Block) and not (item.aside or item.marker))
    counts = Counter(fold_header(match["label"]) for match in matches if match and not read_number(match["label"]))
    often = max(FEWEST_ACTIONS, OFTEN * max(counts.values(), default=0))
    return frozenset(label for label, count in counts.items() if label and count >= often)


def _items(items: Iterable[Item], is_label: Callable[[str], bool]) -> Iterator[Item | list[Line]]:
    lines: list[Line] = []
    for item in items:
        taken = isinstance(item, Block) and not item.aside and _take(item, lines, is_label)
        if taken:
            continue
        if lines and not (isinstance(item, Block) and item.aside):
            yield lines
            lines = []
        yield item
    if lines:
        yield lines


def _take(block: Block, lines: list[Line], is_label: Callable[[str], bool]) -> bool:
    """Take a paragraph among the labelled ones; False when it is none of theirs."""
    text = says(block)
    if read_number(text):
        lines.append((None, [block]))
        return True
    match = _LABEL.match(block.text) if not block.marker else None
    if match and is_label(match["label"]):
        rest = block.after(match.end()).model_copy(update={"kind": "para"})
        lines.append((Block(kind="para", text=match["label"]), [rest] if rest.text else []))
        return True
    if not lines or block.kind == "heading" or opens_theme(text, alone=False):
        return False
    lines[-1][1].append(block)
    return True


def _form(lines: list[Line]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row, (label, said) in enumerate(lines):
        evidence = tuple(place for block in said for place in block.evidence)
        if label is None:
            rows.append((Cell(row=row, column=0, column_span=2, blocks=tuple(said), evidence=evidence),))
        else:
            value = Cell(row=row, column=1, blocks=tuple(said), evidence=evidence)
            rows.append((Cell(row=row, column=0, blocks=(label,)), value))
    return Table(rows=tuple(rows), column_count=2)
