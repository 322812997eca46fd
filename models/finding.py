"""A finding: something a person should know about what was read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Record

Severity = Literal["error", "warning", "info"]
About = Literal["reading", "document"]

WHOLE_ACTION = "action"
"""Among the fields in doubt: whether the action is one, or whether one is missing."""

THEME_TITLE = "theme"
"""Among the fields in doubt: the title of the action's theme."""


class Finding(Record):
    """A doubt, a loss or a notable fact about a document. Codes and texts are in `models.catalogue`."""

    code: str = Field(description="Stable code from the catalogue of findings.")
    severity: Severity = Field(
        description="error: data may be wrong or lost; warning: a person should look; info: good to know."
    )
    message: str = Field(description="What was found, in plain words.")
    action_ref: str | None = Field(
        default=None, description="The action it is about, as its `ref`; null when about the whole plan."
    )
    page: int | None = Field(
        default=None, description="Page of the file, counted from 1; null when unknown or without pages."
    )
    fields: tuple[str, ...] = Field(
        default=(),
        description=(
            "Fields of the action that are in doubt, by name; without an action, those of every action. `theme`: the "
            "title of its theme; `action`: whether it is an action, or one is missing. Empty when about the whole."
        ),
    )
