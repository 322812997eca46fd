"""Where tables are: the runs of lines on a page whose gaps are worth most together, and the pages that they run over.

Lines of one piece and of several alternate; a table begins and ends with the latter. Of all ways to choose runs that do
not overlap, the best is found by dynamic programming. Pieces on later pages then join the table whose gaps theirs
strengthen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from extractors.pdf.gaps.columns import keeps_to, with_pieces_between
from extractors.pdf.gaps.entries import MOSTLY_LABELS
from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.gaps.votes import Array, Ballots, Gap, gaps_of, worth, worths

LEAST_SEVERAL = 2
"""Lines of several pieces in a table."""

NEAR = 1.6
"""Times the size of white up to which lines of one piece follow each other in one run."""

MOVED = 4.0
"""Points by which the columns of one table may differ: those of another that prints the same header."""

LEAST_NAMES = 2
"""Names that stand in one piece each in two lines that print one header."""

LEAST_LABELS = 2
"""Labels of a form that two tables must print to be of one kind."""

LEAST_SAME = 3
"""Gaps that two pieces right under each other have in common when they are one table."""

LARGER = 1.12
"""Times the usual size of type from which a line is a heading: 9 points and 10."""

HEADING_LINES = 3
"""Lines of a heading between two tables."""

INSIDE = 3.0
"""Times the size that a line of a cell begins to the right of the row under it; titles begin at the left."""

DRAWN = 1.0
"""Worth of a level line or the edge of a band in a table: half of what the gap of one more column is."""

MOST_DRAWN = 5.0
"""What all of them are worth at the most: prose between rules is not a table."""

SAME_PLACE = 1.0
"""Points by which the gaps of two pieces of one table may miss each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Lines of a page, or of one of the parts that stand side by side on it, with their votes.

    `drawn[i]` tells whether a level edge lies over line `i`; `first` and `last`, whether no ruled table stands over and
    under the lines; `block`, which of the document's blocks they are of, 0 where none opens before; `opens`, whether
    the first of them opens it.
    """

    page: int
    lines: tuple[TextLine, ...]
    ballots: Ballots
    drawn: tuple[bool, ...]
    first: bool = True
    last: bool = True
    block: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A run of lines of a part that is a table or a piece of one; `end` is the line after its last."""

    part: Part
    first: int
    end: int

    @property
    def votes(self) -> Array:
        """The votes of its lines."""
        return self.part.ballots.of(self.first, self.end)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Its lines from top to bottom."""
        return self.part.lines[self.first : self.end]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The pieces of one table over its pages, with the votes of all of them."""

    segments: tuple[Segment, ...]
    votes: Array

    @property
    def block(self) -> int:
        """The block of labels that it is."""
        return self.segments[0].part.block

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps between its columns."""
        return gaps_of(self.votes, self.segments[0].part.ballots.scale)


@dataclass(frozen=True, slots=True)
class _Atom:
    """Lines of one kind that follow each other."""

    several: bool
    first: int
    end: int


def _atoms(lines: Sequence[TextLine]) -> list[_Atom]:
    atoms: list[_Atom] = []
    for index, line in enumerate(lines):
        last = atoms[-1] if atoms else None
        near = line.several or (index > 0 and line.top - lines[index - 1].bottom < NEAR * line.size)
        near = near and not (line.several and opens_table(lines, index))
        if last and last.several == line.several and near:
            atoms[-1] = _Atom(last.several, last.first, index + 1)
        else:
            atoms.append(_Atom(line.several, index, index + 1))
    return [atom for atom in atoms if atom.several]


def opens_table(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line is a header under a line of one piece: a title, a banner, the end of a paragraph."""
    return lines[index].heads and index > 0 and not lines[index - 1].several


