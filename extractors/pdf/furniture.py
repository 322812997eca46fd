"""Page furniture: headers, footers, page numbers and protective markings, told before tables are looked for.

What stands again at the same place on other pages, with nothing but its like between it and the page's edge, belongs to
the page and not to the text. A table's header printed again on every page is told by the names of its columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines, make_line
from extractors.pdf.rows import ONE_SPACE
from extractors.pdf.source.geometry import Box, box_of, centred_in
from extractors.pdf.source.model import Fill
from extractors.pdf.words import Word
from models.reference.columns import is_column_name

ZONE = 0.12
"""Share of a page's height at its top and bottom in which furniture stands."""

DEEPEST = 0.25
"""As `ZONE`, for what stands again word for word: letterheads reach a fifth of the page down."""

OUTERMOST = 6
"""Lines from the top or the bottom of a page among which furniture is looked for."""

COLUMNS = 4
"""Parts of a line, with white between, from which it is a table's header and no page's."""

PLACE = 4.0
"""Points by which furniture may shift from page to page."""

REPEATED = 0.5
"""Share of the pages on which a line must stand again to be furniture, whatever it looks like."""

FAR = 2.0
"""Times the size of white between the parts of a header or footer."""

TAB = 0.25
"""Share of a page's height that a tab has at the most."""

TAB_WIDTH = 0.15
"""As `TAB`, of its width."""

OUT = 8.0
"""Points by which a tab sticks out into the margin: more than the padding of cells."""

HEIGHTS = 3
"""Heights at which a line stands that is a label of the text: a running head and foot have two."""

COUNTING = 3
"""Pages on which a number must count up before it is a page number wherever it stands."""

LEAST_NAMES = 2
"""Parts of a line that name columns when it is a table's header."""

CLOSE = 1.5
"""Times its size that a line of a header stands over the next."""

HEADER_LINES, DEEP = 3, 3.0
"""Lines under the first of a header, and times its size that they stand under it, on one ground."""

ALIGNED = 2.0
"""Points within which two lines of a cell begin at one place."""

NOTE_WORDS = 5
"""Words of a note beside which a page's number stands; a row's label with its value has fewer."""

LONGEST_NUMBER = 4
"""Digits of the longest page number."""

