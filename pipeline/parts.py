"""Several documents that are parts of one plan, as when a borough sends each theme as a file of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from models.catalogue import finding
from models.errors import NotAPlan
from models.plan import Coverage, Plan, PlanMetadata, Theme

BETWEEN_NAMES = " + "
_SEPARATELY = "Read them without --parts, or say which is meant with --borough and --year."
_AFTER_ALL = 1_000_000  # sorts parts without a numbered theme after those with one
_Value = TypeVar("_Value", bound=Hashable)

_DIGITS = re.compile(r"(\d+)")


def parts_sha256(digests: Iterable[str]) -> str:
    """What stands for the bytes of all parts: SHA-256 of their own digests, whatever order they were given in."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def parts_name(names: Iterable[str]) -> str:
    """What people call the parts together."""
    return BETWEEN_NAMES.join(sorted(names, key=_natural))


def join_parts(plans: Sequence[Plan]) -> Plan:
    """One plan of all parts: their actions in the order of their themes, what their covers state, and all findings.

    Raises `NotAPlan` when the parts are of different boroughs or years.
    """
    from extractors.assembler.assemble import plan_id  # noqa: PLC0415 - most runs join no parts

    ordered = sorted(plans, key=_place)
    borough = _agreed([plan.borough for plan in ordered if plan.borough], "boroughs")
    year = _agreed([plan.plan_year for plan in ordered if plan.plan_year is not None], "years")
    first = ordered[0]
    filename = parts_name(plan.source.filename for plan in ordered)
    told = finding("read-in-parts", count=len(ordered), files=filename)
    return Plan(
        plan_id=plan_id(borough, year, first.source.filename),
        borough=borough,
        plan_year=year,
        template=next((plan.template for plan in ordered if plan.template), None),
        title=next((plan.title for plan in ordered if plan.title), None),
        metadata=_metadata([plan.metadata for plan in ordered]),
        source=first.source.model_copy(
            update={
                "filename": filename,
                "sha256": parts_sha256(plan.source.sha256 for plan in ordered),
                "page_count": None,
            }
        ),
        themes=tuple(_themes(ordered)),
        actions=tuple(action for plan in ordered for action in plan.actions),
        tables=tuple(table for plan in ordered for table in plan.tables),
        coverage=Coverage(
            words=sum(plan.coverage.words for plan in ordered),
            accounted=sum(plan.coverage.accounted for plan in ordered),
            unaccounted=tuple(word for plan in ordered for word in plan.coverage.unaccounted),
        ),
        findings=(told, *dict.fromkeys(one for plan in ordered for one in plan.findings)),
    )


def _place(plan: Plan) -> tuple[int, list[tuple[int, str]]]:
    numbers = [action.theme_number for action in plan.actions if action.theme_number is not None]
    return min(numbers, default=_AFTER_ALL), _natural(plan.source.filename)


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts part 10 after part 9."""
    return [(int(piece) if piece.isdecimal() else -1, piece) for piece in _DIGITS.split(name)]


def _agreed(values: Iterable[_Value], what: str) -> _Value | None:
    """What the parts say, which must be the same; None when none says anything."""
    found = list(dict.fromkeys(values))
    if len(found) > 1:
        raise NotAPlan(f"The documents are for different {what}, so they are not parts of one plan.", _SEPARATELY)
    return found[0] if found else None


def _metadata(covers: Sequence[PlanMetadata]) -> PlanMetadata:
    """For each field what the first cover that has it states."""
    fields = PlanMetadata.model_fields
    stated = {name: next((value for cover in covers if (value := getattr(cover, name))), None) for name in fields}
    return PlanMetadata.model_validate(stated)


def _themes(plans: Iterable[Plan]) -> list[Theme]:
    """Each theme once, where it first stands; a theme may run on from one part into the next."""
    found: dict[tuple[int | None, str], Theme] = {}
    for plan in plans:
        for theme in plan.themes:
            found.setdefault((theme.number, theme.title.casefold()), theme)
    return list(found.values())
