"""The review: names the tagger is unsure of or cannot link, over all plans, for a person to decide on once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import Field

from models.base import Record
from models.errors import ReferenceDataError
from models.mention import Mention, MentionLabel
from models.plan import Plan
from models.reference.boroughs import slug
from pipeline.files import write_whole
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.words import fold, is_capitalised

REVIEW_FILENAME = "review.csv"
_EXAMPLES = 3
_EXAMPLE_REACH = 40
"""Characters shown on either side of a name."""
_COLUMNS = ("borough", "name", "count", "suggested_label", "suggested_id", "known_as", "examples", "decision")


class ReviewRow(Record):
    """One name of one borough that waits for a decision."""

    borough: str = Field(description="Slug of the borough whose file the decision goes to.")
    name: str = Field(description="The name as written.")
    count: int = Field(description="How often it was met.")
    suggested_label: MentionLabel = Field(description="What it most likely is.")
    suggested_id: str = Field(description="The id it would get.")
    known_as: str = Field(default="", description="Id of an entry with nearly this name, for `alias of`; else empty.")
    examples: str = Field(default="", description="Where it was met, with the action.")
    decision: str = Field(default="", description="accept, alias of ID, reject or topic; empty while undecided.")


class Sighting(Record):
    """A name met in a plan."""

    borough: str
    plan_id: str
    ref: str
    mention: Mention
    example: str


def sightings(plan: Plan, queued: Iterable[tuple[str, Mention]]) -> list[Sighting]:
    """What of a tagged plan a person should see: names unsure, names without an entry, and names not tagged at all."""
    if plan.borough is None:
        return []
    texts = {action.ref: action.narrative for action in plan.actions}
    unsure = [
        (action.ref, mention)
        for action in plan.actions
        for mention in action.mentions
        if mention.entity_id is None or mention.confidence == "review"
    ]
    return [
        Sighting(
            borough=plan.borough.slug,
            plan_id=plan.plan_id,
            ref=ref,
            mention=mention,
            example=_example(plan.plan_id, ref, texts[ref], mention),
        )
        for ref, mention in (*unsure, *queued)
    ]


def _example(plan_id: str, ref: str, text: str, mention: Mention) -> str:
    start, end = max(0, mention.start - _EXAMPLE_REACH), mention.end + _EXAMPLE_REACH
    return f"{plan_id} {ref}: …{' '.join(text[start:end].split())}…"


def collect(
    met: Sequence[Sighting], index_of: dict[str, NameIndex], earlier: Sequence[ReviewRow] = ()
) -> list[ReviewRow]:
    """A row for each name of each borough that its registry does not hold, the most frequent first.

    Decisions that stand in `earlier` rows are kept.
    """
    decided = {(row.borough, fold(row.name)): row.decision for row in earlier}
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in met:
        key = (sighting.borough, fold(sighting.mention.text))
        if not index_of[sighting.borough].holds(sighting.mention.text):
            groups.setdefault(key, []).append(sighting)
    rows = [_row(group, index_of[key[0]], decided.get(key, "")) for key, group in groups.items()]
    return sorted(rows, key=lambda row: (row.borough, -row.count, row.name))


def _row(group: list[Sighting], index: NameIndex, decision: str) -> ReviewRow:
    spellings = sorted({sighting.mention.text for sighting in group}, key=_by_worth)
    name = spellings[0]
    labels = [sighting.mention.label for sighting in group]
    label = max(dict.fromkeys(labels), key=labels.count)
    near = index.find(name, label)
    examples = list(dict.fromkeys(sighting.example for sighting in group))[:_EXAMPLES]
    return ReviewRow(
        borough=group[0].borough,
        name=name,
        count=len(group),
        suggested_label=label,
        suggested_id=free_id(name, index.entries),
        known_as=near[0].id if len(near) == 1 else "",
        examples=" | ".join(examples),
        decision=decision,
    )


def _by_worth(name: str) -> tuple[bool, str]:
    return (not is_capitalised(name), name)


def free_id(name: str, taken: dict[str, Entry]) -> str:
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
    missing = sorted(set(_COLUMNS) - {"known_as", "examples", "count"} - set(reader.fieldnames or ()))
    if missing:
        raise ReferenceDataError(
            f"{path.name}, line 1: the column {missing[0]} is missing.", "Run `vvrap registry review` again."
        )
    return [(reader.line_num, {key: (value or "").strip() for key, value in row.items() if key}) for row in reader]


def earlier_rows(path: Path) -> list[ReviewRow]:
    """Rows of an earlier review, for their decisions; none when there is no file."""
    if not path.exists():
        return []
    rows = []
    for _, cells in read_review(path):
        if cells["decision"]:
            label: MentionLabel = "service"
            rows.append(
                ReviewRow(
                    borough=cells["borough"],
                    name=cells["name"],
                    count=0,
                    suggested_label=label,
                    suggested_id=cells["suggested_id"],
                    decision=cells["decision"],
                )
            )
    return rows


def write_review(path: Path, rows: Iterable[ReviewRow]) -> None:
    """Write the review file whole. Raises `OutputError`."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.model_dump() for row in rows)
    write_whole(path, buffer.getvalue().encode("utf-8"))
