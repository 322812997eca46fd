"""What goes into the tagger when it is used on text alone, and what comes out."""

from __future__ import annotations

from pydantic import Field

from models.base import Record
from models.mention import Mention


class TaggingInput(Record):
    """A narrative to tag."""

    id: str = Field(default="", description="Any id; it comes back with the result.")
    text: str = Field(description="The narrative.")
    borough: str | None = Field(
        default=None, description="Name, slug or alias of the borough; several parted by a slash."
    )
    document: str | None = Field(
        default=None, description="Narratives of one document are tagged together, as one plan."
    )
    lead_organisations: tuple[str, ...] = Field(default=(), description="Lead organisations of the action, as printed.")


class Speaker(Record):
    """A stretch of text that is one body's words, its label included."""

    start: int = Field(ge=0, description="First character.")
    end: int = Field(ge=0, description="One past the last character.")
    entity_id: str | None = Field(description="Id of the speaker in the registry; null when it is not in it.")


class TaggedText(Record):
    """What was found in a narrative."""

    id: str = Field(description="Id of the input.")
    mentions: tuple[Mention, ...] = Field(description="Names, in order.")
    speakers: tuple[Speaker, ...] = Field(description="Who speaks where, in order.")
