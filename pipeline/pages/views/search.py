"""Search: passages with the borough, year and action they stand under."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from models.base import Record
from models.plan import RagColour
from pipeline.catalogue.passages import Passage
from pipeline.catalogue.search import Answer, Found
from pipeline.pages.narrative import Piece
from pipeline.pages.words import field_word
from pipeline.quantities import count


class ShownPassage(Record):
    """Words of a field, those found marked."""

    field: str = Field(description="The field in words.")
    pieces: tuple[Piece, ...] = Field(description="Its runs; those of kind shared are the words found.")


class FoundAction(Record):
    """An action that answers."""

    plan_id: str = Field(description="The plan.")
    name: str = Field(description="Borough and year.")
    key: str = Field(description="Names the action in addresses.")
    ref: str = Field(description="Number of the action.")
    theme: str = Field(description="Its theme.")
    rag: RagColour | None = Field(description="RAG status.")
    passages: tuple[ShownPassage, ...] = Field(description="Where the words stand.")


class Facet(Record):
    """A choice that narrows the search."""

    name: str = Field(description="Its name in the address.")
    label: str = Field(description="What it is.")
    choices: tuple[tuple[str, str], ...] = Field(description="Values and words.")
    chosen: str = Field(description="The value chosen; empty for any.")


class SearchPage(Record):
    """The page."""

    q: str = Field(description="What was searched for.")
    said: str = Field(default="", description="How many were found, and whether they have all of the words.")
    total: int = Field(default=0, ge=0, description="Actions that answer.")
    found: tuple[FoundAction, ...] = Field(default=(), description="The first of them.")
    facets: tuple[Facet, ...] = Field(default=(), description="Choices that narrow the search.")


def search_page(q: str, answer: Answer | None, facets: Sequence[Facet] = ()) -> SearchPage:
    """The page of an answer; None before anything was asked."""
    if answer is None:
        return SearchPage(q=q, facets=tuple(facets))
    return SearchPage(
        q=q,
        said=_said(answer),
        total=answer.total,
        found=tuple(map(_found, answer.found)),
        facets=tuple(facets),
    )


def _said(answer: Answer) -> str:
    said = f"{count(answer.total, 'action')} of {answer.searched}"
    if answer.total and not answer.all_words:
        missing = ", ".join(f"“{word}”" for word in answer.unknown)
        return f"{said} with some of the words{f'; {missing} found nowhere' if missing else ''}"
    return said


def _found(one: Found) -> FoundAction:
    whose = f"{one.borough or 'Borough not known'} {one.plan_year or ''}".strip()
    return FoundAction(
        plan_id=one.plan_id,
        name=whose,
        key=one.ref,
        ref=one.ref,
        theme=one.theme or "",
        rag=_RAGS.get(one.rag or ""),
        passages=tuple(
            ShownPassage(field=field_word(part.field), pieces=_pieces(part.passage)) for part in one.passages
        ),
    )


_RAGS: dict[str, RagColour] = {"red": "red", "amber": "amber", "green": "green", "blue": "blue"}


def _pieces(passage: Passage) -> tuple[Piece, ...]:
    pieces = []
    last = 0
    for mark in passage.marks:
        pieces.append(Piece(text=passage.text[last : mark.start]))
        pieces.append(Piece(text=passage.text[mark.start : mark.end], kind="shared"))
        last = mark.end
    pieces.append(Piece(text=passage.text[last:]))
    return tuple(piece for piece in pieces if piece.text)
