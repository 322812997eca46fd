"""Level edges on a page that may part rows: rulings, and bands of shading, those drawn cell by cell put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.pdf.rulings import Ruling
from extractors.pdf.source.model import Fill

NARROWEST = 90.0
"""Points: the shortest line or band that may bound a table's row; under that it is an underline or a swatch."""

LOWEST_BAND = 7.0
"""Points: the lowest band that may hold a line of text."""

CELL_GAP = 14.0
"""Points of white between the pieces of one line or band that are drawn column by column."""

SAME_HEIGHT = 1.5
"""Points by which pieces of one level line may differ in height."""

BESIDE = 3.0
"""Points of white between shaded places of one band."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one x to another, in points."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class LevelEdge:
    """A level edge that may part rows: its height, its pieces from left to right, and whether it is a band's."""

    at: float
    pieces: tuple[Stretch, ...]
    shaded: bool = False

    @property
    def start(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> float:
        """Where its last piece ends."""
        return max(piece.end for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Band:
    """Shaded places side by side, of one height: a row of a table, or a part of it."""

    top: float
    bottom: float
    pieces: tuple[Stretch, ...]

    @property
    def start(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> float:
        """Where its last piece ends."""
        return max(piece.end for piece in self.pieces)


def level_edges(rulings: Iterable[Ruling], areas: Iterable[Fill]) -> list[LevelEdge]:
    """Every level edge that may part rows, from top to bottom."""
    bands = (
        LevelEdge(at, (Stretch(band.start, band.end),), shaded=True)
        for band in row_bands(areas)
        for at in (band.top, band.bottom)
    )
    return sorted([*_from_rulings(rulings), *bands], key=lambda edge: edge.at)


def row_bands(areas: Iterable[Fill]) -> list[Band]:
    """Areas of one height that stand side by side, as bands."""
    rows: dict[tuple[int, int], list[Fill]] = {}
    for area in areas:
        if area.bottom - area.top >= LOWEST_BAND:
            rows.setdefault((round(area.top / SAME_HEIGHT), round(area.bottom / SAME_HEIGHT)), []).append(area)
    bands = []
    for row in rows.values():
        row.sort(key=lambda area: area.x0)
        current: list[Fill] = []
        for area in row:
            if current and area.x0 - max(piece.x1 for piece in current) > BESIDE:
                bands.append(_band(current))
                current = []
            current.append(area)
        bands.append(_band(current))
    return [band for band in bands if band.end - band.start >= NARROWEST]


def _band(areas: Sequence[Fill]) -> Band:
    return Band(
        min(area.top for area in areas),
        max(area.bottom for area in areas),
        tuple(Stretch(area.x0, area.x1) for area in areas),
    )


def _from_rulings(rulings: Iterable[Ruling]) -> list[LevelEdge]:
    """Level rulings, those drawn column by column at one height put together."""
    lines: list[tuple[float, list[Stretch]]] = []
    for ruling in sorted((r for r in rulings if r.level), key=lambda r: (round(r.at / SAME_HEIGHT), r.start)):
        piece = Stretch(ruling.start, ruling.end)
        if lines:
            at, pieces = lines[-1]
            reach = max(one.end for one in pieces)
            if abs(at - ruling.at) <= SAME_HEIGHT and -1.0 <= ruling.start - reach <= CELL_GAP:
                pieces.append(piece)
                continue
        lines.append((ruling.at, [piece]))
    edges = [LevelEdge(at, tuple(pieces)) for at, pieces in lines]
    return [edge for edge in edges if edge.end - edge.start >= NARROWEST]