_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.?|pg\.?)?\W*\d{1,4}(?:\s*(?:of|/|\|)\s*(?:page\s*)?\d{1,4}|\s*\|?\s*page)?\W*$", re.IGNORECASE
)
NUMBERED = re.compile(r"\bpage\W*\d{1,4}\b|\b\d{1,4}\s*\|\s*p\s*a\s*g\s*e\b", re.IGNORECASE)
"""The number of a page in a line, as in Word's own footer "1 | P a g e"."""
_MARKING = re.compile(
    r"^\W*(?:(?:not\s+)?protectively\s+marked|official(?:\W{1,3}sensitive)?(?:\W.{0,40})?|restricted|confidential|protect"
    r"|unclassified|internal(?:\s+use)?(?:\s+only)?|sensitive|not\s+for\s+(?:onward\s+)?(?:publication|circulation))\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?P<words>.*?[^\w.])??(?P<number>\d{1,4})(?P<total>\s*(?:of|/|\|)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_ROMAN = re.compile(r"^[ivxlc]{1,6}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageEdge:
    """The lines near the top and the bottom of one page, with the page's height; those in ruled tables apart."""

    number: int
    height: float
    lines: tuple[Line, ...]
    inside: tuple[Line, ...] = ()
    """Parts of lines inside ruled tables: a row drawn to the foot of the page holds its number."""
    beside: tuple[Word, ...] = ()
    """Turned words in the margins, beside all upright ones, and words on tabs that stick out into a margin."""
    grounds: tuple[Fill, ...] = ()
    """Painted places near the top."""
    between: tuple[Line, ...] = ()
    """The lines between the top and the bottom, where no furniture stands."""


def is_marking(text: str) -> bool:
    """Whether a text is a protective marking and nothing else. It must be in capitals or be one of the usual words."""
    return bool(_MARKING.match(text)) and (text.isupper() or len(text.split()) <= 3)


def page_edge(
    number: int, height: float, words: Sequence[Word], grids: Sequence[Grid], areas: Sequence[Fill] = ()
) -> PageEdge:
    """The edge of a page with these words, ruled tables and painted areas."""
    level = [w for w in words if w.turn == 0]
    near = [w for w in level if w.bottom <= DEEPEST * height or w.top >= (1 - DEEPEST) * height]
    between = gather_lines(w for w in level if DEEPEST * height < w.bottom and w.top < (1 - DEEPEST) * height)
    boxes = [grid.box for grid in grids]
    free: list[Word] = []
    inside: list[Word] = []
    for word in near:
        if not any(centred_in(box_of(word), box) for box in boxes):
            free.append(word)
        elif not ZONE * height < (word.top + word.bottom) / 2 < (1 - ZONE) * height:
            inside.append(word)
    parts = [make_line(part) for line in gather_lines(inside) for part in _parts(line)]
    turned = [word for word in words if word.turn != 0]
    if turned:
        reach = [(w.x0, w.x1) for w in words if w.turn == 0] + [(x0, x1) for x0, _, x1, _ in boxes]
        left, right = min((x0 for x0, _ in reach), default=0.0), max((x1 for _, x1 in reach), default=0.0)
        turned = [word for word in turned if word.page_box[2] <= left or word.page_box[0] >= right]
    beside = (*turned, *_on_tabs(words, areas, boxes, height))
    lines = (make_line(part) for line in gather_lines(free) for part in _with_number_apart(line))
    grounds = tuple(area for area in areas if area.top <= DEEPEST * height)
    return PageEdge(number, height, tuple(lines), tuple(parts), beside, grounds, tuple(between))


def _with_number_apart(line: Line) -> list[list[Word]]:
    """The words of a line, a page number far beside a note apart from that; a bare number may be a row's."""
    parts = _parts(line)
    texts = [make_line(part).text for part in parts]
    number = [bool(_PAGE_NUMBER.match(text)) and not text.strip("().[] ").isdecimal() for text in texts]
    return parts if len(parts) == 2 and sum(number) == 1 else [list(line.words)]


def _on_tabs(words: Sequence[Word], areas: Sequence[Fill], tables: Sequence[Box], height: float) -> list[Word]:
    """Upright words on a painted place that begins before, or ends after, all other words, paint and tables.

    One beside another of its height is a cell of a row.
    """
    if not areas:
        return []
    ends = [*(area.x1 for area in areas), *(x1 for _, _, x1, _ in tables), *(word.x1 for word in words)]
    width = max(ends)
    small = [
        area for area in areas if area.bottom - area.top <= TAB * height and area.x1 - area.x0 <= TAB_WIDTH * width
    ]
    found: list[Word] = []
    for tab in {min(small, key=lambda area: area.x0), max(small, key=lambda area: area.x1)} if small else ():
        if any(_is_beside(area, tab) for area in areas):
            continue
        drawn = [(area.x0, area.x1) for area in areas if not _same_place(area, tab)]
        drawn += [(x0, x1) for x0, _, x1, _ in tables]
        if not _sticks_out(tab, drawn):
            continue
        on = [word for word in words if word.turn == 0 and _is_on(word, tab)]
        own = {id(word) for word in on}
        others = [(word.page_box[0], word.page_box[2]) for word in words if id(word) not in own]
        found += on if others and _sticks_out(tab, [*drawn, *others]) else []
    return found


def _sticks_out(tab: Fill, others: Sequence[tuple[float, float]]) -> bool:
    """Whether a painted place begins before, or ends after, all others."""
    return all(tab.x0 + OUT <= x0 for x0, _ in others) or all(x1 <= tab.x1 - OUT for _, x1 in others)


def _is_beside(area: Fill, tab: Fill) -> bool:
    """Whether a painted place has the height of another and stands beside it."""
    return (
        abs(area.top - tab.top) < 1
        and abs(area.bottom - tab.bottom) < 1
        and (area.x1 <= tab.x0 + 1 or area.x0 >= tab.x1 - 1)
    )


def _is_on(word: Word, area: Fill) -> bool:
    return area.x0 <= word.x0 and word.x1 <= area.x1 and area.top <= (word.top + word.bottom) / 2 <= area.bottom


def _same_place(one: Fill, two: Fill) -> bool:
    return abs(one.x0 - two.x0) < 1 and abs(one.x1 - two.x1) < 1 and abs(one.top - two.top) < 1


def _parts(line: Line, white: float = FAR) -> list[list[Word]]:
    """The words of a line in parts that stand far from each other. white: times its size, between them."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.x0 - parts[-1][-1].x1 <= white * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _is_marked(line: Line) -> bool:
    """Whether a line is protective markings and page numbers only, perhaps far apart."""
    parts = [make_line(part).text for part in _parts(line)]
    return any(map(is_marking, parts)) and all(is_marking(part) or _PAGE_NUMBER.match(part) for part in parts)


def _heads_columns(line: Line) -> bool:
    """Whether a line is the header of a table: many parts, or names of columns side by side."""
    parts = [make_line(part).text for part in _parts(line, ONE_SPACE)]
    return len(parts) >= COLUMNS or sum(map(is_column_name, parts)) >= LEAST_NAMES


def _opens_header(lines: Sequence[Line], grounds: Sequence[Fill]) -> bool:
    """Whether the first of some lines, read inwards from the top of a page, is the upper line of a table's header.

    Each of its parts begins where one of the lines close under it does, and one of them not at the page's left; or it
    stands on a ground that meets theirs. Names of one line stand half way beside those of two.
    """
    line = lines[0]
    below = [other for other in lines[1 : 1 + HEADER_LINES] if 0 < other.base - line.base <= DEEP * line.size]
    if any(_heads_columns(other) and _meet(grounds, line, other) for other in below):
        return True
    under = [other for other in below[:2] if other.base - line.base <= CLOSE * line.size]
    if not any(map(_heads_columns, under)):
        return False
    starts = sorted(part[0].x0 for other in under for part in _parts(other))
    parts = [part[0].x0 for part in _parts(line)]
    over = [min(starts, key=lambda start: abs(start - x0)) for x0 in parts]
    return max(over) > starts[0] + ALIGNED and all(
        abs(start - x0) <= ALIGNED for start, x0 in zip(over, parts, strict=True)
    )


def _meet(grounds: Sequence[Fill], above: Line, below: Line) -> bool:
    """Whether two lines stand on one painted place, or on two that touch."""
    upper, lower = ([ground for ground in grounds if _is_on(line.words[0], ground)] for line in (above, below))
    return any(two.top - one.bottom <= 1 for one in upper for two in lower)


def find_furniture(pages: Sequence[PageEdge], body_size: float) -> set[int]:
    """`id`s of the words that are furniture. Each edge is read inwards, up to the first line that is none."""
    zones = [(page, line) for page in pages for line in page.lines]
    exact = Counter({key: len(on) for key, on in _pages_by(zones, mask=False).items()})
    masked = Counter({key: len(on) for key, on in _pages_by(zones, mask=True).items()})
    running = _running_numbers(pages)
    counting = _counting_lines(zones)
    moving = _moving([*zones, *((page, line) for page in pages for line in page.between)])
    found: set[int] = set()
    for page in pages:
        ordered = sorted(page.lines, key=lambda line: line.base)
        halves = (
            [line for line in ordered if line.base <= page.height / 2],
            [line for line in reversed(ordered) if line.base > page.height / 2],
        )
        for half in halves:
            outer = True
            for place, line in enumerate(half):
                depth = (line.bottom if line.base <= page.height / 2 else page.height - line.top) / page.height
                near = place < OUTERMOST and depth <= ZONE
                seen = _near(exact, page, line, mask=False)
                again = _near(masked, page, line, mask=True) if NUMBERED.search(line.text) else 0
                plain = id(line) in running or (near and _is_plain(page, line, body_size))
                counts = near and outer and id(line) in counting
                inner = id(line) in moving or _opens_header(half[place:], page.grounds)
                again_here = outer and (near or seen >= 2) and not inner
                if plain or counts or (again_here and _stands_again(line, max(seen, again), len(pages), body_size)):
                    found.update(id(word) for word in line.words)
                else:
                    outer = False
    return found | _inside(pages) | _beside(pages)


def _moving(zones: Sequence[tuple[PageEdge, Line]]) -> set[int]:
    """`id`s of lines that open at several heights with the same in the same look, as the rows of cards and forms do.

    A label with a colon is the same whatever its value.
    """
    places: dict[tuple[str, int, int, bool], dict[int, list[Line]]] = {}
    for page, line in zones:
        text, place = _key(page, make_line(_parts(line)[0]), mask=False)
        look = text.partition(":")[0], round(line.x0 / PLACE), round(line.size), line.bold
        places.setdefault(look, {}).setdefault(place, []).append(line)
    found = (heights for heights in places.values() if len(_apart(heights)) >= HEIGHTS)
    return {id(line) for heights in found for lines in heights.values() for line in lines}


def _apart(places: Iterable[int]) -> list[int]:
    """Of some places those that are no neighbours."""
    apart: list[int] = []
    for place in sorted(places):
        if not apart or place > apart[-1] + 1:
            apart.append(place)
    return apart


def _is_plain(page: PageEdge, line: Line, body_size: float) -> bool:
    """Whether a line at a page's edge is furniture by itself: a marking, a page's number."""
    modest = line.size <= 1.05 * body_size and not line.bold
    alone = _PAGE_NUMBER.match(line.text) or (_ROMAN.match(line.text) and line.top > page.height / 2)
    return _is_marked(line) or bool(alone and (modest or NUMBERED.search(line.text)))


def _stands_again(line: Line, seen: int, pages: int, body_size: float) -> bool:
    """Whether a line is furniture that was seen at its place on so many pages, or that the file calls an artefact.

    Files call a table's header one, too, where it is printed again.
    """
    if _heads_columns(line):
        return False
    if all(word.style.artifact for word in line.words):
        return True
    modest = line.size <= 1.05 * body_size and not line.bold
    return seen >= 2 and (modest or bool(NUMBERED.search(line.text)) or seen >= max(2.0, REPEATED * pages))


def _inside(pages: Sequence[PageEdge]) -> set[int]:
    """`id`s of words in ruled tables that are a page's number or marking, at the same place on several pages."""
    marked = [(p, line) for p in pages for line in p.inside if NUMBERED.search(line.text) or is_marking(line.text)]
    known = [(p, line) for p, line in marked if _PAGE_NUMBER.match(line.text) or is_marking(line.text)]
    counts = Counter({key: len(on) for key, on in _pages_by(known, mask=True).items()})
    return {id(word) for p, line in known if _near(counts, p, line, mask=True) >= 2 for word in line.words}


def _beside(pages: Sequence[PageEdge]) -> set[int]:
    """`id`s of words in the margins, turned or on tabs, that stand at the same place on several pages."""
    places: dict[tuple[str, int, int], list[tuple[int, Word]]] = {}
    for page in pages:
        for word in page.beside:
            x0, top, _, _ = word.page_box
            places.setdefault((word.text, round(x0 / PLACE), round(top / PLACE)), []).append((page.number, word))
    return {id(w) for found in places.values() if len({number for number, _ in found}) >= 2 for _, w in found}


def _running_numbers(pages: Sequence[PageEdge]) -> set[int]:
    """`id`s of lines that are a number alone, last or first on their pages, and count up with them.

    Wherever they stand: some pages have very wide margins.
    """
    by_offset: dict[tuple[bool, int], list[Line]] = {}
    for page in pages:
        ordered = sorted(page.lines, key=lambda line: line.base)
        for last, line in ((False, ordered[0]), (True, ordered[-1])) if ordered else ():
            if line.text.isdecimal() and len(line.text) <= LONGEST_NUMBER:
                by_offset.setdefault((last, int(line.text) - page.number), []).append(line)
    return {id(line) for lines in by_offset.values() if len(lines) >= COUNTING for line in lines}


def _counting_lines(zones: Sequence[tuple[PageEdge, Line]]) -> set[int]:
    """`id`s of lines that say the same at the same place of several pages, but for a number that counts their pages.

    In whatever size: "- 1 -", "Draft | 1/2". A label with a value beside it counts by chance on two pages, unless a
    note is as long as no label; and at the top of a page a number after words may be an action's.
    """
    found: dict[tuple[Key, str, int], dict[int, int]] = {}
    labels: set[int] = set()
    for page, line in zones:
        counted = _COUNTED.match(line.text)
        words = ((counted and counted["words"]) or "").strip(" -–—|")
        if counted is None or words[-1:].isdigit() or is_column_name(words):
            continue
        if len(_parts(line)) > 1 and len(words.split()) < NOTE_WORDS:
            labels.add(id(line))
        if line.base <= page.height / 2 and words and not counted["total"]:
            continue
        offset, total = int(counted["number"]) - page.number, counted["total"] or ""
        for shift in (0, 1):
            key = _key(page, line, mask=True, shift=shift), total, offset
            found.setdefault(key, {})[page.number] = id(line)
    return {
        each
        for lines in found.values()
        if len(lines) >= (COUNTING if labels.intersection(lines.values()) else 2)
        for each in lines.values()
    }


Key = tuple[str, int]


def _key(page: PageEdge, line: Line, *, mask: bool, shift: int = 0) -> Key:
    """Text and place; the place from the nearer edge of the page, so that pages of two sizes agree."""
    text = re.sub(r"\d+", "#", line.text) if mask else line.text
    place = line.base if line.base < page.height / 2 else line.base - page.height
    return re.sub(r"\s+", " ", text).casefold(), round(place / PLACE) + shift


def _pages_by(zones: Sequence[tuple[PageEdge, Line]], *, mask: bool) -> dict[Key, set[int]]:
    found: dict[Key, set[int]] = {}
    for page, line in zones:
        found.setdefault(_key(page, line, mask=mask), set()).add(page.number)
    return found


def _near(counts: Counter[Key], page: PageEdge, line: Line, *, mask: bool) -> int:
    return sum(counts[_key(page, line, mask=mask, shift=shift)] for shift in (-1, 0, 1))
