"""Two texts laid over one another, word by word: what is kept, inserted, deleted, and moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from models.comparison import Piece, PieceKind
from pipeline.folding import essence

_WORD = re.compile(r"\s*\S+")

# Up to this many kept words between two changes are chance ("to", "and the") when one change is as long and the
# other this many times longer: a person would say the whole stretch was rewritten.
_CHANCE_RUN = 2
_TIMES_LONGER = 3
# A stretch that was cut in one place and put in at another is a move from this many words on.
_MOVED_RUN = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """The pieces of two texts and how much of them is kept.

    `similarity` is the words kept, moved ones included, as a share of the words of the longer text, 0 to 1.
    `kept_words` counts the same words.
    """

    same: bool
    similarity: float
    kept_words: int
    pieces: tuple[Piece, ...]


def compare_texts(before: str, after: str) -> Difference:
    """Lay two texts over one another.

    They are the same when only case, white space, quotes, dashes and full stops differ.
    """
    old, new = _tokens(before), _tokens(after)
    if essence(before) == essence(after):
        return Difference(
            similarity=1.0, kept_words=len(new), pieces=_pieces([_Run("kept", tuple(new))]) if new else (), same=True
        )
    runs = _mark_moves(_without_chance(_merge(_runs(old, new))))
    kept = sum(len(run.tokens) for run in runs if run.kind in {"kept", "moved_here"})
    longest = max(len(old), len(new), 1)
    # Only texts that are the same have similarity 1.
    return Difference(similarity=min(kept / longest, 0.999), kept_words=kept, pieces=_pieces(runs), same=False)


def count_words(text: str) -> int:
    """Words as a person counts them: runs of characters between white space."""
    return len(text.split())


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as written, with the white space before it, and as it is compared."""

    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one kind; of kept ones as the later text has them, and `earlier` as the earlier one has them."""

    kind: PieceKind
    tokens: tuple[_Token, ...]
    earlier: tuple[_Token, ...] = ()


def _tokens(text: str) -> list[_Token]:
    """The words. Each has white space before it, the first too: it may stand in the midst of the other text."""
    return [_Token(word, essence(word)) for word in _WORD.findall(f" {text.lstrip()}")]


def _runs(old: list[_Token], new: list[_Token]) -> list[_Run]:
    """Runs of the longest common subsequence and of what stands between."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(token.folded, len(numbers)) for token in old]
    right = [numbers.setdefault(token.folded, len(numbers)) for token in new]
    runs = []
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            kept = tuple(new[step.dest_start : step.dest_end])
            runs.append(_Run("kept", kept, tuple(old[step.src_start : step.src_end])))
        elif step.tag == "delete":
            runs.append(_Run("deleted", tuple(old[step.src_start : step.src_end])))
        else:
            runs.append(_Run("inserted", tuple(new[step.dest_start : step.dest_end])))
    return runs


def _without_chance(runs: list[_Run]) -> list[_Run]:
    """The runs without those kept by chance; each that goes makes the changes around it longer, so until none goes."""
    while (fewer := _merge(_drop_chance(runs))) != runs:
        runs = fewer
    return _regained(runs)


def _regained(runs: list[_Run]) -> list[_Run]:
    """The runs, where words that are both taken out and put in just before a kept run are kept with it."""
    result: list[_Run] = []
    for run in runs:
        if run.kind == "kept" and [one.kind for one in result[-2:]] == ["deleted", "inserted"]:
            gone, come = result[-2:]
            same = _same_at_end(gone.tokens, come.tokens)
            if same:
                result[-2:] = [_Run(one.kind, one.tokens[:-same]) for one in (gone, come) if len(one.tokens) > same]
                run = _Run("kept", come.tokens[-same:] + run.tokens, gone.tokens[-same:] + run.earlier)  # noqa: PLW2901 - it grew
        result.append(run)
    return result


def _same_at_end(left: Sequence[_Token], right: Sequence[_Token]) -> int:
    """How many words the two have in common at their ends."""
    count = 0
    for first, second in zip(reversed(left), reversed(right), strict=False):
        if first.folded != second.folded:
            break
        count += 1
    return count


