"""Comparisons as the library, the command line and the pages ask for them: plans by id, path or value."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from models.comparison import BoroughsComparison, YearsComparison
from pipeline.compare.boroughs import compare_many_boroughs
from pipeline.compare.loading import plan_to_compare
from pipeline.compare.outputs import write_comparison
from pipeline.compare.pins import read_pins
from pipeline.compare.tidy_tables import to_frames
from pipeline.compare.years import compare_two_years
from pipeline.outputs.folder import LocalFolder
from pipeline.redaction.bodies import known_bodies
from pipeline.redaction.comparisons import cleaned
from pipeline.redaction.plans import redact
from pipeline.templates.files import paired_editions
from pipeline.which_plan import DEFAULT_OUTPUTS, PlanSource

__all__ = ["compare_boroughs", "compare_years", "to_frames", "write_comparison"]


def compare_years(
    before: PlanSource,
    after: PlanSource,
    *,
    pins: str | os.PathLike[str] | None = None,
    redact_names: bool = False,
    outputs: str | os.PathLike[str] = DEFAULT_OUTPUTS,
) -> YearsComparison:
    """What changed from one plan of a borough to another, action by action.

    Args:
        before: The earlier plan: a `Plan`, a path to a plan's JSON, or a plan_id in the outputs folder.
        after: The later plan, given likewise.
        pins: A CSV file of matches that a person pinned or forbade.
        redact_names: Leave out the names of leads and authors; roles are kept.
        outputs: The folder in which plan ids are looked up, and editions of the template that people added.

    Raises:
        InputError: A plan is not there or cannot be read.
        UsageError: The two are one plan, of different boroughs, or in the wrong order.
        ReferenceDataError: The pins file holds a fault.
    """
    plans = [plan_to_compare(before, Path(outputs)), plan_to_compare(after, Path(outputs))]
    redacted = redact(plans, known_bodies()) if redact_names else None
    plans = redacted.plans if redacted else plans
    path = None if pins is None else Path(pins)
    lines = [] if path is None else read_pins(path)
    editions = paired_editions(LocalFolder(Path(outputs)))
    comparison = compare_two_years(plans[0], plans[1], lines, path.name if path else "pins", editions)
    return cleaned(comparison, redacted.eraser) if redacted else comparison


def compare_boroughs(
    plans: Iterable[PlanSource],
    *,
    redact_names: bool = False,
    outputs: str | os.PathLike[str] = DEFAULT_OUTPUTS,
) -> BoroughsComparison:
    """Many boroughs' plans lined up, action by action.

    Args:
        plans: Two or more, each a `Plan`, a path to a plan's JSON, or a plan_id in the outputs folder.
        redact_names: Leave out the names of leads and authors; roles are kept.
        outputs: The folder in which plan ids are looked up, and editions of the template that people added.

    Raises:
        InputError: A plan is not there or cannot be read.
        UsageError: Fewer than two plans, or one of them twice.
    """
    loaded = [plan_to_compare(plan, Path(outputs)) for plan in plans]
    editions = paired_editions(LocalFolder(Path(outputs)))
    if not redact_names:
        return compare_many_boroughs(loaded, editions=editions)
    redacted = redact(loaded, known_bodies())
    return cleaned(compare_many_boroughs(redacted.plans, editions=editions), redacted.eraser)
