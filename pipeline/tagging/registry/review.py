"""The review: names the tagger is unsure of or cannot link, over all plans, for a person to decide on once.

A name is one row, whatever boroughs and years it was met in; the rows whose decision settles most come first.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from pydantic import Field

from models.base import Record
from models.errors import ReferenceDataError
from models.mention import MentionLabel
from models.reference.boroughs import slug
from pipeline.files import write_whole
from pipeline.tagging.registry.entry import LIST_SEPARATOR, split_list
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.registry.sighting import Sighting
from pipeline.tagging.words import fold, is_capitalised

REVIEW_FILENAME = "review.csv"
_EXAMPLES = 2
_LISTS = ("boroughs", "inside_or_around")
_COLUMNS = (
    "name",
    "boroughs",
    "count",
    "suggested_label",
    "suggested_id",
    "known_as",
    "reason",
    "inside_or_around",
    "examples",
    "decision",
)
_NEEDED = frozenset({"name", "boroughs", "suggested_label", "suggested_id", "decision"})
_BEFORE = {"borough": "boroughs"}
"""Columns of earlier versions, when a name had a row for each borough, and what they are called now."""


class ReviewRow(Record):
    """One name that waits for a decision."""

    name: str = Field(description="The name as written.")
    boroughs: tuple[str, ...] = Field(description="Slugs of the boroughs whose files the decision goes to.")
    count: int = Field(description="How often it was found, over all plans.")
    suggested_label: MentionLabel = Field(description="What it most likely is.")
    suggested_id: str = Field(description="The id it would get, in every borough.")
    known_as: str = Field(default="", description="Id of an entry with nearly this name, for `alias of`; else empty.")
    reason: str = Field(default="", description="Why a person is asked.")
    inside_or_around: tuple[str, ...] = Field(
        default=(), description="Other names the tagger considered at the same places, longer or shorter."
    )
    examples: str = Field(default="", description="Up to two sentences in which it was found, with plan and action.")
    decision: str = Field(default="", description="accept, alias of ID, reject or topic; empty while undecided.")


def collect(
    met: Sequence[Sighting], index_of: dict[str, NameIndex], earlier: Sequence[ReviewRow] = ()
) -> list[ReviewRow]:
    """A row for each name that the registry of a borough it was met in does not hold.

    Those come first whose decision settles most: the names met most often, what was tagged before what was not.
    Decisions that stand in `earlier` rows are kept. index_of: by slug of the borough.
    """
    decided = {fold(row.name): row.decision for row in earlier}
    groups: dict[str, list[Sighting]] = {}
    for sighting in met:
        if not index_of[sighting.borough].holds(sighting.mention.text):
            groups.setdefault(fold(sighting.mention.text), []).append(sighting)
    ordered = sorted(groups.items(), key=lambda item: (-sum(one.gain for one in item[1]), item[0]))
    return [_row(group, index_of, decided.get(key, "")) for key, group in ordered]


def _row(group: list[Sighting], index_of: dict[str, NameIndex], decision: str) -> ReviewRow:
    spellings = sorted({sighting.mention.text for sighting in group}, key=_by_worth)
    boroughs = tuple(sorted({sighting.borough for sighting in group}))
    name = spellings[0]
    labels = [sighting.mention.label for sighting in group]
    label = max(dict.fromkeys(labels), key=labels.count)
    indexes = [index_of[borough] for borough in boroughs]
    known_as = _known_as(name, label, indexes)
    examples = list(dict.fromkeys(sighting.example for sighting in group))[:_EXAMPLES]
    return ReviewRow(
        name=name,
        boroughs=boroughs,
        count=len(group),
        suggested_label=label,
        suggested_id=free_id(
            name, {key: entry for borough in boroughs for key, entry in index_of[borough].entries.items()}
        ),
        known_as=known_as,
        reason=_reason(group, known_as),
        inside_or_around=tuple(sorted({other for sighting in group for other in sighting.overlapping})),
        examples=" | ".join(examples),
        decision=decision,
    )


def _known_as(name: str, label: MentionLabel, indexes: Iterable[NameIndex]) -> str:
    """The one entry with nearly this name, the same in all these boroughs; else empty."""
    found = {tuple(entry.id for entry in index.find(name, label)) for index in indexes}
    ids = found.pop() if len(found) == 1 else ()
    return ids[0] if len(ids) == 1 else ""


def _reason(group: Sequence[Sighting], known_as: str) -> str:
    likely = sum(sighting.tagged for sighting in group)
    if likely == len(group):
        said = "read as a name, not known yet"
    elif likely:
        said = f"read as a name in {likely} of {len(group)} places, not known yet"
    else:
        said = "not read as a name; it may be one"
    return f"{said}; nearly the name of {known_as}" if known_as else said


def _by_worth(name: str) -> tuple[bool, str]:
    return (not is_capitalised(name), name)


def free_id(name: str, taken: Container[str]) -> str:
    """An id made from the name that no entry has."""
    ascii_name = slug(name).encode("ascii", "ignore").decode("ascii").strip("-") or "name"
    candidate = ascii_name
    number = 2
    while candidate in taken:
        candidate = f"{ascii_name}-{number}"
        number += 1
    return candidate


def read_review(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Rows of a review file with their line numbers. Raises `ReferenceDataError` when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError(
            f"{path.name} cannot be read: {error}.", "Run `vvrap registry review` first."
        ) from error
    reader = csv.DictReader(io.StringIO(text))
    reader.fieldnames = [_BEFORE.get(name, name) for name in reader.fieldnames or ()]
    missing = sorted(_NEEDED - set(reader.fieldnames))
    if missing:
        raise ReferenceDataError(
            f"{path.name}, line 1: the column {missing[0]} is missing.", "Run `vvrap registry review` again."
        )
    return [(reader.line_num, {key: (value or "").strip() for key, value in row.items() if key}) for row in reader]


def earlier_rows(path: Path) -> list[ReviewRow]:
    """Rows of an earlier review, for their decisions; none when there is no file."""
    if not path.exists():
        return []
    label: MentionLabel = "service"
    return [
        ReviewRow(
            name=cells["name"],
            boroughs=split_list(cells["boroughs"]),
            count=0,
            suggested_label=label,
            suggested_id=cells["suggested_id"],
            decision=cells["decision"],
        )
        for _, cells in read_review(path)
        if cells["decision"]
    ]


def write_review(path: Path, rows: Iterable[ReviewRow]) -> None:
    """Write the review file whole. Raises `OutputError`."""
    write_cells(path, map(cells_of, rows))


def cells_of(row: ReviewRow) -> dict[str, str]:
    """The cells of a row, as `read_review` gives them."""
    values = row.model_dump()
    return {name: f"{LIST_SEPARATOR} ".join(values[name]) if name in _LISTS else str(values[name]) for name in _COLUMNS}


def write_cells(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write the review file whole, from the cells of its rows. Raises `OutputError`."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, _COLUMNS, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, buffer.getvalue().encode("utf-8"))
