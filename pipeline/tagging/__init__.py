"""Finds agencies, panels and services in narratives, links them to the registry, and says who is speaking."""

from pipeline.tagging.spacy_alone import load_spacy

load_spacy()  # before any of the modules below imports it

from pipeline.tagging.records import Speaker, TaggedText, TaggingInput  # noqa: E402 - see above
from pipeline.tagging.tagger import Queued, Tagger, load_tagger, tag_plan, tag_texts  # noqa: E402 - likewise

__all__ = ["Queued", "Speaker", "TaggedText", "Tagger", "TaggingInput", "load_tagger", "tag_plan", "tag_texts"]
