"""The shape of a document: what was read from it, without its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors import read_document
from extractors.assembler.assemble import assemble
from extractors.assembler.headers import with_headers_marked
from extractors.assembler.tables.stitch import stitch
from models.document import Block, Document, Table
from models.errors import NotAPlan
from models.plan import Action, Plan
from models.reference.given_names import given_names
from models.reference.organisations import lead_words
from models.reference.words import known_words
from pipeline.quantities import count

READ_AS = "document"
"""How both are called while they are read, so that the name of a file tells nothing."""

ONE_IN = 0.02
"""Share of a text's words that may be joined or parted otherwise at the ends of lines."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: what the reader saw, and the plan it holds; None where it holds none."""

    document: Document
    plan: Plan | None


def read(data: bytes) -> Reading:
    """Read a document twice over. Raises an `InputError` when no reader can."""
    document = read_document(data, READ_AS)
    try:
        return Reading(document, assemble(document))
    except NotAPlan:
        return Reading(document, None)


def headers_of(reading: Reading) -> Iterator[str]:
    """Texts that are names of columns or labels, as far as the reading can tell."""
    tables = [item for item in (*reading.document.items, *stitch(reading.document).items) if isinstance(item, Table)]
    for table in map(with_headers_marked, tables):
        for row in table.rows:
            for cell in row:
                if cell.header:
                    yield cell.text.replace("\n", " ")
                    yield from (block.text for block in cell.blocks)


def columns_of(reading: Reading) -> Iterator[str]:
    """The headers of the plan's own columns, without those that hold a name."""
    if reading.plan:
        named = {word for name in names_of(reading.plan) for word in name.casefold().split()}
        for table in reading.plan.tables:
            for column in table.columns:
                for header in (column.header, *column.header.split(" / ")):
                    if not named & set(header.casefold().split()):
                        yield header


def narratives_of(reading: Reading) -> Iterator[str]:
    """The paragraphs of narratives."""
    for action in reading.plan.actions if reading.plan else ():
        yield action.narrative
        yield from (block.text for block in action.narrative_blocks)


def names_of(plan: Plan) -> list[str]:
    """The borough, the author and the leads of a plan. What is read as a name but made of everyday words is a post."""
    people = [lead.name for action in plan.actions for lead in action.named_leads]
    names = (*people, plan.metadata.author, plan.borough.name if plan.borough else None)
    return [name for name in dict.fromkeys(names) if name and _is_name(name)]


def _is_name(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    everyday = known_words() | lead_words().posts | lead_words().ends
    return bool(words) and (words[0] in given_names() or not everyday.issuperset(words))


def blocks_of(document: Document) -> Iterator[Block]:
    """Every block of text, those in tables among them."""
    for item in document.items:
        if isinstance(item, Block):
            yield item
        else:
            yield from (block for row in item.rows for cell in row for block in cell.blocks)


def differences(before: Reading, after: Reading) -> list[str]:
    """What was read otherwise, in words; nothing when both have one shape."""
    found = []
    if _tables(before.document) != _tables(after.document):
        found.append("its tables have other cells")
    if (before.plan is None) != (after.plan is None):
        found.append("a plan is found in only one of them")
    elif before.plan and after.plan:
        found += _of_plans(before.plan, after.plan)
    return found


def _tables(document: Document) -> list[object]:
    tables = [item for item in document.items if isinstance(item, Table)]
    return [
        (
            table.column_count,
            table.pages,
            [
                [(cell.row, cell.column, cell.row_span, cell.column_span, cell.fill, bool(cell.text)) for cell in row]
                for row in table.rows
            ],
        )
        for table in tables
    ]


def _of_plans(before: Plan, after: Plan) -> Iterator[str]:
    if len(before.actions) != len(after.actions):
        yield f"{count(len(after.actions), 'action')} instead of {len(before.actions)}"
        return
    if len(before.themes) != len(after.themes):
        yield f"{count(len(after.themes), 'theme')} instead of {len(before.themes)}"
    pairs = list(zip(before.actions, after.actions, strict=True))
    tells: tuple[tuple[str, Callable[[Action], object]], ...] = (
        ("number", _number),
        ("RAG", lambda action: (action.rag, action.rag_source)),
        ("nil return", lambda action: action.nil_return),
        ("set of filled fields", _filled),
    )
    for called, tell in tells:
        other = [one.ref for one, two in pairs if tell(one) != tell(two)]
        if other:
            yield f"another {called} in {_some(other)}"
    longer = [one.ref for one, two in pairs if not _about_as_long(one, two)]
    if longer:
        yield f"more or fewer words in {_some(longer)}"


def _some(refs: list[str]) -> str:
    return ", ".join(refs[:3]) + (" and others" if len(refs) > 3 else "")


def _number(action: Action) -> object:
    return action.theme_number, re.sub(r"[^\W\d_]", "A", action.action_number.upper())


def _filled(action: Action) -> object:
    people = bool(action.named_leads or action.lead_organisations)
    return people, bool(action.timescale), bool(action.outcome), len(action.other), len(action.narrative_blocks)


def _about_as_long(one: Action, two: Action) -> bool:
    """Whether the texts have about as many words: which hyphens part a word is told by the word."""
    pairs = zip(_texts(one), _texts(two), strict=False)
    return all(abs(first - second) <= 1 + ONE_IN * first for first, second in pairs)


def _texts(action: Action) -> list[int]:
    return [len(text.split()) for text in (action.mandatory_action, action.narrative, *action.other.values())]
