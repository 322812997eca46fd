"""Parts a line that holds several labels with their values: "Owner: Jo Ellis | Due: May 2024 | RAG: green"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.assembler.labels import FEWEST_CARDS, OFTEN
from models.document import Block, Item
from models.reference.columns import fold_header, is_column_name

_NEXT = re.compile(r"(?:\s+[|¦·•]\s*|\s*[\t\u2003;]\s*)(?=(?P<label>[^:|¦·•;]{1,60}?)\s*:(?:\s|$))")
_OPENING = re.compile(r"[^:|¦·•]{1,60}:(?:\s|$)")


def with_runs_parted(items: Sequence[Item]) -> tuple[tuple[Item, ...], frozenset[str]]:
    """The items, each label of a run in a paragraph of its own, and these labels, folded.

    They are known names, and those that recur from line to line.
    """
    runs = {id(item): list(_NEXT.finditer(item.text)) for item in items if isinstance(item, Block) and _is_run(item)}
    counts = Counter(label for found in runs.values() for label in {fold_header(match["label"]) for match in found})
    fewest = max(FEWEST_CARDS, OFTEN * max(counts.values(), default=0))
    labels = {label for label, times in counts.items() if times >= fewest or is_column_name(label)}
    parted: list[Item] = []
    first: set[str] = set()
    for item in items:
        cuts = [match for match in runs.get(id(item), ()) if fold_header(match["label"]) in labels]
        if isinstance(item, Block) and cuts:
            first.add(fold_header(item.text.partition(":")[0]))
        parted += _parted(item, cuts) if isinstance(item, Block) and cuts else [item]
    return tuple(parted), frozenset(labels | first)


def _is_run(block: Block) -> bool:
    return not (block.aside or block.marker) and bool(_OPENING.match(block.text))


def _parted(block: Block, cuts: Sequence[re.Match[str]]) -> list[Block]:
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(block.text)]
    return [block.without([(end, len(block.text))]).after(start) for start, end in zip(starts, ends, strict=True)]
