"""Cards set like running text: labels beside each other, each over its value, the same ones card after card.

Such cards have columns for a line or two, and other columns further down. Votes of their lines would make a table of
them, or of a few of them. Here what they say is read label by label instead: each label, then what stands under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from extractors.pdf.lines import Line, gather_lines, pieces_of
from extractors.pdf.panels import in_panels
from extractors.pdf.source.geometry import box_of, centred_in
from extractors.pdf.survey import CardPart, Survey
from models.reference.statuses import is_bare_status

GAP = 1.0
"""Times the size of white between two labels of a line."""

LONGEST = 60
"""Characters of a label."""

FEWEST = 3
"""Times that a label stands in a document, and rows of labels."""

FEWEST_ALONE = 3
"""Labels of cards that have none beside each other."""

MOST_LINES = 6
"""Lines of values under a row of labels, usually; more are rows of a table."""

LEADING = 2.0
"""Times the size from line to line of one paragraph, at most."""

OVER = 2.0
"""Points by which a value may begin left of its label."""

LARGER = 1.15
"""Times the size of the first value that type is larger of what stands after cards."""

FAR = 4.0
"""Times the size from line to line of what stands over a card, at most."""


_Look: TypeAlias = frozenset[tuple[bool, float, str | None]]
"""Whether words are bold, their size, their colour."""


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A line of a part of a page, and the lines above and below it there."""

    page: Survey
    lines: Sequence[Line]
    at: int
    pieces: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.lines[self.at]

    @property
    def texts(self) -> tuple[str, ...]:
        """What its pieces say."""
        return tuple(piece.text.rstrip(" :") for piece in self.pieces)


def add_label_rows(pages: Sequence[Survey]) -> None:
    """Give each page its rows of labels, and tell where its cards are, in which no lines vote for tables."""
    places = [place for page in pages for place in _places(page)]
    candidates = [place for place in places if _may_be_labels(place)]
    counts = Counter((text, _look(place.line)) for place in candidates for text in place.texts)
    looks = Counter(_look(place.line) for place in candidates if _recurs(place, counts))
    look = max(looks, key=lambda one: looks[one], default=frozenset())
    found = [place for place in candidates if _look(place.line) == look and _recurs(place, counts)]
    of_labels = {id(one.line) for one in found}
    ends = {id(place.line): _end(place, of_labels) for place in found}
    rows = [place for place in found if len(place.pieces) > 1]
    good = sum(_is_over_values(place, found, ends[id(place.line)], counts) for place in rows)
    if (good < FEWEST or 2 * good < len(rows)) and not _stand_alone(found, of_labels):
        return
    if 2 * sum(map(_is_ruled_off, rows)) > len(rows):
        return
    above = {id(place): over for over, place in pairwise(places)}
    taken: set[int] = set()
    for place in found:
        over = above.get(id(place))
        if place.at:
            _add_opening(place, place.at, of_labels, taken)
        elif over is not None and over.page.printed >= place.page.printed - 1:
            _add_opening(over, len(over.lines), of_labels, taken)
        if len(place.pieces) > 1:
            row = _cut(place, place.at, ends[id(place.line)], tuple(piece.x0 - OVER for piece in place.pieces[1:]))
            taken |= row.words
    first, last = found[0], found[-1]
    for page in pages:
        if any(place.page is page for place in found):
            top = float("-inf") if page is not first.page else min(_top(one) for one in found if one.page is page)
            bottom = float("inf") if page is not last.page else _bottom(last)
            page.cards.append((0.0, top, page.width, bottom))


def _places(page: Survey) -> Iterator[_Place]:
    boxes = [grid.box for grid in page.ruled]
    words = [
        w
        for w in page.words
        if w.turn == 0 and id(w) not in page.furniture and not any(centred_in(box_of(w), box) for box in boxes)
    ]
    for part in in_panels(words, [*page.areas, *page.shapes]):
        lines = gather_lines(part)
        for at, line in enumerate(lines):
            yield _Place(page, lines, at, tuple(pieces_of(line, GAP)))


def _look(line: Line) -> _Look:
    return frozenset((word.style.bold, round(word.style.size, 1), word.style.colour) for word in line.words)


def _recurs(place: _Place, counts: Counter[tuple[str, _Look]]) -> bool:
    look = _look(place.line)
    return all(counts[text, look] >= FEWEST for text in place.texts)


def _may_be_labels(place: _Place) -> bool:
    """Whether a line may be labels: in one look, which the line below has not."""
    look = _look(place.line)
    below = place.lines[place.at + 1] if place.at + 1 < len(place.lines) else None
    if len(look) > 1 or (below is not None and _look(below) == look):
        return False
    return all(
        0 < len(text) <= LONGEST and any(map(str.isalpha, text)) and text[-1] not in ".;," and not is_bare_status(text)
        for text in place.texts
    )


