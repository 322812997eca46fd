"""`vvrap list`: the plans of the outputs folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalogue.listing import ListedPlan

_HEADINGS = ("plan_id", "actions", "nil", "errors", "warnings", "document")
_NUMBERS = frozenset({1, 2, 3, 4})  # the columns that hold numbers


def list_plans(
    outputs: Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = Path(
        "outputs"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the plans as one JSON value.")] = False,
) -> None:
    """List the plans with their actions, nil returns and findings, by borough and year."""
    import json
    from dataclasses import asdict

    from pipeline.catalogue.listing import listed_plans
    from pipeline.catalogue.opening import ask_catalogue
    from pipeline.catalogue.screen import print_lines, said

    plans = ask_catalogue(outputs, listed_plans, said)
    if as_json:
        print_lines([json.dumps([asdict(plan) for plan in plans], ensure_ascii=False, indent=2)])
        return
    print_lines(_shown(plans))
    said(_summary(plans))


def _shown(plans: list[ListedPlan]) -> Iterator[str]:
    from pipeline.catalogue.screen import bold, in_columns, printable

    rows = [
        (
            plan.plan_id,
            str(plan.actions),
            str(plan.nil_returns),
            str(plan.errors),
            str(plan.warnings),
            plan.filename,
        )
        for plan in plans
    ]
    lines = list(in_columns([_HEADINGS, *(tuple(map(printable, row)) for row in rows)], _NUMBERS))
    yield bold(lines[0])
    yield from lines[1:]


def _summary(plans: list[ListedPlan]) -> str:
    from pipeline.quantities import count

    boroughs = len({plan.gss_code for plan in plans if plan.gss_code})
    doubtful = sum(bool(plan.errors or plan.warnings) for plan in plans)
    return (
        f"{count(len(plans), 'plan')} of {count(boroughs, 'borough')}, "
        f"{count(sum(plan.actions for plan in plans), 'action')}; "
        f"with findings to look at: {doubtful} (vvrap show PLAN_ID)."
    )
