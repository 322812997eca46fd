"""A line added to the text of a block: with a space, or without one where a word was broken."""

from __future__ import annotations

import re

from extractors.pdf.drafts import Draft, Measure
from extractors.pdf.lines import Line
from extractors.pdf.typography import SOFT_HYPHEN, Typography

HYPHENS = "-\u2010\u2011"
_URL = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_URL_JOINT = re.compile(r"[/\-_=?&#%.~+]$")
_URL_PART = re.compile(r"^[^\s]*[/_=?&#%~]|^[\w-]+\.\w|^[\w%-]*\d[\w%-]*$")

FULL = 0.12
"""Share of the size of white by which a broken word may miss the edge of its column besides the letter that follows."""


def fold_into(draft: Draft, line: Line, typography: Typography, measure: Measure | None) -> None:
    """Add a line to a block: its text, its struck ranges, and the line itself."""
    text = _hyphens(line.text, typography)
    if draft.text:
        if draft.text.endswith(SOFT_HYPHEN):
            draft.text = draft.text[:-1]
        elif not _is_broken_word(draft, line, typography, measure):
            draft.text += " "
    elif draft.lines:
        draft.lines.clear()
    offset = len(draft.text)
    draft.text += text
    draft.struck.extend((offset + start, offset + end) for start, end in _struck(line))
    draft.lines.append(line)


def _hyphens(text: str, typography: Typography) -> str:
    """Soft hyphens that show are hyphens; one at a line's end is soft unless the file writes every hyphen so."""
    if SOFT_HYPHEN not in text:
        return text
    if typography.hyphen_is_soft_hyphen:
        return text.replace(SOFT_HYPHEN, "-")
    return text[:-1].replace(SOFT_HYPHEN, "-") + text[-1]


def _struck(line: Line) -> list[tuple[int, int]]:
    """Struck ranges of a line's text, those that touch across a space as one."""
    ranges: list[tuple[int, int]] = []
    position = 0
    for index, (word, joined) in enumerate(zip(line.words, line.joined, strict=True)):
        position += 1 if index and not joined else 0
        for start, end in sorted(word.struck):
            if ranges and position + start <= ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], max(ranges[-1][1], position + end))
            else:
                ranges.append((position + start, position + end))
        position += len(word.text)
    return ranges


def _is_broken_word(draft: Draft, line: Line, typography: Typography, measure: Measure | None) -> bool:
    """Whether the line goes on with the word that ends the block so far."""
    last = draft.last
    before, _ = last.last_token()
    after, _ = line.first_token()
    if last.trailing or not before or not after:
        return False
    if before[-1] in HYPHENS:
        return len(before) > 1 and (before[-2].isalnum() or before[-2] in ")/") and after[0].isalnum()
    if before[-1] in "–/" and len(before) > 1:
        digits = before[-2].isdigit() and after[0].isdigit()
        return digits or (before[-1] == "/" and before[-2].isalnum() and after[0].isalnum())
    if _URL.search(before):
        return bool(_URL_JOINT.search(before) or _URL_PART.search(after))
    return measure is not None and _is_cut(draft, line, typography, measure)


def _is_cut(draft: Draft, line: Line, typography: Typography, measure: Measure) -> bool:
    """Whether a column too narrow for a word cut it without a hyphen.

    Then the first part stands alone on its line from edge to edge, with no room for one letter more. What the words
    of the document are decides where that could be chance.
    """
    last = draft.last
    before, start = last.last_token()
    after, width = line.first_token()
    if start > last.x0 + 0.5 or not before[-1].isalnum() or not after[0].isalnum():
        return False
    if before[-1].islower() and after[0].isupper():
        return False
    first = line.words[0].glyphs[0] if line.words[0].glyphs else None
    letter = 0.0 if first is None else (first.x1 - first.x0 if line.turn in {0, 180} else first.bottom - first.top)
    if last.x1 + letter + FULL * last.size <= measure.right or last.x1 - last.x0 + width <= measure.right - measure.left:
        return False
    return _is_one_word(before, after, typography)


def _is_one_word(before: str, after: str, typography: Typography) -> bool:
    """Whether the document's own words speak for one word rather than two."""
    words = typography.vocabulary
    head, tail = before.lower().rsplit("/", 1)[-1].lstrip("("), after.lower().strip(".,;:()")
    if words[head + tail]:
        return True
    if words[head] and words[tail]:
        return False
    return not (words[head] and len(tail) > 3)
