"""A text that says a name many times is tagged in time that grows with its length, and no faster."""

from __future__ import annotations

import time

from builders.records import action, plan
from pipeline.tagging import tag_plan

FEW, MANY = 250, 2000  # mentions
MOST = 3.0  # times as much for each mention; where every mention looked at every other it was eight times
LEAST_SECONDS = 0.02  # below this the clock is too coarse for a ratio


def seconds(mentions: int) -> float:
    narrative = "The Multi Agency Risk Assessment Conference (MARAC) meets. " + "The MARAC meets weekly. " * mentions
    tagged = plan("Camden", 2024, action("1.1", narrative=narrative))
    began = time.process_time()
    tag_plan(tagged)
    return time.process_time() - began


def test_many_mentions_of_a_short_form_cost_no_more_each_than_few() -> None:
    seconds(5)  # loads the models

    few = min(seconds(FEW) for _ in range(3))
    many = min(seconds(MANY) for _ in range(3))

    assert many / MANY < MOST * max(few, LEAST_SECONDS) / FEW


def test_all_mentions_are_tagged() -> None:
    narrative = "The Multi Agency Risk Assessment Conference (MARAC) meets. " + "The MARAC meets weekly. " * 50

    tagged = tag_plan(plan("Camden", 2024, action("1.1", narrative=narrative)))

    assert [mention.text for mention in tagged.actions[0].mentions].count("MARAC") == 51
