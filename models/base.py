"""The base of every record that leaves a module: frozen, and closed to fields it does not name."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value. Unknown fields are refused, so that a misspelt one cannot be lost in silence.

    Which fields were given is not noted of each record: all count as given. Such notes are half the memory of a small
    record, and a comparison of many plans holds hundreds of thousands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    _given: ClassVar[set[str]] = set()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:  # noqa: ANN401 - as pydantic declares it
        """Name the fields, once for all records of the class."""
        cls._given = set(cls.model_fields)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401, ARG002 - as pydantic declares it
        """Share the names of the fields."""
        object.__setattr__(self, "__pydantic_fields_set__", self._given)