def _drop_chance(runs: list[_Run]) -> list[_Run]:
    """Turn short kept runs among longer changes into a deletion and an insertion of the same words."""
    result: list[_Run] = []
    for index, run in enumerate(runs):
        if run.kind == "kept" and _is_chance(runs, index):
            result += [_Run("deleted", run.earlier), _Run("inserted", run.tokens)]
        else:
            result.append(run)
    return result


def _is_chance(runs: list[_Run], index: int) -> bool:
    length = len(runs[index].tokens)
    shorter, longer = sorted((_changed_before(runs, index), _changed_after(runs, index)))
    return length <= _CHANCE_RUN and shorter >= length and longer >= _TIMES_LONGER * length


def _changed_before(runs: list[_Run], index: int) -> int:
    """Words changed just before a run."""
    total = 0
    while index and runs[index - 1].kind != "kept":
        index -= 1
        total += len(runs[index].tokens)
    return total


def _changed_after(runs: list[_Run], index: int) -> int:
    """Words changed just after a run."""
    total = 0
    while index + 1 < len(runs) and runs[index + 1].kind != "kept":
        index += 1
        total += len(runs[index].tokens)
    return total


def _merge(runs: list[_Run]) -> list[_Run]:
    """Between two kept runs: all deletions in one, then all insertions in one."""
    merged: list[_Run] = []
    gone: list[_Token] = []
    come: list[_Token] = []

    def flush() -> None:
        if gone:
            merged.append(_Run("deleted", tuple(gone)))
        if come:
            merged.append(_Run("inserted", tuple(come)))
        gone.clear()
        come.clear()

    for run in runs:
        if run.kind == "deleted":
            gone.extend(run.tokens)
        elif run.kind == "inserted":
            come.extend(run.tokens)
        else:
            flush()
            merged.append(run)
    flush()
    return merged


def _mark_moves(runs: list[_Run]) -> list[_Run]:
    """Mark long stretches that were deleted in one place and inserted in another, the longest first."""
    while (move := _longest_move(runs)) is not None:
        source, target, source_start, target_start, length = move
        cut_old = _cut(runs[source], source_start, length, "moved_away")
        cut_new = _cut(runs[target], target_start, length, "moved_here")
        spliced: list[_Run] = []
        for index, run in enumerate(runs):
            spliced += cut_old if index == source else cut_new if index == target else [run]
        runs = spliced
    return runs


def _longest_move(runs: list[_Run]) -> tuple[int, int, int, int, int] | None:
    """The longest stretch common to a deleted and an inserted run: their indices, the two starts and the length."""
    best = None
    longest = _MOVED_RUN - 1
    for source, old in enumerate(runs):
        if old.kind != "deleted" or len(old.tokens) <= longest:
            continue
        for target, new in enumerate(runs):
            if new.kind != "inserted" or len(new.tokens) <= longest:
                continue
            start, other, length = _longest_common(old.tokens, new.tokens)
            if length > longest:
                best, longest = (source, target, start, other, length), length
    return best


def _longest_common(left: Sequence[_Token], right: Sequence[_Token]) -> tuple[int, int, int]:
    """Where the longest common stretch of two token lists starts in each, and its length."""
    places: dict[str, list[int]] = {}
    for index, token in enumerate(right):
        places.setdefault(token.folded, []).append(index)
    best = (0, 0, 0)
    lengths: dict[int, int] = {}
    for index, token in enumerate(left):
        fresh = {}
        for place in places.get(token.folded, ()):
            fresh[place] = lengths.get(place - 1, 0) + 1
            if fresh[place] > best[2]:
                best = (index - fresh[place] + 1, place - fresh[place] + 1, fresh[place])
        lengths = fresh
    return best


def _cut(run: _Run, start: int, length: int, kind: PieceKind) -> list[_Run]:
    """The run in up to three: before the stretch, the stretch as `kind`, and after it."""
    parts = [
        _Run(run.kind, run.tokens[:start]),
        _Run(kind, run.tokens[start : start + length]),
        _Run(run.kind, run.tokens[start + length :]),
    ]
    return [part for part in parts if part.tokens]


def _pieces(runs: list[_Run]) -> tuple[Piece, ...]:
    """The runs as text, which begins without white space."""
    texts = [(run.kind, "".join(token.text for token in run.tokens)) for run in runs]
    return tuple(Piece(kind=kind, text=text if number else text.lstrip()) for number, (kind, text) in enumerate(texts))
