"""The tolerances by which tables are found by votes, each with its unit and where it comes from.

The source of most is a study over ten plans without lines, 41 with their lines withheld, and the 66 unruled tables of
ICDAR 2013: the figure in brackets is the range over which results stayed within two points of the best.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How lines are cut into pieces, how they vote, what a table costs, and what begins a row."""

    piece: float = 0.62
    """Share of the size: white on a line that parts two pieces of it. Twice a space (0.5 to 0.8)."""

    hinted: float = 0.15
    """As `piece`, where an upright line or the edge of a fill stands in the white: anything but touching letters."""

    step: float = 0.5
    """Points between the places at which votes are counted: a fourth of the narrowest gap in use."""

    most_steps: int = 3000
    """Places over a page's width at the most; a page of 1.5 m across is counted more coarsely."""

    word: float = 2.0
    """Votes against a gap that one word across it is worth (1.4 to 3)."""

    space: float = 0.6
    """Votes against a gap that a mere space over it is worth (0.3 to 1)."""

    lone: float = 0.35
    """Weight of a line of one piece: it may be a banner or a title, and says little of columns (0.2 to 0.6)."""

    header: float = 1.9
    """Weight of a line that names columns: each of its pieces stands over one. By itself it makes no gap."""

    least_support: float = 2.0
    """Lines that must leave a gap white, with words on both sides."""

    least_share: float = 0.25
    """Share of its supporters that a gap's score must keep."""

    bridge: float = 0.5
    """Share of its supporters that words over a place may reach before it ends a gap."""

    sparse: float = 2.0
    """Lines with words in the midst of a gap, and not beside them, that make a column of them."""

    lone_gap: float = 0.6
    """Worth of a table of two columns against one of three or more: labels stand beside values in prose too."""

    table_cost: float = 7.0
    """Votes that one more table costs, so that one is not cut into many (4 to 12)."""

    headed: float = 5.0
    """Votes that a header under a title saves of this: it opens a table by itself, with columns of its own."""

    amid: float = 7.0
    """Votes that a table costs besides when it would begin in the midst of another, under a cell that goes on."""

    clash: float = 40.0
    """Votes that a header costs which is printed again in one table with its columns at other places."""

    least_alike: float = 0.4
    """Share of a table's gaps that a piece must show when its votes are to be pooled with those of others."""

    most_atoms: int = 64
    """Runs of lines of one kind a table may have on a page: more than any page of small type that was seen."""

    strong: float = 0.6
    """Share of the best gap's score from which a gap must not be lost when pages pool their votes."""

    recent: int = 3
    """Tables before a piece, the last first, that it may go on with."""

    near_below: float = 1.3
    """Times the size of white up to which a line under a table still belongs to it: cells have padding."""

    near_above: float = 0.9
    """As `near_below`, over a table, where titles stand."""

    begins: float = 0.55
    """Score from which a line begins a row. Lines that begin an action score 4.4 or more, others 0.3 or less."""

    number: float = 1.5
    """For a number that counts on in the column of numbers."""

    label: float = 3.0
    """For a label that recurs, in a table of labels and values: all that speaks against a line together is less."""

    no_number: float = -1.2
    """For a line without one, in a table that numbers its rows."""

    entry: float = 0.4
    """For an entry in the first column of a table without numbers."""

    white: float = 0.8
    """For more white over a line than is usual in the table."""

    more_white: float = 0.45
    """Share of the size by which white must be more than is usual."""

    drawn: float = 1.2
    """For a level line or the edge of a fill over a line."""

    spans: float = 1.5
    """For a line that spans columns after one that does not, and the other way about."""

    alone: float = -1.5
    """For words in one column alone, of four or more: the rest of a cell."""

    next_line: float = 1.22
    """Times the usual distance of lines up to which a line follows the one before it directly."""

    far: float = 2.3
    """Times the usual distance of lines from which a line surely begins anew."""


DEFAULT = Tolerances()
"""The tolerances in force."""