def _end(place: _Place, labels: set[int]) -> int:
    """Where the values under a line of labels end: at the next labels, or a line that runs over a column's edge."""
    edges = [piece.x0 - OVER for piece in place.pieces[1:]]
    end = place.at + 1
    while end < len(place.lines):
        line, above = place.lines[end], place.lines[end - 1]
        crossing = any(word.x0 < edge < word.x1 - OVER for word in line.words for edge in edges)
        most = FAR if end == place.at + 1 else LEADING
        if id(line) in labels or crossing or line.base - above.base > most * max(line.size, above.size):
            break
        end += 1
    return end


def _is_over_values(place: _Place, found: Sequence[_Place], end: int, counts: Counter[tuple[str, _Look]]) -> bool:
    """Whether a row of labels stands over a few lines, and other labels right under them or in their midst."""
    inside = [piece for line in place.lines[place.at + 1 : end] for piece in pieces_of(line, GAP)]
    if any(
        counts[piece.text.rstrip(" :"), _look(piece)] >= FEWEST and _look(piece) == _look(place.line)
        for piece in inside
    ):
        return True
    below = next((one for one in found if one.lines is place.lines and one.at >= end), None)
    if below is None or below.texts == place.texts:
        return False
    return 0 < end - place.at - 1 <= MOST_LINES


def _is_ruled_off(place: _Place) -> bool:
    """Whether a line from the first label to the last is drawn between a row of labels and what stands under it.

    That is a row of a table, whose cells may hold no more than a colour.
    """
    below = place.lines[place.at + 1].base if place.at + 1 < len(place.lines) else place.page.height
    return any(
        ruling.level
        and place.line.base < ruling.at < below
        and ruling.start <= place.line.x0 + OVER
        and ruling.end >= place.pieces[-1].x0
        for ruling in place.page.rulings
    )


def _stand_alone(found: Sequence[_Place], labels: Collection[int]) -> bool:
    """Whether labels stand alone on their lines, each over its value, several again and again.

    A line of figures in columns under one is a row of a table.
    """
    over = [one for one in found if len(one.pieces) == 1 and one.at + 1 < len(one.lines)]
    under = [(one.texts, one.lines[one.at + 1]) for one in over]
    times = Counter(texts for texts, line in under if id(line) not in labels and not _is_of_figures(line))
    return sum(count >= FEWEST for count in times.values()) >= FEWEST_ALONE


def _is_of_figures(line: Line) -> bool:
    """Whether mostly figures stand in columns beside what a line begins with."""
    _, *beside = pieces_of(line, GAP)
    figures = sum(any(map(str.isdigit, piece.text)) and not any(map(str.isalpha, piece.text)) for piece in beside)
    return 2 * figures > len(beside)


def _cut(place: _Place, start: int, end: int, xs: tuple[float, ...] | None) -> CardPart:
    """Give the page some lines of its cards, and return them."""
    lines = place.lines[start:end]
    words = frozenset(id(word) for line in lines for word in line.words)
    part = CardPart(min(line.top for line in lines), max(line.bottom for line in lines), xs, words)
    place.page.card_parts.append(part)
    return part


def _add_opening(place: _Place, end: int, labels: Collection[int], taken: Collection[int]) -> None:
    """Give the page the paragraph that ends at a line, right over labels; nothing where it is a value of others."""
    lines = place.lines
    at = end
    while at:
        above, below = lines[at - 1], lines[at] if at < len(lines) else None
        if id(above) in labels or any(id(word) in taken for word in above.words):
            return
        most = FAR if at == end else LEADING
        if below is not None and below.base - above.base > most * max(below.size, above.size):
            break
        at -= 1
    if at < end:
        _cut(place, at, end, None)


def _top(place: _Place) -> float:
    """Where the paragraph begins that stands over a line of labels."""
    at = place.at
    while at:
        line, above = place.lines[at], place.lines[at - 1]
        if line.base - above.base > FAR * line.size or sum(1 for _ in pieces_of(above, GAP)) > 1:
            break
        at -= 1
    return place.lines[at].top


def _bottom(place: _Place) -> float:
    """Where the cards end of which a line of labels is the last: at what is in larger type."""
    own = place.lines[place.at + 1 : place.at + 2]
    below = (line for line in place.lines[place.at + 2 :] if own and line.size >= LARGER * own[0].size)
    return min((line.top for line in below), default=float("inf"))
