"""Words that plans use, known before any plan is read."""

from __future__ import annotations

import re
from functools import cache

from models.reference.columns import column_names
from models.reference.organisations import lead_words
from models.reference.template import template_actions

_SMALL = (
    "a about above after again all also an and annual annually any april are as at august autumn be been before below between "
    "both but by can date day days december done due during each eight end every february few fewer five for four friday from "
    "has have he her hour hours if in into is it january july june last least less make march may monday month monthly months "
    "more most must new next nine no not november now october of off on once one ongoing only open or other our out over per "
    "plan quarter quarterly repeat saturday september set seven six so some spring start summer sunday ten than that the their "
    "them then there these they this three thursday to tuesday twice two under until up use was we wednesday week weekly weeks "
    "were when where which while who will winter with within without year yearly years you"
)


@cache
def known_words() -> frozenset[str]:
    """Words of the template's actions, of column names and of bodies, with the small words of English, lower case."""
    texts = [_SMALL, *column_names(), *lead_words().ends, *lead_words().posts]
    texts += [f"{action.theme} {action.text}" for action in template_actions()]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.casefold()))
