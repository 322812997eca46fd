"""Finds what stands over the labels of each action and words it: a heading, a bold line, a numbered paragraph.

An action prints each label once, so a paragraph that opens an action stands in the gap before a label that was printed
already. What follows it, up to the first label, is more of the wording: further paragraphs, items of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from extractors.assembler.codes import opening_numbers
from extractors.assembler.grid import says
from extractors.assembler.labelled.labels_alone import is_set_apart
from extractors.assembler.labels import NEARLY_ALL, OFTEN
from extractors.assembler.numbers import opening_number, read_number
from extractors.assembler.themes.titles import opens_theme
from models.document import Block, Item
from models.reference.statuses import is_bare_status

FEWEST_FIELDS = 3  # labels under a heading that words an action, its number counted as one
FEWEST_ACTIONS = 2
_ITEM = "item"
"""What the kinds of items of lists begin with: those words actions only where others do so too."""

NamesOf: TypeAlias = Callable[[Block], Sequence[str]]
"""The labels, folded, that a paragraph opens with; none for any other."""


@dataclass(frozen=True, slots=True)
class Openings:
    """The paragraphs that word actions, and headings that are part of one, each by its `id`."""

    numbers: Mapping[int, int] = field(default_factory=dict)
    """Of each that words an action, how many characters its number at the front has."""
    inside: frozenset[int] = frozenset()
    """Headings between the labels of one action, which are words of its values."""


@dataclass(slots=True)
class _Passage:
    """A label, and what stands between the one before it and this one."""

    label: str
    gap: list[tuple[Block, str]]
    """Paragraphs, each with its kind as an opening, or nothing."""


_Group: TypeAlias = tuple[Block, list[_Passage]]
"""A paragraph that may word an action, and the labels under it."""


def find_openings(
    items: Sequence[Item],
    names_of: NamesOf,
    words: Callable[[Collection[str]], bool],
    statuses: Collection[int],
) -> Openings:
    """The openings of a document's actions; none where its labels word the actions themselves.

    words: whether one of some labels is that of an action's wording. statuses: what says no more, by `id`.
    """
    passages = list(_passages([item for item in items if id(item) not in statuses], names_of))
    kinds = list(dict.fromkeys(kind for passage in passages for _, kind in passage.gap if kind))
    best: list[_Group] = []
    others = [kind for kind in kinds if not kind.startswith(_ITEM)]
    items_of_lists = [kind for kind in kinds if kind.startswith(_ITEM)]
    for wanted in [*([kind] for kind in others), others, *([kind] for kind in items_of_lists)]:
        if best and wanted[0] in items_of_lists:
            break  # the last items of values would be as many
        groups = list(_groups(passages, wanted))
        clean = _alike([group for group in groups if _is_clean(group[1])])
        if len(clean) > len(best) and len(clean) >= NEARLY_ALL * _times(passages, clean[0][1][0].label):
            best = clean
    every = {passage.label for _, passages_of in best for passage in passages_of}
    if len(best) < FEWEST_ACTIONS or words(every):
        return Openings()
    found = _with_others(passages, {id(block) for block, _ in best}, every)
    numbers = opening_numbers(found)
    if len(every) + any(numbers.values()) < FEWEST_FIELDS:
        return Openings()
    return Openings(numbers, frozenset(_inside(passages, set(map(id, found)))))


def _passages(items: Sequence[Item], names_of: NamesOf) -> Iterator[_Passage]:
    gap: list[tuple[Block, str]] = []
    before: Block | None = None
    for item in items:
        if not isinstance(item, Block):
            gap, before = [], None
            continue
        if item.aside:
            continue
        names = names_of(item)
        for name in names:
            yield _Passage(name, gap)
            gap = []
        if not names:
            gap.append((item, _kind(item, before)))
        before = None if names else item


def _kind(block: Block, before: Block | None) -> str:
    """Of what kind an action's wording is that stands over its labels; nothing where it can be none.

    before: the paragraph before it, which may be the number.
    """
    text = says(block)
    if read_number(text) or is_bare_status(text) or opens_theme(text, alone=False):
        return ""
    if block.kind == "heading":
        return f"heading {block.level}"
    if before is not None and read_number(says(before)):
        return "under a number"
    if is_set_apart(block) and block.kind != "bullet":
        return "bold"
    if opening_number(text) or (block.kind == "bullet" and opening_numbers([block])[id(block)]):
        return "numbered"
    return f"{_ITEM} {block.level} {block.marker}" if block.kind == "bullet" else ""


def _groups(passages: Sequence[_Passage], kinds: Collection[str]) -> Iterator[_Group]:
    """The paragraphs of some kinds that stand nearest over labels, each with the labels up to the next."""
    opening: Block | None = None
    under: list[_Passage] = []
    for passage in passages:
        last = next((block for block, its in reversed(passage.gap) if its in kinds), None)
        if last is not None:
            if opening is not None:
                yield opening, under
            opening, under = last, []
        under.append(passage)
    if opening is not None:
        yield opening, under


def _alike(groups: Sequence[_Group]) -> list[_Group]:
    """The groups that begin with the label that most begin with; in the midst of an action stands another."""
    first = Counter(under[0].label for _, under in groups)
    label = first.most_common(1)[0][0] if first else ""
    return [group for group in groups if group[1][0].label == label]


def _times(passages: Sequence[_Passage], label: str) -> int:
    """How often a label stands: what opens but a few of the actions that it begins names themes, if anything."""
    return sum(passage.label == label for passage in passages)


def _is_clean(under: Sequence[_Passage]) -> bool:
    """Whether no label stands twice."""
    return len({passage.label for passage in under}) == len(under)


def _with_others(passages: Sequence[_Passage], known: set[int], every: Collection[str]) -> list[Block]:
    """The openings known, and those that look otherwise than most: they too stand before a label printed already."""
    found: list[Block] = []
    seen: set[str] = set()
    alike = {kind for passage in passages for block, kind in passage.gap if id(block) in known}
    for place, passage in enumerate(passages):
        own = [block for block, _ in passage.gap if id(block) in known]
        if not own and passage.label in every and (passage.label in seen or not found):
            shown = {one.label for one in passages[place : place + len(every)]}
            likely = [block for block, kind in passage.gap if kind in alike or (kind and not kind.startswith(_ITEM))]
            own = likely[-1:] if len(shown & set(every)) >= OFTEN * len(every) else []
        if own:
            found.append(own[-1])
        if own or passage.label in seen:
            seen = set()
        seen.add(passage.label)
    return found


def _inside(passages: Sequence[_Passage], openings: Collection[int]) -> Iterator[int]:
    """Headings between an opening and a label that its action has not printed yet."""
    seen: set[str] | None = None
    for passage in passages:
        opens = any(id(block) in openings for block, _ in passage.gap)
        if seen is not None and not opens and passage.label not in seen:
            yield from (id(block) for block, _ in passage.gap if block.kind == "heading" and not _is_title(block))
        after = False
        for block, _ in passage.gap:
            if after and block.kind == "heading" and not _is_title(block):
                yield id(block)
            after = after or id(block) in openings
        if opens:
            seen = set()
        if seen is not None:
            seen.add(passage.label)


def _is_title(block: Block) -> bool:
    return opens_theme(says(block), alone=False)


def titles_over(items: Sequence[Item], openings: Collection[int], names_of: NamesOf) -> Iterator[int]:
    """Lines set apart over the opening of an action, which are no more of the value before; by `id`."""
    blocks = [item for item in items if not isinstance(item, Block) or not item.aside]
    for block, below in pairwise(blocks):
        if not isinstance(block, Block) or not isinstance(below, Block) or not is_set_apart(block):
            continue
        opens = id(below) in openings or read_number(says(below)) is not None
        if opens and id(block) not in openings and not names_of(block) and not read_number(says(block)):
            yield id(block)
