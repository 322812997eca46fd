"""How words look beside the plain words around them, and which raised signs cite a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.document import Block, Look, LookKind, NoteMark


@dataclass(frozen=True, slots=True)
class Ink:
    """The look of a stretch of text.

    unsure: recognised from a picture with little certainty; colour: of the words where they are not black; ground:
    behind them.
    """

    struck: bool = False
    bold: bool = False
    underlined: bool = False
    boxed: bool = False
    raised: bool = False
    unsure: bool = False
    colour: str | None = None
    ground: str | None = None


PLAIN_INK = Ink()

Span = tuple[int, int, Ink]
"""First character of a stretch of text, the one after its last, and how it looks."""

_ADRIFT = 1
"""Characters (a space) that may part two stretches of one look."""


def struck_ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The struck stretches, those that touch as one."""
    return tuple((start, end) for start, end, _ in _joined((s, e, "") for s, e, ink in spans if ink.struck))


def unsure_ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The stretches that were recognised with little certainty, each word by itself."""
    return tuple((start, end) for start, end, ink in spans if ink.unsure)


def raised_ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The raised stretches, those that touch as one."""
    return tuple((start, end) for start, end, _ in _joined(((s, e, "") for s, e, ink in spans if ink.raised), adrift=0))


def looks_of(spans: Iterable[Span]) -> tuple[Look, ...]:
    """What stands out, by kind."""
    kept = [span for span in spans if span[2] != PLAIN_INK]
    found: list[Look] = []
    for kind, told in _KINDS.items():
        stretches = ((start, end, value) for start, end, ink in kept if (value := told(ink)) is not None)
        found += [
            Look(start=start, end=end, kind=kind, colour=value or None) for start, end, value in _joined(stretches)
        ]
    return tuple(found)


_KINDS: dict[LookKind, Callable[[Ink], str | None]] = {
    "bold": lambda ink: "" if ink.bold else None,
    "underlined": lambda ink: "" if ink.underlined else None,
    "boxed": lambda ink: "" if ink.boxed else None,
    "coloured": lambda ink: ink.colour,
    "highlighted": lambda ink: ink.ground,
}
"""What an ink tells of each kind: its colour, nothing where it has none, None where it is not of the kind."""


def _joined(stretches: Iterable[tuple[int, int, str]], adrift: int = _ADRIFT) -> list[tuple[int, int, str]]:
    joined: list[tuple[int, int, str]] = []
    for start, end, value in stretches:
        if joined and joined[-1][2] == value and start <= joined[-1][1] + adrift:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), value)
        else:
            joined.append((start, end, value))
    return joined


_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_DIGITS, "0123456789")
_TYPED = re.compile(rf"[{_DIGITS}]+(?:[,⁾]?[{_DIGITS}]+)*")
"""Digits that are raised by their nature."""
_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]{1,3})[\])]?(?:\s?[,;]\s?(?:\d{1,3}|[a-z*†‡§¶]))*", re.IGNORECASE
)
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcm]?m|ft|in|mi|sq|x|y|n|R|CO|H|PM)$")
"""What a raised figure makes a power of, or belongs to: "12 m²"."""


def with_notes(
    block: Block, raised: Sequence[tuple[int, int]] = (), texts: Mapping[tuple[int, int], str] | None = None
) -> Block:
    """The block with the raised signs that cite a note taken out of its text and kept as marks.

    Ordinals ("1st"), powers ("m²") and signs such as ™ stay text. `texts`: what the notes of known ones say.
    """
    stretches = sorted({*raised, *(match.span() for match in _TYPED.finditer(block.text))})
    cut: list[tuple[int, int]] = []
    marks: list[tuple[int, str, str]] = []
    for start, end in stretches:
        sign = block.text[start:end].strip().translate(_PLAIN_DIGITS)
        known = (texts or {}).get((start, end))
        if known is None and not _cites(block.text[:start], sign, block.text[end:]):
            continue
        cut.append((start, end))
        marks.append((start, sign.strip("[]() "), known or ""))
    if not cut:
        return block
    removed = 0
    notes = []
    for (start, end), (at, mark, text) in zip(cut, marks, strict=True):
        notes.append(NoteMark(at=at - removed, mark=mark, text=text))
        removed += end - start
    bare = block.without(cut)
    held = [note.model_copy(update={"at": min(note.at, len(bare.text))}) for note in notes]
    return bare.model_copy(update={"notes": (*bare.notes, *held)})


def _cites(before: str, sign: str, after: str) -> bool:
    """Whether a raised sign cites a note; one that opens a text is the mark of the note itself."""
    if not _MARK.fullmatch(sign):
        return False
    if not before.strip():
        return bool(after.strip())
    return not (sign[0].isdigit() and _UNIT.search(before))
