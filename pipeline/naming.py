"""When two mentions name the same thing, and which of them count: one answer for search, catalogue and comparisons.

A name is used where the narrative of an action mentions it; an action counts once however often it does. Mentions that
a person has still to review are shown and counted apart.
"""

from __future__ import annotations

from models.mention import Mention, MentionLabel
from pipeline.folding import essence

LABELS: tuple[MentionLabel, ...] = ("agency", "panel", "service")

WAITING = "review"
"""The confidence of a mention that a person has still to review."""

NameKey = tuple[MentionLabel, str]


def is_reviewed(mention: Mention) -> bool:
    """Whether a mention counts: not where a person has still to say what it is."""
    return mention.confidence != WAITING


def name_of(mention: Mention) -> str:
    """How the thing mentioned is called: by its name in the registry, else by the words of the document."""
    return mention.canonical or " ".join(mention.text.split())


def name_key(mention: Mention) -> NameKey:
    """The same for two mentions of one thing, whatever plan they stand in.

    It goes by the label and the name, not by the id: the registries of two boroughs may each have their own id for the
    same service, and a plan may write a name out that the registry of another borough links.
    """
    return mention.label, essence(name_of(mention))
