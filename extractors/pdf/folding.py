"""A line added to the text of a block: with a space, or without one where a word was broken."""

from __future__ import annotations

import re

from extractors.pdf.drafts import Draft, Measure
from extractors.pdf.inking import spans_of
from extractors.pdf.lines import Line
from extractors.pdf.typography import ENDINGS, HYPHENS, SOFT_HYPHEN, Typography

_URL = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_URL_PART = re.compile(r"^[^\s]*[/_=?&#%~]|^-|^[\w-]+\.\w|^[\w%-]*\d[\w%-]*$")

_JOINTS = "-–—\u2010\u2011/_=&#%~"
"""Signs at which programs break lines without a space, in words and in addresses."""

CLOSING = ".,;:!?)]"
"""Marks that never open a word."""

LONGEST_WORD = 14
"""Letters; one word in a thousand of English text is longer ("neighbourhoods" has fourteen)."""

SHORTEST_WORD = 3
"""Letters; shorter ends are as often the ends of words as words."""

NARROW = 8.0
"""Width of a column, in sizes of its text, below which long names do not fit."""

ROOM = 0.4
"""Share of the size of white in which a space would surely have been drawn."""

FULL = 0.12
"""Share of the size of white by which a broken word may miss the edge of its column besides the letter that follows."""


def fold_into(draft: Draft, line: Line, typography: Typography, measure: Measure) -> None:
    """Add a line to a block: its text, how its words look, and the line itself."""
    text = _hyphens(line.text, typography)
    if draft.text:
        if draft.text.endswith(SOFT_HYPHEN):
            draft.text = draft.text[:-1]
        elif not _is_broken_word(draft, line, typography, measure):
            draft.text += " "
        elif _ends_in_hyphen_of_the_page(draft, line, typography):
            draft.text = draft.text[:-1]
    elif draft.lines:
        draft.lines.clear()
    offset = len(draft.text)
    draft.text += text
    draft.spans.extend((offset + start, offset + end, ink) for start, end, ink in spans_of(line))
    draft.lines.append(line)


def _hyphens(text: str, typography: Typography) -> str:
    """Soft hyphens that show are hyphens; one at a line's end is soft unless the file writes every hyphen so."""
    if SOFT_HYPHEN not in text:
        return text
    if typography.hyphen_is_soft_hyphen:
        return text.replace(SOFT_HYPHEN, "-")
    return text[:-1].replace(SOFT_HYPHEN, "-") + text[-1]


def _is_broken_word(draft: Draft, line: Line, typography: Typography, measure: Measure) -> bool:
    """Whether the line goes on with the word that ends the block so far."""
    last = draft.last
    before, _ = last.last_token()
    after, _ = line.first_token()
    if last.trailing or not before or not after:
        return False
    spaceless = lacks_space(last, typography, measure)
    if before in HYPHENS:
        return spaceless or _opens_item(draft, typography)
    if before[-1] in "–-\u2010\u2011" and len(before) > 1:
        return _goes_on_after_dash(before, after)
    if after[0] in CLOSING:
        return True
    return _is_cut_word(draft, line, typography, measure, spaceless=spaceless)


def _ends_in_hyphen_of_the_page(draft: Draft, line: Line, typography: Typography) -> bool:
    """Whether the block ends in a hyphen that was set only because the line was full."""
    if draft.text[-1] not in HYPHENS or not draft.text[-2:-1].islower() or not line.text[:1].islower():
        return False
    return typography.is_cut_by_the_page(draft.last.last_token()[0], line.first_token()[0])


def lacks_space(last: Line, typography: Typography, measure: Measure) -> bool:
    """Whether no space was typed at a line's end: the file draws those it breaks lines at, and there was room."""
    return typography.draws_trailing_spaces and not last.trailing and last.x1 + ROOM * last.size <= measure.right


def ends_for_good(last: Line, line: Line, typography: Typography, measure: Measure) -> bool:
    """Whether a line ends without a space where there was room for one, and for more of a word: its writer broke it."""
    before, _ = last.last_token()
    if not lacks_space(last, typography, measure) or before[-1] in _JOINTS or "@" in before:
        return False
    return line.text[0] not in CLOSING and not _stops_in_word(last, line, measure)


def _stops_in_word(last: Line, line: Line, measure: Measure) -> bool:
    """Whether a line without a space at its end has no room for the next letter, and a word may go on there."""
    end, start = last.text[-1], line.text[0]
    if end.islower() and start.isupper():
        return False
    return _is_full(last, line, measure) and start.isalnum() and (end.isalnum() or (end in "'’" and start.islower()))


def _goes_on_after_dash(before: str, after: str) -> bool:
    """Whether a word that ends in a dash is one with the next; only years and the like are with the longer dash."""
    if before[-1] == "–":
        return before[-2].isdigit() and after[0].isdigit()
    return (before[-2].isalnum() or before[-2] in ")/") and after[0].isalnum()


