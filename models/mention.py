"""A mention: an agency, panel or service named in a narrative."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Record

MentionLabel = Literal["agency", "panel", "service"]
Confidence = Literal["high", "medium", "review"]


class Mention(Record):
    """A name found in a narrative: `narrative[start:end] == text`."""

    label: MentionLabel = Field(description="agency, panel or service.")
    text: str = Field(description="The name as written.")
    start: int = Field(ge=0, description="First character in the narrative.")
    end: int = Field(ge=0, description="One past the last character in the narrative.")
    entity_id: str | None = Field(
        default=None, description="Stable id in the registry; null when the name is not in it."
    )
    canonical: str | None = Field(default=None, description="The registry's name for it; null when not linked.")
    method: str = Field(description="What found it, e.g. registry, definition, head-noun, speaker, model.")
    confidence: Confidence = Field(
        description="Measured precision of this kind of evidence: high, medium, or to be reviewed."
    )
