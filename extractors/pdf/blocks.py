"""Lines folded into paragraphs and list items: which line breaks only fill a line, and which the writer meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.bullets import TICK_BOXES, Marked, marked
from extractors.pdf.drafts import Draft, Measure
from extractors.pdf.folding import CLOSING, cuts_address, ends_for_good, fold_into
from extractors.pdf.lines import Line
from extractors.pdf.typography import OPENING, Typography

FITS = 0.05
"""Share of the size of white that must be left over before a word is said to have fitted on the line above."""

MORE_LEADING = 0.14
"""Share of the size by which a step must exceed the leading to be a gap between paragraphs."""

WIDE_LEADING = 0.6
"""As `MORE_LEADING`, for a gap that counts even in the middle of a sentence."""

SAME_EDGE = 1.5
"""Points by which the edges of lines of one paragraph may differ."""

INDENT = 0.75
"""Share of the size by which a line stands in further to be a first line, or an item of a list."""

AGREEING = 4
"""Steps between full lines that must agree before a column has a leading of its own."""

DEEPER = 4.0
"""Points by which the markers of deeper list items stand in."""

OTHER_SIZE = 0.12
"""Share by which the size of two lines differs when they are not of one paragraph."""

OTHER_BOLD = 0.04
"""The same for lines in bold, which headings and labels are."""

_SENTENCE_END = re.compile(r"[.!?]['\"’”)\]]*$")

_CONTENTS_ENTRY = re.compile(r"(?:[.…_]\s?){4,}\s*\w{1,5}$")
"""A line of a table of contents: dots that lead to a page number."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is the same for all lines of a column. `leadings` are the column's own, by twice the size."""

    measure: Measure
    typography: Typography
    hanging: bool
    leadings: dict[int, float]


def make_blocks(lines: Sequence[Line], measure: Measure, typography: Typography) -> list[Draft]:
    """The blocks of one column of lines, all of one turn, given from top to bottom. Every line ends in one block."""
    drafts: list[Draft] = []
    setting = _Setting(measure, typography, _has_hanging_items(lines), _own_leadings(lines, measure))
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        alone = below is None and len(line.words) == 1 and (not index or not any(map(str.isalnum, line.text)))
        item = None if alone or _stands_over(line, below) else marked(line, below)
        if item is not None:
            drafts.append(_start_item(line, item, measure, typography))
        elif drafts and _awaits_text(drafts[-1]):
            draft = drafts[-1]
            draft.text_x0 = line.x0
            fold_into(draft, line, typography, measure)
        elif drafts and not _breaks(drafts[-1], line, setting):
            fold_into(drafts[-1], line, typography, measure)
        else:
            draft = Draft("para", text_x0=_text_start(line), marker_x0=line.x0)
            fold_into(draft, line, typography, measure)
            drafts.append(draft)
    _set_levels(drafts)
    for draft in drafts:
        draft.room = measure.right - draft.last.x1
        draft.opening = _needed(draft.lines[0], draft.last)
    return drafts


def _own_leadings(lines: Sequence[Line], measure: Measure) -> dict[int, float]:
    """By twice the size, the step between lines that only fill the column, where enough of them agree.

    Running text may be set wider than the cells of tables, which are most of a plan.
    """
    steps: dict[int, Counter[int]] = {}
    for last, line in pairwise(lines):
        if abs(line.size - last.size) <= OTHER_SIZE * last.size and not _would_have_fitted(last, line, measure):
            steps.setdefault(round(last.size * 2), Counter())[round((line.base - last.base) * 2)] += 1
    found = {}
    for size, counts in steps.items():
        step, count = max(counts.items(), key=lambda item: (item[1], -item[0]))
        if count >= AGREEING and count > counts.total() / 2:
            found[size] = step / 2
    return found


def _set_levels(drafts: Sequence[Draft]) -> None:
    """Depth of list items by where their markers stand."""
    places: list[float] = []
    for place in sorted(draft.marker_x0 for draft in drafts if draft.kind == "bullet"):
        if not places or place - places[-1] > DEEPER:
            places.append(place)
    for draft in drafts:
        if draft.kind == "bullet":
            draft.level = sum(place <= draft.marker_x0 for place in places) - 1


def _start_item(line: Line, item: Marked, measure: Measure, typography: Typography) -> Draft:
    draft = Draft("bullet", marker=item.marker, marker_x0=item.x0, text_x0=item.x0)
    if item.rest is None:
        draft.lines.append(line)
    else:
        draft.text_x0 = item.rest.x0
        fold_into(draft, item.rest, typography, measure)
        draft.lines[-1] = item.rest
    return draft


def _stands_over(line: Line, below: Line | None) -> bool:
    """Whether a line is one sign, and the next begins no further right than it ends: it is no item of that sign."""
    alone = len(line.words) == 1 and len(line.words[0].text) == 1
    return alone and below is not None and below.top >= line.base and below.x0 < line.x1


def _awaits_text(draft: Draft) -> bool:
    """Whether a marker stands alone, its text still to come on the next line."""
    return draft.kind == "bullet" and not draft.text


def _text_start(line: Line) -> float:
    """Where the lines after a label ("1.", "(a)", "-") hang: under the first word that follows it."""
    label = line.words[0].text
    if len(line.words) > 1 and not line.joined[1] and len(label) <= 5 and not label[-1].isalpha():
        return line.words[1].x0
    return line.x0


