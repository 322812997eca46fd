"""`vvrap show`: a plan, or one of its actions, for a person at a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.plan import Action, Plan


def show(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A plan_id, as shown by `vvrap list`, or a plan's JSON.")],
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="An action of the plan, such as 4.7.")] = None,
    outputs: Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = Path(
        "outputs"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan or action as one JSON value.")] = False,
) -> None:
    """Show a plan with its actions and findings, or everything about one action."""
    from pipeline.catalogue.pages import action_page, plan_page
    from pipeline.catalogue.screen import print_lines
    from pipeline.which_plan import load_plan

    found = load_plan(plan, outputs)
    if ref is None:
        print_lines([found.model_dump_json(indent=2)] if as_json else plan_page(found))
        return
    actions = _actions(found, ref)
    if as_json:
        print_lines([_as_json(found, actions)])
        return
    for action in actions:
        print_lines(action_page(found, action))


def _actions(plan: Plan, ref: str) -> list[Action]:
    import difflib

    from models.errors import UsageError

    actions = [action for action in plan.actions if action.ref.casefold() == ref.strip().casefold()]
    if not actions:
        near = difflib.get_close_matches(ref, [action.ref for action in plan.actions], n=3)
        remedy = f"Did you mean {' or '.join(near)}?" if near else f"vvrap show {plan.plan_id} lists its actions."
        raise UsageError(f"{plan.plan_id} has no action {ref}.", remedy)
    return actions


def _as_json(plan: Plan, actions: list[Action]) -> str:
    import json

    value = {
        "plan_id": plan.plan_id,
        "actions": [action.model_dump(mode="json") for action in actions],
        "findings": [found.model_dump(mode="json") for found in plan.findings if found.action_ref == actions[0].ref],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
