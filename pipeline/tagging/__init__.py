"""Finds agencies, panels and services in narratives, which they are, whose words a block is, and how sure that is."""

from pipeline.tagging.lean_spacy import load_spacy

load_spacy()

from pipeline.tagging.records import Speaker, TaggedText, TaggingInput  # noqa: E402 - spaCy is loaded first
from pipeline.tagging.tagger import Queued, Tagger, load_tagger, tag_plan, tag_texts  # noqa: E402 - likewise

__all__ = ["Queued", "Speaker", "TaggedText", "Tagger", "TaggingInput", "load_tagger", "tag_plan", "tag_texts"]
