"""Head nouns: the last words that tell what kind of thing a name names, from `heads.csv`, which people can edit."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from models.errors import ReferenceDataError
from models.mention import MentionLabel

FILENAME = "heads.csv"
_LABELS: dict[str, MentionLabel | None] = {"agency": "agency", "panel": "panel", "service": "service", "topic": None}


class Head(NamedTuple):
    """What a head noun says: a label, or null for a topic; strong when it decides alone."""

    label: MentionLabel | None
    weight: Literal["strong", "weak"]


@cache
def heads() -> dict[str, Head]:
    """All head nouns, in lower case. Raises `ReferenceDataError` naming the line at fault."""
    return parse_heads(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


def parse_heads(text: str) -> dict[str, Head]:
    """Read head nouns from CSV text. Raises `ReferenceDataError` naming the line at fault."""
    table: dict[str, Head] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        word, label, weight = row.get("head"), row.get("label"), row.get("weight")
        if not word or label not in _LABELS or weight not in {"strong", "weak"} or word in table:
            raise ReferenceDataError(
                f"{FILENAME}, line {line}: must be a new word with a label and a weight.",
                "If you edited this file, correct it; if not, install vvrap again.",
            )
        table[word] = Head(_LABELS[label], "strong" if weight == "strong" else "weak")
    return table


def head_label(word: str) -> MentionLabel | None:
    """The label a name ending in `word` most likely has; null when its head says nothing, or says it is a topic."""
    head = heads().get(word.casefold())
    return head.label if head else None


def is_topic_head(word: str) -> bool:
    """A name ending in `word` is a law, plan, fund or post."""
    head = heads().get(word.casefold())
    return head is not None and head.label is None and head.weight == "strong"