def is_apart(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line stands under a line of one piece, or under white."""
    above, line = lines[index - 1], lines[index]
    return not index or not above.several or line.top - above.bottom > NEAR * line.size


def _opening(part: Part, index: int) -> float:
    """What speaks for a table that begins with a line, in votes: a header for it; a cell that goes on above against."""
    lines = part.lines
    if part.opens and not index:
        return DEFAULT.table_cost
    if opens_table(lines, index):
        return DEFAULT.headed
    if not index:
        return 0.0
    above, line = lines[index - 1], lines[index]
    near = line.top - above.bottom < NEAR * line.size
    inside = not above.several and above.x0 > line.x0 + INSIDE * line.size
    return -DEFAULT.amid if near and inside else 0.0


def _amid(headings: Sequence[int], first: int, end: int) -> int:
    """How many headings stand in the midst of a run of lines."""
    return sum(first < index < end for index in headings)


def header_among(line: TextLine, again: Collection[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The header that a line prints, of those that are printed several times; None where it prints none.

    In a narrower column the last words of a name may stand on the next line.
    """
    texts = _texts(line)
    if texts in again:
        return texts
    if not line.several or not (line.bold or line.heads):
        return None
    return next((header for header in sorted(again) if _begins_alike(texts, header)), None)


def _begins_alike(one: Sequence[str], two: Sequence[str]) -> bool:
    same = sum(a == b for a, b in zip(one, two, strict=False))
    return (
        len(one) == len(two)
        and same >= LEAST_NAMES
        and all(a and b and (a.startswith(b) or b.startswith(a)) for a, b in zip(one, two, strict=True))
    )


def moved(one: TextLine, two: TextLine, most: float = MOVED) -> bool:
    """Whether two lines that print one header do so at other places, by more than so many points."""
    if len(one.pieces) != len(two.pieces):
        return False
    return any(abs(a.x0 - b.x0) > most for a, b in zip(one.pieces, two.pieces, strict=True))


def are_elsewhere(one: TextLine, two: TextLine) -> bool:
    """Whether two lines have their pieces after the first at other places."""
    places = [[piece.x0 for piece in line.pieces[1:]] for line in (one, two)]
    return len(places[0]) != len(places[1]) or any(abs(a - b) > MOVED for a, b in zip(*places, strict=True))


def headers_again(parts: Iterable[Part]) -> frozenset[tuple[str, ...]]:
    """What lines say that are printed several times in bold, or name columns, of several pieces: headers.

    A label beside nothing but colours is none.
    """
    lines = (line for part in parts for line in part.lines if sum(bool(piece.words) for piece in line.pieces) > 1)
    times = Counter(_texts(line) for line in lines if line.bold or line.heads)
    return frozenset(texts for texts, count in times.items() if count > 1)


def _headings(lines: Sequence[TextLine], again: Collection[tuple[str, ...]]) -> list[int]:
    """Places of the lines of one piece, in larger type than most, that stand over a header: another table begins."""
    sizes = sorted(line.size for line in lines)
    large = LARGER * sizes[len(sizes) // 2] if sizes else 0.0
    return [
        index
        for index, line in enumerate(lines[:-1])
        if not line.several
        and line.size >= large
        and line.size >= LARGER * lines[index + 1].size
        and _names_columns(lines[index + 1 : index + 1 + HEADING_LINES], again)
    ]


def _names_columns(lines: Sequence[TextLine], again: Collection[tuple[str, ...]]) -> bool:
    """Whether the first line of several pieces among some is a header: of names that are known, or printed again."""
    first = next((line for line in lines if line.several), None)
    return first is not None and (first.heads or header_among(first, again) is not None)


def find_segments(part: Part, again: Collection[tuple[str, ...]] = ()) -> list[Segment]:
    """The runs of lines of a part that are worth most as tables, none of them overlapping.

    again: what headers say that are printed several times in the document.
    """
    atoms = _atoms(part.lines)
    several = [0, *accumulate(int(line.several) for line in part.lines)]
    drawn = np.asarray([0, *accumulate(int(there) for there in part.drawn)])
    headings = _headings(part.lines, again)
    best = [0.0]
    back: list[int | None] = [None]
    for place, atom in enumerate(atoms):
        starts = range(max(0, place + 1 - DEFAULT.most_atoms), place + 1)
        values = _values(part.ballots, [atoms[start].first for start in starts], atom.end, several, drawn)
        headed = np.asarray([_opening(part, atoms[start].first) for start in starts])
        clashes = np.asarray([_amid(headings, atoms[start].first, atom.end) for start in starts])
        totals = values + headed - DEFAULT.clash * clashes + np.asarray([best[start] for start in starts])
        choice = int(np.argmax(totals))
        if totals[choice] > best[-1]:
            best.append(float(totals[choice]))
            back.append(starts[choice])
        else:
            best.append(best[-1])
            back.append(None)
    found = []
    place = len(atoms)
    while place:
        start = back[place]
        if start is None:
            place -= 1
        else:
            found.append(Segment(part, atoms[start].first, atoms[place - 1].end))
            place = start
    return _together(found[::-1])


def _together(segments: Sequence[Segment]) -> list[Segment]:
    """Segments of one part, those whose gaps do not all part columns put to their neighbours where that is worth more.

    A few lines leave much white by chance, and many narrow gaps in a row look like much.
    """
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        lines, first = segment.part.lines, segment.first
        if last and not opens_table(lines, first):
            both = Segment(segment.part, last.first, segment.end)
            apart = [_sure_gaps(each) for each in (last, segment)]
            chance = any(len(sure) < every for sure, every in apart)
            worth_more = chance and _worth(_sure_gaps(both)) + DEFAULT.table_cost > sum(map(_worth, apart))
            between = lines[last.end : first]
            if worth_more or (_have_same(apart[0][0], apart[1][0]) and _keep_to(between, apart[0][0])):
                found[-1] = both
                continue
        found.append(segment)
    return found


def _have_same(one: Sequence[Gap], two: Sequence[Gap]) -> bool:
    """Whether two pieces have the same gaps, three or more."""
    near = all(a.start <= b.end and b.start <= a.end for a, b in zip(one, two, strict=False))
    return len(one) == len(two) >= LEAST_SAME and near


def _keep_to(lines: Sequence[TextLine], gaps: Sequence[Gap]) -> bool:
    """Whether lines follow each other closely and run over no gap: the rest of a row."""
    crossing = any(piece.x0 < gap.middle < piece.x1 for line in lines for piece in line.pieces for gap in gaps)
    return not crossing and all(two.top - one.bottom < NEAR * two.size for one, two in pairwise(lines))


def _sure_gaps(segment: Segment) -> tuple[tuple[Gap, ...], int]:
    """The gaps of a segment that part columns, and how many it has in all."""
    gaps = gaps_of(segment.votes, segment.part.ballots.scale)
    return with_pieces_between(gaps, segment.lines), len(gaps)


def _worth(found: tuple[tuple[Gap, ...], int]) -> float:
    return sum(gap.score for gap in found[0])


def _values(
    ballots: Ballots, firsts: Sequence[int], end: int, several: Sequence[int], drawn: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """What each run of lines from one of `firsts` to `end` is worth as a table, less what a table costs."""
    votes: Array = ballots.sums[:, end][:, None, :] - ballots.sums[:, list(firsts)]
    gaps = worths(votes)
    helped = np.minimum(MOST_DRAWN, DRAWN * (drawn[end] - drawn[list(firsts)]))
    few = np.asarray([several[end] - several[first] < LEAST_SEVERAL for first in firsts])
    return np.where(few | (gaps <= 0), -np.inf, gaps + np.minimum(helped, 1.5 * gaps) - DEFAULT.table_cost)


def pool_pages(segments: Sequence[Segment], again: Collection[tuple[str, ...]] = ()) -> list[Pool]:
    """Segments in order, each joined to a table before it where their gaps are worth more together than apart.

    What is left of a few lines has other gaps by chance: it joins where those that part columns are the same. Where a
    page has no word in some column, it joins the table on the page before whose other columns begin where its do. And
    what prints the same header, or the same labels again and again, at the same places is one table, or of one kind.
    again: such headers of the document.
    """
    pools = _joined([Pool((segment,), segment.votes) for segment in segments], _gain, _keeps_gaps)
    pools = _joined(pools, _same_columns, _keeps_gaps)
    pools = _joined(pools, _some_columns, _goes_on_without)
    pools = _joined(pools, _same_labels, lambda *_: True)
    pools = _joined(pools, _same_forms, lambda *_: True, any_block=True)
    return _joined(pools, lambda one, two: float(_print_same(one, two, again)), lambda *_: True)


def _joined(
    pools: Sequence[Pool],
    gain_of: Callable[[Pool, Pool], float],
    may_join: Callable[[Pool, Pool], bool],
    *,
    any_block: bool = False,
) -> list[Pool]:
    """Tables in order, each put to the one before it that gains most by it.

    any_block: whatever blocks of labels they are.
    """
    found: list[Pool] = []
    for pool in pools:
        best: tuple[float, int] | None = None
        for index in range(len(found) - 1, max(-1, len(found) - 1 - DEFAULT.recent), -1):
            known = found[index]
            if (known.block != pool.block and not any_block) or not may_join(known, pool):
                continue
            gain = gain_of(known, pool)
            if gain > 0 and (best is None or gain > best[0]):
                best = (gain, index)
        if best is None:
            found.append(pool)
        else:
            found[best[1]] = _both(found[best[1]], pool)
    return found


def _both(one: Pool, two: Pool) -> Pool:
    segments = sorted((*one.segments, *two.segments), key=lambda piece: (piece.part.page, piece.lines[0].base))
    return Pool(tuple(segments), one.votes + two.votes)


def _gain(one: Pool, two: Pool) -> float:
    """What one table is worth more than two."""
    return worth(one.votes + two.votes) - worth(one.votes) - worth(two.votes) + DEFAULT.table_cost


def _same_columns(one: Pool, two: Pool) -> float:
    """1 where two tables have the same gaps that part columns, else 0."""
    return float(_have_same(_parting(one), _parting(two)))


def _goes_on_without(one: Pool, two: Pool) -> bool:
    """Whether a table may go on with another under it or on the page after it: no header is over that."""
    last, first = one.segments[-1], two.segments[0]
    under = first.part is last.part and first.first >= last.end
    return (under or first.part.page == last.part.page + 1) and not _names_columns(first.lines[:HEADING_LINES], ())


def _some_columns(one: Pool, two: Pool) -> float:
    """Columns of one table that begin where those of another do, if all of another's do and its lines keep to them."""
    gaps, fewer = _parting(one), _parting(two)
    if not LEAST_SAME - 1 <= len(fewer) < len(gaps):
        return 0.0
    lines = [line for segment in two.segments for line in segment.lines]
    if not all(keeps_to(line, gaps) for line in lines):
        return 0.0
    starts = _starts(one, gaps)
    own = _starts(two, fewer)
    alike = all(any(abs(start - known) <= SAME_PLACE for known in starts) for start in own)
    return float(len(own)) if alike else 0.0


def _same_labels(one: Pool, two: Pool) -> float:
    """1 where nearly all lines of several cells begin with labels that both tables have at the same places, else 0."""
    lines = ([line for piece in pool.segments for line in piece.lines if line.several] for pool in (one, two))
    first, second = ([(line.pieces[0].text, round(line.x0 / SAME_PLACE)) for line in own] for own in lines)
    both = set(first) & set(second)
    shares = [sum(label in both for label in labels) / max(1, len(labels)) for labels in (first, second)]
    return float(len(both) >= LEAST_LABELS and min(shares) >= MOSTLY_LABELS)


def _same_forms(one: Pool, two: Pool) -> float:
    """1 where two tables have the same labels at the same places, at the left and amid their rows, else 0.

    So have forms; of tables on their side, nothing but the labels at the left stands again.
    """
    amid = []
    for pool in (one, two):
        lines = [line for piece in pool.segments for line in piece.lines if line.several]
        amid.append({(piece.text, round(piece.x0 / SAME_PLACE)) for line in lines for piece in line.pieces[1:]})
    return _same_labels(one, two) if len(amid[0] & amid[1]) >= LEAST_LABELS else 0.0


def _print_same(one: Pool, two: Pool, again: Collection[tuple[str, ...]]) -> bool:
    """Whether two tables print one header, all lines of it, at the same places."""
    headers = [
        {texts: line for segment in pool.segments for line in segment.lines if (texts := _texts(line)) in again}
        for pool in (one, two)
    ]
    both = headers[0].keys() & headers[1].keys()
    return any(len(texts) > LEAST_NAMES for texts in both) and not any(
        moved(headers[0][texts], headers[1][texts], SAME_PLACE) for texts in both
    )


def _texts(line: TextLine) -> tuple[str, ...]:
    return tuple(piece.text for piece in line.pieces)


def _starts(pool: Pool, gaps: Sequence[Gap]) -> list[float]:
    """Where the words of each column mostly begin."""
    ends = [float("-inf"), *(gap.middle for gap in gaps), float("inf")]
    places = [piece.x0 for segment in pool.segments for line in segment.lines for piece in line.pieces if piece.words]
    columns = [Counter(round(x0, 1) for x0 in places if left <= x0 < right) for left, right in pairwise(ends)]
    return [column.most_common(1)[0][0] for column in columns if column]


def _parting(pool: Pool) -> tuple[Gap, ...]:
    return with_pieces_between(pool.gaps, [line for piece in pool.segments for line in piece.lines])


def _keeps_gaps(one: Pool, two: Pool) -> bool:
    """Whether the pooled votes lose no strong gap of either."""
    pooled = gaps_of(one.votes + two.votes, one.segments[0].part.ballots.scale)
    least = 0.0 if two.block else DEFAULT.least_alike  # of a block, one cell may go on
    for gaps in (one.gaps, two.gaps):
        if len(gaps) < least * len(pooled):
            return False
        top = max((gap.score for gap in gaps), default=0.0)
        for gap in gaps:
            if gap.score >= DEFAULT.strong * top and not any(
                other.start < gap.end + SAME_PLACE and gap.start - SAME_PLACE < other.end for other in pooled
            ):
                return False
    return bool(pooled)
