"""Which blocks of running text are headings, and how deep."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.drafts import Draft

LARGER = 1.15
"""Times the size of the body text from which a short block is a heading."""

LONGEST = 200
"""Characters past which large type is a quotation or an introduction, not a heading."""

LINES = 4
"""Lines past which it is none either."""

LONGEST_BOLD = 120
"""Characters of a heading that stands out by its weight alone."""

LINES_BOLD = 2
SIZE_STEP = 0.5
"""Points by which sizes of headings of one level may differ."""


def is_heading(draft: Draft, body_size: float) -> bool:
    """Whether a block is set like a heading: short, and larger or bolder than the body text."""
    if draft.kind != "para" or not any(character.isalpha() for character in draft.text):
        return False
    size = max(line.size for line in draft.lines)
    if size >= LARGER * body_size:
        return len(draft.text) <= LONGEST and len(draft.lines) <= LINES
    bold = all(line.bold for line in draft.lines)
    ends = draft.text.rstrip()[-1:] in ".;,"
    return (
        bold
        and not ends
        and len(draft.text) <= LONGEST_BOLD
        and len(draft.lines) <= LINES_BOLD
        and size >= 0.8 * body_size
    )


def levels(headings: Sequence[Draft]) -> dict[int, int]:
    """Depth of each heading by the `id` of its draft: the largest size is 0, the next 1, and so on."""
    sizes = sorted({round(max(line.size for line in draft.lines) / SIZE_STEP) for draft in headings}, reverse=True)
    ranks: dict[int, int] = {}
    for size in sizes:
        near = ranks.get(size + 1)
        ranks[size] = near if near is not None else len(set(ranks.values()))
    return {id(draft): ranks[round(max(line.size for line in draft.lines) / SIZE_STEP)] for draft in headings}
