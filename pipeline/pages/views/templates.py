"""Templates: the editions that are known, and how the actions of one pair with those of the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import Field

from models.base import Record
from models.reference.boroughs import slug
from models.reference.template import Confirmed, Pair
from pipeline.quantities import count
from pipeline.templates.desk import Edition, unsure


class EditionLine(Record):
    """An edition in the list."""

    name: str = Field(description="Its name.")
    actions: int = Field(ge=0, description="Actions known.")
    complete: bool = Field(description="Whether it is known in full.")
    address: str = Field(description="Where its pairs are; empty for one that comes with the tool.")
    paired: str = Field(description="How it pairs, in words; empty where it is not paired.")
    unsure: int = Field(ge=0, description="Pairs to confirm.")
    plans: tuple[tuple[str, str], ...] = Field(description="Plans that use it: id and words.")


class TemplatesPage(Record):
    """The list."""

    editions: tuple[EditionLine, ...] = Field(description="Every edition, the oldest first.")


class PairLine(Record):
    """Two actions that may be one."""

    id: str = Field(description="Names it in the form.")
    ref: str = Field(description="In the edition; empty for one that it no longer has.")
    before_ref: str = Field(description="In the edition before; empty for a new action.")
    score: int = Field(ge=0, le=100, description="How alike the wordings are, of 100.")
    confirmed: Confirmed = Field(description="yes or no, by a person; empty until somebody looked.")
    text: str = Field(description="The wording.")
    before_text: str = Field(description="The wording before.")
    same: bool = Field(description="Whether the wordings are the same.")


class PairsPage(Record):
    """How an edition pairs with the one before."""

    name: str = Field(description="The edition.")
    slug: str = Field(description="Names it in addresses.")
    before: str = Field(description="The edition before; empty when there is none known in full.")
    unsure: tuple[PairLine, ...] = Field(description="Pairs that a person should confirm.")
    decided: tuple[PairLine, ...] = Field(description="Pairs that a person confirmed or refused.")
    sure: tuple[PairLine, ...] = Field(description="Pairs whose wordings are alike.")
    new: tuple[PairLine, ...] = Field(description="Actions that the edition before does not have.")
    gone: tuple[PairLine, ...] = Field(description="Actions of the edition before that this one does not have.")


def edition_address(name: str) -> str:
    """Where the pairs of an edition are."""
    return f"/templates/{slug(name)}"


def templates_page(editions: Sequence[Edition], names: Mapping[str, str]) -> TemplatesPage:
    """The page of the list. names: what plans are called, by plan_id."""
    return TemplatesPage(editions=tuple(_edition(one, names) for one in editions))


def _edition(one: Edition, names: Mapping[str, str]) -> EditionLine:
    return EditionLine(
        name=one.name,
        actions=one.actions,
        complete=one.complete,
        address=edition_address(one.name) if one.added else "",
        paired=f"{count(one.paired, 'action')} with the {one.before} edition" if one.before else "",
        unsure=one.unsure,
        plans=tuple((plan_id, names.get(plan_id, plan_id)) for plan_id in one.plans),
    )


def pairs_page(edition: Edition, pairs: Sequence[Pair]) -> PairsPage:
    """The page of an edition's pairs."""
    lines = {one: _line(one, number) for number, one in enumerate(pairs)}
    doubtful = unsure(tuple(pairs))
    both = [one for one in pairs if one.ref and one.before_ref]
    return PairsPage(
        name=edition.name,
        slug=slug(edition.name),
        before=edition.before or "",
        unsure=tuple(lines[one] for one in doubtful),
        decided=tuple(lines[one] for one in both if one.confirmed),
        sure=tuple(lines[one] for one in both if not one.confirmed and one not in doubtful),
        new=tuple(lines[one] for one in pairs if not one.before_ref),
        gone=tuple(lines[one] for one in pairs if not one.ref),
    )


def _line(one: Pair, number: int) -> PairLine:
    return PairLine(
        id=f"pair-{number}",
        ref=one.ref,
        before_ref=one.before_ref,
        score=one.score,
        confirmed=one.confirmed,
        text=one.text,
        before_text=one.before_text,
        same=one.text.casefold() == one.before_text.casefold(),
    )
