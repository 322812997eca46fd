"""What of a page's text a reader of the page can see.

Text is left out when it shows nowhere: drawn without ink, on a layer that is off, outside the clip, under a soft mask,
too small, in the colour of its ground, or under something painted over it. One kind of such text is read all the same:
that which lies on or under a picture of the page itself, for so text recognition leaves what it read on a scan. It is
told of, for it is no typed word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from extractors.common.rgb import from_hex
from extractors.pdf.bins import bins_between
from extractors.pdf.source.colours import is_white
from extractors.pdf.source.geometry import Box, Point, area_of, box_of
from extractors.pdf.source.model import Glyph, PageContent
from extractors.pdf.source.regions import Patch
from extractors.pdf.upright import Frame
from extractors.pdf.words import Word, part_of

SAME_COLOUR = 0.04
"""Difference per channel, 0 to 1, up to which ink and ground cannot be told apart."""

SCANNED = 0.3
"""Share of a page that pictures cover when they may be pictures of the page itself; logos cover less."""

HEIGHTS = (0.12, 0.42)
"""Shares of the size above the base line at which letters have ink; a line through them meets one."""

BIN = 24.0
"""Points of height of the bins in which patches are looked up."""


@dataclass(slots=True)
class Seen:
    """The words of a page that are read, and how many characters are not."""

    words: list[Word] = field(default_factory=list)
    hidden: int = 0
    """Characters that show nowhere."""
    recognised: int = 0
    """Words that lie on a picture of the page."""


def shown_glyphs(content: PageContent) -> tuple[list[tuple[int, Glyph]], int]:
    """The glyphs that show, or lie inkless on a scan, each with its place in the drawing; and how many others."""
    shown: list[tuple[int, Glyph]] = []
    hidden: list[Glyph] = []
    scanned = is_scanned(content)
    for order, glyph in enumerate(content.glyphs):
        reason = glyph.style.hidden
        if reason is None or (reason == "invisible" and scanned and _on_picture(glyph, content)):
            shown.append((order, glyph))
        elif not glyph.text.isspace():
            hidden.append(glyph)
    if not hidden:
        return shown, 0
    # Some programs draw a text once for each stripe of its background, clipped each time: it shows all the same.
    places = {_place(glyph) for _, glyph in shown}
    return shown, sum(_place(glyph) not in places for glyph in hidden)


def is_scanned(content: PageContent) -> bool:
    """Whether pictures cover so much of a page that it may be a scan."""
    covered = sum(area_of(box_of(picture)) for picture in content.pictures)
    return covered >= SCANNED * content.width * content.height


def _place(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x0), round(glyph.top)


def _on_picture(glyph: Glyph, content: PageContent) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(p.x0 <= x <= p.x1 and p.top <= y <= p.bottom for p in content.pictures)


def seen_words(words: Iterable[Word], content: PageContent, frame: Frame) -> Seen:
    """The words that stand out from their ground; of those that do so in part, the part.

    What was recognised was seen: how light its ink and its ground are is known roughly.
    """
    if content.recognised:
        return Seen(list(words))
    looker = _Looker(content, frame)
    seen = Seen()
    for word in words:
        if word.style.hidden is not None:
            seen.words.append(word)
            seen.recognised += 1
            continue
        for shows, part in looker.parts(word):
            if shows:
                seen.words.append(part)
            else:
                seen.hidden += len(part.text)
    seen.recognised += looker.recognised
    return seen


class _Looker:
    """Looks at the words of one page."""

    def __init__(self, content: PageContent, frame: Frame) -> None:
        self._content = content
        self._frame = frame
        self._bins: dict[int, list[tuple[int, Box, Patch]]] = {}
        self._last: dict[tuple[str, int, int], int] | None = None
        self.recognised = 0
        for rank, patch in enumerate(content.patches):
            _, top, _, bottom = patch.box
            for place in bins_between(top, bottom, BIN):
                self._bins.setdefault(place, []).append((rank, patch.box, patch))

    def parts(self, word: Word) -> Iterator[tuple[bool, Word]]:
        """The word whole, or its parts that show and those that do not."""
        box = word.page_box if word.turn else (word.x0, word.top, word.x1, word.bottom)
        if self._frame.turn:
            box = self._frame.box_out(box)
        patches = self._around(box)
        if not patches:
            yield not is_white(word.style.colour), word
            return
        if _is_plain(word, box, patches[-1]):
            yield not _same(word.style.colour, patches[-1].colour), word
            return
        states = [self._shows(word, glyph, number, patches) for number, glyph in enumerate(word.glyphs)]
        if all(states) or not any(states):
            yield (states[0] if states else True), word
            return
        for shows, numbers in groupby(range(len(states)), key=lambda number: states[number]):
            listed = list(numbers)
            yield shows, part_of(word, listed[0], listed[-1] + 1)

    def _around(self, box: Box) -> list[Patch]:
        """What is painted at a box, in the order of painting."""
        x0, top, x1, bottom = box
        bins = bins_between(top, bottom, BIN)
        found = [
            (rank, patch)
            for place in bins
            for rank, (left, upper, right, lower), patch in self._bins.get(place, ())
            if left < x1 and right > x0 and upper < bottom and lower > top
        ]
        if len(bins) == 1:
            return [patch for _, patch in found]
        return [patch for _, patch in sorted(dict(found).items())]

    def _shows(self, word: Word, glyph: Glyph, number: int, patches: Sequence[Patch]) -> bool:
        order = word.order + number
        points = list(self._points(word, glyph))
        ground: str | None = "#ffffff"
        covering: set[Point] = set()
        for patch in patches:
            if patch.order <= order:
                if all(patch.paints(*at) for at in points):
                    ground = patch.colour
                continue
            hidden = {at for at in points if patch.covers(*at)}
            if not hidden or self._is_drawn_again(glyph, patch):
                continue
            if patch.scan:
                # Some programs leave what they recognised under the picture rather than without ink on it.
                self.recognised += number == 0
                return True
            covering |= hidden
        return len(covering) < len(points) and not _same(glyph.style.colour, ground)

    def _points(self, word: Word, glyph: Glyph) -> Iterator[Point]:
        """Two points of a glyph's ink, on the page as displayed."""
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        along = [word.base - share * word.style.size for share in HEIGHTS]
        if word.turn == 0:
            points = [(x, at) for at in along]
        elif word.turn == 180:
            points = [(x, -at) for at in along]
        else:
            points = [((-at if word.turn == 90 else at), y) for at in along]
        for at in points:
            if self._frame.turn:
                x0, top, _, _ = self._frame.box_out((*at, *at))
                yield x0, top
            else:
                yield at

    def _is_drawn_again(self, glyph: Glyph, patch: Patch) -> bool:
        """Whether a glyph is drawn once more above a patch, if only stripe by stripe, and not in the patch's colour."""
        if self._last is None:
            self._last = {_place(each): order for order, each in enumerate(self._content.glyphs)}
        last = self._last.get(_place(glyph), -1)
        return last >= patch.order and not _same(self._content.glyphs[last].style.colour, patch.colour)


def _is_plain(word: Word, box: Box, last: Patch) -> bool:
    """Whether a word lies wholly on the patch painted last, drawn before it: the ground of most words."""
    if last.order > word.order or last.region.outlines or last.clips or last.colour is None:
        return False
    x0, top, x1, bottom = last.region.box
    return x0 <= box[0] and top <= box[1] and box[2] <= x1 and box[3] <= bottom


@lru_cache(maxsize=4096)
def _same(ink: str | None, ground: str | None) -> bool:
    if ink is None or ground is None:
        return False
    return all(abs(a - b) <= SAME_COLOUR for a, b in zip(from_hex(ink), from_hex(ground), strict=True))
