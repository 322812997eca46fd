"""What the tests of the tagger share: one narrative in, its mentions out."""

from __future__ import annotations

from pipeline.tagging import TaggedText, TaggingInput, load_tagger


def tag_one(text: str, borough: str | None = None, leads: tuple[str, ...] = ()) -> TaggedText:
    """Tag one narrative with the registry of the package."""
    return next(load_tagger().tag_texts([TaggingInput(text=text, borough=borough, lead_organisations=leads)]))


def found(text: str, borough: str | None = None) -> list[tuple[str, str]]:
    """(label, text) of each mention, in order."""
    return [(mention.label, mention.text) for mention in tag_one(text, borough).mentions]


def linked(text: str, borough: str | None = None) -> dict[str, str | None]:
    """Entity id by the text of the mention."""
    return {mention.text: mention.entity_id for mention in tag_one(text, borough).mentions}


def names(text: str, borough: str | None = None) -> list[str]:
    """Texts of the mentions, in order."""
    return [mention.text for mention in tag_one(text, borough).mentions]


def speakers(text: str, borough: str | None = None, leads: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    """(stretch of text, entity id) of each speaker, in order."""
    tagged = tag_one(text, borough, leads)
    return [(text[speaker.start : speaker.end], speaker.entity_id) for speaker in tagged.speakers]
