"""Makes outputs folders of many plans from the samples, for benchmarks of the catalogue.

The plans are synthetic: the sample plans' own actions, drawn and cut at random under the names of the 33 authorities,
one year after another. Names are marked in the narratives by a rule of thumb, only to give the tables of mentions a
likely size; what is marked says nothing about how well names are found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from extractors import read_plan
from models.mention import Mention, MentionLabel
from models.plan import Action, Borough, NarrativeBlock, Plan
from models.reference.boroughs import authorities
from pipeline.check import check
from pipeline.store import Outputs

SAMPLES = Path(__file__).parent.parent / "samples"
SOURCES = ("richmond-2024.docx", "richmond-2023.docx", "hackney-2024.docx")
FIRST_YEAR = 2001
KEPT_ACTIONS = 0.95  # of a sample's actions that a made plan has
KEPT_SENTENCES = 0.8  # of a narrative's paragraphs
LABELS: tuple[MentionLabel, ...] = ("agency", "panel", "service")
_NAME = re.compile(r"\b(?:[A-Z][a-z]+ ){1,3}[A-Z][a-z]+\b|\b[A-Z]{3,6}\b")


def make_folder(folder: Path, count: int, seed: int = 1) -> None:
    """Fill an outputs folder with `count` made plans as JSON."""
    outputs = Outputs(folder)
    for plan in made_plans(count, seed):
        outputs.write_plan(plan)


def made_plans(count: int, seed: int = 1) -> Iterator[Plan]:
    """So many plans, no two of one borough and year."""
    draw = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    turns = range(count // len(authorities()) + 1)
    places = [(authority.borough, FIRST_YEAR + turn) for turn in turns for authority in authorities()]
    for borough, year in places[:count]:
        yield _made_plan(draw, draw.choice(_samples()), borough, year)


@cache
def _samples() -> tuple[Plan, ...]:
    return tuple(check(read_plan((SAMPLES / name).read_bytes(), name)) for name in SOURCES)


def _made_plan(draw: random.Random, sample: Plan, borough: Borough, year: int) -> Plan:
    plan_id = f"{borough.slug}-{year}"
    actions = tuple(_made_action(draw, action) for action in sample.actions if draw.random() < KEPT_ACTIONS)
    source = sample.source.model_copy(update={"filename": f"{plan_id}.docx", "sha256": f"{draw.getrandbits(256):064x}"})
    changes = {"plan_id": plan_id, "borough": borough, "plan_year": year, "source": source, "actions": actions}
    return sample.model_copy(update=changes)


def _made_action(draw: random.Random, action: Action) -> Action:
    blocks = tuple(block for block in action.narrative_blocks if draw.random() < KEPT_SENTENCES)
    narrative = "\n".join(block.text for block in blocks)
    mentions = tuple(_mentions(draw, blocks))
    changes = {
        "narrative": narrative,
        "narrative_blocks": blocks,
        "mentions": mentions,
        "nil_return": not narrative,
        "rag": draw.choice(("red", "amber", "green", None)),
    }
    return action.model_copy(update=changes)


def _mentions(draw: random.Random, blocks: tuple[NarrativeBlock, ...]) -> Iterator[Mention]:
    start = 0
    for block in blocks:
        for found in _NAME.finditer(block.text):
            yield Mention(
                label=draw.choice(LABELS),
                text=found[0],
                start=start + found.start(),
                end=start + found.end(),
                entity_id=re.sub(r"\W+", "-", found[0].casefold()),
                canonical=found[0],
                method="benchmark",
                confidence="review",
            )
        start += len(block.text) + 1
