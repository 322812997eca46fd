"""The letter of feedback on a plan: sentences drawn from the records, each with its refs, which people can edit."""

from __future__ import annotations

from pydantic import Field

from models.base import Record


class Sentence(Record):
    """A sentence of the letter."""

    id: str = Field(description="What it is about; the same whenever the letter is written, so that edits find it.")
    text: str = Field(description="As the records have it.")
    refs: tuple[str, ...] = Field(default=(), description="Refs of the actions it is about, in the plan's order.")
    edited: str | None = Field(default=None, description="What a person wrote in its place; empty to leave it out.")
    edited_from: str | None = Field(
        default=None,
        description="`text` at the time of the edit. If `text` has changed since, the edit waits to be reviewed.",
    )

    @property
    def is_stale(self) -> bool:
        """Whether the facts have changed since the sentence was edited: it is then shown as the records have it."""
        return self.edited is not None and self.edited_from is not None and self.edited_from != self.text

    @property
    def shown(self) -> str:
        """What stands in the letter; empty when a person left it out."""
        return self.text if self.edited is None or self.is_stale else self.edited


class LetterSection(Record):
    """A heading and its sentences."""

    id: str = Field(description="Stable name.")
    heading: str = Field(description="As printed.")
    sentences: tuple[Sentence, ...] = Field(default=(), description="In order.")


class Letter(Record):
    """The letter, outputs/letters/<plan_id>.json."""

    plan_id: str = Field(description="The plan it is about.")
    document: str = Field(description="The file the plan was read from.")
    before: str | None = Field(default=None, description="plan_id of the plan it is compared with.")
    among: tuple[str, ...] = Field(default=(), description="plan_ids of the other boroughs' plans it looks at.")
    title: str = Field(description="Heading of the letter.")
    sections: tuple[LetterSection, ...] = Field(description="In order.")
