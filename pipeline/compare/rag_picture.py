"""The picture of how RAG moved between two years: a bar for each colour on either side, ribbons between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from models.comparison import RagFlow
from models.plan import RagColour
from pipeline.compare.palette import RAG_SHADES, RAG_WORDS

# Units of the drawing. A bar has the height of its actions; small ones still leave room for their label.
_WIDTH = 440
_BAR = 22
_LEFT = 95
_RIGHT = _WIDTH - 95 - _BAR
_TOP = 30
_GAP = 14
_PER_ACTION = 6
_LEAST_BAR = 4
_LABEL = 10
_UNMOVED, _MOVED = 0.28, 0.62


@dataclass(frozen=True, slots=True)
class Bar:
    """A colour on one side, with its label."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    label: str
    label_x: float
    label_y: float
    anchor: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The actions that went from one colour to another."""

    path: str
    colour: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws. Without any flow there are no bars."""

    width: int
    height: float
    left_x: float
    right_x: float
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    description: str


def draw(flows: Sequence[RagFlow]) -> Picture:
    """The picture of these flows, and the same in words."""
    left = _Column(_count((flow.before, flow.actions) for flow in flows))
    right = _Column(_count((flow.after, flow.actions) for flow in flows))
    bars = [left.bar(colour, _LEFT, is_left=True) for colour in left.counts]
    bars += [right.bar(colour, _RIGHT, is_left=False) for colour in right.counts]
    ribbons = [
        Ribbon(
            _path(left.take(flow.before, flow.actions), right.take(flow.after, flow.actions)),
            RAG_SHADES[flow.before if flow.before == flow.after else flow.after].strong,
            _UNMOVED if flow.before == flow.after else _MOVED,
        )
        for flow in flows
    ]
    return Picture(
        width=_WIDTH,
        height=max(left.bottom, right.bottom) + _GAP,
        left_x=_LEFT + _BAR,
        right_x=_RIGHT,
        bars=tuple(bars),
        ribbons=tuple(ribbons),
        description=_describe(flows),
    )


class _Column:
    """One side: where each colour's bar begins, and how much of it ribbons have taken."""

    def __init__(self, counts: dict[RagColour | None, int]) -> None:
        self.counts = counts
        self._tops: dict[RagColour | None, float] = {}
        self._taken = dict.fromkeys(counts, 0.0)
        y = float(_TOP)
        for colour, count in counts.items():
            self._tops[colour] = y
            y += max(_height(count), 2 * _LABEL) + _GAP
        self.bottom = y

    def bar(self, colour: RagColour | None, x: float, *, is_left: bool) -> Bar:
        """The bar of a colour and its label outside of it."""
        height, y = _height(self.counts[colour]), self._tops[colour]
        return Bar(
            x=x,
            y=y,
            width=_BAR,
            height=height,
            colour=RAG_SHADES[colour].strong,
            label=f"{RAG_WORDS[colour]}: {self.counts[colour]}",
            label_x=x - 8 if is_left else x + _BAR + 8,
            label_y=y + max(height / 2, _LABEL) + 5,
            anchor="end" if is_left else "start",
        )

    def take(self, colour: RagColour | None, count: int) -> tuple[float, float]:
        """Top and bottom of the next part of a bar."""
        share = _height(self.counts[colour]) * count / self.counts[colour]
        top = self._tops[colour] + self._taken[colour]
        self._taken[colour] += share
        return top, top + share


def _height(count: int) -> float:
    return max(count * _PER_ACTION, _LEAST_BAR)


def _count(pairs: Iterable[tuple[RagColour | None, int]]) -> dict[RagColour | None, int]:
    """Actions by colour, in the order colours are shown."""
    totals: dict[RagColour | None, int] = {}
    for colour, count in pairs:
        totals[colour] = totals.get(colour, 0) + count
    return {colour: totals[colour] for colour in RAG_SHADES if colour in totals}


def _path(left: tuple[float, float], right: tuple[float, float]) -> str:
    """A ribbon from one bar to another, as SVG path data."""
    start, end = _LEFT + _BAR, _RIGHT
    middle = (start + end) / 2
    return (
        f"M{start} {left[0]:.1f} C{middle} {left[0]:.1f} {middle} {right[0]:.1f} {end} {right[0]:.1f} "
        f"L{end} {right[1]:.1f} C{middle} {right[1]:.1f} {middle} {left[1]:.1f} {start} {left[1]:.1f} Z"
    )


def _describe(flows: Sequence[RagFlow]) -> str:
    told = []
    for flow in flows:
        before, after = RAG_WORDS[flow.before].lower(), RAG_WORDS[flow.after].lower()
        moved = f"stayed {before}" if flow.before == flow.after else f"went from {before} to {after}"
        told.append(f"{flow.actions} {moved}")
    return "; ".join(told) + "."
