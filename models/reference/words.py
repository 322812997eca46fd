"""Words that plans use, known before any plan is read."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from models.reference.organisations import lead_words
from models.reference.roles import shipped_roles
from models.reference.template import template_actions

FILENAME = "words.txt"


@cache
def known_words() -> frozenset[str]:
    """Words of the template's actions, of column names and of bodies, with the small words of English, lower case."""
    listed = resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8")
    everyday = [line for line in listed.splitlines() if not line.startswith("#")]
    texts = [*everyday, *shipped_roles().header_names, *lead_words().ends, *lead_words().posts]
    texts += [f"{action.theme} {action.text}" for action in template_actions()]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.casefold()))
