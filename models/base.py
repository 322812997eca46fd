"""The base of every record that leaves a module: frozen, and closed to fields it does not name."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value. Unknown fields are refused, so that a misspelt one cannot be lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
