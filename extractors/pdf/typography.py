"""What is learnt from a whole document before its lines are folded into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pdf.lines import Line
from extractors.pdf.words import Word
from models.reference.words import known_words

SOFT_HYPHEN = "\u00ad"
TIGHTEST, LOOSEST = 0.85, 2.2
"""Shares of the size between which the step from one line to the next of a paragraph lies."""

COMMON = 0.15
"""Share of the steps of one size that must agree before the smallest of them is taken for the leading."""

ROOM = 2.0
"""Times the size of white at a line's end from which no program would have cut its last word."""

OPENING = re.compile(r"[-–][A-Z]|[A-Z]{2,8}(?:\s?[-–]\s|:\s)[A-Z]")
"""What opens a paragraph after the end of a sentence: a dash, or the initials of who speaks ("CSS - ", "MPS: ")."""

_JOINING = re.compile(r"^[^\W\d_]{3,}/[^\W\d_]{3,}")
"""Words that a slash joins; not addresses, and not "and/or" or "n/a"."""

_SPEAKS_ON = re.compile(rf"[.!?]['\"’”)\]]*\s(?:{OPENING.pattern})")

TRUE_HYPHEN = "\u2010"
"""The sign of Unicode for a hyphen, which nearly nobody types and some programs set where they break a word."""
HYPHENS = f"-{TRUE_HYPHEN}\u2011"

_PREFIXES = """
    all anti bi co counter cross de ex extra full half high inter intra long low mid mini multi non off on one out over
    part peer post pre pro re self semi short sub super trans two un under up well
"""
PREFIXES = frozenset(_PREFIXES.split())
"""First parts that are written with a hyphen by some and without by others: they tell nothing of who set it."""

_LETTERS = re.compile(r"[^\W\d_]+")

_ENDINGS = """
    able ably al ally ance ation ational ations ed ence ences er ers ful hood hoods ies ing ings isation ise ised ising
    ity ities ive ives less ly ment ments ness ning ship ships sion tion tional tions ting tive ty ward wards
"""
ENDINGS = frozenset(_ENDINGS.split())
"""Ends of English words."""

SHORTEST_ENDING = 3
"""Letters of an ending that tells an English word; shorter ones end any letters."""

_LONG_ENDINGS = tuple(sorted(ending for ending in ENDINGS if len(ending) >= SHORTEST_ENDING))


@dataclass(slots=True)
class Typography:
    """Leading for each size of text, the words used, and how the file writes its hyphens."""

    leadings: dict[int, float] = field(default_factory=dict)
    vocabulary: Counter[str] = field(default_factory=Counter)
    hyphen_is_soft_hyphen: bool = False
    draws_trailing_spaces: bool = False
    """Whether the file draws the space at which it breaks a line, as word processors do and browsers do not."""
    glues_dashes: bool = False
    """Whether dashes that open a sentence mostly stand against its first word, as in "-Project"."""
    breaks_after_slash: bool = False
    """Whether slashes join words inside lines and none there has a space after it, as lines that end in one then do."""
    speaks_on: bool = False
    """Whether dashes or initials that open a paragraph elsewhere also open sentences in mid-line here."""
    body_size: float = 10.0
    hyphenates: bool = False
    """Whether the program that set the pages broke words at line ends, so that a hyphen there may be the page's own."""

    types_true_hyphens: bool = False
    """Whether `TRUE_HYPHEN` stands inside lines too."""

    def is_cut_by_the_page(self, before: str, after: str) -> bool:
        """Whether a hyphen at a line's end, the last sign of `before`, is the page's and not the word's."""
        if before.endswith(TRUE_HYPHEN) and not self.types_true_hyphens:
            return True
        return self.hyphenates and self._speaks_for_a_cut(before, after) is not False

    def judge_hyphens(self, breaks: Iterable[tuple[str, str]]) -> None:
        """Learn from all line ends at hyphens, as pairs of the last word and the first, whether words were broken.

        Only words speak for it that are known as one, or end as English words do: other halves that nobody knows may
        be a name with a hyphen.
        """
        told = [(self._speaks_for_a_cut(before, after), self._is_a_word(before, after)) for before, after in breaks]
        broken = sum(speaks is True and is_word for speaks, is_word in told)
        self.hyphenates = broken > sum(speaks is False for speaks, _ in told)

    def _is_a_word(self, before: str, after: str) -> bool:
        """Whether the two halves are one known word, or at least end as one."""
        heads, tails = _LETTERS.findall(before.lower()), _LETTERS.findall(after.lower())
        if not heads or not tails:
            return False
        return tails[0].endswith(_LONG_ENDINGS) or self.knows(heads[-1] + tails[0])

    def _speaks_for_a_cut(self, before: str, after: str) -> bool | None:
        """Whether the words that the document and plans use speak for one word (True) or for two; None for neither."""
        heads, tails = _LETTERS.findall(before.lower()), _LETTERS.findall(after.lower())
        if not heads or not tails:
            return False
        head, tail = heads[-1], tails[0]
        if any(self.vocabulary[f"{head}{hyphen}{tail}"] for hyphen in HYPHENS):
            return False
        if self.knows(head + tail):
            return None if head in PREFIXES else True
        if head in PREFIXES or (self.uses(head) and self.uses(tail)):
            return False
        return None if self.uses(head) or self.uses(tail) else True

    def knows(self, word: str) -> bool:
        """Whether the document uses the word inside a line, or plans are known to use it, in singular or plural."""
        forms = (word, word.removesuffix("s"), f"{word}s")
        return any(self.vocabulary[form] > 0 or form in known_words() for form in forms if len(form) > 1)

    def uses(self, word: str) -> bool:
        """Whether the document or plans use the word in just this form."""
        return self.vocabulary[word] > 0 or word in known_words()

    def leading(self, size: float) -> float | None:
        """Points from base line to base line inside a paragraph of that size; None when the document shows none."""
        return self.leadings.get(round(size * 2))