def _has_hanging_items(lines: Sequence[Line]) -> bool:
    """Whether some list item's second line stands under its text, not under its marker."""
    for line, following in pairwise(lines):
        item = marked(line, following)
        if (
            item is not None
            and item.rest is not None
            and abs(following.x0 - item.rest.x0) <= SAME_EDGE
            and item.rest.x0 - item.x0 > SAME_EDGE
            and marked(following) is None
        ):
            return True
    return False


def _breaks(draft: Draft, line: Line, setting: _Setting) -> bool:
    """Whether the break before `line` is the writer's."""
    last = draft.last
    if abs(line.size - last.size) > OTHER_SIZE * max(line.size, last.size) or line.words[0].text[0] in TICK_BOXES:
        return True
    if _is_gap(last, line, setting) or _CONTENTS_ENTRY.search(last.text):
        return True
    if draft.kind == "para" and not line.words[0].style.bold and all(above.bold for above in draft.lines):
        return True
    if _opens_label(last, line) or _is_set_otherwise(last, line):
        return True
    if _is_indented(draft, line, hanging=setting.hanging):
        return True
    if not setting.typography.speaks_on and _SENTENCE_END.search(last.text) and OPENING.match(line.text):
        return True
    if cuts_address(draft, line):
        return False
    return _would_have_fitted(last, line, setting.measure) or ends_for_good(
        last, line, setting.typography, setting.measure
    )


def _opens_label(last: Line, line: Line) -> bool:
    """Whether a line opens with words in bold up to a colon, or is all bold, after one in plain type."""
    if last.words[-1].style.bold or not line.words[0].style.bold:
        return False
    plain = next((place for place, word in enumerate(line.words) if not word.style.bold), len(line.words))
    all_plain = not any(word.style.bold for word in last.words)
    is_bold = plain == len(line.words)
    return line.words[plain - 1].text.endswith(":") or (is_bold and all_plain and line.x1 < last.x1)


def _is_set_otherwise(last: Line, line: Line) -> bool:
    """Whether lines in bold differ in size, slant or colour, as a heading and the label that opens the next do."""
    before, after = last.words[-1].style, line.words[0].style
    differ = abs(before.size - after.size) > OTHER_BOLD * before.size
    differ = differ or (before.italic, before.colour) != (after.italic, after.colour)
    return differ and last.bold and after.bold


def _is_gap(last: Line, line: Line, setting: _Setting) -> bool:
    """Whether the step between two lines is larger than inside a paragraph."""
    leading = setting.leadings.get(round(last.size * 2)) or setting.typography.leading(last.size) or 1.2 * last.size
    more = (line.base - last.base - leading) / last.size
    if more <= MORE_LEADING:
        return False
    if more > WIDE_LEADING:
        return True
    # A little more room can come from a raised figure or a sign of another font: not in mid-sentence on a full line.
    mid_sentence = line.text[:1].islower() and last.text[-1:] not in ".:;!?"
    return not (mid_sentence and not _would_have_fitted(last, line, setting.measure))


def _is_indented(draft: Draft, line: Line, *, hanging: bool) -> bool:
    """Whether the line's left edge says that a new block begins."""
    last = draft.last
    if draft.kind == "bullet":
        return hanging and line.x0 < draft.text_x0 - SAME_EDGE and draft.text_x0 - draft.marker_x0 > SAME_EDGE
    if _is_centred(last, line) or abs(last.x1 - line.x1) <= SAME_EDGE:
        return False
    expected = {draft.lines[0].x0, draft.text_x0, last.x0}
    if any(abs(line.x0 - edge) <= SAME_EDGE for edge in expected):
        return False
    return line.x0 > last.x0 + INDENT * line.size


def _is_centred(last: Line, line: Line) -> bool:
    return abs((last.x0 + last.x1) - (line.x0 + line.x1)) <= 2 * SAME_EDGE


def _would_have_fitted(last: Line, line: Line, measure: Measure) -> bool:
    """Whether the first word of `line` would still have found room after `last`.

    Not every program breaks lines at hyphens: in mid-sentence the whole word must have fitted.
    """
    needed = _needed(line, last)
    if line.text[0].islower() and last.text[-1] not in ".:;!?":
        needed += _first_word(line) - _first_piece(line)
    if abs(last.x0 - line.x0) > SAME_EDGE and last.x0 > measure.left + SAME_EDGE and _is_centred(last, line):
        return (last.x1 - last.x0) + needed <= measure.right - measure.left
    return last.x1 + needed <= measure.right


def _needed(line: Line, last: Line) -> float:
    """Points that the first word of `line` would take after `last`."""
    return last.space() + _first_piece(line) + FITS * last.size


def _first_piece(line: Line) -> float:
    """Width of what stands on a line before the first place at which the line could have been broken.

    That is a space, unless a closing sign follows it, or a hyphen between letters.
    """
    end, text = _opening_word(line)
    cut = text.find("-", 2)
    if 0 < cut < len(text) - 1 and text[cut - 1].isalpha() and text[cut + 1].isalpha() and "/" not in text[:cut]:
        glyphs = [glyph for word in line.words for glyph in word.glyphs]
        if line.turn == 0 and len(glyphs) > cut and glyphs[cut].text == "-":
            return glyphs[cut].x1 - line.x0
    return end - line.x0


def _first_word(line: Line) -> float:
    """Width of what stands on a line before its first space that no closing sign follows."""
    return _opening_word(line)[0] - line.x0


def _opening_word(line: Line) -> tuple[float, str]:
    """Where the first word of a line ends, signs that close it included, and its text."""
    end, text = line.words[0].x1, line.words[0].text
    for word, joined in zip(line.words[1:], line.joined[1:], strict=True):
        if not joined and word.text[0] not in CLOSING:
            break
        end, text = word.x1, text + word.text
    return end, text
