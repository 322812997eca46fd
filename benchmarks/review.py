"""What one review of names is worth: strict F1 in boroughs set aside, before and after it.

Run: python benchmarks/review.py

Each borough starts with the general registry alone. Its narratives are tagged; a person who goes by the annotations
then decides each row of the review: accepts a name that is annotated, with its label, and rejects any other. The
decisions go into the borough's file and the narratives are tagged again. So the names are those of the same plan, as on
the day of a first review; next year's plan will hold others too.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from models.plan import Action, Coverage, NarrativeBlock, Plan, PlanMetadata, Source
from models.reference.boroughs import find_borough
from pipeline.tagging.registry.decisions import apply_decisions, parse_decisions
from pipeline.tagging.registry.files import BOROUGHS_FOLDER, GENERAL_FILENAME, package_registry, read_registry
from pipeline.tagging.registry.review import ReviewRow, cells_of, collect
from pipeline.tagging.registry.sighting import sightings
from pipeline.tagging.registry.together import changing
from pipeline.tagging.shipped import shipped_models
from pipeline.tagging.tagger import Tagger
from pipeline.tagging.training.annotations import Narrative, by_document
from pipeline.tagging.training.material import held_out_first, held_out_later, held_out_rough
from pipeline.tagging.training.scoring import NOTHING, Score, strict
from pipeline.tagging.words import fold

LEAST_GAIN = 0.04
"""Strict F1 that a review is meant to add at least."""
_NO_METADATA = PlanMetadata(relevant_to=None, summary=None, author=None, unit=None, date_authored=None)


def plan_of(narratives: Sequence[Narrative]) -> Plan:
    """The narratives of a borough as a plan, an action each."""
    actions = tuple(
        Action(
            ref=f"1.{number}",
            theme_number=1,
            action_number=str(number),
            mandatory_action="",
            rag=None,
            rag_source=None,
            timescale=None,
            outcome=None,
            narrative=narrative.text,
            narrative_blocks=(NarrativeBlock(kind="para", text=narrative.text),),
            nil_return=False,
        )
        for number, narrative in enumerate(narratives, start=1)
    )
    return Plan(
        plan_id=narratives[0].document,
        borough=find_borough(narratives[0].borough),
        plan_year=None,
        template=None,
        title=None,
        metadata=_NO_METADATA,
        source=Source(filename="", sha256="", media_type="text/plain", page_count=None, reader="text"),
        themes=(),
        actions=actions,
        coverage=Coverage(words=0, accounted=0),
    )


def score(plan: Plan, narratives: Sequence[Narrative]) -> Score:
    """Strict score of a tagged plan."""
    total = NOTHING
    for action, narrative in zip(plan.actions, narratives, strict=True):
        tagged = [(one.start, one.end, one.label) for one in action.mentions]
        total += strict(tagged, [(span.start, span.end, span.label) for span in narrative.spans])
    return total


def decided(rows: Sequence[ReviewRow], narratives: Sequence[Narrative]) -> list[ReviewRow]:
    """The rows with the decisions of a person who goes by the annotations."""
    known = {fold(span.text): span.label for narrative in narratives for span in narrative.spans}
    return [
        row.model_copy(
            update={"decision": "accept", "suggested_label": known[fold(row.name)]}
            if fold(row.name) in known
            else {"decision": "reject"}
        )
        for row in rows
    ]


def review(narratives: Sequence[Narrative], folder: Path) -> tuple[Score, Score, int]:
    """Score before and after the review, and how many rows it has. `folder`: a registry without borough files."""
    plan = plan_of(narratives)
    if plan.borough is None:
        raise ValueError(f"{narratives[0].borough} is no borough")
    tagger = Tagger(folder)
    tagged = tagger.tag_plan(plan)
    met = sightings(tagged, [(item.section, item.mention) for item in tagger.queue(plan)])
    rows = decided(collect(met, {plan.borough.slug: tagger.index((plan.borough.slug,))}), narratives)
    after = folder.with_name(f"{folder.name}-after")
    shutil.copytree(folder, after)
    with changing(after):
        decisions = parse_decisions([(n, cells_of(row)) for n, row in enumerate(rows, start=2)], read_registry(after))
        apply_decisions(decisions, after, shipped_models().sequence.vocabulary)
    return score(tagged, narratives), score(Tagger(after).tag_plan(plan), narratives), len(rows)


def bare_registry(folder: Path) -> None:
    """The general file, and for every borough a file without rows."""
    package = package_registry()
    (folder / BOROUGHS_FOLDER).mkdir(parents=True)
    shutil.copy(package / GENERAL_FILENAME, folder / GENERAL_FILENAME)
    for path in (package / BOROUGHS_FOLDER).glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        (folder / BOROUGHS_FOLDER / path.name).write_text(header + "\n", encoding="utf-8")


def main() -> int:
    """Print strict F1 before and after, and how many names were asked about; 1 when a review is worth too little."""
    little = 0
    sets = {"set aside": held_out_first(), "later": held_out_later(), "rough styles": held_out_rough()}
    for name, narratives in sets.items():
        before, after, rows = NOTHING, NOTHING, 0
        for number, (document, group) in enumerate(by_document(narratives).items()):
            with tempfile.TemporaryDirectory() as temporary:
                folder = Path(temporary) / f"{document}-{number}"
                bare_registry(folder)
                one, other, asked = review(group, folder)
                before, after, rows = before + one, after + other, rows + asked
        gain = after.f1 - before.f1
        little += gain < LEAST_GAIN
        print(f"{name:14} strict F1 {before.f1:.3f} -> {after.f1:.3f}, {gain:+.3f}, {rows} names decided")
    return int(little > 0)


if __name__ == "__main__":
    sys.exit(main())
