"""The letter of feedback on a plan, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from models.base import Record
from models.letter import Letter, Sentence
from models.plan import Plan
from pipeline.pages.keys import first_keys
from pipeline.pages.views.plan import Place
from pipeline.pages.words import whose

LINE = 80  # characters in a line of the form, about
MOST_LINES = 12


class LetterSentence(Record):
    """A sentence."""

    key: str = Field(description="Names it in the form: its section, a slash, its id.")
    id: str = Field(description="Names it on the page.")
    text: str = Field(description="What stands in the letter; empty when a person left it out.")
    original: str = Field(description="As the records have it, where a person wrote another; else empty.")
    stale: str = Field(description="What a person wrote before the facts changed, which is not used; else empty.")
    places: tuple[Place, ...] = Field(description="The actions it is about; none where they are most of the plan.")
    lines: int = Field(ge=1, description="Lines of the form.")


class ShownSection(Record):
    """A heading and its sentences."""

    id: str = Field(description="Names it on the page.")
    heading: str = Field(description="As printed.")
    sentences: tuple[LetterSentence, ...] = Field(description="In order.")


class LetterPage(Record):
    """The page."""

    plan_id: str = Field(description="The plan.")
    name: str = Field(description="Borough and year.")
    written: bool = Field(description="Whether there is a letter.")
    title: str = Field(default="", description="Its heading.")
    sections: tuple[ShownSection, ...] = Field(default=(), description="Its sections.")
    outdated: bool = Field(default=False, description="Whether the plan has changed since it was written.")
    version: str = Field(default="", description="Tells whether somebody else has changed it since.")
    before: str = Field(default="", description="The plan it is compared with.")
    befores: tuple[tuple[str, str], ...] = Field(default=(), description="Plans it may be compared with.")
    among: str = Field(default="", description="Year of the other boroughs' plans it looks at; empty for none.")
    amongs: tuple[str, ...] = Field(default=(), description="Years that have other boroughs' plans.")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round a letter.

    Attributes:
        befores, amongs: plans it may be compared with, and years of other boroughs' plans it may look at.
        among: the year that is chosen; empty for none.
        outdated: whether the plan has changed since it was written.
        version: tells whether somebody else has changed it since.
    """

    befores: Sequence[Plan] = ()
    amongs: Sequence[int] = ()
    among: str = ""
    outdated: bool = False
    version: str = ""


def letter_page(plan: Plan, letter: Letter | None, around: Around = Around()) -> LetterPage:
    """The page of a letter; None before one is written."""
    befores = around.befores
    page = LetterPage(
        plan_id=plan.plan_id,
        name=whose(plan),
        written=letter is not None,
        befores=tuple((one.plan_id, whose(one)) for one in befores),
        amongs=tuple(str(year) for year in around.amongs),
        before=befores[0].plan_id if befores else "",
        among=around.among,
    )
    if letter is None:
        return page
    keys = first_keys(plan)
    return page.model_copy(
        update={
            "title": letter.title,
            "sections": tuple(
                ShownSection(
                    id=section.id,
                    heading=section.heading,
                    sentences=tuple(_shown(section.id, one, keys, len(plan.actions)) for one in section.sentences),
                )
                for section in letter.sections
            ),
            "outdated": around.outdated,
            "version": around.version,
            "before": letter.before or "",
        }
    )


def _shown(section: str, one: Sentence, keys: Mapping[str, str], actions: int) -> LetterSentence:
    edited = one.edited is not None and not one.is_stale
    lines = sum(1 + len(line) // LINE for line in one.shown.split("\n"))
    return LetterSentence(
        key=f"{section}/{one.id}",
        id=f"{section}-{one.id}".replace(".", "-"),
        text=one.shown,
        original=one.text if edited else "",
        stale=one.edited or "(left out)" if one.is_stale else "",
        places=tuple(Place(key=keys.get(ref, ""), ref=ref) for ref in one.refs) if 2 * len(one.refs) < actions else (),
        lines=min(lines, MOST_LINES),
    )
