"""Finds agencies, panels and services in narratives, which they are, whose words a block is, and how sure that is."""

from pipeline.tagging.records import Speaker, TaggedText, TaggingInput
from pipeline.tagging.tagger import Queued, Tagger, load_tagger, tag_plan, tag_texts

__all__ = ["Queued", "Speaker", "TaggedText", "Tagger", "TaggingInput", "load_tagger", "tag_plan", "tag_texts"]
