"""RAG status from colours, and the vocabulary of its words."""

from __future__ import annotations

import colorsys
import tomllib
from functools import cache
from importlib import resources

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import ReferenceDataError
from models.plan import RagColour

FILENAME = "rag.toml"


class HueRange(Record):
    """The colours that count as one status."""

    from_: float = Field(alias="from", ge=0, le=360, description="First hue in degrees.")
    to: float = Field(ge=0, le=360, description="Last hue in degrees; less than `from` when the range passes 360.")
    chroma: float = Field(
        ge=0, le=1, description="Least difference of the largest and smallest of red, green and blue."
    )

    def holds(self, hue: float) -> bool:
        """Whether the hue, in degrees, lies in the range."""
        if self.from_ <= self.to:
            return self.from_ <= hue < self.to
        return hue >= self.from_ or hue < self.to


class RagContext(Record):
    """Words that may stand around a status."""

    plain: tuple[str, ...] = Field(description="Phrases that say nothing of a colour.")
    before: frozenset[str] = Field(description="Words before a colour that leave it the status.")
    after: frozenset[str] = Field(description="Words right behind a colour that leave it the status.")
    away: frozenset[str] = Field(description="Words that tell of a colour as past, hoped for or denied.")
    later: frozenset[str] = Field(description="Words somewhere behind a colour that take it away.")


class RagVocabulary(Record):
    """What stands for which status."""

    words: dict[RagColour, tuple[str, ...]] = Field(description="Whole words, any case.")
    letters: dict[RagColour, tuple[str, ...]] = Field(description="Single letters that are all a cell says.")
    colours: dict[RagColour, HueRange] = Field(description="Hues.")
    context: RagContext = Field(description="Words around a status.")


def parse_rag(text: str) -> RagVocabulary:
    """Read the vocabulary from TOML text. Raises `ReferenceDataError`."""
    try:
        return RagVocabulary.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ReferenceDataError(
            f"{FILENAME}: {error}", "If you edited this file, correct it; if not, install vvrap again."
        ) from error


@cache
def vocabulary() -> RagVocabulary:
    """The vocabulary of the data file."""
    return parse_rag(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


GREY = 0.06  # chroma up to which a colour has no hue to speak of
VIVID = 0.5  # chroma that no shade of banded rows reaches


def status_of_colour(colour: str, *, shared: bool = False) -> RagColour | None:
    """The status that a colour (#rrggbb) shows; None for greys, near-whites and hues without a status.

    shared: most of the row has the colour too, so that it must be vivid to be more than banding.
    """
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    chroma = max(red, green, blue) - min(red, green, blue)
    if shared and chroma < VIVID:
        return None
    hue = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    for status, hues in vocabulary().colours.items():
        if hues.holds(hue) and chroma >= hues.chroma:
            return status
    return None


def is_grey(colour: str) -> bool:
    """Whether a colour (#rrggbb) has no hue to speak of."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return max(parts) - min(parts) <= GREY * 255