def _is_cut_word(draft: Draft, line: Line, typography: Typography, measure: Measure, *, spaceless: bool) -> bool:
    """Whether the break falls inside an address, a pair of words joined by a slash, or a word too long for its line."""
    last = draft.last
    before, _ = last.last_token()
    after, _ = line.first_token()
    forced = _is_cut(last, line, measure)
    if _URL.search(before):
        # An address often ends in a slash, so a plain word after one is taken for the next word of the sentence.
        cut = (forced and before[-1] != "/") or before[-1] in "_=?&"
        word = typography.knows(after.lower().strip(".,;:()"))
        return bool(_URL_PART.search(after)) or ((spaceless or cut) and not after[0].isupper() and not word)
    if before[-1] == "/":
        joins = forced or spaceless or (typography.breaks_after_slash and not typography.draws_trailing_spaces)
        return len(before) > 1 and after[0].isalnum() and joins
    # A long word may have been cut more than once, so that its line holds only a middle part of it.
    begun = draft.text.rsplit(None, 1)[-1]
    if spaceless and before[-1] in "'’" and len(before) > 1 and _stops_in_word(last, line, measure):
        return True
    if forced:
        cut = spaceless and before[-1].isalpha() == after[0].isalpha()
        return cut or _is_one_word(begun, after, typography)
    return _is_full(last, line, measure) and _is_half_word(draft, line, typography, measure)


def cuts_address(draft: Draft, line: Line) -> bool:
    """Whether a line break falls inside a web address, which programs break by rules of their own."""
    return bool(_URL.search(draft.text)) and line.text[:1].isalnum() and not line.text[:1].isupper()


def _opens_item(draft: Draft, typography: Typography) -> bool:
    """Whether a dash at a line's end opens the next sentence, in a document that sets no space after such dashes."""
    sentence = draft.text[:-1].rstrip()
    return typography.glues_dashes and (not sentence or sentence[-1] in ".:;!?")


def _is_cut(last: Line, line: Line, measure: Measure) -> bool:
    """Whether the column may be too narrow for a word, so that it was cut without a hyphen.

    Then its first part stands alone on its line from edge to edge, with no room for one letter more.
    """
    before, start = last.last_token()
    after, width = line.first_token()
    if start > last.x0 + 0.5 or not (before[-1].isalnum() or before[-1] == "/") or not after[0].isalnum():
        return False
    if before[-1].islower() and after[0].isupper():
        return False
    full = _is_full(last, line, measure) or before[-1] == "/"
    return full and last.x1 - last.x0 + width > measure.right - measure.left


def _is_full(last: Line, line: Line, measure: Measure) -> bool:
    """Whether a line has no room for the letter that opens the next."""
    first = line.words[0].glyphs[0] if line.words[0].glyphs else None
    letter = 0.0 if first is None else (first.x1 - first.x0 if line.turn in {0, 180} else first.bottom - first.top)
    return last.x1 + letter + FULL * last.size > measure.right


def _is_one_word(before: str, after: str, typography: Typography) -> bool:
    """Whether the document's own words, and those that plans use, speak for one word rather than two."""
    if before[-1].isalpha() != after[0].isalpha():
        return False
    head, tail = _halves(before, after)
    if typography.knows(head + tail):
        return True
    if tail in ENDINGS:
        return True
    if len(head + tail) > LONGEST_WORD or (_ends_as_words_do(head) and len(tail) > 1 and typography.uses(tail)):
        return False
    return not (typography.knows(head) and (typography.knows(tail) or len(tail) > SHORTEST_WORD))


def _is_half_word(draft: Draft, line: Line, typography: Typography, measure: Measure) -> bool:
    """Whether two halves that are no words make one that is, or, in a column too narrow for names, one that is long.

    Of two words that the document happens not to use, neither is a name cut in two, nor would they overfill a line.
    """
    begun = draft.text.rsplit(None, 1)[-1]
    after, width = line.first_token()
    if not (begun[-1].isalpha() and after[0].islower()):
        return False
    head, tail = _halves(begun, after)
    if typography.knows(head) or len(head) < SHORTEST_WORD:
        return False
    if typography.knows(head + tail):
        return True
    if typography.knows(tail) or len(head + tail) > LONGEST_WORD:
        return False
    _, start = draft.last.last_token()
    room = measure.right - measure.left
    long = begun[0].isupper() or tail in ENDINGS or draft.last.x1 - start + width > room
    return long and room < NARROW * typography.body_size


def _ends_as_words_do(head: str) -> bool:
    return head[-1] == "s" or any(head.endswith(ending) for ending in ENDINGS)


def _halves(before: str, after: str) -> tuple[str, str]:
    return before.lower().rsplit("/", 1)[-1].lstrip("("), after.lower().strip(".,;:()")
