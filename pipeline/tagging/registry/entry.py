"""One row of a registry file."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from models.base import Record
from models.mention import MentionLabel

RegistryLabel = Literal["agency", "panel", "service", "topic", "rejected"]
COLUMNS = (
    "id",
    "label",
    "name",
    "aliases",
    "scope",
    "parent_id",
    "valid_from",
    "valid_to",
    "ambiguous",
    "source",
    "notes",
)
LIST_SEPARATOR = ";"
_FROM_MEMORY = "general knowledge"
# Scopes of the general file; any other scope is the slug of a borough.
LOCAL = "local"
GENERAL_SCOPES = ("national", "london", LOCAL)
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Entry(Record):
    """A body, meeting or service with everything it is called; or a name that is known to be none of these."""

    id: str = Field(pattern=_ID, description="Stable id. A borough's row with the id of a general row extends it.")
    label: RegistryLabel = Field(
        description="agency, panel or service; topic: a law, fund, post or subject; rejected: no name, a person said."
    )
    name: str = Field(min_length=1, description="The name to show.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names and spellings.")
    scope: str = Field(min_length=1, description="national, london, local (one in each borough), or a borough's slug.")
    parent_id: str | None = Field(default=None, description="Id of the entry it is a kind or part of.")
    valid_from: str | None = Field(default=None, description="Year or date from which the name was in use.")
    valid_to: str | None = Field(default=None, description="Year or date until which the name was in use.")
    ambiguous: tuple[str, ...] = Field(
        default=(),
        description="Those of its names that are also ordinary words or mean other things: alone they prove nothing.",
    )
    source: str = Field(
        default="",
        description="Where the row comes from; opens with “general knowledge” when no document was looked at.",
    )
    notes: str = Field(default="", description="Anything a keeper of the file should know.")

    @field_validator("valid_from", "valid_to")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value is not None and not _DATE.match(value):
            raise ValueError(f"“{value}” is not a year or a date (YYYY, YYYY-MM or YYYY-MM-DD)")
        return value

    @model_validator(mode="after")
    def _hangs_together(self) -> Entry:
        strangers = set(self.ambiguous) - set(self.names())
        if strangers:
            raise ValueError(f"ambiguous holds “{min(strangers)}”, which is not one of the row's names")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError(f"valid_from {self.valid_from} is after valid_to {self.valid_to}")
        if self.parent_id == self.id:
            raise ValueError("parent_id is the row's own id")
        return self

    def names(self) -> tuple[str, ...]:
        """The name and its aliases, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))

    def mention_label(self) -> MentionLabel | None:
        """agency, panel or service; null for a name that is none of them."""
        return None if self.label == "topic" or self.label == "rejected" else self.label  # noqa: PLR1714 narrows the type

    def is_entity(self) -> bool:
        """An agency, panel or service."""
        return self.mention_label() is not None

    def has_source(self) -> bool:
        """Somebody opened a document that has the name; what rests on general knowledge makes no mention `high`."""
        return not self.source.startswith(_FROM_MEMORY)

    def is_decision(self) -> bool:
        """A person said of a borough's plan that this is no name: that stands, whatever the models think."""
        return not self.is_entity() and (self.label == "rejected" or self.scope not in GENERAL_SCOPES)


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list."""
    return tuple(item.strip() for item in cell.split(LIST_SEPARATOR) if item.strip())


def entry_from_row(row: dict[str, str]) -> Entry:
    """Read a row of CSV. Raises pydantic's ValidationError."""
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    return Entry.model_validate(
        {
            **cells,
            "aliases": split_list(cells["aliases"]),
            "ambiguous": split_list(cells["ambiguous"]),
            "parent_id": cells["parent_id"] or None,
            "valid_from": cells["valid_from"] or None,
            "valid_to": cells["valid_to"] or None,
        }
    )


def row_from_entry(entry: Entry) -> dict[str, str]:
    """The row of CSV that reads back as `entry`."""
    values = entry.model_dump()
    row = {column: values[column] or "" for column in COLUMNS}
    row["aliases"] = LIST_SEPARATOR.join(entry.aliases)
    row["ambiguous"] = LIST_SEPARATOR.join(entry.ambiguous)
    return row
