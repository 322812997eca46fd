"""RAG status from words, letters and colours."""

from __future__ import annotations

import colorsys
import re
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


class RagVocabulary(Record):
    """What stands for which status."""

    words: dict[RagColour, tuple[str, ...]] = Field(description="Whole words, any case.")
    letters: dict[RagColour, tuple[str, ...]] = Field(description="Single letters that are all a cell says.")
    colours: dict[RagColour, HueRange] = Field(description="Hues.")


def parse_rag(text: str) -> RagVocabulary:
    """Read the vocabulary from TOML text. Raises `ReferenceDataError`."""
    try:
        return RagVocabulary.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ReferenceDataError(f"{FILENAME}: {error}", "Mend the entry named.") from error


@cache
def vocabulary() -> RagVocabulary:
    """The vocabulary of the data file."""
    return parse_rag(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


_CHANGE = re.compile(r"\s*(?:[→⇒➔➜➞⟶⇨►▶»>]|-+>|=+>|\bto\b|\bnow\b)\s*", re.IGNORECASE)
"""What stands between a status that was and the one that is: "Amber → Green"."""
_BOX = re.compile(r"(?P<empty>[☐□▢⬜]|\[ ?\])|[☑☒🗹🗷🗵]|\[[xX✓✔]\]")
"""A box to tick, empty or ticked."""


def _chosen(text: str) -> str:
    """What is ticked of a text with boxes: the words after each ticked box, or before it where words open the text."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    edges = [0, *(box.start() for box in boxes), len(text)]
    before = bool(text[: boxes[0].start()].strip())
    labels = []
    for place, box in enumerate(boxes):
        if not box["empty"]:
            start = (boxes[place - 1].end() if place else 0) if before else box.end()
            labels.append(text[start : box.start() if before else edges[place + 2]])
    return " ".join(labels)


def statuses_in(text: str) -> tuple[RagColour, ...]:
    """The statuses a RAG cell's text names, in the order printed, each once; empty when it names none.

    Where it holds boxes to tick, only what is ticked counts.
    """
    text = _chosen(text)
    known = vocabulary()
    parts = [part for part in re.split(r"[\s/,;|()\-–]+", text.strip()) if part]
    letters = {letter: colour for colour, letters in known.letters.items() for letter in letters}
    if parts and all(part in letters for part in parts):
        return tuple(dict.fromkeys(letters[part] for part in parts))
    words = {word: colour for colour, words in known.words.items() for word in words}
    found = [words[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in words]
    return tuple(dict.fromkeys(found))


def tells_change(text: str) -> bool:
    """Whether a text tells of a change from one status right to another."""
    was, *then = _CHANGE.split(text, maxsplit=1)
    return bool(then) and bool(statuses_in(" ".join(was.split()[-1:])) and statuses_in(" ".join(then[0].split()[:1])))


def is_bare_status(text: str) -> bool:
    """Whether a RAG cell says nothing beyond statuses, so that no word is lost by keeping only those."""
    words = re.findall(r"[^\W\d_]+", text)
    return bool(words) and len(words) == 1 and len(statuses_in(text)) == 1


def ticks_status(header: str) -> RagColour | None:
    """The status that a column stands for whose header is nothing but that status: "R", "Green", "RAG / Amber"."""
    last = header.rsplit(" / ", 1)[-1]
    statuses = statuses_in(last)
    return statuses[0] if len(statuses) == 1 and is_bare_status(last) else None


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
