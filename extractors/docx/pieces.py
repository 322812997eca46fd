"""Stretches of a paragraph's text, each of one look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from extractors.common.bidi import END, OVERRULE, as_displayed
from extractors.common.colours import WHITE
from extractors.common.ink import PLAIN_INK, Ink
from extractors.docx.styles import RunFormat


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a foot- or endnote."""

    kind: Literal["footnote", "endnote"]
    identifier: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look; text None is a break that the writer meant."""

    text: str | None
    ink: Ink = PLAIN_INK
    note: Note | None = None
    """The note that the text is the mark of."""


def shows_text(pieces: Iterable[Piece]) -> bool:
    """Whether any piece holds more than white space."""
    return any(piece.text and piece.text.strip() for piece in pieces)


def ink_of(look: RunFormat, colour: str | None) -> Ink:
    """The ink of a run; `colour` is that of its text where it is neither black nor white."""
    ground = look.highlight or look.shade
    if not (look.struck or look.bold or look.underlined or look.boxed or look.raised or colour or ground):
        return PLAIN_INK
    return Ink(
        struck=bool(look.struck),
        bold=bool(look.bold),
        underlined=bool(look.underlined),
        boxed=bool(look.boxed),
        raised=bool(look.raised),
        colour=colour,
        ground=ground if ground and ground != WHITE else None,
    )


def in_order_shown(pieces: list[Piece]) -> list[Piece]:
    """The pieces in the order in which they show, where their direction is overruled; without marks of direction."""
    if not any(OVERRULE in (piece.text or "") for piece in pieces):
        return [
            piece if piece.text is None or piece.text.isascii() else replace(piece, text=as_displayed(piece.text))
            for piece in pieces
        ]
    shown: list[Piece] = []
    turned: list[Piece] | None = None
    for piece in pieces:
        for part in re.split(f"([{OVERRULE}{END}])", piece.text) if piece.text is not None else [None]:
            if part is None or part == END:
                shown += turned or ()
                turned = None
                shown += [piece] if part is None else []
            elif part == OVERRULE:
                turned = turned or []
            elif part and turned is not None:
                turned.insert(0, replace(piece, text=as_displayed(part)[::-1]))
            elif part:
                shown.append(replace(piece, text=as_displayed(part)))
    return [*shown, *(turned or ())]
