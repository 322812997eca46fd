"""Help: what each finding means and what to do about it."""

from __future__ import annotations

from pydantic import Field

from models.base import Record
from models.catalogue import CatalogueEntry, catalogue
from pipeline.pages.remedies import in_a_browser


class HelpEntry(Record):
    """A kind of finding."""

    code: str = Field(description="Code in the catalogue of findings.")
    title: str = Field(description="What it is.")
    what_to_do: str = Field(description="What to do about it.")


class HelpGroup(Record):
    """Kinds of findings that belong together."""

    title: str = Field(description="What they are.")
    entries: tuple[HelpEntry, ...] = Field(description="The kinds.")


class HelpPage(Record):
    """The page."""

    groups: tuple[HelpGroup, ...] = Field(description="Kinds of findings, the most serious first.")


def help_page() -> HelpPage:
    """The page, from the catalogue of findings."""
    entries = list(catalogue().values())
    groups = (
        ("Something may have been read wrongly or lost", [one for one in entries if _is(one, "reading", "error")]),
        ("Something about the reading is in doubt", [one for one in entries if _is(one, "reading", "warning")]),
        (
            "The document itself is wrong or unclear",
            [one for one in entries if one.about == "document" and one.severity != "info"],
        ),
        ("Good to know", [one for one in entries if one.severity == "info"]),
    )
    return HelpPage(
        groups=tuple(
            HelpGroup(
                title=title,
                entries=tuple(
                    HelpEntry(code=one.code, title=one.title, what_to_do=in_a_browser(one.code, one.action))
                    for one in found
                ),
            )
            for title, found in groups
        )
    )


def _is(entry: CatalogueEntry, about: str, severity: str) -> bool:
    return entry.about == about and entry.severity == severity
