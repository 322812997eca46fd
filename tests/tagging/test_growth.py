"""A text that says a name many times is tagged in time that grows with its length, and no faster."""

from __future__ import annotations

import time

import pytest

from builders.records import action, plan
from models.plan import NarrativeBlock
from pipeline.tagging import TaggingInput, load_tagger, tag_plan
from pipeline.tagging.components.definitions import find_definitions
from pipeline.tagging.state import state_of

FEW, MANY = 150, 1200  # mentions
MOST = 3.0  # times as much for each mention; where every mention looked at every other it was eight times
LEAST_SECONDS = 0.01  # below this the clock is too coarse for a ratio


DEFINED = "The Multi Agency Risk Assessment Conference (MARAC) meets. "
SPOKEN = "MPS: We meet the Youth Offending Service weekly.\n"


def seconds(narrative: str) -> float:
    blocks = tuple(NarrativeBlock(kind="para", text=text) for text in narrative.split("\n"))
    tagged = plan("Camden", 2024, action("1.1", narrative=narrative, narrative_blocks=blocks))
    began = time.process_time()
    tag_plan(tagged)
    return time.process_time() - began


@pytest.mark.parametrize("repeated", ["The MARAC meets weekly. ", DEFINED, SPOKEN], ids=["used", "defined", "spoken"])
def test_many_mentions_cost_no_more_each_than_few(repeated: str) -> None:
    seconds(DEFINED + repeated * 5)  # loads the models

    few = min(seconds(DEFINED + repeated * FEW) for _ in range(3))
    many = min(seconds(DEFINED + repeated * MANY) for _ in range(2))

    assert many / MANY < MOST * max(few, LEAST_SECONDS) / FEW


def test_many_definitions_are_found_at_no_more_cost_each_than_few() -> None:
    def seconds_to_find(definitions: int) -> float:
        state = state_of(load_tagger().read([TaggingInput(id="1.1", text=DEFINED * definitions)]))
        began = time.process_time()
        assert len(list(find_definitions(state))) == definitions
        return time.process_time() - began

    few = min(seconds_to_find(FEW) for _ in range(3))
    many = min(seconds_to_find(MANY) for _ in range(2))

    assert many / MANY < MOST * few / FEW


def test_all_mentions_are_tagged() -> None:
    narrative = DEFINED + "The MARAC meets weekly. " * 50

    tagged = tag_plan(plan("Camden", 2024, action("1.1", narrative=narrative)))

    assert [mention.text for mention in tagged.actions[0].mentions].count("MARAC") == 51
