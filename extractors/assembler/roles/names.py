"""How much the printed name of a column is like the known names of each role."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.reference.columns import (
    ColumnNames,
    column_names,
    columns_in_use,
    fold_header,
    understand_header,
    without_period,
)

ROLES = (
    "theme",
    "action_number",
    "rag",
    "mandatory_action",
    "named_leads",
    "lead_organisations",
    "leads",
    "narrative",
    "outcome",
    "timescale",
    "other",
)
"""What a column can be, in the order of every array of scores. `other`: a column of the borough's own."""

SAME_ROLE = {"partners": "lead_organisations", "local_actions": "other"}
"""Names that stand for another role where a column of that role stands beside them."""

_GRAMS = (3, 4)  # letters of the pieces by which names are compared; whole words count beside them
_NAMES_KEPT = 4096
_LEAST = 0.15  # likeness under which a name says nothing of a role

FEATURES = tuple([f"{kind} {role}" for kind in ("known", "understood", "like") for role in ROLES] + ["nameless"])
"""Names of the features of `name_features`, in order."""


def _pieces(folded: str) -> Counter[str]:
    padded = f" {folded} "
    pieces = Counter(padded[start : start + size] for size in _GRAMS for start in range(len(padded) - size + 1))
    pieces.update(f"<{word}>" for word in folded.split())
    return pieces


class NameIndex:
    """The known names, ready to be compared with."""

    def __init__(self, names: Mapping[str, str]) -> None:
        known = {name: SAME_ROLE.get(role, role) for name, role in names.items()}
        known = {name: role for name, role in known.items() if role in ROLES}
        self.roles = list(known.values())
        self.ranks = {name: place for place, name in enumerate(names)}
        counted = [_pieces(name) for name in known]
        rows = Counter(piece for pieces in counted for piece in pieces)
        self.rarity = {piece: 1 + math.log(len(known) / count) for piece, count in rows.items()}
        self.unseen = 1 + math.log(len(known) + 1)
        self.places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, pieces in enumerate(counted):
            for piece, weight in self._weighed(pieces).items():
                self.places[piece].append((place, weight))
        self.likeness = lru_cache(maxsize=_NAMES_KEPT)(self._likeness)

    def _weighed(self, pieces: Counter[str]) -> dict[str, float]:
        """Pieces by weight, rare ones more; the squares of the weights add up to 1."""
        weights = {
            piece: (1 + math.log(count)) * self.rarity.get(piece, self.unseen) for piece, count in pieces.items()
        }
        size = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {piece: weight / size for piece, weight in weights.items()}

    def _likeness(self, folded: str) -> dict[str, float]:
        """Role to the likeness (cosine, 0 to 1) of its nearest name."""
        found: defaultdict[int, float] = defaultdict(float)
        for piece, weight in self._weighed(_pieces(folded)).items():
            for place, other in self.places.get(piece, ()):
                found[place] += weight * other
        best: dict[str, float] = {}
        for place, value in found.items():
            role = self.roles[place]
            best[role] = max(best.get(role, 0.0), min(1.0, value))
        return best


@lru_cache(maxsize=8)
def _index_of(names: ColumnNames) -> NameIndex:
    return NameIndex(names.names)


def _index() -> NameIndex:
    return _index_of(columns_in_use())


def bare(header: str) -> str:
    """The name itself, folded: the lowest row of a header of several, without its period and asides."""
    lowest = header.rsplit(" / ", 1)[-1]
    return fold_header(without_period(lowest)) or fold_header(lowest)


def name_features(header: str) -> NDArray[np.float64]:
    """What a header as printed says of each role: known word for word, understood in part, and how like its names."""
    name = bare(header)
    size = len(ROLES)
    features = np.zeros(len(FEATURES))
    if not name:
        features[-1] = 1.0
        return features
    known = column_names().get(name)
    understood = understand_header(header.rsplit(" / ", 1)[-1])
    for offset, role in ((0, known), (size, understood)):
        if role is not None and SAME_ROLE.get(role, role) in ROLES:
            features[offset + ROLES.index(SAME_ROLE.get(role, role))] = 1.0
    for role, value in _index().likeness(name).items():
        features[2 * size + ROLES.index(role)] = max(0.0, value - _LEAST)
    return features


def likeness_of(header: str) -> float:
    """Likeness of a text to the nearest known name of any role, 0 to 1."""
    name = bare(header)
    return max(_index().likeness(name).values(), default=0.0) if name else 0.0


def rank(header: str) -> int:
    """Place of a known name in the data file; after all of them for any other."""
    ranks = _index().ranks
    return ranks.get(bare(header), len(ranks))


def name_known(header: str) -> bool:
    """Whether the text is a known name, word for word."""
    return bare(header) in column_names()


def name_understood(header: str) -> bool:
    """Whether the text holds a known name."""
    return understand_header(header) is not None