def study(columns: Iterable[list[Line]]) -> Typography:
    """Learn from the lines of a document, given column by column (a cell, or a column of running text)."""
    steps: dict[int, Counter[int]] = {}
    vocabulary: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    inner = true_hyphens = wrapped = trailing = glued = apart = joining = parting = 0
    speaks_on = False
    breaks: list[tuple[str, str]] = []
    for lines in columns:
        for above, below in pairwise(lines):
            if above.text[-1:] in HYPHENS and above.text[-2:-1].islower() and below.text[:1].islower():
                breaks.append((above.last_token()[0], below.first_token()[0]))
            if not above.size:  # letters scaled to nothing
                continue
            step = (below.base - above.base) / above.size
            if abs(above.size - below.size) <= 0.05 * above.size and TIGHTEST <= step <= LOOSEST:
                steps.setdefault(round(above.size * 2), Counter())[round((below.base - above.base) * 4)] += 1
                wrapped += below.text[:1].islower()
                trailing += below.text[:1].islower() and above.trailing
        right = max(line.x1 for line in lines) if lines else 0.0
        for index, line in enumerate(lines):
            sizes[round(line.size * 2) / 2] += sum(len(word.text) for word in line.words)
            tokens = line.text.split(" ")
            speaks_on = speaks_on or bool(_SPEAKS_ON.search(line.text))
            # The last word of a full line may be the half of a word that the next line ends.
            first = 0 if index == 0 or lines[index - 1].x1 < right - ROOM * line.size else 1
            last = len(tokens) if line.x1 < right - ROOM * line.size else -1
            vocabulary.update(token.strip(".,;:()").lower() for token in tokens[first:last])
            for token in tokens:
                glued += token[:1] in "-–" and token[1:2].isalpha()
                apart += token in {"-", "–"}
                inner += SOFT_HYPHEN in token[:-1]
                true_hyphens += TRUE_HYPHEN in token[:-1]
                joining += bool(_JOINING.search(token))
            parting += sum(token.endswith("/") and len(token) > 1 for token in tokens[:-1])
    typography = Typography(
        leadings={size: _leading(counts) for size, counts in steps.items()},
        vocabulary=vocabulary,
        hyphen_is_soft_hyphen=inner > 0,
        types_true_hyphens=true_hyphens > 0,
        draws_trailing_spaces=trailing > wrapped / 2,
        glues_dashes=glued > apart,
        breaks_after_slash=joining > 0 and not parting,
        speaks_on=speaks_on,
        body_size=max(sizes, key=lambda size: sizes[size]) if sizes else 10.0,
    )
    typography.judge_hyphens(breaks)
    return typography


def body_size(words: Iterable[Word]) -> float:
    """The size in points in which most letters of a document are set."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.style.size * 2) / 2] += len(word.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0


def _leading(counts: Counter[int]) -> float:
    """The smallest step that is common, in points: paragraphs may be further apart, their lines are not."""
    total = sum(counts.values())
    near = {step: counts[step - 1] + counts[step] + counts[step + 1] for step in counts}
    common = [step for step, count in near.items() if count >= COMMON * total]
    return max(min(common), _most_common_below(counts, min(common) + 2)) / 4


def _most_common_below(counts: Counter[int], limit: int) -> int:
    return max((step for step in counts if step <= limit), key=lambda step: (counts[step], -step))
