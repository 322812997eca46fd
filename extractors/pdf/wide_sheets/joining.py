"""Makes one wide page of pages that lay side by side, and tells where on those a place of the wide page is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Extras, Fill, Glyph, PageContent, Picture, Shape, Stroke
from extractors.pdf.source.regions import Patch, Region
from extractors.pdf.wide_sheets.traces import LEVEL, Trace

APART, WHITE = 8.0, 14.0
"""Points between two strips that no line parts, and between their words: numbers end at the edge of their column."""
SLIVER = 3.0
"""Points: what reaches less far into the next page lies on the edge between them."""

Letters = frozenset[tuple[str, int]]
Drawn = TypeVar("Drawn", Stroke, Fill, Shape, Picture)


@dataclass(frozen=True, slots=True)
class Strip:
    """The columns of one page across: from where to where they are on each page, and how far they are moved."""

    start: float
    end: float
    shift: float
    is_last: bool = False
    gap: float = 0.0
    """How much further what ends at its end reaches: there are so many points to the next strip."""

    def holds(self, x0: float, x1: float) -> bool:
        """Whether something from one place to another is in its columns."""
        return (x1 > self.start + LEVEL or not self.start) and (x0 <= self.end + LEVEL or self.is_last)


def strips_of(bands: Sequence[Sequence[Trace | None]]) -> tuple[Strip, ...]:
    """The strips of a sheet, each beginning where the one before ends; columns printed again on each are left out.

    bands: the pages of each band from the left; None where a page without anything was not printed.
    """
    found: list[Strip] = []
    last: list[Trace] = []
    for pages in zip(*bands, strict=True):
        shown = [
            (band[0], page) for band, page in zip(bands, pages, strict=True) if band[0] and page and not page.is_blank
        ] or [(page, page) for page in pages if page]
        start = min(page.extent[0] for _, page in shown)
        end = max(page.extent[1] for _, page in shown)
        if not found:
            found.append(Strip(0.0, end, 0.0))
            last = [page for _, page in shown]
            continue
        again = min(_printed_again(first, page) for first, page in shown)
        begins = _edge_before([page for _, page in shown], again) if again > start + APART else start
        before = found[-1]
        parted = any(abs(edge - begins) <= 2 * LEVEL for _, page in shown for edge in page.uprights)
        gap = _lacking(before, last, begins, [page for _, page in shown]) if parted else 0.0
        found[-1] = replace(before, gap=gap)
        last = [page for _, page in shown]
        joint = before.end + before.shift + (gap if parted else APART)
        # the first edge is that of the column before it, which the page before may have cut off without one
        found.append(Strip(begins - 2 * LEVEL if parted else begins, end, joint - begins))
    return (*found[:-1], replace(found[-1], is_last=True))


def _lacking(before: Strip, last: Sequence[Trace], begins: float, pages: Sequence[Trace]) -> float:
    """How much white there is too little between the words of a strip and those of the next, where no line is drawn."""
    if any(abs(stroke.x0 - begins) <= 2 * LEVEL for page in pages for stroke in page.upright):
        return 0.0
    ends = [glyph.x1 for page in last for glyph in page.glyphs if glyph.x1 <= before.end + LEVEL]
    starts = [glyph.x0 for page in pages for glyph in page.glyphs if glyph.x0 >= begins - LEVEL]
    return max(WHITE - (before.end - max(ends)) - (min(starts) - begins), 0.0) if ends and starts else 0.0


def _printed_again(first: Trace, page: Trace) -> float:
    """Up to where a page begins with the very columns that the first page across begins with."""
    known = {_key(glyph, dx, dy) for glyph in first.glyphs for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return min((glyph.x0 for glyph in page.glyphs if _key(glyph, 0, 0) not in known), default=page.extent[1])


def _key(glyph: Glyph, dx: int, dy: int) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x0) + dx, round(glyph.top) + dy


def _edge_before(pages: Sequence[Trace], place: float) -> float:
    edges = [edge for page in pages for edge in page.uprights if edge <= place + LEVEL]
    return max(edges, default=place - LEVEL)


def joined(pages: Mapping[int, PageContent], strips: Sequence[Strip], number: int) -> PageContent:
    """The pages of a band, by their strips, as one page."""
    parts: list[PageContent] = []
    following = [*pages][1:]
    for place, page in pages.items():
        after = next((other for other in following if other > place), None)
        again = _cut_at_start(pages[after], strips[after]) if after is not None else frozenset()
        parts.append(_moved(page, strips[place], sum(len(part.glyphs) for part in parts), again))
    first = next(iter(pages.values()))
    return PageContent(
        number=number,
        width=first.width + strips[-1].shift,
        height=first.height,
        glyphs=tuple(glyph for part in parts for glyph in part.glyphs),
        strokes=tuple(stroke for part in parts for stroke in part.strokes),
        fills=tuple(fill for part in parts for fill in part.fills),
        shapes=tuple(shape for part in parts for shape in part.shapes),
        pictures=tuple(picture for part in parts for picture in part.pictures),
        outside=sum(part.outside for part in parts),
        patches=tuple(patch for part in parts for patch in part.patches),
        extras=Extras(
            struck=tuple(box for part in parts for box in part.extras.struck),
            ink=tuple(box for part in parts for box in part.extras.ink),
            stamps=tuple(stamp for part in parts for stamp in part.extras.stamps),
            notes=tuple(note for part in parts for note in part.extras.notes),
            files=sum(part.extras.files for part in parts),
        ),
    )


def _cut_at_start(page: PageContent, strip: Strip) -> Letters:
    """What the letters say that the first edge of a page cuts, and how high they stand, give or take a point."""
    edge = strip.start + 2 * LEVEL
    cut = [one for one in page.glyphs if one.x0 < edge < one.x1 and one.style.hidden is None and _is_of(one, strip)]
    return frozenset((one.text, round(one.bottom) + step) for one in cut for step in (-1, 0, 1))


def _moved(page: PageContent, strip: Strip, drawn: int, again: Letters) -> PageContent:
    """The columns of a page at their place on the wide page; `drawn` is how many glyphs are drawn before it.

    again: letters that are cut by the edge between it and the next page, which prints their other part, as a letter.
    """
    by = strip.shift
    twice = [one.x0 < strip.end < one.x1 and (one.text, round(one.bottom)) in again for one in page.glyphs]
    kept = [_is_of(one, strip) and not too for one, too in zip(page.glyphs, twice, strict=True)]
    order = [drawn, *(drawn + count for count in accumulate(kept))]
    extras = page.extras

    def put(one: Drawn) -> Drawn:
        x1 = one.x1 if strip.is_last else min(one.x1, max(strip.end, one.x0))
        x1 += strip.gap if x1 >= strip.end - LEVEL and one.x1 - one.x0 >= WHITE else 0.0
        return replace(one, x0=max(one.x0, strip.start) + by, x1=x1 + by, order=order[one.order])

    def of_strip(ones: Iterable[Drawn]) -> tuple[Drawn, ...]:
        return tuple(put(one) for one in ones if strip.holds(one.x0, one.x1))

    return replace(
        page,
        glyphs=tuple(
            replace(glyph, x0=glyph.x0 + by, x1=glyph.x1 + by)
            for glyph, is_kept in zip(page.glyphs, kept, strict=True)
            if is_kept
        ),
        strokes=of_strip(page.strokes),
        fills=of_strip(page.fills),
        shapes=of_strip(page.shapes),
        pictures=of_strip(page.pictures),
        patches=tuple(_moved_patch(patch, by, order) for patch in page.patches if not (patch.mask or patch.veil)),
        extras=replace(
            extras,
            struck=tuple(_moved_box(box, by) for box in extras.struck),
            ink=tuple(_moved_box(box, by) for box in extras.ink),
            stamps=tuple((order[first], order[end]) for first, end in extras.stamps),
        ),
    )


def _is_of(glyph: Glyph, strip: Strip) -> bool:
    """Whether a glyph is of the strip's own columns; what the edge of the page cuts off shows on the next one."""
    middle = (glyph.x0 + glyph.x1) / 2
    return middle >= strip.start and not (glyph.style.hidden == "clipped" and middle > strip.end)


def _moved_patch(patch: Patch, by: float, order: Sequence[int]) -> Patch:
    return replace(
        patch,
        region=_moved_region(patch.region, by),
        clips=tuple(_moved_region(clip, by) for clip in patch.clips),
        order=order[patch.order],
    )


def _moved_region(region: Region, by: float) -> Region:
    outlines = tuple(tuple((x + by, y) for x, y in outline) for outline in region.outlines)
    return replace(region, box=_moved_box(region.box, by), outlines=outlines)


def _moved_box(box: Box, by: float) -> Box:
    return box[0] + by, box[1], box[2] + by, box[3]


def parts_of(box: Box, strips: Mapping[int, Strip]) -> list[tuple[int, Box]]:
    """Where a box of the wide page is on the pages it was made of: the strip of each, and the box there."""
    found: list[tuple[int, Box]] = []
    for number, strip in strips.items():
        x0 = max(box[0] - strip.shift, strip.start)
        x1 = box[2] - strip.shift if strip.is_last else min(box[2] - strip.shift, strip.end)
        found.append((number, (x0, box[1], x1, box[3])))
    wide = [(number, part) for number, part in found if part[2] - part[0] > SLIVER]
    return wide or [max(found, key=lambda one: one[1][2] - one[1][0])]
