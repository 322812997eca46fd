"""What a person corrected in a field, beside what the document says there."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from models.base import Record

CorrectionState = Literal["applied", "held", "agrees", "confirmed"]
"""applied: the corrected value stands; held: the document says something else by now, and its value stands; agrees: the
document says by now what the correction says; confirmed: a person looked, and the document is right."""

NOTHING = "nothing"


class FieldCorrection(Record):
    """A correction of one field as it counts now."""

    field: str = Field(description="Field of the action or plan; `other/` and the header for a column of its own.")
    value: str = Field(description="What the person entered; lists joined by '; '. Empty for nothing.")
    document: str = Field(description="What the document says. Empty for nothing.")
    said: str = Field(description="What the document said when the correction was made or last decided on.")
    who: str = Field(description="Who corrected it.")
    when: date = Field(description="Date of the correction.")
    why: str = Field(description="Why.")
    state: CorrectionState = Field(
        description=(
            "applied: the value is used; held: a newer document says something else, which is used until a person "
            "decides; agrees: the document now says the same; confirmed: a person found the document right."
        )
    )

    @property
    def in_words(self) -> str:
        """What to show wherever the field is: “green, corrected by A. Officer on 2026-05-03, document says amber”."""
        by = f"by {self.who} on {self.when.isoformat()}"
        if self.state == "held":
            return (
                f"{_said(self.document)}, correction to {_said(self.value)} {by} is held: "
                f"document said {_said(self.said)} then"
            )
        if self.state == "agrees":
            return f"{_said(self.value)}, as corrected {by}, document now says the same"
        if self.state == "confirmed":
            return f"{_said(self.value)}, confirmed {by}"
        return f"{_said(self.value)}, corrected {by}, document says {_said(self.document)}"


def _said(text: str) -> str:
    return text or NOTHING
