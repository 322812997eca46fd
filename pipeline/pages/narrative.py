"""A narrative in pieces: its lines, and in them the names that were found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pydantic import Field

from models.base import Record
from models.mention import Mention
from models.plan import Action

PieceKind = Literal["", "agency", "panel", "service", "shared"]


class Piece(Record):
    """A run of characters."""

    text: str = Field(description="The characters.")
    kind: PieceKind = Field(default="", description="What they are: a name of some kind, words shared, or plain words.")
    name: str = Field(default="", description="The registry's name of it, where it differs.")


class Line(Record):
    """A paragraph or a bullet."""

    bullet: bool = Field(default=False, description="Whether it is an item of a list.")
    pieces: tuple[Piece, ...] = Field(description="Its runs.")


def lines_of(action: Action, shared: Sequence[tuple[int, int]] = ()) -> tuple[Line, ...]:
    """The narrative of an action, names marked; `shared` are ranges of characters that other boroughs have too."""
    bullets = [block.kind == "bullet" for block in action.narrative_blocks]
    lines = action.narrative.split("\n") if action.narrative else []
    if len(bullets) != len(lines):
        bullets = [False] * len(lines)
    found = []
    start = 0
    for bullet, text in zip(bullets, lines, strict=True):
        found.append(Line(bullet=bullet, pieces=_pieces(text, start, action.mentions, shared)))
        start += len(text) + 1
    return tuple(found)


def _pieces(
    text: str, offset: int, mentions: Sequence[Mention], shared: Sequence[tuple[int, int]]
) -> tuple[Piece, ...]:
    here = [
        one
        for one in sorted(mentions, key=lambda one: one.start)
        if offset <= one.start and one.end <= offset + len(text)
    ]
    cuts = {0, len(text)}
    for one in here:
        cuts |= {one.start - offset, one.end - offset}
    for start, end in shared:
        cuts |= {min(max(place - offset, 0), len(text)) for place in (start, end)}
    ordered = sorted(cuts)
    pieces = []
    for start, end in pairwise(ordered):
        mention = next((one for one in here if one.start - offset <= start and end <= one.end - offset), None)
        is_shared = any(first - offset <= start and end <= last - offset for first, last in shared)
        kind: PieceKind = mention.label if mention else "shared" if is_shared else ""
        name = mention.canonical if mention and mention.canonical and mention.canonical != mention.text else ""
        pieces.append(Piece(text=text[start:end], kind=kind, name=name))
    return tuple(pieces)
